"""Goals are made, changed, re-planned; milestones come, move and are reached."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from uuid_utils.compat import uuid7

from api import crypto
from api.accounts.rules import Principal
from api.accounts.services.sight import CALLERS_PRACTICE, audit, client_in_view
from api.db import changed, db
from api.errors import Conflict, Fault, Invalid, NotFound, Stale
from api.goals.models import Goal, GoalStatus, Milestone, Plan
from api.goals.rules import Cadence, plan_faults
from api.goals.rules import Plan as PlanFacts
from api.goals.services.reading import MILESTONE, GoalSeen, goal_in_view, tell_milestone

MOST_MILESTONES = 100

_HAS_NEWS = (
    sa.update(Goal)
    .where(Goal.id == sa.bindparam("goal_id"), Goal.practice_id == CALLERS_PRACTICE)
    .values(stall_check_due_at=sa.bindparam("due_at"))
)


@dataclass(frozen=True, slots=True)
class NewGoal:
    """A goal as it was sent: words in clear, the plan still a mapping."""

    client_id: UUID
    title: str
    area: str
    kind: str
    is_priority: bool
    is_private: bool
    why: str | None
    if_then: dict[str, str] | None
    plan: dict[str, Any]


def create_goal(principal: Principal, sent: NewGoal, now: datetime) -> GoalSeen:
    """The client has a new goal, running when its plan has begun. Raises Invalid naming the plan's field, NotFound."""
    view = client_in_view(principal, sent.client_id, now)
    if sent.is_private and not view.is_own:
        raise Invalid.field("private", "Only the client can keep a goal to themselves.")
    goal_id = add_goal(view.practice_id, principal.member_id, sent, view.today(now), now)
    db.session.commit()
    return goal_in_view(principal, goal_id, now)


def add_goal(practice_id: UUID, actor_id: UUID, sent: NewGoal, today: date, now: datetime) -> UUID:
    """The client has a new goal as sent, seen from their local day. Does not commit. Raises Invalid."""
    plan = plan_facts_of(sent.plan, from_on=sent.plan["start_on"])
    refuse_plan(sent.kind, plan)
    goal_id = uuid7()
    status = "active" if plan.start_on <= today else "not_started"
    words = {"title": sent.title, "why": sent.why, "if_then": _as_json(sent.if_then)}
    db.session.execute(
        sa.insert(Goal).values(
            id=goal_id,
            practice_id=practice_id,
            client_id=sent.client_id,
            area=sent.area,
            kind=sent.kind,
            status=status,
            is_priority=sent.is_priority,
            is_private=sent.is_private,
            version=1,
            created_at=now,
            stall_check_due_at=now,
            **_sealed(sent.client_id, "goal", goal_id, words),
        )
    )
    _add_status(practice_id, goal_id, sent.client_id, status, min(plan.start_on, today), now)
    _add_plan(practice_id, goal_id, sent.client_id, plan, actor_id, now)
    audit(practice_id, actor_id, "goal.created", goal_id, now)
    return goal_id


def amend_goal(
    principal: Principal, goal_id: UUID, changes: dict[str, Any], version: int, now: datetime
) -> GoalSeen:
    """The goal reads as `changes` say. Raises Stale when it is no longer at `version`."""
    goal = goal_in_view(principal, goal_id, now, lock=True)
    if goal.row.version != version:
        raise Stale
    if "is_private" in changes and not goal.view.is_own:
        raise Invalid.field("private", "Only the client can keep a goal to themselves.")
    client_id = goal.view.client_id
    if "if_then" in changes:
        changes["if_then"] = _as_json(changes["if_then"])
    words: dict[str, str | None] = {
        name: changes.pop(name) for name in ("title", "why", "if_then", "status_reason") if name in changes
    }
    if changes.get("status", goal.row.status) != goal.row.status:
        words.setdefault("status_reason", None)
        _add_status(principal.practice_id, goal_id, client_id, changes["status"], goal.view.today(now), now)
    db.session.execute(
        sa.update(Goal)
        .where(Goal.id == goal_id)
        .values(
            **changes,
            **_sealed(client_id, "goal", goal_id, words),
            version=Goal.version + 1,
            stall_check_due_at=now,
        )
    )
    audit(principal.practice_id, principal.member_id, "goal.amended", goal_id, now)
    db.session.commit()
    return goal_in_view(principal, goal_id, now)


