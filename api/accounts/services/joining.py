"""Whoever holds the token of an invitation looks at it, and joins the practice."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from api.accounts.models import Engagement, Invitation, Membership, Person, Practice
from api.accounts.rules import Principal, may_switch
from api.accounts.rules.inviting import DEFAULT, address_hint
from api.accounts.rules.leaving import first_day
from api.accounts.services.invitations import COLUMNS, OPEN, token_hash
from api.accounts.services.leaving import become_client
from api.accounts.services.people import NewMember, add_member, engage
from api.accounts.services.sessions import Browser, SignedIn, open_session, roles_of
from api.accounts.services.sight import audit, hold_client, lasts_on
from api.accounts.services.sign_in import normal_email
from api.db import db
from api.errors import Gone, Invalid


class InvitationOver(Gone):
    """Used, cancelled, too old, replaced or never there; which of these is not told."""

    detail = (
        "This invitation is no longer open: it was used or withdrawn, or is more than "
        f"{DEFAULT.open_days} days old. Whoever invited you can send another."
    )


@dataclass(frozen=True, slots=True)
class Acceptance:
    """Somebody has joined. `signed_in` is None for those who already had an account, unless they were signed in."""

    practice_id: UUID
    practice: str
    email: str
    signed_in: SignedIn | None


def look_at(token: str, now: datetime) -> dict[str, Any]:
    """Give what somebody must know before they accept; nothing changes. Raises InvitationOver."""
    inviter = aliased(Membership)
    row = db.session.execute(
        sa.select(
            *COLUMNS, inviter.name.label("inviter_name"), Practice.name.label("practice"),
            _known(Invitation.email).label("has_account"),
        )
        .join(inviter, inviter.id == Invitation.invited_by_id)
        .join(Practice, Practice.id == Invitation.practice_id)
        .where(*_redeemable(token, now))
    ).one_or_none()  # fmt: skip
    if row is None:
        raise InvitationOver
    return {
        "practice": row.practice,
        "invited_by": row.inviter_name,
        "roles": sorted(roles_of(row)),
        "email_hint": address_hint(row.email),
        "name": row.name,
        "zone": row.zone,
        "expires_at": row.expires_at,
        "has_account": row.has_account,
    }


def accept(
    token: str,
    email: str,
    changes: dict[str, str],
    principal: Principal | None,
    browser: Browser,
    now: datetime,
) -> Acceptance:
    """Whoever holds the token joins the practice; where they had no account before, they are signed in as well.

    email: the address as they typed it. changes: their own `name` and `zone`, where they differ. principal: who is
    signed in in this browser. Raises InvitationOver, and Invalid naming the field, in which case it stays open.
    """
    coach_id = db.session.scalar(sa.select(Invitation.coach_id).where(*_redeemable(token, now)))
    if coach_id is not None:
        # A coach who leaves meanwhile waits, and then ends this engagement with the others.
        hold_client(coach_id)
    # One statement finds and spends the invitation: of many acceptances at once, one gets the row.
    row = db.session.execute(
        sa.update(Invitation)
        .where(*_redeemable(token, now))
        .values(accepted_at=now)
        .returning(*COLUMNS)
        .execution_options(synchronize_session=False)
    ).one_or_none()
    if row is None:
        raise InvitationOver
    if normal_email(email) != row.email:
        raise Invalid.field("email", f"This invitation went to {address_hint(row.email)}. Type that address.")
    wanted = NewMember(changes.get("name", row.name), row.email, roles_of(row), changes.get("zone", row.zone))
    had_account = bool(db.session.scalar(sa.select(_known(sa.literal(row.email)))))
    member = _join(row, wanted, now)
    if row.coach_id is not None:
        _begin_engagement(row, member, now)
    audit(row.practice_id, member.id, "invitation.accepted", row.id, now)
    practice = db.session.scalar(sa.select(Practice.name).where(Practice.id == row.practice_id)) or ""
    signed_in = _sign_in(member, principal, browser, now, had_account=had_account)
    db.session.commit()
    return Acceptance(row.practice_id, practice, row.email, signed_in)


def _join(row: Any, wanted: NewMember, now: datetime) -> Membership:
    """Give the membership, with the roles of the invitation beside those it had."""
    found = _membership(row)
    if found is None:
        return db.session.get_one(Membership, add_member(row.practice_id, wanted, now))
    # Those who left come back with the roles of the invitation alone; what they wrote is theirs as before.
    had = frozenset() if found.left_at else roles_of(found)
    roles = had | wanted.roles
    for role in ("owner", "coach", "client"):
        setattr(found, f"is_{role}", role in roles)
    if found.left_at:
        found.left_at = None
        found.name, found.zone = wanted.name, wanted.zone
    found.version += 1
    db.session.flush()
    if "client" in roles - had:
        become_client(row.practice_id, found.id, now)
    audit(row.practice_id, found.id, "member.roles changed", found.id, now)
    return found


def _membership(row: Any) -> Membership | None:
    return db.session.scalars(
        sa.select(Membership)
        .join(Person, Person.id == Membership.person_id)
        .where(Person.email == row.email, Membership.practice_id == row.practice_id)
        .with_for_update(of=Membership, key_share=True)
    ).one_or_none()


def _begin_engagement(row: Any, member: Membership, now: datetime) -> None:
    coach_zone = db.session.scalar(
        sa.select(Membership.zone).where(
            Membership.id == row.coach_id, Membership.is_coach, Membership.left_at.is_(None)
        )
    )
    if coach_zone is None or row.coach_id == member.id:
        # Coaches nobody any more: the owner sees a client without a coach.
        return
    from_on = first_day(now, (coach_zone, member.zone))
    lasting = sa.select(Engagement.id).where(
        Engagement.client_id == member.id, Engagement.coach_id == row.coach_id, *lasts_on(from_on)
    )
    if db.session.scalar(lasting.limit(1)) is None:
        engage(row.practice_id, member.id, row.coach_id, from_on, now, member.id)


def _sign_in(
    member: Membership, principal: Principal | None, browser: Browser, now: datetime, *, had_account: bool
) -> SignedIn | None:
    """Give a session. An invitation that was passed on must not open what somebody already has."""
    if not had_account:
        return open_session(member, now, browser)
    if principal is None or principal.session_id is None or principal.person_id != member.person_id:
        return None
    if not may_switch(principal.roles, roles_of(member), principal.signed_in_at, now):
        return None
    return open_session(member, now, browser, principal.via, principal.signed_in_at)


def _redeemable(token: str, now: datetime) -> tuple[sa.ColumnElement[bool], ...]:
    return (Invitation.token_hash == token_hash(token), *OPEN, Invitation.expires_at > now)


def _known(email: sa.SQLColumnExpression[str]) -> sa.ColumnElement[bool]:
    """Say in SQL whether somebody with this address belongs to a practice, or did."""
    return sa.exists().where(Person.email == email, Membership.person_id == Person.id)
