"""What a plan asks for, and when."""

from dataclasses import dataclass
from datetime import date

from api.goals.rules.history import GoalHistory, Plan


@dataclass(frozen=True, slots=True)
class Due:
    """`done` of `wanted` check-ins in the period that holds the day."""

    is_due: bool
    done: int
    wanted: int
    excused: bool


def plan_faults(kind: str, plan: Plan) -> tuple[tuple[str, str], ...]:
    raise NotImplementedError


def due_on(goal: GoalHistory, on: date) -> Due:
    raise NotImplementedError


def next_due_on(goal: GoalHistory, after: date) -> date | None:
    raise NotImplementedError
