"""Practices, and the people in them."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import available_timezones

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import aliased
from uuid_utils.compat import uuid7

from api import crypto, localtime
from api.accounts.models import EmailChange, Engagement, Membership, Person, Practice, Sharing
from api.accounts.rules import Principal
from api.accounts.rules.inviting import address_hint
from api.accounts.rules.relying import RelyingParty
from api.accounts.rules.sharing import LIST, MEMBERS
from api.accounts.services import reads
from api.accounts.services.moves import leave_word_of_move
from api.accounts.services.sessions import has_passkey, roles_of
from api.accounts.services.sight import MOVED, audit, is_engaged, lasts_on
from api.accounts.services.sign_in import normal_email
from api.db import AnySelect, changed, db, of_one_practice
from api.errors import Conflict, Fault, Invalid, NotFound, Stale
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
                client_since=now if "client" in member.roles else None,
            )
        )
    except IntegrityError as error:
        db.session.rollback()
        raise Conflict(
            "This person belongs to the practice, or did: then they come back by an invitation."
        ) from error
    if "client" in member.roles:
        crypto.ring().make_client_keys([member_id])
        db.session.execute(sa.insert(Sharing).values(client_id=member_id, practice_id=practice_id))
    audit(practice_id, None, "member.added", member_id, now)
    return member_id


def engage(
    practice_id: UUID,
    client_id: UUID,
    coach_id: UUID,
    from_on: date,
    now: datetime,
    by_id: UUID | None = None,
) -> UUID:
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
    audit(practice_id, by_id, "engagement.begun", engagement_id, now)
    return engagement_id


def me(principal: Principal, now: datetime) -> dict[str, Any]:
    """Say who the caller is, where, and who coaches them today."""
    theirs = db.session.execute(
        sa.select(
            _THEIRS.id, _THEIRS.practice_id, _THEIRS.is_owner, _THEIRS.is_coach, _THEIRS.is_client,
            Practice.name.label("practice_name"),
            Membership.name, Membership.is_told_of_replies, Person.email, Person.language,
            EmailChange.new_email, EmailChange.takes_effect_at,
        )
        .join(Person, Person.id == Membership.person_id)
        .outerjoin(EmailChange, sa.and_(EmailChange.person_id == Person.id, *_TO_COME))
        .join(_THEIRS, _THEIRS.person_id == Person.id)
        .join(Practice, Practice.id == _THEIRS.practice_id)
        .where(
            Membership.id == principal.member_id,
            sa.or_(_THEIRS.left_at.is_(None), _THEIRS.id == Membership.id),
        )
        .order_by(_THEIRS.created_at, _THEIRS.id)
    ).all()  # fmt: skip
    row = next(one for one in theirs if one.id == principal.member_id)
    coach = None
    if "client" in principal.roles:
        coach = db.session.execute(
            sa.select(Membership.id, Membership.name)
            .join(Engagement, Engagement.coach_id == Membership.id)
            .where(Engagement.client_id == principal.member_id, *lasts_on(principal.today(now)))
            .where(Engagement.practice_id == principal.practice_id, of_one_practice(Engagement, Membership))
            .order_by(Engagement.from_on)
            .limit(1)
        ).one_or_none()
    return {
        "id": principal.member_id,
        "name": row.name,
        "email": row.email,
        "zone": principal.zone,
        "language": row.language,
        "roles": sorted(principal.roles),
        "practice": {"id": principal.practice_id, "name": row.practice_name},
        "coach": coach and {"id": coach.id, "name": coach.name},
        "today": principal.today(now),
        "told_of_replies": row.is_told_of_replies,
        "address_change": row.takes_effect_at
        and {"email_hint": address_hint(row.new_email), "takes_effect_at": row.takes_effect_at},
        "memberships": [
            {
                "id": one.id,
                "practice": {"id": one.practice_id, "name": one.practice_name},
                "roles": sorted(roles_of(one)),
            }
            for one in theirs
        ],
        "passkey_first": None
        if not principal.is_held_up
        else "use"
        if has_passkey(principal.person_id)
        else "add",
    }


_THEIRS = aliased(Membership)
_COACH = aliased(Membership)
_TO_COME = (
    EmailChange.takes_effect_at.is_not(None), EmailChange.done_at.is_(None), EmailChange.ended_at.is_(None),
)  # fmt: skip


def amend_me(principal: Principal, changes: dict[str, Any], now: datetime) -> Principal:
    """The caller's name, zone or language is changed; the language in all their practices."""
    if changes.get("zone", principal.zone) not in known_zones():
        raise Invalid.field("zone", "This is not a time zone name such as Europe/London.")
    language = changes.pop("language", None)
    if language is not None:
        db.session.execute(
            sa.update(Person)
            .where(Person.id.in_(sa.select(Membership.person_id).where(Membership.id == principal.member_id)))
            .values(language=language)
        )
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
    return replace(principal, zone=changes.get("zone", principal.zone))


