"""Every rhythm of a goal from end to end: what Today asks for, and what progress tells of it."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from tests.factories import (
    a_goal,
    a_metric_plan,
    a_plan,
    agreed,
    checked_in,
    problem_fields,
    rows,
    shared,
    weeks_of_check_ins,
)

MONDAY = date(2026, 11, 23)


@pytest.fixture
def circle(time, circle):
    """Everybody, once the clock is set: Monday 23 November 2026, noon in London."""
    return circle


def day(number):
    return MONDAY + timedelta(days=number)


def a_rhythm(client, start_on=MONDAY, **cadence):
    return a_goal(client, plan=a_plan(start_on, cadence=cadence))


def is_due(time, client, on) -> tuple[bool, int, int]:
    """Say whether the only goal is due on that day, and how far its period has come."""
    time.set(datetime(on.year, on.month, on.day, 12, tzinfo=UTC), client)
    today = client.get("/today").json
    assert today["on"] == str(on)
    [strip] = today["strip"][-1:]
    due = [one for one in today["due"] if one["check_in"] is None]
    assert strip["due"] == len(due)
    if not due:
        return False, 0, 0
    return True, due[0]["done_this_period"], due[0]["wanted_this_period"]


def progress_of(caller, goal):
    return caller.get(f"/goals/{goal['id']}/progress").json


def test_every_third_day_is_due_until_it_is_done_in_its_three_days(time, circle):
    goal = a_rhythm(circle.client, every="day", interval=3)
    assert is_due(time, circle.client, day(0)) == (True, 0, 1)
    assert is_due(time, circle.client, day(1)) == (True, 0, 1)
    checked_in(circle.client, goal, day(1))
    assert is_due(time, circle.client, day(2)) == (False, 0, 0)
    assert circle.client.get("/today").json["next_due_on"] == str(day(3))
    assert is_due(time, circle.client, day(3)) == (True, 0, 1)
    told = progress_of(circle.client, goal)
    assert told["adherence"] == {"kept": 1, "of": 1, "unit": "days"}


def test_chosen_weekdays_are_due_on_these_days_alone(time, circle):
    goal = a_rhythm(circle.client, every="week", weekdays=[0, 3])
    for number, due in enumerate([True, False, False, True, False, False, False, True]):
        assert is_due(time, circle.client, day(number))[0] is due, day(number)
        if due:
            checked_in(circle.client, goal, day(number))
    told = progress_of(circle.client, goal)
    assert told["adherence"] == {"kept": 3, "of": 3, "unit": "days"}
    assert told["points"][0]["planned_weeks"] == 1.0


def test_three_a_week_are_due_until_they_are_done(time, circle):
    goal = a_rhythm(circle.client, every="week", times=3)
    for number, done in ((0, 0), (1, 1), (4, 2)):
        assert is_due(time, circle.client, day(number)) == (True, done, 3)
        checked_in(circle.client, goal, day(number))
    assert is_due(time, circle.client, day(5)) == (False, 0, 0)
    assert is_due(time, circle.client, day(7)) == (True, 0, 3)
    told = progress_of(circle.client, goal)
    assert told["points"][0] == {"on": str(day(6)), "value": None, "planned_weeks": 1.0}
    assert told["adherence"] == {"kept": 1, "of": 1, "unit": "weeks"}


def test_two_a_month_are_due_until_they_are_done(time, circle):
    goal = a_rhythm(circle.client, date(2026, 12, 1), every="month", times=2)
    assert is_due(time, circle.client, date(2026, 12, 3)) == (True, 0, 2)
    checked_in(circle.client, goal, date(2026, 12, 3))
    assert is_due(time, circle.client, date(2026, 12, 20)) == (True, 1, 2)
    checked_in(circle.client, goal, date(2026, 12, 20))
    assert is_due(time, circle.client, date(2026, 12, 31)) == (False, 0, 0)
    assert is_due(time, circle.client, date(2027, 1, 1)) == (True, 0, 2)


def test_once_in_half_a_year_stays_done_for_half_a_year(time, circle):
    """The period is longer than Today usually looks back."""
    goal = a_rhythm(circle.client, date(2026, 12, 1), every="month", interval=6)
    assert is_due(time, circle.client, date(2026, 12, 2)) == (True, 0, 1)
    checked_in(circle.client, goal, date(2026, 12, 2))
    assert is_due(time, circle.client, date(2027, 5, 20)) == (False, 0, 0)
    assert is_due(time, circle.client, date(2027, 6, 2)) == (True, 0, 1)


def test_a_limit_may_be_told_every_day_and_is_kept_up_to_it(time, circle):
    goal = a_rhythm(circle.client, every="week", times=4, at_most=True)
    for number, value in ((0, 1), (1, 0), (3, 3)):
        assert is_due(time, circle.client, day(number))[0]
        checked_in(circle.client, goal, day(number), value=value)
    assert is_due(time, circle.client, day(7))[0]
    told = progress_of(circle.client, goal)
    assert told["points"][0]["planned_weeks"] == 1.0
    assert told["adherence"] == {"kept": 1, "of": 1, "unit": "weeks"}
    checked_in(circle.client, goal, day(5), value=4)
    told = progress_of(circle.client, goal)
    assert told["points"][0]["planned_weeks"] == 0.0, "twice the limit"
    assert told["adherence"] == {"kept": 0, "of": 1, "unit": "weeks"}


@pytest.mark.parametrize(("start", "target", "way"), [(0, 60, "up"), (90, 84, "down")])
def test_a_number_on_its_way_reads_in_planned_weeks(time, circle, start, target, way):
    plan = a_metric_plan(MONDAY, 6, start_value=start, target_value=target, direction=way)
    goal = a_goal(circle.client, kind="metric", plan=plan)
    assert circle.client.get("/today").json["due"][0]["last_value"] == start
    half = (start + target) / 2
    time.set(datetime(2026, 12, 14, 12, tzinfo=UTC), circle.client, circle.coach)
    checked_in(circle.client, goal, day(14), outcome=None, value=half)
    told = progress_of(circle.client, goal)
    assert told["points"][-1] == {"on": str(day(14)), "value": half, "planned_weeks": 3.0}
    assert told["planned_weeks"] == 3.0
    assert (told["plan"][0]["value"], told["plan"][-1]["value"]) == (start, target)
    assert progress_of(circle.coach, goal) == told
    assert circle.client.get("/today").json["due"][0]["last_value"] == half


def test_the_last_number_is_at_hand_after_a_long_pause(time, circle):
    goal = a_goal(circle.client, kind="metric", plan=a_metric_plan(MONDAY, 100))
    checked_in(circle.client, goal, MONDAY, outcome=None, value=3)
    other = a_goal(circle.client, kind="metric", plan=a_metric_plan(MONDAY, 100))
    time.pass_by(circle.client, days=200)
    due = {one["goal"]["id"]: one["last_value"] for one in circle.client.get("/today").json["due"]}
    assert due == {goal["id"]: 3, other["id"]: 0}


def test_todays_order_of_reflecting_does_not_hang_on_a_goal(circle):
    """A client between two goals has reflected when they have reflected."""
    circle.client.put("/consents", {"feelings": True})
    reflection = circle.client.get("/today").json["reflection"]
    assert reflection["due"] is True
    body = {"week": reflection["week"], "heavy": 3, "drained": 3, "bigger": "no"}
    assert circle.client.put(f"/reflections/{uuid4()}", body).status_code == 201
    assert circle.client.get("/today").json["reflection"]["due"] is False


# Planning anew


def replanned(by, goal, plan):
    answer = by.post(f"/goals/{goal['id']}/plans", plan)
    assert answer.status_code == 201, answer.json
    return answer.json


def adaptations(caller, goal, query=""):
    return caller.get(f"/goals/{goal['id']}/adaptations{query}").json["items"]


def test_a_replan_is_on_record_as_a_change_of_approach_with_who_made_it(app, time, circle):
    goal = a_goal(circle.client)
    assert adaptations(circle.client, goal) == [], "a first plan changes nothing"
    tried = uuid4()
    circle.client.put(
        f"/goals/{goal['id']}/adaptations/{tried}", {"kind": "strategy", "on": str(day(-3)), "note": "mine"}
    )
    replanned(circle.coach, goal, a_plan(MONDAY))
    time.pass_by(circle.client, circle.coach, days=7)
    replanned(circle.client, goal, a_plan(day(7)))
    ids = {str(row.from_on): str(row.id) for row in rows(app, "plan")}
    wanted = [
        {"id": ids[str(day(7))], "kind": "goal", "on": str(day(7)), "note": None, "by": "client"},
        {"id": ids[str(MONDAY)], "kind": "goal", "on": str(MONDAY), "note": None, "by": "coach"},
        {"id": str(tried), "kind": "strategy", "on": str(day(-3)), "note": "mine", "by": "client"},
    ]
    assert adaptations(circle.client, goal) == wanted
    shared(circle.client, notes=False)
    assert adaptations(circle.coach, goal) == [*wanted[:2], wanted[2] | {"note": None}]
    page = circle.client.get(f"/goals/{goal['id']}/adaptations?limit=1").json
    assert page["items"] == wanted[:1]
    assert adaptations(circle.client, goal, f"?limit=2&cursor={page['next']}") == wanted[1:]


def test_a_change_cannot_be_logged_under_a_plans_id(app, circle):
    goal = a_goal(circle.client)
    replanned(circle.client, goal, a_plan(MONDAY))
    change = {"kind": "goal", "on": str(MONDAY)}
    for plan in rows(app, "plan"):
        assert circle.client.put(f"/goals/{goal['id']}/adaptations/{plan.id}", change).status_code == 409
    assert len(adaptations(circle.client, goal)) == 1


def test_the_old_plan_stays_on_the_chart_and_another_on_the_same_day_takes_its_place(app, circle):
    plan = a_metric_plan(day(-70), 20)
    goal = a_goal(circle.client, kind="metric", plan=plan)
    replanned(circle.client, goal, a_metric_plan(MONDAY, 10, start_value=5, target_value=25))
    assert replanned(circle.client, goal, a_metric_plan(MONDAY, 10, start_value=5, target_value=30))
    told = progress_of(circle.client, goal)
    assert [one["on"] for one in told["replans"]] == [str(MONDAY)]
    assert (told["plan"][0]["on"], told["plan"][0]["value"]) == (str(day(-70)), 0.0)
    assert told["plan"][-1] == {"on": str(day(70)), "value": 30.0, "planned_weeks": 10.0}
    assert len(rows(app, "plan")) == 2
    assert len(adaptations(circle.client, goal)) == 1


def test_a_replan_counts_as_what_was_tried_where_a_goal_stands_still(time, circle):
    agreed(circle.client)
    goal = a_goal(circle.client, kind="metric")
    start_on = date.fromisoformat(goal["plan"]["start_on"])
    time.set(time.now - timedelta(weeks=12), circle.client)
    replanned(circle.client, goal, a_metric_plan(start_on, 60, target_value=60))
    time.set(time.now + timedelta(weeks=12), circle.client, circle.coach)
    weeks_of_check_ins(circle.client, goal, value=2)
    told = circle.coach.get(f"/goals/{goal['id']}/stall").json
    [tried] = [one for one in told["signs"] if one["sign"] == "tried"]
    assert (tried["holds"], "31 August" in tried["sentence"]) == (True, True), told


# Standing


def test_a_goal_let_go_keeps_its_reason_and_can_be_taken_up_again(time, circle):
    goal = a_goal(circle.client)
    where = f"/goals/{goal['id']}"
    changed = circle.client.patch(where, {"status": "let_go", "status_reason": "Not now"}, etag=goal["etag"])
    assert (changed.json["status"], changed.json["status_reason"]) == ("let_go", "Not now")
    assert circle.client.get("/today").json["due"] == []
    time.pass_by(circle.client, circle.coach, days=21)
    again = circle.coach.patch(where, {"status": "active"}, etag=changed.headers["ETag"])
    assert (again.json["status"], again.json["status_reason"]) == ("active", None)
    told = progress_of(circle.client, goal)
    assert told["excused"] == [{"from_on": str(MONDAY), "until_on": str(day(20))}]
    assert len(circle.client.get("/today").json["due"]) == 1


@pytest.mark.parametrize("status", ["on_hold", "let_go", "achieved"])
def test_while_it_rests_its_time_does_not_count(time, circle, status):
    goal = a_goal(circle.client, weeks_ago=10)
    for week in range(10):
        checked_in(circle.client, goal, MONDAY - timedelta(weeks=week, days=1))
    before = progress_of(circle.client, goal)
    circle.client.patch(f"/goals/{goal['id']}", {"status": status}, etag=goal["etag"])
    time.pass_by(circle.client, days=35)
    after = progress_of(circle.client, goal)
    for told in ("strength", "adherence", "points"):
        assert after[told] == before[told], told


def test_a_status_that_there_is_not_is_refused_by_its_field(circle):
    goal = a_goal(circle.client)
    answer = circle.client.patch(f"/goals/{goal['id']}", {"status": "failed"}, etag=goal["etag"])
    assert (answer.status_code, problem_fields(answer)) == (422, ["status"])


# Milestones


def a_path(client, *steps):
    """Give a goal of steps and the ids of its milestones."""
    goal, ids = a_goal(client, kind="steps"), []
    for position, step in enumerate(steps):
        ids.append(str(uuid4()))
        body = {"title": f"Step {position}", "position": position} | step
        assert client.put(f"/goals/{goal['id']}/milestones/{ids[-1]}", body).status_code == 201
    return goal, ids


def test_a_milestone_is_due_on_a_day_or_in_a_range(circle):
    goal, _ = a_path(
        circle.client,
        {"due_on": "2026-12-01"},
        {"due_from": "2026-12-07", "due_on": "2026-12-11", "weight": 2.5},
        {},
    )
    told = circle.coach.get(f"/goals/{goal['id']}").json["milestones"]
    assert [(one["due_from"], one["due_on"], one["weight"]) for one in told] == [
        (None, "2026-12-01", 1.0),
        ("2026-12-07", "2026-12-11", 2.5),
        (None, None, 1.0),
    ]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"due_from": "2026-12-12", "due_on": "2026-12-11"}, "due_from"),
        ({"reached_on": "2026-11-24"}, "reached_on"),
        ({"weight": 0}, "weight"),
        ({"weight": 101}, "weight"),
        ({"due_on": "9999-12-31"}, "due_on"),
        ({"position": -1}, "position"),
        ({"what_worked": "x" * 501}, "what_worked"),
    ],
)
def test_a_milestone_that_cannot_be_is_refused_by_its_field(circle, wrong, field):
    goal = a_goal(circle.client, kind="steps")
    answer = circle.client.put(f"/goals/{goal['id']}/milestones/{uuid4()}", {"title": "x"} | wrong)
    assert (answer.status_code, problem_fields(answer)) == (422, [field])


def test_reaching_one_says_what_made_it_work_and_moves_the_path(circle):
    start = day(-28)
    goal, (first, _) = a_path(circle.client, {"due_on": str(day(-14))}, {"due_on": str(day(14))})
    replanned(circle.client, goal, a_plan(start))
    reached = {"title": "Step 0", "reached_on": str(day(-14)), "what_worked": "  Mornings. "}
    answer = circle.client.put(f"/goals/{goal['id']}/milestones/{first}", reached)
    assert (answer.status_code, answer.json["what_worked"]) == (200, "Mornings.")
    assert circle.coach.get(f"/goals/{goal['id']}").json["milestones"][0]["reached_on"] == str(day(-14))


def test_milestones_stand_in_the_order_that_was_chosen(circle):
    goal, ids = a_path(circle.client, {}, {}, {})
    where = f"/goals/{goal['id']}/milestone-order"
    chosen = [ids[2], ids[0], ids[1]]
    answer = circle.coach.put(where, {"ids": chosen})
    assert answer.status_code == 200
    for told in (answer.json, circle.client.get(f"/goals/{goal['id']}").json):
        assert [(one["id"], one["position"]) for one in told["milestones"]] == [
            (milestone_id, position) for position, milestone_id in enumerate(chosen)
        ]
    assert circle.client.put(where, {"ids": chosen}).json == answer.json
    others = a_path(circle.client, {})[1]
    for wrong in (ids[:2], [*ids, ids[0]], [*ids[:2], ids[0]], [*ids[:2], others[0]], [*ids, others[0]]):
        answer = circle.client.put(where, {"ids": wrong})
        assert (answer.status_code, problem_fields(answer)) == (422, ["ids"])
