"""Stalled now, the state, and how it is left."""

from dataclasses import replace
from datetime import timedelta

from api.goals.rules import Cadence, CheckIn
from api.stalls.rules import (
    Adaptation,
    StallHistory,
    assess,
)
from tests.rules.histories import START, a_habit, a_metric, a_path_of, a_plan, day
from tests.rules.stalls.verdicts import FLAT, ON_PLAN, at_week, held, levels, sign

# Stalled now, and the state


def test_a_flat_goal_slips_at_three_weeks_and_stalls_a_week_later():
    assert levels(a_metric(FLAT), 7) == [*["too_early"] * 3, "slipping", "stalled", "stalled", "stalled"]


def test_three_check_ins_or_three_weeks_are_too_little():
    assert at_week(a_metric([0, None, None, 0, None, 0]), 6).level == "too_early"
    daily = replace(
        a_metric([]), check_ins=tuple(CheckIn(START + timedelta(days=n), None, 0.0) for n in range(21))
    )
    assert at_week(daily, 3).level == "too_early"


def test_a_goal_on_its_plan_never_stalls():
    assert set(levels(a_metric(ON_PLAN), 24)) == {"too_early", "on_path"}


def test_a_goal_ahead_may_rest():
    assert "stalled" not in levels(a_metric([12] * 12), 12)
    assert at_week(a_metric([12] * 12), 12).level == "on_path"


def test_a_goal_that_reached_its_target_is_done():
    assert at_week(a_metric([26] * 40), 40).level == "on_path"


def test_a_quarter_of_the_pace_is_slow_and_not_stalled():
    assert levels(a_metric([n * 0.26 for n in range(12)]), 12)[-1] == "behind"
    assert levels(a_metric([n * 0.24 for n in range(12)]), 12)[-1] == "stalled"


def test_a_path_that_moves_in_jumps_is_no_stall():
    # A third of the pairs run at half pace or more, although most weeks bring nothing.
    jumps = [0, 0, 2.1, 2.1, 4.2, 4.2, 4.2, 6.3, 6.3, 8.4, 8.4, 8.4]
    assert not {"stalled", "slipping"} & set(levels(a_metric(jumps), 12))


def test_the_pace_is_read_within_63_days():
    goal = a_metric([0, None, None, 0, None, None, 0, None, None, 0, None, None, 0])
    assert [at_week(goal, weeks).level for weeks in (7, 10, 13)] == ["too_early", "slipping", "stalled"]
    days = (day(0, 3), day(3, 3), day(6, 3), day(9, 4))
    a_day_longer = replace(a_metric([]), check_ins=tuple(CheckIn(on, None, 0.0) for on in days))
    assert at_week(a_day_longer, 10).level == "behind"
    sparse = a_metric([0, None, None, None, 0, None, None, None, 0, None, None, None, 0])
    assert at_week(sparse, 13).level == "behind"


def test_values_of_the_same_few_days_make_no_pairs():
    # Sunday and Monday alternating: within one observation a week these still lie a week apart on average.
    check_ins = tuple(CheckIn(day(week, 6 * (week % 2)), None, 0.0) for week in range(6))
    goal = replace(a_metric([]), check_ins=check_ins)
    assert at_week(goal, 6).level in {"slipping", "stalled"}


def test_the_state_is_left_after_two_good_readings_only():
    weeks = [0] * 8 + [1, 2, 3, 4, 5]
    # Half the pace over four check-ins is first read at week 10, when one of them is still flat.
    assert levels(a_metric(weeks), 13)[7:] == ["stalled", "stalled", "stalled", "behind", "behind", "behind"]


def test_half_the_pace_ends_a_stall_and_less_does_not():
    assert at_week(a_metric([0] * 8 + [0.5 * n for n in range(1, 9)]), 16).level == "behind"
    assert at_week(a_metric([0] * 8 + [0.48 * n for n in range(1, 9)]), 16).level == "stalled"


def test_one_lucky_number_does_not_end_a_stall():
    weeks = [0] * 8 + [4, 0, 0, 0]
    assert levels(a_metric(weeks), 12)[7:] == ["stalled"] * 5


def test_reaching_the_target_ends_a_stall_at_once():
    assert at_week(a_metric([0] * 8 + [26]), 9).level == "on_path"


def test_catching_up_ends_a_stall_at_once():
    assert at_week(a_metric([0] * 8 + [9]), 9).level == "on_path"
    exactly = a_metric([0] * 8 + [8], weekday=0)
    assert at_week(exactly, 9).level == "on_path"


def test_a_stall_has_lasted_three_weeks_and_every_observed_one_since():
    verdict = at_week(a_metric(FLAT), 9)
    # Seen at weeks 4 and 5, and then at 6, 7, 8, 9.
    assert (verdict.at_least_weeks, verdict.since_on) == (7, day(1, 3))
    silent = at_week(a_metric([0] * 9 + [None] * 5), 14)
    assert (silent.at_least_weeks, silent.since_on) == (7, day(1, 3))


def test_a_new_plan_keeps_the_stall_open_and_counts_as_a_change_of_approach():
    new = a_plan(day(10), start=0.0, target=13.0)
    goal = a_metric(FLAT[:15], plans=(a_plan(), new))
    verdict = at_week(goal, 15)
    assert verdict.level == "stalled"
    assert len(verdict.episodes) == 1
    assert verdict.episodes[0].adapted
    assert sign(verdict, "tried").holds
    assert (
        "7 September" in sign(verdict, "tried").sentence or "14 September" in sign(verdict, "tried").sentence
    )
    assert "new plan" in sign(verdict, "stalled").sentence


