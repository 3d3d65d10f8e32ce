"""Messages on their way out, and addresses that refuse them."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from api.db import Base, HasId


class Outbox(HasId, Base):
    """A message to be sent: written in the transaction of what it tells of, sent by a job.

    States: queued -> claimed -> transmitting -> sent | queued again | failed | expired | dropped.
    """

    __tablename__ = "outbox"
    __table_args__ = (
        sa.Index(
            "ix_outbox_due",
            "due_at",
            sqlite_where=sa.text("state IN ('queued', 'claimed', 'transmitting')"),
            postgresql_where=sa.text("state IN ('queued', 'claimed', 'transmitting')"),
        ),
    )

    practice_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("practice.id"), index=True)
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
