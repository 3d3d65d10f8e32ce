"""What a local day asks of many clients at once, for a job: a few lean statements, whatever their number."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

import sqlalchemy as sa

from api import crypto
from api.batch import among, read_rows
from api.checkins.models import CheckIn, Skip
from api.checkins.services.trails import LONGEST_DAYS
from api.db import of_one_practice
from api.goals.models import Goal, Plan
from api.goals.rules import Cadence, Due, GoalHistory, Pause, due_on, period_of, plan_on
from api.goals.rules import CheckIn as CheckInFacts
from api.goals.rules import Plan as PlanFacts
from api.goals.services.reading import RUNNING, read_weekdays

PRIVATE_GOAL = "A goal you keep to yourself"

_SHARED = 4096
"""Answers kept."""
_NEAR = timedelta(days=7)
"""Periods of a week at most need no check-ins older than this."""


class DueGoal(NamedTuple):
    """A goal that asks for a check-in on a day, and the period that holds the day.

    `is_done`: that day has a check-in, or the period has had since all that it wants. `is_limit`: it is an upper limit.
    """

    goal_id: UUID
    due: Due
    first_on: date
    last_on: date
    is_limit: bool
    is_done: bool


@dataclass(slots=True)
class DayAsked:
    """What one client's day asks for. `is_excused`: something would be asked for were it not for a pause."""

    goals: list[DueGoal] = field(default_factory=list)
    is_excused: bool = False
    running: list[UUID] = field(default_factory=list)
    """All running goals, due that day or not."""


class _Running(NamedTuple):
    """A running goal and the columns of the plans it has had, oldest first."""

    client_id: UUID
    kind: str
    plans: tuple[tuple[Any, ...], ...]


_Days = tuple[tuple[date, date | None], ...]
_Logged = tuple[tuple[date, str | None, float | None], ...]

_RUNNING = (
    sa.select(
        Goal.id, Goal.client_id, Goal.kind, Plan.from_on, Plan.start_on, Plan.target_on, Plan.every, Plan.interval,
        Plan.times, Plan.weekdays, Plan.at_most,
    )
    .join(Plan, sa.and_(Plan.goal_id == Goal.id, of_one_practice(Plan, Goal)))
    .where(among(Goal.client_id, "client_ids"), among(Goal.practice_id, "practice_ids"))
    .where(Goal.status.in_(RUNNING))
    .order_by(Goal.is_priority.desc(), Goal.created_at, Goal.id, Plan.from_on, Plan.made_at)
)  # fmt: skip
_PAUSES = sa.select(Skip.client_id, Skip.goal_id, Skip.from_on, Skip.until_on).where(
    among(Skip.client_id, "client_ids"),
    among(Skip.practice_id, "practice_ids"),
    Skip.from_on <= sa.bindparam("latest_on", type_=sa.Date()),
    sa.or_(Skip.until_on.is_(None), Skip.until_on >= sa.bindparam("earliest_on", type_=sa.Date())),
)
_CHECK_INS = (
    sa.select(CheckIn.goal_id, CheckIn.happened_on, CheckIn.outcome, CheckIn.value)
    .where(
        among(CheckIn.goal_id, "goal_ids"),
        among(CheckIn.practice_id, "practice_ids"),
        CheckIn.happened_on >= sa.bindparam("since_on", type_=sa.Date()),
        CheckIn.counts,
    )
    .order_by(CheckIn.goal_id, CheckIn.happened_on)
)


_NAMES = sa.select(Goal.id, Goal.client_id, Goal.title, Goal.is_private).where(
    among(Goal.id, "goal_ids"), among(Goal.practice_id, "practice_ids")
)


def days_asked(practice_ids: Collection[UUID], days: Mapping[UUID, date]) -> dict[UUID, DayAsked]:
    """Give what the local day of each of these practices' clients asks for."""
    asked = {client_id: DayAsked() for client_id in days}
    goals = _running_goals(practice_ids, days)
    pauses = _pauses(practice_ids, days)
    check_ins = _check_ins(practice_ids, goals, min(days.values(), default=date.max))
    for goal_id, (client_id, kind, plans) in goals.items():
        day, on = asked[client_id], days[client_id]
        day.running.append(goal_id)
        paused: _Days = ()
        if client_id in pauses:
            about_it = (None, goal_id)
            paused = tuple((begin, end) for about, begin, end in pauses[client_id] if about in about_it)
        logged = tuple(check_ins[goal_id]) if goal_id in check_ins else ()
        due, period = _asked_of(kind, plans, logged, paused, on)
        if due.excused:
            day.is_excused = True
        if due.is_due:
            day.goals.append(DueGoal(goal_id, due, *period))
    return asked


