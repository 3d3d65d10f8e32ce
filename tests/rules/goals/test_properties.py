"""What holds of progress, strength and adherence whatever somebody's history is."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.goals.rules import Cadence, CheckIn, GoalHistory, Pause, Plan, adherence, progress, strength
from tests.rules.histories import START, a_habit, a_metric, a_path_of, day, with_pause
from tests.rules.histories import a_history as with_nothing_else

marks = st.lists(st.sampled_from(["✓", "~", "x", "·", "✓✓", "✓~x", "✓✓✓"]), min_size=1, max_size=20)
values = st.lists(st.none() | st.integers(-50, 50), min_size=1, max_size=20)
lengths = st.integers(1, 8)


def with_holiday(goal, week, weeks):
    """The same history with whole weeks of pause put in before `week`, and everything after moved along."""
    return with_pause(with_nothing_else(goal), week, weeks).goal


def told(goal, today):
    """Give what is said of a goal that does not name days."""
    found = progress(goal, today)
    weeks = [(point.planned_weeks, point.value) for point in found.points]
    return weeks, found.strength, found.adherence, found.planned_weeks


@given(marks, st.data())
def test_a_pause_of_whole_weeks_leaves_a_habit_as_it_was(weeks, data):
    goal = a_habit(weeks)
    at, length = data.draw(st.integers(1, len(weeks))), data.draw(lengths)
    paused = with_holiday(goal, at, length)
    assert told(paused, day(len(weeks) + length)) == told(goal, day(len(weeks)))


@given(values, st.data())
def test_a_pause_of_whole_weeks_leaves_a_number_as_it_was(numbers, data):
    goal = a_metric(numbers)
    at, length = data.draw(st.integers(1, len(numbers))), data.draw(lengths)
    paused = with_holiday(goal, at, length)
    assert told(paused, day(len(numbers) + length)) == told(goal, day(len(numbers)))


@given(marks, st.integers(0, 19), st.integers(0, 6))
def test_a_skipped_day_of_silence_is_nobodys_fault(weeks, week, weekday):
    """Excusing a day on which nothing was told never costs a week that was kept."""
    goal = a_habit(weeks, times=1)
    on = day(week, weekday)
    if any(check_in.on == on for check_in in goal.check_ins):
        return
    skipped = replace(goal, pauses=(Pause(on, on),))
    today = day(len(weeks))
    before, after = adherence(goal, today), adherence(skipped, today)
    assert after.kept == before.kept
    assert after.of <= before.of


@given(marks, st.randoms())
def test_what_is_told_in_another_order_of_arrival_reads_the_same(weeks, random):
    goal = a_habit(weeks)
    arrived = list(goal.check_ins)
    random.shuffle(arrived)
    # What the database gives back is in the order of days, whatever came first.
    again = replace(goal, check_ins=tuple(sorted(arrived, key=lambda each: each.on)))
    assert progress(again, day(len(weeks))) == progress(goal, day(len(weeks)))


@given(values, st.sampled_from([0.001, 0.4536, 2.0, 60.0, 1000.0]), st.integers(-5, 5))
def test_units_do_not_matter(numbers, scale, shift):
    def in_unit(value):
        return None if value is None else value * scale + shift

    goal = a_metric(numbers)
    other = a_metric([in_unit(number) for number in numbers], start=in_unit(0.0), target=in_unit(26.0))
    one, two = progress(goal, day(len(numbers))), progress(other, day(len(numbers)))
    assert [point.planned_weeks for point in two.points] == pytest.approx(
        [point.planned_weeks for point in one.points], abs=2e-3
    )
    assert (two.strength, two.adherence, two.calendar) == (one.strength, one.adherence, one.calendar)


@given(values)
def test_a_number_that_is_to_fall_reads_like_its_mirror_image(numbers):
    down = a_metric([None if number is None else -number for number in numbers], target=-26.0)
    up = a_metric(numbers)
    assert told(up, day(len(numbers)))[1:] == told(down, day(len(numbers)))[1:]
    assert [weeks for weeks, _ in told(up, day(len(numbers)))[0]] == [
        weeks for weeks, _ in told(down, day(len(numbers)))[0]
    ]


@given(st.integers(2, 26), st.integers(0, 6), st.sampled_from([(0.0, 26.0), (90.0, 64.0), (-3.0, 10.0)]))
def test_a_number_exactly_on_its_plan_reads_exactly_on_plan(weeks, weekday, ends):
    start, target = ends
    on_plan = [start + (target - start) * (week + weekday / 7) / 26 for week in range(weeks)]
    goal = a_metric(on_plan, weekday=weekday, start=start, target=target)
    for point in progress(goal, day(weeks)).points:
        assert point.planned_weeks == pytest.approx((point.on - START).days / 7, abs=1e-3)


RHYTHMS = {
    "three a week": (Cadence("week", times=3), lambda n: n % 7 in {0, 2, 4}),
    "chosen weekdays": (Cadence("week", weekdays=(1, 3)), lambda n: n % 7 in {1, 3}),
    "every day": (Cadence("day"), lambda _: True),
    "every other day": (Cadence("day", 2), lambda n: n % 2 == 0),
    "every third day": (Cadence("day", 3), lambda n: n % 3 == 0),
    "every other week": (Cadence("week", 2), lambda n: n % 14 == 0),
    "at most two a week": (Cadence("week", times=2, at_most=True), lambda n: n % 7 in {2, 5}),
}


@pytest.mark.parametrize("rhythm", RHYTHMS)
def test_a_rhythm_exactly_kept_reads_exactly_on_plan(rhythm):
    cadence, keeps = RHYTHMS[rhythm]
    kept = tuple(CheckIn(START + timedelta(days=n), "done") for n in range(42 * 7) if keeps(n))
    goal = GoalHistory("habit", (Plan(START, START, None, cadence),), (), kept)
    points = progress(goal, day(42)).points
    assert points
    for point in points:
        # Every n days falls now once, now twice into a week: within one check-in of the plan.
        assert point.planned_weeks == pytest.approx(((point.on - START).days + 1) / 7, abs=1.0), point
    kept_of = adherence(goal, day(42))
    assert (kept_of.kept, kept_of.of) == (12, 12)
    assert strength(goal, day(42)) > 0.9


def test_a_path_walked_on_its_days_reads_exactly_on_plan():
    goal = a_path_of([4, 8, 12], reached=[4, 8, 12], told=13)
    found = progress(goal, day(13))
    assert found.points[-1].planned_weeks == pytest.approx(12.0, abs=0.2)
