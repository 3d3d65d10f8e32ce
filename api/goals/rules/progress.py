"""Progress on one goal against its plan, for the people who look at it."""

from dataclasses import dataclass
from datetime import date

from api.goals.rules.history import GoalHistory


@dataclass(frozen=True, slots=True)
class Point:
    """A place on the chart. `value` in the goal's unit (metric goals only), `planned_weeks` on the plan's own scale."""

    on: date
    value: float | None
    planned_weeks: float


@dataclass(frozen=True, slots=True)
class Adherence:
    """`kept` of the last `of`, in `unit` "days" or "weeks"."""

    kept: int
    of: int
    unit: str


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """`state`: done, partly, not, excused or none."""

    on: date
    state: str


@dataclass(frozen=True, slots=True)
class Progress:
    kind: str
    unit: str | None
    as_of: date
    planned_weeks: float
    points: tuple[Point, ...]
    plan: tuple[Point, ...]
    replans: tuple[date, ...]
    excused: tuple[tuple[date, date | None], ...]
    strength: float
    adherence: Adherence
    calendar: tuple[CalendarDay, ...]


def progress(goal: GoalHistory, today: date) -> Progress:
    raise NotImplementedError


def strength(goal: GoalHistory, today: date) -> float:
    raise NotImplementedError


def adherence(goal: GoalHistory, today: date) -> Adherence:
    raise NotImplementedError
