"""Practices, the people in them, and who coaches whom."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import available_timezones

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from uuid_utils.compat import uuid7

from api import crypto, localtime
from api.accounts.models import Engagement, Membership, Person, Practice, Sharing
from api.accounts.rules import Principal
from api.accounts.services.moves import leave_word_of_move
from api.accounts.services.sight import MOVED, audit, is_engaged, lasts_on
from api.accounts.services.sign_in import normal_email, roles_of
from api.db import changed, db
from api.errors import Conflict, Invalid, NotFound, Stale
from api.pagination import Page, PageQuery, fetch_page, map_page


@dataclass(frozen=True, slots=True)
class NewMember:
    """Somebody to be added to a practice."""

    name: str
    email: str
    roles: frozenset[str]
    zone: str = "Europe/London"


def create_practice(name: str, owner: NewMember, now: datetime) -> UUID:
    """A practice stands with its first owner. Returns the owner's membership id. Does not commit."""
    practice_id = uuid7()
    db.session.execute(sa.insert(Practice).values(id=practice_id, name=name, created_at=now, version=1))
    owner_id = add_member(practice_id, owner, now)
    audit(practice_id, owner_id, "practice.created", practice_id, now)
    return owner_id


def add_member(practice_id: UUID, member: NewMember, now: datetime) -> UUID:
    """Somebody belongs to the practice; a client also has a key and the sharing defaults. Does not commit."""
    if member.zone not in known_zones():
        raise Invalid.field("zone", "This is not a time zone name such as Europe/London.")
    email = normal_email(member.email)
    person_id = db.session.scalar(sa.select(Person.id).where(Person.email == email))
    if person_id is not None and _belongs_elsewhere(person_id, practice_id):
        # Whoever signs in sees one practice: nobody may move somebody else out of theirs.
        raise Conflict("This address cannot be added to this practice.")
    member_id = uuid7()
    try:
        if person_id is None:
            person_id = uuid7()
            db.session.execute(sa.insert(Person).values(id=person_id, email=email, created_at=now))
        db.session.execute(
            sa.insert(Membership).values(
                id=member_id,
                practice_id=practice_id,
                person_id=person_id,
                name=member.name,
                zone=member.zone,
                is_owner="owner" in member.roles,
                is_coach="coach" in member.roles,
                is_client="client" in member.roles,
                created_at=now,
            )
        )
    except IntegrityError as error:
        db.session.rollback()
        raise Conflict("This person already belongs to the practice.") from error
    if "client" in member.roles:
        crypto.ring().make_client_keys([member_id])
        db.session.execute(sa.insert(Sharing).values(client_id=member_id, practice_id=practice_id))
    audit(practice_id, None, "member.added", member_id, now)
    return member_id


def _belongs_elsewhere(person_id: UUID, practice_id: UUID) -> bool:
    statement = sa.select(Membership.id).where(
        Membership.person_id == person_id, Membership.practice_id != practice_id, Membership.left_at.is_(None)
    )
    return db.session.scalar(statement.limit(1)) is not None


def engage(practice_id: UUID, client_id: UUID, coach_id: UUID, from_on: date, now: datetime) -> UUID:
    """The coach sees, from that day on, what the client shares. Does not commit."""
    engagement_id = uuid7()
    db.session.execute(
        sa.insert(Engagement).values(
            id=engagement_id,
            practice_id=practice_id,
            client_id=client_id,
            coach_id=coach_id,
            from_on=from_on,
            version=1,
        )
    )
    audit(practice_id, None, "engagement.begun", engagement_id, now)
    return engagement_id


