"""A client's story, told from today backwards, so that it ends in the same state whatever day it is told on."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import cycle, islice
from random import Random

from api import localtime
from api.demo.rules.events import (
    Adapted,
    CheckedIn,
    Event,
    GoalSet,
    PlanMade,
    Reached,
    Reflected,
    Replanned,
    Skipped,
    StatusSet,
    StepDue,
)
from api.demo.rules.shapes import Client, Goal, Replan, Stretch

_WEEK = 7
_WEDNESDAY, _THURSDAY, _FRIDAY, _SUNDAY = 2, 3, 4, 6
_OUTCOMES = {"d": "done", "p": "partly", "n": "not"}
_ANSWERS = {"y": "yes", "n": "no", "s": "skip"}
_SOURCES = ("app", "app", "app", "app", "outbox", "email")
_MOST_LOAD = 10
_MINUTES = 60


def story_of(client: Client, today: date) -> list[Event]:
    """Give what the client and their coach have done up to yesterday, oldest first; the same for the same day."""
    teller = _Teller(client, today)
    events = [event for goal in client.goals for event in teller.of_goal(goal)]
    return sorted([*events, *teller.reflections(), *teller.skips()], key=lambda event: event.at)


@dataclass(frozen=True, slots=True)
class _Week:
    """One week of a goal: how many weeks ago, in which stretch, and which of its weeks."""

    back: int
    stretch: Stretch
    number: int

    def of(self, kinds: tuple[str, ...]) -> str:
        return kinds[self.number % len(kinds)]


@dataclass(frozen=True, slots=True)
class _Teller:
    client: Client
    today: date

    def of_goal(self, goal: Goal) -> Iterator[Event]:
        start_on = self._day(goal.weeks)
        steps = tuple(
            StepDue(position, step, self._day(step.due, _FRIDAY)) for position, step in enumerate(goal.steps)
        )
        target_on = None if goal.plan_weeks is None else start_on + timedelta(weeks=goal.plan_weeks)
        plan = PlanMade(start_on, target_on, goal.cadence, goal.start, goal.target, goal.unit)
        yield GoalSet(self._at(start_on, 9), goal, plan, steps)
        for each in steps:
            if each.step.reached is not None:
                on = self._day(each.step.reached, _WEDNESDAY)
                yield Reached(self._at(on, 17), goal, each, on)
        for change in goal.changes:
            on = self._day(change.week, _THURSDAY)
            yield Adapted(self._at(on, 15), goal, change.kind, on, change.note, change.by)
        for rest in goal.rests:
            yield StatusSet(self._at(self._day(rest.since), 10), goal, "on_hold", rest.reason)
            if rest.until is not None:
                yield StatusSet(self._at(self._day(rest.until), 10), goal, "active", None)
        check_ins = list(self._check_ins(goal))
        yield from check_ins
        for replan in goal.replans:
            yield self._replanned(goal, replan, check_ins)

    def reflections(self) -> Iterator[Reflected]:
        random = _random(self.client.address)
        back = sum(each.weeks for each in self.client.felt)
        for each in self.client.felt:
            for answer in islice(cycle(each.bigger), each.weeks):
                monday, sunday = self._day(back), self._day(back, _SUNDAY)
                back -= 1
                # Drawn for every week, so that a week away does not change what the others say.
                heavy, drained = _around(each.heavy, random), _around(each.drained, random)
                if not all(self._is_away(monday + timedelta(days=day)) for day in range(_WEEK)):
                    yield Reflected(self._at(sunday, 20), monday, heavy, drained, _ANSWERS[answer])

    def skips(self) -> Iterator[Skipped]:
        for away in self.client.away:
            from_on = self.today + timedelta(days=away.since)
            until_on = None if away.until is None else self.today + timedelta(days=away.until)
            yield Skipped(self._at(from_on - timedelta(days=1), 21), from_on, until_on, away.reason)

    def _check_ins(self, goal: Goal) -> Iterator[CheckedIn]:
        tell = self._numbers if goal.kind == "metric" else self._marks
        notes = dict(goal.notes)
        random = _random(f"{self.client.address} {goal.title}")
        for week in _weeks(goal):
            told = [
                (on, outcome, value)
                for on, outcome, value in tell(goal, week)
                if on < self.today and not self._is_resting(goal, on)
            ]
            for on, outcome, value in told:
                is_last = on == told[-1][0]
                yield CheckedIn(
                    at=self._at(on, random.randrange(16, 22)),
                    goal=goal,
                    on=on,
                    outcome=outcome,
                    value=value,
                    felt=week.stretch.felt[(week.number + on.weekday()) % len(week.stretch.felt)]
                    if week.stretch.felt
                    else None,
                    obstacles=tuple(week.of(week.stretch.obstacles).split()) if is_last else (),
                    note=notes.get(week.back) if is_last else None,
                    source=random.choice(_SOURCES),
                )

    def _numbers(self, goal: Goal, week: _Week) -> Iterator[tuple[date, str | None, float | None]]:
        """Give the week's number, on the first of the goal's weekdays."""
        if goal.start is None or goal.target is None or not goal.plan_weeks:
            raise ValueError(f"{goal.title}: a number needs a start, a target and a plan")
        if _pace(week) is None:
            return
        since = [each for each in _weeks(goal) if week.back <= each.back < goal.weeks]
        moved = goal.on[0] / _WEEK + sum(_pace(each) or 0.0 for each in since)
        value = goal.start + (goal.target - goal.start) / goal.plan_weeks * moved
        yield self._day(week.back, goal.on[0]), None, round(value, goal.decimals)

    def _marks(self, goal: Goal, week: _Week) -> Iterator[tuple[date, str | None, float | None]]:
        for weekday, mark in zip(goal.on, week.of(week.stretch.marks), strict=True):
            if mark != "-":
                yield self._day(week.back, weekday), _OUTCOMES[mark], None

    def _replanned(self, goal: Goal, replan: Replan, check_ins: list[CheckedIn]) -> Replanned:
        on = self._day(replan.week)
        stands = next((each.value for each in reversed(check_ins) if each.on < on), goal.start)
        until_on = on + timedelta(weeks=replan.until)
        plan = PlanMade(on, until_on, goal.cadence, stands, replan.target, goal.unit)
        return Replanned(self._at(on, 11), goal, plan)

    def _is_resting(self, goal: Goal, on: date) -> bool:
        rests = any(
            self._day(rest.since) <= on and (rest.until is None or on < self._day(rest.until))
            for rest in goal.rests
        )
        return rests or self._is_away(on)

    def _is_away(self, on: date) -> bool:
        days = (on - self.today).days
        return any(
            away.since <= days and (away.until is None or days <= away.until) for away in self.client.away
        )

    def _day(self, weeks_back: int, weekday: int = 0) -> date:
        return localtime.monday_of(self.today) + timedelta(weeks=-weeks_back, days=weekday)

    def _at(self, on: date, hour: int) -> datetime:
        return localtime.instant(on, time(hour, on.toordinal() % _MINUTES), self.client.zone)


def _weeks(goal: Goal) -> Iterator[_Week]:
    """Give the goal's weeks, oldest first, the open one included."""
    back = goal.weeks
    for stretch in goal.stretches:
        for number in range(stretch.weeks):
            yield _Week(back, stretch, number)
            back -= 1
    yield _Week(0, goal.stretches[-1], goal.stretches[-1].weeks)


def _pace(week: _Week) -> float | None:
    return week.stretch.paces[week.number % len(week.stretch.paces)]


def _around(value: int, random: Random) -> int:
    return min(max(value + random.choice((-1, 0, 0, 1)), 0), _MOST_LOAD)


def _random(seed: str) -> Random:
    return Random(seed)  # noqa: S311 -- a story, not a secret
