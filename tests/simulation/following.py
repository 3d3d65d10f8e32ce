"""A made-up client followed as the product follows a real one: assessed every Monday by the rules themselves.

Nothing is computed here that a rule computes. The coach is told of a stall by the card of that Monday, and may then try
something; a draft is what `referrals.rules.suggest` makes of a verdict; the coach decides on it a week later.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from api.goals.rules import Cadence, CheckIn, GoalHistory, Pause, Plan
from api.referrals.rules import PastSuggestion, suggest
from api.stalls.rules import DEFAULT, Adaptation, Reflection, StallHistory, StallParams, Verdict, assess
from tests.simulation.clients import KINDS, WEEKS, Client, Told, World

START = date(2026, 1, 5)  # a Monday
STALLED = frozenset({"stalled", "stalled_loaded", "consider_support"})
LOADED = STALLED - {"stalled"}
MODEL = ("L3", "L3p", "L3 + L3p")
NAIVE = ("no check-in for 14 days", "no progress for 28 days", "load 7 or more, twice")
RULES = ("L2", "L2b", *MODEL, *NAIVE)


@dataclass(slots=True)
class Followed:
    """What came of one client. Weeks are numbered from 0; what a Monday finds belongs to the week it closes."""

    kind: str
    is_pattern: bool
    onset: int
    stuck_untold: tuple[int, int] | None
    weeks: int
    stuck: list[bool]
    stalled: list[bool]
    changes: int
    drafts: dict[str, list[int]]


@dataclass(slots=True)
class _Drafting:
    """One rule, were it the one that referrals rest on: drafts and cool-downs by the product's own rules."""

    weeks: list[int] = field(default_factory=list)
    past: list[PastSuggestion] = field(default_factory=list)

    def step(self, week: int, verdict: Verdict | None, today: date) -> None:
        self.past = [
            replace(each, state="dismissed", decided_on=today) if each.state == "drafted" else each
            for each in self.past
        ]
        if verdict is not None and suggest(verdict, self.past, today).action == "draft":
            self.weeks.append(week)
            self.past.append(PastSuggestion(week, "drafted", load=verdict.load))


def follow(name: str, world: World, seed: str, params: StallParams = DEFAULT) -> Followed:
    """Live through the weeks with one client until the goal is reached, assessing every Monday."""
    client = Client(name, world, seed)
    known = _Known(client.length)
    drafting = {rule: _Drafting() for rule in RULES}
    stuck: list[bool] = []
    stalled: list[bool] = []
    is_told = False
    changes = 0
    for week in range(WEEKS):
        told = client.live(week, is_told=is_told)
        known.take_in(week, told)
        today = _day(week + 1)
        history = known.history()
        verdict = assess(history, today, params)
        is_told = verdict.level in STALLED
        changes += told.changed
        stuck.append(told.is_stuck)
        stalled.append(is_told)
        for rule, found in _found(verdict, history, known, today, params):
            drafting[rule].step(week, found, today)
        if client.has_arrived:
            break
    return Followed(
        name,
        KINDS[name].is_pattern,
        client.onset,
        client.stuck_untold(),
        len(stalled),
        stuck,
        stalled,
        changes,
        {rule: each.weeks for rule, each in drafting.items()},
    )


class _Known:
    """What the product has been told so far."""

    def __init__(self, length: int) -> None:
        self._plan = Plan(
            START, START, START + timedelta(weeks=length), Cadence("week"), 0.0, 100.0, "%", "up"
        )
        self._check_ins: list[CheckIn] = []
        self._reflections: list[Reflection] = []
        self._adaptations: list[Adaptation] = []
        self._pauses: list[Pause] = []
        self._restarts: list[date] = []
        self._held_since: date | None = None

    def take_in(self, week: int, told: Told) -> None:
        monday = _day(week)
        if self._held_since is not None and not told.held:
            self._pauses.append(Pause(self._held_since, monday - timedelta(days=1)))
            self._restarts.append(monday)
            self._held_since = None
        if told.held:
            self._held_since = self._held_since or monday
        elif told.away:
            self._pauses.append(Pause(monday, monday + timedelta(days=6)))
        if told.percent is not None:
            on = monday + timedelta(days=told.weekday)
            self._check_ins.append(CheckIn(on, None, float(told.percent), told.obstacles))
        if told.heavy is not None and told.drained is not None:
            self._reflections.append(Reflection(monday, told.heavy, told.drained, told.bigger))
        if told.logged:
            self._adaptations.append(Adaptation("strategy", monday + timedelta(days=2)))

    def history(self) -> StallHistory:
        held = (Pause(self._held_since, None),) if self._held_since else ()
        goal = GoalHistory("metric", (self._plan,), (), tuple(self._check_ins), (*self._pauses, *held))
        return StallHistory(
            goal,
            tuple(self._reflections),
            tuple(self._adaptations),
            tuple(self._restarts),
            on_hold_or_done=self._held_since is not None,
        )

    # The rules of thumb that STEADY is measured beside

    def is_silent(self, today: date) -> bool:
        last = self._check_ins[-1].on if self._check_ins else START
        return (today - last).days >= 14

    def is_flat(self, today: date) -> bool:
        before = [each.value or 0.0 for each in self._check_ins if (today - each.on).days >= 28]
        lately = [each.value or 0.0 for each in self._check_ins if (today - each.on).days < 28]
        return bool(before and lately) and max(lately) <= max(before)

    def is_heavy(self) -> bool:
        last = self._reflections[-2:]
        return len(last) == 2 and all((each.heavy + each.drained) / 2 >= 7 for each in last)


def _found(
    verdict: Verdict, history: StallHistory, known: _Known, today: date, params: StallParams
) -> Iterator[tuple[str, Verdict | None]]:
    """Give, for each rule, the verdict it would rest a referral on this Monday, or nothing."""
    # L3p is for clients who share no feelings: the same client, had they shared none.
    unfelt = assess(replace(history, reflections=()), today, params) if verdict.level in STALLED else verdict
    bare = replace(verdict, level="consider_support", basis="persistence", lane=None)
    yield "L2", bare if verdict.level in STALLED else None
    yield "L2b", bare if verdict.level in LOADED else None
    yield "L3", verdict if verdict.basis == "signs" else None
    yield "L3p", unfelt if unfelt.basis == "persistence" else None
    yield "L3 + L3p", verdict if verdict.basis is not None else None
    naive = (known.is_silent(today), known.is_flat(today), known.is_heavy())
    for rule, holds in zip(NAIVE, naive, strict=True):
        yield rule, bare if holds else None


def _day(week: int) -> date:
    return START + timedelta(weeks=week)
