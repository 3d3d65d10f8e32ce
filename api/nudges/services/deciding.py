"""Reminders that are due are decided, many at a time, each in the transaction that also queues its mail."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from uuid_utils.compat import uuid7

from api import localtime
from api.accounts.models import Engagement, Membership, Person
from api.checkins.models import CheckIn, Skip
from api.checkins.services import DueGoal, due_goals_of
from api.db import db, reading
from api.delivery.services import Draft, enqueue, suppressed
from api.nudges.models import Nudge, NudgePlan
from api.nudges.rules import (
    Decision,
    Move,
    NotSent,
    Occasion,
    Rhythmic,
    Send,
    decide_nudge,
    ends_at,
    is_planned_for,
    next_nudge_at,
)
from api.nudges.services.preferences import read_time, read_weekdays

KIND = "nudge"
FIRST = "first"
"""The reminder at the chosen time."""


@dataclass(frozen=True, slots=True)
class Planned:
    """One client's plan and what the occasion was decided from."""

    client_id: UUID
    practice_id: UUID
    email: str
    occasion: Occasion
    open_goals: Sequence[DueGoal]
    coach_email: str | None

    @property
    def occurrence_key(self) -> str:
        return f"{self.client_id}:{self.occasion.on.isoformat()}:{FIRST}"


@dataclass(slots=True)
class Past:
    """Reminders a client has had."""

    sent_on: list[date] = field(default_factory=list)
    moved_on: set[date] = field(default_factory=set)
    unanswered: int = 0
    latest_unanswered_on: date | None = None


def has_due(now: datetime) -> bool:
    """Say whether any reminder is due, without waiting for the writer."""
    with reading():
        found = db.session.scalar(sa.select(NudgePlan.client_id).where(_is_due(now)).limit(1)) is not None
        db.session.rollback()
    return found


def decide_due(now: datetime, most: int) -> int:
    """At most `most` reminders that are due are decided, for good or until they are due again. Returns how many.

    The decisions, the mails and the next instants are one transaction: each reminder is decided once, whoever
    else decides.
    """
    try:
        return _decide_due(now, most)
    except BaseException:
        db.session.rollback()
        raise


def _decide_due(now: datetime, most: int) -> int:
    rows = db.session.execute(
        _plans()
        .where(_is_due(now))
        .order_by(NudgePlan.next_at)
        .limit(most)
        .with_for_update(of=NudgePlan, skip_locked=True)
    ).all()
    if not rows:
        db.session.rollback()
        return 0
    past = _past([row.client_id for row in rows], now)
    decisions: list[tuple[Planned, Decision]] = []
    next_at: dict[UUID, datetime | None] = {}
    for planned in _gather(rows, past, now):
        occasion = planned.occasion
        next_at[planned.client_id] = next_nudge_at(now, occasion.rhythm)
        was_moved = occasion.on in past[planned.client_id].moved_on
        if not was_moved and not is_planned_for(occasion.next_at, occasion.rhythm):
            # The client is in another zone now: the instant that was computed means nothing there.
            continue
        decision = decide_nudge(occasion, now)
        decisions.append((planned, decision))
        if isinstance(decision, Move):
            next_at[planned.client_id] = decision.until
    _write(decisions, now)
    _set_next(next_at)
    db.session.commit()
    return len(rows)


def postpone_first(now: datetime) -> UUID | None:
    """The plan that is due first waits for a day: something in it keeps it from being decided. Returns whose it is."""
    first = sa.select(NudgePlan.client_id).where(_is_due(now)).order_by(NudgePlan.next_at).limit(1)
    client_id = db.session.scalar(
        sa.update(NudgePlan)
        .where(NudgePlan.client_id.in_(first))
        .values(next_at=now + timedelta(days=1))
        .returning(NudgePlan.client_id)
    )
    db.session.commit()
    return client_id


