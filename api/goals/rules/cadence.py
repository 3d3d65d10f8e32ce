"""What a plan asks for, and when."""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from operator import attrgetter
from typing import NamedTuple, Protocol, TypeVar

from api.goals.rules.history import Cadence, CheckIn, GoalHistory, Plan
from api.goals.rules.params import GOAL_PARAMS

_EVERY = ("day", "week", "month")
_WEEK = 7
_SHORTEST_MONTH = 28
_MONTHS_A_YEAR = 12
_ONE_DAY = timedelta(days=1)


class _FromADay(Protocol):
    @property
    def from_on(self) -> date: ...


P = TypeVar("P", bound=_FromADay)


class Due(NamedTuple):
    """`done` of `wanted` check-ins in the period that holds the day; `is_due` leaves that day's own check-in aside."""

    is_due: bool
    done: int
    wanted: int
    excused: bool


# What a plan asks for


def times_a_week(cadence: Cadence) -> float:
    """Give the check-ins that an average week of this cadence asks for, or at most allows."""
    if cadence.every == "day":
        return _WEEK * cadence.times / cadence.interval
    if cadence.every == "week":
        return wanted_a_period(cadence) / cadence.interval
    return _WEEK * cadence.times / (cadence.interval * GOAL_PARAMS.days_a_month)


def wanted_a_period(cadence: Cadence) -> int:
    return len(cadence.weekdays) if cadence.weekdays else cadence.times


def gap_days(cadence: Cadence) -> float:
    """Give the days between two check-ins the cadence expects; a day at least, for one check-in a day counts."""
    if cadence.at_most:
        # A limit says how often it may happen, not how often to report: a week without a word is a week unknown.
        return 1.0 if cadence.every == "day" else float(_WEEK)
    return max(1.0, _WEEK / times_a_week(cadence))


def is_sparse(cadence: Cadence) -> bool:
    """Say whether check-ins are planned too far apart, or a limit is set over too long a time, to judge weeks by it."""
    if cadence.at_most and cadence.every == "month":
        return True
    return gap_days(cadence) > GOAL_PARAMS.sparse_above_days


def weeks_a_gap(cadence: Cadence) -> float:
    """Give the weeks one full observation stands for: 1, or more for a cadence slower than weekly."""
    return max(1.0, gap_days(cadence) / _WEEK)


def credit(check_in: CheckIn) -> float:
    """Give what the check-in is worth, 0 to 1; a number alone says that it happened."""
    if check_in.outcome is None:
        return 1.0
    if check_in.outcome == "done":
        return 1.0
    return GOAL_PARAMS.partly_credit if check_in.outcome == "partly" else 0.0


def counted(check_in: CheckIn) -> float:
    """Give how often the thing that an at-most goal limits happened that day."""
    return credit(check_in) if check_in.value is None else max(0.0, check_in.value)


def within_limit(count: float, limit: float) -> float:
    """Give 1 within the limit, falling to 0 at twice the limit."""
    return 1.0 if count <= limit else max(0.0, 2.0 - count / limit)


# Faults


def plan_faults(kind: str, plan: Plan) -> tuple[tuple[str, str], ...]:
    """Give (field, sentence) for everything that keeps this plan from being followed; empty when it can be."""
    return (*_cadence_faults(kind, plan.cadence), *_date_faults(kind, plan), *_metric_faults(kind, plan))


def _cadence_faults(kind: str, cadence: Cadence) -> Iterator[tuple[str, str]]:
    if cadence.every not in _EVERY:
        yield "plan.cadence.every", "Choose day, week or month."
        return
    if cadence.interval < 1:
        yield "plan.cadence.interval", "Choose 1 or more."
        return
    if cadence.at_most and kind != "habit":
        yield "plan.cadence.at_most", "Only a habit can have an upper limit."
    if cadence.times < 1:
        yield "plan.cadence.times", "Choose 1 or more."
    elif not cadence.at_most and cadence.times > _most_times(cadence):
        yield "plan.cadence.times", "One check-in a day counts, so choose no more times than there are days."
    if cadence.weekdays is not None:
        yield from _weekday_faults(cadence, cadence.weekdays)


def _most_times(cadence: Cadence) -> int:
    return cadence.interval * {"day": 1, "week": _WEEK, "month": _SHORTEST_MONTH}[cadence.every]


def _weekday_faults(cadence: Cadence, weekdays: tuple[int, ...]) -> Iterator[tuple[str, str]]:
    if cadence.every != "week":
        yield "plan.cadence.weekdays", "Weekdays go with a weekly rhythm only."
    elif not weekdays:
        yield "plan.cadence.weekdays", "Choose at least one weekday, or leave this out."
    elif len(set(weekdays)) != len(weekdays) or not set(weekdays).issubset(range(_WEEK)):
        yield "plan.cadence.weekdays", "Choose each weekday once, from 0 (Monday) to 6 (Sunday)."
    elif cadence.times not in (1, len(weekdays)):
        yield "plan.cadence.times", "With weekdays chosen, leave this out or give their number."


