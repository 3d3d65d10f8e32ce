"""Use cases of goals."""

from api.goals.services.reading import (
    GoalSeen,
    goal_in_view,
    goals_in_view,
    histories_of,
    pauses_and_restarts,
    tell_goals,
)
from api.goals.services.writing import (
    amend_goal,
    create_goal,
    delete_milestone,
    order_milestones,
    put_milestone,
    replan,
)

__all__ = [
    "GoalSeen",
    "amend_goal",
    "create_goal",
    "delete_milestone",
    "goal_in_view",
    "goals_in_view",
    "histories_of",
    "order_milestones",
    "pauses_and_restarts",
    "put_milestone",
    "replan",
    "tell_goals",
]