def replan(principal: Principal, goal_id: UUID, sent: dict[str, Any], now: datetime) -> GoalSeen:
    """From today on, or from its later start, the goal follows a new plan; what it followed stays as its history."""
    goal = goal_in_view(principal, goal_id, now, lock=True)
    today = goal.view.today(now)
    plan = plan_facts_of(sent, from_on=max(today, sent["start_on"]))
    refuse_plan(goal.row.kind, plan, within="plan.")
    # Planning twice on one day, or before an earlier plan begins: the later plan is the one that was meant.
    unbegun_from = min(plan.from_on, today + timedelta(days=1))
    db.session.execute(sa.delete(Plan).where(Plan.goal_id == goal_id, Plan.from_on >= unbegun_from))
    _add_plan(principal.practice_id, goal_id, goal.view.client_id, plan, principal.member_id, now)
    db.session.execute(
        sa.update(Goal).where(Goal.id == goal_id).values(version=Goal.version + 1, stall_check_due_at=now)
    )
    audit(principal.practice_id, principal.member_id, "goal.replanned", goal_id, now)
    db.session.commit()
    return goal_in_view(principal, goal_id, now)


def put_milestone(
    principal: Principal, goal_id: UUID, milestone_id: UUID, sent: dict[str, Any], now: datetime
) -> tuple[dict[str, Any], bool]:
    """The milestone reads as sent. Returns it as the caller may see it, and whether it is new."""
    goal = goal_in_view(principal, goal_id, now, lock=True)
    client_id = goal.view.client_id
    if sent["due_from"] and sent["due_on"] and sent["due_from"] > sent["due_on"]:
        raise Invalid.field("due_from", "A range begins before it ends.")
    if sent["reached_on"] and sent["reached_on"] > goal.view.today(now):
        raise Invalid.field("reached_on", "This day has not come yet.")
    if not goal.view.numbers:
        # Whoever does not see whether it was reached must not say so, nor write over it.
        told = next((name for name in ("reached_on", "what_worked") if sent[name]), None)
        if told:
            raise Invalid.field(told, "The client shares no numbers of this goal: only they mark a step.")
        sent = {name: value for name, value in sent.items() if name not in {"reached_on", "what_worked"}}
    known = db.session.execute(sa.select(Milestone.goal_id).where(Milestone.id == milestone_id)).one_or_none()
    if known is not None and known.goal_id != goal_id:
        raise Conflict("This id belongs to another milestone. Make a new one.")
    if known is None:
        count = db.session.scalar(sa.select(sa.func.count()).where(Milestone.goal_id == goal_id))
        if count is not None and count >= MOST_MILESTONES:
            raise Conflict(f"A goal has at most {MOST_MILESTONES} milestones.")
        try:
            add_milestone(principal.practice_id, goal_id, client_id, milestone_id, sent)
        except IntegrityError as error:
            # Another goal's writer, whom the lock on this goal does not hold back, took the id a moment ago.
            db.session.rollback()
            raise Conflict("This id was used a moment ago. Make a new one.") from error
    else:
        values = _milestone_values(client_id, milestone_id, sent)
        db.session.execute(
            sa.update(Milestone)
            .where(Milestone.id == milestone_id)
            .values(**values, version=Milestone.version + 1)
        )
    mark_news(goal, now)
    row = db.session.execute(sa.select(*MILESTONE).where(Milestone.id == milestone_id)).one()
    db.session.commit()
    return tell_milestone(row, goal.view), known is None


def add_milestone(
    practice_id: UUID, goal_id: UUID, client_id: UUID, milestone_id: UUID, sent: dict[str, Any]
) -> None:
    """The goal has one more milestone. Does not commit."""
    db.session.execute(
        sa.insert(Milestone).values(
            id=milestone_id,
            practice_id=practice_id,
            goal_id=goal_id,
            client_id=client_id,
            version=1,
            **_milestone_values(client_id, milestone_id, sent),
        )
    )


def order_milestones(principal: Principal, goal_id: UUID, ids: Sequence[UUID], now: datetime) -> None:
    """The milestones stand in this order. Raises Invalid unless `ids` names each of the goal's once."""
    goal = goal_in_view(principal, goal_id, now, lock=True)
    known = set(db.session.scalars(sa.select(Milestone.id).where(Milestone.goal_id == goal_id)))
    if len(ids) != len(known) or set(ids) != known:
        raise Invalid.field("ids", "Name every milestone of the goal once.")
    if ids:
        place = sa.case(
            {milestone_id: position for position, milestone_id in enumerate(ids)}, value=Milestone.id
        )
        db.session.execute(sa.update(Milestone).where(Milestone.goal_id == goal_id).values(position=place))
    mark_news(goal, now)
    db.session.commit()