def people(
    principal: Principal, query: PageQuery, now: datetime, *, without_coach: bool = False
) -> Page[dict[str, Any]]:
    """Page through the people whom the caller may know of: an owner all, a coach their clients and themselves.

    without_coach: only clients whom nobody coaches today.
    """
    statement = _known_people(principal, now)
    if without_coach:
        statement = statement.where(Membership.is_client, sa.not_(_is_coached(principal, now)))
    page = fetch_page(statement, [(Membership.name, False), (Membership.id, False)], query)
    reads.note_list(principal, MEMBERS if "owner" in principal.roles else LIST)
    return map_page(page, _tell_person)


def person(principal: Principal, member_id: UUID, now: datetime) -> dict[str, Any]:
    """Give one of the people whom the caller may know of. Raises NotFound."""
    row = db.session.execute(_known_people(principal, now).where(Membership.id == member_id)).one_or_none()
    if row is None:
        raise NotFound
    if row.is_client:
        reads.note(principal, row.id)
    return _tell_person(row)


def _known_people(principal: Principal, now: datetime) -> AnySelect:
    statement = (
        sa.select(
            Membership.id, Membership.name, Membership.version, Person.email,
            Membership.is_owner, Membership.is_coach, Membership.is_client,
            _is_coached(principal, now).label("is_coached"),
            EmailChange.new_email, EmailChange.asked_at, EmailChange.takes_effect_at,
        )
        .join(Person, Person.id == Membership.person_id)
        .outerjoin(
            EmailChange,
            sa.and_(
                EmailChange.person_id == Person.id,
                EmailChange.practice_id == Membership.practice_id,
                *_TO_COME,
                sa.literal("owner" in principal.roles),
            ),
        )
        .where(Membership.practice_id == principal.practice_id, Membership.left_at.is_(None))
    )  # fmt: skip
    if "owner" not in principal.roles:
        statement = statement.where(
            sa.or_(Membership.id == principal.member_id, is_engaged(principal, Membership.id, now))
        )
    return statement


def _is_coached(principal: Principal, now: datetime) -> sa.ColumnElement[bool]:
    """Say in SQL whether the member of the row has a coach today."""
    return (
        sa.exists()
        .where(
            Engagement.client_id == Membership.id,
            Engagement.coach_id == _COACH.id,
            *lasts_on(principal.today(now)),
        )
        .where(_COACH.is_coach, _COACH.left_at.is_(None))
        .correlate(Membership.__table__)
    )


def _tell_person(row: Any) -> dict[str, Any]:
    recovery = None
    if row.takes_effect_at is not None:
        recovery = {
            "email": row.new_email,
            "asked_at": row.asked_at,
            "takes_effect_at": row.takes_effect_at,
        }
    return {
        "id": row.id,
        "name": row.name,
        "email": row.email,
        "roles": sorted(roles_of(row)),
        "has_coach": row.is_coached if row.is_client else None,
        "recovery": recovery,
        "version": row.version,
    }


