"""Each lane, and when to look again."""

from dataclasses import replace

from api.goals.rules import Cadence, CheckIn, GoalHistory, Pause, Plan
from api.stalls.rules import (
    StallHistory,
    assess,
)
from tests.rules.histories import START, a_habit, a_metric, a_path_of, day, loads
from tests.rules.stalls.verdicts import FLAT, ON_PLAN, at_week, heavy, lanes

# Lanes


def test_a_cost_shows_after_four_heavy_weeks():
    found = lanes(a_metric(ON_PLAN), 6, reflections=loads([7] * 6))
    assert found == [None, None, None, "at_a_cost", "at_a_cost", "at_a_cost"]
    assert set(lanes(a_metric(ON_PLAN), 8, reflections=loads([6] * 8))) == {None}
    later = lanes(a_metric(ON_PLAN), 11, reflections=loads([7] * 5, first=6))
    assert later == [*[None] * 9, "at_a_cost", "at_a_cost"]


def test_a_cost_is_raised_again_after_84_days_at_the_earliest():
    heavy_weeks = [9] * 5 + [0] * 3 + [10] * 5 + [0] * 3 + [10] * 8
    found = lanes(a_metric(ON_PLAN), 24, reflections=loads(heavy_weeks))
    opened = [week for week in range(1, 24) if found[week] == "at_a_cost" and found[week - 1] is None]
    # The second spell, at week 13, comes too soon.
    assert opened == [3, 20]


def test_a_stalled_goal_has_no_cost_lane():
    assert at_week(a_metric(FLAT), 20, **heavy()).lane is None


def test_three_silent_weeks_of_a_weekly_goal_are_quiet():
    goal = a_metric(ON_PLAN[:8])
    assert lanes(goal, 12)[7:] == [None, None, None, "quiet", "quiet"]
    assert assess(StallHistory(goal), day(10, 6)).lane is None


def test_three_missed_weekdays_are_quiet():
    goal = a_habit(["✓✓"] * 4, times=1, weekdays=(0, 1, 4))
    by_day = [assess(StallHistory(goal), day(4, n)).lane for n in range(7)]
    # Friday of week 3, Monday and Tuesday of week 4 have passed by its Wednesday.
    assert by_day == [None, None, *["quiet"] * 5]


def test_three_missed_days_of_a_daily_goal_are_quiet():
    plan = Plan(START, START, None, Cadence("day"))
    goal = GoalHistory("habit", (plan,), (), (CheckIn(day(0), "done"),))
    assert [assess(StallHistory(goal), day(0, n)).lane for n in range(6)] == [None] * 4 + ["quiet"] * 2


def test_a_goal_never_checked_in_is_quiet_and_nothing_else():
    verdict = at_week(a_metric([]), 3)
    assert (verdict.level, verdict.lane) == ("too_early", "quiet")
    assert at_week(a_metric([], start_on=day(10)), 10).lane is None


def test_a_milestone_reached_is_not_silence():
    goal = replace(a_path_of((2, 6, 10), reached=(2, 6), told=1))
    assert at_week(goal, 9).lane is None


def test_a_pause_or_a_goal_on_hold_is_paused_and_not_quiet():
    goal = a_metric(FLAT[:4], pauses=[Pause(day(8), day(9))])
    assert assess(StallHistory(goal), day(8)).lane == "paused"
    assert assess(StallHistory(goal), day(9, 1)).lane == "quiet"
    assert at_week(goal, 10, on_hold_or_done=True).lane == "paused"


def test_quiet_is_not_the_way_to_support():
    verdict = at_week(a_metric(FLAT[:20]), 24, **heavy())
    assert verdict.lane == "quiet"
    assert verdict.level == "stalled_loaded"


# When to look again


def test_the_next_look_is_after_the_weeks_end():
    assert assess(StallHistory(a_metric(ON_PLAN)), day(5, 2)).next_check_on == day(6)
    assert assess(StallHistory(a_metric(ON_PLAN)), day(5)).next_check_on == day(6)


def test_the_next_look_is_at_a_pauses_edge_if_that_is_sooner():
    goal = a_metric(ON_PLAN, pauses=[Pause(day(5, 4), day(5, 5))])
    assert assess(StallHistory(goal), day(5)).next_check_on == day(5, 4)
    assert assess(StallHistory(goal), day(5, 4)).next_check_on == day(5, 6)


def test_the_next_look_is_when_the_goal_goes_quiet_if_that_is_sooner():
    plan = Plan(START, START, None, Cadence("day"))
    goal = GoalHistory("habit", (plan,), (), (CheckIn(day(0), "done"),))
    assert assess(StallHistory(goal), day(0, 1)).next_check_on == day(0, 4)
    assert assess(StallHistory(goal), day(0, 4)).next_check_on == day(1)