def delete_milestone(principal: Principal, goal_id: UUID, milestone_id: UUID, now: datetime) -> None:
    """The milestone is gone. Raises NotFound when the goal has no such one."""
    goal = goal_in_view(principal, goal_id, now, lock=True)
    gone = db.session.execute(
        sa.delete(Milestone).where(Milestone.id == milestone_id, Milestone.goal_id == goal_id)
    )
    if changed(gone) != 1:
        raise NotFound
    mark_news(goal, now)
    db.session.commit()


def begin_if_not_started(goal: GoalSeen, now: datetime) -> None:
    """The goal has news; one that waited to be started is active from today. Does not commit."""
    if goal.row.status != "not_started":
        mark_news(goal, now)
        return
    _add_status(goal.view.practice_id, goal.id, goal.view.client_id, "active", goal.view.today(now), now)
    begun = {"status": "active", "version": Goal.version + 1, "stall_check_due_at": now}
    db.session.execute(
        sa.update(Goal).where(Goal.id == goal.id, Goal.practice_id == goal.view.practice_id).values(**begun)
    )


def mark_news(goal: GoalSeen, now: datetime) -> None:
    """The next tick looks at this goal again. Does not commit."""
    of = {CALLERS_PRACTICE.key: goal.view.practice_id, "goal_id": goal.id}
    db.session.connection().execute(_HAS_NEWS, of | {"due_at": now})


def plan_facts_of(sent: dict[str, Any], from_on: date) -> PlanFacts:
    """Give a plan that was sent as the rules want it."""
    cadence = sent["cadence"]
    weekdays = cadence["weekdays"]
    return PlanFacts(
        from_on=from_on,
        start_on=sent["start_on"],
        target_on=sent["target_on"],
        cadence=Cadence(
            cadence["every"],
            cadence["interval"],
            cadence["times"],
            None if weekdays is None else tuple(weekdays),
            cadence["at_most"],
        ),
        start_value=sent["start_value"],
        target_value=sent["target_value"],
        unit=sent["unit"],
        direction=sent["direction"],
    )


def refuse_plan(kind: str, plan: PlanFacts, within: str = "") -> None:
    """Raise Invalid naming the plan's fields; `within` is the part of their names that was not sent."""
    faults = plan_faults(kind, plan)
    if faults:
        raise Invalid(None, *(Fault(field.removeprefix(within), detail) for field, detail in faults))


def _add_plan(
    practice_id: UUID, goal_id: UUID, client_id: UUID, plan: PlanFacts, by_id: UUID, now: datetime
) -> None:
    plan_id, cadence = uuid7(), plan.cadence
    db.session.execute(
        sa.insert(Plan).values(
            id=plan_id,
            practice_id=practice_id,
            goal_id=goal_id,
            client_id=client_id,
            from_on=plan.from_on,
            start_on=plan.start_on,
            target_on=plan.target_on,
            every=cadence.every,
            interval=cadence.interval,
            times=cadence.times,
            weekdays=None
            if cadence.weekdays is None
            else "".join(str(day) for day in sorted(cadence.weekdays)),
            at_most=cadence.at_most,
            start_value=plan.start_value,
            target_value=plan.target_value,
            unit=crypto.seal_or_none(plan.unit, client_id, "plan", "unit", plan_id),
            direction=plan.direction,
            by_id=by_id,
            made_at=now,
        )
    )


def _add_status(
    practice_id: UUID, goal_id: UUID, client_id: UUID, status: str, since_on: date, now: datetime
) -> None:
    db.session.execute(
        sa.insert(GoalStatus).values(
            id=uuid7(),
            practice_id=practice_id,
            goal_id=goal_id,
            client_id=client_id,
            status=status,
            since_on=since_on,
            since_at=now,
        )
    )


def _milestone_values(client_id: UUID, milestone_id: UUID, sent: dict[str, Any]) -> dict[str, Any]:
    words: dict[str, str | None] = {name: sent[name] for name in ("title", "what_worked") if name in sent}
    return sent | _sealed(client_id, "milestone", milestone_id, words)


def _as_json(if_then: dict[str, str] | None) -> str | None:
    return None if if_then is None else json.dumps(if_then)


def _sealed(
    client_id: UUID, table: str, row_id: UUID, words: Mapping[str, str | None]
) -> dict[str, bytes | None]:
    return {
        column: crypto.seal_or_none(text, client_id, table, column, row_id) for column, text in words.items()
    }
