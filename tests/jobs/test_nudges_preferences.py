"""A client chooses when to be reminded; nobody else can."""

import pytest

from tests.jobs.conftest import Practice

PATH = "/api/v1/nudge-preferences"


def test_nobody_is_reminded_who_has_not_asked(practice: Practice):
    told = practice.browser(practice.client).get(PATH)

    assert told.json == {"on": False, "weekdays": [0, 1, 2, 3, 4], "at_local": "16:00"}


def test_what_was_chosen_is_told_and_changes_at_once(practice: Practice):
    browser = practice.browser(practice.client)

    browser.put(PATH, json={"on": True, "weekdays": [4, 0], "at_local": "07:30"})
    chosen = browser.put(PATH, json={"on": True, "weekdays": [2, 0], "at_local": "17:05"})

    assert chosen.status_code == 200
    assert chosen.json == {"on": True, "weekdays": [0, 2], "at_local": "17:05"}
    assert browser.get(PATH).json == chosen.json
    assert f"{practice.plan().next_at:%a %H:%M}" == "Mon 17:05"
    browser.put(PATH, json={"on": False, "weekdays": [], "at_local": "17:05"})
    assert practice.plan().next_at is None


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
