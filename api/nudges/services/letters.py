"""Weekly letters: who gets which, when the next is due, and that each week's leaves once."""

from collections.abc import Collection
from datetime import datetime, time
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api.accounts.models import Membership, Person
from api.accounts.rules import Principal
from api.accounts.services.sight import hold_client
from api.db import changed, db, reading
from api.nudges.models import LetterPlan
from api.nudges.rules import next_weekly

DIGEST = "digest"
LOOK_BACK = "look_back"
WHEN: dict[str, tuple[int, time]] = {DIGEST: (0, time(7, 0)), LOOK_BACK: (0, time(8, 0))}
"""Weekday (0 = Monday) and local time of the reader."""


def next_letter_at(kind: str, zone: str, now: datetime) -> datetime:
    """Give the instant at which the reader's next letter of this kind is due."""
    weekday, at_local = WHEN[kind]
    return next_weekly(now, zone, weekday, at_local)


def gets_letter(member_id: UUID, kind: str, *, unless_chosen: bool) -> bool:
    """Say whether the member gets this letter; `unless_chosen` is for those who never chose."""
    chosen = db.session.scalar(
        sa.select(LetterPlan.is_on).where(LetterPlan.member_id == member_id, LetterPlan.kind == kind)
    )
    return unless_chosen if chosen is None else chosen


def put_letter(
    member_id: UUID, practice_id: UUID, kind: str, zone: str, now: datetime, *, is_on: bool
) -> None:
    """The member gets this letter from now on, or no longer. Does not commit; the member is held by the caller."""
    values = {"is_on": is_on, "next_at": next_letter_at(kind, zone, now) if is_on else None}
    met = db.session.execute(
        sa.update(LetterPlan)
        .where(LetterPlan.member_id == member_id, LetterPlan.kind == kind)
        .values(**values)
    )
    if changed(met) == 0:
        db.session.execute(
            sa.insert(LetterPlan).values(member_id=member_id, practice_id=practice_id, kind=kind, **values)
        )


def choose_letter(principal: Principal, kind: str, now: datetime, *, is_on: bool) -> None:
    """The caller gets this letter from now on, or no longer."""
    hold_client(principal.member_id)
    put_letter(principal.member_id, principal.practice_id, kind, principal.zone, now, is_on=is_on)
    db.session.commit()


def plan_digests(now: datetime, most: int = 500) -> int:
    """Every coach has a digest planned who never said that they want none. Returns how many were new."""
    # Of whoever left, the plan stays without an instant: it is found anew once they come back.
    known = sa.exists().where(
        LetterPlan.member_id == Membership.id,
        LetterPlan.kind == DIGEST,
        sa.or_(sa.not_(LetterPlan.is_on), LetterPlan.next_at.is_not(None)),
    )
    rows = db.session.execute(
        sa.select(Membership.id, Membership.practice_id, Membership.zone)
        .where(Membership.is_coach, Membership.left_at.is_(None), sa.not_(known))
        .limit(most)
    ).all()
    for row in rows:
        put_letter(row.id, row.practice_id, DIGEST, row.zone, now, is_on=True)
    db.session.commit()
    return len(rows)


def has_due_letters(kind: str, now: datetime) -> bool:
    """Say whether a letter is due, without waiting for the writer."""
    with reading():
        statement = sa.select(LetterPlan.member_id).where(*_due(kind, now)).limit(1)
        found = db.session.scalar(statement) is not None
        db.session.rollback()
    return found


def claim_letters(kind: str, now: datetime, most: int) -> list[Any]:
    """Give readers whose letter is due, each with the letter after it planned.

    For the transaction that also queues the letters.
    """
    rows = db.session.execute(
        sa.select(
            LetterPlan.member_id,
            LetterPlan.practice_id,
            LetterPlan.next_at.label("due_at"),
            Membership.zone,
            Membership.is_coach,
            Membership.is_client,
            Membership.left_at.is_not(None).label("has_left"),
            Person.email,
        )
        .join(Membership, Membership.id == LetterPlan.member_id)
        .join(Person, Person.id == Membership.person_id)
        .where(*_due(kind, now))
        .order_by(LetterPlan.next_at)
        .limit(most)
        .with_for_update(of=LetterPlan, skip_locked=True)
    ).all()
    for row in rows:
        db.session.execute(
            sa.update(LetterPlan)
            .where(LetterPlan.member_id == row.member_id, LetterPlan.kind == kind)
            .values(next_at=None if row.has_left else next_letter_at(kind, row.zone, now))
        )
    return list(rows)


def wanting(kind: str, member_ids: Collection[UUID]) -> set[UUID]:
    """Give those of the members who still get this letter."""
    return set(
        db.session.scalars(
            sa.select(LetterPlan.member_id).where(
                LetterPlan.kind == kind, LetterPlan.member_id.in_(member_ids), LetterPlan.is_on
            )
        )
    )


def stop_letter(member_id: UUID, kind: str) -> None:
    """The member gets this letter no more, whoever asked for that with their link."""
    db.session.execute(
        sa.update(LetterPlan)
        .where(LetterPlan.member_id == member_id, LetterPlan.kind == kind)
        .values(is_on=False, next_at=None)
    )
    db.session.commit()


def _due(kind: str, now: datetime) -> tuple[sa.ColumnExpressionArgument[bool], ...]:
    return LetterPlan.is_on, LetterPlan.next_at <= now, LetterPlan.kind == kind
