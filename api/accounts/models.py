"""Practices, people, who is whose coach, and how they sign in."""

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


class Appointment(OfPractice, Base):
    """When coach and client meet. A cancelled one stays, so that calendars learn of it."""

    __tablename__ = "appointment"
    __table_args__ = (sa.Index("ix_appointment_client", "client_id", "starts_at"),)

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


class CalendarFeed(OfPractice, Base):
    """A secret address at which a calendar program reads somebody's appointments. Only the hash of it is kept."""

    __tablename__ = "calendar_feed"

    member_id: Mapped[UUID] = mapped_column(sa.ForeignKey("membership.id"), unique=True)
    token_hash: Mapped[bytes] = mapped_column(unique=True)
    shows_titles: Mapped[bool]
    made_at: Mapped[datetime]


class Session(OfPractice, Base):
    """One signed-in browser. The cookie holds the token, this row only its hash."""

    __tablename__ = "session"

    token_hash: Mapped[bytes] = mapped_column(unique=True)
    member_id: Mapped[UUID] = mapped_column(sa.ForeignKey("membership.id"), index=True)
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    expires_at: Mapped[datetime]


class SignInCode(HasId, Base):
    """A code that was asked for. Made for unknown addresses too, so that nothing tells them apart."""

    __tablename__ = "sign_in_code"
    __table_args__ = (sa.Index("ix_sign_in_code_email", "email", "code_hash"),)

    email: Mapped[str]
    code_hash: Mapped[bytes]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)


class LoginAttempt(HasId, Base):
    """A code that was tried and was wrong."""

    __tablename__ = "login_attempt"
    __table_args__ = (sa.Index("ix_login_attempt_email", "email", "at"),)

    email: Mapped[str]
    at: Mapped[datetime]


class Sharing(Base):
    """What a client lets their coach see."""

    __tablename__ = "sharing"

    client_id: Mapped[UUID] = mapped_column(sa.ForeignKey("membership.id"), primary_key=True)
    practice_id: Mapped[UUID] = mapped_column(sa.ForeignKey("practice.id"))
    numbers: Mapped[bool] = mapped_column(default=True)
    feelings: Mapped[bool] = mapped_column(default=False)
    obstacles: Mapped[bool] = mapped_column(default=False)
    notes: Mapped[bool] = mapped_column(default=False)


class Consent(Base):
    """What a client has agreed to: feelings, patterns. The latest answer; earlier ones stand in the audit."""

    __tablename__ = "consent"

    client_id: Mapped[UUID] = mapped_column(sa.ForeignKey("membership.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    practice_id: Mapped[UUID] = mapped_column(sa.ForeignKey("practice.id"))
    version: Mapped[str]
    given: Mapped[bool]
    at: Mapped[datetime]


class Audit(OfPractice, Base):
    """Who did what to which row, without content; written in the transaction that did it."""

    __tablename__ = "audit"

    at: Mapped[datetime]
    actor_id: Mapped[UUID | None]
    action: Mapped[str]
    subject_id: Mapped[UUID | None]
