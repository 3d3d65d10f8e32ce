"""What each of the last weeks added."""

from datetime import date, timedelta
from itertools import pairwise

from api import localtime
from api.goals.rules.history import GoalHistory
from api.goals.rules.observations import observations


def weekly_gains(goal: GoalHistory, today: date, weeks: int) -> list[float | None]:
    """Give the planned weeks that each of the last closed weeks added, oldest first; None where nothing is known.

    weeks: how many. Across a week without a word, and across a re-plan, nothing is known of the single week.
    """
    seen = observations(goal, today)
    gains: dict[date, float] = {}
    for before, this in pairwise(seen):
        if before.segment == this.segment and this.week_on - before.week_on == timedelta(days=7):
            gains[this.week_on] = round(this.u - before.u, 3)
    this_week = localtime.monday_of(today)
    return [gains.get(this_week - timedelta(days=7 * back)) for back in range(weeks, 0, -1)]
