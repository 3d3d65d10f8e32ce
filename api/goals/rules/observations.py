"""Progress in planned weeks, at most one observation for every ISO week that is over.

Planned pace is 1.0 a week for every kind of goal, so that one model can judge them all. Days are ordinals inside.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from api.goals.rules.active import ActiveDays, active_days
from api.goals.rules.cadence import counted, credit, times_a_week, weeks_a_gap, within_limit
from api.goals.rules.history import INNER_OBSTACLES, CheckIn, GoalHistory, Plan, Step
from api.goals.rules.params import GOAL_PARAMS

_WEEK = 7
_NO_END = date.max.toordinal()
_FIRST_MONDAY = date(1, 1, 1).toordinal()  # 1 January 1 was a Monday: ordinal 1
_INNER = frozenset(INNER_OBSTACLES)


class Observation(NamedTuple):
    """A week that says something about progress.

    `u`: planned weeks of progress since the start of its plan. `planned`: the planned weeks that have passed,
    at most the plan's length. `active`: the place of `on` on the scale of active days. `gain` of `full`: what a
    habit's week added, of what a week as planned adds. `value`: the number it rests on, metric goals only.
    """

    week_on: date
    on: date
    u: float
    segment: int
    planned: float
    active: int
    reached: bool
    gain: float
    full: float
    value: float | None


class Week(NamedTuple):
    """A week's check-ins on active days, oldest first; `monday` and `last_active` are ordinals."""

    monday: int
    last_active: int
    active_days: int
    check_ins: list[CheckIn]


@dataclass(frozen=True, slots=True)
class Series:
    """What a goal's closed weeks say: observations, and the inner obstacles of each, dated its last check-in."""

    observations: list[Observation]
    themes: list[tuple[date, frozenset[str]]]
    active: ActiveDays


def observations(goal: GoalHistory, today: date) -> tuple[Observation, ...]:
    """Give at most one observation for each ISO week that is over on local day `today`, oldest first."""
    return tuple(read_series(goal, today).observations)


def read_series(goal: GoalHistory, today: date, *, open_week_too: bool = False) -> Series:
    """Give the closed weeks' observations and themes; with the open week, as it stands, for drawing only."""
    until = today.toordinal() if open_week_too else monday_before(today.toordinal()) - 1
    active = active_days(goal)
    weeks = list(_weeks(goal, until, active))
    found: list[Observation] = []
    for index, plan in enumerate(goal.plans):
        first = 0 if index == 0 else plan.from_on.toordinal()
        last = goal.plans[index + 1].from_on.toordinal() - 1 if index + 1 < len(goal.plans) else _NO_END
        for each in _segment(goal, plan, weeks, active):
            day = each.on.toordinal()
            if not first <= day <= last:
                continue
            # A week cut by a new plan speaks for the new one.
            if found and found[-1].week_on == each.week_on:
                found.pop()
            found.append(each if index == 0 else each._replace(segment=index))
    return Series(found, _themes(weeks), active)


def monday_before(day: int) -> int:
    """Give the ordinal of the Monday on or before the day."""
    return day - (day - _FIRST_MONDAY) % _WEEK


def planned_weeks_length(goal: GoalHistory, plan: Plan) -> float | None:
    """Give the plan's agreed length in weeks, pauses not counted; None when it has no end."""
    if goal.kind == "steps":
        marks = planned_marks(goal.steps, plan)
        return marks[-1] if marks else None
    if plan.target_on is None:
        return None
    days = (plan.target_on - plan.start_on).days
    return (days + 1 if goal.kind == "habit" else days) / _WEEK


def planned_weeks_elapsed(goal: GoalHistory, plan: Plan, day: int, active: ActiveDays) -> float:
    """Give the planned weeks from the plan's start to the end of the day, excused days left out, at most its length."""
    start = plan.start_on.toordinal()
    # A habit's first day already counts; a number or a path starts from where it stands on its first day.
    since = active.at(start - 1) if goal.kind == "habit" else active.at(start)
    elapsed = max(0.0, (active.at(day) - since) / _WEEK)
    length = planned_weeks_length(goal, plan)
    return elapsed if length is None else min(elapsed, length)


def planned_marks(steps: tuple[Step, ...], plan: Plan) -> list[float]:
    """Give, in order, the planned week at which each step is due.

    A step without a day shares the time between its dated neighbours by weight; with neither a day nor an end to share
    there is no plan to compare with, and the answer is empty.
    """
    ordered = sorted(steps, key=_by_position)
    marks: list[float] = []
    waiting: list[float] = []
    here = 0.0
    for step in ordered:
        waiting.append(max(step.weight, 0.0))
        if step.due_on is not None:
            here = _share(marks, waiting, here, max(here, (step.due_on - plan.start_on).days / _WEEK))
    if waiting:
        if plan.target_on is None:
            return []
        _share(marks, waiting, here, max(here, (plan.target_on - plan.start_on).days / _WEEK))
    return marks


def _share(marks: list[float], waiting: list[float], here: float, due: float) -> float:
    total = sum(waiting)
    before = 0.0
    for number, weight in enumerate(waiting, start=1):
        before += weight
        marks.append(here + (due - here) * (before / total if total else number / len(waiting)))
    marks[-1] = due
    waiting.clear()
    return due


def _by_position(step: Step) -> tuple[int, date]:
    return step.position, step.due_on or date.max


