"""Every number of the goal rules, with its unit and where it comes from."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class GoalParams:
    # share of a check-in: "partly" counts half, so that trying is never worth nothing (own choice)
    partly_credit: float = 0.5
    # planned weeks a week: one busy week cannot hide a month of nothing (own choice)
    most_gain_a_week: float = 1.5
    # days: an average month, 365.25 / 12
    days_a_month: float = 30.4375
    # days between two expected check-ins above which no weekly observation can be hoped for (own choice)
    sparse_above_days: float = 14.0
    # days over which a once-a-day habit's strength halves; Loop Habit Tracker's formula, m = 0.5^(sqrt(freq)/13)
    strength_half_life_days: float = 13.0
    # due days or weeks that adherence looks back over: "9 of the last 12"
    adherence_last: int = 12
    # weeks that the calendar shows
    calendar_weeks: int = 12
    # days, today included, over which it is told what was felt and in the way (own choice, the calendar's 12 weeks)
    patterns_days: int = 84
    # days that the search for the next due day looks ahead
    look_ahead_days: int = 800
    # planned weeks: differences below this are rounding, not progress
    tolerance: float = 1e-9


GOAL_PARAMS = GoalParams()
