"""What coaches keep for themselves about a client."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from api.db import Base, OfPractice


class CoachNote(OfPractice, Base):
    """A coach's own note on a client, sealed under the client's key: it goes when the client is erased."""

    __tablename__ = "coach_note"
    __table_args__ = (sa.Index("ix_coach_note_client_author", "client_id", "author_id"),)

    client_id: Mapped[UUID] = mapped_column(sa.ForeignKey("membership.id"))
    author_id: Mapped[UUID] = mapped_column(sa.ForeignKey("membership.id"))
    text: Mapped[bytes]
    written_at: Mapped[datetime]
    edited_at: Mapped[datetime | None]
