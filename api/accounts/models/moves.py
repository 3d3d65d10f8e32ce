"""Who changed their time zone, until everybody who plans by it has taken note."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from api.db import Base


class ZoneMove(Base):
    """A member is in another zone since `at`; a job that plans by local time takes the row away."""

    __tablename__ = "zone_move"

    member_id: Mapped[UUID] = mapped_column(sa.ForeignKey("membership.id"), primary_key=True)
    practice_id: Mapped[UUID] = mapped_column(sa.ForeignKey("practice.id"))
    at: Mapped[datetime]
