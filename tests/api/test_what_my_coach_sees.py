"""What a client is shown as their coach's view is their coach's view, to the letter."""

import json
from uuid import uuid4

import pytest

from tests.factories import (
    a_draft,
    a_goal,
    a_member,
    a_stalled_goal,
    agreed,
    assess,
    checked_in,
    offered,
    posted,
    shared,
    statements,
    today_of,
)

PARTS = {
    "goal": "",
    "progress": "/progress",
    "stall": "/stall",
    "check_ins": "/check-ins",
    "adaptations": "/adaptations",
}
SETTINGS = {
    "as it is at first": ({}, {}),
    "everything": (dict.fromkeys(("numbers", "feelings", "obstacles", "notes"), True), {}),
    "nothing": (dict.fromkeys(("numbers", "feelings", "obstacles", "notes"), False), {}),
    "no numbers": ({"numbers": False}, {}),
    "notes alone": ({"numbers": False, "notes": True}, {}),
    "this goal otherwise": ({"numbers": True, "notes": True}, {"numbers": False, "feelings": True}),
    "only this goal": ({"numbers": False}, {"numbers": True, "obstacles": True}),
}


def letters(told):
    """Give it the way it goes over the wire: names in their order, nothing rounded."""
    return json.dumps(told, separators=(",", ":"))


def coachs_own(coach, goal):
    return {part: coach.get(f"/goals/{goal['id']}{path}").json for part, path in PARTS.items()}


def a_life(circle):
    """Goals of every kind with all there can be on them."""
    client, today = circle.client, today_of(circle.client)
    agreed(client, patterns=False)
    goals = [a_goal(client, kind=kind) for kind in ("metric", "habit", "steps")]
    for goal in goals:
        said = {"value": 2.5, "felt": "hard", "obstacles": ["time"], "note": "NOTE"}
        one = checked_in(client, goal, today, **said)
        circle.coach.put(f"/check-ins/{one['id']}/replies/{uuid4()}", {"text": "How so?"})
        client.put(f"/goals/{goal['id']}/milestones/{uuid4()}", {"title": "x", "reached_on": str(today)})
        tried = {"kind": "strategy", "on": str(today), "note": "NOTE"}
        client.put(f"/goals/{goal['id']}/adaptations/{uuid4()}", tried)
    client.put(f"/skips/{uuid4()}", {"from_on": "2026-03-02", "until_on": "2026-03-08", "reason": "NOTE"})
    a_goal(client, private=True)
    return goals


@pytest.mark.parametrize("setting", SETTINGS)
def test_it_is_what_the_coach_is_answered(app, circle, setting):
    goals = a_life(circle)
    everywhere, here = SETTINGS[setting]
    if everywhere:
        assert circle.client.put("/sharing", everywhere).status_code == 200
    assert circle.client.put(f"/goals/{goals[0]['id']}/sharing", here).status_code == 200
    assess(app)
    seen = circle.client.get("/what-my-coach-sees").json
    assert seen["coach"] == {"id": str(circle.coach.id), "name": "Coach"}
    theirs = circle.coach.get(f"/goals?client_id={circle.client.id}").json
    assert letters(seen["goals"]) == letters(theirs)
    [row] = [
        one
        for one in circle.coach.get("/caseload").json["items"]
        if one["client"]["id"] == str(circle.client.id)
    ]
    assert letters(seen["caseload"]) == letters(row)
    for goal in goals:
        page = circle.client.get(f"/what-my-coach-sees/goals/{goal['id']}").json
        assert letters({part: page[part] for part in PARTS}) == letters(coachs_own(circle.coach, goal))


def test_before_an_offer_it_gives_no_draft_away(app, circle):
    draft = a_draft(app, circle)
    goal = {"id": draft["goal_id"]}
    theirs = coachs_own(circle.coach, goal)
    page = circle.client.get(f"/what-my-coach-sees/goals/{goal['id']}")
    assert theirs["stall"]["level"] == "consider_support"
    assert letters({part: page.json[part] for part in PARTS}) == letters(
        theirs | {"stall": theirs["stall"] | {"level": "stalled"}}
    )
    whole = circle.client.get("/what-my-coach-sees")
    row = circle.coach.get("/caseload").json["items"][0]
    assert (row["level"], row["open_suggestion"]["state"]) == ("consider_support", "drafted")
    assert letters(whole.json["caseload"]) == letters(row | {"level": "stalled", "open_suggestion": None})
    for answer in (page, whole):
        text = answer.get_data(as_text=True)
        assert "consider_support" not in text
        assert draft["id"] not in text


