"""Weekly letters: who gets which, when the next is due, and that each week's leaves once."""

from collections.abc import Callable, Collection, Sequence
from datetime import datetime, time, timedelta
from typing import NamedTuple
from uuid import UUID

import sqlalchemy as sa
import structlog

from api.accounts.models import Membership, Person
from api.accounts.rules import Principal
from api.accounts.services.sight import hold_client
from api.db import AnySelect, changed, db, of_one_practice, reading
from api.delivery.services import Draft, enqueue, suppressed
from api.nudges.models import LetterPlan
from api.nudges.rules import next_weekly

log = structlog.get_logger()

DIGEST = "digest"
LOOK_BACK = "look_back"
WHEN: dict[str, tuple[int, time]] = {DIGEST: (0, time(7, 0)), LOOK_BACK: (0, time(8, 0))}
"""Weekday (0 = Monday) and local time of the reader."""
USEFUL = timedelta(days=2)
TRIED_AGAIN_AFTER = timedelta(hours=1)
AWAY = (sa.exc.OperationalError, sa.exc.InterfaceError)
"""The database is busy or not there."""
_WEEK = timedelta(days=7)


class Reader(NamedTuple):
    """Somebody whose letter was due at `due_at`."""

    member_id: UUID
    practice_id: UUID
    zone: str
    email: str
    is_coach: bool
    is_client: bool
    due_at: datetime


Write = Callable[[Sequence[Reader], datetime], Sequence[Draft]]


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
    met = db.session.execute(_plan_of(member_id, kind).values(**values))
    if changed(met) == 0:
        db.session.execute(
            sa.insert(LetterPlan).values(member_id=member_id, practice_id=practice_id, kind=kind, **values)
        )


def choose_letter(principal: Principal, kind: str, now: datetime, *, is_on: bool) -> None:
    """The caller gets this letter from now on, or no longer."""
    hold_client(principal.member_id)
    put_letter(principal.member_id, principal.practice_id, kind, principal.zone, now, is_on=is_on)
    db.session.commit()


def plan_letters(now: datetime, most: int = 500) -> int:
    """Every coach has a digest planned who never said that they want none, and who came back has their letters again.

    Returns how many were planned.
    """
    known = sa.exists().where(LetterPlan.member_id == Membership.id, LetterPlan.kind == DIGEST)
    new: AnySelect = sa.select(
        Membership.id, Membership.practice_id, Membership.zone, sa.literal(DIGEST).label("kind")
    ).where(Membership.is_coach, Membership.left_at.is_(None), sa.not_(known))
    # Of whoever left, the plan stays without an instant.
    back: AnySelect = (
        sa.select(Membership.id, Membership.practice_id, Membership.zone, LetterPlan.kind)
        .join(LetterPlan, LetterPlan.member_id == Membership.id)
        .where(LetterPlan.is_on, LetterPlan.next_at.is_(None), Membership.left_at.is_(None))
    )
    rows = [row for each in (new, back) for row in db.session.execute(each.limit(most))]
    for row in rows:
        put_letter(row.id, row.practice_id, row.kind, row.zone, now, is_on=True)
    db.session.commit()
    return len(rows)


def send_letters(kind: str, now: datetime, most: int, write: Write) -> int:
    """Every letter of this kind that is due is on its way, or left out. Returns how many were due, at most `most`.

    write: gives the letters of those readers who have something to read. A reader for whom it fails holds up no
    other, and is tried again every hour while the letter is of use.
    """
    due = _due_readers(kind, now, most)
    try:
        _send(kind, now, due, write)
    except AWAY:
        # Which says nothing of any reader: all of them wait.
        raise
    except Exception:  # noqa: BLE001 -- one reader's letter must not hold up the others
        db.session.rollback()
        for member_id in due:
            _send_or_put_off(kind, now, member_id, write)
    return len(due)


