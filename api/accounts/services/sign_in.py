"""Signing in by emailed code, and the sessions that come of it."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote, urlencode
from uuid import UUID

import sqlalchemy as sa
from uuid_utils.compat import uuid7

from api.accounts import rules
from api.accounts.models import LoginAttempt, Membership, Person, Session, SignInCode
from api.accounts.rules import Principal
from api.accounts.services.sign_in_mail import KIND
from api.db import db
from api.delivery.services import Draft, enqueue
from api.errors import Fault, NotSignedIn, TooMany

# A session's `seen_at` is moved at most this often: reads stay reads.
SEEN_EVERY = timedelta(minutes=2)
ONE_HOUR = timedelta(hours=1)


class WrongCode(NotSignedIn):
    """The code is wrong, used, or too old; which of these is not told."""

    def __init__(self) -> None:
        detail = "That code is not right, or no longer valid. Ask for a new one and use the latest mail."
        super().__init__(detail, Fault("code", detail))


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A new session: `token` goes into the cookie and is kept nowhere else."""

    token: str
    principal: Principal


def send_code(email: str, secret: str, public_url: str, now: datetime) -> None:
    """A code is on its way to `email` if somebody has that address; nothing done here tells whether.

    The code works once, for ten minutes. For an unknown address the same rows are written; its mail is dropped at
    the moment of sending. Raises TooMany after CODES_AN_HOUR of them.
    """
    email = normal_email(email)
    code = f"{secrets.randbelow(10**6):06d}"
    asked = db.session.execute(
        sa.select(SignInCode.id, SignInCode.expires_at)
        .where(SignInCode.email == email, SignInCode.created_at > now - ONE_HOUR)
        .order_by(SignInCode.created_at.desc(), SignInCode.id.desc())
    ).all()
    if len(asked) >= rules.CODES_AN_HOUR:
        raise TooMany
    ended = [row.id for row in asked[rules.CODES_ALIVE - 1 :] if row.expires_at > now]
    if ended:
        # Not deleted: they still count for the hour.
        db.session.execute(sa.update(SignInCode).where(SignInCode.id.in_(ended)).values(expires_at=now))
    row_id = uuid7()
    expires_at = now + timedelta(minutes=rules.CODE_MINUTES)
    db.session.execute(
        sa.insert(SignInCode).values(
            id=row_id,
            email=email,
            code_hash=_code_hash(secret, email, code),
            created_at=now,
            expires_at=expires_at,
        )
    )
    link = f"{public_url}/sign-in#{urlencode({'email': email, 'code': code}, quote_via=quote)}"
    payload = {"code": code, "link": link}
    enqueue([Draft(KIND, email, f"sign-in:{row_id}", payload, useless_at=expires_at)], now)
    db.session.commit()


def sign_in(email: str, code: str, secret: str, now: datetime) -> SignedIn:
    """Redeem a code for a session. Raises WrongCode, and TooMany after ten wrong ones in fifteen minutes."""
    email = normal_email(email)
    since = now - timedelta(minutes=rules.WRONG_CODES_MINUTES)
    wrong = db.session.scalar(
        sa.select(sa.func.count()).where(LoginAttempt.email == email, LoginAttempt.at > since)
    )
    if wrong is not None and wrong >= rules.WRONG_CODES:
        raise TooMany
    # One statement finds and spends the code: of many redemptions at once, one gets the row.
    redeemed = db.session.scalars(
        sa.delete(SignInCode)
        .where(
            SignInCode.email == email,
            SignInCode.code_hash == _code_hash(secret, email, code),
            SignInCode.expires_at > now,
        )
        .returning(SignInCode.id)
    ).all()
    member = _latest_membership(email) if redeemed else None
    if member is None:
        db.session.execute(sa.insert(LoginAttempt).values(id=uuid7(), email=email, at=now))
        db.session.commit()
        raise WrongCode
    signed_in = open_session(member, now)
    db.session.commit()
    return signed_in


def open_session(member: Any, now: datetime) -> SignedIn:
    """Add a session for a membership row to the running transaction."""
    token, session_id = secrets.token_urlsafe(32), uuid7()
    roles = roles_of(member)
    db.session.execute(
        sa.insert(Session).values(
            id=session_id,
            practice_id=member.practice_id,
            token_hash=_token_hash(token),
            member_id=member.id,
            created_at=now,
            seen_at=now,
            expires_at=now + rules.session_life(roles).most,
        )
    )
    return SignedIn(token, Principal(member.id, member.practice_id, roles, member.zone, session_id))


_SESSION_MEMBER = (
    sa.select(
        Session.id.label("session_id"), Session.created_at, Session.seen_at,
        Membership.id, Membership.practice_id, Membership.zone,
        Membership.is_owner, Membership.is_coach, Membership.is_client,
    )
    .join(Membership, Membership.id == Session.member_id)
    .where(Session.token_hash == sa.bindparam("token_hash"), Membership.left_at.is_(None))
)  # fmt: skip


def principal_of(token: str, now: datetime) -> tuple[Principal, bool] | None:
    """Give who holds this session token, and whether the session should be marked as seen; None: nobody any more."""
    row = db.session.execute(_SESSION_MEMBER, {"token_hash": _token_hash(token)}).one_or_none()
    if row is None:
        return None
    roles = roles_of(row)
    if not rules.is_alive(row.created_at, row.seen_at, roles, now):
        return None
    return Principal(row.id, row.practice_id, roles, row.zone, row.session_id), now - row.seen_at > SEEN_EVERY


def mark_seen(session_id: UUID, now: datetime) -> None:
    """The session counts as used now."""
    db.session.execute(
        sa.update(Session).where(Session.id == session_id, Session.seen_at < now).values(seen_at=now)
    )
    db.session.commit()


def sign_out(principal: Principal) -> None:
    """The caller's session ends."""
    db.session.execute(sa.delete(Session).where(Session.id == principal.session_id))
    db.session.commit()


def clear_expired(now: datetime) -> None:
    """Codes, attempts and sessions that have run out are gone."""
    db.session.execute(
        sa.delete(SignInCode).where(SignInCode.expires_at <= now, SignInCode.created_at <= now - ONE_HOUR)
    )
    db.session.execute(
        sa.delete(LoginAttempt).where(LoginAttempt.at <= now - timedelta(minutes=rules.WRONG_CODES_MINUTES))
    )
    db.session.execute(sa.delete(Session).where(Session.expires_at <= now))
    db.session.commit()


def normal_email(email: str) -> str:
    """Give an address in the one form that is stored and compared."""
    return email.strip().lower()


def roles_of(member: Any) -> frozenset[str]:
    """Give the roles of a row that has is_owner, is_coach and is_client."""
    return frozenset(role for role in ("owner", "coach", "client") if getattr(member, f"is_{role}"))


def _latest_membership(email: str) -> Any:
    return db.session.scalars(
        sa.select(Membership)
        .join(Person, Person.id == Membership.person_id)
        .where(Person.email == email, Membership.left_at.is_(None))
        .order_by(Membership.created_at.desc())
        .limit(1)
    ).one_or_none()


def _code_hash(secret: str, email: str, code: str) -> bytes:
    return hmac.digest(secret.encode(), f"sign-in code:{email}:{code}".encode(), "sha256")


def _token_hash(token: str) -> bytes:
    # The token is 256 random bits: a plain hash is enough.
    return hashlib.sha256(token.encode()).digest()
