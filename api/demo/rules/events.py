"""What happened, in the order it happened: `at` is the instant (UTC), days are the client's."""

from dataclasses import dataclass
from datetime import date, datetime

from api.demo.rules.shapes import Goal, Step
from api.goals.rules import Cadence


@dataclass(frozen=True, slots=True)
class PlanMade:
    start_on: date
    target_on: date | None
    cadence: Cadence
    start: float | None
    target: float | None
    unit: str | None


@dataclass(frozen=True, slots=True)
class StepDue:
    position: int
    step: Step
    due_on: date


@dataclass(frozen=True, slots=True)
class GoalSet:
    at: datetime
    goal: Goal
    plan: PlanMade
    steps: tuple[StepDue, ...]


@dataclass(frozen=True, slots=True)
class Replanned:
    at: datetime
    goal: Goal
    plan: PlanMade


@dataclass(frozen=True, slots=True)
class Reached:
    at: datetime
    goal: Goal
    step: StepDue
    on: date


@dataclass(frozen=True, slots=True)
class StatusSet:
    at: datetime
    goal: Goal
    status: str
    reason: str | None


@dataclass(frozen=True, slots=True)
class Adapted:
    at: datetime
    goal: Goal
    kind: str
    on: date
    note: str
    by: str


@dataclass(frozen=True, slots=True)
class CheckedIn:
    at: datetime
    goal: Goal
    on: date
    outcome: str | None
    value: float | None
    felt: str | None
    obstacles: tuple[str, ...]
    note: str | None
    source: str


@dataclass(frozen=True, slots=True)
class Reflected:
    at: datetime
    week_on: date
    heavy: int
    drained: int
    bigger: str


@dataclass(frozen=True, slots=True)
class Skipped:
    at: datetime
    from_on: date
    until_on: date | None
    reason: str


Event = GoalSet | Replanned | Reached | StatusSet | Adapted | CheckedIn | Reflected | Skipped
