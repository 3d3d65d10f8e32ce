"""Whether reminders help: a keyed draw withholds some, and what follows is compared."""

import hmac
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from math import sqrt
from statistics import NormalDist
from uuid import UUID

from api.nudges.rules.params import DEFAULT, NudgeParams

_WHOLE = float(2**64)
_WEEK = 7
_WEEKS_A_BAND = 4


@dataclass(frozen=True, slots=True)
class Side:
    """Occasions on one side of the comparison, and those of them that a check-in followed within a day."""

    occasions: int = 0
    completed: int = 0

    @property
    def share(self) -> float | None:
        return self.completed / self.occasions if self.occasions else None


@dataclass(frozen=True, slots=True)
class Effect:
    """The difference that reminders make, as a share of occasions, with its interval; None below the least a side."""

    with_nudge: Side
    without: Side
    difference: float | None = None
    low: float | None = None
    high: float | None = None

    @property
    def is_enough(self) -> bool:
        return self.difference is not None


@dataclass(frozen=True, slots=True)
class Band:
    """Weeks since a client's first measured occasion, and the effect in them. `until_week` None: and later."""

    from_week: int
    until_week: int | None
    effect: Effect


@dataclass(frozen=True, slots=True)
class Judged:
    """So many occasions of one day, of clients who were first measured on `first_on`, with one outcome."""

    on: date
    first_on: date
    was_held_out: bool
    was_completed: bool
    occasions: int = 1


def is_held_out(key: bytes, client_id: UUID, occurrence: str, params: NudgeParams = DEFAULT) -> bool:
    """Say whether the draw withholds this occasion: a tenth of them, the same ones whoever asks and however often."""
    drawn = hmac.new(key, client_id.bytes + occurrence.encode(), sha256).digest()[:8]
    return int.from_bytes(drawn, "big") / _WHOLE < params.held_out_share


def effect_of(with_nudge: Side, without: Side, params: NudgeParams = DEFAULT) -> Effect:
    """Compare the two sides; no difference is told while either has too few occasions.

    The interval is the hybrid score interval without continuity correction: Newcombe, "Interval estimation for the
    difference between independent proportions", Statistics in Medicine 17 (1998), method 10, from Wilson's intervals.
    """
    if min(with_nudge.occasions, without.occasions) < params.least_a_side:
        return Effect(with_nudge, without)
    z = NormalDist().inv_cdf((1.0 + params.confidence) / 2.0)
    p1, p2 = with_nudge.completed / with_nudge.occasions, without.completed / without.occasions
    low1, high1 = wilson(with_nudge, z)
    low2, high2 = wilson(without, z)
    difference = p1 - p2
    low = difference - sqrt((p1 - low1) ** 2 + (high2 - p2) ** 2)
    high = difference + sqrt((high1 - p1) ** 2 + (p2 - low2) ** 2)
    return Effect(with_nudge, without, difference, low, high)


def wilson(side: Side, z: float) -> tuple[float, float]:
    """Give Wilson's score interval of one share (1927)."""
    n, x = side.occasions, side.completed
    middle = 2 * x + z * z
    spread = z * sqrt(z * z + 4 * x * (1.0 - x / n))
    return max(0.0, (middle - spread) / (2 * (n + z * z))), min(1.0, (middle + spread) / (2 * (n + z * z)))


def sides_of(judged: Iterable[Judged]) -> tuple[Side, Side]:
    """Add up occasions: with a reminder, and without."""
    counts = {False: [0, 0], True: [0, 0]}
    for each in judged:
        counts[each.was_held_out][0] += each.occasions
        counts[each.was_held_out][1] += each.occasions if each.was_completed else 0
    return Side(*counts[False]), Side(*counts[True])


def decay_of(judged: Sequence[Judged], params: NudgeParams = DEFAULT, most: int = 4) -> list[Band]:
    """Give the effect in the first four weeks of each client, the next four, and so on; the last band stays open."""
    bands: list[list[Judged]] = [[] for _ in range(most)]
    for each in judged:
        week = (each.on - each.first_on).days // _WEEK
        bands[min(week // _WEEKS_A_BAND, most - 1)].append(each)
    return [
        Band(
            number * _WEEKS_A_BAND + 1,
            None if number == most - 1 else (number + 1) * _WEEKS_A_BAND,
            effect_of(*sides_of(band), params),
        )
        for number, band in enumerate(bands)
    ]
