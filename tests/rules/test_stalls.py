"""Each sign by itself, each level, each lane, and the words that tell them."""

from dataclasses import fields, replace
from datetime import timedelta

import pytest

from api.goals.rules import Cadence, CheckIn, GoalHistory, Pause, Plan, Step
from api.stalls.rules import (
    DEFAULT,
    EARLIER,
    Adaptation,
    Reflection,
    StallHistory,
    StallParams,
    assess,
    for_client,
)
from tests.rules.histories import START, a_habit, a_metric, a_path_of, a_plan, day, loads, tried

FLAT = [0] * 30
ON_PLAN = list(range(30))


def at_week(goal, weeks, **history):
    """The verdict on the Monday after that many weeks."""
    return assess(StallHistory(goal, **history), day(weeks))


def sign(verdict, name):
    return next(each for each in verdict.signs if each.sign == name)


def held(verdict):
    return {each.sign for each in verdict.signs if each.holds}


def levels(goal, weeks, **history):
    return [at_week(goal, week, **history).level for week in range(1, weeks + 1)]


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


def test_one_lucky_number_does_not_end_a_stall():
    weeks = [0] * 8 + [4, 0, 0, 0]
    assert levels(a_metric(weeks), 12)[7:] == ["stalled"] * 5


def test_reaching_the_target_ends_a_stall_at_once():
    assert at_week(a_metric([0] * 8 + [26]), 9).level == "on_path"


def test_catching_up_ends_a_stall_at_once():
    assert at_week(a_metric([0] * 8 + [9]), 9).level == "on_path"


def test_a_stall_has_lasted_three_weeks_and_every_observed_one_since():
    verdict = at_week(a_metric(FLAT), 9)
    # Seen at weeks 4 and 5, and then at 6, 7, 8, 9.
    assert (verdict.at_least_weeks, verdict.since_on) == (7, day(1, 3))
    silent = at_week(a_metric([0] * 9 + [None] * 5), 14)
    assert (silent.at_least_weeks, silent.since_on) == (7, day(1, 3))


def test_a_new_plan_keeps_the_stall_open_and_counts_as_a_change_of_approach():
    new = a_plan(day(10), start=0.0, target=13.0)
    goal = a_metric(FLAT[:14], plans=(a_plan(), new))
    verdict = at_week(goal, 14)
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


def test_a_new_unit_ends_the_stall():
    new = a_plan(day(10), start=0.0, target=13.0, unit="chapters")
    goal = a_metric(FLAT[:10], plans=(a_plan(), new))
    assert at_week(goal, 10).episodes[0].closed_on is None
    closed = at_week(goal, 11)
    assert closed.episodes[0].closed_on == day(10)
    assert closed.level != "stalled"
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


# Load


def load_after(values):
    return at_week(a_metric(FLAT), len(values), reflections=loads(values))


def test_load_is_smoothed_by_a_third_a_week():
    assert load_after([4, 8]).load == pytest.approx(4 + 0.35 * 4, abs=0.01)
    after_a_gap = at_week(a_metric(FLAT), 9, reflections=loads([4]) + loads([8], first=8))
    assert after_a_gap.load == pytest.approx(4 + 0.8 * 4, abs=0.01)


def test_load_that_is_high_from_the_first_week_counts():
    assert not sign(load_after([8, 8]), "load").holds
    assert sign(load_after([8, 8, 8]), "load").holds
    assert sign(load_after([6] * 3), "load").holds
    assert not sign(load_after([5] * 20), "load").holds


def test_load_that_has_risen_from_a_light_start_counts():
    light = [2] * 6
    assert not sign(load_after([*light, 5, 5, 5]), "load").holds
    assert sign(load_after([*light, 5.5, 5.5, 5.5, 5.5, 5.5, 5.5, 5.5]), "load").holds


def test_a_rise_is_none_before_there_is_a_start_to_rise_from():
    assert not sign(load_after([2, 5.5, 5.5, 5.5, 5.5]), "load").holds


def test_a_client_who_varies_much_must_rise_more():
    even, uneven = [3.5] * 6, [1, 6, 1, 6, 1, 6]
    assert sign(load_after([*even, *[5.9] * 6]), "load").holds
    assert not sign(load_after([*uneven, *[5.9] * 6]), "load").holds


