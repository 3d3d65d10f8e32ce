"""The last day, week or number on which a sign or a level still says what it said, and the next one."""

from dataclasses import replace

import pytest

from api.goals.rules import Cadence, CheckIn, Pause
from api.stalls.rules import DEFAULT, Adaptation, Reflection, StallHistory, assess
from api.stalls.rules.replaying import DryRun, Flags, replay
from api.stalls.rules.words import enough_data, tried
from tests.rules.histories import a_habit, a_metric, a_path_of, a_plan, day, loads
from tests.rules.stalls.verdicts import FLAT, ON_PLAN, at_week, heavy, held, lanes, levels, sign

# Signs

GOING_STILL = [*range(9), *[8] * 12]
"""Moves for nine weeks, then no more: stalled from week 14 on."""


def test_signs_speak_of_support_from_the_fourth_week_of_a_stall():
    history = {
        "reflections": loads([8] * 20, bigger={8, 9, 10, 11}),
        "adaptations": (Adaptation("strategy", day(9)),),
    }
    found = [at_week(a_metric(GOING_STILL), week, **history) for week in (14, 15)]
    assert [(each.level, each.at_least_weeks) for each in found] == [
        ("stalled_loaded", 3),
        ("consider_support", 4),
    ]


@pytest.mark.parametrize(("weekday", "level"), [(6, "consider_support"), (5, "stalled_loaded")])
def test_evidence_of_three_weeks_ago_refers_and_older_does_not(weekday, level):
    goal = a_metric(FLAT[:16], weekday=weekday)
    assert at_week(goal, 19, **heavy(reflections=loads([8] * 19, bigger={12, 14, 16, 18}))).level == level


def test_where_check_ins_are_a_fortnight_apart_evidence_stays_fresh_for_three_of_them():
    goal = a_metric([0 if week % 2 == 0 else None for week in range(25)], cadence=Cadence("week", 2))
    changes = (Adaptation("strategy", day(10)), Adaptation("schedule", day(16)))
    known = StallHistory(goal, adaptations=changes)
    assert assess(known, day(29)).basis == "persistence"
    assert assess(known, day(32)).basis is None


@pytest.mark.parametrize(("weekday", "holds"), [(3, True), (4, False)])
def test_a_change_of_approach_has_had_four_weeks_to_the_day(weekday, holds):
    change = Adaptation("strategy", day(9, weekday))
    assert sign(at_week(a_metric(FLAT), 14, adaptations=(change,)), "tried").holds is holds


def test_a_change_on_the_day_on_which_a_stall_ended_belongs_to_it():
    goal = a_metric([0] * 8 + [1, 2, 3, 4, 5])
    ended = at_week(goal, 13).episodes[0].closed_on
    changed = at_week(goal, 13, adaptations=(Adaptation("strategy", ended),))
    assert changed.episodes[0].adapted


@pytest.mark.parametrize(("excused", "load"), [(7, 8.0), (6, None)])
def test_a_load_is_known_for_28_active_days(excused, load):
    away = Pause(day(9), day(9, excused - 1))
    goal = a_metric(FLAT, pauses=[away])
    assert at_week(goal, 13, reflections=loads([8] * 8)).load == load


@pytest.mark.parametrize(("excused", "is_bigger"), [(7, True), (6, False)])
def test_reactions_count_for_84_active_days(excused, is_bigger):
    away = Pause(day(9), day(9, excused - 1))
    said = [Reflection(day(week), 3, 3, bigger=True) for week in (0, 6, 12)]
    found = at_week(a_metric(ON_PLAN, pauses=[away]), 14, reflections=said)
    assert ("bigger" in held(found)) is is_bigger


def test_the_spread_of_the_start_says_how_far_a_load_must_rise():
    # 2.7 spreads of the smoothed value: 1.84 above a start of 3.
    start = (2, 4, 2, 4, 2, 4)
    assert "load" not in held(at_week(a_metric(FLAT), 26, reflections=loads([*start, *[4.8] * 20])))
    assert "load" in held(at_week(a_metric(FLAT), 26, reflections=loads([*start, *[4.9] * 20])))


def test_the_fifth_reflection_is_not_measured_by_a_start_that_is_still_being_taken():
    early = loads([2, 2, 2, 2, 10, 4, 5])
    assert "load" not in held(at_week(a_metric(FLAT), 7, reflections=early))
    assert "load" in held(at_week(a_metric(FLAT), 8, reflections=loads([2, 2, 2, 2, 10, 4, 5, 5])))


# Progress


def test_four_check_ins_within_three_weeks_are_too_early():
    days = (day(0, 6), day(1, 3), day(2, 3), day(3))
    told = replace(a_metric([]), check_ins=tuple(CheckIn(on, None, 0.0) for on in days))
    assert at_week(told, 4).level == "too_early"


def test_one_good_reading_right_after_the_stall_began_does_not_end_it():
    assert levels(a_metric([0] * 5 + [2]), 6)[4:] == ["stalled"] * 2


def test_pairs_that_ran_at_exactly_half_the_pace_are_moving():
    # Six of fifteen pairs, one of them at half the pace and no more.
    assert "stalled_now" not in held(at_week(a_metric([0, -1, -2, -2.5, -0.5, 1]), 6))
    assert "stalled_now" in held(at_week(a_metric([0, -1, -2, -2.5, -0.5, 0.9]), 6))


