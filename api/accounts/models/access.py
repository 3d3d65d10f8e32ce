"""How people sign in, and what they are signed in with."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from api.db import Base, HasId, OfPractice


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
