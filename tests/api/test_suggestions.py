"""A referral is suggested: drafted for the coach, offered or dismissed, answered; and nowhere else."""

import json
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
import time_machine

from api import clock
from api.db import db
from tests.factories import (
    a_circle,
    a_draft,
    a_goal,
    a_stalled_goal,
    a_suggestion,
    agreed,
    assess,
    checked_in,
    offered,
    problem_fields,
    rows,
    shared,
    signed_in,
    today_of,
    weeks_of_check_ins,
    weeks_of_reflections,
)


def stall(caller, goal_id):
    answer = caller.get(f"/goals/{goal_id}/stall")
    assert answer.status_code == 200
    return answer.json


def respond(circle, suggestion, choice="talk", etag=None):
    return circle.client.put(
        f"/suggestions/{suggestion['id']}/response", {"choice": choice}, etag=etag or suggestion["etag"]
    )


def dismiss(circle, suggestion, etag=None):
    return circle.coach.put(
        f"/suggestions/{suggestion['id']}/dismissal", {"reason": "Not now."}, etag=etag or suggestion["etag"]
    )


def offer(circle, suggestion, etag=None):
    return circle.coach.put(
        f"/suggestions/{suggestion['id']}/offer", {"text": "Shall we?"}, etag=etag or suggestion["etag"]
    )


def see(caller, suggestion) -> int:
    listed = [item["id"] for item in caller.get("/suggestions").json["items"]]
    shown = caller.get(f"/suggestions/{suggestion['id']}").status_code
    assert (suggestion["id"] in listed) == (shown == 200)
    return shown


def test_the_verdict_and_the_draft_carry_the_same_evidence(app, circle):
    draft = a_draft(app, circle)
    told = stall(circle.coach, draft["goal_id"])
    assert told["level"] == "consider_support"
    holding = [sign["sentence"] for sign in told["signs"] if sign["holds"]]
    assert draft["reasons"]
    assert set(draft["reasons"]) <= set(holding)
    assert draft["state"] == "drafted"
    assert draft["basis"] == "signs"
    assert (draft["client_name"], draft["goal_title"]) == ("Client", "Board pack")
    assert (draft["response"], draft["offered_at"], draft["dismissal_reason"]) == (None, None, None)


def test_the_client_reads_stalled_until_it_is_offered(app, circle):
    draft = a_draft(app, circle)
    before = stall(circle.client, draft["goal_id"])
    assert before["level"] == "stalled"
    assert "consider_support" not in json.dumps(before)
    assert offer(circle, draft).status_code == 200
    assert stall(circle.client, draft["goal_id"])["level"] == "consider_support"


def test_a_client_never_learns_of_a_draft_nor_of_a_dismissed_one(app, circle):
    draft = a_draft(app, circle)
    assert (see(circle.coach, draft), see(circle.client, draft)) == (200, 404)
    absent = circle.client.get(f"/suggestions/{UUID(int=5)}").data
    assert circle.client.get(f"/suggestions/{draft['id']}").data == absent
    gone = dismiss(circle, draft)
    assert (gone.status_code, gone.json["state"], gone.json["dismissal_reason"]) == (
        200,
        "dismissed",
        "Not now.",
    )
    assert (see(circle.coach, draft), see(circle.client, draft)) == (200, 404)
    assert respond(circle, draft).status_code == 404
    assert stall(circle.client, draft["goal_id"])["level"] == "stalled"


def test_the_client_sees_the_coachs_words_and_answers_and_may_answer_anew(app, circle):
    offer_made = offered(app, circle)
    assert see(circle.client, offer_made) == 200
    shown = circle.client.get(f"/suggestions/{offer_made['id']}")
    assert shown.json["text"] == "Shall we talk about it?"
    assert shown.json["dismissal_reason"] is None
    assert shown.headers["ETag"] == offer_made["etag"]
    first = respond(circle, offer_made, "not_now")
    assert (first.status_code, first.json["state"], first.json["response"]) == (200, "answered", "not_now")
    assert respond(circle, offer_made, "talk").status_code == 412
    again = respond(circle, offer_made, "see_options", first.headers["ETag"])
    assert (again.status_code, again.json["response"]) == (200, "see_options")
    assert circle.coach.get(f"/suggestions/{offer_made['id']}").json["response"] == "see_options"


