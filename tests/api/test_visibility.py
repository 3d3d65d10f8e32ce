"""What is said of who sees what is what people are answered."""

from uuid import uuid4

import pytest

from tests.factories import (
    a_goal,
    a_suggestion,
    agreed,
    checked_in,
    posted,
    shared,
    today_of,
)

ANSWERED = {200: True, 401: False, 403: False, 404: False}


def sights(caller):
    return {one["thing"]: one for one in caller.get("/visibility").json["items"]}


@pytest.fixture
def seen(app, circle):
    """Give a function that says, of every thing there is, whether a caller sees it."""
    client, coach, today = circle.client, circle.coach, str(today_of(circle.client))
    agreed(client)
    goal, private = a_goal(client, title="GOAL"), a_goal(client, title="PRIVATE", private=True)
    said = {"value": 70001.5, "felt": "great", "obstacles": ["worry"], "note": "NOTED"}
    one = checked_in(client, goal, today_of(client), **said)
    where = f"/goals/{goal['id']}"
    client.put(f"/check-ins/{one['id']}/replies/{uuid4()}", {"text": "REPLY"})
    client.put(f"{where}/adaptations/{uuid4()}", {"kind": "strategy", "on": today})
    note = f"/clients/{client.id}/notes"
    coach.put(f"{note}/{uuid4()}", {"text": "COACHED"})
    meeting = {"client_id": str(client.id), "starts_at": "2090-01-05T07:00:00Z"}
    appointment = posted(coach, "/appointments", meeting)["id"]
    # A draft goes when anything is taken back; what was not offered stays the coach's.
    unsaid = a_suggestion(app, goal, "dismissed")["id"]
    told = {
        "goals": (where, "GOAL"),
        "private_goals": (f"/goals/{private['id']}", "PRIVATE"),
        "numbers": (f"{where}/check-ins", "70001.5"),
        "feelings": (f"{where}/check-ins", "great"),
        "obstacles": (f"{where}/check-ins", "worry"),
        "notes": (f"{where}/check-ins", "NOTED"),
        "replies": (f"{where}/check-ins", "REPLY"),
        "pauses": (f"{where}/stall", "lane"),
        "changes": (f"{where}/adaptations", "strategy"),
        "standing": (f"{where}/stall", "level"),
        "suggestions": (f"/suggestions/{unsaid}", unsaid),
        "appointments": (f"/appointments/{appointment}", appointment),
        "coach_notes": (note, "COACHED"),
        "reminders": ("/nudge-preferences", "weekdays"),
        "sharing": ("/sharing", "numbers"),
        "access_log": ("/access-log", "items"),
        "name_and_address": (f"/people/{client.id}", client.email),
    }

    def sees(caller, thing):
        path, canary = told[thing]
        if thing == "name_and_address" and caller is client:
            path = "/me"
        answer = caller.get(path)
        return ANSWERED[answer.status_code] and canary in answer.get_data(as_text=True)

    return sees


def test_everybody_reads_the_same(circle):
    told = sights(circle.client)
    assert told == sights(circle.coach) == sights(circle.owner)
    assert all(one["words"].endswith(".") for one in told.values())


def test_it_agrees_with_what_people_are_answered(circle, seen):
    fields = ("numbers", "feelings", "obstacles", "notes")
    everything, nothing = dict.fromkeys(fields, True), dict.fromkeys(fields, False)
    for thing, said in sights(circle.client).items():
        shared(circle.client, **everything)
        with_all = {who: seen(getattr(circle, who), thing) for who in ("client", "coach", "owner")}
        shared(circle.client, **nothing)
        with_none = {who: seen(getattr(circle, who), thing) for who in ("client", "coach", "owner")}
        wanted = {"always": (True, True), "never": (False, False), "if_shared": (True, False),
                  "its_author": (True, True), "once_offered": (False, False)}  # fmt: skip
        for who, is_seen in with_all.items():
            expected = wanted[said[who]]
            if thing == "standing":
                expected = (expected[0], expected[0])  # there is a card, made from less
            assert (is_seen, with_none[who]) == expected, (thing, who)
    for thing in sights(circle.client):
        assert not seen(circle.outsider, thing), thing