def test_a_goal_that_falls_back_after_it_had_caught_up_is_not_stalled_at_once():
    assert levels(a_metric([0] * 8 + [9, 0, 0]), 11)[8:] == ["on_path", "slipping", "stalled"]


@pytest.mark.parametrize(("excused", "level"), [(1, "behind"), (2, "stalled")])
def test_the_pace_that_ends_a_stall_is_read_over_two_weeks_at_least(excused, level):
    # A Sunday to a Monday: the last four check-ins lie fifteen days apart, less those excused.
    on = [*(day(week, 3) for week in range(8)), day(8, 6), day(9, 3), day(10, 3), day(11)]
    told = [CheckIn(*each) for each in zip(on, [None] * 12, [0] * 10 + [2, 3], strict=True)]
    goal = a_metric([], pauses=[Pause(day(9, 5), day(9, 4 + excused))])
    told = replace(goal, check_ins=tuple(told))
    assert at_week(told, 12).level == level


def test_a_unit_that_changed_on_the_last_day_of_the_week_ends_the_stall():
    new = a_plan(day(9, 6), start=0.0, target=13.0, unit="chapters")
    goal = a_metric(FLAT[:9], plans=(a_plan(), new))
    assert at_week(goal, 10).episodes[0].closed_on == day(9, 6)


def test_the_first_of_four_weeks_of_a_habit_counts():
    goal = a_habit(["xxxx", "✓✓✓✓", "✓✓✓✓", "✓✓✓x"], times=4)
    assert at_week(goal, 4).level == "behind"


# Lanes


def test_exactly_six_and_a_half_four_times_is_a_cost():
    weeks = tuple(Reflection(day(week), 6, 7) for week in range(4))
    assert lanes(a_metric(ON_PLAN), 4, reflections=weeks) == [None, None, None, "at_a_cost"]


def test_a_cost_is_raised_again_on_the_84th_day():
    found = lanes(a_metric(ON_PLAN), 17, reflections=loads([9] * 4 + [0] * 4 + [10] * 9))
    assert [week for week in range(17) if found[week] == "at_a_cost"] == [3, 15, 16]


def test_a_step_reached_today_is_a_word():
    silent = a_path_of((4, 8, 30), told=3)
    reached = a_path_of((4, 8, 30), reached=(8,), told=3)
    assert [assess(StallHistory(goal), day(8)).lane for goal in (silent, reached)] == ["quiet", None]


def test_a_goal_on_hold_is_looked_at_again_next_monday():
    assert at_week(a_metric(FLAT), 6, on_hold_or_done=True).next_check_on == day(7)


# What is told


def test_the_pace_of_a_stall_is_told_up_to_the_latest_check_in():
    told = sign(at_week(a_metric([0] * 8 + [1]), 9), "stalled").sentence
    assert told.startswith("Progress on this goal has run at 14% of its planned pace since ")


def test_of_the_last_56_days_eight_weeks_are_told():
    told = sign(at_week(a_metric(FLAT, weekday=6), 12), "enough_data").sentence
    assert "8 of 8 expected" in told


@pytest.mark.parametrize(("weekday", "expected"), [(3, 2), (4, 1)])
def test_what_is_expected_is_counted_from_the_day_the_plan_began(weekday, expected):
    goal = a_metric(FLAT, weekday=6, start_on=day(0, weekday))
    assert f"of {expected} expected" in sign(at_week(goal, 2), "enough_data").sentence


def test_where_nothing_was_told_the_weeks_and_days_are_none():
    assert sign(at_week(a_metric([]), 1), "enough_data").sentence.startswith(
        "There are 0 check-in weeks over 0 days"
    )
    assert "1 of 1 expected" in enough_data(1, 0, 1, 0.2, DEFAULT)


def test_more_changes_than_there_are_words_for_are_told_in_digits():
    changes = [Adaptation("strategy", day(week)) for week in range(11)]
    assert tried(changes, changes, DEFAULT, day(20)).startswith("11 changes of approach")


# Replaying


def test_a_replay_of_an_odd_number_of_weeks_sees_this_one():
    assert replay(StallHistory(a_metric([0] * 6)), day(5), 3, DEFAULT) == Flags(1, suggests=False)


def test_a_replay_says_whether_support_would_have_been_drafted_and_not_for_a_quiet_goal():
    deep = heavy(reflections=loads([8] * 22, bigger={12, 14, 16, 18}))
    assert replay(StallHistory(a_metric(FLAT[:20]), **deep), day(20), 4, DEFAULT).suggests
    silent = StallHistory(a_metric(FLAT[:16], weekday=6), **deep)
    assert assess(silent, day(19)).level == "consider_support"
    assert assess(silent, day(19)).lane == "quiet"
    assert not replay(silent, day(19), 0, DEFAULT).suggests


def test_flags_a_week_are_told_to_a_tenth():
    assert DryRun(6, 1, 1, 1, 0).flags_a_week == 0.2
    assert DryRun(0, 0, 0, 0, 0).flags_a_week == 0.0
