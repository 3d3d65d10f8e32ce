"""Messages on their way out, addresses that refuse them, and browsers that take them."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from api.db import Base, HasId, Id, OfPractice


class Outbox(HasId, Base):
    """A message to be sent: written in the transaction of what it tells of, sent by a job.

    States: queued -> claimed -> transmitting -> sent | queued again | failed | expired | dropped.
    """

    __tablename__ = "outbox"
    __table_args__ = (
        # In the order in which messages are claimed.
        sa.Index(
            "ix_outbox_next",
            "useless_at",
            "due_at",
            sqlite_where=sa.text("state IN ('queued', 'claimed', 'transmitting')"),
            postgresql_where=sa.text("state IN ('queued', 'claimed', 'transmitting')"),
        ),
        sa.Index(
            "ix_outbox_ended",
            "ended_at",
            "channel",
            "state",
            sqlite_where=sa.text("ended_at IS NOT NULL"),
            postgresql_where=sa.text("ended_at IS NOT NULL"),
        ),
    )

    practice_id: Mapped[UUID | None] = mapped_column(Id(), sa.ForeignKey("practice.id"), index=True)
    kind: Mapped[str]
    channel: Mapped[str] = mapped_column(default="email")
    address: Mapped[str]
    client_id: Mapped[UUID] = mapped_column(index=True)
    """Whose key seals the payload; crypto.SYSTEM for messages that belong to no client."""
    dedupe_key: Mapped[str] = mapped_column(unique=True)
    message_id: Mapped[str]
    payload: Mapped[bytes | None]
    state: Mapped[str] = mapped_column(default="queued")
    attempts: Mapped[int] = mapped_column(default=0)
    due_at: Mapped[datetime]
    useless_at: Mapped[datetime]
    claimed_by: Mapped[str | None]
    claimed_until: Mapped[datetime | None]
    created_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    reply: Mapped[str | None]


class Suppression(Base):
    """An address that refused a message for good; nothing more is sent to it."""

    __tablename__ = "suppression"

    address: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    reply: Mapped[str]
    told_at: Mapped[datetime | None]
    """When the coaches of whoever reads there were told; None: not yet."""


class PushSubscription(OfPractice, Base):
    """A client's browser that takes pushes. It ends with the session that made it, whichever way that ends."""

    __tablename__ = "push_subscription"
    __table_args__ = (sa.Index("ix_push_subscription_practice", "practice_id", "client_id"),)

    # Their types are said here: the tables they refer to are made after the statements of this feature.
    client_id: Mapped[UUID] = mapped_column(Id(), sa.ForeignKey("membership.id"), index=True)
    session_id: Mapped[UUID] = mapped_column(sa.ForeignKey("session.id", ondelete="CASCADE"), index=True)
    endpoint_hash: Mapped[str] = mapped_column(unique=True)
    """SHA-256, in hexadecimal: one browser is one row, whoever uses it."""
    sealed: Mapped[bytes]
    """Endpoint and keys, as JSON, under the client's key."""
    made_at: Mapped[datetime]
