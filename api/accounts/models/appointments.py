"""When people meet, and the feeds that calendars read."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from api.db import Base, ListedByPractice, OfPractice


class Appointment(OfPractice, Base):
    """When coach and client meet. A cancelled one stays, so that calendars learn of it."""

    __tablename__ = "appointment"
    __table_args__ = (
        sa.Index("ix_appointment_client", "client_id", "starts_at"),
        sa.Index("ix_appointment_practice", "practice_id", "client_id"),
    )

    client_id: Mapped[UUID] = mapped_column(sa.ForeignKey("membership.id"))
    coach_id: Mapped[UUID] = mapped_column(sa.ForeignKey("membership.id"), index=True)
    starts_at: Mapped[datetime]
    minutes: Mapped[int]
    place: Mapped[bytes | None]
    was_attended: Mapped[bool | None]
    version: Mapped[int] = mapped_column(default=1)
    """Rises with every change: the ETag, and the SEQUENCE that calendars go by."""
    changed_at: Mapped[datetime]
    cancelled_at: Mapped[datetime | None]


class CalendarFeed(ListedByPractice, Base):
    """A secret address at which a calendar program reads somebody's appointments. Only the hash of it is kept."""

    __tablename__ = "calendar_feed"

    member_id: Mapped[UUID] = mapped_column(sa.ForeignKey("membership.id"), unique=True)
    token_hash: Mapped[bytes] = mapped_column(unique=True)
    shows_titles: Mapped[bool]
    made_at: Mapped[datetime]