def practice(principal: Principal) -> Practice:
    """Give the caller's practice."""
    return db.session.scalars(sa.select(Practice).where(Practice.id == principal.practice_id)).one()


def amend_practice(
    principal: Principal, changes: dict[str, Any], version: int, party: RelyingParty, now: datetime
) -> Practice:
    """The practice reads as `changes` say.

    Raises Stale when somebody else was quicker, and Conflict where asking for passkeys would shut the caller out.
    """
    if changes.get(PASSKEYS):
        _refuse_to_shut_out(principal, party)
    moved = db.session.execute(
        sa.update(Practice)
        .where(Practice.id == principal.practice_id, Practice.version == version)
        .values(version=Practice.version + 1, **changes)
    )
    if changed(moved) != 1:
        raise Stale
    for name, action in _PRACTICE_ACTIONS.items():
        if name in changes:
            audit(principal.practice_id, principal.member_id, action, principal.practice_id, now)
    db.session.commit()
    return practice(principal)


def _refuse_to_shut_out(principal: Principal, party: RelyingParty) -> None:
    """Raise Conflict unless the caller goes on signing in where passkeys are asked for: they came with one."""
    is_asked_for = sa.select(Practice.passkeys_required_of_coaches).where(
        Practice.id == principal.practice_id
    )
    if db.session.scalar(is_asked_for):
        return
    # Locked, so that none is removed meanwhile.
    db.session.execute(sa.select(Person.id).where(Person.id == principal.person_id).with_for_update())
    detail = None
    if not party.has_passkeys:
        detail = f"Browsers have no passkeys for {party.origin}: that takes a name, and https."
    elif not has_passkey(principal.person_id):
        detail = "Add a passkey of your own first, or you would shut yourself out."
    elif principal.via != "passkey":
        detail = "Sign in with your own passkey first: that shows that it works here."
    if detail is not None:
        raise Conflict(detail, Fault(PASSKEYS, detail))


def known_zones() -> frozenset[str]:
    """Give the names of all time zones."""
    return _ZONES


_ZONES = frozenset(available_timezones()) - {"localtime", "posixrules", "Factory"}

PASSKEYS = "passkeys_required_of_coaches"
_PRACTICE_ACTIONS = {"name": "practice.renamed", PASSKEYS: "practice.passkeys set"}


def admit(
    owner_email: str, member: NewMember, coach_email: str | None, now: datetime, named: str | None = None
) -> UUID:
    """Somebody belongs to the practice of that owner; a client has that coach from today on.

    named: the practice, by its name or id, of an owner who has several.
    Raises Invalid naming the address that is not an owner's or a coach's, or the practice that is not clear.
    """
    owner = _owner_with(owner_email, named)
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


def _owner_with(email: str, named: str | None) -> Any:
    owned = db.session.execute(
        sa.select(Membership.id, Membership.practice_id, Practice.name)
        .join(Person, Person.id == Membership.person_id)
        .join(Practice, Practice.id == Membership.practice_id)
        .where(Person.email == normal_email(email), Membership.is_owner, Membership.left_at.is_(None))
        .order_by(Membership.created_at)
    ).all()
    if not owned:
        raise Invalid.field("owner", "No owner has this address.")
    meant = [row for row in owned if named is None or named in (row.name, str(row.practice_id))]
    if len(meant) == 1:
        return meant[0]
    theirs = ", ".join(f"{row.name} ({row.practice_id})" for row in owned)
    raise Invalid.field("practice", f"Say which practice, by its name or id: {theirs}.")


def _member_with(email: str, role: Any, practice_id: UUID | None = None) -> Any:
    statement = (
        sa.select(Membership.id, Membership.practice_id)
        .join(Person, Person.id == Membership.person_id)
        .where(Person.email == normal_email(email), role, Membership.left_at.is_(None))
    )
    if practice_id is not None:
        statement = statement.where(Membership.practice_id == practice_id)
    return db.session.execute(statement.order_by(Membership.created_at)).first()
