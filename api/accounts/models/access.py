"""How people sign in, what they are signed in with, and how often somebody tried."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from api.db import Base, HasId, ListedByPractice, OfPractice


class Session(OfPractice, Base):
    """One signed-in browser. The cookie holds the token, this row only its hash."""

    __tablename__ = "session"

    token_hash: Mapped[bytes] = mapped_column(unique=True)
    member_id: Mapped[UUID] = mapped_column(sa.ForeignKey("membership.id"), index=True)
    created_at: Mapped[datetime]
    """When the person showed who they are; a session that another was switched to keeps that moment."""
    seen_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    device: Mapped[str] = mapped_column(default="", server_default="")
    """A few plain words such as Firefox on Windows; never the whole of what the browser says of itself."""
    via: Mapped[str] = mapped_column(default="code", server_default="code")
    """How the person showed who they are: code or passkey."""


class SignInCode(HasId, Base):
    """A code that was asked for. Made for unknown addresses too, so that nothing tells them apart."""

    __tablename__ = "sign_in_code"
    __table_args__ = (sa.Index("ix_sign_in_code_email", "email", "browser_hash"),)

    email: Mapped[str]
    browser_hash: Mapped[bytes]
    """The browser that asked, by the hash of its cookie; in any other the code is nothing."""
    code_hash: Mapped[bytes]
    tries: Mapped[int] = mapped_column(default=0)
    """Wrong codes that this browser sent while this one worked."""
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)


class Passkey(HasId, Base):
    """A key that a person's device or password manager holds, by its public half. It opens all their practices."""

    __tablename__ = "passkey"

    person_id: Mapped[UUID] = mapped_column(sa.ForeignKey("person.id"), index=True)
    credential_id: Mapped[bytes] = mapped_column(unique=True)
    public_key: Mapped[bytes]
    sign_count: Mapped[int] = mapped_column(sa.BigInteger)
    """How often the device says it was used; 0 for good where it does not count."""
    transports: Mapped[str]
    """How a browser reaches it, separated by spaces."""
    name: Mapped[str]
    created_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class Challenge(HasId, Base):
    """Random bytes that a passkey is to sign: once, for a few minutes."""

    __tablename__ = "challenge"

    value: Mapped[bytes] = mapped_column(unique=True)
    session_id: Mapped[UUID | None] = mapped_column(index=True)
    """Whose session adds a passkey with it; None: it is for signing in."""
    expires_at: Mapped[datetime] = mapped_column(index=True)


class ApiToken(ListedByPractice, Base):
    """What a program signs in with, in the name of a member. Only the hash of it is kept."""

    __tablename__ = "api_token"

    member_id: Mapped[UUID] = mapped_column(sa.ForeignKey("membership.id"), index=True)
    token_hash: Mapped[bytes] = mapped_column(unique=True)
    name: Mapped[str]
    scopes: Mapped[str]
    """What it may do, separated by spaces."""
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime | None]
    used_at: Mapped[datetime | None]


class Rate(Base):
    """How often something was tried in a stretch of time: by whom or for what stands there as a keyed hash."""

    __tablename__ = "rate"

    key: Mapped[bytes] = mapped_column(primary_key=True)
    tries: Mapped[int]
    ends_at: Mapped[datetime] = mapped_column(index=True)
