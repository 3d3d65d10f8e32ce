"""The words that tell a verdict."""

from dataclasses import fields, replace

from api.goals.rules import CheckIn, Step
from api.stalls.rules import (
    DEFAULT,
    EARLIER,
    StallHistory,
    StallParams,
    assess,
)
from tests.rules.histories import a_habit, a_metric, a_path_of, a_plan, day, tried
from tests.rules.stalls.verdicts import FLAT, ON_PLAN, at_week, heavy, sign

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


def test_the_pace_told_is_that_of_the_plan_in_force():
    goal = a_metric([n // 2 for n in range(16)], plans=(a_plan(), a_plan(day(10), start=5.0)))
    first = sign(at_week(goal, 11), "stalled_now").sentence
    assert first == "There are too few check-in weeks yet to read a pace."
    later = sign(at_week(goal, 15), "stalled_now").sentence
    assert later.startswith(
        "Over the last 5 check-in weeks, from 17 September to 15 October, progress ran at"
    )


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


def test_a_change_made_this_week_is_known_at_once_and_is_given_its_time():
    verdict = at_week(a_metric(FLAT), 20, **heavy(adaptations=tried(20)))
    told = "The approach was changed on 23 November; 28 days will show whether that helps."
    assert (sign(verdict, "tried").holds, sign(verdict, "tried").sentence) == (False, told)
    assert told in verdict.missing
