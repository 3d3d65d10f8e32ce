"""What a coach made of a card of their inbox."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from api.db import Base, OfPractice


class TriageMark(OfPractice, Base):
    """One coach has dealt with one subject, for a while; a subject that gets worse comes back before that."""

    __tablename__ = "triage_mark"
    __table_args__ = (sa.UniqueConstraint("coach_id", "subject_id"),)

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
