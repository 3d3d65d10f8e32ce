"""What was tried, what was concluded from it, and the stretches in which a goal stood still."""

from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from api.db import Base, ListedByPractice, OfPractice


class Adaptation(OfPractice, Base):
    """A change of approach that client or coach made."""

    __tablename__ = "adaptation"

    goal_id: Mapped[UUID] = mapped_column(sa.ForeignKey("goal.id", ondelete="CASCADE"), index=True)
    client_id: Mapped[UUID] = mapped_column(sa.ForeignKey("membership.id"))
    kind: Mapped[str]
    on: Mapped[date]
    note: Mapped[bytes | None]
    by: Mapped[str]
    by_id: Mapped[UUID | None]
    logged_at: Mapped[datetime]


class StallAssessment(OfPractice, Base):
    """What the model said of one goal to one viewer (client, coach), from which inputs, under which parameters."""

    __tablename__ = "stall_assessment"
    __table_args__ = (
        sa.Index(
            "uq_stall_assessment_latest",
            "goal_id",
            "viewer",
            unique=True,
            sqlite_where=sa.text("is_latest = 1"),
            postgresql_where=sa.text("is_latest"),
        ),
        sa.Index("ix_stall_assessment_client", "client_id", "viewer", "is_latest"),
        sa.Index(
            "ix_stall_assessment_referral_check_due",
            "referral_check_due_at",
            sqlite_where=sa.text("referral_check_due_at IS NOT NULL"),
            postgresql_where=sa.text("referral_check_due_at IS NOT NULL"),
        ),
    )

    goal_id: Mapped[UUID] = mapped_column(sa.ForeignKey("goal.id", ondelete="CASCADE"))
    client_id: Mapped[UUID] = mapped_column(sa.ForeignKey("membership.id"))
    viewer: Mapped[str]
    is_latest: Mapped[bool]
    inputs_hash: Mapped[bytes]
    params_version: Mapped[str]
    level: Mapped[str]
    lane: Mapped[str | None]
    basis: Mapped[str | None]
    since_on: Mapped[date | None]
    load_0_10: Mapped[float | None]
    evidence: Mapped[bytes]
    assessed_at: Mapped[datetime]
    referral_check_due_at: Mapped[datetime | None]
    """When `referrals` should look at this verdict; empty when it need not."""


class StallEpisode(OfPractice, Base):
    """A stretch in which a goal was stalled; open while `closed_on` is empty."""

    __tablename__ = "stall_episode"
    __table_args__ = (
        sa.UniqueConstraint("goal_id", "opened_on"),
        sa.Index("ix_stall_episode_practice", "practice_id", "goal_id"),
    )

    goal_id: Mapped[UUID] = mapped_column(sa.ForeignKey("goal.id", ondelete="CASCADE"))
    client_id: Mapped[UUID] = mapped_column(sa.ForeignKey("membership.id"), index=True)
    opened_on: Mapped[date]
    closed_on: Mapped[date | None]
    was_adapted: Mapped[bool]


class StallDisclosure(Base):
    """From here on the client reads this goal's level by its own name: a suggestion was offered for it."""

    __tablename__ = "stall_disclosure"

    goal_id: Mapped[UUID] = mapped_column(sa.ForeignKey("goal.id", ondelete="CASCADE"), primary_key=True)
    practice_id: Mapped[UUID] = mapped_column(sa.ForeignKey("practice.id"))
    client_id: Mapped[UUID] = mapped_column(sa.ForeignKey("membership.id"), index=True)
    at: Mapped[datetime]


class ObstaclePulse(ListedByPractice, Base):
    """Six short questions about what is in the way: asked by the coach, answered by the client."""

    __tablename__ = "obstacle_pulse"
    __table_args__ = (sa.Index("ix_obstacle_pulse_client", "client_id", "asked_at"),)

    client_id: Mapped[UUID] = mapped_column(sa.ForeignKey("membership.id"))
    goal_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("goal.id", ondelete="CASCADE"), index=True)
    asked_by_id: Mapped[UUID | None]
    asked_at: Mapped[datetime]
    answers: Mapped[bytes | None]
    answered_by: Mapped[str | None]
    """client, or coach when they went through it together."""
    answered_at: Mapped[datetime | None]


class StallVerdict(ListedByPractice, Base):
    """What a coach made of a stall: was it worth knowing? Kept by day, so that it outlasts a replayed history."""

    __tablename__ = "stall_verdict"
    __table_args__ = (sa.UniqueConstraint("goal_id", "judged_on"),)

    goal_id: Mapped[UUID] = mapped_column(sa.ForeignKey("goal.id", ondelete="CASCADE"))
    client_id: Mapped[UUID] = mapped_column(sa.ForeignKey("membership.id"), index=True)
    judged_on: Mapped[date]
    """A day on which the goal was stalled; the verdict belongs to the episode that covers it."""
    verdict: Mapped[str]
    reason: Mapped[bytes | None]
    by_id: Mapped[UUID | None]
    at: Mapped[datetime]
    replaced: Mapped[bytes | None]
    """The verdict that this one took the place of, as JSON: it stands again when this one is taken back."""


class StallSettings(Base):
    """What a practice has chosen of the model; where there is no row, the defaults hold."""

    __tablename__ = "stall_settings"

    practice_id: Mapped[UUID] = mapped_column(sa.ForeignKey("practice.id"), primary_key=True)
    looks_earlier: Mapped[bool]
    version: Mapped[int]
    changed_at: Mapped[datetime]


class StallDryRun(ListedByPractice, Base):
    """A question to the practice's own history, answered by a job: what these settings would have flagged."""

    __tablename__ = "stall_dry_run"
    __table_args__ = (
        sa.Index(
            "ix_stall_dry_run_due",
            "asked_at",
            sqlite_where=sa.text("answered_at IS NULL"),
            postgresql_where=sa.text("answered_at IS NULL"),
        ),
    )

    asked_by_id: Mapped[UUID | None]
    looks_earlier: Mapped[bool]
    weeks: Mapped[int]
    asked_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]
    clients: Mapped[int | None]
    flagged_clients: Mapped[int | None]
    flags: Mapped[int | None]
    suggested_clients: Mapped[int | None]
