"""What the stall model is told, and what it answers: plain values, days local to the client."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from api.goals.rules import GoalHistory


class Reflection(NamedTuple):
    """One week's three taps: `heavy` and `drained` 0-10, `bigger` None for skipped. `week_on` is its Monday."""

    week_on: date
    heavy: int
    drained: int
    bigger: bool | None = None


@dataclass(frozen=True, slots=True)
class Adaptation:
    """A logged change of approach."""

    kind: str
    on: date


@dataclass(frozen=True, slots=True)
class StallHistory:
    """One goal and what its client shared with whoever reads the verdict; everything oldest first.

    `restarts`: the days the goal came back from on_hold or let_go. `patterns`: the client agreed to pattern detection.
    """

    goal: GoalHistory
    reflections: tuple[Reflection, ...] = ()
    adaptations: tuple[Adaptation, ...] = ()
    restarts: tuple[date, ...] = ()
    on_hold_or_done: bool = False
    patterns: bool = True


@dataclass(frozen=True, slots=True)
class Sign:
    """`sign`: stalled_now, stalled, load, bigger, repeat, tried or enough_data."""

    sign: str
    holds: bool
    sentence: str


@dataclass(frozen=True, slots=True)
class Episode:
    """A stretch in the stalled state. `adapted`: an approach was changed in it, or shortly before."""

    opened_on: date
    closed_on: date | None
    adapted: bool


@dataclass(frozen=True, slots=True)
class Verdict:
    """The level, the evidence in the order a coach would tell it, what is missing, and what would clear it."""

    level: str
    lane: str | None
    since_on: date | None
    at_least_weeks: int | None
    signs: tuple[Sign, ...]
    missing: tuple[str, ...]
    clears_when: str | None
    basis: str | None
    episodes: tuple[Episode, ...]
    load: float | None
    next_check_on: date
