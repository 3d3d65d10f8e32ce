"""Progress on one goal against its plan, for the people who look at it."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import accumulate, takewhile

from api.goals.rules.active import ActiveDays, active_days
from api.goals.rules.cadence import (
    counted,
    credit,
    period_of,
    plan_on,
    times_a_week,
    wanted_a_period,
    within_limit,
)
from api.goals.rules.history import Cadence, CheckIn, GoalHistory, Plan
from api.goals.rules.observations import (
    monday_before,
    planned_weeks_elapsed,
    planned_weeks_length,
    read_series,
)
from api.goals.rules.params import GOAL_PARAMS

_WEEK = 7


@dataclass(frozen=True, slots=True)
class Point:
    """A place on the chart. `value` in the goal's unit (metric goals only), `planned_weeks` on the plan's own scale."""

    on: date
    value: float | None
    planned_weeks: float


@dataclass(frozen=True, slots=True)
class Adherence:
    """`kept` of the last `of`, in `unit` "days" or "weeks"."""

    kept: int
    of: int
    unit: str


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """`state`: done, partly, not, excused or none."""

    on: date
    state: str


@dataclass(frozen=True, slots=True)
class Progress:
    """What a chart of the goal shows.

    `planned_weeks`: how far the plan in force has come by `as_of`. `points`: what happened, the open week as it
    stands. `plan`: the corners of the expected path, flat where time is excused; it starts anew at every re-plan.
    `excused`: merged, None for open-ended. `strength`: 0 to 1.
    """

    kind: str
    unit: str | None
    as_of: date
    planned_weeks: float
    points: tuple[Point, ...]
    plan: tuple[Point, ...]
    replans: tuple[date, ...]
    excused: tuple[tuple[date, date | None], ...]
    strength: float
    adherence: Adherence
    calendar: tuple[CalendarDay, ...]


def progress(goal: GoalHistory, today: date) -> Progress:
    """Give everything a chart of the goal shows on local day `today`."""
    active = active_days(goal)
    plan = plan_on(goal, today)
    series = read_series(goal, today, open_week_too=True)
    return Progress(
        kind=goal.kind,
        unit=plan.unit,
        as_of=today,
        planned_weeks=round(planned_weeks_elapsed(goal, plan, today.toordinal(), active), 3),
        points=tuple(Point(each.on, each.value, round(each.u, 3)) for each in series.observations),
        plan=tuple(_expected_path(goal, today, active)),
        replans=tuple(later.from_on for later in goal.plans[1:]),
        excused=tuple(_excused(active)),
        strength=strength(goal, today),
        adherence=adherence(goal, today),
        calendar=tuple(calendar(goal, today)),
    )


# The expected path


def _expected_path(goal: GoalHistory, today: date, active: ActiveDays) -> Iterator[Point]:
    for index, plan in enumerate(goal.plans):
        first = plan.start_on if index == 0 else max(plan.from_on, plan.start_on)
        last = _path_end(goal, plan, today, active)
        if index + 1 < len(goal.plans):
            last = min(last, goal.plans[index + 1].from_on)
        if last < first:
            continue
        corners = {first.toordinal(), last.toordinal()}
        for from_on, until_on in active.spans:
            corners.update(
                day for day in (from_on - 1, until_on) if first.toordinal() < day < last.toordinal()
            )
        for corner in sorted(corners):
            yield _expected_on(goal, plan, corner, active)


def _path_end(goal: GoalHistory, plan: Plan, today: date, active: ActiveDays) -> date:
    """Give the day the plan reaches its end, excused days added; one without an end, or paused for good, ends today."""
    length = planned_weeks_length(goal, plan)
    if length is None:
        return max(today, plan.start_on)
    start = plan.start_on.toordinal() - (1 if goal.kind == "habit" else 0)
    end = active.day_after(start, round(length * _WEEK))
    return date.fromordinal(end) if end is not None else max(today, plan.start_on)


def _expected_on(goal: GoalHistory, plan: Plan, day: int, active: ActiveDays) -> Point:
    weeks = planned_weeks_elapsed(goal, plan, day, active)
    value = None
    length = planned_weeks_length(goal, plan)
    if goal.kind == "metric" and plan.start_value is not None and plan.target_value is not None and length:
        value = round(plan.start_value + (plan.target_value - plan.start_value) * weeks / length, 6)
    return Point(date.fromordinal(day), value, round(weeks, 3))


def _excused(active: ActiveDays) -> Iterator[tuple[date, date | None]]:
    for first, last in active.spans:
        until_on = date.fromordinal(last)
        yield date.fromordinal(first), None if until_on == date.max else until_on


# Strength and adherence


def strength(goal: GoalHistory, today: date) -> float:
    """Give how firmly the rhythm is held, 0 to 1: it fades a little every active day and never resets.

    s <- s m + v (1 - m), m = 0.5^(sqrt(freq) / 13) a day, v the share of the rhythm kept over its own period so far.
    Today counts once something is told. Source: Loop Habit Tracker's published formula.
    """
    active = active_days(goal)
    told = _Told(goal, active)
    start = goal.plans[0].start_on.toordinal()
    end = today.toordinal() if told.on_day(today.toordinal()) else today.toordinal() - 1
    s = 0.0
    for day in range(start, end + 1):
        if active.is_excused(day):
            continue
        cadence = plan_on(goal, date.fromordinal(day)).cadence
        a_day = times_a_week(cadence) / _WEEK
        m = 0.5 ** (min(a_day, 1.0) ** 0.5 / GOAL_PARAMS.strength_half_life_days)
        s = s * m + told.share_kept(cadence, day) * (1.0 - m)
    return round(s, 4)


def adherence(goal: GoalHistory, today: date) -> Adherence:
    """Give how many of the last 12 due days or weeks were kept: excused ones out, the open one in once it is kept."""
    cadence = plan_on(goal, today).cadence
    active = active_days(goal)
    told = _Told(goal, active)
    by_day = cadence.every == "day" or cadence.weekdays is not None
    since = _held_since(goal, today)
    ends = _due_days(goal, today, active, since) if by_day else _week_ends(today, active, since)
    kept: list[bool] = []
    for day in ends:
        is_kept = told.keeps_day(cadence, day) if by_day else told.keeps_week(cadence, day)
        if is_kept or day < today.toordinal():
            kept.append(is_kept)
        if len(kept) == GOAL_PARAMS.adherence_last:
            break
    return Adherence(sum(kept), len(kept), "days" if by_day else "weeks")


def _held_since(goal: GoalHistory, today: date) -> int:
    """Give the day on which the present rhythm began: who held to another before has not missed this one."""
    plans = [plan for plan in goal.plans if plan.from_on <= today] or goal.plans[:1]
    alike = list(takewhile(lambda plan: plan.cadence == plans[-1].cadence, reversed(plans)))
    if len(alike) == len(plans):
        return min(each.start_on for each in goal.plans).toordinal()
    return alike[-1].from_on.toordinal()


def _due_days(goal: GoalHistory, today: date, active: ActiveDays, start: int) -> Iterator[int]:
    """Give the days to look at, latest first: each weekday chosen, or the last day of every n."""
    plan = plan_on(goal, today)
    day = today.toordinal()
    while day >= start:
        on = date.fromordinal(day)
        first, last = period_of(plan, on)
        if plan.cadence.weekdays is None:
            if active.at(last.toordinal()) > active.at(first.toordinal() - 1):
                yield last.toordinal()
            day = first.toordinal() - 1
            continue
        if on.weekday() in plan.cadence.weekdays and (on - first).days < _WEEK and not active.is_excused(day):
            yield day
        day -= 1


def _week_ends(today: date, active: ActiveDays, start: int) -> Iterator[int]:
    """Give the Sundays, latest first, of weeks with an active day since the start; the open week's is still to come."""
    monday = monday_before(today.toordinal())
    while monday + _WEEK > start:
        first = max(monday, start)
        if active.at(monday + _WEEK - 1) > active.at(first - 1):
            yield monday + _WEEK - 1
        monday -= _WEEK


