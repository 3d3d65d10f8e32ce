"""Progress in planned weeks, at most one observation per closed ISO week."""

from datetime import date
from typing import NamedTuple

from api.goals.rules.history import GoalHistory


class Observation(NamedTuple):
    """A week that says something about progress. `u`: progress in planned weeks since the segment's start."""

    week_on: date
    on: date
    u: float
    segment: int
    planned: float
    value: float | None


def observations(goal: GoalHistory, today: date) -> tuple[Observation, ...]:
    raise NotImplementedError
