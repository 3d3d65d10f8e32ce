"""Goals, their plans and milestones, changes of approach, progress and Today."""

from datetime import timedelta
from uuid import uuid4

import pytest

from tests.factories import (
    Caller,
    a_goal,
    a_metric_plan,
    a_plan,
    at_once,
    checked_in,
    goal_body,
    problem_fields,
    rows,
    shared,
    today_of,
    weeks_of_check_ins,
)

TOMORROW = timedelta(days=1)


def put_milestone(caller: Caller, goal, made=None, **fields):
    body = {"title": "Draft", "position": 0} | fields
    return caller.put(f"/goals/{goal['id']}/milestones/{made or uuid4()}", body)


def progress(caller, goal):
    answer = caller.get(f"/goals/{goal['id']}/progress")
    assert answer.status_code == 200
    return answer.json


def test_a_goal_is_answered_in_full_with_its_place_and_version(circle):
    if_then = {"if": "I am tired", "then": "I walk"}
    body = goal_body(circle.client, kind="metric", priority=True, why="Because", if_then=if_then)
    answer = circle.coach.post("/goals", body)
    assert answer.status_code == 201
    goal = answer.json
    cadence = {"every": "week", "interval": 1, "times": 1, "weekdays": None, "at_most": False}
    assert {name: goal[name] for name in body} == body | {"plan": body["plan"] | {"cadence": cadence}}
    assert (goal["status"], goal["status_reason"], goal["private"], goal["milestones"]) == (
        "active",
        None,
        False,
        [],
    )
    shown = circle.client.get(answer.headers["Location"].removeprefix("/api/v1"))
    assert shown.json == goal
    assert shown.headers["ETag"] == answer.headers["ETag"] == '"1"'
    assert circle.client.get("/goals").json["items"] == [goal]


def test_a_goal_whose_plan_begins_later_waits(circle):
    assert a_goal(circle.client, plan=a_plan(today_of(circle.client)))["status"] == "active"
    assert a_goal(circle.client, plan=a_plan(today_of(circle.client) + TOMORROW))["status"] == "not_started"


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"target_on": None}, ["plan.target_on"]),
        ({"target_value": 0}, ["plan.target_value"]),
        ({"direction": "down"}, ["plan.direction"]),
        ({"direction": None}, ["plan.direction"]),
        ({"start_value": None, "target_value": None}, ["plan.start_value", "plan.target_value"]),
        ({"cadence": {"every": "day", "times": 2}}, ["plan.cadence.times"]),
        ({"cadence": {"every": "week", "weekdays": [1, 1]}}, ["plan.cadence.weekdays"]),
        ({"cadence": {"every": "week", "weekdays": []}}, ["plan.cadence.weekdays"]),
        ({"cadence": {"every": "week", "weekdays": [7]}}, ["plan.cadence.weekdays.0"]),
        ({"cadence": {"every": "month", "weekdays": [1]}}, ["plan.cadence.weekdays"]),
        ({"cadence": {"every": "week", "at_most": True}}, ["plan.cadence.at_most"]),
        ({"cadence": {"every": "year"}}, ["plan.cadence.every"]),
        ({"cadence": {}}, ["plan.cadence.every"]),
    ],
)
def test_a_plan_that_cannot_be_followed_is_refused_by_its_fields(circle, changes, fields):
    plan = a_metric_plan(today_of(circle.client), **changes)
    answer = circle.client.post("/goals", goal_body(circle.client, kind="metric") | {"plan": plan})
    assert (answer.status_code, sorted(problem_fields(answer))) == (422, fields)


def test_the_end_lies_after_the_start(circle):
    today = today_of(circle.client)
    plan = a_metric_plan(today, target_on=str(today))
    answer = circle.client.post("/goals", goal_body(circle.client, kind="metric") | {"plan": plan})
    assert (answer.status_code, problem_fields(answer)) == (422, ["plan.target_on"])


