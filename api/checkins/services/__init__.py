"""Use cases of check-ins, excused time and reflections."""

from api.checkins.services.due import DayAsked, DueGoal, days_asked, goal_names
from api.checkins.services.excusing import delete_skip, put_skip, skips
from api.checkins.services.insights import insights
from api.checkins.services.recording import (
    CheckInSent,
    check_in,
    check_ins_of_goal,
    record_check_in,
    undo_check_in,
)
from api.checkins.services.reflecting import put_reflection
from api.checkins.services.today import goal_progress, today
from api.checkins.services.trails import Trail, trails_of

__all__ = [
    "CheckInSent",
    "DayAsked",
    "DueGoal",
    "Trail",
    "check_in",
    "check_ins_of_goal",
    "days_asked",
    "delete_skip",
    "goal_names",
    "goal_progress",
    "insights",
    "put_reflection",
    "put_skip",
    "record_check_in",
    "skips",
    "today",
    "trails_of",
    "undo_check_in",
]