def test_load_goes_off_after_two_light_weeks_and_not_after_one():
    heavy = [8] * 6
    verdicts = [load_after([*heavy, *[0] * n]) for n in range(1, 5)]
    assert [sign(each, "load").holds for each in verdicts] == [True, True, False, False]
    assert [round(each.load, 1) for each in verdicts] == [5.2, 3.4, 2.2, 1.4]
    assert "easing" in sign(verdicts[0], "load").sentence


def test_load_is_unknown_after_four_weeks_of_silence():
    goal = a_metric(FLAT)
    assert at_week(goal, 12, reflections=loads([8] * 8)).load == 8
    silent = at_week(goal, 13, reflections=loads([8] * 8))
    assert silent.load is None
    assert not sign(silent, "load").holds
    assert any("not known" in each for each in silent.missing)


def test_a_reflection_of_the_open_week_waits_for_its_end():
    history = StallHistory(a_metric(FLAT), reflections=loads([8, 8, 8]))
    assert assess(history, day(2, 6)).load == 8
    assert not sign(assess(history, day(2, 6)), "load").holds
    assert sign(assess(history, day(3)), "load").holds


# Bigger, repeat


def test_three_of_the_last_six_answers_are_bigger():
    goal = a_metric(FLAT)
    assert sign(at_week(goal, 10, reflections=loads([1] * 10, bigger={4, 7, 9})), "bigger").holds
    assert not sign(at_week(goal, 10, reflections=loads([1] * 10, bigger={3, 7, 9})), "bigger").holds


def test_a_skipped_answer_is_no_answer():
    reflections = tuple(Reflection(day(week), 1, 1, True if week < 3 else None) for week in range(10))
    assert sign(at_week(a_metric(FLAT), 10, reflections=reflections), "bigger").holds
    assert not sign(at_week(a_metric(FLAT), 16, reflections=reflections), "bigger").holds


def test_the_earlier_setting_asks_for_two():
    history = StallHistory(a_metric(FLAT), reflections=loads([1] * 10, bigger={7, 9}))
    assert not sign(assess(history, day(10)), "bigger").holds
    assert sign(assess(history, day(10), EARLIER), "bigger").holds


def test_one_inner_theme_in_three_of_five_weeks_repeats():
    weeks = {5: ["self_doubt"], 7: ["worry", "self_doubt"], 9: ["self_doubt"]}
    verdict = at_week(a_metric(FLAT, obstacles=weeks), 10)
    assert sign(verdict, "repeat").holds
    assert "Self-doubt came up in 3 of the last 5 check-in weeks" in sign(verdict, "repeat").sentence
    assert not sign(at_week(a_metric(FLAT, obstacles=weeks), 11), "repeat").holds


def test_outer_obstacles_and_mixed_ones_do_not_repeat():
    outer = dict.fromkeys(range(10), ("time", "money", "other"))
    assert not sign(at_week(a_metric(FLAT, obstacles=outer), 10), "repeat").holds
    mixed = {5: ["worry"], 6: ["avoidance"], 7: ["connection"], 8: ["perfectionism"], 9: ["exhaustion"]}
    assert not sign(at_week(a_metric(FLAT, obstacles=mixed), 10), "repeat").holds


def test_a_theme_told_without_a_number_is_still_told():
    goal = a_metric(FLAT[:7])
    told = tuple(CheckIn(day(week), "not", None, ("worry",)) for week in (7, 8, 9))
    assert sign(at_week(replace(goal, check_ins=(*goal.check_ins, *told)), 10), "repeat").holds


def test_two_restarts_in_120_days_repeat():
    goal = a_metric(FLAT)
    assert sign(at_week(goal, 20, restarts=(day(5), day(12))), "repeat").holds
    assert not sign(at_week(goal, 20, restarts=(day(2), day(12))), "repeat").holds
    assert not sign(at_week(goal, 20, restarts=(day(12),)), "repeat").holds


# Tried, enough data


def test_a_change_of_approach_counts_after_three_weeks():
    goal = a_metric(FLAT)
    assert sign(at_week(goal, 13, adaptations=tried(9)), "tried").holds
    assert not sign(at_week(goal, 12, adaptations=tried(9)), "tried").holds
    assert "will show" in sign(at_week(goal, 12, adaptations=tried(9)), "tried").sentence


