"""Each level, and the journeys that must work."""

from dataclasses import replace

import pytest

from api.goals.rules import CheckIn
from api.stalls.rules import (
    Reflection,
    StallHistory,
    assess,
    for_client,
)
from tests.rules.histories import a_habit, a_metric, a_path_of, day, loads, tried
from tests.rules.stalls.verdicts import FLAT, ON_PLAN, at_week, heavy, held, levels

# Levels


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


def test_ten_weeks_and_two_changes_call_for_support_without_any_feelings():
    verdict = at_week(a_metric(FLAT), 12, adaptations=tried(5, 7))
    assert (verdict.level, verdict.basis, verdict.at_least_weeks) == ("consider_support", "persistence", 10)
    assert at_week(a_metric(FLAT), 11, adaptations=tried(5, 7)).level == "stalled"
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
    adaptations = tried(5, 16, 25)
    verdict = at_week(goal, 29, adaptations=adaptations)
    assert len(verdict.episodes) == 3
    assert (verdict.level, verdict.basis) == ("stalled", None)
    earlier = at_week(goal, 29, adaptations=tried(5, 16, 24))
    assert (earlier.level, earlier.basis) == ("consider_support", "persistence")
    assert at_week(goal, 29, adaptations=tried(5, 24)).level == "stalled"


def test_an_observation_older_than_three_weeks_carries_no_support():
    thursdays, sundays = a_metric(FLAT[:20]), a_metric(FLAT[:20], weekday=6)
    assert [at_week(thursdays, week, **heavy()).level for week in (22, 23)] == [
        "consider_support",
        "stalled_loaded",
    ]
    assert [at_week(sundays, week, **heavy()).level for week in (23, 24)] == [
        "consider_support",
        "stalled_loaded",
    ]


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
