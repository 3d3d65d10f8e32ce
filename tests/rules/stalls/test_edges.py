"""The days, counts and numbers at which a verdict turns, each on both sides."""

from datetime import timedelta

import pytest

from api.goals.rules import Pause
from api.stalls.rules import (
    DEFAULT,
    EARLIER,
    PARAMS_VERSION,
    Adaptation,
    Reflection,
    StallHistory,
    assess,
)
from api.stalls.rules.followed import what_followed
from api.stalls.rules.params import params_of
from api.stalls.rules.replaying import Flags, replay, summed
from tests.rules.histories import a_habit, a_metric, a_plan, day, loads
from tests.rules.stalls.verdicts import FLAT, ON_PLAN, at_week, held, levels, sign

# Progress


@pytest.mark.parametrize(("short_by", "level"), [(1, "on_path"), (1.1, "behind")])
def test_a_week_short_of_a_young_plan_is_not_behind_and_more_is(short_by, level):
    goal = a_metric([max(0, n - short_by) for n in range(6)], weekday=0)
    assert at_week(goal, 6).level == level


def test_a_goal_exactly_on_its_plan_is_told_so():
    told = sign(at_week(a_metric(ON_PLAN, weekday=0), 8), "stalled_now").sentence
    assert told.endswith("100% of its planned pace, and the goal is on its plan or ahead of it.")


def test_the_pace_of_a_stall_is_told_since_it_began():
    goal = a_metric([0, 1, 2, 3, *(3 + n / 10 for n in range(1, 13))])
    told = sign(at_week(goal, 16), "stalled").sentence
    assert told.startswith("Progress on this goal has run at 10% of its planned pace since ")


def test_a_slip_is_dated_three_weeks_back():
    verdict = at_week(a_metric(FLAT), 4)
    assert (verdict.level, verdict.since_on, verdict.at_least_weeks) == ("slipping", day(0, 3), 3)


def test_a_new_plan_has_to_stand_still_twice_as_well():
    plans = (a_plan(), a_plan(day(10), start=9.0, target=26.0, weeks=17))
    goal = a_metric([*range(10), *[9] * 6], plans=plans)
    assert levels(goal, 16)[12:] == ["behind", "slipping", "stalled", "stalled"]


# Persistence


@pytest.mark.parametrize(("weekday", "level"), [(3, "consider_support"), (4, "stalled")])
def test_the_second_change_needs_three_weeks_to_the_day(weekday, level):
    changes = (Adaptation("strategy", day(5)), Adaptation("strategy", day(9, weekday)))
    assert at_week(a_metric(FLAT), 13, adaptations=changes).level == level


# Feelings


def test_load_is_told_to_a_hundredth():
    assert at_week(a_metric(ON_PLAN), 3, reflections=loads([3, 8, 4])).load == 4.49


def test_a_rise_of_a_point_and_a_fifth_over_an_even_start_is_a_load():
    start = [Reflection(day(week), 4, 4 + week % 2) for week in range(6)]
    later = [Reflection(day(week), 5, 6) for week in range(6, 24)]
    assert "load" in held(at_week(a_metric(ON_PLAN), 24, reflections=(*start, *later)))


def test_reactions_of_twelve_weeks_ago_still_count_and_older_ones_do_not():
    said = [Reflection(day(week), 3, 3, bigger=True) for week in (0, 6, 12)]
    assert "bigger" in held(at_week(a_metric(ON_PLAN), 13, reflections=said))
    assert "bigger" not in held(at_week(a_metric(ON_PLAN), 14, reflections=said))


@pytest.mark.parametrize(("weekday", "in_a_row"), [(0, 5), (1, 6)])
def test_the_feeling_of_a_week_away_does_not_count_unless_one_day_was_not(weekday, in_a_row):
    goal = a_metric(ON_PLAN, pauses=[Pause(day(5, weekday), day(5, 6))])
    told = sign(at_week(goal, 6, reflections=loads([8] * 6)), "load").sentence
    assert told.endswith(f"{in_a_row} in a row.")