def test_a_change_well_before_the_stall_is_not_its_change():
    # Stalled from week 12 on: flat since week 8.
    goal = a_metric([*range(9), *[8] * 12])
    entered = at_week(goal, 20).episodes[0].opened_on
    just = (entered - timedelta(days=35), entered - timedelta(days=36))
    assert [
        sign(at_week(goal, 20, adaptations=(Adaptation("schedule", on),)), "tried").holds for on in just
    ] == [True, False]


def test_a_change_is_not_judged_in_silence():
    goal = a_metric([0] * 10)
    assert not sign(at_week(goal, 20, adaptations=tried(8)), "tried").holds


def test_enough_data_is_eight_observations_over_seven_weeks_and_half_of_the_last_eight():
    assert not sign(at_week(a_metric(FLAT[:7]), 7), "enough_data").holds
    assert sign(at_week(a_metric(FLAT[:8]), 8), "enough_data").holds
    assert sign(at_week(a_metric(FLAT[:8]), 12), "enough_data").holds
    assert not sign(at_week(a_metric(FLAT[:8]), 13), "enough_data").holds


# Levels


def heavy(**fields):
    """Twenty flat weeks of high load and bigger reactions, the approach changed twice."""
    return {
        "reflections": loads([8] * 20, bigger={12, 14, 16, 18}),
        "adaptations": tried(8, 13),
        **fields,
    }


def test_a_stall_with_one_thing_weighing_stays_a_stall():
    verdict = at_week(a_metric(FLAT), 10, reflections=loads([8] * 10), adaptations=tried(5))
    assert verdict.level == "stalled"


def test_a_stall_under_load_is_worth_asking_about():
    found = heavy(adaptations=())
    verdict = at_week(a_metric(FLAT), 20, **found)
    assert (verdict.level, verdict.basis) == ("stalled_loaded", None)


def test_a_stall_with_load_bigger_reactions_and_a_tried_change_calls_for_support():
    verdict = at_week(a_metric(FLAT), 20, **heavy())
    assert (verdict.level, verdict.basis) == ("consider_support", "signs")
    assert held(verdict) == {"stalled_now", "stalled", "tried", "load", "bigger", "enough_data"}


def test_support_needs_load_or_bigger_reactions_among_the_signs():
    obstacles = dict.fromkeys(range(10), ("worry",))
    goal = a_metric(FLAT, obstacles=obstacles)
    verdict = at_week(goal, 10, restarts=(day(5), day(7)), adaptations=tried(5))
    assert verdict.level == "stalled"
    with_load = at_week(goal, 10, reflections=loads([8] * 10), adaptations=tried(5))
    assert (with_load.level, with_load.basis) == ("consider_support", "signs")


def test_support_waits_for_the_fourth_week_and_for_enough_data():
    found = {"reflections": loads([8] * 20, bigger=set(range(20))), "adaptations": tried(0)}
    assert levels(a_metric(FLAT), 8, **found)[4:] == ["stalled_loaded"] * 3 + ["consider_support"]


def test_twelve_weeks_and_two_changes_call_for_support_without_any_feelings():
    verdict = at_week(a_metric(FLAT), 14, adaptations=tried(5, 9))
    assert (verdict.level, verdict.basis) == ("consider_support", "persistence")
    assert at_week(a_metric(FLAT), 13, adaptations=tried(5, 9)).level == "stalled"
    assert at_week(a_metric(FLAT), 14, adaptations=tried(5)).level == "stalled"
    assert at_week(a_metric(FLAT), 14, adaptations=tried(5, 5)).level == "stalled"
    assert at_week(a_metric(FLAT), 14, adaptations=tried(5, 12)).level == "stalled"


def three_episodes():
    """Flat for seven weeks, then two steps ahead of a slow plan's pace, three times over."""
    values, here = [], 0
    for _ in range(3):
        values += [here] * 7
        for _ in range(4):
            here += 1.2
            values.append(here)
    return values[:29]


