"""The rules of goals, pure: cadence, periods, progress in planned weeks, strength."""

from api.goals.rules.active import ActiveDays
from api.goals.rules.cadence import (
    Due,
    due_on,
    gap_days,
    in_force,
    is_sparse,
    next_due_on,
    period_of,
    plan_faults,
    plan_on,
)
from api.goals.rules.gains import weekly_gains
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
from api.goals.rules.observations import Observation, Series, observations, read_series
from api.goals.rules.params import GOAL_PARAMS
from api.goals.rules.progress import (
    Adherence,
    CalendarDay,
    Point,
    Progress,
    adherence,
    calendar,
    progress,
    strength,
)
from api.goals.rules.releasing import RELEASES

__all__ = [
    "GOAL_PARAMS",
    "INNER_OBSTACLES",
    "OBSTACLES",
    "OUTER_OBSTACLES",
    "RELEASES",
    "ActiveDays",
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
    "Series",
    "Step",
    "adherence",
    "calendar",
    "due_on",
    "gap_days",
    "in_force",
    "is_sparse",
    "next_due_on",
    "observations",
    "period_of",
    "plan_faults",
    "plan_on",
    "progress",
    "read_series",
    "strength",
    "weekly_gains",
]