def test_after_an_offer_the_level_has_its_own_name(app, circle):
    suggestion = offered(app, circle)
    goal = {"id": suggestion["goal_id"]}
    page = circle.client.get(f"/what-my-coach-sees/goals/{goal['id']}").json
    assert letters({part: page[part] for part in PARTS}) == letters(coachs_own(circle.coach, goal))
    row = circle.coach.get("/caseload").json["items"][0]
    seen = circle.client.get("/what-my-coach-sees").json["caseload"]
    assert letters(seen) == letters(row | {"open_suggestion": None})


def test_what_is_not_shown_is_said_whether_there_is_any_or_not(app, circle):
    goal = a_goal(circle.sibling)
    empty = circle.sibling.get(f"/what-my-coach-sees/goals/{goal['id']}").json["not_shown"]
    a_stalled_goal(circle)
    assess(app)
    note = f"/clients/{circle.client.id}/notes/{uuid4()}"
    assert circle.coach.put(note, {"text": "NOTE"}).status_code == 201
    full = circle.client.get("/what-my-coach-sees")
    assert full.json["not_shown"] == empty
    assert "NOTE" not in full.get_data(as_text=True)


def test_a_goal_of_the_clients_alone_is_nothing_to_the_coach(circle):
    goal = a_goal(circle.client, private=True, title="SECRET")
    page = circle.client.get(f"/what-my-coach-sees/goals/{goal['id']}")
    assert page.json["goal"] is page.json["progress"] is page.json["stall"] is None
    assert page.json["check_ins"]["items"] == []
    assert "SECRET" not in page.get_data(as_text=True)
    assert "SECRET" not in circle.client.get("/what-my-coach-sees").get_data(as_text=True)


def test_without_a_coach_nobody_sees_anything(app, circle):
    alone = a_member(app, circle.owner, "Alone", "client")
    goal = a_goal(alone)
    seen = alone.get("/what-my-coach-sees").json
    assert (seen["coach"], seen["caseload"], seen["goals"]["items"]) == (None, None, [])
    assert alone.get(f"/what-my-coach-sees/goals/{goal['id']}").json["goal"] is None


def test_of_two_coaches_either_can_be_asked_for(circle):
    begun = {"client_id": str(circle.client.id), "coach_id": str(circle.outsider.id)}
    posted(circle.owner, "/engagements", begun)
    a_goal(circle.client)
    for coach in (circle.coach, circle.outsider):
        seen = circle.client.get(f"/what-my-coach-sees?coach_id={coach.id}").json
        assert seen["coach"]["id"] == str(coach.id)
        assert letters(seen["goals"]) == letters(coach.get(f"/goals?client_id={circle.client.id}").json)
    for nobody in (circle.former.id, circle.owner.id, circle.foreign_coach.id, uuid4()):
        assert circle.client.get(f"/what-my-coach-sees?coach_id={nobody}").status_code == 404


def test_a_colleagues_or_a_strangers_goal_is_not_here(circle):
    goal = a_goal(circle.client)
    for caller in (circle.sibling, circle.foreign_client):
        answer = caller.get(f"/what-my-coach-sees/goals/{goal['id']}")
        nowhere = caller.get(f"/what-my-coach-sees/goals/{uuid4()}")
        assert (answer.status_code, answer.data) == (404, nowhere.data)


def test_it_takes_the_same_statements_however_much_there_is(app, circle):
    def counts(goal):
        paths = ("/what-my-coach-sees", f"/what-my-coach-sees/goals/{goal['id']}")
        found = []
        for path in paths:
            with statements(app) as seen:
                assert circle.client.get(path).status_code == 200
            found.append(len(seen))
        return found

    shared(circle.client)
    [goal, *_] = a_life(circle)
    few = counts(goal)
    for _ in range(3):
        a_life(circle)
    assert counts(goal) == few
    assert few[0] <= 9
    assert few[1] <= 28
