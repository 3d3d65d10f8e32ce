"""Suggestions of a referral, everything that happened to each, and the directory of providers."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from api.db import Base, ListedByPractice, OfPractice


class Suggestion(OfPractice, Base):
    """A draft for the coach; the client knows of it from the offer on. At most one is open for a client."""

    __tablename__ = "suggestion"
    __table_args__ = (
        sa.Index(
            "uq_suggestion_open",
            "client_id",
            unique=True,
            sqlite_where=sa.text("state IN ('drafted', 'offered')"),
            postgresql_where=sa.text("state IN ('drafted', 'offered')"),
        ),
        sa.Index("ix_suggestion_client", "client_id", "created_at"),
        sa.Index("ix_suggestion_practice", "practice_id", "client_id"),
    )

    client_id: Mapped[UUID] = mapped_column(sa.ForeignKey("membership.id"))
    goal_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("goal.id", ondelete="CASCADE"))
    basis: Mapped[str]
    state: Mapped[str]
    reasons: Mapped[bytes]
    text: Mapped[bytes]
    dismissal_reason: Mapped[bytes | None]
    response: Mapped[str | None]
    outcome: Mapped[str | None]
    """What came of it, as the client chooses to record it."""
    is_outcome_shared: Mapped[bool] = mapped_column(default=False, server_default=sa.false())
    goals_meanwhile: Mapped[str | None]
    """Ids of the goals that stay in coaching meanwhile, as JSON."""
    load_0_10: Mapped[float | None]
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime]
    offered_at: Mapped[datetime | None]
    dismissed_at: Mapped[datetime | None]
    answered_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]


class SuggestionEvent(OfPractice, Base):
    """One step of a suggestion's life: what, when, and who took it (None: the model)."""

    __tablename__ = "suggestion_event"

    suggestion_id: Mapped[UUID] = mapped_column(
        sa.ForeignKey("suggestion.id", ondelete="CASCADE"), index=True
    )
    kind: Mapped[str]
    at: Mapped[datetime]
    by_id: Mapped[UUID | None]


class Provider(ListedByPractice, Base):
    """A therapist in the practice's directory. Nobody pays to stand in it; a retired one is gone from sight."""

    __tablename__ = "provider"

    name: Mapped[str]
    credentials: Mapped[str]
    specialties: Mapped[str]
    """Each on a line of its own, folded to lower case for searching, between line breaks."""
    region: Mapped[str]
    is_remote: Mapped[bool]
    contact: Mapped[str]
    url: Mapped[str | None]
    is_accepting: Mapped[bool]
    version: Mapped[int] = mapped_column(default=1)
    changed_at: Mapped[datetime]
    retired_at: Mapped[datetime | None]
