"""Goals as a reader may see them, and as the rules want them."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api import crypto
from api.accounts.models import Engagement, Membership
from api.accounts.rules import Principal, View, client_view
from api.accounts.rules.sharing import SHARED_FIELDS
from api.accounts.services.sight import (
    CALLER,
    CALLER_COACHES,
    CALLERS_DAY,
    CALLERS_PRACTICE,
    FACTS,
    caller_is,
    client_in_view,
    coachs_view_of,
    facts_of,
    goal_seen,
    lasts_on,
    seen_by,
    with_facts,
)
from api.db import AnySelect, db, of_one_practice
from api.errors import NotFound
from api.goals.models import Goal, GoalStatus, Milestone, Plan, UnreadReply
from api.goals.rules import Cadence, CheckIn, GoalHistory, Pause, Step
from api.goals.rules import Plan as PlanFacts
from api.pagination import Page, PageQuery, fetch_page

RUNNING = ("not_started", "active")
"""Statuses in which time counts."""
IS_RUNNING = sa.or_(*(Goal.status == status for status in RUNNING))
ENDED = ("achieved", "let_go")

GOAL: tuple[sa.ColumnElement[Any], ...] = tuple(
    column.label(f"goal_{column.key}" if column.key == "client_id" else column.key)
    for column in Goal.__table__.columns
)


UNREAD = (
    sa.select(sa.func.count())
    .where(
        UnreadReply.reader_id == CALLER,
        UnreadReply.client_id == Goal.client_id,
        UnreadReply.goal_id == Goal.id,
        of_one_practice(UnreadReply, Goal),
    )
    .correlate(Goal)
    .scalar_subquery()
    .label("unread_replies")
)
"""How many replies on the goal the caller has not read; `tell_goal` wants it beside GOAL."""


SHARING = (
    Goal.is_private, Goal.numbers_shared, Goal.feelings_shared, Goal.obstacles_shared, Goal.notes_shared,
)  # fmt: skip
"""What `sight.goal_seen` wants to know of a goal."""


_ENGAGED = (
    sa.exists()
    .where(Engagement.coach_id == CALLER, Engagement.client_id == Goal.client_id)
    .where(of_one_practice(Engagement, Goal))
    .where(*lasts_on(CALLERS_DAY), CALLER_COACHES)
    .correlate_except(Engagement)
)
_SEEN = with_facts(
    sa.select(*GOAL, *FACTS, UNREAD, _ENGAGED.label("engaged"))
    .select_from(Goal)
    .join(Membership, sa.and_(Membership.id == Goal.client_id, of_one_practice(Membership, Goal)))
).where(Membership.practice_id == CALLERS_PRACTICE)
_GOAL = _SEEN.where(Goal.id == sa.bindparam("goal_id"))
_GOALS = _SEEN.where(Goal.client_id == sa.bindparam("client_id"))
_GOALS_SHOWN = _GOALS.where(sa.not_(Goal.is_private))
_GOAL_HELD = _GOAL.with_for_update(of=Goal)


MILESTONE: tuple[sa.ColumnElement[Any], ...] = tuple(
    column.label({"due_from": "from_on", "due_on": "until_on"}.get(column.key, column.key))
    for column in Milestone.__table__.columns
)
"""A milestone's columns, its range named like every other stretch of days."""

_GOAL_IDS: sa.BindParameter[Any] = sa.bindparam("goal_ids", expanding=True)
_PRACTICE_IDS: sa.BindParameter[Any] = sa.bindparam("practice_ids", expanding=True)
_PLANS = (
    sa.select(*Plan.__table__.columns)
    .where(Plan.goal_id.in_(_GOAL_IDS), Plan.practice_id.in_(_PRACTICE_IDS))
    .order_by(Plan.goal_id, Plan.from_on, Plan.made_at)
)
_MILESTONES = (
    sa.select(*MILESTONE)
    .where(Milestone.goal_id.in_(_GOAL_IDS), Milestone.practice_id.in_(_PRACTICE_IDS))
    .order_by(Milestone.position, Milestone.id)
)
_STATUSES = (
    sa.select(GoalStatus.goal_id, GoalStatus.status, GoalStatus.since_on.label("from_on"))
    .where(GoalStatus.goal_id.in_(_GOAL_IDS), GoalStatus.practice_id.in_(_PRACTICE_IDS))
    .order_by(GoalStatus.since_at, GoalStatus.id)
)


@dataclass(frozen=True, slots=True)
class GoalSeen:
    """A goal's row, what the reader may see of it, and what a coach may (None: nothing)."""

    row: Any
    view: View
    coachs_view: View | None

    @property
    def id(self) -> UUID:
        goal_id: UUID = self.row.id
        return goal_id


