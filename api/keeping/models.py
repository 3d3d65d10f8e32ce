"""Exports on offer, what came with an import, and the list of those who were erased."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from api.db import Base, ListedByPractice


class Export(ListedByPractice, Base):
    """A copy of everything about a client, made because they asked, and gone a day later.

    States: waiting -> ready | failed.
    """

    __tablename__ = "export"
    __table_args__ = (
        sa.Index(
            "ix_export_waiting",
            "asked_at",
            sqlite_where=sa.text("state = 'waiting'"),
            postgresql_where=sa.text("state = 'waiting'"),
        ),
        sa.Index("ix_export_client", "client_id", "asked_at"),
        sa.Index("ix_export_expires", "expires_at"),
    )

    client_id: Mapped[UUID] = mapped_column(sa.ForeignKey("membership.id"))
    state: Mapped[str]
    asked_at: Mapped[datetime]
    ready_at: Mapped[datetime | None]
    expires_at: Mapped[datetime]
    """When the row and its content are deleted."""
    size: Mapped[int | None]
    """Bytes of the zip file."""
    content: Mapped[bytes | None]


class ImportedRecord(ListedByPractice, Base):
    """A row that came with a client's import and that somebody else had made.

    It is shown to the client in their next export and to nobody else, and does nothing.
    """

    __tablename__ = "imported_record"

    client_id: Mapped[UUID] = mapped_column(sa.ForeignKey("membership.id"), index=True)
    kind: Mapped[str]
    """The table it was a row of."""
    content: Mapped[bytes]


class Erasure(Base):
    """Who asked to be erased, and when it was done. Ids and times; kept with the keys, so that a restore repeats it.

    Whoever becomes a client again under the same id may ask again; each erasure is about what was there until then.
    """

    __tablename__ = "erasure"
    __table_args__ = (
        sa.Index(
            "ix_erasure_due",
            "due_at",
            sqlite_where=sa.text("cleared_at IS NULL"),
            postgresql_where=sa.text("cleared_at IS NULL"),
        ),
        sa.Index(
            "uq_erasure_waiting",
            "client_id",
            unique=True,
            sqlite_where=sa.text("done_at IS NULL"),
            postgresql_where=sa.text("done_at IS NULL"),
        ),
    )

    client_id: Mapped[UUID] = mapped_column(primary_key=True)
    asked_at: Mapped[datetime] = mapped_column(primary_key=True)
    practice_id: Mapped[UUID]
    due_at: Mapped[datetime]
    done_at: Mapped[datetime | None]
    """When the key and the rows were deleted."""
    cleared_at: Mapped[datetime | None]
    """When the deleted was gone from the database's files and from the backup of the keys."""
