"""Sessions: what a signed-in browser holds, how long, in which practice, and how its owner ends it."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from uuid_utils.compat import uuid7

from api.accounts import rules
from api.accounts.models import Membership, Passkey, Practice, Session
from api.accounts.rules import Principal
from api.db import changed, db, of_one_practice
from api.errors import NotFound, PasskeyFirst, SignInAgain
from api.pagination import Page, PageQuery, fetch_page

# A session's `seen_at` is moved at most this often: reads stay reads.
SEEN_EVERY = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A new session: `token` goes into the cookie and is kept nowhere else."""

    token: str
    principal: Principal


@dataclass(frozen=True, slots=True)
class Browser:
    """Where somebody signs in: the device in plain words, and the session it held until then, if any."""

    device: str = ""
    old_token: str | None = None


def open_session(
    member: Any,
    now: datetime,
    browser: Browser | None = None,
    via: str = "code",
    shown_at: datetime | None = None,
) -> SignedIn:
    """Add a session for a membership row to the running transaction; the one that this browser held is gone.

    shown_at: when the person showed who they are, if not just now.
    """
    browser = browser or Browser()
    token, session_id, begun_at = secrets.token_urlsafe(32), uuid7(), shown_at or now
    roles = roles_of(member)
    if browser.old_token:
        db.session.execute(sa.delete(Session).where(Session.token_hash == token_hash(browser.old_token)))
    db.session.execute(
        sa.insert(Session).values(
            id=session_id,
            practice_id=member.practice_id,
            token_hash=token_hash(token),
            member_id=member.id,
            created_at=begun_at,
            seen_at=now,
            expires_at=begun_at + rules.session_life(roles).most,
            device=browser.device,
            via=via,
        )
    )
    db.session.execute(sa.update(Membership).where(Membership.id == member.id).values(opened_at=now))
    principal = Principal(
        member.id,
        member.practice_id,
        roles,
        member.zone,
        session_id,
        member.person_id,
        signed_in_at=begun_at,
        via=via,
    )
    return SignedIn(token, principal)


_SESSION_MEMBER = (
    sa.select(
        Session.id.label("session_id"), Session.created_at, Session.seen_at, Session.via,
        Membership.id, Membership.practice_id, Membership.person_id, Membership.zone,
        Membership.is_owner, Membership.is_coach, Membership.is_client,
        Practice.passkeys_required_of_coaches,
    )
    .join(Membership, sa.and_(Membership.id == Session.member_id, of_one_practice(Membership, Session)))
    .join(Practice, Practice.id == Membership.practice_id)
    .where(Session.token_hash == sa.bindparam("token_hash"), Membership.left_at.is_(None))
)  # fmt: skip


def principal_of(token: str, now: datetime) -> tuple[Principal, bool] | None:
    """Give who holds this session token, and whether the session should be marked as seen; None: nobody any more."""
    row = db.session.connection().execute(_SESSION_MEMBER, {"token_hash": token_hash(token)}).one_or_none()
    if row is None:
        return None
    roles = roles_of(row)
    if not rules.is_alive(row.created_at, row.seen_at, roles, now):
        return None
    principal = Principal(
        row.id, row.practice_id, roles, row.zone, row.session_id, row.person_id,
        signed_in_at=row.created_at, via=row.via,
        is_held_up=rules.needs_passkey(roles, row.via, is_required=row.passkeys_required_of_coaches),
    )  # fmt: skip
    return principal, now - row.seen_at > SEEN_EVERY


def mark_seen(principal: Principal, now: datetime) -> None:
    """The session that the caller came with counts as used now."""
    theirs = (Session.id == principal.session_id, Session.practice_id == principal.practice_id)
    db.session.execute(sa.update(Session).where(*theirs, Session.seen_at < now).values(seen_at=now))
    db.session.commit()


def latest_membership(whose: sa.ColumnElement[bool]) -> Any:
    """Give the membership that a person finds open: the one last used, else the oldest. None when they have none."""
    return db.session.scalars(
        sa.select(Membership)
        .where(whose, Membership.left_at.is_(None))
        .order_by(Membership.opened_at.desc().nulls_last(), Membership.created_at, Membership.id)
        .limit(1)
    ).one_or_none()


