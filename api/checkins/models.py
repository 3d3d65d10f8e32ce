"""Check-ins, excused time and weekly reflections. Their ids are made on the client's device."""

from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from api.db import Base, OfPractice


class CheckIn(OfPractice, Base):
    """What a client said about one goal on one day. At most one a day counts; the others are its history."""

    __tablename__ = "check_in"
    __table_args__ = (
        sa.Index(
            "uq_check_in_counts",
            "goal_id",
            "happened_on",
            unique=True,
            sqlite_where=sa.text("counts = 1"),
            postgresql_where=sa.text("counts"),
        ),
        sa.Index("ix_check_in_goal_day", "goal_id", "happened_on", "id"),
        sa.Index("ix_check_in_client_day", "client_id", "happened_on"),
    )

    client_id: Mapped[UUID] = mapped_column(sa.ForeignKey("membership.id"))
    goal_id: Mapped[UUID] = mapped_column(sa.ForeignKey("goal.id", ondelete="CASCADE"))
    happened_on: Mapped[date]
    recorded_at: Mapped[datetime]
    logged_at: Mapped[datetime]
    outcome: Mapped[str | None]
    value: Mapped[float | None]
    felt: Mapped[str | None]
    obstacles: Mapped[str] = mapped_column(default="")
    note: Mapped[bytes | None]
    source: Mapped[str]
    counts: Mapped[bool]
    undone_at: Mapped[datetime | None]


class ObstacleChips(OfPractice, Base):
    """All the chips of a practice that has its own, in their order; where there is no row, the usual ones hold."""

    __tablename__ = "obstacle_chips"
    __table_args__ = (sa.UniqueConstraint("practice_id"),)

    # The unique key finds it.
    practice_id: Mapped[UUID] = mapped_column(sa.ForeignKey("practice.id"), sort_order=-1)
    content: Mapped[bytes]
    version: Mapped[int]
    changed_at: Mapped[datetime]


class Reply(OfPractice, Base):
    """What coach or client answered on a check-in."""

    __tablename__ = "reply"
    __table_args__ = (sa.Index("ix_reply_check_in", "check_in_id", "written_at"),)

    check_in_id: Mapped[UUID] = mapped_column(sa.ForeignKey("check_in.id", ondelete="CASCADE"))
    client_id: Mapped[UUID] = mapped_column(sa.ForeignKey("membership.id"), index=True)
    author_id: Mapped[UUID] = mapped_column(sa.ForeignKey("membership.id"))
    by: Mapped[str]
    text: Mapped[bytes]
    written_at: Mapped[datetime]
    edited_at: Mapped[datetime | None]


class Skip(OfPractice, Base):
    """A day or a stretch that is excused, for one goal or for all; open-ended without `until_on`."""

    __tablename__ = "skip"

    client_id: Mapped[UUID] = mapped_column(sa.ForeignKey("membership.id"), index=True)
    goal_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("goal.id", ondelete="CASCADE"))
    from_on: Mapped[date]
    until_on: Mapped[date | None]
    reason: Mapped[bytes | None]
    logged_at: Mapped[datetime]


class Reflection(OfPractice, Base):
    """How one week has been: two numbers and one answer. The latest of a week counts."""

    __tablename__ = "reflection"
    __table_args__ = (
        sa.Index(
            "uq_reflection_counts",
            "client_id",
            "week_on",
            unique=True,
            sqlite_where=sa.text("counts = 1"),
            postgresql_where=sa.text("counts"),
        ),
    )

    client_id: Mapped[UUID] = mapped_column(sa.ForeignKey("membership.id"))
    week_on: Mapped[date]
    heavy: Mapped[int]
    drained: Mapped[int]
    bigger: Mapped[str]
    logged_at: Mapped[datetime]
    counts: Mapped[bool]