@pytest.mark.parametrize("step", [offer, dismiss])
def test_a_step_needs_the_version_that_was_read(app, circle, step):
    goal = a_goal(circle.client)
    draft = a_suggestion(app, goal, "drafted")
    path = f"/suggestions/{draft['id']}/{'offer' if step is offer else 'dismissal'}"
    body = {"text": "x"} if step is offer else {"reason": "x"}
    assert circle.coach.put(path, body).status_code == 428
    assert step(circle, draft, '"2"').status_code == 412
    assert step(circle, draft).status_code == 200
    assert step(circle, draft).status_code == 412


@pytest.mark.parametrize(
    ("state", "step", "status"),
    [
        ("offered", offer, 409),
        ("offered", dismiss, 409),
        ("dismissed", offer, 409),
        ("dismissed", dismiss, 409),
        ("answered", offer, 409),
        ("answered", dismiss, 409),
        ("offered", respond, 200),
        ("answered", respond, 200),
        ("drafted", respond, 404),
        ("dismissed", respond, 404),
    ],
)
def test_a_step_that_is_not_open_is_a_conflict(app, circle, state, step, status):
    suggestion = a_suggestion(app, a_goal(circle.client), state)
    before = rows(app, "suggestion")
    answer = step(circle, suggestion)
    assert answer.status_code == status
    assert problem_fields(answer) == [] if status >= 400 else answer.json["response"] == "talk"
    assert (rows(app, "suggestion") == before) == (status >= 400)


def test_an_offer_has_words_and_a_dismissal_a_reason(app, circle):
    draft = a_suggestion(app, a_goal(circle.client), "drafted")
    for path, body, field in (("offer", {"text": " "}, "text"), ("dismissal", {"reason": ""}, "reason")):
        answer = circle.coach.put(f"/suggestions/{draft['id']}/{path}", body, etag=draft["etag"])
        assert (answer.status_code, problem_fields(answer)) == (422, [field])


def test_the_job_drafts_once_however_often_it_runs(app, circle):
    a_draft(app, circle)
    for _ in range(3):
        assess(app)
    checked_in(
        circle.client,
        {"id": str(rows(app, "goal")[0].id)},
        today_of(circle.client),
        value=2,
        outcome="partly",
    )
    assess(app)
    assert len(rows(app, "suggestion")) == 1
    assert [event.kind for event in rows(app, "suggestion_event")] == ["drafted"]


def test_a_second_stalled_goal_joins_the_open_draft(app, circle):
    draft = a_draft(app, circle)
    other = a_stalled_goal_too(circle)
    assess(app)
    [only] = circle.coach.get("/suggestions").json["items"]
    assert only["id"] == draft["id"]
    assert len(only["reasons"]) > len(draft["reasons"])
    assert stall(circle.coach, other["id"])["level"] == "consider_support"


def a_stalled_goal_too(circle):
    goal = a_goal(circle.coach, circle.client, kind="metric", title="Another")
    weeks_of_check_ins(circle.client, goal, value=2, outcome="partly", felt="heavy", obstacles=["exhaustion"])
    for kind, weeks_ago in (("step_size", 12), ("schedule", 7)):
        on = clock.now().date() - timedelta(weeks=weeks_ago)
        circle.coach.put(f"/goals/{goal['id']}/adaptations/{uuid4()}", {"kind": kind, "on": str(on)})
    return goal


