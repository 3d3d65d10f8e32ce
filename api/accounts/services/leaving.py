"""People leave a practice, or a role in it: the one home of all that ends with it."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api import crypto
from api.accounts.models import Appointment, Engagement, Invitation, Membership, Person, Practice, Sharing
from api.accounts.rules import Principal
from api.accounts.rules.leaving import has_owner_without
from api.accounts.services import engagements, people_mail
from api.accounts.services.ending import end_all_access
from api.accounts.services.sight import audit
from api.accounts.services.sign_in import roles_of
from api.crypto import ClientKey
from api.db import changed, db
from api.delivery.services.leaving import drop_for
from api.errors import Conflict, NotAllowed, NotFound, Stale


class LastOwner(Conflict):
    """A practice needs somebody who can let people in."""

    detail = "This is the last owner of the practice. Make somebody else an owner first. Nothing was changed."


def end_access(member_id: UUID, now: datetime) -> set[UUID]:
    """All that the membership opened is shut: sessions, tokens, feeds, invitations, engagements, appointments, mail.

    Returns the clients who were theirs. Does not commit, and does not say that the member has left.
    """
    member = db.session.execute(_WHO.where(Membership.id == member_id)).one()
    end_all_access([member_id], now)
    _cancel_invitations(member_id, now)
    with_them = sa.or_(Engagement.coach_id == member_id, Engagement.client_id == member_id)
    clients = engagements.end_all(with_them, now) - {member_id}
    meets = sa.or_(Appointment.client_id == member_id, Appointment.coach_id == member_id)
    engagements.cancel_appointments(meets, now, now)
    # Mail of no practice, such as a sign-in code, belongs to all of a person's practices.
    drop_for([member_id], [member.email], now, practice_id=member.practice_id)
    return clients


def leave(principal: Principal, now: datetime) -> None:
    """The caller belongs to the practice no more. Raises LastOwner."""
    owner_ids = hold_owners(principal.practice_id)
    _depart(principal.practice_id, principal.member_id, None, owner_ids, principal.member_id, now)
    db.session.commit()


def remove(principal: Principal, member_id: UUID, version: int, now: datetime) -> None:
    """The member belongs to the practice no more. Raises LastOwner, NotFound, Stale."""
    owner_ids = _hold_as_owner(principal)
    _depart(principal.practice_id, member_id, version, owner_ids, principal.member_id, now)
    db.session.commit()


def change_roles(
    principal: Principal, member_id: UUID, roles: Collection[str], version: int, now: datetime
) -> None:
    """The member has these roles and no others; what a lost one opened is shut. Raises LastOwner, NotFound, Stale."""
    owner_ids = _hold_as_owner(principal)
    member = _member(principal.practice_id, member_id)
    had = roles_of(member)
    lost, gained = had - set(roles), set(roles) - had
    if "owner" in lost and not has_owner_without(owner_ids, member_id):
        raise LastOwner
    _write(
        member_id,
        version,
        is_owner="owner" in roles,
        is_coach="coach" in roles,
        is_client="client" in roles,
    )
    if lost - {"client"}:
        _cancel_invitations(member_id, now)
    clients: set[UUID] = set()
    if "coach" in lost:
        clients |= engagements.end_all(Engagement.coach_id == member_id, now)
    if "client" in lost:
        engagements.end_all(Engagement.client_id == member_id, now)
    if "client" in gained:
        become_client(principal.practice_id, member_id, now)
    audit(principal.practice_id, principal.member_id, "member.roles changed", member_id, now)
    people_mail.tell_of_coaching(sorted(clients), f"roles:{member_id}:{version}", now)
    db.session.commit()


def become_client(practice_id: UUID, member_id: UUID, now: datetime) -> None:
    """The member has a key and the sharing defaults; a client of earlier days keeps what they had. Does not commit.

    Whoever was erased begins anew, at this moment: no backup of before it tells of them again.
    """
    if db.session.scalar(sa.select(ClientKey.client_id).where(ClientKey.client_id == member_id)) is None:
        crypto.ring().make_client_keys([member_id])
    db.session.execute(
        sa.update(Membership)
        .where(Membership.id == member_id, Membership.client_since.is_(None))
        .values(client_since=now)
    )
    if db.session.scalar(sa.select(Sharing.client_id).where(Sharing.client_id == member_id)) is None:
        db.session.execute(sa.insert(Sharing).values(client_id=member_id, practice_id=practice_id))


def hold_owners(practice_id: UUID) -> set[UUID]:
    """Give the owners of the practice; nobody else changes who they are until the transaction ends."""
    db.session.execute(
        sa.select(Practice.id).where(Practice.id == practice_id).with_for_update(key_share=True)
    )
    owners = sa.select(Membership.id).where(
        Membership.practice_id == practice_id, Membership.is_owner, Membership.left_at.is_(None)
    )
    return set(db.session.scalars(owners))


def _hold_as_owner(principal: Principal) -> set[UUID]:
    owner_ids = hold_owners(principal.practice_id)
    if principal.member_id not in owner_ids:
        # Another owner was quicker, while this one was waiting.
        raise NotAllowed
    return owner_ids


def _depart(
    practice_id: UUID,
    member_id: UUID,
    version: int | None,
    owner_ids: Collection[UUID],
    by_id: UUID,
    now: datetime,
) -> None:
    member = _member(practice_id, member_id)
    if member.is_owner and not has_owner_without(owner_ids, member_id):
        raise LastOwner
    _write(member_id, member.version if version is None else version, left_at=now)
    clients = end_access(member_id, now)
    audit(practice_id, by_id, "member.left" if by_id == member_id else "member.removed", member_id, now)
    people_mail.tell_of_coaching(sorted(clients), f"left:{member_id}:{member.version}", now)
    answered_by = next(iter(sorted(set(owner_ids) - {member_id})), None)
    reply_to = db.session.scalar(
        sa.select(Person.email)
        .join(Membership, Membership.person_id == Person.id)
        .where(Membership.id == (by_id if by_id != member_id else answered_by))
    )
    people_mail.tell_of_leaving(practice_id, member.practice, member_id, member.email, reply_to, now)


_WHO = (
    sa.select(
        Membership.id, Membership.practice_id, Membership.person_id, Membership.version,
        Membership.is_owner, Membership.is_coach, Membership.is_client,
        Person.email, Practice.name.label("practice"),
    )
    .join(Person, Person.id == Membership.person_id)
    .join(Practice, Practice.id == Membership.practice_id)
)  # fmt: skip


def _member(practice_id: UUID, member_id: UUID) -> Any:
    row = db.session.execute(
        _WHO.where(
            Membership.id == member_id, Membership.practice_id == practice_id, Membership.left_at.is_(None)
        )
    ).one_or_none()
    if row is None:
        raise NotFound
    return row


def _write(member_id: UUID, version: int, **values: Any) -> None:
    moved = db.session.execute(
        sa.update(Membership)
        .where(
            Membership.id == member_id,
            Membership.version == version,
            Membership.left_at.is_(None),
        )
        .values(version=version + 1, **values)
    )
    if changed(moved) != 1:
        raise Stale


def _cancel_invitations(member_id: UUID, now: datetime) -> None:
    """Nobody joins any more on the word of this member, nor as their client."""
    db.session.execute(
        sa.update(Invitation)
        .where(
            sa.or_(Invitation.invited_by_id == member_id, Invitation.coach_id == member_id),
            Invitation.accepted_at.is_(None),
            Invitation.cancelled_at.is_(None),
        )
        .values(cancelled_at=now)
        .execution_options(synchronize_session=False)
    )