def goal_in_view(principal: Principal, goal_id: UUID, now: datetime, *, lock: bool = False) -> GoalSeen:
    """Give a goal with one statement. Raises NotFound for absent and foreign ones, and to a coach for private ones.

    lock: hold the row until the transaction ends, so that writers on one goal queue.
    """
    asked = caller_is(principal, now) | {"goal_id": goal_id}
    row = db.session.connection().execute(_GOAL_HELD if lock else _GOAL, asked).one_or_none()
    seen = row and _see(principal, row)
    if not seen:
        raise NotFound
    return seen


def goals_in_view(principal: Principal, client_id: UUID, query: PageQuery, now: datetime) -> Page[GoalSeen]:
    """Page through a client's goals, newest first. Raises NotFound when the caller may not see the client."""
    statement = _GOALS if client_id == principal.member_id else _GOALS_SHOWN
    asked = caller_is(principal, now) | {"client_id": client_id}
    page = fetch_page(statement, [(GOAL_ID, True)], query, asked)
    if not page.items:
        client_in_view(principal, client_id, now)
    goals = [_see(principal, row) for row in page.items]
    if any(goal is None for goal in goals):
        raise NotFound
    return Page([goal for goal in goals if goal], page.next)


def _see(principal: Principal, row: Any) -> GoalSeen | None:
    view = seen_by(principal, row, is_engaged=row.engaged)
    return see_goal(row, view) if view else None


def see_goal(row: Any, view: View) -> GoalSeen | None:
    """Give the goal of a row that selected GOAL and FACTS as a reader of its client sees it; None: not at all."""
    seen = goal_seen(view, row)
    return GoalSeen(row, seen, coachs_view_of(row)) if seen else None


def own_view(row: Any) -> View:
    """Give the client of a row that selected FACTS as they see themselves."""
    return client_view(facts_of(row))


def tell_goals(goals: Sequence[GoalSeen]) -> list[dict[str, Any]]:
    """Give goals in full: words unsealed, the plan in force, milestones in order. Two statements for any number."""
    ids = [goal.id for goal in goals]
    if not ids:
        return []
    practice_ids = {goal.view.practice_id for goal in goals}
    plans = latest_plans(practice_ids, ids)
    milestones = milestones_of(practice_ids, ids)
    return [tell_goal(goal, plans[goal.id], milestones.get(goal.id, [])) for goal in goals]


def tell_goal(goal: GoalSeen, plan: Any, milestones: Sequence[Any]) -> dict[str, Any]:
    """Give a goal in full from its row, its plan in force and its milestones in order."""
    row, client_id = goal.row, goal.row.goal_client_id
    if_then = crypto.unseal_or_none(row.if_then, client_id, "goal", "if_then", row.id)
    return {
        "id": row.id,
        "client_id": client_id,
        "title": crypto.unseal(row.title, client_id, "goal", "title", row.id),
        "area": row.area,
        "kind": row.kind,
        "status": row.status,
        "status_reason": status_reason(row),
        "priority": row.is_priority,
        "private": row.is_private,
        "why": crypto.unseal_or_none(row.why, client_id, "goal", "why", row.id),
        "if_then": if_then and json.loads(if_then),
        "plan": tell_plan(plan),
        "milestones": [tell_milestone(milestone, goal.view) for milestone in milestones],
        "shared": shared_with_coach(goal.coachs_view),
        "unread_replies": row.unread_replies,
        "created_at": row.created_at,
        "version": row.version,
    }


def shared_with_coach(view: View | None) -> dict[str, bool]:
    """Give, field by field, whether the client's coach sees it: what reads "nothing shared" to them if not."""
    return {name: view is not None and getattr(view, name) for name in SHARED_FIELDS}


def status_reason(row: Any) -> str | None:
    """Give the reason that was written when the goal took on its present status."""
    return crypto.unseal_or_none(row.status_reason, row.goal_client_id, "goal", "status_reason", row.id)


def tell_plan(plan: Any) -> dict[str, Any]:
    """Give a plan as the wire has it."""
    return {
        "start_on": plan.start_on,
        "target_on": plan.target_on,
        "cadence": {
            "every": plan.every,
            "interval": plan.interval,
            "times": plan.times,
            "weekdays": read_weekdays(plan.weekdays),
            "at_most": plan.at_most,
        },
        "start_value": plan.start_value,
        "target_value": plan.target_value,
        "unit": crypto.unseal_or_none(plan.unit, plan.client_id, "plan", "unit", plan.id),
        "direction": plan.direction,
    }