def test_reasons_of_a_goal_that_became_private_leave_the_draft(app, circle):
    draft = a_draft(app, circle)
    other = a_stalled_goal_too(circle)
    assess(app)
    where = f"/goals/{other['id']}"
    circle.client.patch(where, {"private": True}, etag=circle.client.get(where).headers["ETag"])
    assert circle.coach.get(f"/suggestions/{draft['id']}").json["reasons"] == draft["reasons"]


def test_a_draft_about_a_goal_that_became_private_is_gone(app, circle):
    draft = a_draft(app, circle)
    where = f"/goals/{draft['goal_id']}"
    hidden = circle.client.patch(where, {"private": True}, etag=circle.client.get(where).headers["ETag"])
    assert hidden.status_code == 200
    assert see(circle.coach, draft) == 404
    [case, _] = circle.coach.get("/caseload").json["items"]
    assert (case["client"]["name"], case["goals"], case["open_suggestion"]) == ("Client", 0, None)
    assess(app)
    assert rows(app, "suggestion") == []


@pytest.mark.parametrize(("days", "again"), [(50, 0), (57, 1)])
def test_a_dismissal_stands_for_eight_weeks(app, days, again):
    start = clock.now()
    with time_machine.travel(start, tick=False) as time:
        circle = a_circle(app)
        dismiss(circle, a_draft(app, circle))
        assess(app)
        time.shift(timedelta(days=days))
        keep_stalling(circle, rows(app, "goal")[0], start)
        assess(app)
        assert len(rows(app, "suggestion", state="drafted")) == again


@pytest.mark.parametrize(
    ("choice", "days", "again"),
    [
        ("not_now", 27, 0),
        ("not_now", 30, 1),
        ("dont_suggest", 200, 0),
        ("have_support", 200, 0),
        ("talk", 50, 0),
    ],
)
def test_the_clients_answer_stands_for_its_time(app, choice, days, again):
    start = clock.now()
    with time_machine.travel(start, tick=False) as time:
        circle = a_circle(app)
        assert respond(circle, offered(app, circle), choice).status_code == 200
        assess(app)
        time.shift(timedelta(days=days))
        keep_stalling(circle, rows(app, "goal")[0], start)
        assess(app)
        assert len(rows(app, "suggestion", state="drafted")) == again


