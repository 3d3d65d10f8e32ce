"""Invitations: sent, listed, sent again and cancelled by owners and coaches; `joining` has their other end."""

import hashlib
import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from uuid_utils.compat import uuid7

from api.accounts.models import Audit, Engagement, Invitation, Membership, Person, Practice
from api.accounts.rules import Principal
from api.accounts.rules.inviting import DAY, DEFAULT, left_today, may_invite, wait_seconds
from api.accounts.services.invitation_mail import KIND
from api.accounts.services.people import known_zones
from api.accounts.services.sessions import roles_of
from api.accounts.services.sight import audit, hold_client, lasts_on
from api.accounts.services.sign_in import normal_email
from api.db import AnySelect, changed, db
from api.delivery.services import Draft, enqueue
from api.errors import Conflict, Invalid, NotAllowed, NotFound, TooMany
from api.pagination import Page, PageQuery, fetch_page, map_page


class TooManyInvitations(TooMany):
    """Each invitation is a mail to somebody who did not ask for one."""

    def __init__(self, left: int, seconds: int | None) -> None:
        most = DEFAULT.most_a_day
        detail = f"{most} invitations can be sent in a day, and {left} are left today. Nothing was sent."
        super().__init__(detail, after_seconds=int(DAY.total_seconds()) if seconds is None else seconds)


@dataclass(frozen=True, slots=True)
class NewInvitation:
    """Somebody to be invited; `coach_id` says whose client they become."""

    name: str
    email: str
    roles: frozenset[str]
    zone: str
    coach_id: UUID | None = None


def invite(principal: Principal, wanted: NewInvitation, public_url: str, now: datetime) -> dict[str, Any]:
    """A mail with an invitation is on its way; an earlier one of the caller to the same address is over.

    Raises NotAllowed, Invalid naming the field, Conflict for somebody who has all of it already, TooMany.
    """
    if not may_invite(principal.roles, wanted.roles):
        raise NotAllowed("Coaches invite clients; whoever owns the practice invites everybody else.")
    if wanted.zone not in known_zones():
        raise Invalid.field("zone", "This is not a time zone name such as Europe/London.")
    coach_id = coach_of_clients(principal, wanted.coach_id) if "client" in wanted.roles else None
    if coach_id is None and wanted.coach_id is not None:
        raise Invalid.field("coach_id", "Only a client has a coach.")
    if _has_all_of_it(principal, wanted, coach_id, now):
        raise Conflict("This person already belongs to the practice in that way.")
    [invitation_id] = send(
        principal,
        [NewInvitation(wanted.name, wanted.email, wanted.roles, wanted.zone, coach_id)],
        public_url,
        now,
    )
    # Told before the commit: whoever is leaving at this moment may cancel it right after.
    told = invitation(principal, invitation_id, now)
    db.session.commit()
    return told


def send(principal: Principal, wanted: Sequence[NewInvitation], public_url: str, now: datetime) -> list[UUID]:
    """Each of these gets a mail, and the caller's earlier invitations to them are over: a fixed few statements.

    Returns their ids. Raises TooMany, in which case nobody gets one. Does not commit.
    """
    # One member's invitations come one after the other: two at once must not both find the last free place.
    hold_client(principal.member_id)
    _refuse_unless_still_allowed(principal, wanted)
    sent = _sent_today(principal, now)
    wait = wait_seconds(sent, len(wanted), now)
    if wait != 0:
        raise TooManyInvitations(left_today(sent, now), wait)
    emails = [normal_email(one.email) for one in wanted]
    db.session.execute(
        sa.update(Invitation)
        .where(
            Invitation.practice_id == principal.practice_id,
            Invitation.invited_by_id == principal.member_id,
            Invitation.email.in_(emails),
            *OPEN,
        )
        .values(cancelled_at=now)
        .execution_options(synchronize_session=False)
    )
    expires_at = now + timedelta(days=DEFAULT.open_days)
    tokens = [secrets.token_urlsafe(32) for _ in wanted]
    rows: list[dict[str, Any]] = [
        {
            "id": uuid7(),
            "practice_id": principal.practice_id,
            "token_hash": token_hash(token),
            "email": email,
            "name": one.name,
            "zone": one.zone,
            "is_owner": "owner" in one.roles,
            "is_coach": "coach" in one.roles,
            "is_client": "client" in one.roles,
            "coach_id": one.coach_id,
            "invited_by_id": principal.member_id,
            "sent_at": now,
            "expires_at": expires_at,
        }
        for one, email, token in zip(wanted, emails, tokens, strict=True)
    ]
    db.session.execute(sa.insert(Invitation), rows)
    _enqueue(principal, rows, tokens, public_url, now)
    made = {"practice_id": principal.practice_id, "at": now, "actor_id": principal.member_id}
    db.session.execute(
        sa.insert(Audit),
        [made | {"id": uuid7(), "action": "invitation.sent", "subject_id": row["id"]} for row in rows],
    )
    return [row["id"] for row in rows]