def test_a_replan_that_cannot_be_followed_is_refused_by_the_fields_that_were_sent(circle):
    goal = a_goal(circle.client, kind="metric")
    plan = a_metric_plan(today_of(circle.client), direction="down")
    answer = circle.client.post(f"/goals/{goal['id']}/plans", plan)
    assert (answer.status_code, problem_fields(answer)) == (422, ["direction"])


def test_only_the_client_can_keep_a_goal_to_themselves(circle):
    answer = circle.coach.post("/goals", goal_body(circle.client, private=True))
    assert (answer.status_code, problem_fields(answer)) == (422, ["private"])
    goal = a_goal(circle.client)
    answer = circle.coach.patch(f"/goals/{goal['id']}", {"private": True}, etag=goal["etag"])
    assert (answer.status_code, problem_fields(answer)) == (422, ["private"])


def test_a_change_needs_the_version_that_was_read(circle):
    goal = a_goal(circle.client)
    where = f"/goals/{goal['id']}"
    assert circle.client.patch(where, {"title": "New"}).status_code == 428
    changed = circle.coach.patch(where, {"title": "New", "why": None}, etag=goal["etag"])
    assert (changed.status_code, changed.json["title"]) == (200, "New")
    assert circle.client.patch(where, {"title": "Old"}, etag=goal["etag"]).status_code == 412
    assert circle.client.get(where).json["title"] == "New"
    assert circle.client.patch(where, {"title": "Newer"}, etag=changed.headers["ETag"]).status_code == 200


def test_of_many_changes_at_once_one_wins_and_the_others_hear_of_it(circle):
    goal = a_goal(circle.client)
    tries = at_once(
        6,
        lambda n: (
            circle.client.patch(f"/goals/{goal['id']}", {"title": str(n)}, etag=goal["etag"]).status_code
        ),
    )
    assert sorted(tries) == [200] + [412] * 5


def test_letting_go_keeps_its_reason_until_the_goal_is_taken_up_again(circle):
    goal = a_goal(circle.client)
    where = f"/goals/{goal['id']}"
    gone = circle.client.patch(
        where, {"status": "let_go", "status_reason": "It was not mine"}, etag=goal["etag"]
    )
    assert (gone.json["status"], gone.json["status_reason"]) == ("let_go", "It was not mine")
    back = circle.client.patch(where, {"status": "active"}, etag=gone.headers["ETag"])
    assert (back.json["status"], back.json["status_reason"]) == ("active", None)


def test_words_are_sealed_at_rest(app, circle):
    goal = a_goal(circle.client, title="CANARY", why="CANARY", if_then={"if": "CANARY", "then": "CANARY"})
    circle.client.patch(f"/goals/{goal['id']}", {"status_reason": "CANARY"}, etag=goal["etag"])
    put_milestone(circle.client, goal, title="CANARY", what_worked="CANARY")
    checked_in(circle.client, goal, today_of(circle.client), note="CANARY")
    circle.client.post(f"/goals/{goal['id']}/plans", a_plan(today_of(circle.client), unit="CANARY"))
    circle.client.put(f"/skips/{uuid4()}", {"from_on": str(today_of(circle.client)), "reason": "CANARY"})
    tried = {"kind": "goal", "on": str(today_of(circle.client)), "note": "CANARY"}
    circle.client.put(f"/goals/{goal['id']}/adaptations/{uuid4()}", tried)
    for table in ("goal", "milestone", "check_in", "plan", "skip", "adaptation", "audit"):
        found = rows(app, table)
        assert found
        assert "CANARY" not in repr(found), table


# Plans


def test_a_replan_counts_from_today_and_the_old_plan_stays_as_history(circle):
    goal = a_goal(circle.client, kind="metric")
    today = today_of(circle.client)
    plan = a_metric_plan(today, weeks=40)
    answer = circle.coach.post(f"/goals/{goal['id']}/plans", plan)
    assert answer.status_code == 201
    assert answer.json["plan"]["target_value"] == 40
    assert answer.headers["ETag"] != goal["etag"]
    told = progress(circle.client, goal)
    assert told["replans"] == [{"on": str(today)}]
    assert told["plan"][0]["on"] == goal["plan"]["start_on"]


