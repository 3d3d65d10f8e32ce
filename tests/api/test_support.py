"""Support beside coaching: asked for by a client, begun by a coach, closed; the directory; the obstacle pulse."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine

from api import clock
from tests.factories import (
    a_draft,
    a_goal,
    a_stalled_goal,
    agreed,
    assess,
    offered,
    outbox,
    posted,
    problem_fields,
    rows,
)

ANSWERS = {"skills": "fine", "time": "in_the_way", "our_fit": "partly"}
PROVIDER = {
    "name": "Dr. Ada North",
    "credentials": "Licensed psychotherapist",
    "specialties": ["Burnout", "  grief  ", "burnout"],
    "region": "Leeds",
    "remote": True,
    "contact": "ada@north.example",
    "url": "https://north.example",
    "accepting": True,
}


def ask(circle, **fields):
    return circle.client.post("/suggestions", {"client_id": str(circle.client.id)} | fields)


def begin(circle, **fields):
    return circle.coach.post("/suggestions", {"client_id": str(circle.client.id)} | fields)


def events(caller, suggestion_id) -> list[tuple[str, str]]:
    items = caller.get(f"/suggestions/{suggestion_id}/events").json["items"]
    return [(item["kind"], item["by"]) for item in items]


def etag(caller, suggestion_id) -> str:
    return caller.get(f"/suggestions/{suggestion_id}").headers["ETag"]


def test_a_client_asks_and_the_coach_answers_in_their_own_words(circle):
    made = ask(circle, note="I would like to talk to somebody.")
    assert made.status_code == 201, made.json
    assert (made.json["basis"], made.json["state"], made.json["text"]) == ("client_request", "drafted", "")
    assert made.json["reasons"][-1] == "I would like to talk to somebody."
    seen = circle.coach.get(f"/suggestions/{made.json['id']}")
    assert seen.json["reasons"] == made.json["reasons"]
    assert seen.json["text"]
    where = f"/suggestions/{made.json['id']}"
    answer = circle.coach.put(f"{where}/offer", {"text": "Gladly."}, etag=seen.headers["ETag"])
    assert answer.status_code == 200
    assert circle.client.get(where).json["text"] == "Gladly."
    assert events(circle.client, made.json["id"]) == [("drafted", "client"), ("offered", "coach")]
    assert ("went_on_without_pulse", "coach") in events(circle.coach, made.json["id"])


def test_asking_twice_is_asking_once(circle):
    first, second = ask(circle), ask(circle)
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json["id"] == second.json["id"]


def test_asking_needs_no_consent_and_sends_no_mail(app, circle):
    before = len(outbox(app))
    assert ask(circle).status_code == 201
    assert len(outbox(app)) == before


def test_a_request_tells_the_client_nothing_of_a_draft_that_was_there(app, circle):
    draft = a_draft(app, circle)
    made = ask(circle)
    assert made.status_code == 201
    assert made.json["id"] != draft["id"]
    assert not set(made.json["reasons"]) & set(draft["reasons"])
    assert made.json["goal_id"] is None
    assert made.headers["ETag"] == '"1"'
    seen = circle.coach.get(f"/suggestions/{made.json['id']}").json["reasons"]
    assert set(draft["reasons"]) <= set(seen)
    assert circle.client.get(f"/suggestions/{draft['id']}").status_code == 404
    assert circle.coach.get(f"/suggestions/{draft['id']}").json["state"] == "closed"


def test_what_is_concluded_later_joins_a_request_unseen_by_the_client(app, circle):
    asked = ask(circle).json
    draft_goal = a_draft_joined(app, circle)
    coach_reads = circle.coach.get(f"/suggestions/{asked['id']}").json
    assert len(coach_reads["reasons"]) > len(asked["reasons"]), draft_goal
    again = circle.client.get(f"/suggestions/{asked['id']}")
    assert (again.json, again.headers["ETag"]) == (asked, '"1"')


def a_draft_joined(app, circle) -> str:

    goal = a_stalled_goal(circle)
    assess(app)
    return goal["id"]


def test_a_client_takes_back_what_they_asked_for(circle):
    made = ask(circle)
    where = f"/suggestions/{made.json['id']}"
    closed = circle.client.put(f"{where}/closing", etag=made.headers["ETag"])
    assert (closed.status_code, closed.json["state"]) == (200, "closed")
    assert circle.client.put(f"{where}/closing", etag=closed.headers["ETag"]).status_code == 409
    assert ask(circle).status_code == 201


def test_a_request_cannot_be_dismissed(circle):
    made = ask(circle)
    said = circle.coach.put(
        f"/suggestions/{made.json['id']}/dismissal", {"reason": "no"}, etag=made.headers["ETag"]
    )
    assert said.status_code == 409


def test_a_coach_begins_one_by_hand_only_with_consent(circle):
    assert begin(circle).status_code == 409
    agreed(circle.client)
    made = begin(circle, note="After our talk on Monday.")
    assert (made.status_code, made.json["basis"]) == (201, "coach")
    assert circle.client.get(f"/suggestions/{made.json['id']}").status_code == 404
    assert begin(circle).status_code == 200


def test_dont_suggest_holds_off_the_coach_until_the_client_asks(app, circle):
    suggestion = offered(app, circle)
    said = circle.client.put(
        f"/suggestions/{suggestion['id']}/response", {"choice": "dont_suggest"}, etag=suggestion["etag"]
    )
    assert said.status_code == 200
    assert begin(circle).status_code == 409
    asked = ask(circle)
    assert asked.status_code == 201
    assert (
        circle.client.put(f"/suggestions/{asked.json['id']}/closing", etag=asked.headers["ETag"]).status_code
        == 200
    )
    assert begin(circle).status_code == 201


def test_after_not_now_nothing_comes_for_28_days_but_a_request_reopens_it(app, circle):
    suggestion = offered(app, circle)
    circle.client.put(
        f"/suggestions/{suggestion['id']}/response", {"choice": "not_now"}, etag=suggestion["etag"]
    )
    with time_machine.travel(clock.now() + timedelta(days=20), tick=False):
        assess(app)
    drafts = [one for one in rows(app, "suggestion") if one.state == "drafted"]
    assert drafts == []
    assert ask(circle).status_code == 201


def test_the_outcome_is_the_clients_and_shared_only_if_they_say_so(app, circle):
    suggestion = offered(app, circle)
    where = f"/suggestions/{suggestion['id']}"
    kept = circle.client.put(f"{where}/outcome", {"outcome": "started"}, etag=suggestion["etag"])
    assert (kept.status_code, kept.json["outcome"]) == (200, "started")
    assert circle.coach.get(where).json["outcome"] is None
    told = circle.client.put(
        f"{where}/outcome", {"outcome": "started", "shared": True}, etag=kept.headers["ETag"]
    )
    assert told.status_code == 200
    assert circle.coach.get(where).json["outcome"] == "started"
    assert circle.coach.put(f"{where}/outcome", {"outcome": None}, etag='"1"').status_code == 403


def test_both_say_which_goals_stay_in_coaching_meanwhile(app, circle):
    suggestion = offered(app, circle)
    where, kept = f"/suggestions/{suggestion['id']}/meanwhile", a_goal(circle.client)["id"]
    private = a_goal(circle.client, private=True)["id"]
    said = circle.client.put(where, {"goal_ids": [kept, private]}, etag=suggestion["etag"])
    assert set(said.json["goals_meanwhile"]) == {kept, private}
    seen = circle.coach.get(f"/suggestions/{suggestion['id']}")
    assert seen.json["goals_meanwhile"] == [kept]
    refused = circle.coach.put(where, {"goal_ids": [private]}, etag=seen.headers["ETag"])
    assert problem_fields(refused) == ["goal_ids"]
    emptied = circle.coach.put(where, {"goal_ids": []}, etag=seen.headers["ETag"])
    assert emptied.json["goals_meanwhile"] == []
    assert circle.client.get(f"/suggestions/{suggestion['id']}").json["goals_meanwhile"] == [private]


def test_nobody_else_may_start_or_read_one(circle):
    made = ask(circle).json
    for caller in (circle.sibling, circle.outsider, circle.foreign_coach, circle.foreign_client):
        assert caller.get(f"/suggestions/{made['id']}").status_code == 404
        assert caller.get(f"/suggestions/{made['id']}/events").status_code == 404
        assert caller.post("/suggestions", {"client_id": str(circle.client.id)}).status_code == 404
    assert circle.owner.get(f"/suggestions/{made['id']}").status_code == 403


def test_a_coach_cannot_begin_one_on_a_private_or_foreign_goal(circle):
    agreed(circle.client)
    for goal in (a_goal(circle.client, private=True), a_goal(circle.sibling)):
        assert begin(circle, goal_id=goal["id"]).status_code == 404


def test_a_request_about_a_private_goal_reaches_the_coach_without_the_goal(app, circle):
    private = a_goal(circle.client, private=True)
    made = ask(circle, goal_id=private["id"], note="Please.")
    assert (made.status_code, made.json["goal_id"]) == (201, None)
    assert circle.coach.get(f"/suggestions/{made.json['id']}").status_code == 200


def test_a_request_outlives_its_goal_becoming_private(app, circle):
    goal = a_goal(circle.client)
    made = ask(circle, goal_id=goal["id"]).json
    etag = circle.client.get(f"/goals/{goal['id']}").headers["ETag"]
    circle.client.patch(f"/goals/{goal['id']}", {"private": True}, etag=etag)
    assess(app)
    assert circle.coach.get(f"/suggestions/{made['id']}").json["goal_id"] is None


# The obstacle pulse


def test_the_coach_asks_what_is_in_the_way_and_the_client_answers(circle):
    where, body = f"/obstacle-pulses/{uuid4()}", {"client_id": str(circle.client.id)}
    asked = circle.coach.put(where, body)
    assert (asked.status_code, asked.json["answers"]) == (201, None)
    [listed] = circle.client.get(f"/obstacle-pulses?client_id={circle.client.id}").json["items"]
    assert listed["id"] == asked.json["id"]
    answered = circle.client.put(where, body | {"answers": ANSWERS})
    assert (answered.status_code, answered.json["answered_by"]) == (200, "client")
    [seen] = circle.coach.get(f"/obstacle-pulses?client_id={circle.client.id}").json["items"]
    assert {name: said for name, said in seen["answers"].items() if said} == ANSWERS
    assert circle.coach.put(where, body | {"answers": {"time": "fine"}}).status_code == 403


def test_an_offer_after_an_answered_pulse_does_not_say_it_went_without(app, circle):
    draft = a_draft(app, circle)
    body = {"client_id": str(circle.client.id), "answers": ANSWERS}
    assert circle.client.put(f"/obstacle-pulses/{uuid4()}", body).status_code == 201
    circle.coach.put(f"/suggestions/{draft['id']}/offer", {"text": "x"}, etag=draft["etag"])
    assert events(circle.coach, draft["id"]) == [("drafted", "model"), ("offered", "coach")]


def test_a_pulse_about_a_private_goal_is_the_clients_alone(circle):
    goal = a_goal(circle.client, private=True)
    body = {"client_id": str(circle.client.id), "goal_id": goal["id"], "answers": ANSWERS}
    where = f"/obstacle-pulses/{uuid4()}"
    assert circle.client.put(where, body).status_code == 201
    assert circle.coach.get(f"/obstacle-pulses?client_id={circle.client.id}").json["items"] == []
    assert circle.coach.put(where, body).status_code == 404


@pytest.mark.parametrize("answers", [{"mood": "fine"}, {"time": "bad"}, {"time": None}, None])
def test_a_pulse_takes_its_six_questions_only(circle, answers):
    body = {"client_id": str(circle.client.id), "answers": answers}
    assert circle.client.put(f"/obstacle-pulses/{uuid4()}", body).status_code == 422


def test_a_pulse_of_others_is_not_there(circle):
    where, body = f"/obstacle-pulses/{uuid4()}", {"client_id": str(circle.client.id), "answers": ANSWERS}
    assert circle.client.put(where, body).status_code == 201
    for caller in (circle.sibling, circle.outsider, circle.foreign_coach):
        assert caller.put(where, body).status_code == 404
        assert caller.get(f"/obstacle-pulses?client_id={circle.client.id}").status_code == 404
    own = {"client_id": str(circle.sibling.id), "answers": ANSWERS}
    assert circle.sibling.put(where, own).status_code == 409


# The directory


def test_the_owner_keeps_the_directory_and_everybody_searches_it(circle):
    made = circle.owner.post("/providers", PROVIDER)
    assert made.status_code == 201, made.json
    assert made.json["specialties"] == ["burnout", "grief"]
    for caller in (circle.client, circle.coach, circle.owner):
        [found] = caller.get("/providers?specialty=GRIEF&region=leeds&remote=true&accepting=true").json[
            "items"
        ]
        assert found == made.json
    for unmet in ("specialty=grie", "specialty=%25", "region=York", "remote=false", "accepting=false"):
        assert circle.client.get(f"/providers?{unmet}").json["items"] == []
    assert circle.foreign_client.get("/providers").json["items"] == []
    assert circle.foreign_client.get(f"/providers/{made.json['id']}").status_code == 404
    assert circle.coach.post("/providers", PROVIDER).status_code == 403


def test_a_change_needs_the_version_that_was_read(circle):
    made = circle.owner.post("/providers", PROVIDER)
    where = f"/providers/{made.json['id']}"
    assert circle.owner.patch(where, {"accepting": False}).status_code == 428
    changed = circle.owner.patch(where, {"accepting": False}, etag=made.headers["ETag"])
    assert (changed.status_code, changed.json["accepting"]) == (200, False)
    assert circle.owner.delete(where, etag=made.headers["ETag"]).status_code == 412
    assert circle.owner.delete(where, etag=changed.headers["ETag"]).status_code == 204
    assert circle.client.get(where).status_code == 404
    assert circle.foreign_owner.patch(where, {"accepting": False}, etag='"2"').status_code == 404


@pytest.mark.parametrize(
    ("field", "value"), [("name", ""), ("url", "javascript:alert(1)"), ("contact", None)]
)
def test_a_provider_that_cannot_be_shown_names_the_field(circle, field, value):
    refused = circle.owner.post("/providers", PROVIDER | {field: value})
    assert problem_fields(refused) == [field]


def test_nobody_stands_higher_than_their_name(circle):
    for name in ("Zoe", "Ben", "Ada"):
        posted(circle.owner, "/providers", PROVIDER | {"name": name})
    names = [item["name"] for item in circle.client.get("/providers").json["items"]]
    assert names == ["Ada", "Ben", "Zoe"]
