"""A check-in arrives: by whichever door and in whatever order, one row, and one that counts for its day."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
import time_machine

from tests.factories import (
    a_check_in,
    a_circle,
    a_goal,
    a_member,
    agreed,
    at_once,
    checked_in,
    problem_fields,
    rows,
    shared,
    today_of,
)

MONDAY = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture
def goal(circle):
    return a_goal(circle.client)


def counting(circle, goal) -> list[str]:
    items = circle.client.get(f"/goals/{goal['id']}/check-ins").json["items"]
    return [item["id"] for item in items if item["counts"]]


def test_a_check_in_is_answered_in_full_as_it_was_saved(circle, goal):
    agreed(circle.client)
    made, today = str(uuid4()), str(today_of(circle.client))
    sent = {
        "goal_id": goal["id"],
        "happened_on": today,
        "recorded_at": "2026-01-05T06:59:00+01:00",
        "outcome": "partly",
        "value": 2.5,
        "felt": "hard",
        "obstacles": ["time", "worry", "time"],
        "note": "  Late. ",
        "source": "outbox",
    }
    answer = circle.client.put(f"/check-ins/{made}", sent)
    assert answer.status_code == 201
    told = answer.json
    logged_at = told.pop("logged_at")
    assert told == sent | {
        "id": made,
        "recorded_at": "2026-01-05T05:59:00.000000Z",
        "obstacles": ["time", "worry"],
        "note": "Late.",
        "counts": True,
    }
    assert circle.client.get(f"/check-ins/{made}").json == told | {"logged_at": logged_at, "replies": []}


def test_sending_it_again_changes_nothing(app, circle, goal):
    made, sent = uuid4(), a_check_in(goal, today_of(circle.client), recorded_at="2026-01-05T07:00:00Z")
    first = circle.client.put(f"/check-ins/{made}", sent)
    again = circle.client.put(f"/check-ins/{made}", sent)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json | {"logged_at": ""} == again.json | {"logged_at": ""}
    assert len(rows(app, "check_in")) == 1


def test_eight_replays_at_once_are_one_row(app, circle, goal):
    made, sent = uuid4(), a_check_in(goal, today_of(circle.client))
    answers = at_once(8, lambda _: circle.client.put(f"/check-ins/{made}", sent).status_code)
    assert sorted(answers) == [200] * 7 + [201]
    assert len(rows(app, "check_in")) == 1


def test_the_same_id_edits_the_check_in(circle, goal):
    made, today = uuid4(), today_of(circle.client)
    checked_in(circle.client, goal, today, made, note="First")
    edited = checked_in(circle.client, goal, today, made, outcome="not", note=None)
    assert (edited["outcome"], edited["note"], edited["counts"]) == ("not", None, True)
    assert circle.client.get(f"/check-ins/{made}").json["outcome"] == "not"


def test_an_edit_that_was_made_earlier_and_arrives_later_changes_nothing(circle, goal):
    made, today = uuid4(), today_of(circle.client)
    checked_in(circle.client, goal, today, made, recorded_at="2026-01-05T07:00:02Z", outcome="done")
    late = circle.client.put(
        f"/check-ins/{made}", a_check_in(goal, today, recorded_at="2026-01-05T07:00:01Z", outcome="not")
    )
    assert (late.status_code, late.json["outcome"]) == (200, "done")


def test_an_edit_may_move_it_to_another_day_where_it_counts(circle, goal):
    today = today_of(circle.client)
    made = uuid4()
    other = checked_in(circle.client, goal, today, recorded_at="2026-01-05T07:00:00Z")["id"]
    checked_in(circle.client, goal, today, made, recorded_at="2026-01-05T07:00:01Z")
    assert counting(circle, goal) == [str(made)]
    checked_in(circle.client, goal, today - timedelta(days=1), made, recorded_at="2026-01-05T07:00:02Z")
    assert set(counting(circle, goal)) == {other, str(made)}


def test_an_id_belongs_to_one_goal(app, circle, goal):
    made, today, other = uuid4(), today_of(circle.client), a_goal(circle.client)
    checked_in(circle.client, goal, today, made)
    refused = circle.client.put(f"/check-ins/{made}", a_check_in(other, today))
    assert refused.status_code == 409
    siblings = a_goal(circle.sibling)
    assert circle.sibling.put(f"/check-ins/{made}", a_check_in(siblings, today)).status_code == 409
    assert [row.goal_id.hex for row in rows(app, "check_in")] == [goal["id"].replace("-", "")]


@pytest.mark.parametrize("order", ["012", "021", "102", "120", "201", "210"])
def test_of_three_for_one_day_the_one_recorded_last_counts_in_whatever_order_they_arrive(circle, goal, order):
    today = today_of(circle.client)
    ids = [uuid4() for _ in range(3)]
    for index in map(int, order):
        checked_in(circle.client, goal, today, ids[index], recorded_at=f"2026-01-05T07:00:0{index}Z")
    assert counting(circle, goal) == [str(ids[2])]


def test_of_two_recorded_at_the_same_moment_the_same_one_counts_in_either_order(circle, goal):
    today, at = today_of(circle.client), "2026-01-05T07:00:00Z"
    pair = [uuid4(), uuid4()]
    for day, ids in ((today, pair), (today - timedelta(days=1), [uuid4(), uuid4()])):
        low, high = sorted(ids)
        first, second = (low, high) if day == today else (high, low)
        checked_in(circle.client, goal, day, first, recorded_at=at)
        checked_in(circle.client, goal, day, second, recorded_at=at)
        assert str(high) in counting(circle, goal)
        assert str(low) not in counting(circle, goal)


def test_a_phone_whose_clock_runs_ahead_does_not_outrank_what_comes_later(circle, goal):
    today = today_of(circle.client)
    ahead = checked_in(circle.client, goal, today, recorded_at="2199-01-01T00:00:00Z", outcome="not")
    assert ahead["recorded_at"] == ahead["logged_at"]
    later = checked_in(circle.client, goal, today)
    assert counting(circle, goal) == [later["id"]]


def test_undoing_lets_the_other_one_of_the_day_count_again(app, circle, goal):
    today = today_of(circle.client)
    first = checked_in(circle.client, goal, today, recorded_at="2026-01-05T07:00:00Z")["id"]
    second = checked_in(circle.client, goal, today, recorded_at="2026-01-05T08:00:00Z", note="SECRET")["id"]
    assert counting(circle, goal) == [second]
    assert circle.client.delete(f"/check-ins/{second}").status_code == 204
    assert counting(circle, goal) == [first]
    assert circle.client.get(f"/check-ins/{second}").status_code == 404
    [undone] = rows(app, "check_in", id=UUID(second))
    assert (undone.outcome, undone.value, undone.felt, undone.note, undone.counts) == (
        None,
        None,
        None,
        None,
        False,
    )


def test_an_undone_check_in_stays_undone_when_its_replay_arrives(circle, goal):
    made, today = uuid4(), today_of(circle.client)
    sent = a_check_in(goal, today, recorded_at="2026-01-05T07:00:00Z")
    circle.client.put(f"/check-ins/{made}", sent)
    circle.client.delete(f"/check-ins/{made}")
    assert circle.client.put(f"/check-ins/{made}", sent).status_code == 410
    assert circle.client.delete(f"/check-ins/{made}").status_code == 404
    assert counting(circle, goal) == []


def test_the_undone_id_may_be_used_again_by_a_later_tap(circle, goal):
    made, today = uuid4(), today_of(circle.client)
    checked_in(circle.client, goal, today, made)
    circle.client.delete(f"/check-ins/{made}")
    assert circle.client.put(f"/check-ins/{made}", a_check_in(goal, today, outcome="not")).status_code == 200
    assert counting(circle, goal) == [str(made)]


def test_two_taps_undone_at_once_leave_the_third_counting(circle, goal):
    today = today_of(circle.client)
    ids = [
        checked_in(circle.client, goal, today, recorded_at=f"2026-01-05T07:00:0{n}Z")["id"] for n in range(3)
    ]
    answers = at_once(2, lambda index: circle.client.delete(f"/check-ins/{ids[1 + index]}").status_code)
    assert answers == [204, 204]
    assert counting(circle, goal) == [ids[0]]


def test_a_check_in_says_how_it_went_or_gives_a_number(circle, goal):
    body = a_check_in(goal, today_of(circle.client), outcome=None, felt="good", note="x")
    answer = circle.client.put(f"/check-ins/{uuid4()}", body)
    assert (answer.status_code, problem_fields(answer)) == (422, ["outcome"])
    assert checked_in(circle.client, goal, today_of(circle.client), outcome=None, value=0)["value"] == 0


@pytest.mark.parametrize("ended", ["achieved", "let_go", "on_hold"])
def test_a_past_day_of_a_goal_that_has_ended_can_still_be_filled_in(circle, goal, ended):
    circle.client.patch(f"/goals/{goal['id']}", {"status": ended}, etag=goal["etag"])
    checked_in(circle.client, goal, today_of(circle.client) - timedelta(days=3))
    assert circle.client.get(f"/goals/{goal['id']}").json["status"] == ended


def test_a_goal_that_waited_begins_with_its_first_check_in(circle):
    plan = {"start_on": str(today_of(circle.client) + timedelta(days=9)), "cadence": {"every": "week"}}
    goal = a_goal(circle.client, plan=plan)
    assert goal["status"] == "not_started"
    checked_in(circle.client, goal, today_of(circle.client))
    seen = circle.client.get(f"/goals/{goal['id']}")
    assert seen.json["status"] == "active"
    assert seen.headers["ETag"] != goal["etag"]


# Whose day it is


@pytest.mark.parametrize(
    ("zone", "at", "today", "latest"),
    [
        ("Europe/London", datetime(2026, 11, 23, 2, 59, tzinfo=UTC), "2026-11-22", "2026-11-23"),
        ("Europe/London", datetime(2026, 11, 23, 3, 0, tzinfo=UTC), "2026-11-23", "2026-11-23"),
        # The clocks go forward at 01:00 UTC: 03:00 is 02:00 UTC.
        ("Europe/London", datetime(2026, 3, 29, 1, 59, tzinfo=UTC), "2026-03-28", "2026-03-29"),
        ("Europe/London", datetime(2026, 3, 29, 2, 0, tzinfo=UTC), "2026-03-29", "2026-03-29"),
        # They go back at 01:00 UTC: 03:00 is 03:00 UTC again.
        ("Europe/London", datetime(2026, 10, 25, 2, 30, tzinfo=UTC), "2026-10-24", "2026-10-25"),
        ("Europe/London", datetime(2026, 10, 25, 3, 0, tzinfo=UTC), "2026-10-25", "2026-10-25"),
        ("Pacific/Kiritimati", datetime(2026, 11, 22, 13, 0, tzinfo=UTC), "2026-11-23", "2026-11-23"),
        ("Pacific/Pago_Pago", datetime(2026, 11, 23, 13, 59, tzinfo=UTC), "2026-11-22", "2026-11-23"),
        ("America/New_York", datetime(2026, 11, 23, 4, 0, tzinfo=UTC), "2026-11-22", "2026-11-22"),
    ],
)
def test_the_day_is_the_clients_own_and_begins_at_three(app, zone, at, today, latest):
    with time_machine.travel(at, tick=False):
        circle = a_circle(app, zone)
        goal = a_goal(circle.client)
        assert circle.client.get("/me").json["today"] == today
        assert circle.client.get("/today").json["on"] == today
        checked_in(circle.client, goal, latest)
        after = str(datetime.fromisoformat(latest).date() + timedelta(days=1))
        refused = circle.client.put(f"/check-ins/{uuid4()}", a_check_in(goal, after))
        assert (refused.status_code, problem_fields(refused)) == (422, ["happened_on"])
        assert circle.client.get(f"/today?on={after}").status_code == 422


def test_a_client_who_moves_takes_their_day_along(app):
    with time_machine.travel(datetime(2026, 11, 23, 5, tzinfo=UTC), tick=False):
        circle = a_circle(app)
        assert circle.client.patch("/me", {"zone": "America/New_York"}).json["today"] == "2026-11-22"
        assert circle.client.get("/today").json["zone"] == "America/New_York"


# A whole queue


def test_a_batch_of_two_hundred_each_sent_twice_is_two_hundred_rows(app, circle, goal):
    today = today_of(circle.client)
    batch = [(uuid4(), a_check_in(goal, today - timedelta(days=n), note=str(n))) for n in range(200)]
    for status in (201, 200):
        assert {circle.client.put(f"/check-ins/{made}", sent).status_code for made, sent in batch} == {status}
    seen, path = [], f"/goals/{goal['id']}/check-ins?limit=60"
    while path:
        page = circle.client.get(path).json
        assert len(page["items"]) <= 60
        seen += page["items"]
        path = page["next"] and f"/goals/{goal['id']}/check-ins?limit=60&cursor={page['next']}"
    assert [item["note"] for item in seen] == [str(n) for n in range(200)]
    assert len(rows(app, "check_in")) == 200


# What is stored, and who sees it


def test_a_feeling_is_stored_only_while_the_client_agrees(app, circle, goal):
    today = today_of(circle.client)
    assert checked_in(circle.client, goal, today, felt="heavy")["felt"] is None
    agreed(circle.client)
    checked_in(circle.client, goal, today - timedelta(days=1), felt="heavy")
    assert sorted(str(row.felt) for row in rows(app, "check_in")) == ["None", "heavy"]
    agreed(circle.client, feelings=False)
    checked_in(circle.client, goal, today - timedelta(days=2), felt="heavy")
    assert {row.felt for row in rows(app, "check_in")} == {None}


SAID = {"value": 3, "felt": "heavy", "obstacles": ["worry"], "note": "Words"}


@pytest.mark.parametrize(
    ("sharing", "empty"),
    [
        ({}, {"felt", "obstacles", "note"}),
        ({"feelings": True}, {"obstacles", "note"}),
        ({"obstacles": True}, {"felt", "note"}),
        ({"notes": True}, {"felt", "obstacles"}),
        ({"numbers": False, "notes": True}, {"outcome", "value", "felt", "obstacles"}),
        ({"feelings": True, "obstacles": True, "notes": True}, set()),
    ],
)
def test_what_is_not_shared_is_empty_for_the_coach_and_never_refused(circle, goal, sharing, empty):
    agreed(circle.client)
    usual = {"numbers": True, "feelings": False, "obstacles": False, "notes": False}
    shared(circle.client, **(usual | sharing))
    made = checked_in(circle.client, goal, today_of(circle.client), **SAID)
    one = circle.coach.get(f"/check-ins/{made['id']}").json
    [listed] = circle.coach.get(f"/goals/{goal['id']}/check-ins").json["items"]
    assert one == listed
    hidden = {name for name in ("outcome", *SAID) if one[name] in (None, [])}
    assert hidden == empty
    assert all(one[name] == made[name] for name in made if name not in empty)


def test_feelings_are_shared_only_while_they_are_also_kept(circle, goal):
    agreed(circle.client)
    shared(circle.client)
    made = checked_in(circle.client, goal, today_of(circle.client), felt="heavy")["id"]
    assert circle.coach.get(f"/check-ins/{made}").json["felt"] == "heavy"
    agreed(circle.client, feelings=False)
    assert circle.coach.get(f"/check-ins/{made}").json["felt"] is None
    assert circle.client.get(f"/check-ins/{made}").json["felt"] is None


def test_a_coach_who_is_also_a_client_does_not_check_in_for_theirs(app, circle, goal):
    both = a_member(app, circle.owner, "Both", "coach", "client")
    circle.owner.post("/engagements", {"client_id": str(circle.client.id), "coach_id": str(both.id)})
    assert both.get(f"/goals/{goal['id']}").status_code == 200
    today = today_of(circle.client)
    assert both.put(f"/check-ins/{uuid4()}", a_check_in(goal, today)).status_code == 403
    made = checked_in(circle.client, goal, today)["id"]
    assert both.delete(f"/check-ins/{made}").status_code == 403
    excused = {"goal_id": goal["id"], "from_on": str(today)}
    assert both.put(f"/skips/{uuid4()}", excused).status_code == 403
