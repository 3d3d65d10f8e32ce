"""A client chooses when and how to be reminded; nobody else can."""

from datetime import datetime, timedelta

import pytest

from api.nudges.rules import WHY
from tests.jobs.conftest import MONDAY, Practice

PATH = "/api/v1/nudge-preferences"
OLD = {"on": True, "weekdays": [0, 2], "at_local": "17:05"}
UNSET = {
    "on": False,
    "weekdays": [0, 1, 2, 3, 4],
    "at_local": "16:00",
    "timing": "set",
    "usual_at": None,
    "quiet_from": "21:30",
    "quiet_until": "08:00",
    "discreet": True,
    "follow_up": True,
    "measured": True,
    "practice_measures": False,
    "look_back": False,
    "channels": ["push", "email"],
    "eased": "full",
    "next_at": None,
}


def test_nobody_is_reminded_who_has_not_asked(practice: Practice):
    told = practice.browser(practice.client).get(PATH)

    assert told.json == UNSET


def test_what_was_chosen_is_told_and_changes_at_once(practice: Practice):
    browser = practice.browser(practice.client)

    browser.put(PATH, json={"on": True, "weekdays": [4, 0], "at_local": "07:30"})
    chosen = browser.put(PATH, json={"on": True, "weekdays": [2, 0], "at_local": "17:05"})

    assert chosen.status_code == 200
    assert chosen.json == UNSET | OLD | {"next_at": "2026-11-16T17:05:00.000000Z"}
    assert browser.get(PATH).json == chosen.json
    assert f"{practice.plan().next_at:%a %H:%M}" == "Mon 17:05"
    browser.put(PATH, json={"on": False, "weekdays": [], "at_local": "17:05"})
    assert practice.plan().next_at is None


def test_what_an_older_app_does_not_know_of_stays_as_it_was(practice: Practice):
    browser = practice.browser(practice.client)
    own = {
        "timing": "usual", "quiet_from": "20:00", "quiet_until": "09:30", "discreet": False, "follow_up": False,
        "measured": False, "look_back": True, "channels": ["email"],
    }  # fmt: skip

    browser.put(PATH, json=OLD | own)
    told = browser.put(PATH, json=OLD | {"at_local": "18:00"}).json

    assert {name: told[name] for name in own} == own
    assert told["at_local"] == "18:00"


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"on": True, "weekdays": [], "at_local": "16:00"}, "weekdays"),
        ({"on": True, "weekdays": [0, 0], "at_local": "16:00"}, "weekdays"),
        ({"on": True, "weekdays": [7], "at_local": "16:00"}, "weekdays.0"),
        ({"on": True, "weekdays": [True], "at_local": "16:00"}, "weekdays.0"),
        ({"on": True, "weekdays": [0], "at_local": "24:00"}, "at_local"),
        ({"on": True, "weekdays": [0], "at_local": "7:30"}, "at_local"),
        ({"on": "yes", "weekdays": [0], "at_local": "16:00"}, "on"),
        ({"on": True, "weekdays": [0], "at_local": "16:00", "zone": "UTC"}, "zone"),
        ({"weekdays": [0], "at_local": "16:00"}, "on"),
        (OLD | {"timing": "never"}, "timing"),
        (OLD | {"quiet_from": "9"}, "quiet_from"),
        (OLD | {"channels": []}, "channels"),
        (OLD | {"channels": ["email", "email"]}, "channels"),
        (OLD | {"channels": ["pigeon"]}, "channels.0"),
        (OLD | {"discreet": 1}, "discreet"),
    ],
)
def test_what_cannot_be_meant_is_refused_by_its_field(practice: Practice, sent, field):
    refused = practice.browser(practice.client).put(PATH, json=sent)

    assert refused.status_code == 422
    assert [error["field"] for error in refused.json["errors"]] == [field]


def test_only_clients_have_reminders(practice: Practice):
    sent = {"on": True, "weekdays": [0], "at_local": "16:00"}

    assert practice.browser().put(PATH, json=sent).status_code == 401
    assert practice.browser(practice.coach).put(PATH, json=sent).status_code == 403
    assert practice.browser(practice.coach).get("/api/v1/nudges").status_code == 403


def check_in_in_the_evenings(practice: Practice, goal_id, days: int) -> None:
    for back in reversed(range(1, days + 1)):
        practice.now = MONDAY.replace(hour=19, minute=7) - timedelta(days=back)
        practice.check_in(goal_id, practice.now.date(), source="app")
    practice.now = MONDAY


def test_the_usual_hour_is_learned_from_check_ins_and_used_once_there_are_enough(practice: Practice):
    goal_id, browser = practice.goal(), practice.browser(practice.client)
    usual = OLD | {"weekdays": list(range(7)), "timing": "usual"}

    too_early = browser.put(PATH, json=usual).json
    assert (too_early["usual_at"], too_early["next_at"]) == (None, "2026-11-16T17:05:00.000000Z")
    check_in_in_the_evenings(practice, goal_id, 9)
    learned = browser.put(PATH, json=usual).json

    assert (learned["usual_at"], learned["next_at"]) == ("19:05", "2026-11-16T19:05:00.000000Z")


def test_the_usual_hour_is_looked_at_again_every_week(practice: Practice):
    goal_id = practice.goal()
    practice.remind(timing="usual", at="16:00")
    check_in_in_the_evenings(practice, goal_id, 9)
    assert practice.plan().usual_at is None

    practice.decide(MONDAY.replace(hour=16) + timedelta(days=7))

    assert practice.plan().usual_at == "19:05"
    assert f"{practice.plan().next_at:%H:%M}" == "19:05"


def test_another_zone_moves_the_reminder_within_a_tick(practice: Practice):
    practice.goal()
    browser = practice.browser(practice.client)
    browser.put(PATH, json=OLD | {"at_local": "16:00"})

    assert browser.patch("/api/v1/me", json={"zone": "America/New_York"}).status_code == 200
    practice.decide()

    assert practice.plan().next_at == datetime.fromisoformat("2026-11-16T21:00:00+00:00")
    assert practice.plan().zone == "America/New_York"
    browser.patch("/api/v1/me", json={"zone": "Asia/Tokyo"})
    practice.decide(MONDAY + timedelta(hours=1))
    assert [(row.on_date, row.outcome) for row in practice.nudges()] == [(MONDAY.date(), "queued")]


def test_every_reason_has_a_sentence_for_the_client():
    from api.nudges.rules import deciding  # noqa: PLC0415

    reasons = set(deciding.Reason.__args__)

    assert reasons == set(WHY)
    assert all(sentence.endswith(".") for sentence in WHY.values())