def switch(principal: Principal, member_id: UUID, browser: Browser, now: datetime) -> SignedIn:
    """The caller goes on in another of their practices, in a new session; the one they came with is over.

    Raises NotFound for a membership that is not theirs, and SignInAgain when the sign-in is too old for what is there.
    """
    member = db.session.scalars(
        sa.select(Membership).where(
            Membership.id == member_id,
            Membership.person_id == principal.person_id,
            Membership.left_at.is_(None),
        )
    ).one_or_none()
    if member is None:
        raise NotFound
    if not rules.may_switch(principal.roles, roles_of(member), principal.signed_in_at, now):
        raise SignInAgain
    signed_in = open_session(member, now, browser, principal.via, principal.signed_in_at)
    db.session.execute(sa.delete(Session).where(Session.id == principal.session_id))
    db.session.commit()
    return signed_in


def sessions(principal: Principal, query: PageQuery, now: datetime) -> Page[Any]:
    """Page through the person's sessions in all their practices, newest first; those that have run out are not told."""
    statement = (
        sa.select(
            Session.id, Session.device, Session.via, Session.created_at, Session.seen_at,
            Practice.name.label("practice_name"),
            (Session.id == principal.session_id).label("is_current"),
        )
        .join(Membership, Membership.id == Session.member_id)
        .join(Practice, Practice.id == Session.practice_id)
        .where(
            Membership.person_id == principal.person_id,
            Membership.left_at.is_(None),
            sa.or_(
                *(
                    sa.and_(
                        _is_client_only if roles == {"client"} else sa.not_(_is_client_only),
                        Session.seen_at >= now - rules.session_life(roles).idle,
                        Session.created_at >= now - rules.session_life(roles).most,
                    )
                    for roles in (frozenset({"client"}), frozenset({"coach"}))
                )
            ),
        )
    )  # fmt: skip
    return fetch_page(statement, [(Session.created_at, True), (Session.id, True)], query)


_is_client_only = sa.and_(Membership.is_client, sa.not_(Membership.is_coach), sa.not_(Membership.is_owner))


def end_session(principal: Principal, session_id: UUID) -> None:
    """One session of the caller's, here or on another device, is over. Raises NotFound."""
    ended = db.session.execute(sa.delete(Session).where(Session.id == session_id, _of_person(principal)))
    if changed(ended) != 1:
        raise NotFound
    db.session.commit()


def end_other_sessions(principal: Principal) -> None:
    """The caller is signed in here alone."""
    db.session.execute(sa.delete(Session).where(_of_person(principal), Session.id != principal.session_id))
    db.session.commit()


def sign_out(principal: Principal) -> None:
    """The caller's session ends."""
    db.session.execute(sa.delete(Session).where(Session.id == principal.session_id))
    db.session.commit()


def _of_person(principal: Principal) -> sa.ColumnElement[bool]:
    theirs = sa.select(Membership.id).where(Membership.person_id == principal.person_id)
    return Session.member_id.in_(theirs)


def refuse_unless_recent(principal: Principal, now: datetime) -> None:
    """Raise SignInAgain unless the caller showed who they are a few minutes ago."""
    if principal.signed_in_at is None or now - principal.signed_in_at > rules.RECENT:
        raise SignInAgain


def refuse_without_own_passkey(principal: Principal) -> None:
    """Raise PasskeyFirst when the caller has to use a passkey, has one, and did not."""
    if principal.is_held_up and has_passkey(principal.person_id):
        raise PasskeyFirst("Your practice asks coaches to sign in with a passkey. Sign in with yours.")


def has_passkey(person_id: UUID | None) -> bool:
    """Say whether the person has registered a passkey."""
    found = sa.select(Passkey.id).where(Passkey.person_id == person_id).limit(1)
    return db.session.scalar(found) is not None


def roles_of(member: Any) -> frozenset[str]:
    """Give the roles of a row that has is_owner, is_coach and is_client."""
    return frozenset(role for role in ("owner", "coach", "client") if getattr(member, f"is_{role}"))


def token_hash(token: str) -> bytes:
    """Give what is kept of a token. It is 256 random bits: a plain hash is enough."""
    return hashlib.sha256(token.encode()).digest()