def places_left(principal: Principal, now: datetime) -> int:
    """Give how many more invitations the caller may send now."""
    return left_today(_sent_today(principal, now), now)


def invitations(principal: Principal, query: PageQuery, now: datetime) -> Page[dict[str, Any]]:
    """Page through invitations that nobody has accepted yet, newest first: an owner's practice, a coach's own."""
    page = fetch_page(_seen(principal), [(Invitation.id, True)], query)
    return map_page(page, lambda row: _tell(row, now))


def invitation(principal: Principal, invitation_id: UUID, now: datetime) -> dict[str, Any]:
    """Give one invitation that nobody has accepted yet. Raises NotFound."""
    return _tell(_find(principal, invitation_id), now)


def cancel(principal: Principal, invitation_id: UUID, now: datetime) -> None:
    """The invitation opens nothing any more. Raises NotFound."""
    _find(principal, invitation_id)
    ended = db.session.execute(
        sa.update(Invitation).where(Invitation.id == invitation_id, *OPEN).values(cancelled_at=now)
    )
    if changed(ended) != 1:
        raise NotFound
    audit(principal.practice_id, principal.member_id, "invitation.cancelled", invitation_id, now)
    db.session.commit()


def renew(principal: Principal, invitation_id: UUID, public_url: str, now: datetime) -> dict[str, Any]:
    """The same person gets a new mail with a new link, and the old link is over. It counts like any other."""
    row = _find(principal, invitation_id)
    roles = roles_of(row)
    if not may_invite(principal.roles, roles):
        raise NotAllowed
    again = NewInvitation(row.name, row.email, roles, row.zone, row.coach_id)
    db.session.execute(
        sa.update(Invitation).where(Invitation.id == invitation_id, *OPEN).values(cancelled_at=now)
    )
    [new_id] = send(principal, [again], public_url, now)
    told = invitation(principal, new_id, now)
    db.session.commit()
    return told


def coach_of_clients(principal: Principal, coach_id: UUID | None) -> UUID:
    """Give whose clients the new ones are: a coach's own, or those of the coach an owner names. Raises Invalid."""
    if coach_id is None or coach_id == principal.member_id:
        if "coach" not in principal.roles:
            raise Invalid.field("coach_id", "Say whose clients these are.")
        return principal.member_id
    found: Any = None
    if "owner" in principal.roles:
        found = db.session.scalar(
            sa.select(Membership.id).where(
                Membership.id == coach_id,
                Membership.practice_id == principal.practice_id,
                Membership.is_coach,
                Membership.left_at.is_(None),
            )
        )
    if found is None:
        raise Invalid.field("coach_id", "No coach of yours has this id.")
    return coach_id


def clear_ended(now: datetime) -> None:
    """Invitations that were over a month ago are gone."""
    over = now - timedelta(days=DEFAULT.kept_days)
    db.session.execute(sa.delete(Invitation).where(Invitation.expires_at <= over))
    db.session.commit()


def _has_all_of_it(principal: Principal, wanted: NewInvitation, coach_id: UUID | None, now: datetime) -> bool:
    """Say whether they have the roles and the coach already. A coach learns it of their own clients alone."""
    coached = (
        sa.exists()
        .where(Engagement.client_id == Membership.id, Engagement.coach_id == coach_id)
        .where(*lasts_on(principal.today(now)))
        .correlate(Membership)
    )
    row = db.session.execute(
        sa.select(Membership.is_owner, Membership.is_coach, Membership.is_client, coached.label("is_coached"))
        .join(Person, Person.id == Membership.person_id)
        .where(
            Person.email == normal_email(wanted.email),
            Membership.practice_id == principal.practice_id,
            Membership.left_at.is_(None),
        )
    ).one_or_none()
    return row is not None and wanted.roles <= roles_of(row) and (coach_id is None or row.is_coached)


