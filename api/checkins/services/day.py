"""Everything one client's day is told from, read in four statements whatever the number of goals."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from api.accounts.models import Appointment, Membership
from api.accounts.rules import Principal, View
from api.accounts.services.sight import CALLER, CALLERS_PRACTICE, FACTS, caller_is, with_facts
from api.checkins.models import CheckIn, Reflection, Skip
from api.checkins.services.trails import periods_begin
from api.db import UtcDateTime, db, of_one_practice
from api.goals.models import Goal, GoalStatus, Milestone, UnreadReply
from api.goals.rules import CheckIn as CheckInFacts
from api.goals.rules import GoalHistory, Pause, Step
from api.goals.services import GoalSeen, pauses_and_restarts
from api.goals.services.reading import GOAL, IS_RUNNING, UNREAD, own_view, plan_facts, plans_of, see_goal

# An appointment is the next one until it has been under way for this long.
UNDER_WAY = timedelta(hours=1)


_IS_REFLECTED = (
    sa.exists()
    .where(Reflection.client_id == CALLER, Reflection.practice_id == CALLERS_PRACTICE)
    .where(Reflection.week_on == sa.bindparam("week_on"), Reflection.counts)
    .label("is_reflected")
)
_GOALS = (
    with_facts(
        sa.select(*GOAL, *FACTS, UNREAD, _IS_REFLECTED)
        .select_from(Membership)
        .outerjoin(
            Goal, sa.and_(Goal.client_id == Membership.id, of_one_practice(Goal, Membership), IS_RUNNING)
        )
    )
    .where(Membership.id == CALLER, Membership.practice_id == CALLERS_PRACTICE)
    .order_by(Goal.created_at, Goal.id)
)

_NO_ID, _NO_BYTES = sa.cast(sa.null(), sa.Uuid()), sa.cast(sa.null(), sa.LargeBinary())
_NO_WORD, _NO_NUMBER = sa.cast(sa.null(), sa.String()), sa.cast(sa.null(), sa.Integer())
_NO_DAY, _NO_WEIGHT = sa.cast(sa.null(), sa.Date()), sa.cast(sa.null(), sa.Float())
_RUNNING = sa.and_(Goal.client_id == CALLER, Goal.practice_id == CALLERS_PRACTICE, IS_RUNNING)

_MILESTONES = (
    sa.select(
        sa.literal("milestone").label("kind"), Milestone.id, Milestone.goal_id, Milestone.client_id,
        Milestone.title, Milestone.what_worked, _NO_WORD.label("status"), Milestone.position,
        Milestone.due_from.label("from_on"), Milestone.due_on.label("until_on"), Milestone.reached_on,
        Milestone.weight, sa.cast(sa.null(), UtcDateTime()).label("at"),
    )
    .join(Goal, sa.and_(Goal.id == Milestone.goal_id, of_one_practice(Goal, Milestone)))
    .where(_RUNNING)
)  # fmt: skip
_STATUSES = (
    sa.select(
        sa.literal("status"), GoalStatus.id, GoalStatus.goal_id, GoalStatus.client_id, _NO_BYTES, _NO_BYTES,
        GoalStatus.status, _NO_NUMBER, GoalStatus.since_on.label("from_on"), _NO_DAY, _NO_DAY, _NO_WEIGHT,
        GoalStatus.since_at,
    )
    .join(Goal, sa.and_(Goal.id == GoalStatus.goal_id, of_one_practice(Goal, GoalStatus)))
    .where(_RUNNING)
)  # fmt: skip
_SKIPS = sa.select(
    sa.literal("skip"), Skip.id, Skip.goal_id, Skip.client_id, _NO_BYTES, _NO_BYTES, _NO_WORD, _NO_NUMBER,
    Skip.from_on, Skip.until_on, _NO_DAY, _NO_WEIGHT, Skip.logged_at,
).where(Skip.client_id == CALLER, Skip.practice_id == CALLERS_PRACTICE)  # fmt: skip
_FOLLOWING = (
    sa.select(Appointment.id)
    .where(
        Appointment.client_id == CALLER,
        Appointment.practice_id == CALLERS_PRACTICE,
        Appointment.cancelled_at.is_(None),
        Appointment.starts_at > sa.bindparam("begun_at"),
    )
    .order_by(Appointment.starts_at, Appointment.id)
    .limit(1)
    .scalar_subquery()
)
_APPOINTMENT = sa.select(
    sa.literal("appointment"), Appointment.id, _NO_ID, Appointment.client_id, Appointment.place, _NO_BYTES, _NO_WORD,
    Appointment.minutes, _NO_DAY, _NO_DAY, _NO_DAY, _NO_WEIGHT, Appointment.starts_at,
).where(Appointment.id == _FOLLOWING, Appointment.practice_id == CALLERS_PRACTICE)  # fmt: skip
_UNREAD = (
    sa.select(UnreadReply.goal_id, sa.func.count().label("replies"))
    .where(UnreadReply.reader_id == CALLER, UnreadReply.client_id == CALLER)
    .where(UnreadReply.practice_id == CALLERS_PRACTICE)
    .group_by(UnreadReply.goal_id)
    .subquery("unread")
)
_ANSWERED = sa.select(
    sa.literal("answered"), Goal.id, Goal.id, Goal.client_id, Goal.title, _NO_BYTES, _NO_WORD, _UNREAD.c.replies,
    _NO_DAY, _NO_DAY, _NO_DAY, _NO_WEIGHT, Goal.created_at,
).join(_UNREAD, _UNREAD.c.goal_id == Goal.id).where(Goal.practice_id == CALLERS_PRACTICE)  # fmt: skip
_SURROUNDINGS: sa.CompoundSelect[*tuple[Any, ...]] = sa.union_all(
    _MILESTONES, _STATUSES, _SKIPS, _APPOINTMENT, _ANSWERED
).order_by("position", "at", "id")
"""Milestones, statuses and skips of a client, the next appointment, and goals with replies to read: of one shape.