def still_wanted(payload: Mapping[str, Any], address: str, now: datetime) -> bool:
    """Say whether a queued reminder may still leave; if not, its row says why. For the transaction that sends it."""
    client_id, on = UUID(payload["client_id"]), date.fromisoformat(payload["on"])
    rows = db.session.execute(_plans().where(NudgePlan.client_id == client_id)).all()
    planned = next(iter(_gather(rows, {client_id: Past()}, now, {client_id: on})), None)
    if planned is None:
        return False
    asked_for = {UUID(goal["id"]) for goal in payload["goals"]}
    is_open = any(goal.goal_id in asked_for for goal in planned.open_goals)
    occasion = replace(
        planned.occasion,
        next_at=now,
        is_reachable=planned.occasion.is_reachable and planned.email == address,
        still_open=int(is_open),
    )
    decision = decide_nudge(occasion, now)
    if isinstance(decision, NotSent):
        db.session.execute(
            sa.update(Nudge)
            .where(Nudge.occurrence_key == planned.occurrence_key)
            .values(outcome="not_sent", reason=decision.reason, decided_at=now)
        )
        return False
    return True


def _is_due(now: datetime) -> sa.ColumnElement[bool]:
    return sa.and_(NudgePlan.is_on, NudgePlan.next_at <= now)


def _plans() -> sa.Select[*tuple[Any, ...]]:
    return (
        sa.select(
            NudgePlan.client_id,
            NudgePlan.practice_id,
            NudgePlan.is_on,
            NudgePlan.weekdays,
            NudgePlan.at_local,
            NudgePlan.next_at,
            Membership.zone,
            sa.or_(Membership.left_at.is_not(None), sa.not_(Membership.is_client)).label("has_left"),
            Person.email,
        )
        .join(Membership, Membership.id == NudgePlan.client_id)
        .join(Person, Person.id == Membership.person_id)
    )


def _gather(
    rows: Sequence[Any], past: Mapping[UUID, Past], now: datetime, days: Mapping[UUID, date] | None = None
) -> list[Planned]:
    """Give each plan with all that its decision needs: a few statements, whatever the number.

    days: the local days that the reminders are about; by default, of the instants they were planned for.
    """
    if days is None:
        days = {row.client_id: localtime.local_day(row.next_at, row.zone) for row in rows}
    client_ids = list(days)
    due_goals = due_goals_of(days)
    paused = _paused(days)
    refusing = suppressed([row.email for row in rows])
    coaches = _coaches(client_ids, {row.client_id: localtime.local_day(now, row.zone) for row in rows})
    gathered = []
    for row in rows:
        client_id, goals, had = row.client_id, due_goals[row.client_id], past[row.client_id]
        open_goals = [goal for goal in goals if not goal.is_logged]
        occasion = Occasion(
            next_at=row.next_at or now,
            on=days[client_id],
            rhythm=Rhythmic(read_weekdays(row.weekdays), read_time(row.at_local), row.zone),
            is_on=row.is_on,
            has_left=row.has_left,
            has_coach=client_id in coaches,
            is_reachable=row.email not in refusing,
            is_paused=client_id in paused,
            due=len(goals),
            still_open=len(open_goals),
            sent_on=had.sent_on,
            unanswered=had.unanswered,
            latest_unanswered_on=had.latest_unanswered_on,
        )
        gathered.append(
            Planned(client_id, row.practice_id, row.email, occasion, open_goals, coaches.get(client_id))
        )
    return gathered


def _coaches(client_ids: Collection[UUID], today: Mapping[UUID, date]) -> dict[UUID, str]:
    """Give the address of each client's coach of today, the first if there are several."""
    statement = (
        sa.select(Engagement.client_id, Engagement.from_on, Engagement.until_on, Person.email)
        .join(Membership, Membership.id == Engagement.coach_id)
        .join(Person, Person.id == Membership.person_id)
        .where(Engagement.client_id.in_(client_ids), Membership.left_at.is_(None))
        .order_by(Engagement.from_on, Engagement.id)
    )
    found: dict[UUID, str] = {}
    for row in db.session.execute(statement):
        on = today[row.client_id]
        if row.from_on <= on and (row.until_on is None or row.until_on >= on):
            found.setdefault(row.client_id, row.email)
    return found


