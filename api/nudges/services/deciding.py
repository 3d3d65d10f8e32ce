"""Reminders that are due are decided, many at a time, each in the transaction that also queues its message."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from uuid_utils.compat import uuid7

from api.batch import read_rows, write_rows
from api.db import db, new_ids, reading
from api.delivery.services import Draft, enqueue
from api.nudges.models import Nudge, NudgePlan
from api.nudges.rules import SENT, NotSent, is_held_out, next_first
from api.nudges.services.gathering import PLANS, Planned, day_of, gather, occurrence_key
from api.nudges.services.planning import (
    ONE_PLAN,
    PLAN,
    Learned,
    is_stale,
    learn_usual,
    moved_slot,
    rhythm_of,
    slot_values,
    write_plans,
)
from api.nudges.services.standing import NEXT, TOLD, Answer, Standing, answer_to, told, with_own

KIND = "nudge"
OWN = ("id", "practice_id", "client_id", "occurrence_key")
WHAT = ("goals", "milestones", "is_measured")
NOTHING = ("", "", False)
CHANNEL = TOLD.index("channel")
NUDGE: sa.Table = Nudge.__table__  # type: ignore[assignment]
_IS_DUE = sa.and_(NudgePlan.is_on, NudgePlan.next_at <= sa.bindparam("now", type_=NudgePlan.next_at.type))
_DUE = (
    PLANS.where(_IS_DUE)
    .order_by(NudgePlan.next_at)
    .limit(sa.bindparam("most", type_=sa.Integer()))
    .with_for_update(of=NudgePlan, skip_locked=True)
)
_FIRST_DUE = sa.select(NudgePlan.client_id).where(_IS_DUE).limit(1)
_WHOSE = sa.bindparam("whose", type_=PLAN.c.client_id.type)
_DUE_OF_ONE = _DUE.where(NudgePlan.client_id == _WHOSE)
_OF_ONE = PLANS.where(NudgePlan.client_id == _WHOSE)


class DatabaseAway(Exception):
    """The database is busy or away, which says nothing of any reminder: all of them wait."""


def has_due(now: datetime) -> bool:
    """Say whether any reminder is due, without waiting for the writer."""
    with reading():
        found = db.session.scalar(_FIRST_DUE, {"now": now}) is not None
        db.session.rollback()
    return found


def decide_due(now: datetime, most: int, secret: str, only: UUID | None = None) -> int:
    """At most `most` reminders that are due are decided, for good or until they are due again. Returns how many.

    The decisions, the messages and the next instants are one transaction: each reminder is decided once, whoever
    else decides. only: this client's alone. Raises DatabaseAway.
    """
    try:
        return _decide_due(now, most, secret, only)
    except (sa.exc.OperationalError, sa.exc.InterfaceError) as error:
        db.session.rollback()
        raise DatabaseAway from error
    except BaseException:
        db.session.rollback()
        raise


def due_clients(now: datetime, most: int) -> list[UUID]:
    """Give whose reminders are due, those due longest first."""
    with reading():
        statement = sa.select(NudgePlan.client_id).where(_IS_DUE).order_by(NudgePlan.next_at).limit(most)
        found = list(db.session.scalars(statement, {"now": now}))
        db.session.rollback()
    return found


def set_aside(client_id: UUID, now: datetime) -> None:
    """A plan that cannot be decided waits for its next slot; its reminder is on record as not decided."""
    row = db.session.connection().execute(_OF_ONE, {"whose": client_id}).one_or_none()
    if row is None:
        db.session.rollback()
        return
    try:
        on = day_of(row)
        slot = next_first(now, rhythm_of(row, row.member_zone), on)
        values = slot_values(slot, row.member_zone) | {"done_on": on}
    except ValueError:
        # Whatever is wrong with the plan or its zone: tomorrow somebody may have mended it.
        on = now.date()
        values = {"next_at": now + timedelta(days=1)}
    undecided = told(NotSent("not_decided"), on, row.next_kind, "", now)
    key = occurrence_key(client_id, on, row.next_kind)
    _write_nudges([(uuid7(), row.practice_id, client_id, key, *NOTHING, *undecided)])
    write_plans({client_id: values}, {client_id: row.practice_id})
    db.session.commit()


def _decide_due(now: datetime, most: int, secret: str, only: UUID | None) -> int:
    rows = read_rows(
        _DUE if only is None else _DUE_OF_ONE, {"now": now, "most": most} | ({"whose": only} if only else {})
    )
    if not rows:
        db.session.rollback()
        return 0
    # Whose zone is another one now, unnoticed as yet: the instant that was planned means nothing there.
    elsewhere = {
        row.client_id: moved_slot(row, row.member_zone, now)
        for row in rows
        if row.zone != row.member_zone and row.zone is not None
    }
    practices = {row.client_id: row.practice_id for row in rows}
    write_plans(elsewhere, practices)
    here = [row for row in rows if row.client_id not in elsewhere] if elsewhere else rows
    stale = {row.client_id: row.member_zone for row in here if is_stale(row, now)}
    learned = learn_usual(set(practices.values()), stale, now)
    write_plans({client_id: asdict(one) for client_id, one in learned.items()}, practices)
    if here:
        _answer(gather(here, now), learned, secret.encode(), now)
    db.session.commit()
    return len(rows)


def _answer(
    all_planned: Sequence[Planned], learned: Mapping[UUID, Learned], secret: bytes, now: datetime
) -> None:
    """What is decided of each is written, with its message and its plan's next slot."""
    answers: dict[tuple[Standing, Learned | None], Answer] = {}
    nudges: list[tuple[Any, ...]] = []
    drafts: list[Draft] = []
    next_plans: list[tuple[Any, ...]] = []
    ids = iter(new_ids(len(all_planned)))
    for planned in all_planned:
        client_id, practice_id, email, asked_at, eased, eased_at, standing, asked, news, is_measured = planned
        named = str(client_id)
        occurrence = occurrence_key(named, standing.on, standing.kind)
        if is_measured and is_held_out(secret, client_id, occurrence):
            standing = standing._replace(is_held_out=True)
        alike = (standing, learned.get(client_id) if learned else None)
        answer = answers.get(alike)
        if answer is None:
            answer = answers[alike] = answer_to(*alike, now)
        goals = [goal.goal_id.hex for goal in asked]
        milestones = [one.token for one in news] if news else []
        what = (",".join(goals), ",".join(milestones), is_measured) if answer.says_what else NOTHING
        nudges.append((next(ids), practice_id, client_id, occurrence, *what, *answer.told))
        if answer.is_sent:
            drafts.append(
                Draft(
                    KIND,
                    email,
                    f"{KIND}:{occurrence}",
                    with_own(answer.payload, named, goals, milestones),
                    answer.useless_at,
                    client_id,
                    practice_id,
                    channel=answer.told[CHANNEL],
                )
            )
        if answer.is_counted:
            asked_at = now
        if answer.eased != eased:
            eased_at = now
        next_plans.append((*answer.plan, asked_at, eased_at, client_id, practice_id))
    _write_nudges(nudges)
    enqueue(drafts, now)
    write_rows(ONE_PLAN, (*NEXT, "asked_at", "eased_at", "whose", "whose_practice"), next_plans)


def _write_nudges(rows: Sequence[tuple[Any, ...]]) -> None:
    # One reminder a local day: what was decided before stands once it was sent, and is overruled until then.
    write_rows(_nudge_insert(db.engine.dialect.name), (*OWN, *WHAT, *TOLD), rows)


@lru_cache
def _nudge_insert(engine: str) -> Any:
    insert: Any = postgresql.insert if engine == "postgresql" else sqlite.insert
    statement = insert(NUDGE)
    return statement.on_conflict_do_update(
        index_elements=["occurrence_key"],
        set_={name: statement.excluded[name] for name in (*WHAT, *TOLD)},
        where=sa.and_(*(Nudge.outcome != outcome for outcome in SENT)),
    )