def test_a_new_plan_logged_as_well_counts_once():
    new = a_plan(day(10), start=0.0, target=13.0)
    goal = a_metric(FLAT[:20], plans=(a_plan(), new))
    verdict = at_week(goal, 20, adaptations=(Adaptation("goal", day(10)),))
    assert sign(verdict, "tried").sentence.startswith("One change")


def test_a_stall_ends_on_the_new_plan_by_the_same_rule():
    new = a_plan(day(10), start=0.0, target=26.0)
    moving = a_metric([0] * 11 + [1, 2, 3, 4, 5], plans=(a_plan(), new))
    verdict = at_week(moving, 16)
    assert verdict.level == "on_path"
    assert verdict.episodes[0].closed_on is not None


def test_a_new_plan_may_end_a_stall_by_its_own_first_four_weeks():
    new = a_plan(day(10), start=0.0, target=26.0)
    moving = a_metric([0] * 10 + [0.6 * n for n in range(1, 7)], weekday=6, plans=(a_plan(), new))
    assert [at_week(moving, week).level for week in (14, 15)] == ["stalled", "behind"]
    assert at_week(moving, 15).episodes[0].closed_on == day(14, 6)


def test_being_level_with_a_plan_of_yesterday_ends_nothing():
    new = a_plan(day(10), start=0.0, target=26.0)
    ahead = a_metric([0] * 10 + [3, 3.1, 3.2, 4.1], plans=(a_plan(), new))
    assert [at_week(ahead, week).level for week in (11, 12, 13, 14)] == [*["stalled"] * 3, "on_path"]


def test_a_new_unit_ends_the_stall():
    new = a_plan(day(10), start=0.0, target=13.0, unit="chapters")
    goal = a_metric(FLAT[:10], plans=(a_plan(), new))
    assert at_week(goal, 10).episodes[0].closed_on is None
    closed = at_week(goal, 11)
    assert closed.episodes[0].closed_on == day(10)
    assert closed.level == "behind"
    followed = a_metric(FLAT[:12], plans=(a_plan(), new))
    assert at_week(followed, 12).episodes[0].closed_on == day(10)


def test_a_habit_of_no_after_no_stalls():
    assert at_week(a_habit(["xxx"] * 8), 8).level == "stalled"
    assert at_week(a_habit(["~xx"] * 8), 8).level == "stalled"
    assert at_week(a_habit(["✓xx"] * 8), 8).level == "behind"
    assert at_week(a_habit(["✓✓✓"] * 8), 8).level == "on_path"


def test_a_limit_broken_week_after_week_stalls():
    assert at_week(a_habit(["✓✓✓✓✓"] * 8, times=2, at_most=True), 8).level == "stalled"
    assert at_week(a_habit(["✓✓"] * 8, times=2, at_most=True), 8).level == "on_path"


def test_a_path_stalls_only_once_a_step_is_overdue():
    goal = a_path_of((4, 8, 12), told=16)
    found = levels(goal, 11)
    assert set(found[:5]) <= {"too_early", "on_path"}
    assert found[-1] == "stalled"
    assert at_week(a_path_of((4, 8, 12), reached=(4, 8, 12), told=16), 16).level == "on_path"


def test_check_ins_more_than_two_weeks_apart_are_too_sparse():
    plan = a_plan(cadence=Cadence("month"))
    verdict = at_week(a_metric(FLAT, plans=(plan,)), 20)
    assert verdict.level == "too_early"
    assert "sparse" in verdict.missing[0]
    assert held(verdict) == set()
    fortnightly = a_metric([0 if week % 2 == 0 else None for week in range(20)], cadence=Cadence("week", 2))
    assert at_week(fortnightly, 20).level == "stalled"


def test_a_week_still_open_is_not_judged():
    goal = a_metric(FLAT)
    assert assess(StallHistory(goal), day(4, 6)).level == "slipping"
    assert assess(StallHistory(goal), day(5)).level == "stalled"


# Behind


def test_behind_by_more_than_a_week_is_behind():
    steady = [n * 0.9 for n in range(20)]
    assert at_week(a_metric(steady), 10).level == "on_path"
    late = [max(0, n - 1.2) for n in range(12)]
    # A tenth of a week of the value's day is allowed for: the plan counts from Monday, the value is Thursday's.
    assert at_week(a_metric(late), 6).level == "behind"


def test_behind_by_less_than_a_seventh_of_a_long_plan_is_on_path():
    goal = a_metric([n * 0.9 for n in range(24)])
    assert at_week(goal, 23).level == "on_path"
    assert at_week(a_metric([n * 0.8 for n in range(24)]), 23).level == "behind"


def test_the_plans_end_is_as_far_behind_as_one_can_be():
    goal = a_metric([min(n, 3.2) for n in range(9)], weeks=4, target=4.0)
    verdict = at_week(goal, 9)
    assert verdict.level == "stalled"
    assert at_week(a_metric([min(n, 3.2) for n in range(6)], weeks=4, target=4.0), 6).level == "on_path"


def test_a_habit_is_behind_below_three_quarters_over_four_weeks():
    assert at_week(a_habit(["✓✓✓✓"] * 4 + ["✓✓✓x"] * 4, times=4), 8).level == "on_path"
    assert at_week(a_habit(["✓✓✓✓"] * 4 + ["✓✓✓x"] * 3 + ["✓✓xx"], times=4), 8).level == "behind"
    # A fortnightly habit's full week stands for two.
    fortnightly = a_habit(["✓", "·"] * 6, times=1, interval=2)
    assert at_week(fortnightly, 12).level == "on_path"
    half = a_habit(["~", "·"] * 6, times=1, interval=2)
    assert at_week(half, 12).level == "behind"
