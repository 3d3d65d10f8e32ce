"""Whether reminders help: the draw, the comparison, and who may know of it."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from api.db import db
from api.nudges.jobs import settle_nudges
from api.nudges.models import Nudge
from api.nudges.rules import Judged, NudgeParams, Side, decay_of, effect_of, is_held_out, sides_of
from tests.jobs.conftest import MONDAY, Practice

FOUR = MONDAY.replace(hour=16)
ALWAYS = NudgeParams(held_out_share=1.0)


def test_the_draw_withholds_a_tenth_and_is_the_same_for_whoever_asks():
    client_id = UUID(int=7)
    drawn = [is_held_out(b"key", client_id, str(number)) for number in range(20_000)]

    assert 0.09 < sum(drawn) / len(drawn) < 0.11
    assert drawn == [is_held_out(b"key", client_id, str(number)) for number in range(20_000)]
    assert drawn != [is_held_out(b"another key", client_id, str(number)) for number in range(20_000)]


@pytest.mark.parametrize(
    ("one", "other", "low", "high"),
    [
        # Newcombe 1998, table II, method 10: 56/70 - 48/80 and 9/10 - 3/10, here with his own counts.
        (Side(70, 56), Side(80, 48), 0.0524, 0.3339),
        (Side(10, 9), Side(10, 3), 0.1705, 0.8090),
        (Side(10, 10), Side(10, 0), 0.6075, 1.0),
    ],
)
def test_the_interval_is_newcombes(one, other, low, high):
    found = effect_of(one, other, NudgeParams(least_a_side=1))

    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


def test_below_a_hundred_a_side_nothing_is_said():
    assert effect_of(Side(900, 300), Side(99, 20)).difference is None
    assert effect_of(Side(900, 300), Side(100, 20)).is_enough


@given(st.integers(100, 900), st.integers(100, 900), st.data())
def test_the_interval_holds_the_difference_and_stays_possible(n, m, data):
    one, other = Side(n, data.draw(st.integers(0, n))), Side(m, data.draw(st.integers(0, m)))

    found = effect_of(one, other)

    assert -1 - 1e-9 <= found.low <= found.difference <= found.high <= 1 + 1e-9


def test_decay_is_told_by_weeks_since_each_clients_first():
    first_on = date(2026, 6, 1)
    judged = [
        Judged(first_on + timedelta(weeks=week), first_on, was_held_out, was_completed, 60)
        for week in range(20)
        for was_held_out in (False, True)
        for was_completed in (False, True)
    ]

    bands = decay_of(judged)

    assert [(band.from_week, band.until_week) for band in bands] == [(1, 4), (5, 8), (9, 12), (13, None)]
    assert [band.effect.with_nudge.occasions for band in bands] == [480, 480, 480, 960]
    assert sides_of(judged) == (Side(2400, 1200), Side(2400, 1200))


def turn_on(practice: Practice, *, is_on: bool = True, version: int = 1) -> None:
    owner = practice.browser(practice.coach)
    answer = owner.put(
        "/api/v1/nudge-settings", json={"measuring": is_on}, headers={"If-Match": f'"{version}"'}
    )
    assert answer.status_code == 200
    assert answer.headers["ETag"] == f'"{version + 1}"'


@pytest.fixture
def withheld(monkeypatch):
    """Everything that may be withheld is."""
    monkeypatch.setattr(
        "api.nudges.services.deciding.is_held_out", lambda *drawn: is_held_out(*drawn, ALWAYS)
    )


def test_nothing_is_withheld_until_the_practice_measures(practice: Practice, withheld):
    practice.goal()
    practice.remind(0)

    practice.tick(FOUR)

    assert practice.outcomes() == [("sent", None)]
    assert not practice.nudges()[0].is_measured


def test_a_withheld_reminder_is_on_record_with_its_reason_and_is_not_followed_up(
    practice: Practice, withheld
):
    turn_on(practice)
    practice.goal()
    practice.remind(0)

    practice.tick(FOUR)
    practice.tick(FOUR + timedelta(hours=17))

    assert practice.mails() == []
    assert practice.outcomes() == [("not_sent", "held_out")]
    [told] = practice.browser(practice.client).get("/api/v1/nudges").json["items"]
    assert "You can opt out" in told["why"]


def test_whoever_opts_out_has_every_reminder_and_is_counted_nowhere(practice: Practice, withheld):
    turn_on(practice)
    practice.goal()
    practice.remind(0, is_measured=False)
    browser = practice.browser(practice.client)
    assert browser.get("/api/v1/nudge-preferences").json["practice_measures"] is True

    practice.tick(FOUR)

    assert practice.outcomes() == [("sent", None)]
    assert not practice.nudges()[0].is_measured


def test_two_days_later_it_is_known_whether_a_check_in_followed_within_a_day(practice: Practice, monkeypatch):
    monkeypatch.setattr("api.nudges.services.deciding.is_held_out", lambda *_: False)
    turn_on(practice)
    goal_id = practice.goal()
    practice.remind()
    practice.tick(FOUR)
    practice.now = FOUR + timedelta(hours=3)
    practice.check_in(goal_id, MONDAY.date())
    practice.tick(FOUR + timedelta(days=1))
    practice.now = FOUR + timedelta(days=2, hours=1)
    practice.check_in(goal_id, MONDAY.date() + timedelta(days=1))

    practice.now = FOUR + timedelta(days=4)
    settle_nudges()

    assert [row.was_completed for row in practice.nudges()] == [True, False]
    effect = practice.browser(practice.coach).get("/api/v1/nudge-effect").json
    assert effect["overall"]["with_nudge"] == {"occasions": 2, "completed": 1, "share": 0.5}
    assert (effect["overall"]["enough"], effect["overall"]["difference"]) == (False, None)


def test_the_owner_sees_the_difference_once_there_is_enough(practice: Practice):
    turn_on(practice)
    rows = [
        {
            "id": uuid4(), "practice_id": practice.client.practice_id, "client_id": practice.client.member_id,
            "on_date": MONDAY.date() - timedelta(days=number % 30), "kind": "first", "occurrence_key": str(number),
            "outcome": "not_sent" if is_held_out else "sent", "reason": "held_out" if is_held_out else None,
            "decided_at": MONDAY, "is_measured": True, "was_completed": number % (4 if is_held_out else 2) == 0,
            "goals": "", "milestones": "",
        }
        for number in range(1200)
        for is_held_out in (number >= 1000,)
    ]  # fmt: skip
    db.session.execute(sa.insert(Nudge), rows)
    db.session.commit()

    overall = practice.browser(practice.coach).get("/api/v1/nudge-effect").json["overall"]

    assert overall["with_nudge"] == {"occasions": 1000, "completed": 500, "share": 0.5}
    assert overall["without"] == {"occasions": 200, "completed": 50, "share": 0.25}
    assert overall["difference"] == 0.25
    assert 0.17 < overall["low"] < 0.25 < overall["high"] < 0.33


def test_two_owners_at_once_do_not_overrule_each_other(practice: Practice):
    turn_on(practice)
    owner = practice.browser(practice.coach)

    assert owner.put("/api/v1/nudge-settings", json={"measuring": False}).status_code == 428
    stale = owner.put("/api/v1/nudge-settings", json={"measuring": False}, headers={"If-Match": '"1"'})

    assert stale.status_code == 412
    assert owner.get("/api/v1/nudge-settings").json == {"measuring": True}
    turn_on(practice, is_on=False, version=2)
