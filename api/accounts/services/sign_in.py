"""Signing in by emailed code."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote, urlencode

import sqlalchemy as sa
from uuid_utils.compat import uuid7

from api.accounts.models import Challenge, Membership, Person, Session, SignInCode
from api.accounts.rules import limits
from api.accounts.services import limits as counting
from api.accounts.services.sessions import Browser, SignedIn, latest_membership, open_session, roles_of
from api.accounts.services.sign_in_mail import KIND, clear_sent
from api.db import db
from api.delivery.services import Draft, enqueue
from api.errors import Fault, NotSignedIn

__all__ = ["BrowserToken", "normal_email", "open_session", "roles_of", "send_code", "sign_in"]


class WrongCode(NotSignedIn):
    """The code is wrong, used, too old, or from another browser; which of these is not told."""

    def __init__(self) -> None:
        detail = (
            "That code is not right here, or no longer valid. Use the latest mail, in the browser in which you asked, "
            "or ask for a new code."
        )
        super().__init__(detail, Fault("code", detail))


@dataclass(frozen=True, slots=True)
class BrowserToken:
    """What a browser that asks for codes is known by, and whether somebody has signed in there as `email`."""

    token: str
    email_tag: str = ""

    @classmethod
    def read(cls, cookie: str | None) -> "BrowserToken":
        """Give what stands in the cookie; a new one where there is none."""
        token, _, tag = (cookie or "").partition(".")
        return cls(token, tag) if len(token) == TOKEN_CHARACTERS else cls(secrets.token_urlsafe(32))

    @property
    def cookie(self) -> str:
        return f"{self.token}.{self.email_tag}"

    @property
    def hash(self) -> bytes:
        return hashlib.sha256(self.token.encode()).digest()

    def knows(self, email: str, secret: str) -> bool:
        """Say whether somebody signed in with this address in this browser."""
        return hmac.compare_digest(self.email_tag.encode(), self.knowing(email, secret).email_tag.encode())

    def knowing(self, email: str, secret: str) -> "BrowserToken":
        """Give the same browser once somebody has signed in with this address."""
        tag = hmac.digest(secret.encode(), f"browser:{self.token}:{normal_email(email)}".encode(), "sha256")
        return BrowserToken(self.token, tag.hex())


TOKEN_CHARACTERS = 43


def send_code(
    email: str, browser: BrowserToken, caller: str | None, secret: str, public_url: str, now: datetime
) -> None:
    """A code is on its way to `email` if somebody has that address; nothing done here tells whether.

    The code works once, for ten minutes, in this browser. For an unknown address the same rows are written; its mail
    is dropped at the moment of sending. Raises TooMany when the address was sent too many. Where somebody has
    signed in with this address before, what others ask for does not count: nobody can keep them out.
    """
    email = normal_email(email)
    counting.count(_limits(email, browser, caller, secret), secret, now)
    code = f"{secrets.randbelow(10**6):06d}"
    alive = db.session.scalars(
        sa.select(SignInCode.id)
        .where(
            SignInCode.email == email,
            SignInCode.browser_hash == browser.hash,
            SignInCode.expires_at > now,
        )
        .order_by(SignInCode.created_at.desc(), SignInCode.id.desc())
    ).all()
    if ended := alive[limits.CODES_ALIVE - 1 :]:
        db.session.execute(sa.delete(SignInCode).where(SignInCode.id.in_(ended)))
    row_id = uuid7()
    expires_at = now + timedelta(minutes=limits.CODE_MINUTES)
    db.session.execute(
        sa.insert(SignInCode).values(
            id=row_id,
            email=email,
            browser_hash=browser.hash,
            code_hash=_code_hash(secret, email, code),
            tries=0,
            created_at=now,
            expires_at=expires_at,
        )
    )
    link = f"{public_url}/sign-in#{urlencode({'email': email, 'code': code}, quote_via=quote)}"
    payload = {"code": code, "link": link}
    enqueue([Draft(KIND, email, f"sign-in:{row_id}", payload, useless_at=expires_at)], now)
    db.session.commit()


def _limits(
    email: str, browser: BrowserToken, caller: str | None, secret: str
) -> list[tuple[limits.Limit, str]]:
    if browser.knows(email, secret):
        return [(limits.CODES_IN_KNOWN_BROWSER, f"{email} {browser.token}")]
    counted = [(limits.CODES_FOR_ADDRESS, email), (limits.CODES_FOR_ADDRESS_A_DAY, email)]
    if caller is not None:
        counted.append((limits.CODES_FOR_ADDRESS_BY_CALLER, f"{email} {caller}"))
    return counted


def sign_in(
    email: str, code: str, asked_in: BrowserToken, secret: str, now: datetime, browser: Browser | None = None
) -> SignedIn:
    """Redeem a code for a session, in the browser that asked for it.

    Raises WrongCode; after five of them, the codes of that browser are spent. Others' codes are not touched by it.
    """
    email = normal_email(email)
    theirs = (SignInCode.email == email, SignInCode.browser_hash == asked_in.hash)
    # One statement finds and spends the code: of many redemptions at once, one gets the row.
    redeemed = db.session.scalars(
        sa.delete(SignInCode)
        .where(
            *theirs,
            SignInCode.code_hash == _code_hash(secret, email, code),
            SignInCode.tries < limits.TRIES_A_CODE,
            SignInCode.expires_at > now,
        )
        .returning(SignInCode.id)
    ).all()
    member = latest_membership(_has_address(email)) if redeemed else None
    if member is None:
        db.session.execute(sa.update(SignInCode).where(*theirs).values(tries=SignInCode.tries + 1))
        db.session.commit()
        raise WrongCode
    signed_in = open_session(member, now, browser)
    db.session.commit()
    return signed_in


def clear_expired(now: datetime) -> None:
    """Codes, challenges, counts and sessions that have run out are gone, and what is left of mails with codes."""
    for table in (SignInCode, Challenge, Session):
        db.session.execute(sa.delete(table).where(table.expires_at <= now))
    counting.clear_ended(now)
    clear_sent(now)
    db.session.commit()


def normal_email(email: str) -> str:
    """Give an address in the one form that is stored and compared."""
    return email.strip().lower()


def _has_address(email: str) -> Any:
    return Membership.person_id.in_(sa.select(Person.id).where(Person.email == email))


def _code_hash(secret: str, email: str, code: str) -> bytes:
    return hmac.digest(secret.encode(), f"sign-in code:{email}:{code}".encode(), "sha256")
