"""What the rules are told about one goal: plain values, oldest first, days local to the client."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

Kind = Literal["habit", "metric", "steps"]
Every = Literal["day", "week", "month"]
Direction = Literal["up", "down"]
Outcome = Literal["done", "partly", "not"]

OUTER_OBSTACLES = ("time", "next_step", "skills", "people", "unwell", "money")
INNER_OBSTACLES = ("exhaustion", "perfectionism", "worry", "self_doubt", "avoidance", "connection")
OBSTACLES = (*OUTER_OBSTACLES, *INNER_OBSTACLES, "other")
"""In the order in which they are asked unless a practice chose another."""


@dataclass(frozen=True, slots=True)
class Cadence:
    """`times` in every `interval` days, weeks or months; or the weekdays (0 = Monday) of every `interval`-th week."""

    every: str
    interval: int = 1
    times: int = 1
    weekdays: tuple[int, ...] | None = None
    at_most: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """One segment: what was agreed from `from_on` until the next plan's `from_on`.

    Values are in `unit`; `start_on` is where the plan's line begins, which for a first plan may lie before `from_on`.
    """

    from_on: date
    start_on: date
    target_on: date | None
    cadence: Cadence
    start_value: float | None = None
    target_value: float | None = None
    unit: str | None = None
    direction: str | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """A milestone: due on a day or in a range, weighing what its undated neighbours weigh against it."""

    due_from: date | None = None
    due_on: date | None = None
    weight: float = 1.0
    reached_on: date | None = None
    position: int = 0


class CheckIn(NamedTuple):
    """The one check-in that counts on this local day."""

    on: date
    outcome: str | None
    value: float | None = None
    obstacles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pause:
    """Days that count for nothing, both ends included: a skip, or a stretch on hold; until None is open-ended."""

    from_on: date
    until_on: date | None


@dataclass(frozen=True, slots=True)
class GoalHistory:
    """One goal as it is known today. Everything oldest first; at least one plan; at most one check-in a day."""

    kind: str
    plans: tuple[Plan, ...]
    steps: tuple[Step, ...] = ()
    check_ins: tuple[CheckIn, ...] = ()
    pauses: tuple[Pause, ...] = ()
