"""What a plan may ask for, and when something is due."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from api.goals.rules import (
    Cadence,
    CheckIn,
    GoalHistory,
    Pause,
    Plan,
    due_on,
    next_due_on,
    plan_faults,
)
from tests.rules.histories import START, a_habit, a_metric, a_plan, day


def fields_at_fault(kind, plan):
    return {field for field, _ in plan_faults(kind, plan)}


# Faults


@pytest.mark.parametrize("kind", ["habit", "metric", "steps"])
def test_a_whole_plan_has_no_faults(kind):
    assert plan_faults(kind, a_plan()) == ()


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"target_on": None}, "plan.target_on"),
        ({"target_on": START}, "plan.target_on"),
        ({"start_value": None}, "plan.start_value"),
        ({"target_value": None}, "plan.target_value"),
        ({"target_value": 0.0}, "plan.target_value"),
        ({"target_value": float("nan")}, "plan.target_value"),
        ({"start_value": float("inf")}, "plan.start_value"),
        ({"direction": None}, "plan.direction"),
        ({"direction": "down"}, "plan.direction"),
    ],
)
def test_a_number_needs_an_end_a_way_and_a_direction_that_agrees(change, field):
    assert field in fields_at_fault("metric", replace(a_plan(), **change))


def test_a_habit_needs_no_end_but_not_one_before_its_start():
    plan = Plan(START, START, None, Cadence("week", times=3))
    assert plan_faults("habit", plan) == ()
    assert fields_at_fault("habit", replace(plan, target_on=day(-1))) == {"plan.target_on"}


@pytest.mark.parametrize(
    ("cadence", "field"),
    [
        (Cadence("year"), "every"),
        (Cadence("week", interval=0), "interval"),
        (Cadence("week", times=0), "times"),
        (Cadence("week", times=8), "times"),
        (Cadence("day", times=2), "times"),
        (Cadence("month", times=29), "times"),
        (Cadence("week", weekdays=()), "weekdays"),
        (Cadence("week", weekdays=(0, 0)), "weekdays"),
        (Cadence("week", weekdays=(7,)), "weekdays"),
        (Cadence("day", weekdays=(1,)), "weekdays"),
        (Cadence("week", times=3, weekdays=(0, 2)), "times"),
    ],
)
def test_a_cadence_that_cannot_be_followed_is_a_fault(cadence, field):
    assert fields_at_fault("habit", replace(a_plan(), cadence=cadence)) == {f"plan.cadence.{field}"}


@pytest.mark.parametrize(
    "cadence",
    [
        Cadence("day", interval=3, times=3),
        Cadence("week", interval=2, times=14),
        Cadence("week", times=2, weekdays=(0, 2)),
        Cadence("week", weekdays=(0, 2)),
        Cadence("week", times=40, at_most=True),
        Cadence("day", times=10, at_most=True),
    ],
)
def test_a_cadence_that_can_be_followed_is_none(cadence):
    assert plan_faults("habit", replace(a_plan(), cadence=cadence)) == ()


def test_only_a_habit_has_an_upper_limit():
    assert fields_at_fault("metric", a_plan(cadence=Cadence("week", at_most=True))) == {
        "plan.cadence.at_most"
    }


# Due


def test_three_times_a_week_is_due_until_it_is_done():
    goal = a_habit(["✓✓·✓"])
    assert [due_on(goal, day(0, weekday)).is_due for weekday in range(7)] == [True] * 4 + [False] * 3
    assert (due_on(goal, day(0, 3)).done, due_on(goal, day(0, 3)).wanted) == (3, 3)
    assert next_due_on(goal, day(0, 3)) == day(1)


def test_a_day_that_was_not_done_leaves_the_week_open():
    assert due_on(a_habit(["xxx"]), day(0, 4)).is_due


def test_chosen_weekdays_are_due_on_these_days_alone():
    goal = a_habit([], times=1, weekdays=(1, 4), interval=2)
    due = [day(0) + timedelta(days=n) for n in range(28) if due_on(goal, day(0, n)).is_due]
    assert due == [day(0, 1), day(0, 4), day(2, 1), day(2, 4)]


def test_every_third_day_is_due_once_in_each_three():
    plan = Plan(START, START, None, Cadence("day", interval=3))
    goal = GoalHistory("habit", (plan,), (), (CheckIn(day(0, 1), "done"),))
    assert [due_on(goal, day(0, n)).is_due for n in range(5)] == [True, True, False, True, True]


def test_a_month_is_a_calendar_month():
    plan = Plan(date(2026, 1, 31), date(2026, 1, 31), None, Cadence("month", times=1))
    goal = GoalHistory("habit", (plan,), (), (CheckIn(date(2026, 2, 10), "done"),))
    assert not due_on(goal, date(2026, 2, 28)).is_due
    assert due_on(goal, date(2026, 3, 1)).is_due
    assert next_due_on(goal, date(2026, 2, 10)) == date(2026, 3, 1)


def test_a_limit_may_be_told_every_day():
    goal = a_habit(["✓✓✓"], times=2, at_most=True)
    assert due_on(goal, day(0, 5)).is_due
    assert due_on(goal, day(0, 5)).done == 3


def test_nothing_is_due_before_the_start_or_in_a_pause():
    goal = a_habit([], pauses=[Pause(day(1), day(2, 6))])
    assert not due_on(goal, day(-1)).is_due
    assert due_on(goal, day(1)).excused
    assert not due_on(goal, day(1)).is_due
    assert next_due_on(goal, day(0, 6)) == day(3)
    assert next_due_on(goal, day(-5)) == day(0)


def test_nothing_is_due_again_in_a_pause_without_an_end():
    assert next_due_on(a_habit([], pauses=[Pause(day(1), None)]), day(0, 6)) is None


def test_a_number_given_closes_its_week_whatever_else_was_tapped():
    goal = replace(a_metric([]), check_ins=(CheckIn(day(0), "not", 1.0),))
    assert not due_on(goal, day(0, 1)).is_due
