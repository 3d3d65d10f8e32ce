"""What is written down of a made-up client. Weeks count back: 1 is the last ISO week that is over, 0 the open one."""

from dataclasses import dataclass

from api.goals.rules import Cadence

WEEKLY = Cadence("week")


@dataclass(frozen=True, slots=True)
class Stretch:
    """So many weeks of the same kind. Each tuple holds one entry a week, and starts anew at its end.

    `paces`: planned weeks gained, for a number; None is a week of silence. `marks`: one letter for each of the goal's
    weekdays: d done, p partly, n not, - silence. `obstacles`: codes with spaces between, told with the week's last
    check-in. The last stretch goes on into the open week.
    """

    weeks: int
    paces: tuple[float | None, ...] = ()
    marks: tuple[str, ...] = ()
    felt: tuple[str, ...] = ()
    obstacles: tuple[str, ...] = ("",)


@dataclass(frozen=True, slots=True)
class Step:
    """A milestone due on the Friday of a week, and reached on the Wednesday of one, if it was."""

    title: str
    due: int
    reached: int | None = None
    what_worked: str | None = None
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Change:
    """An adaptation, logged on a Thursday, like every number; `by`: client or coach."""

    week: int
    kind: str
    note: str
    by: str = "coach"


@dataclass(frozen=True, slots=True)
class Replan:
    """On the Monday of `week` the number's path starts anew where it stands, to reach `target` `until` weeks later."""

    week: int
    target: float
    until: int


@dataclass(frozen=True, slots=True)
class Rest:
    """On hold from the Monday of `since` to the Monday of `until`; None: to this day."""

    since: int
    until: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal and all that happened to it. `expected`: the level and lane its coach is to read; None for a private one.

    `on`: weekdays (0 = Monday) on which the client checks in. `plan_weeks`: from its start to its target day.
    `start` to `target` in `unit`, told with so many `decimals`. `notes`: by week, at its last check-in.
    """

    title: str
    area: str
    kind: str
    why: str
    if_then: tuple[str, str]
    expected: tuple[str, str | None] | None
    stretches: tuple[Stretch, ...]
    cadence: Cadence = WEEKLY
    on: tuple[int, ...] = (3,)
    plan_weeks: int | None = None
    start: float | None = None
    target: float | None = None
    unit: str | None = None
    decimals: int = 0
    steps: tuple[Step, ...] = ()
    notes: tuple[tuple[int, str], ...] = ()
    changes: tuple[Change, ...] = ()
    replans: tuple[Replan, ...] = ()
    rests: tuple[Rest, ...] = ()
    is_private: bool = False
    is_priority: bool = False

    @property
    def weeks(self) -> int:
        """How many weeks ago it began."""
        return sum(each.weeks for each in self.stretches)


@dataclass(frozen=True, slots=True)
class Felt:
    """So many weeks of reflections around these values, 0-10. `bigger`: a letter a week: y yes, n no, s skipped."""

    weeks: int
    heavy: int
    drained: int
    bigger: str = "n"


@dataclass(frozen=True, slots=True)
class Away:
    """Excused days, counted from today: -1 is yesterday; `until` None: open-ended."""

    since: int
    until: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class Reminder:
    """On which weekdays (0 = Monday), at which local time."""

    weekdays: tuple[int, ...]
    at_local: str


@dataclass(frozen=True, slots=True)
class Client:
    """A made-up client.

    `shares`: of numbers, feelings, obstacles, notes. `consents`: of feelings, patterns. `felt`: up to the last week
    that is over. `suggestion`: the state in which theirs is to be found; None for no suggestion at all.
    """

    name: str
    goals: tuple[Goal, ...]
    zone: str = "Europe/London"
    email: str = ""
    shares: tuple[str, ...] = ("numbers", "obstacles")
    consents: tuple[str, ...] = ("patterns",)
    felt: tuple[Felt, ...] = ()
    away: tuple[Away, ...] = ()
    reminder: Reminder | None = None
    suggestion: str | None = None
    dismissal: str = ""

    @property
    def address(self) -> str:
        return self.email or f"{self.name.lower().replace(' ', '.')}@demo.example"
