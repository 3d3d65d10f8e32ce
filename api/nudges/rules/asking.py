"""How often a goal is asked about in one of its periods: as often as it wants a check-in, and one follow-up."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Asked:
    """One goal and its present period: how many check-ins it wants, and the days its earlier reminders were about."""

    wanted: int
    is_limit: bool
    """An upper limit is kept by reporting once, however often the thing may happen."""
    first_on: date
    last_on: date
    asked_on: Collection[date] = ()


def may_ask(asked: Asked, on: date, *, follows_up: bool) -> bool:
    """Say whether the first reminder about `on` may ask for this goal.

    After as many as the period wants, one more is allowed on the day after the last: its follow-up, where that morning
    has a reminder of its own. Then silence until the next period.
    """
    in_period = sorted(day for day in asked.asked_on if asked.first_on <= day <= asked.last_on and day < on)
    allowed = 1 if asked.is_limit else asked.wanted
    if len(in_period) < allowed:
        return True
    is_follow_up = len(in_period) == allowed and in_period[-1] == on - timedelta(days=1)
    return follows_up and is_follow_up