def keep_stalling(circle, goal, since) -> None:
    """The weeks since then go on as those before; both are signed in again."""
    app = circle.client.app
    with app.app_context():
        for name in ("client", "coach"):
            caller = getattr(circle, name)
            caller.http = signed_in(app, caller.id).http
        db.session.commit()
    weeks = (clock.now() - since).days // 7 + 1
    start_on = since.date()
    told = {"id": str(goal.id), "plan": {"start_on": str(start_on - timedelta(days=2))}}
    for week in range(weeks):
        on = start_on + timedelta(weeks=week)
        if on <= today_of(circle.client):
            checked_in(
                circle.client, told, on, value=2, outcome="partly", felt="heavy", obstacles=["exhaustion"]
            )
    weeks_of_reflections(circle.client, told, (clock.now() - since).days // 7)


# Taking back


def test_feelings_that_are_no_longer_shared_take_the_draft_along(app, circle):
    draft = a_draft(app, circle)
    shared(circle.client, feelings=False)
    assert see(circle.coach, draft) == 404
    assert rows(app, "suggestion") == []
    assert rows(app, "stall_assessment") == []
    assess(app)
    levels = {row.viewer: row.level for row in rows(app, "stall_assessment", is_latest=True)}
    assert levels["client"] == "consider_support"
    signs = {sign["sign"]: sign["holds"] for sign in stall(circle.coach, draft["goal_id"])["signs"]}
    assert (signs["load"], signs["bigger"]) == (False, False)


def test_an_offer_stands_when_feelings_are_no_longer_shared_and_its_reasons_shrink(app, circle):
    suggestion = offered(app, circle)
    before = circle.coach.get(f"/suggestions/{suggestion['id']}").json["reasons"]
    shared(circle.client, feelings=False)
    after = circle.coach.get(f"/suggestions/{suggestion['id']}").json["reasons"]
    assert set(after) < set(before)
    assert circle.client.get(f"/suggestions/{suggestion['id']}").json["reasons"] == before


@pytest.mark.parametrize("step", ["drafted", "offered", "answered"])
def test_patterns_taken_back_delete_what_was_concluded_in_the_same_commit(app, circle, step):
    if step == "drafted":
        a_draft(app, circle)
    else:
        suggestion = offered(app, circle)
        if step == "answered":
            respond(circle, suggestion)
    derived = ("suggestion", "suggestion_event", "stall_assessment", "stall_episode")
    assert all(rows(app, table) for table in derived)
    agreed(circle.client, patterns=False)
    left = {table: rows(app, table) for table in (*derived, "stall_disclosure")}
    assert not any(left.values()), left
    assess(app)
    assert rows(app, "suggestion") == []
    [goal] = rows(app, "goal")
    for caller in (circle.client, circle.coach):
        assert stall(caller, goal.id)["level"] != "consider_support"
    assert len(rows(app, "check_in")) == 20


def test_feelings_taken_back_leave_nothing_concluded_from_them(app, circle):
    draft = a_draft(app, circle)
    agreed(circle.client, feelings=False)
    assert rows(app, "suggestion") == rows(app, "stall_assessment") == []
    assert see(circle.coach, draft) == 404
    for caller in (circle.client, circle.coach):
        told = stall(caller, draft["goal_id"])
        assert all(sign["sign"] not in {"load", "bigger"} or not sign["holds"] for sign in told["signs"])


def test_another_clients_conclusions_stay(app, circle):
    draft = a_draft(app, circle)
    agreed(circle.sibling)
    agreed(circle.sibling, patterns=False, feelings=False)
    assert see(circle.coach, draft) == 200


def test_what_was_agreed_is_told_with_its_version_and_time(app, circle):
    none = circle.client.get("/consents").json
    assert {(one["given"], one["version"], one["at"]) for one in none.values()} == {(False, "2026-11", None)}
    given = circle.client.put("/consents", {"feelings": True}).json
    assert given["feelings"]["given"]
    assert given["feelings"]["at"]
    assert given["patterns"] == none["patterns"]
    assert (
        circle.client.get("/consents").json
        == given
        == circle.client.put("/consents", {"feelings": True}).json
    )
    actions = [row.action for row in rows(app, "audit", actor_id=circle.client.id)]
    assert actions == ["consent.feelings.given.2026-11"]


def test_numbers_are_shared_at_first_and_nothing_else_is(circle):
    usual = {"numbers": True, "feelings": False, "obstacles": False, "notes": False}
    assert circle.client.get("/sharing").json == usual
    changed = circle.client.put("/sharing", {"notes": True}).json
    assert changed == usual | {"notes": True} == circle.client.get("/sharing").json
    assert circle.sibling.get("/sharing").json == usual


def test_a_coach_without_the_numbers_reads_nothing_shared(app, circle):
    goal = a_stalled_goal(circle)
    shared(circle.client, numbers=False)
    assess(app)
    cases = {case["client"]["name"]: case for case in circle.coach.get("/caseload").json["items"]}
    told = {name: cases["Client"][name] for name in ("level", "why", "sparkline", "last_check_in_on")}
    assert told == {"level": "too_early", "why": "Nothing shared.", "sparkline": [], "last_check_in_on": None}
    told = stall(circle.coach, goal["id"])
    assert (told["level"], told["lane"]) == ("too_early", None), "silence that is not shared is not quiet"
    assert rows(app, "suggestion") == []


def test_what_was_dismissed_tells_no_more_of_feelings_taken_back(app, circle):
    draft = a_draft(app, circle)
    assert dismiss(circle, draft).status_code == 200
    circle.client.put("/consents", {"feelings": False})
    told = circle.coach.get(f"/suggestions/{draft['id']}").json
    assert (told["state"], told["text"], told["reasons"]) == ("dismissed", "", [])
