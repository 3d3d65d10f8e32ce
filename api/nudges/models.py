"""When each client wants to be reminded, what became of every reminder, and how a practice words them."""

from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from api.db import Base, ListedByPractice, OfPractice


class NudgePlan(Base):
    """A client's reminder: what they chose, and the next instant at which one is due.

    `next_kind` and `next_on` say what is due then: the first reminder about a local day, or its follow-up. `zone` is
    where it was planned. `done_on`: the latest local day that is decided. `eased`: how often reminders come just now.
    """

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
    timing: Mapped[str] = mapped_column(default="set", server_default="set")
    """set: at_local; usual: usual_at, once there is one."""
    usual_at: Mapped[str | None]
    learned_at: Mapped[datetime | None]
    quiet_from: Mapped[str] = mapped_column(default="21:30", server_default="21:30")
    quiet_until: Mapped[str] = mapped_column(default="08:00", server_default="08:00")
    is_discreet: Mapped[bool] = mapped_column(default=True, server_default=sa.true())
    follows_up: Mapped[bool] = mapped_column(default=True, server_default=sa.true())
    is_measured: Mapped[bool] = mapped_column(default=True, server_default=sa.true())
    by_push: Mapped[bool] = mapped_column(default=True, server_default=sa.true())
    by_email: Mapped[bool] = mapped_column(default=True, server_default=sa.true())
    restarted_at: Mapped[datetime | None]
    """When the client last chose; reminders left unanswered before that count no more."""
    next_at: Mapped[datetime | None]
    next_kind: Mapped[str] = mapped_column(default="first", server_default="first")
    next_on: Mapped[date | None]
    zone: Mapped[str | None]
    from_zone: Mapped[str | None]
    """Where the client came from, while the day of `next_on` may still run there."""
    done_on: Mapped[date | None]
    unanswered: Mapped[int] = mapped_column(default=0, server_default="0")
    """First reminders sent since the latest check-in, as of `asked_at`, when the latest of them was decided."""
    unanswered_on: Mapped[date | None]
    asked_at: Mapped[datetime | None]
    eased: Mapped[str] = mapped_column(default="full", server_default="full")
    eased_at: Mapped[datetime | None]


class Nudge(OfPractice, Base):
    """One occurrence of a reminder: sent, or not sent and why.

    `goals` and `milestones` are what it asked about. `is_measured`: it took part in the comparison, and
    `was_completed` says whether a check-in followed within a day.
    """

    __tablename__ = "nudge"
    __table_args__ = (
        sa.Index("ix_nudge_client", "client_id", "on_date"),
        sa.Index(
            "ix_nudge_queued",
            "decided_at",
            sqlite_where=sa.text("outcome = 'queued'"),
            postgresql_where=sa.text("outcome = 'queued'"),
        ),
        sa.Index(
            "ix_nudge_unjudged",
            "decided_at",
            sqlite_where=sa.text("is_measured = 1 AND was_completed IS NULL"),
            postgresql_where=sa.text("is_measured AND was_completed IS NULL"),
        ),
    )

    client_id: Mapped[UUID] = mapped_column(sa.ForeignKey("membership.id"))
    on_date: Mapped[date]
    kind: Mapped[str]
    occurrence_key: Mapped[str] = mapped_column(unique=True)
    outcome: Mapped[str]
    reason: Mapped[str | None]
    decided_at: Mapped[datetime]
    channel: Mapped[str | None]
    sent_on: Mapped[date | None]
    """The client's local day on which it left, or was to leave."""
    goals: Mapped[str] = mapped_column(default="", server_default="")
    milestones: Mapped[str] = mapped_column(default="", server_default="")
    is_measured: Mapped[bool] = mapped_column(default=False, server_default=sa.false())
    was_completed: Mapped[bool | None]


class NudgeText(ListedByPractice, Base):
    """A practice's own words for one kind of reminder in one language."""

    __tablename__ = "nudge_text"
    __table_args__ = (sa.UniqueConstraint("practice_id", "kind", "language"),)

    kind: Mapped[str]
    language: Mapped[str]
    text: Mapped[bytes]
    by_id: Mapped[UUID] = mapped_column(sa.ForeignKey("membership.id"))
    changed_at: Mapped[datetime]


class NudgeSetting(Base):
    """What a practice chose: whether a tenth of the reminders is withheld, to see whether they help."""

    __tablename__ = "nudge_setting"

    practice_id: Mapped[UUID] = mapped_column(sa.ForeignKey("practice.id"), primary_key=True)
    is_measuring: Mapped[bool]
    version: Mapped[int]
    changed_at: Mapped[datetime]


class LetterPlan(Base):
    """A weekly letter to one member (digest, look_back), and the next instant at which it is due."""

    __tablename__ = "letter_plan"
    __table_args__ = (
        sa.Index(
            "ix_letter_plan_next",
            "next_at",
            sqlite_where=sa.text("is_on = 1"),
            postgresql_where=sa.text("is_on"),
        ),
    )

    member_id: Mapped[UUID] = mapped_column(sa.ForeignKey("membership.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    practice_id: Mapped[UUID] = mapped_column(sa.ForeignKey("practice.id"))
    is_on: Mapped[bool]
    next_at: Mapped[datetime | None]