def me(principal: Principal, now: datetime) -> dict[str, Any]:
    """Say who the caller is, where, and who coaches them today."""
    row = db.session.execute(
        sa.select(
            Membership.name, Membership.is_told_of_replies, Person.email, Practice.name.label("practice_name")
        )
        .join(Person, Person.id == Membership.person_id)
        .join(Practice, Practice.id == Membership.practice_id)
        .where(Membership.id == principal.member_id)
    ).one()
    coach = None
    if "client" in principal.roles:
        coach = db.session.execute(
            sa.select(Membership.id, Membership.name)
            .join(Engagement, Engagement.coach_id == Membership.id)
            .where(Engagement.client_id == principal.member_id, *lasts_on(principal.today(now)))
            .order_by(Engagement.from_on)
            .limit(1)
        ).one_or_none()
    return {
        "id": principal.member_id,
        "name": row.name,
        "email": row.email,
        "zone": principal.zone,
        "roles": sorted(principal.roles),
        "practice": {"id": principal.practice_id, "name": row.practice_name},
        "coach": coach and {"id": coach.id, "name": coach.name},
        "today": principal.today(now),
        "told_of_replies": row.is_told_of_replies,
    }


def amend_me(principal: Principal, changes: dict[str, Any], now: datetime) -> Principal:
    """The caller's name or zone is changed."""
    if changes.get("zone", principal.zone) not in known_zones():
        raise Invalid.field("zone", "This is not a time zone name such as Europe/London.")
    if changes:
        db.session.execute(
            sa.update(Membership).where(Membership.id == principal.member_id).values(**changes)
        )
        has_moved = changes.get("zone", principal.zone) != principal.zone
        action = MOVED if has_moved else "member.amended"
        audit(principal.practice_id, principal.member_id, action, principal.member_id, now)
        if has_moved:
            leave_word_of_move(principal.member_id, principal.practice_id, now)
    db.session.commit()
    return Principal(
        principal.member_id,
        principal.practice_id,
        principal.roles,
        changes.get("zone", principal.zone),
        principal.session_id,
    )


def people(principal: Principal, query: PageQuery, now: datetime) -> Page[dict[str, Any]]:
    """Page through the people whom the caller may know of: an owner all, a coach their clients and themselves."""
    statement = (
        sa.select(
            Membership.id,
            Membership.name,
            Person.email,
            Membership.is_owner,
            Membership.is_coach,
            Membership.is_client,
        )
        .join(Person, Person.id == Membership.person_id)
        .where(Membership.practice_id == principal.practice_id, Membership.left_at.is_(None))
    )
    if "owner" not in principal.roles:
        statement = statement.where(
            sa.or_(Membership.id == principal.member_id, is_engaged(principal, Membership.id, now))
        )
    page = fetch_page(statement, [(Membership.name, False), (Membership.id, False)], query)
    return map_page(
        page, lambda row: {"id": row.id, "name": row.name, "email": row.email, "roles": sorted(roles_of(row))}
    )


def practice(principal: Principal) -> Practice:
    """Give the caller's practice."""
    return db.session.scalars(sa.select(Practice).where(Practice.id == principal.practice_id)).one()


def rename_practice(principal: Principal, name: str, version: int, now: datetime) -> Practice:
    """The practice has a new name. Raises Stale when somebody else was quicker."""
    moved = db.session.execute(
        sa.update(Practice)
        .where(Practice.id == principal.practice_id, Practice.version == version)
        .values(name=name, version=Practice.version + 1)
    )
    if changed(moved) != 1:
        raise Stale
    audit(principal.practice_id, principal.member_id, "practice.renamed", principal.practice_id, now)
    db.session.commit()
    return practice(principal)


def engagements(principal: Principal, query: PageQuery) -> Page[Any]:
    """Page through engagements: an owner's practice, a coach's own, a client's own."""
    statement = sa.select(*_ENGAGEMENT).where(Engagement.practice_id == principal.practice_id)
    if "owner" not in principal.roles:
        statement = statement.where(
            sa.or_(Engagement.coach_id == principal.member_id, Engagement.client_id == principal.member_id)
        )
    return fetch_page(statement, [(Engagement.id, False)], query)