def _weeks(goal: GoalHistory, until: int, active: ActiveDays) -> Iterator[Week]:
    """Give the weeks, up to day `until`, in which something was told on an active day."""
    told: dict[int, list[CheckIn]] = {}
    excused = bool(active.spans)
    for each in goal.check_ins:
        day = each.on.toordinal()
        if day > until:
            break
        if excused and active.is_excused(day):
            continue
        told.setdefault(day - (day - _FIRST_MONDAY) % _WEEK, []).append(each)
    # A milestone reached is told as clearly as a check-in.
    for step in goal.steps if goal.kind == "steps" else ():
        day = step.reached_on.toordinal() if step.reached_on else _NO_END
        if day <= until and not active.is_excused(day):
            told.setdefault(monday_before(day), [])
    for monday in sorted(told):
        sunday = min(monday + _WEEK - 1, until)
        if excused:
            days = active.at(sunday) - active.at(monday - 1)
            yield Week(monday, active.last_until(sunday), days, told[monday])
        else:
            yield Week(monday, sunday, sunday - monday + 1, told[monday])


def _themes(weeks: list[Week]) -> list[tuple[date, frozenset[str]]]:
    return [
        (
            week.check_ins[-1].on,
            _INNER.intersection([code for each in week.check_ins for code in each.obstacles]),
        )
        for week in weeks
        if week.check_ins
    ]


def _segment(goal: GoalHistory, plan: Plan, weeks: list[Week], active: ActiveDays) -> Iterator[Observation]:
    if goal.kind == "metric":
        return _metric(plan, weeks, active)
    if goal.kind == "habit":
        return _habit(goal, plan, weeks, active)
    return _steps(goal, plan, weeks, active)


def _metric(plan: Plan, weeks: list[Week], active: ActiveDays) -> Iterator[Observation]:
    """Take u = (x - x0) / (planned change a week) from the week's last number, dated its day."""
    if plan.start_value is None or plan.target_value is None or plan.target_on is None:
        return
    length = (plan.target_on - plan.start_on).days / _WEEK
    change = plan.target_value - plan.start_value
    if length <= 0 or not change:
        return
    since = active.at(plan.start_on.toordinal())
    for week in weeks:
        last = next((each for each in reversed(week.check_ins) if each.value is not None), None)
        if last is None or last.value is None or last.on < plan.start_on:
            continue
        place = active.at(last.on.toordinal())
        u = (last.value - plan.start_value) / change * length
        planned = min((place - since) / _WEEK, length)
        reached = u >= length - GOAL_PARAMS.tolerance
        week_on = date.fromordinal(week.monday)
        yield Observation(week_on, last.on, u, 0, planned, place, reached, 0.0, 0.0, last.value)


def _habit(goal: GoalHistory, plan: Plan, weeks: list[Week], active: ActiveDays) -> Iterator[Observation]:
    """Let u grow each week by the share of it that was kept, dated the week's last active day."""
    cadence = plan.cadence
    wanted = times_a_week(cadence)
    stands_for = weeks_a_gap(cadence)
    start = plan.start_on.toordinal()
    before_start = active.at(start - 1)
    length = planned_weeks_length(goal, plan)
    u = 0.0
    for week in weeks:
        days = week.active_days
        check_ins = week.check_ins
        if week.monday < start:
            check_ins = [each for each in check_ins if each.on >= plan.start_on]
            days = min(days, active.at(week.last_active) - before_start)
        if not check_ins or days <= 0:
            continue
        share = days / _WEEK
        if cadence.at_most:
            gain = within_limit(sum(map(counted, check_ins)), wanted) * share
            full = share
        else:
            most = GOAL_PARAMS.most_gain_a_week * share * stands_for
            gain = min(sum(map(credit, check_ins)) / wanted, most)
            full = share * stands_for
        u += gain
        place = active.at(week.last_active)
        planned = (place - before_start) / _WEEK
        if length is not None:
            planned = min(planned, length)
        reached = length is not None and u >= length - GOAL_PARAMS.tolerance
        week_on, on = date.fromordinal(week.monday), date.fromordinal(week.last_active)
        yield Observation(week_on, on, u, 0, planned, place, reached, gain, full, None)


def _steps(goal: GoalHistory, plan: Plan, weeks: list[Week], active: ActiveDays) -> Iterator[Observation]:
    """Take for u what the reached steps were planned to take, and the time since, up to the next step's length."""
    marks = planned_marks(goal.steps, plan)
    if not marks:
        return
    lengths = [due - earlier for due, earlier in zip(marks, [0.0, *marks], strict=False)]
    path = [
        (step.reached_on.toordinal() if step.reached_on else _NO_END, length)
        for step, length in zip(sorted(goal.steps, key=_by_position), lengths, strict=True)
    ]
    start = plan.start_on.toordinal()
    since_start = active.at(start)
    for week in weeks:
        if week.last_active < start:
            continue
        place = active.at(week.last_active)
        u = 0.0
        latest = start
        next_length: float | None = None
        for reached_on, length in path:
            if reached_on <= week.last_active:
                u += length
                latest = max(latest, reached_on)
            elif next_length is None:
                next_length = length
        reached = next_length is None
        if next_length is not None:
            u += min((place - active.at(latest)) / _WEEK, next_length)
        planned = min((place - since_start) / _WEEK, marks[-1])
        week_on, on = date.fromordinal(week.monday), date.fromordinal(week.last_active)
        yield Observation(week_on, on, u, 0, planned, place, reached, 0.0, 0.0, None)
