"""What a client shares and agrees to, and what was done by whom."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from api.db import Base, OfPractice


class Sharing(Base):
    """What a client lets their coach see."""

    __tablename__ = "sharing"

    client_id: Mapped[UUID] = mapped_column(sa.ForeignKey("membership.id"), primary_key=True)
    practice_id: Mapped[UUID] = mapped_column(sa.ForeignKey("practice.id"))
    numbers: Mapped[bool] = mapped_column(default=True)
    feelings: Mapped[bool] = mapped_column(default=False)
    obstacles: Mapped[bool] = mapped_column(default=False)
    notes: Mapped[bool] = mapped_column(default=False)


class Consent(Base):
    """What a client has agreed to: feelings, patterns. The latest answer; earlier ones stand in the audit."""

    __tablename__ = "consent"

    client_id: Mapped[UUID] = mapped_column(sa.ForeignKey("membership.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    practice_id: Mapped[UUID] = mapped_column(sa.ForeignKey("practice.id"))
    version: Mapped[str]
    given: Mapped[bool]
    at: Mapped[datetime]


class Audit(OfPractice, Base):
    """Who did what to which row, without content; written in the transaction that did it."""

    __tablename__ = "audit"

    at: Mapped[datetime]
    actor_id: Mapped[UUID | None]
    action: Mapped[str]
    subject_id: Mapped[UUID | None]
