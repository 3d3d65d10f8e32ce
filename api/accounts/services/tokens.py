"""API tokens: what a program signs in with, in the name of one member of one practice."""

import secrets
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from uuid_utils.compat import uuid7

from api import localtime
from api.accounts.models import ApiToken, Membership, Passkey, Person, Practice
from api.accounts.rules import Principal, needs_passkey
from api.accounts.rules.limits import TOKENS_MOST
from api.accounts.services import access_mail
from api.accounts.services.sessions import refuse_unless_recent, roles_of, token_hash
from api.accounts.services.sight import audit
from api.db import changed, db
from api.errors import Conflict, Invalid, NotFound
from api.pagination import Page, PageQuery, fetch_page

# Beginning with it, a token that ends up in a public place can be recognised and ended.
PREFIX = "waymark_"
# `used_at` is moved at most this often: reads stay reads.
USED_EVERY = timedelta(hours=1)

_TOKEN = (
    ApiToken.id, ApiToken.name, ApiToken.scopes, ApiToken.created_at, ApiToken.expires_at, ApiToken.used_at,
)  # fmt: skip


def tokens(principal: Principal, query: PageQuery) -> Page[Any]:
    """Page through the caller's tokens in this practice, newest first."""
    statement = sa.select(*_TOKEN).where(ApiToken.member_id == principal.member_id)
    return fetch_page(statement, [(ApiToken.id, True)], query)


def make_token(
    principal: Principal, name: str, scopes: Iterable[str], expires_on: date | None, now: datetime
) -> tuple[Any, str]:
    """A program may call as the caller from now on. Gives the row, and the token, which nobody sees again.

    It works until the end of `expires_on`, the caller's local day. The person is told by mail. Raises SignInAgain.
    """
    refuse_unless_recent(principal, now)
    if expires_on is not None and expires_on < principal.today(now):
        raise Invalid.field("expires_on", "This day is over.")
    # Their row is locked meanwhile, so that many at once are no more than may be.
    email = db.session.scalar(
        sa.select(Person.email).where(Person.id == principal.person_id).with_for_update()
    )
    had = db.session.scalar(sa.select(sa.func.count()).where(ApiToken.member_id == principal.member_id))
    if email is None or (had or 0) >= TOKENS_MOST:
        raise Conflict(f"You have {TOKENS_MOST} tokens, which is all that one person can. Remove one first.")
    token, token_id = PREFIX + secrets.token_urlsafe(32), uuid7()
    ends = expires_on and localtime.day_starts(expires_on + timedelta(days=1), principal.zone)
    db.session.execute(
        sa.insert(ApiToken).values(
            id=token_id,
            practice_id=principal.practice_id,
            member_id=principal.member_id,
            token_hash=token_hash(token),
            name=name,
            scopes=" ".join(sorted(set(scopes))),
            created_at=now,
            expires_at=ends,
        )
    )
    audit(principal.practice_id, principal.member_id, "api_token.made", token_id, now)
    access_mail.tell(email, "token", token_id, now)
    db.session.commit()
    row = db.session.execute(sa.select(*_TOKEN).where(ApiToken.id == token_id)).one()
    return row, token


def end_token(principal: Principal, token_id: UUID, now: datetime) -> None:
    """The token opens nothing any more. Raises NotFound."""
    ended = db.session.execute(
        sa.delete(ApiToken).where(ApiToken.id == token_id, ApiToken.member_id == principal.member_id)
    )
    if changed(ended) != 1:
        raise NotFound
    audit(principal.practice_id, principal.member_id, "api_token.ended", token_id, now)
    db.session.commit()


_TOKEN_MEMBER = (
    sa.select(
        ApiToken.id.label("token_id"), ApiToken.scopes, ApiToken.used_at,
        Membership.id, Membership.practice_id, Membership.person_id, Membership.zone,
        Membership.is_owner, Membership.is_coach, Membership.is_client,
        Practice.passkeys_required_of_coaches,
        sa.exists().where(Passkey.person_id == Membership.person_id).label("has_passkey"),
    )
    .join(Membership, Membership.id == ApiToken.member_id)
    .join(Practice, Practice.id == Membership.practice_id)
    .where(
        ApiToken.token_hash == sa.bindparam("token_hash"),
        Membership.left_at.is_(None),
        sa.or_(ApiToken.expires_at.is_(None), ApiToken.expires_at > sa.bindparam("now")),
    )
)  # fmt: skip


def principal_of(token: str, now: datetime) -> tuple[Principal, bool] | None:
    """Give whom this token stands for, and whether it should be marked as used; None: nobody any more."""
    asked = {"token_hash": token_hash(token), "now": now}
    row = db.session.connection().execute(_TOKEN_MEMBER, asked).one_or_none()
    if row is None:
        return None
    roles = roles_of(row)
    # It was made by somebody signed in; where that takes a passkey by now, so that they have one.
    via = "passkey" if row.has_passkey else "code"
    principal = Principal(
        row.id, row.practice_id, roles, row.zone,
        person_id=row.person_id, token_id=row.token_id, scopes=frozenset(row.scopes.split()),
        is_held_up=needs_passkey(roles, via, is_required=row.passkeys_required_of_coaches),
    )  # fmt: skip
    return principal, row.used_at is None or now - row.used_at > USED_EVERY


def mark_used(token_id: UUID | None, now: datetime) -> None:
    """The token counts as used now."""
    db.session.execute(sa.update(ApiToken).where(ApiToken.id == token_id).values(used_at=now))
    db.session.commit()