def goal_names(
    practice_ids: Collection[UUID], goal_ids: Collection[UUID]
) -> dict[tuple[UUID, UUID], str | None]:
    """Give the titles of goals as a message may say them, by client and goal; None for a private one.

    A reply to a mail reaches the coach and quotes it.
    """
    rows = read_rows(_NAMES, {"practice_ids": practice_ids, "goal_ids": goal_ids})
    return {
        (client_id, goal_id): None
        if is_private
        else crypto.unseal(title, client_id, "goal", "title", goal_id)
        for goal_id, client_id, title, is_private in rows
    }


@lru_cache(maxsize=_SHARED)
def _asked_of(
    kind: str, plans: tuple[tuple[Any, ...], ...], check_ins: _Logged, pauses: _Days, on: date
) -> tuple[Due, tuple[date, date, bool, bool]]:
    """Give all of a DueGoal but whose it is: many goals have the same plan, and nothing or the same logged."""
    history = GoalHistory(
        kind=kind,
        plans=tuple(_plan_of(*plan) for plan in plans),
        check_ins=tuple(CheckInFacts(*each) for each in check_ins),
        pauses=tuple(Pause(*each) for each in pauses),
    )
    due = due_on(history, on)
    plan = plan_on(history, on)
    first_on, last_on = period_of(plan, on)
    cadence = plan.cadence
    is_done = any(check_in.on == on for check_in in history.check_ins)
    if due.is_due and not is_done and not cadence.at_most and not cadence.weekdays and last_on > on:
        # Asked again later: a check-in that came meanwhile may have been all that the period wants.
        is_later = any(on < check_in.on <= last_on for check_in in history.check_ins)
        is_done = is_later and due_on(history, last_on).done >= due.wanted
    return due, (first_on, last_on, cadence.at_most, is_done)


def _plan_of(
    from_on: date,
    start_on: date,
    target_on: date | None,
    every: str,
    interval: int,
    times: int,
    weekdays: str | None,
    at_most: bool,
) -> PlanFacts:
    cadence = Cadence(every, interval, times, read_weekdays(weekdays, tuple), at_most)
    return PlanFacts(from_on, start_on, target_on, cadence)


def _running_goals(practice_ids: Collection[UUID], days: Mapping[UUID, date]) -> dict[UUID, _Running]:
    found: dict[UUID, _Running] = {}
    for row in read_rows(_RUNNING, {"practice_ids": practice_ids, "client_ids": days}):
        goal_id, client_id, kind, *_ = row
        before = found[goal_id].plans if goal_id in found else ()
        found[goal_id] = _Running(client_id, kind, (*before, row[3:]))
    return found


def _pauses(
    practice_ids: Collection[UUID], days: Mapping[UUID, date]
) -> dict[UUID, list[tuple[UUID | None, date, date | None]]]:
    latest_on, earliest_on = max(days.values(), default=date.max), min(days.values(), default=date.max)
    found: dict[UUID, list[tuple[UUID | None, date, date | None]]] = defaultdict(list)
    about = {
        "practice_ids": practice_ids,
        "client_ids": days,
        "latest_on": latest_on,
        "earliest_on": earliest_on,
    }
    for client_id, goal_id, from_on, until_on in read_rows(_PAUSES, about):
        found[client_id].append((goal_id, from_on, until_on))
    return found


def _check_ins(
    practice_ids: Collection[UUID], goals: Mapping[UUID, _Running], earliest: date
) -> dict[UUID, list[tuple[date, str | None, float | None]]]:
    """Give the check-ins of each goal's periods at or after `earliest`; few goals have periods longer than a week."""
    near: list[UUID] = []
    far: list[UUID] = []
    longest = _NEAR
    for goal_id, (_, _, plans) in goals.items():
        length = max(map(_longest, plans))
        if length <= _NEAR:
            near.append(goal_id)
        else:
            far.append(goal_id)
            longest = max(longest, length)
    found: dict[UUID, list[tuple[date, str | None, float | None]]] = defaultdict(list)
    for goal_ids, since_on in ((near, earliest - _NEAR), (far, earliest - longest)):
        if not goal_ids:
            continue
        about = {"practice_ids": practice_ids, "goal_ids": goal_ids, "since_on": since_on}
        for goal_id, on, outcome, value in read_rows(_CHECK_INS, about):
            found[goal_id].append((on, outcome, value))
    return found


@lru_cache(maxsize=_SHARED)
def _longest(plan: tuple[Any, ...]) -> timedelta:
    _, _, _, every, interval, *_ = plan
    return timedelta(days=interval * LONGEST_DAYS[every])
