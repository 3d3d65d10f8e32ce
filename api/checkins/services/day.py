"""Everything one client's day is told from, read in four statements whatever the number of goals."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api.accounts.models import Appointment, Membership
from api.accounts.rules import Principal, View
from api.accounts.services.sight import FACTS, with_facts
from api.checkins.models import CheckIn, Reflection, Skip
from api.checkins.services.recording import read_obstacles
from api.checkins.services.trails import periods_begin
from api.db import AnySelect, UtcDateTime, db
from api.goals.models import Goal, GoalStatus, Milestone
from api.goals.rules import CheckIn as CheckInFacts
from api.goals.rules import GoalHistory, Pause, Step
from api.goals.services import GoalSeen, pauses_and_restarts
from api.goals.services.reading import GOAL, RUNNING, own_view, plan_facts, plans_of, see_goal

# An appointment is the next one until it has been under way for this long.
UNDER_WAY = timedelta(hours=1)


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
    saved: dict[UUID, Any] = field(default_factory=dict)
    """The check-in of the day itself, for each goal that has one."""
    histories: dict[UUID, GoalHistory] = field(default_factory=dict)


def read_day(principal: Principal, on: date, week_on: date, now: datetime) -> Day:
    """Read the caller's running goals with their plans and rests, the check-ins up to `on`, and what stands around."""
    rows = db.session.execute(_goals(principal, week_on)).all()
    view = own_view(rows[0])
    # Without a running goal there is one row all the same: the client's own.
    goals = [goal for row in rows if row.id is not None and (goal := see_goal(row, view))]
    day = Day(view, rows[0].is_reflected, goals)
    if day.goals:
        day.plans = plans_of([goal.id for goal in day.goals])
    statuses: dict[UUID, list[Any]] = defaultdict(list)
    for row in db.session.execute(_surroundings(principal.member_id, now)):
        if row.kind == "milestone":
            day.milestones[row.goal_id].append(row)
        elif row.kind == "status":
            statuses[row.goal_id].append(row)
        elif row.kind == "skip":
            day.skips.append(row)
        else:
            day.appointment = row
    check_ins: dict[UUID, list[CheckInFacts]] = defaultdict(list)
    for row in db.session.execute(_check_ins(principal.member_id, day, on)):
        facts = CheckInFacts(row.happened_on, row.outcome, row.value, tuple(read_obstacles(row.obstacles)))
        check_ins[row.goal_id].append(facts)
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


def _goals(principal: Principal, week_on: date) -> AnySelect:
    is_reflected = (
        sa.exists()
        .where(Reflection.client_id == principal.member_id, Reflection.week_on == week_on, Reflection.counts)
        .label("is_reflected")
    )
    return (
        with_facts(
            sa.select(*GOAL, *FACTS, is_reflected)
            .select_from(Membership)
            .outerjoin(Goal, sa.and_(Goal.client_id == Membership.id, Goal.status.in_(RUNNING)))
        )
        .where(Membership.id == principal.member_id)
        .order_by(Goal.created_at, Goal.id)
    )


def _surroundings(client_id: UUID, now: datetime) -> sa.CompoundSelect[*tuple[Any, ...]]:
    """Milestones, statuses and skips of a client and the next appointment, as one statement of rows of one shape."""
    no_id, no_bytes = sa.cast(sa.null(), sa.Uuid()), sa.cast(sa.null(), sa.LargeBinary())
    no_word, no_number = sa.cast(sa.null(), sa.String()), sa.cast(sa.null(), sa.Integer())
    no_day, no_weight = sa.cast(sa.null(), sa.Date()), sa.cast(sa.null(), sa.Float())
    no_instant = sa.cast(sa.null(), UtcDateTime())
    milestones = (
        sa.select(
            sa.literal("milestone").label("kind"), Milestone.id, Milestone.goal_id, Milestone.client_id,
            Milestone.title, Milestone.what_worked, no_word.label("status"), Milestone.position,
            Milestone.due_from.label("from_on"), Milestone.due_on.label("until_on"), Milestone.reached_on,
            Milestone.weight, no_instant.label("at"),
        )
        .join(Goal, Goal.id == Milestone.goal_id)
        .where(Milestone.client_id == client_id, Goal.status.in_(RUNNING))
    )  # fmt: skip
    statuses = sa.select(
        sa.literal("status"), GoalStatus.id, GoalStatus.goal_id, GoalStatus.client_id, no_bytes, no_bytes,
        GoalStatus.status, no_number, GoalStatus.since_on.label("from_on"), no_day, no_day, no_weight,
        GoalStatus.since_at,
    ).where(GoalStatus.client_id == client_id)  # fmt: skip
    skips = sa.select(
        sa.literal("skip"), Skip.id, Skip.goal_id, Skip.client_id, no_bytes, no_bytes, no_word, no_number,
        Skip.from_on, Skip.until_on, no_day, no_weight, Skip.logged_at,
    ).where(Skip.client_id == client_id)  # fmt: skip
    following = (
        sa.select(Appointment.id)
        .where(
            Appointment.client_id == client_id,
            Appointment.cancelled_at.is_(None),
            Appointment.starts_at > now - UNDER_WAY,
        )
        .order_by(Appointment.starts_at, Appointment.id)
        .limit(1)
        .scalar_subquery()
    )
    appointment = sa.select(
        sa.literal("appointment"), Appointment.id, no_id, Appointment.client_id, Appointment.place, no_bytes, no_word,
        Appointment.minutes, no_day, no_day, no_day, no_weight, Appointment.starts_at,
    ).where(Appointment.id == following)  # fmt: skip
    united: sa.CompoundSelect[*tuple[Any, ...]] = sa.union_all(milestones, statuses, skips, appointment)
    # Milestones in their order; statuses and skips as they came.
    return united.order_by("position", "at", "id")


def _check_ins(client_id: UUID, day: Day, on: date) -> sa.Executable:
    """Give the check-ins of the periods around the day, and the last number of each metric, however old."""
    since_on = periods_begin(on, (plan for plans in day.plans.values() for plan in plans))
    columns, counted = CheckIn.__table__.columns, (CheckIn.client_id == client_id, CheckIn.counts)
    recent = sa.select(*columns).where(*counted, CheckIn.happened_on >= since_on)
    metrics = [goal.id for goal in day.goals if goal.row.kind == "metric"]
    if not metrics:
        return recent.order_by(CheckIn.happened_on)
    last = (
        sa.select(CheckIn.goal_id, sa.func.max(CheckIn.happened_on).label("on"))
        .where(*counted, CheckIn.goal_id.in_(metrics), CheckIn.value.is_not(None))
        .where(CheckIn.happened_on < since_on)
        .group_by(CheckIn.goal_id)
        .subquery()
    )
    same_day = sa.and_(CheckIn.goal_id == last.c.goal_id, CheckIn.happened_on == last.c.on)
    older = sa.select(*columns).join(last, same_day).where(*counted)
    return sa.union_all(recent, older).order_by("happened_on")


def _pauses(goal_id: UUID, statuses: list[Any], skips: Iterable[Any]) -> tuple[Pause, ...]:
    held, _ = pauses_and_restarts(statuses)
    skipped = [Pause(row.from_on, row.until_on) for row in skips if row.goal_id in {None, goal_id}]
    return tuple(sorted([*held, *skipped], key=lambda pause: pause.from_on))
