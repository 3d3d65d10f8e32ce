"""Active days, and progress in planned weeks."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.goals.rules import (
    ActiveDays,
    Cadence,
    CheckIn,
    GoalHistory,
    Pause,
    Plan,
    Step,
    observations,
)
from tests.rules.histories import START, a_habit, a_metric, a_plan, day

MUCH_LATER = day(60)


def u_of(goal, today=MUCH_LATER):
    return [round(each.u, 3) for each in observations(goal, today)]


# Active days


def test_active_days_stand_still_while_paused():
    active = ActiveDays((Pause(day(1), day(1, 6)), Pause(day(1, 3), day(2, 0))))
    assert active.at(day(3).toordinal()) - active.at(day(1, -1).toordinal()) == 15 - 8
    assert active.spans == [(day(1).toordinal(), day(2).toordinal())]
    assert active.is_excused(day(2).toordinal())
    assert not active.is_excused(day(2, 1).toordinal())
    assert active.last_until(day(2).toordinal()) == day(0, 6).toordinal()


pauses = st.lists(
    st.tuples(st.integers(0, 60), st.integers(0, 20)).map(
        lambda pair: Pause(START + timedelta(days=pair[0]), START + timedelta(days=sum(pair)))
    ),
    max_size=4,
)


@given(pauses, st.integers(-5, 90), st.integers(0, 40))
def test_active_days_are_the_days_that_are_not_excused(paused, first, length):
    active = ActiveDays(paused)
    start = START.toordinal() + first
    counted = sum(1 for each in range(start + 1, start + length + 1) if not active.is_excused(each))
    assert active.at(start + length) - active.at(start) == counted
    end = active.day_after(start, counted)
    assert end is not None
    assert active.at(end) - active.at(start) == counted


def test_an_open_ended_pause_is_never_got_through():
    active = ActiveDays((Pause(day(1), None),))
    assert active.day_after(day(0).toordinal(), 7) is None
    assert active.day_after(day(0).toordinal(), 6) == day(0, 6).toordinal()


# Observations


def test_a_number_on_its_plan_gains_one_planned_week_a_week():
    seen = observations(a_metric(range(5), weekday=0), day(5))
    assert [each.u for each in seen] == pytest.approx([0, 1, 2, 3, 4])
    assert [each.planned for each in seen] == pytest.approx([0, 1, 2, 3, 4])
    assert [each.week_on for each in seen] == [day(week) for week in range(5)]


def test_the_weeks_last_number_counts_and_is_dated_its_day():
    goal = replace(
        a_metric([]),
        check_ins=(
            CheckIn(day(1, 0), None, 5.0),
            CheckIn(day(1, 4), "done", 2.0),
            CheckIn(day(1, 6), "done"),
        ),
    )
    (seen,) = observations(goal, MUCH_LATER)
    assert (seen.on, seen.value) == (day(1, 4), 2.0)


def test_a_number_may_fall_towards_its_target():
    assert u_of(a_metric([90, 89, 91], start=90.0, target=64.0)) == [0, 1, -1]


def test_a_check_in_without_a_number_says_nothing_about_a_number():
    goal = replace(a_metric([]), check_ins=(CheckIn(day(1), "done"),))
    assert observations(goal, MUCH_LATER) == ()


def test_only_weeks_that_are_over_are_observed():
    goal = a_metric([0, 1])
    assert len(observations(goal, day(1, 6))) == 1
    assert len(observations(goal, day(2))) == 2


def test_a_week_of_silence_is_no_observation():
    assert [each.week_on for each in observations(a_metric([0, None, 1]), MUCH_LATER)] == [day(0), day(2)]


def test_what_is_told_before_the_plan_begins_is_not_judged():
    assert u_of(a_metric([0, 1, 2], start_on=day(1), start=0.0)) == [1, 2]


def test_a_first_plan_covers_check_ins_from_before_it_was_written_down():
    goal = a_metric([0, 1, 2], from_on=day(10))
    assert u_of(goal) == [0, 1, 2]


def test_a_habit_kept_gains_one_a_week_and_partly_counts_half():
    goal = a_habit(["✓✓✓", "✓~x", "xxx", "·", "✓"])
    assert u_of(goal) == [1, 1.5, 1.5, 1.833]
    assert [each.on for each in observations(goal, MUCH_LATER)] == [day(w, 6) for w in (0, 1, 2, 4)]


def test_a_busy_week_gains_at_most_one_and_a_half():
    assert u_of(a_habit(["✓✓✓✓✓✓✓"], times=2)) == [1.5]


def test_a_week_cut_by_a_pause_gains_at_most_its_share():
    goal = a_habit(["✓✓"], times=1, pauses=[Pause(day(0, 2), day(0, 6))])
    (seen,) = observations(goal, MUCH_LATER)
    assert seen.u == pytest.approx(1.5 * 2 / 7)
    assert seen.planned == pytest.approx(2 / 7)
    assert seen.on == day(0, 1)


@pytest.mark.parametrize("until_on", [None, day(3)])
def test_what_was_done_on_the_day_a_rest_begins_counts(until_on):
    rest = Pause(day(2, 3), until_on)
    assert u_of(a_metric([0, 1, 2], pauses=[rest])) == [0, 1, 2]
    assert u_of(a_habit(["✓✓✓", "✓✓✓", "✓✓✓✓"], times=3, pauses=[rest])) == [
        1,
        2,
        pytest.approx(2.857, abs=1e-3),
    ]
    assert u_of(a_habit(["✓✓✓", "✓✓✓", "✓✓✓x"], pauses=[rest])) == u_of(
        a_habit(["✓✓✓", "✓✓✓", "✓✓✓"], pauses=[rest])
    )
    steps = (Step(due_on=day(2), reached_on=day(1)), Step(due_on=day(4), reached_on=day(2, 3), position=1))
    path = GoalHistory("steps", (Plan(START, START, None, Cadence("week")),), steps, (), (rest,))
    assert [each.on for each in observations(path, day(20))][-1] >= day(2, 3)


def test_a_habit_kept_every_other_week_is_on_plan_when_that_is_the_plan():
    goal = a_habit(["✓", "·", "✓", "·", "✓"], times=1, interval=2)
    assert u_of(goal) == [2, 4, 6]


def test_every_other_day_done_is_on_plan():
    plan = Plan(START, START, None, Cadence("day", interval=2))
    check_ins = tuple(CheckIn(START + timedelta(days=2 * number), "done") for number in range(14))
    seen = observations(GoalHistory("habit", (plan,), (), check_ins), day(4))
    assert seen[-1].u == pytest.approx(seen[-1].planned) == 4


def test_chosen_weekdays_are_what_is_wanted_of_a_week():
    assert u_of(a_habit(["✓✓"], times=1, weekdays=(0, 1, 2, 3))) == [0.5]


def test_a_limit_kept_gains_one_and_twice_the_limit_nothing():
    goal = a_habit(["✓✓", "xxx", "✓✓✓", "✓✓✓✓", "·"], times=2, at_most=True)
    assert u_of(goal) == [1, 2, 2.5, 2.5]


def test_a_limit_counts_numbers_where_there_are_some():
    plan = Plan(START, START, None, Cadence("day", times=10, at_most=True))
    check_ins = (
        CheckIn(day(0), None, 60.0),
        CheckIn(day(0, 1), "done", 10.0),
        CheckIn(day(1), "done", 105.0),
    )
    assert u_of(GoalHistory("habit", (plan,), (), check_ins)) == [1, 1.5]


def a_path(*reached, weeks=(2, 4, 6), told=8, target_on=None, **step):
    steps = tuple(
        Step(due_on=day(due), reached_on=on, position=position, **step)
        for position, (due, on) in enumerate(zip(weeks, [*reached, None, None, None], strict=False))
    )
    check_ins = tuple(CheckIn(day(week, 0), "done") for week in range(told))
    plan = Plan(START, START, target_on, Cadence("week"))
    return GoalHistory("steps", (plan,), steps, check_ins)


def test_a_path_moves_with_the_plan_until_a_step_is_overdue():
    # Each week is dated its Sunday, six days after its Monday.
    assert u_of(a_path()) == [0.857, 1.857, 2, 2, 2, 2, 2, 2]


def test_a_step_reached_is_worth_what_it_was_planned_to_take():
    assert u_of(a_path(day(2), day(3))) == [0.857, 1.857, 2.857, 4.857, 5.857, 6, 6, 6]


def test_a_path_walked_out_of_order_still_counts_every_step():
    goal = a_path()
    steps = (goal.steps[0], replace(goal.steps[1], reached_on=day(1)), goal.steps[2])
    assert u_of(replace(goal, steps=steps)) == [0.857, 2.857, 3.857, 4, 4, 4, 4, 4]


def test_steps_without_days_share_the_time_by_weight():
    steps = (
        Step(weight=1, position=0),
        Step(weight=3, position=1),
        Step(due_on=day(8), position=2, weight=4),
    )
    goal = GoalHistory("steps", (Plan(START, START, None, Cadence("week")),), steps)
    reached = replace(goal, steps=(replace(steps[0], reached_on=day(0, 3)), *steps[1:]))
    assert u_of(reached) == [pytest.approx(1 + 3 / 7, abs=0.001)]


def test_steps_without_any_day_have_no_plan():
    goal = a_path()
    assert u_of(replace(goal, steps=tuple(replace(step, due_on=None) for step in goal.steps))) == []


def test_a_path_walked_whole_is_reached():
    seen = observations(a_path(day(1), day(2), day(3)), MUCH_LATER)
    assert [each.reached for each in seen[:4]] == [False, False, False, True]
    assert seen[-1].u == seen[-1].planned == 6


def test_a_new_plan_is_a_new_segment_and_a_week_speaks_once():
    new = a_plan(day(2, 2), start=2.0, target=28.0)
    goal = a_metric([0, 1, 2, 3], weekday=1, plans=(a_plan(), new))
    seen = observations(goal, MUCH_LATER)
    assert [(each.segment, each.week_on) for each in seen] == [
        (0, day(0)),
        (0, day(1)),
        (0, day(2)),
        (1, day(3)),
    ]
    twice = replace(goal, check_ins=(*goal.check_ins[:3], CheckIn(day(2, 4), None, 2.0), goal.check_ins[3]))
    assert [each.segment for each in observations(twice, MUCH_LATER)] == [0, 0, 1, 1]


def test_a_new_plan_may_reach_back_to_the_old_start():
    plan = a_habit(["✓✓✓"] * 4).plans[0]
    slower = replace(plan, from_on=day(2), cadence=Cadence("week", times=6))
    goal = replace(a_habit(["✓✓✓"] * 4), plans=(plan, slower))
    assert u_of(goal) == [1, 2, 1.5, 2]


@given(
    st.lists(st.one_of(st.none(), st.floats(-50, 50)), max_size=20),
    st.integers(0, 25),
)
def test_what_was_observed_stays_as_more_weeks_pass(values, week):
    goal = a_metric(values)
    early, late = observations(goal, day(week)), observations(goal, day(week + 1))
    assert late[: len(early)] == early
    assert len(late) - len(early) <= 1