def _send_or_put_off(kind: str, now: datetime, member_id: UUID, write: Write) -> None:
    try:
        _send(kind, now, [member_id], write)
    except AWAY:
        raise
    except Exception as error:  # noqa: BLE001 -- as above
        db.session.rollback()
        db.session.execute(_plan_of(member_id, kind).values(next_at=now + TRIED_AGAIN_AFTER))
        db.session.commit()
        # The class alone: the text of an error may quote what somebody wrote.
        log.error("letter not written", kind=kind, member=str(member_id), error=type(error).__name__)


def _send(kind: str, now: datetime, member_ids: Collection[UUID], write: Write) -> None:
    """The letters, and when the next ones are due, are one transaction."""
    if not member_ids:
        return
    readers = _claim(kind, now, member_ids)
    refusing = suppressed([reader.email for reader in readers])
    # After a stop of days, a letter about the week before last helps nobody.
    fresh = [reader for reader in readers if now - reader.due_at < USEFUL and reader.email not in refusing]
    if fresh:
        enqueue(write(fresh, now), now)
    db.session.commit()


def _due_readers(kind: str, now: datetime, most: int) -> list[UUID]:
    """Give whose letter is due, without waiting for the writer."""
    with reading():
        statement = sa.select(LetterPlan.member_id).where(*_due(kind, now)).order_by(LetterPlan.next_at)
        found = list(db.session.scalars(statement.limit(most)))
        db.session.rollback()
    return found


def _claim(kind: str, now: datetime, member_ids: Collection[UUID]) -> list[Reader]:
    """Give those who are still here of the readers whose letter is due, each with the letter after it planned."""
    rows = db.session.execute(
        sa.select(
            LetterPlan.member_id,
            LetterPlan.practice_id,
            Membership.zone,
            Membership.is_coach,
            Membership.is_client,
            Membership.left_at.is_not(None).label("has_left"),
            Person.email,
        )
        .join(
            Membership,
            sa.and_(Membership.id == LetterPlan.member_id, of_one_practice(Membership, LetterPlan)),
        )
        .join(Person, Person.id == Membership.person_id)
        .where(*_due(kind, now), LetterPlan.member_id.in_(member_ids))
        .with_for_update(of=LetterPlan, skip_locked=True)
    ).all()
    readers = []
    for row in rows:
        following = None if row.has_left else next_letter_at(kind, row.zone, now)
        own = LetterPlan.practice_id == row.practice_id
        db.session.execute(_plan_of(row.member_id, kind).where(own).values(next_at=following))
        if not row.has_left:
            # By the week, not by the plan: that may have been put off since.
            due_at = next_letter_at(kind, row.zone, now - _WEEK)
            readers.append(
                Reader(
                    row.member_id, row.practice_id, row.zone, row.email, row.is_coach, row.is_client, due_at
                )
            )
    return readers


def _plan_of(member_id: UUID, kind: str) -> sa.Update:
    return sa.update(LetterPlan).where(LetterPlan.member_id == member_id, LetterPlan.kind == kind)


def wanting(kind: str, member_ids: Collection[UUID]) -> dict[UUID, UUID]:
    """Give those of the members who still get this letter, each with their practice."""
    statement = sa.select(LetterPlan.member_id, LetterPlan.practice_id).where(
        LetterPlan.kind == kind, LetterPlan.member_id.in_(member_ids), LetterPlan.is_on
    )
    return {row.member_id: row.practice_id for row in db.session.execute(statement)}


def stop_letter(member_id: UUID, kind: str) -> None:
    """The member gets this letter no more, whoever asked for that with their link."""
    db.session.execute(_plan_of(member_id, kind).values(is_on=False, next_at=None))
    db.session.commit()


def _due(kind: str, now: datetime) -> tuple[sa.ColumnExpressionArgument[bool], ...]:
    return LetterPlan.is_on, LetterPlan.next_at <= now, LetterPlan.kind == kind
