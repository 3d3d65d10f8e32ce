"""Strength, adherence and what the chart shows."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.goals.rules import (
    Adherence,
    Cadence,
    CheckIn,
    GoalHistory,
    Pause,
    Plan,
    adherence,
    progress,
    strength,
    weekly_gains,
)
from tests.rules.histories import START, a_habit, a_metric, a_plan, day

pauses = st.lists(
    st.tuples(st.integers(0, 60), st.integers(0, 20)).map(
        lambda pair: Pause(START + timedelta(days=pair[0]), START + timedelta(days=sum(pair)))
    ),
    max_size=4,
)


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


def test_a_rhythm_is_not_held_against_the_weeks_before_it_was_agreed():
    weekly, daily = Cadence("week", times=3), Cadence("day")
    kept = a_habit(["✓·✓·✓"] * 5).check_ins
    plan = Plan(START, START, None, weekly)
    anew = GoalHistory("habit", (plan, Plan(day(5), day(5), None, daily)), (), kept)
    assert adherence(anew, day(5)) == Adherence(0, 0, "days")
    assert adherence(anew, day(5, 2)) == Adherence(0, 2, "days")
    another_end = GoalHistory("habit", (plan, Plan(day(5), day(5), day(30), weekly)), (), kept)
    assert adherence(another_end, day(5)) == Adherence(5, 5, "weeks")


def test_a_limit_is_kept_only_where_something_was_told():
    found = adherence(a_habit(["✓", "·", "✓✓✓"], times=2, at_most=True), day(3))
    assert (found.kept, found.of) == (1, 3)


def test_the_gains_of_the_last_weeks_are_known_where_two_weeks_in_a_row_were_told():
    goal = a_metric([0, 1, 3, None, 4, 4.5])
    assert weekly_gains(goal, day(6, 2), 8) == [None, None, None, 1, 2, None, None, 0.5]
    replanned = a_metric([0, 1, 2, 3], weekday=0, plans=(a_plan(), a_plan(day(2), start=2.0)))
    assert weekly_gains(replanned, day(4), 3)[:2] == [1, None]


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