def test_three_stalls_in_a_year_each_with_a_change_call_for_support():
    goal = a_metric(three_episodes(), weeks=52, target=52.0)
    adaptations = tried(5, 16, 26)
    verdict = at_week(goal, 29, adaptations=adaptations)
    assert len(verdict.episodes) == 3
    assert (verdict.level, verdict.basis) == ("stalled", None)
    earlier = at_week(goal, 29, adaptations=tried(5, 16, 25))
    assert (earlier.level, earlier.basis) == ("consider_support", "persistence")
    assert at_week(goal, 29, adaptations=tried(5, 25)).level == "stalled"


def test_without_consent_no_pattern_is_looked_for():
    verdict = at_week(a_metric(FLAT), 20, **heavy(), patterns=False)
    assert verdict.level == "behind"
    assert (verdict.signs, verdict.episodes, verdict.load, verdict.basis) == ((), (), None, None)
    assert "switched off" in verdict.missing[-1]
    assert at_week(a_metric(FLAT), 2, patterns=False).level == "too_early"
    assert at_week(a_metric(ON_PLAN), 9, patterns=False).level == "on_path"
    assert at_week(a_metric(ON_PLAN), 20, **heavy(), patterns=False).lane is None


def test_what_is_not_shared_moves_nothing():
    shared = at_week(a_metric(FLAT), 10, reflections=loads([8] * 10, bigger={7, 8, 9}), adaptations=tried(5))
    hidden = at_week(a_metric(FLAT), 10, adaptations=tried(5))
    assert (shared.level, hidden.level) == ("consider_support", "stalled")
    assert hidden.load is None


def test_the_client_reads_stalled_until_something_is_offered():
    verdict = at_week(a_metric(FLAT), 20, **heavy())
    seen = for_client(verdict)
    assert (seen.level, seen.basis) == ("stalled", None)
    assert replace(seen, level=verdict.level, basis=verdict.basis) == verdict
    slipping = at_week(a_metric(FLAT), 4)
    assert for_client(slipping) == slipping


# The journeys that must work


INNER = dict.fromkeys(range(20), ("self_doubt",))
JOURNEYS = {
    "a number that stays where it began": a_metric([n % 3 for n in range(20)]),
    "a number told three times a week": replace(
        a_metric([]),
        check_ins=tuple(
            CheckIn(day(week, weekday), None, float((week + weekday) % 2))
            for week in range(20)
            for weekday in (0, 2, 4)
        ),
    ),
    "a number with inner obstacles": a_metric([0] * 20, obstacles=INNER),
    "a habit that is not kept": a_habit(["xxx"] * 20),
    "a habit kept partly once a week": a_habit(["~xx"] * 20),
    "a path that stays at its first step": a_path_of((2, 6, 10), told=20),
}


@pytest.mark.parametrize("goal", JOURNEYS.values(), ids=JOURNEYS.keys())
def test_twenty_backfilled_weeks_without_progress_under_load_call_for_support(goal):
    reflections = tuple(
        Reflection(day(week), 7 + week % 3, 7 + (week + 1) % 3, week % 2 == 0) for week in range(20)
    )
    verdict = at_week(goal, 20, reflections=reflections, adaptations=tried(8, 13))
    assert (verdict.level, verdict.basis, verdict.lane) == ("consider_support", "signs", None)
    assert verdict.load >= 6


@pytest.mark.parametrize("today", [day(20, n) for n in range(7)])
def test_a_plan_written_today_that_began_twenty_weeks_ago_is_judged_whole(today):
    goal = a_metric([n % 2 for n in range(20)], from_on=today)
    verdict = assess(StallHistory(goal, **heavy()), today)
    assert (verdict.level, verdict.basis) == ("consider_support", "signs")


def test_a_start_in_the_middle_of_a_week_is_no_obstacle():
    start = day(0, 3)
    goal = a_metric([0] * 20, start_on=start, weekday=5)
    assert at_week(goal, 20, **heavy()).level == "consider_support"


def test_progress_under_the_same_load_is_on_path_at_a_cost():
    for goal in (a_metric(ON_PLAN), a_habit(["✓✓✓"] * 20)):
        verdict = at_week(goal, 20, **heavy())
        assert (verdict.level, verdict.lane) == ("on_path", "at_a_cost")


# Lanes


def lanes(goal, weeks, **history):
    return [at_week(goal, week, **history).lane for week in range(1, weeks + 1)]


