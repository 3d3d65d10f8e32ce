"""When each client wants to be reminded, and what became of every reminder."""

from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from api.db import Base, OfPractice


class NudgePlan(Base):
    """A client's reminder: weekdays, local time, and the next instant at which one is due."""

    __tablename__ = "nudge_plan"
    __table_args__ = (
        sa.Index(
            "ix_nudge_plan_next",
            "next_at",
            sqlite_where=sa.text("is_on = 1"),
            postgresql_where=sa.text("is_on"),
        ),
    )

    client_id: Mapped[UUID] = mapped_column(sa.ForeignKey("membership.id"), primary_key=True)
    practice_id: Mapped[UUID] = mapped_column(sa.ForeignKey("practice.id"))
    is_on: Mapped[bool]
    weekdays: Mapped[str]
    at_local: Mapped[str]
    next_at: Mapped[datetime | None]


class Nudge(OfPractice, Base):
    """One occurrence of a reminder: sent, or not sent and why."""

    __tablename__ = "nudge"
    __table_args__ = (sa.Index("ix_nudge_client", "client_id", "on_date"),)

    client_id: Mapped[UUID] = mapped_column(sa.ForeignKey("membership.id"))
    on_date: Mapped[date]
    kind: Mapped[str]
    occurrence_key: Mapped[str] = mapped_column(unique=True)
    outcome: Mapped[str]
    reason: Mapped[str | None]
    decided_at: Mapped[datetime]
