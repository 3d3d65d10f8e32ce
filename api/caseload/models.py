"""What coaches keep for themselves: notes on a client, and what they made of a card of their inbox."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from api.db import Base, ListedByPractice, OfPractice


class CoachNote(ListedByPractice, Base):
    """A coach's own note on a client, sealed under the client's key: it goes when the client is erased."""

    __tablename__ = "coach_note"
    __table_args__ = (sa.Index("ix_coach_note_client_author", "client_id", "author_id"),)

    client_id: Mapped[UUID] = mapped_column(sa.ForeignKey("membership.id"))
    author_id: Mapped[UUID] = mapped_column(sa.ForeignKey("membership.id"))
    text: Mapped[bytes]
    written_at: Mapped[datetime]
    edited_at: Mapped[datetime | None]


class TriageMark(OfPractice, Base):
    """One coach has dealt with one subject, for a while; a subject that gets worse comes back before that."""

    __tablename__ = "triage_mark"
    __table_args__ = (
        sa.UniqueConstraint("coach_id", "subject_id"),
        sa.Index("ix_triage_mark_practice", "practice_id", "coach_id"),
    )

    coach_id: Mapped[UUID] = mapped_column(sa.ForeignKey("membership.id"))
    client_id: Mapped[UUID] = mapped_column(sa.ForeignKey("membership.id"), index=True)
    subject_kind: Mapped[str]
    """goal or suggestion"""
    subject_id: Mapped[UUID]
    verdict: Mapped[str]
    """snoozed, planned or not_a_concern"""
    place: Mapped[int]
    """Where it stood in the order when it was marked; the lower, the sooner."""
    until_at: Mapped[datetime]
    made_at: Mapped[datetime]