def test_planning_twice_on_one_day_means_the_later_plan(circle):
    goal = a_goal(circle.client, kind="metric")
    today = today_of(circle.client)
    for weeks in (40, 50):
        circle.client.post(f"/goals/{goal['id']}/plans", a_metric_plan(today, weeks=weeks))
    assert circle.client.get(f"/goals/{goal['id']}").json["plan"]["target_value"] == 50
    assert progress(circle.client, goal)["replans"] == [{"on": str(today)}]


def test_a_goal_planned_for_later_can_be_planned_to_begin_at_once(circle):
    today = today_of(circle.client)
    goal = a_goal(circle.client, kind="metric", plan=a_metric_plan(today + timedelta(days=30)))
    answer = circle.client.post(f"/goals/{goal['id']}/plans", a_metric_plan(today, weeks=12))
    assert answer.json["plan"]["start_on"] == str(today)
    assert circle.client.get(f"/goals/{goal['id']}").json["plan"] == answer.json["plan"]
    assert [due["goal"]["id"] for due in circle.client.get("/today").json["due"]] == [goal["id"]]


def test_a_goal_put_off_before_it_begins_asks_for_nothing_until_then(time, circle):
    client, today = circle.client, today_of(circle.client)
    goal = a_goal(client, plan=a_plan(today + 5 * TOMORROW, cadence={"every": "day"}))
    later = a_plan(today + 60 * TOMORROW, cadence={"every": "day"})
    assert client.post(f"/goals/{goal['id']}/plans", later).status_code == 201
    time.pass_by(client, days=25)
    assert client.get("/today").json["due"] == []
    assert client.get("/today").json["next_due_on"] == later["start_on"]
    assert progress(client, goal)["adherence"] == {"kept": 0, "of": 0, "unit": "days"}
    time.pass_by(client, days=35)
    assert len(client.get("/today").json["due"]) == 1


def test_a_plan_for_later_gives_way_to_the_next_and_the_running_one_goes_on_until_then(time, circle):
    client, today = circle.client, today_of(circle.client)
    goal = a_goal(client, plan=a_plan(today - 30 * TOMORROW))
    for days in (30, 60):
        plan = a_plan(today + days * TOMORROW)
        assert client.post(f"/goals/{goal['id']}/plans", plan).status_code == 201
    time.pass_by(client, days=90)
    assert progress(client, goal)["replans"] == [{"on": str(today + 60 * TOMORROW)}]


def test_a_past_day_is_told_with_the_plan_it_had(circle):
    client, today = circle.client, today_of(circle.client)
    goal = a_goal(client, plan=a_plan(today - 30 * TOMORROW, cadence={"every": "week", "times": 3}))
    daily = a_plan(today, cadence={"every": "day"})
    assert client.post(f"/goals/{goal['id']}/plans", daily).status_code == 201
    told = [client.get(f"/today?on={today - back * TOMORROW}").json["due"][0] for back in (1, 0)]
    asked = [(due["goal"]["plan"]["cadence"]["every"], due["wanted_this_period"]) for due in told]
    assert asked == [("week", 3), ("day", 1)]


@pytest.mark.parametrize("status", ["achieved", "on_hold"])
def test_what_was_done_on_the_day_a_goal_ends_or_rests_stays_counted(circle, status):
    client, today = circle.client, today_of(circle.client)
    goal = a_goal(client, kind="metric", plan=a_metric_plan(today - 28 * TOMORROW, 8))
    for back, value in ((21, 1), (14, 2), (7, 3), (0, 8)):
        checked_in(client, goal, today - back * TOMORROW, value=value)
    before = progress(client, goal)
    answer = client.patch(f"/goals/{goal['id']}", {"status": status}, etag=goal["etag"])
    assert answer.status_code == 200, answer.json
    told = progress(client, goal)
    assert (told["points"], told["adherence"]) == (before["points"], before["adherence"])
    assert told["excused"] == [{"from_on": str(today + TOMORROW), "until_on": None}]