def _date_faults(kind: str, plan: Plan) -> Iterator[tuple[str, str]]:
    if plan.target_on is None:
        if kind == "metric":
            yield "plan.target_on", "A number needs a day by which to reach it."
    elif plan.target_on <= plan.start_on:
        yield "plan.target_on", "Choose a day after the start."


def _metric_faults(kind: str, plan: Plan) -> Iterator[tuple[str, str]]:
    values = {"start_value": plan.start_value, "target_value": plan.target_value}
    for field, value in values.items():
        if value is not None and not math.isfinite(value):
            yield f"plan.{field}", "Give an ordinary number."
        elif value is None and kind == "metric":
            yield f"plan.{field}", "A number needs a start and a target."
    if kind != "metric":
        return
    if plan.direction not in ("up", "down"):
        yield "plan.direction", "Choose up or down."
    start, target = plan.start_value, plan.target_value
    if start is None or target is None:
        return
    if target == start:
        yield "plan.target_value", "Choose a target other than the start."
    elif plan.direction in ("up", "down") and (target > start) != (plan.direction == "up"):
        yield "plan.direction", "The direction must lead from the start to the target."


# When something is due


_ON = attrgetter("on")


def plan_on(goal: GoalHistory, on: date) -> Plan:
    """Give the plan in force on that day."""
    return in_force(goal.plans, on)


def in_force(plans: Sequence[P], on: date) -> P:
    """Give which of these plans, oldest first, is in force on that day; the first covers everything before it."""
    return next((plan for plan in reversed(plans) if plan.from_on <= on), plans[0])


def due_on(goal: GoalHistory, on: date) -> Due:
    """Say what is due on the local day, and how far its period has come, that day included."""
    plan = plan_on(goal, on)
    cadence = plan.cadence
    wanted = wanted_a_period(cadence)
    first, _ = period_of(plan, on)
    begins = bisect_left(goal.check_ins, first, key=_ON)
    done = _count(
        goal.kind, cadence, goal.check_ins[begins : bisect_right(goal.check_ins, on, begins, key=_ON)]
    )
    before = _count(
        goal.kind, cadence, goal.check_ins[begins : bisect_left(goal.check_ins, on, begins, key=_ON)]
    )
    excused = any(
        pause.from_on <= on and (pause.until_on is None or on <= pause.until_on) for pause in goal.pauses
    )
    is_due = not excused and on >= plan.start_on and _asks_on(plan, on, before < wanted)
    return Due(is_due, done, wanted, excused)


def next_due_on(goal: GoalHistory, after: date) -> date | None:
    """Give the first day after `after` on which something is due, should nothing more be checked in."""
    day = max(after + _ONE_DAY, min(plan.start_on for plan in goal.plans))
    for _ in range(GOAL_PARAMS.look_ahead_days):
        if any(pause.until_on is None and pause.from_on <= day for pause in goal.pauses):
            return None
        if due_on(goal, day).is_due:
            return day
        day += _ONE_DAY
    return None


def period_of(plan: Plan, on: date) -> tuple[date, date]:
    """Give the first and last day of the period that holds the day, counted in whole periods from the plan's start."""
    cadence = plan.cadence
    if cadence.every == "month":
        return _months_of(plan.start_on, on, cadence.interval)
    anchor = plan.start_on
    length = cadence.interval
    if cadence.every == "week":
        anchor -= timedelta(days=anchor.weekday())
        length *= _WEEK
    first = anchor + timedelta(days=(on - anchor).days // length * length)
    return first, first + timedelta(days=length - 1)


def _count(kind: str, cadence: Cadence, check_ins: Iterable[CheckIn]) -> int:
    if cadence.at_most:
        return round(sum(counted(each) for each in check_ins))
    # For a number, the number is the answer, whatever else was tapped.
    return sum(1 for each in check_ins if credit(each) > 0 or (kind == "metric" and each.value is not None))


def _asks_on(plan: Plan, on: date, still_open: bool) -> bool:
    cadence = plan.cadence
    if cadence.weekdays:
        first, _ = period_of(plan, on)
        return on.weekday() in cadence.weekdays and (on - first).days < _WEEK
    # A limit is kept by saying how it went, so every day may be told.
    return cadence.at_most or still_open


def _months_of(start_on: date, on: date, interval: int) -> tuple[date, date]:
    start = start_on.year * _MONTHS_A_YEAR + start_on.month - 1
    here = on.year * _MONTHS_A_YEAR + on.month - 1
    first = start + (here - start) // interval * interval
    return _first_of(first), _first_of(first + interval) - _ONE_DAY


def _first_of(month: int) -> date:
    return date(month // _MONTHS_A_YEAR, month % _MONTHS_A_YEAR + 1, 1)