def test_a_cost_shows_after_four_heavy_weeks():
    found = lanes(a_metric(ON_PLAN), 6, reflections=loads([7] * 6))
    assert found == [None, None, None, "at_a_cost", "at_a_cost", "at_a_cost"]
    assert set(lanes(a_metric(ON_PLAN), 8, reflections=loads([6] * 8))) == {None}


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
    goal = a_metric(ON_PLAN, pauses=[Pause(day(5, 3), day(5, 4))])
    assert assess(StallHistory(goal), day(5)).next_check_on == day(5, 3)
    assert assess(StallHistory(goal), day(5, 3)).next_check_on == day(5, 5)


def test_the_next_look_is_when_the_goal_goes_quiet_if_that_is_sooner():
    plan = Plan(START, START, None, Cadence("day"))
    goal = GoalHistory("habit", (plan,), (), (CheckIn(day(0), "done"),))
    assert assess(StallHistory(goal), day(0, 1)).next_check_on == day(0, 4)
    assert assess(StallHistory(goal), day(0, 4)).next_check_on == day(1)


# Words


def test_the_explanation_carries_its_dates_and_numbers():
    goal = a_metric(FLAT, obstacles={17: ["worry"], 18: ["worry"], 19: ["worry"]})
    verdict = at_week(goal, 20, **heavy())
    assert [each.sentence for each in verdict.signs] == [
        "Over the last 6 check-in weeks, from 15 October to 19 November, progress ran at 0% of its planned pace.",
        "Progress on this goal has run at 0% of its planned pace since 16 July, at least 18 weeks.",
        "Two changes of approach were tried (31 August: strategy, 5 October: strategy).",
        "Weeks have felt heavy: 8.0 of 10, smoothed, 20 in a row.",
        "A reaction felt bigger than what happened in 3 of the last 6 answers, last in the week of 9 November.",
        "Worry came up in 3 of the last 5 check-in weeks (5 November, 12 November, 19 November).",
        "There are 20 check-in weeks over 133 days, 8 of 8 expected in the last 56.",
    ]
    assert verdict.clears_when == (
        "Half the planned pace or more over 4 check-in weeks, seen at two check-in weeks in a row, would clear this; "
        "so would reaching the target."
    )
    assert verdict.missing == ()


def test_a_date_of_another_year_says_so():
    verdict = assess(StallHistory(a_metric([0] * 40)), day(40))
    assert "since 16 July 2026" in sign(verdict, "stalled").sentence


def test_a_number_that_moves_away_is_told_without_a_percentage():
    verdict = at_week(a_metric([-n for n in range(10)]), 10)
    assert "moved away from its target since" in sign(verdict, "stalled").sentence


def test_what_is_missing_is_told_at_every_level():
    assert at_week(a_metric(FLAT), 1).missing == (
        "It takes 4 check-in weeks over 21 days to say anything; there is 1 over 0.",
    )
    missing = at_week(a_metric(FLAT), 6).missing
    assert len(missing) == 3
    assert missing[0] == "No change of approach has been logged for this stall."
    no_numbers = replace(a_metric([]), check_ins=(CheckIn(day(0), "done"),))
    assert at_week(no_numbers, 2).missing == ("No number has been recorded yet in a week that is over.",)
    no_days = replace(a_path_of((1,), told=3), steps=(Step(),))
    assert "milestones have no days" in at_week(no_days, 3).missing[0]


def test_what_would_clear_it_is_told_wherever_something_is_to_clear():
    assert at_week(a_metric(FLAT), 4).clears_when == "A quarter of the planned pace or more would clear this."
    late = at_week(a_metric([n * 0.5 for n in range(10)]), 10)
    assert late.clears_when == "Being within 1.4 planned weeks of the plan would clear this."
    habit = at_week(a_habit(["✓xx"] * 8), 8)
    assert "Three quarters" in habit.clears_when
    assert at_week(a_habit(["xxx"] * 8), 8).clears_when.endswith("would clear this.")
    assert at_week(a_metric(ON_PLAN), 10).clears_when is None
    assert at_week(a_metric(ON_PLAN), 2).clears_when is None


def test_every_number_is_a_named_parameter():
    assert all(isinstance(getattr(DEFAULT, each.name), int | float) for each in fields(StallParams))
    assert (DEFAULT.bigger_yes, EARLIER.bigger_yes) == (3, 2)
    assert replace(EARLIER, bigger_yes=3) == DEFAULT
