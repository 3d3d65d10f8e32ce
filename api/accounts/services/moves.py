"""Word of a changed time zone: left where people change it, taken up by what plans by it."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from api.accounts.models import ZoneMove
from api.db import db, reading


def leave_word_of_move(member_id: UUID, practice_id: UUID, now: datetime) -> None:
    """The next look at who has moved finds this member. Does not commit."""
    # Taken away first: a move that was noticed long ago, or a moment ago, is the same to whoever plans anew.
    db.session.execute(sa.delete(ZoneMove).where(ZoneMove.member_id == member_id))
    db.session.execute(sa.insert(ZoneMove).values(member_id=member_id, practice_id=practice_id, at=now))


def has_moves() -> bool:
    """Say whether anybody has moved, without waiting for the writer."""
    with reading():
        found = db.session.scalar(sa.select(ZoneMove.member_id).limit(1)) is not None
        db.session.rollback()
    return found


def take_moves(most: int) -> dict[UUID, UUID]:
    """Take up word of at most so many moves: it is gone once the transaction commits. Give each with its practice."""
    statement = (
        sa.select(ZoneMove.member_id, ZoneMove.practice_id)
        .order_by(ZoneMove.member_id)
        .limit(most)
        .with_for_update(skip_locked=True)
    )
    moved = {row.member_id: row.practice_id for row in db.session.execute(statement)}
    if moved:
        taken = (ZoneMove.member_id.in_(moved), ZoneMove.practice_id.in_(set(moved.values())))
        db.session.execute(sa.delete(ZoneMove).where(*taken))
    return moved
