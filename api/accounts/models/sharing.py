"""What a client shares and agrees to, and what was done by whom."""

from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from api.db import Base, ListedByPractice


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


class AccessLog(ListedByPractice, Base):
    """Somebody read something of a client within an hour; without a client: a list of those they coached that day."""

    __tablename__ = "access_log"
    __table_args__ = (
        sa.Index(
            "uq_access_log_read", "client_id", "hour_at", "reader_id", "kind", "door",
            unique=True,
            sqlite_where=sa.text("client_id IS NOT NULL"),
            postgresql_where=sa.text("client_id IS NOT NULL"),
        ),
        sa.Index(
            "uq_access_log_list", "practice_id", "hour_at", "reader_id", "kind", "door",
            unique=True,
            sqlite_where=sa.text("client_id IS NULL"),
            postgresql_where=sa.text("client_id IS NULL"),
        ),
    )  # fmt: skip

    client_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("membership.id"))
    reader_id: Mapped[UUID] = mapped_column(sa.ForeignKey("membership.id"))
    kind: Mapped[str]
    door: Mapped[str]
    hour_at: Mapped[datetime]
    reader_on: Mapped[date]


class Audit(ListedByPractice, Base):
    """Who did what to which row, without content; written in the transaction that did it."""

    __tablename__ = "audit"
    __table_args__ = (
        sa.Index(
            "ix_audit_moved",
            "actor_id",
            "at",
            sqlite_where=sa.text("action = 'member.moved'"),
            postgresql_where=sa.text("action = 'member.moved'"),
        ),
    )

    at: Mapped[datetime]
    actor_id: Mapped[UUID | None]
    action: Mapped[str]
    subject_id: Mapped[UUID | None]