def tell_milestone(row: Any, view: View) -> dict[str, Any]:
    """Give a milestone as the wire has it; that it was reached is one of the numbers, and what worked goes with it."""
    reached = (
        {
            "reached_on": row.reached_on,
            "what_worked": crypto.unseal_or_none(
                row.what_worked, row.client_id, "milestone", "what_worked", row.id
            ),
        }
        if view.numbers
        else {"reached_on": None, "what_worked": None}
    )
    return {
        "id": row.id,
        "title": crypto.unseal(row.title, row.client_id, "milestone", "title", row.id),
        "position": row.position,
        "due_from": row.from_on,
        "due_on": row.until_on,
        "weight": row.weight,
    } | reached


def plans_of(practice_ids: Iterable[UUID], goal_ids: Iterable[UUID]) -> dict[UUID, list[Any]]:
    """Give every plan that each of these practices' goals has had, oldest first."""
    return _by_goal(_PLANS, practice_ids, goal_ids)


def latest_plans(practice_ids: Iterable[UUID], goal_ids: Iterable[UUID]) -> dict[UUID, Any]:
    """Give the plan in force of each goal."""
    return {goal_id: plans[-1] for goal_id, plans in plans_of(practice_ids, goal_ids).items()}


def milestones_of(practice_ids: Iterable[UUID], goal_ids: Iterable[UUID]) -> dict[UUID, list[Any]]:
    """Give the milestones of each goal, in order."""
    return _by_goal(_MILESTONES, practice_ids, goal_ids)


def statuses_of(practice_ids: Iterable[UUID], goal_ids: Iterable[UUID]) -> dict[UUID, list[Any]]:
    """Give the statuses that each goal has had, oldest first."""
    return _by_goal(_STATUSES, practice_ids, goal_ids)


def pauses_and_restarts(statuses: Sequence[Any]) -> tuple[list[Pause], list[date]]:
    """Read out of a goal's statuses the stretches that do not count, and the days on which it was taken up again."""
    pauses: list[Pause] = []
    restarts: list[date] = []
    for this, after in zip(statuses, [*statuses[1:], None], strict=True):
        if this.status in RUNNING:
            continue
        until_on = None if after is None else after.from_on - timedelta(days=1)
        if until_on is None or until_on >= this.from_on:
            pauses.append(Pause(this.from_on, until_on))
        if after is not None and after.status == "active" and _was_rest(this, after):
            restarts.append(after.from_on)
    return pauses, restarts


def _was_rest(this: Any, after: Any) -> bool:
    """Say whether the goal rested, a day at least: an achievement undone, or a slip of the finger, is no restart."""
    is_long_enough: bool = after.from_on > this.from_on
    return this.status in {"on_hold", "let_go"} and is_long_enough


def histories_of(
    practice_ids: Iterable[UUID],
    kinds: Mapping[UUID, str],
    plans: Mapping[UUID, Sequence[Any]],
    check_ins: Mapping[UUID, tuple[CheckIn, ...]],
    pauses: Mapping[UUID, Sequence[Pause]],
) -> dict[UUID, GoalHistory]:
    """Give each goal as the rules want it: `kinds` names the goals; what is missing in the last two is empty."""
    steps = milestones_of(practice_ids, [goal_id for goal_id, kind in kinds.items() if kind == "steps"])
    return {
        goal_id: GoalHistory(
            kind=kind,
            plans=tuple(plan_facts(plan) for plan in plans[goal_id]),
            steps=tuple(
                Step(step.from_on, step.until_on, step.weight, step.reached_on, step.position)
                for step in steps.get(goal_id, ())
            ),
            check_ins=check_ins.get(goal_id, ()),
            pauses=tuple(pauses.get(goal_id, ())),
        )
        for goal_id, kind in kinds.items()
    }


def plan_facts(plan: Any) -> PlanFacts:
    """Give a plan's row as the rules want it; a new unit is a new goal to them."""
    return PlanFacts(
        from_on=plan.from_on,
        start_on=plan.start_on,
        target_on=plan.target_on,
        cadence=Cadence(
            plan.every, plan.interval, plan.times, read_weekdays(plan.weekdays, tuple), plan.at_most
        ),
        start_value=plan.start_value,
        target_value=plan.target_value,
        unit=crypto.unseal_or_none(plan.unit, plan.client_id, "plan", "unit", plan.id),
        direction=plan.direction,
    )


def read_weekdays(stored: str | None, make: Any = list) -> Any:
    """Give the weekdays (0 = Monday) of their stored form."""
    return None if stored is None else make(int(digit) for digit in stored)


def _by_goal(
    statement: AnySelect, practice_ids: Iterable[UUID], goal_ids: Iterable[UUID]
) -> dict[UUID, list[Any]]:
    found: dict[UUID, list[Any]] = defaultdict(list)
    asked = {"practice_ids": list(practice_ids), "goal_ids": list(goal_ids)}
    for row in db.session.connection().execute(statement, asked):
        found[row.goal_id].append(row)
    return found


GOAL_ID = GOAL[[column.key for column in Goal.__table__.columns].index("id")]