def test_a_goal_planned_anew_on_its_first_day_follows_the_new_plan(circle):
    today = today_of(circle.client)
    goal = a_goal(circle.client, kind="metric", plan=a_metric_plan(today))
    circle.client.post(f"/goals/{goal['id']}/plans", a_metric_plan(today, weeks=12))
    assert circle.client.get(f"/goals/{goal['id']}").json["plan"]["target_value"] == 12
    told = progress(circle.client, goal)
    assert (told["plan"][0]["on"], told["plan"][-1]["value"]) == (str(today), 12)
    assert told["replans"] == []


# Milestones


def test_a_milestone_comes_moves_is_reached_and_goes(circle):
    goal = a_goal(circle.client, kind="steps")
    made, today = uuid4(), str(today_of(circle.client))
    new = put_milestone(circle.coach, goal, made, due_from=today, due_on=today, weight=2)
    assert (new.status_code, new.json["weight"], new.json["reached_on"]) == (201, 2, None)
    put_milestone(circle.client, goal, position=1, title="Later")
    again = put_milestone(circle.client, goal, made, position=2, reached_on=today, what_worked="Early start")
    assert (again.status_code, again.json["due_on"], again.json["what_worked"]) == (200, None, "Early start")
    listed = circle.client.get(f"/goals/{goal['id']}").json["milestones"]
    assert [step["title"] for step in listed] == ["Later", "Draft"]
    assert listed[1] == again.json
    gone = circle.client.delete(f"/goals/{goal['id']}/milestones/{made}")
    assert gone.status_code == 204
    assert circle.client.delete(f"/goals/{goal['id']}/milestones/{made}").status_code == 404
    assert len(circle.client.get(f"/goals/{goal['id']}").json["milestones"]) == 1


def test_a_milestone_that_cannot_be_is_refused_by_its_field(circle):
    goal = a_goal(circle.client, kind="steps")
    today = today_of(circle.client)
    backwards = put_milestone(circle.client, goal, due_from=str(today), due_on=str(today - TOMORROW))
    assert (backwards.status_code, problem_fields(backwards)) == (422, ["due_from"])
    to_come = put_milestone(circle.client, goal, reached_on=str(today + TOMORROW))
    assert (to_come.status_code, problem_fields(to_come)) == (422, ["reached_on"])
    made, other = uuid4(), a_goal(circle.client, kind="steps")
    assert put_milestone(circle.client, goal, made).status_code == 201
    assert put_milestone(circle.client, other, made).status_code == 409
    assert circle.client.delete(f"/goals/{other['id']}/milestones/{made}").status_code == 404


def test_one_id_for_milestones_of_many_goals_at_once_is_taken_once(circle):
    goals = [a_goal(circle.client, kind="steps") for _ in range(6)]
    made = uuid4()
    answers = at_once(6, lambda n: put_milestone(circle.client, goals[n], made).status_code)
    assert sorted(answers) == [201] + [409] * 5


def test_a_goal_has_at_most_a_hundred_milestones(circle):
    goal = a_goal(circle.client, kind="steps")
    assert {put_milestone(circle.client, goal, position=n).status_code for n in range(100)} == {201}
    assert put_milestone(circle.client, goal).status_code == 409


# Changes of approach


