"""What followed a change of approach: the pace before it and after it. No cause is claimed."""

from dataclasses import dataclass
from datetime import date

from api.goals.rules import GoalHistory, Observation, observations

WINDOW = 5
"""Observations: as many as four weeks need."""
LEAST_DAYS = 14
"""Active days: over less, a pace says more about one week than about the change."""


@dataclass(frozen=True, slots=True)
class Followed:
    """Planned weeks a week (1.0: as planned) before and after; None while too little is known.

    `weeks_after`: active weeks that the second pace was read over.
    """

    before: float | None
    after: float | None
    weeks_after: int


def what_followed(goal: GoalHistory, changed_on: list[date], today: date) -> list[Followed]:
    """Give, for each day on which the approach changed, the pace over up to four weeks on either side of it."""
    seen = observations(goal, today)
    return [_around(seen, on) for on in changed_on]


def _around(seen: tuple[Observation, ...], on: date) -> Followed:
    earlier = [each for each in seen if each.on < on]
    later = [each for each in seen if each.on >= on]
    # The last value before the change is where the time after it begins, unless a new plan counts from elsewhere.
    base = [each for each in earlier[-1:] if later and each.segment == later[0].segment]
    after = [*base, *later][:WINDOW]
    weeks = (later[-1].active - after[0].active) // 7 if later else 0
    return Followed(_pace(earlier[-WINDOW:]), _pace(after), max(0, weeks))


def _pace(seen: list[Observation]) -> float | None:
    if not seen:
        return None
    same = [each for each in seen if each.segment == seen[-1].segment]
    days = same[-1].active - same[0].active
    return round((same[-1].u - same[0].u) * 7 / days, 2) if days >= LEAST_DAYS else None