class _Told:
    """The check-ins of active days, added up so that any stretch can be asked for."""

    def __init__(self, goal: GoalHistory, active: ActiveDays) -> None:
        self._kind = goal.kind
        self._active = active
        told = [each for each in goal.check_ins if not active.is_excused(each.on.toordinal())]
        self._days = [each.on.toordinal() for each in told]
        self._places = [active.at(day) for day in self._days]
        self._credits = [0.0, *accumulate(self._worth(each) for each in told)]
        self._counts = [0.0, *accumulate(map(counted, told))]

    def on_day(self, day: int) -> bool:
        return self._number(day, day) > 0

    def keeps_day(self, cadence: Cadence, day: int) -> bool:
        interval = cadence.interval if cadence.every == "day" else 1
        times = cadence.times if cadence.every == "day" else 1
        return self._keeps(cadence, day - interval + 1, day, times)

    def keeps_week(self, cadence: Cadence, sunday: int) -> bool:
        days = _period_days(cadence)
        first = sunday - days + 1
        active_days = self._active.at(sunday) - self._active.at(first - 1)
        # Half the week excused asks for half as often, and for once at least.
        wanted = max(1, int(wanted_a_period(cadence) * active_days / days + 0.5))
        return self._keeps(cadence, first, sunday, wanted)

    def share_kept(self, cadence: Cadence, day: int) -> float:
        """Give the share, 0 to 1, of the rhythm kept over the active days of one period that ends on the day."""
        place = self._active.at(day)
        first = bisect_left(self._places, place - _period_days(cadence) + 1)
        last = bisect_left(self._places, place + 1)
        wanted = wanted_a_period(cadence)
        if cadence.at_most:
            return within_limit(self._counts[last] - self._counts[first], wanted) if last > first else 0.0
        return min(1.0, (self._credits[last] - self._credits[first]) / wanted)

    def _keeps(self, cadence: Cadence, first: int, last: int, wanted: int) -> bool:
        if cadence.at_most:
            return self._number(first, last) > 0 and self._sum(self._counts, first, last) <= wanted
        return self._sum(self._credits, first, last) >= wanted

    def _worth(self, check_in: CheckIn) -> float:
        return 1.0 if self._kind == "metric" and check_in.value is not None else credit(check_in)

    def _number(self, first: int, last: int) -> int:
        return bisect_left(self._days, last + 1) - bisect_left(self._days, first)

    def _sum(self, sums: list[float], first: int, last: int) -> float:
        return sums[bisect_left(self._days, last + 1)] - sums[bisect_left(self._days, first)]


def _period_days(cadence: Cadence) -> int:
    if cadence.every == "day":
        return cadence.interval
    return round(cadence.interval * (_WEEK if cadence.every == "week" else GOAL_PARAMS.days_a_month))


# Calendar


def calendar(goal: GoalHistory, today: date) -> Iterator[CalendarDay]:
    """Give the last 12 weeks, whole weeks from a Monday, up to today."""
    active = active_days(goal)
    told = {each.on: each for each in goal.check_ins}
    first = monday_before(today.toordinal()) - (GOAL_PARAMS.calendar_weeks - 1) * _WEEK
    for day in range(first, today.toordinal() + 1):
        on = date.fromordinal(day)
        check_in = told.get(on)
        if check_in is not None:
            yield CalendarDay(on, check_in.outcome or "done")
        else:
            yield CalendarDay(on, "excused" if active.is_excused(day) else "none")
