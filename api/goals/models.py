"""Goals, the plans they have had, and the milestones on the way. Words are sealed bytes."""

from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from api.db import Base, ListedByPractice, OfPractice


class Goal(OfPractice, Base):
    """Something a client wants to reach or keep doing."""

    __tablename__ = "goal"
    __table_args__ = (
        sa.Index("ix_goal_client", "client_id", "created_at"),
        sa.Index(
            "ix_goal_stall_check_due",
            "stall_check_due_at",
            sqlite_where=sa.text("stall_check_due_at IS NOT NULL"),
            postgresql_where=sa.text("stall_check_due_at IS NOT NULL"),
        ),
    )

    client_id: Mapped[UUID] = mapped_column(sa.ForeignKey("membership.id"))
    title: Mapped[bytes]
    area: Mapped[str]
    kind: Mapped[str]
    status: Mapped[str]
    is_priority: Mapped[bool] = mapped_column(default=False)
    is_private: Mapped[bool] = mapped_column(default=False)
    numbers_shared: Mapped[bool | None]
    """What the client's coach may see of this goal; empty: as everywhere."""
    feelings_shared: Mapped[bool | None]
    obstacles_shared: Mapped[bool | None]
    notes_shared: Mapped[bool | None]
    why: Mapped[bytes | None]
    if_then: Mapped[bytes | None]
    status_reason: Mapped[bytes | None]
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime]
    stall_check_due_at: Mapped[datetime | None]


class GoalStatus(OfPractice, Base):
    """A status the goal took on and when: stretches on hold and restarts are read from these."""

    __tablename__ = "goal_status"

    goal_id: Mapped[UUID] = mapped_column(sa.ForeignKey("goal.id", ondelete="CASCADE"), index=True)
    client_id: Mapped[UUID] = mapped_column(sa.ForeignKey("membership.id"))
    status: Mapped[str]
    since_on: Mapped[date]
    since_at: Mapped[datetime]


class Plan(OfPractice, Base):
    """A segment of the path: from `from_on` until the next plan's. Old plans stay."""

    __tablename__ = "plan"

    goal_id: Mapped[UUID] = mapped_column(sa.ForeignKey("goal.id", ondelete="CASCADE"), index=True)
    client_id: Mapped[UUID] = mapped_column(sa.ForeignKey("membership.id"))
    from_on: Mapped[date]
    start_on: Mapped[date]
    target_on: Mapped[date | None]
    every: Mapped[str]
    interval: Mapped[int]
    times: Mapped[int]
    weekdays: Mapped[str | None]
    at_most: Mapped[bool]
    start_value: Mapped[float | None]
    target_value: Mapped[float | None]
    unit: Mapped[bytes | None]
    direction: Mapped[str | None]
    by_id: Mapped[UUID | None]
    made_at: Mapped[datetime]


class Milestone(OfPractice, Base):
    """A step of the path."""

    __tablename__ = "milestone"
    __table_args__ = (sa.Index("ix_milestone_goal", "goal_id", "position"),)

    goal_id: Mapped[UUID] = mapped_column(sa.ForeignKey("goal.id", ondelete="CASCADE"))
    client_id: Mapped[UUID] = mapped_column(sa.ForeignKey("membership.id"))
    title: Mapped[bytes]
    position: Mapped[int]
    due_from: Mapped[date | None]
    due_on: Mapped[date | None]
    weight: Mapped[float]
    reached_on: Mapped[date | None]
    what_worked: Mapped[bytes | None]
    version: Mapped[int] = mapped_column(default=1, server_default="1")
    """Rises with every change: the SEQUENCE that calendars go by."""


class UnreadReply(OfPractice, Base):
    """A reply on a goal's check-in that one reader has not read. It stands from the reply's commit until they have."""

    __tablename__ = "unread_reply"
    __table_args__ = (
        sa.Index("ix_unread_reply_reader", "reader_id", "client_id", "goal_id"),
        sa.UniqueConstraint("reply_id", "reader_id"),
    )

    reply_id: Mapped[UUID] = mapped_column(sa.ForeignKey("reply.id", ondelete="CASCADE"))
    goal_id: Mapped[UUID] = mapped_column(sa.ForeignKey("goal.id", ondelete="CASCADE"), index=True)
    client_id: Mapped[UUID] = mapped_column(sa.ForeignKey("membership.id"), index=True)
    reader_id: Mapped[UUID] = mapped_column(sa.ForeignKey("membership.id"))


class GoalTemplate(ListedByPractice, Base):
    """A goal that a coach sets again and again. `content` is the goal without its client and its dates, as JSON."""

    __tablename__ = "goal_template"

    content: Mapped[bytes]
    made_by_id: Mapped[UUID] = mapped_column(sa.ForeignKey("membership.id"))
    version: Mapped[int] = mapped_column(default=1)
    made_at: Mapped[datetime]
    retired_at: Mapped[datetime | None]


class Programme(ListedByPractice, Base):
    """Templates in order, each released when its turn comes."""

    __tablename__ = "programme"

    title: Mapped[bytes]
    made_by_id: Mapped[UUID] = mapped_column(sa.ForeignKey("membership.id"))
    made_at: Mapped[datetime]
    retired_at: Mapped[datetime | None]


class ProgrammeStep(OfPractice, Base):
    """One step: which template, and what releases it."""

    __tablename__ = "programme_step"
    __table_args__ = (sa.UniqueConstraint("programme_id", "position"),)

    programme_id: Mapped[UUID] = mapped_column(sa.ForeignKey("programme.id", ondelete="CASCADE"))
    position: Mapped[int]
    template_id: Mapped[UUID] = mapped_column(sa.ForeignKey("goal_template.id"))
    release: Mapped[str]
    after_days: Mapped[int | None]
    on: Mapped[date | None]


class Enrolment(OfPractice, Base):
    """A client on a programme. `check_due_at`: when to look at its next step; empty: none is left."""

    __tablename__ = "enrolment"
    __table_args__ = (
        sa.Index("ix_enrolment_practice", "practice_id", "client_id"),
        sa.Index(
            "ix_enrolment_due",
            "check_due_at",
            sqlite_where=sa.text("check_due_at IS NOT NULL"),
            postgresql_where=sa.text("check_due_at IS NOT NULL"),
        ),
        sa.Index(
            "uq_enrolment_running",
            "programme_id",
            "client_id",
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        ),
    )

    programme_id: Mapped[UUID] = mapped_column(sa.ForeignKey("programme.id"))
    client_id: Mapped[UUID] = mapped_column(sa.ForeignKey("membership.id"), index=True)
    coach_id: Mapped[UUID] = mapped_column(sa.ForeignKey("membership.id"))
    starts_on: Mapped[date]
    begun_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    check_due_at: Mapped[datetime | None]


class EnrolmentGoal(OfPractice, Base):
    """A step that was released to a client: the goal that came of it."""

    __tablename__ = "enrolment_goal"
    __table_args__ = (sa.UniqueConstraint("enrolment_id", "position"),)

    enrolment_id: Mapped[UUID] = mapped_column(sa.ForeignKey("enrolment.id", ondelete="CASCADE"))
    position: Mapped[int]
    goal_id: Mapped[UUID] = mapped_column(sa.ForeignKey("goal.id", ondelete="CASCADE"), index=True)
    released_on: Mapped[date]