def _paused(days: Mapping[UUID, date]) -> set[UUID]:
    """Give the clients who have excused that day, whole or for a goal."""
    statement = sa.select(Skip.client_id, Skip.from_on, Skip.until_on).where(Skip.client_id.in_(list(days)))
    return {
        row.client_id
        for row in db.session.execute(statement)
        if row.from_on <= days[row.client_id]
        and (row.until_on is None or row.until_on >= days[row.client_id])
    }


def _past(client_ids: Sequence[UUID], now: datetime) -> dict[UUID, Past]:
    """Give the reminders each client has had of late, and since their latest check-in."""
    answered = (
        sa.select(CheckIn.client_id, sa.func.max(CheckIn.logged_at).label("at"))
        .where(CheckIn.client_id.in_(client_ids), CheckIn.undone_at.is_(None))
        .group_by(CheckIn.client_id)
        .subquery()
    )
    is_unanswered = sa.or_(answered.c.at.is_(None), Nudge.decided_at > answered.c.at)
    is_recent = Nudge.on_date > (now - timedelta(days=9)).date()
    statement = (
        sa.select(Nudge.client_id, Nudge.on_date, Nudge.outcome, is_unanswered.label("is_unanswered"))
        .outerjoin(answered, answered.c.client_id == Nudge.client_id)
        .where(
            Nudge.client_id.in_(client_ids),
            sa.or_(sa.and_(Nudge.outcome == "sent", is_unanswered), is_recent),
        )
        .order_by(Nudge.on_date)
    )
    past: dict[UUID, Past] = defaultdict(Past)
    for row in db.session.execute(statement):
        had = past[row.client_id]
        if row.outcome == "moved":
            had.moved_on.add(row.on_date)
        if row.outcome != "sent":
            continue
        had.sent_on.append(row.on_date)
        if row.is_unanswered:
            had.unanswered += 1
            had.latest_unanswered_on = row.on_date
    return past


def _write(decisions: Sequence[tuple[Planned, Decision]], now: datetime) -> None:
    if not decisions:
        return
    insert: Any = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
    statement = insert(Nudge)
    # One reminder a local day: what was decided before stands once it was sent, and is overruled until then.
    statement = statement.on_conflict_do_update(
        index_elements=["occurrence_key"],
        set_={name: statement.excluded[name] for name in ("outcome", "reason", "decided_at")},
        where=Nudge.outcome != "sent",
    )
    db.session.execute(statement, [_nudge(planned, decision, now) for planned, decision in decisions])
    enqueue(
        [_draft(planned, decision) for planned, decision in decisions if isinstance(decision, Send)],
        now,
    )


def _nudge(planned: Planned, decision: Decision, now: datetime) -> dict[str, Any]:
    outcome, reason = {
        Send: ("sent", None),
        Move: ("moved", "quiet_hours"),
        NotSent: ("not_sent", getattr(decision, "reason", None)),
    }[type(decision)]
    return {
        "id": uuid7(),
        "practice_id": planned.practice_id,
        "client_id": planned.client_id,
        "on_date": planned.occasion.on,
        "kind": FIRST,
        "occurrence_key": planned.occurrence_key,
        "outcome": outcome,
        "reason": reason,
        "decided_at": now,
    }


def _draft(planned: Planned, decision: Send) -> Draft:
    on = planned.occasion.on
    return Draft(
        kind=KIND,
        address=planned.email,
        dedupe_key=f"{KIND}:{planned.occurrence_key}",
        payload={
            "client_id": str(planned.client_id),
            "on": on.isoformat(),
            "goals": [{"id": str(goal.goal_id), "title": goal.title} for goal in planned.open_goals],
            "reply_to": planned.coach_email,
            "rhythm": decision.rhythm,
        },
        useless_at=ends_at(on, planned.occasion.rhythm.zone),
        client_id=planned.client_id,
        practice_id=planned.practice_id,
    )


def _set_next(next_at: Mapping[UUID, datetime | None]) -> None:
    plans = sa.inspect(NudgePlan).local_table
    statement = (
        sa.update(plans)  # type: ignore[arg-type]
        .where(plans.c.client_id == sa.bindparam("whose"))
        .values(next_at=sa.bindparam("at"))
    )
    db.session.execute(statement, [{"whose": client_id, "at": at} for client_id, at in next_at.items()])