def begin_engagement(principal: Principal, client_id: UUID, coach_id: UUID, now: datetime) -> Any:
    """The client has this coach from today on. Raises Invalid naming whoever is not such a member of the practice."""
    for field, member_id, role in (
        ("client_id", client_id, Membership.is_client),
        ("coach_id", coach_id, Membership.is_coach),
    ):
        found = db.session.scalar(
            sa.select(Membership.id).where(
                Membership.id == member_id,
                Membership.practice_id == principal.practice_id,
                role,
                Membership.left_at.is_(None),
            )
        )
        if found is None:
            raise Invalid.field(field, "Nobody in this practice has this id and role.")
    from_on = principal.today(now)
    lasting = sa.select(Engagement.id).where(
        Engagement.client_id == client_id, Engagement.coach_id == coach_id, *lasts_on(from_on)
    )
    if db.session.scalar(lasting) is not None:
        raise Conflict("This coach already works with this client.")
    engagement_id = engage(principal.practice_id, client_id, coach_id, from_on, now)
    db.session.commit()
    return engagement(principal, engagement_id)


def engagement(principal: Principal, engagement_id: UUID) -> Any:
    """Give one engagement of the caller's practice. Raises NotFound."""
    row = db.session.execute(
        sa.select(*_ENGAGEMENT).where(
            Engagement.id == engagement_id, Engagement.practice_id == principal.practice_id
        )
    ).one_or_none()
    if row is None:
        raise NotFound
    return row


def end_engagement(
    principal: Principal, engagement_id: UUID, until_on: date, version: int, now: datetime
) -> Any:
    """The engagement ends with that day; from the next on, the coach sees nothing of the client."""
    row = engagement(principal, engagement_id)
    if until_on < row.from_on - timedelta(days=1):
        raise Invalid.field("until_on", "An engagement cannot end before it began.")
    moved = db.session.execute(
        sa.update(Engagement)
        .where(Engagement.id == engagement_id, Engagement.version == version)
        .values(until_on=until_on, version=Engagement.version + 1)
    )
    if changed(moved) != 1:
        raise Stale
    audit(principal.practice_id, principal.member_id, "engagement.ended", engagement_id, now)
    db.session.commit()
    return engagement(principal, engagement_id)


def known_zones() -> frozenset[str]:
    """Give the names of all time zones."""
    return _ZONES


_ZONES = frozenset(available_timezones()) - {"localtime", "posixrules", "Factory"}

_ENGAGEMENT = (
    Engagement.id, Engagement.client_id, Engagement.coach_id,
    Engagement.from_on, Engagement.until_on, Engagement.version,
)  # fmt: skip


def admit(owner_email: str, member: NewMember, coach_email: str | None, now: datetime) -> UUID:
    """Somebody belongs to the practice of that owner; a client has that coach from today on.

    Raises Invalid naming the address that is not an owner's or a coach's.
    """
    owner = _member_with(owner_email, Membership.is_owner)
    if owner is None:
        raise Invalid.field("owner", "No owner has this address.")
    coach = None
    if "client" in member.roles:
        coach = coach_email and _member_with(coach_email, Membership.is_coach, owner.practice_id)
        if not coach:
            raise Invalid.field("coach", "A client needs the address of a coach in the practice.")
    member_id = add_member(owner.practice_id, member, now)
    if coach:
        engage(owner.practice_id, member_id, coach.id, localtime.local_day(now, member.zone), now)
    db.session.commit()
    return member_id


def _member_with(email: str, role: Any, practice_id: UUID | None = None) -> Any:
    statement = (
        sa.select(Membership.id, Membership.practice_id)
        .join(Person, Person.id == Membership.person_id)
        .where(Person.email == normal_email(email), role, Membership.left_at.is_(None))
    )
    if practice_id is not None:
        statement = statement.where(Membership.practice_id == practice_id)
    return db.session.execute(statement.order_by(Membership.created_at)).first()