def test_a_cost_is_counted_only_while_the_goal_is_on_its_path():
    goal = a_metric([0] * 8 + [26])
    assert at_week(goal, 9, reflections=loads([8] * 8)).lane is None
    assert at_week(goal, 9, reflections=loads([8] * 9)).lane == "at_a_cost"


def test_of_obstacles_that_come_up_as_often_the_first_by_name_is_told():
    inner = ["worry", "self_doubt", "perfectionism", "exhaustion", "connection", "avoidance"]
    goal = a_metric(FLAT, obstacles=dict.fromkeys(range(20), inner))
    assert sign(at_week(goal, 20), "repeat").sentence.startswith("Putting it off came up in 5 of the last 5")


# Quiet


def test_weekdays_of_every_other_week_are_expected_in_those_weeks_alone():
    goal = a_habit(["✓"], times=1, interval=2, weekdays=(0,))
    history = StallHistory(goal)
    assert assess(history, day(6)).lane is None
    assert assess(history, day(6, 1)).lane == "quiet"


# What is told


def test_what_is_expected_grows_with_the_plan_up_to_eight_weeks():
    told = [sign(at_week(a_metric(FLAT), weeks), "enough_data").sentence for weeks in (2, 7, 12)]
    assert [sentence.split(", ")[1] for sentence in told] == [
        "2 of 2 expected in the last 56.",
        "7 of 7 expected in the last 56.",
        "8 of 8 expected in the last 56.",
    ]


def test_what_is_missing_is_told_in_numbers():
    assert at_week(a_metric([]), 1, patterns=True).level == "too_early"
    assert at_week(a_metric(FLAT), 6).missing[-1] == (
        "It takes 8 check-in weeks over 49 days, and half of those expected in the last 56, to be surer."
    )
    assert at_week(a_habit([""]), 1).missing == (
        "It takes 4 check-in weeks over 21 days to say anything; there are 0 over 0.",
    )


def test_verdicts_are_kept_under_what_the_practice_chose():
    assert params_of(looks_earlier=False) == (DEFAULT, PARAMS_VERSION)
    assert params_of(looks_earlier=True) == (EARLIER, f"{PARAMS_VERSION}-earlier")


# Replaying


def test_a_replay_does_not_look_beyond_the_week_that_is_over():
    history = StallHistory(a_metric([0] * 6))
    assert replay(history, day(4), 4, DEFAULT) == Flags(0, suggests=False)
    assert replay(history, day(5), 4, DEFAULT) == Flags(1, suggests=False)


def test_a_dry_run_says_whom_it_would_have_flagged():
    found = [
        ("a", Flags(1, suggests=True)),
        ("b", Flags(0, suggests=False)),
        ("c", Flags(2, suggests=False)),
    ]
    assert summed(found, 6).sentence == (
        "Over 6 weeks, these settings would have flagged 2 of 3 clients, 0.5 a week, and drafted a suggestion for 1."
    )


# What followed a change


def test_what_followed_is_read_from_two_weeks_on_to_a_hundredth():
    goal = a_metric([0, 0, 0, 0, 0, 1 / 3, 2 / 3])
    [found] = what_followed(goal, [day(5)], day(7))
    assert (found.after, found.weeks_after) == (0.33, 2)
    [soon] = what_followed(goal, [day(5)], day(6))
    assert (soon.after, soon.weeks_after) == (None, 1)


def test_a_check_in_of_the_day_of_the_change_came_after_it():
    goal = a_metric([0, 0, 0, 3, 4, 5])
    [same_day] = what_followed(goal, [day(3, 3)], day(6))
    [day_after] = what_followed(goal, [day(3, 3) + timedelta(days=1)], day(6))
    assert (same_day.before, day_after.before) == (0.0, 1.0)


def test_nothing_has_followed_a_change_that_was_only_just_made():
    [found] = what_followed(a_metric([0] * 6), [day(6)], day(6))
    assert (found.after, found.weeks_after) == (None, 0)
