"""Cadence, observations, due days and what the chart shows."""

from dataclasses import replace
from datetime import date, timedelta

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
    adherence,
    due_on,
    next_due_on,
    observations,
    plan_faults,
    progress,
    strength,
)
from tests.rules.histories import START, a_habit, a_metric, a_plan, day

MUCH_LATER = day(60)


def u_of(goal, today=MUCH_LATER):
    return [round(each.u, 3) for each in observations(goal, today)]


def fields_at_fault(kind, plan):
    return {field for field, _ in plan_faults(kind, plan)}


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
    goal = a_habit(["✓✓✓"], times=1, pauses=[Pause(day(0, 2), day(0, 6))])
    (seen,) = observations(goal, MUCH_LATER)
    assert seen.u == pytest.approx(1.5 * 2 / 7)
    assert seen.planned == pytest.approx(2 / 7)
    assert seen.on == day(0, 1)


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


# Strength and adherence


def test_strength_follows_the_formula_for_a_daily_habit():
    plan = Plan(START, START, None, Cadence("day"))
    goal = GoalHistory("habit", (plan,), (), tuple(CheckIn(day(0, n), "done") for n in range(13)))
    # Thirteen days of a daily habit are its half-life.
    assert strength(goal, day(0, 13)) == pytest.approx(0.5, abs=1e-4)
    assert strength(goal, day(0, 26)) == pytest.approx(0.25, abs=1e-4)


def test_one_missed_day_fades_strength_and_does_not_reset_it():
    goal = a_habit(["✓✓✓✓✓✓✓"] * 10, times=7)
    missed = replace(goal, check_ins=goal.check_ins[:-1])
    full, faded = strength(goal, day(10)), strength(missed, day(10))
    assert faded > 0.9 * full
    assert faded < full


def test_a_pause_leaves_strength_as_it_was():
    goal = a_habit(["✓✓✓"] * 8)
    paused = replace(goal, pauses=(Pause(day(8), day(11, 6)),))
    assert strength(paused, day(12)) == strength(goal, day(8))


@given(st.lists(st.sampled_from(["✓", "~", "x", "·", "✓✓", "✓~x"]), max_size=12), pauses)
def test_strength_and_adherence_stay_within_their_bounds(weeks, paused):
    goal = a_habit(weeks, pauses=paused)
    assert 0.0 <= strength(goal, day(12)) <= 1.0
    kept = adherence(goal, day(12))
    assert 0 <= kept.kept <= kept.of <= 12


def test_adherence_is_nine_of_the_last_twelve():
    goal = a_habit(["✓✓✓"] * 5 + ["✓✓x", "·", "xxx"] + ["✓✓✓"] * 8)
    found = adherence(goal, day(16))
    assert (found.kept, found.of, found.unit) == (9, 12, "weeks")


def test_excused_weeks_leave_adherence_alone():
    goal = a_habit(["✓✓✓", "·", "·", "✓✓✓"], pauses=[Pause(day(1), day(2, 6))])
    found = adherence(goal, day(4))
    assert (found.kept, found.of) == (2, 2)


def test_a_week_half_excused_asks_for_half():
    goal = a_habit(["✓✓"], times=4, pauses=[Pause(day(0, 4), day(0, 6))])
    assert adherence(goal, day(1)).kept == 1


def test_the_open_week_counts_once_it_is_kept():
    goal = a_habit(["✓✓✓", "✓✓"])
    assert adherence(goal, day(1, 3)).of == 1
    assert adherence(a_habit(["✓✓✓", "✓✓✓"]), day(1, 3)).kept == 2


def test_chosen_weekdays_are_kept_by_the_day():
    goal = a_habit(["✓·✓", "✓·x"], times=1, weekdays=(0, 2))
    found = adherence(goal, day(2))
    assert (found.kept, found.of, found.unit) == (3, 4, "days")


def test_every_third_day_is_kept_by_its_three_days():
    plan = Plan(START, START, None, Cadence("day", interval=3))
    goal = GoalHistory("habit", (plan,), (), (CheckIn(day(0, 1), "done"), CheckIn(day(0, 8), "done")))
    found = adherence(goal, day(0, 9))
    assert (found.kept, found.of, found.unit) == (2, 3, "days")


def test_a_limit_is_kept_only_where_something_was_told():
    found = adherence(a_habit(["✓", "·", "✓✓✓"], times=2, at_most=True), day(3))
    assert (found.kept, found.of) == (1, 3)


# The chart


def test_the_chart_draws_the_open_week_and_the_whole_plan():
    found = progress(a_metric([0, 1, 2]), day(2, 4))
    assert [point.value for point in found.points] == [0, 1, 2]
    assert [(point.on, point.value) for point in found.plan] == [(day(0), 0.0), (day(26), 26.0)]
    assert found.planned_weeks == pytest.approx(2.571)
    assert (found.kind, found.unit, found.as_of) == ("metric", "pages", day(2, 4))


def test_the_planned_path_is_flat_while_time_is_excused():
    found = progress(a_metric([0], pauses=[Pause(day(2), day(3, 6))]), day(10))
    assert [(point.on, point.planned_weeks) for point in found.plan] == [
        (day(0), 0.0),
        (day(1, 6), pytest.approx(1.857)),
        (day(3, 6), pytest.approx(1.857)),
        (day(28), 26.0),
    ]
    assert found.excused == ((day(2), day(3, 6)),)


def test_the_planned_path_starts_anew_at_a_new_plan():
    new = a_plan(day(4), start=1.0, target=27.0)
    found = progress(a_metric([0, 0, 1, 1, 2], plans=(a_plan(), new)), day(5))
    assert [(point.on, point.value) for point in found.plan] == [
        (day(0), 0.0),
        (day(4), 4.0),
        (day(4), 1.0),
        (day(30), 27.0),
    ]
    assert found.replans == (day(4),)


def test_a_path_that_ends_nowhere_is_drawn_up_to_today():
    found = progress(a_habit(["✓✓✓"] * 3, pauses=[Pause(day(9), None)]), day(3))
    assert found.plan[-1].on == day(3)
    assert found.excused == ((day(9), None),)
    paused_for_good = progress(a_metric([0], pauses=[Pause(day(1), None)]), day(5))
    assert paused_for_good.plan[-1].on == day(5)


def test_the_calendar_is_twelve_weeks_up_to_today():
    found = progress(a_habit(["✓~x"], pauses=[Pause(day(0, 4), day(0, 4))]), day(0, 5))
    assert len(found.calendar) == 11 * 7 + 6
    assert [each.state for each in found.calendar[-6:]] == [
        "done",
        "partly",
        "not",
        "none",
        "excused",
        "none",
    ]