def test_what_was_tried_is_listed_with_who_logged_it(circle):
    goal, today = a_goal(circle.client), today_of(circle.client)
    shared(circle.client, notes=False)
    where = f"/goals/{goal['id']}/adaptations"
    theirs, ours = str(uuid4()), str(uuid4())
    first = {"kind": "step_size", "on": str(today - TOMORROW), "note": "Smaller"}
    assert circle.client.put(f"{where}/{theirs}", first).status_code == 201
    assert circle.client.put(f"{where}/{theirs}", first).status_code == 200
    assert (
        circle.coach.put(
            f"{where}/{ours}", {"kind": "schedule", "on": str(today), "note": "Mornings"}
        ).status_code
        == 201
    )
    listed = circle.client.get(where).json["items"]
    assert [(item["id"], item["by"], item["note"]) for item in listed] == [
        (ours, "coach", "Mornings"),
        (theirs, "client", "Smaller"),
    ]
    assert [item["note"] for item in circle.coach.get(where).json["items"]] == ["Mornings", None]
    ahead = circle.client.put(f"{where}/{uuid4()}", {"kind": "goal", "on": str(today + TOMORROW)})
    assert (ahead.status_code, problem_fields(ahead)) == (422, ["on"])
    other = a_goal(circle.client)
    assert circle.client.put(f"/goals/{other['id']}/adaptations/{ours}", first).status_code == 409


# Today and progress


def test_today_tells_what_is_due_and_what_of_it_is_done(circle):
    today = today_of(circle.client)
    goal = a_goal(circle.client, kind="metric")
    rested = a_goal(circle.client)
    circle.client.patch(f"/goals/{rested['id']}", {"status": "on_hold"}, etag=rested["etag"])
    [due] = circle.client.get("/today").json["due"]
    assert (due["goal"]["id"], due["check_in"], due["last_value"]) == (goal["id"], None, 0)
    assert (due["done_this_period"], due["wanted_this_period"]) == (0, 1)
    made = checked_in(circle.client, goal, today, value=7)
    told = circle.client.get("/today").json
    assert [due["check_in"] for due in told["due"]] == [made]
    assert told["due"][0]["last_value"] == 7
    assert [day["on"] for day in told["strip"]] == [str(today - n * TOMORROW) for n in range(6, -1, -1)]
    assert told["strip"][-1]["logged"] == 1
    past = circle.client.get(f"/today?on={today - 3 * TOMORROW}").json
    assert (past["on"], past["due"][0]["check_in"]) == (str(today - 3 * TOMORROW), None)


def test_progress_is_the_same_for_client_and_coach_while_numbers_are_shared(circle):
    goal = a_goal(circle.client, kind="metric")
    weeks_of_check_ins(circle.client, goal, 12, value=6)
    told = progress(circle.client, goal)
    assert told == progress(circle.coach, goal)
    assert len(told["points"]) == 12
    assert told["points"][0]["value"] == 6
    shared(circle.client, numbers=False)
    hidden = progress(circle.coach, goal)
    assert hidden["shared"] is False
    assert hidden["points"] == hidden["calendar"] == hidden["excused"] == []
    assert hidden["adherence"] is hidden["strength"] is None
    assert hidden["plan"] == told["plan"]
    assert progress(circle.client, goal) == told


def test_lists_turn_their_pages_without_losing_or_repeating(circle):
    made = [a_goal(circle.client, title=str(n))["id"] for n in range(7)]
    seen, path = [], "/goals?limit=3"
    while path:
        page = circle.client.get(path).json
        seen += [goal["id"] for goal in page["items"]]
        path = page["next"] and f"/goals?limit=3&cursor={page['next']}"
    assert seen == made[::-1]


def test_a_private_goal_is_nowhere_for_the_coach(circle):
    shown, private = a_goal(circle.client), a_goal(circle.client, private=True)
    checked_in(circle.client, private, today_of(circle.client))
    listed = circle.coach.get(f"/goals?client_id={circle.client.id}").json["items"]
    assert [goal["id"] for goal in listed] == [shown["id"]]
    [case] = [
        case
        for case in circle.coach.get("/caseload").json["items"]
        if case["client"]["id"] == str(circle.client.id)
    ]
    assert (case["goals"], case["last_check_in_on"]) == (1, None)
    assert len(circle.client.get("/goals").json["items"]) == 2