def _refuse_unless_still_allowed(principal: Principal, wanted: Sequence[NewInvitation]) -> None:
    """Raise NotAllowed for somebody who was removed, or lost the role, while they waited."""
    sender = db.session.execute(
        sa.select(Membership.is_owner, Membership.is_coach, Membership.is_client).where(
            Membership.id == principal.member_id, Membership.left_at.is_(None)
        )
    ).one_or_none()
    roles = roles_of(sender) if sender is not None else frozenset()
    if not all(may_invite(roles, one.roles) for one in wanted):
        raise NotAllowed


def _sent_today(principal: Principal, now: datetime) -> list[datetime]:
    return list(
        db.session.scalars(
            sa.select(Invitation.sent_at).where(
                Invitation.invited_by_id == principal.member_id, Invitation.sent_at > now - DAY
            )
        )
    )


def _enqueue(
    principal: Principal,
    rows: Sequence[dict[str, Any]],
    tokens: Collection[str],
    public_url: str,
    now: datetime,
) -> None:
    inviter = db.session.execute(
        sa.select(Membership.name, Person.email, Practice.name.label("practice"))
        .join(Person, Person.id == Membership.person_id)
        .join(Practice, Practice.id == Membership.practice_id)
        .where(Membership.id == principal.member_id)
    ).one()
    drafts = [
        Draft(
            KIND,
            row["email"],
            f"{KIND}:{row['id']}",
            {
                "invitation_id": str(row["id"]),
                "inviter": inviter.name,
                "practice": inviter.practice,
                "roles": [role for role in ("owner", "coach", "client") if row[f"is_{role}"]],
                "reply_to": inviter.email,
                # In the fragment, which no server and no log is told.
                "link": f"{public_url}/invitation#{token}",
            },
            useless_at=row["expires_at"],
            practice_id=principal.practice_id,
        )
        for row, token in zip(rows, tokens, strict=True)
    ]
    enqueue(drafts, now)


OPEN = (Invitation.accepted_at.is_(None), Invitation.cancelled_at.is_(None))
COLUMNS = (
    Invitation.id, Invitation.practice_id, Invitation.email, Invitation.name, Invitation.zone, Invitation.coach_id,
    Invitation.is_owner, Invitation.is_coach, Invitation.is_client,
    Invitation.invited_by_id, Invitation.sent_at, Invitation.expires_at,
)  # fmt: skip
_INVITER = aliased(Membership)
_FUTURE_COACH = aliased(Membership)


def _seen(principal: Principal) -> AnySelect:
    statement = (
        sa.select(*COLUMNS, _INVITER.name.label("inviter_name"), _FUTURE_COACH.name.label("coach_name"))
        .join(_INVITER, _INVITER.id == Invitation.invited_by_id)
        .outerjoin(_FUTURE_COACH, _FUTURE_COACH.id == Invitation.coach_id)
        .where(Invitation.practice_id == principal.practice_id, *OPEN)
    )
    if "owner" not in principal.roles:
        statement = statement.where(Invitation.invited_by_id == principal.member_id)
    return statement


def _find(principal: Principal, invitation_id: UUID) -> Any:
    row = db.session.execute(_seen(principal).where(Invitation.id == invitation_id)).one_or_none()
    if row is None:
        raise NotFound
    return row


def _tell(row: Any, now: datetime) -> dict[str, Any]:
    return {
        "id": row.id,
        "email": row.email,
        "name": row.name,
        "roles": sorted(roles_of(row)),
        "coach": row.coach_id and {"id": row.coach_id, "name": row.coach_name},
        "invited_by": {"id": row.invited_by_id, "name": row.inviter_name},
        "sent_at": row.sent_at,
        "expires_at": row.expires_at,
        "state": "open" if row.expires_at > now else "expired",
    }


def token_hash(token: str) -> bytes:
    # The token is 256 random bits: a plain hash is enough.
    return hashlib.sha256(token.encode()).digest()
