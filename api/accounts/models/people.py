"""Practices, people, and who is whose coach."""

from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from api.db import Base, HasId, OfPractice


class Practice(HasId, Base):
    """The tenant: everything else belongs to one."""

    __tablename__ = "practice"

    name: Mapped[str]
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime]


class Person(HasId, Base):
    """A human who can sign in. What they are called and may do is said by their memberships."""

    __tablename__ = "person"

    email: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[datetime]


class Membership(OfPractice, Base):
    """A person in a practice. Its id is what the API calls a client's or a coach's id."""

    __tablename__ = "membership"
    __table_args__ = (sa.UniqueConstraint("practice_id", "person_id"),)

    person_id: Mapped[UUID] = mapped_column(sa.ForeignKey("person.id"), index=True)
    name: Mapped[str]
    zone: Mapped[str]
    is_owner: Mapped[bool] = mapped_column(default=False)
    is_coach: Mapped[bool] = mapped_column(default=False)
    is_client: Mapped[bool] = mapped_column(default=False)
    is_told_of_replies: Mapped[bool] = mapped_column(default=True, server_default=sa.true())
    created_at: Mapped[datetime]
    left_at: Mapped[datetime | None]


class Engagement(OfPractice, Base):
    """The agreement between a coach and a client; while it lasts, the coach sees what the client shares."""

    __tablename__ = "engagement"
    __table_args__ = (
        sa.Index("ix_engagement_coach", "coach_id", "client_id"),
        sa.Index("ix_engagement_client", "client_id", "coach_id"),
    )

    client_id: Mapped[UUID] = mapped_column(sa.ForeignKey("membership.id"))
    coach_id: Mapped[UUID] = mapped_column(sa.ForeignKey("membership.id"))
    from_on: Mapped[date]
    until_on: Mapped[date | None]
    version: Mapped[int] = mapped_column(default=1)
