"""The rules of goals, pure: cadence, periods, progress in planned weeks, strength."""

from api.goals.rules.cadence import Due, due_on, next_due_on, plan_faults
from api.goals.rules.history import (
    INNER_OBSTACLES,
    OBSTACLES,
    OUTER_OBSTACLES,
    Cadence,
    CheckIn,
    GoalHistory,
    Pause,
    Plan,
    Step,
)
from api.goals.rules.observations import Observation, observations
from api.goals.rules.progress import (
    Adherence,
    CalendarDay,
    Point,
    Progress,
    adherence,
    progress,
    strength,
)

__all__ = [
    "INNER_OBSTACLES",
    "OBSTACLES",
    "OUTER_OBSTACLES",
    "Adherence",
    "Cadence",
    "CalendarDay",
    "CheckIn",
    "Due",
    "GoalHistory",
    "Observation",
    "Pause",
    "Plan",
    "Point",
    "Progress",
    "Step",
    "adherence",
    "due_on",
    "next_due_on",
    "observations",
    "plan_faults",
    "progress",
    "strength",
]
