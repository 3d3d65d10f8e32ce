"""Verdicts on weekly histories, asked for in a word."""

from api.stalls.rules import (
    StallHistory,
    assess,
)
from tests.rules.histories import day, loads, tried

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


def heavy(**fields):
    """Twenty flat weeks of high load and bigger reactions, the approach changed twice."""
    return {
        "reflections": loads([8] * 20, bigger={12, 14, 16, 18}),
        "adaptations": tried(8, 13),
        **fields,
    }


def lanes(goal, weeks, **history):
    return [at_week(goal, week, **history).lane for week in range(1, weeks + 1)]