Milestones in their order; statuses and skips as they came.
"""

_COUNTED = sa.select(*CheckIn.__table__.columns).where(
    CheckIn.counts, CheckIn.practice_id == CALLERS_PRACTICE
)
_SINCE: sa.BindParameter[Any] = sa.bindparam("since_on")
_OLDER = aliased(CheckIn)
_LAST_NUMBER = (
    sa.select(_OLDER.id)
    .where(_OLDER.goal_id == Goal.id, of_one_practice(_OLDER, Goal))
    .where(_OLDER.counts, _OLDER.value.is_not(None), _OLDER.happened_on < _SINCE)
    .order_by(_OLDER.happened_on.desc())
    .limit(1)
    .scalar_subquery()
)
_CHECK_INS = sa.union_all(
    _COUNTED.where(CheckIn.client_id == CALLER, CheckIn.happened_on >= _SINCE),
    _COUNTED.join(Goal, CheckIn.id == _LAST_NUMBER).where(_RUNNING, Goal.kind == "metric"),
).order_by("happened_on")
"""The check-ins since a day, and the last number before it of each goal that is one, however old."""


@dataclass(slots=True)
class Day:
    """What is on record of a client that their day is told from."""

    view: View
    is_reflected: bool = False
    goals: list[GoalSeen] = field(default_factory=list)
    plans: dict[UUID, list[Any]] = field(default_factory=dict)
    milestones: dict[UUID, list[Any]] = field(default_factory=lambda: defaultdict(list))
    skips: list[Any] = field(default_factory=list)
    appointment: Any = None
    answered: list[Any] = field(default_factory=list)
    """Goals, running or not, with replies that the client has not read; `position` is how many."""
    saved: dict[UUID, Any] = field(default_factory=dict)
    """The check-in of the day itself, for each goal that has one."""
    histories: dict[UUID, GoalHistory] = field(default_factory=dict)
    """Without what stood in the way, which decides nothing about a day."""


def read_day(principal: Principal, on: date, first_on: date, week_on: date, now: datetime) -> Day:
    """Read the caller's running goals with their plans and rests, and what stands around.

    Of the check-ins those of `on`, of `first_on` and what follows it, and of the periods that hold these days.
    """
    connection = db.session.connection()
    asked = caller_is(principal, now)
    rows = connection.execute(_GOALS, asked | {"week_on": week_on}).all()
    view = own_view(rows[0])
    # Without a running goal there is one row all the same: the client's own.
    goals = [goal for row in rows if row.id is not None and (goal := see_goal(row, view))]
    day = Day(view, rows[0].is_reflected, goals)
    if day.goals:
        day.plans = plans_of([principal.practice_id], [goal.id for goal in day.goals])
    statuses: dict[UUID, list[Any]] = defaultdict(list)
    for row in connection.execute(_SURROUNDINGS, asked | {"begun_at": now - UNDER_WAY}).all():
        if row.kind == "milestone":
            day.milestones[row.goal_id].append(row)
        elif row.kind == "status":
            statuses[row.goal_id].append(row)
        elif row.kind == "skip":
            day.skips.append(row)
        elif row.kind == "answered":
            day.answered.append(row)
        else:
            day.appointment = row
    check_ins: dict[UUID, list[CheckInFacts]] = defaultdict(list)
    plans = (plan for plans in day.plans.values() for plan in plans)
    since_on = periods_begin(min(on, first_on), plans)
    for row in connection.execute(_CHECK_INS, asked | {"since_on": since_on}).all():
        check_ins[row.goal_id].append(CheckInFacts(row.happened_on, row.outcome, row.value))
        if row.happened_on == on:
            day.saved[row.goal_id] = row
    for goal in day.goals:
        day.histories[goal.id] = GoalHistory(
            kind=goal.row.kind,
            plans=tuple(plan_facts(plan) for plan in day.plans[goal.id]),
            steps=tuple(
                Step(row.from_on, row.until_on, row.weight, row.reached_on, row.position)
                for row in day.milestones.get(goal.id, ())
            ),
            check_ins=tuple(check_ins.get(goal.id, ())),
            pauses=_pauses(goal.id, statuses[goal.id], day.skips),
        )
    return day


def _pauses(goal_id: UUID, statuses: list[Any], skips: Iterable[Any]) -> tuple[Pause, ...]:
    held, _ = pauses_and_restarts(statuses)
    skipped = [Pause(row.from_on, row.until_on) for row in skips if row.goal_id in {None, goal_id}]
    return tuple(sorted([*held, *skipped], key=lambda pause: pause.from_on))
