"""A practice helps somebody who has lost mailbox and device: another address signs them in, after a wait.

Whoever sets an address could read as its person. `rules.recovering` says when it may be; here everybody hears of it.
"""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from uuid_utils.compat import uuid7

from api.accounts.models import Audit, EmailChange, Engagement, Membership, Person, Practice
from api.accounts.rules import Principal
from api.accounts.rules.recovering import DEFAULT, Refusal, recovery_refusal
from api.accounts.services import people_mail
from api.accounts.services.addresses import (
    OBJECTED,
    TO_COME,
    carry_out,
    change_of,
    end_change,
    end_waiting,
    hold_person,
    mark_objected,
    objection_token,
    objection_url,
    person_of,
    token_hash,
)
from api.accounts.services.ending import end_all_access_of_person
from api.accounts.services.sessions import refuse_unless_recent
from api.accounts.services.sight import audit, lasts_on
from api.accounts.services.sign_in import normal_email
from api.db import db, of_one_practice
from api.errors import Conflict, NotFound

AT_ONCE = 50
"""Changes that one run of the job carries out."""
_REFUSALS: dict[Refusal, str] = {
    "own": "Your own address you change yourself, by a code.",
    "elsewhere": "A practice can do this only for people who belong to no other practice. They can change their "
    "address themselves while they are signed in somewhere; otherwise, write to whoever runs this Waymark.",
    "same_address": "This is the address they have.",
    "objected": f"They have objected to this. It can be asked for again {DEFAULT.rest_days} days after that.",
}


def recover(
    principal: Principal, member_id: UUID, email: str, secret: str, public_url: str, now: datetime
) -> dict[str, Any]:
    """The member is to sign in with this address, in three days; everybody concerned is told. Returns the wish.

    An earlier wish is over, and the wait begins anew. Raises NotFound, Conflict saying why not, SignInAgain.
    """
    refuse_unless_recent(principal, now)
    email = normal_email(email)
    member = _member_of(principal, member_id)
    hold_person(member.person_id)
    refusal = recovery_refusal(
        principal.member_id,
        member_id,
        principal.practice_id,
        _practices_of(member.person_id),
        is_same_address=email == member.email,
        objected_at=_objected_at(member.person_id, principal.practice_id),
        now=now,
    )
    if refusal is not None:
        raise Conflict(_REFUSALS[refusal])
    # Whether somebody has that address is looked at when it is to count: an owner must not learn it by asking.
    end_waiting(member.person_id, now, by_practice=True)
    change_id, takes_effect_at = uuid7(), now + timedelta(hours=DEFAULT.wait_hours)
    token = objection_token(secret, change_id)
    db.session.execute(
        sa.insert(EmailChange).values(
            id=change_id,
            practice_id=principal.practice_id,
            person_id=member.person_id,
            asked_by_id=principal.member_id,
            old_email=member.email,
            new_email=email,
            wrong_codes=0,
            objection_hash=token_hash(token),
            asked_at=now,
            expires_at=takes_effect_at + timedelta(days=DEFAULT.objection_days),
            takes_effect_at=takes_effect_at,
        )
    )
    change = change_of(change_id)
    others = _witnesses(principal, member_id, now) - {member.email, email}
    people_mail.send_recovery_asked(change, member.practice, objection_url(public_url, token), others, now)
    audit(principal.practice_id, principal.member_id, "recovery.asked", member_id, now)
    db.session.commit()
    return {"email": email, "asked_at": now, "takes_effect_at": takes_effect_at}


def withdraw_recovery(principal: Principal, member_id: UUID, now: datetime) -> None:
    """The practice no longer wants the member's address changed. Raises NotFound."""
    member = _member_of(principal, member_id)
    if not end_waiting(member.person_id, now, by_practice=True, practice_id=principal.practice_id):
        raise NotFound
    audit(principal.practice_id, principal.member_id, "recovery.withdrawn", member_id, now)
    db.session.commit()


def object_signed_in(principal: Principal, now: datetime) -> None:
    """What a practice asked for does not happen: the person is here, and said so. Raises NotFound."""
    person = person_of(principal.member_id)
    row = db.session.execute(
        sa.select(EmailChange.id, EmailChange.practice_id)
        .where(EmailChange.person_id == person.id, *TO_COME)
        .with_for_update()
    ).one_or_none()
    if row is None:
        raise NotFound
    mark_objected(row, now)
    people_mail.send_put_back(change_of(row.id), now)
    db.session.commit()


def take_effect(secret: str, public_url: str, now: datetime) -> int:
    """Every wish of a practice whose wait is over counts, unless it may no longer. Returns how many did."""
    due = (
        sa.select(EmailChange.id, EmailChange.person_id)
        # In so many words, because SQLite takes a partial index only for its own condition.
        .where(sa.text("takes_effect_at IS NOT NULL AND done_at IS NULL AND ended_at IS NULL"))
        .where(EmailChange.takes_effect_at <= now)
        .order_by(EmailChange.takes_effect_at)
        .limit(AT_ONCE)
    )
    done = 0
    for change_id, person_id in db.session.execute(due).all():
        hold_person(person_id)
        waiting = sa.select(EmailChange.id).where(EmailChange.id == change_id, *TO_COME).with_for_update()
        if db.session.scalar(waiting) is None:
            # Objected to, or withdrawn, a moment ago.
            continue
        change = change_of(change_id)
        if set(_practices_of(person_id)) != {change.practice_id} or _is_taken(change.new_email):
            # Joined another practice meanwhile, or left, or somebody else has the address.
            end_change(change_id, now)
            audit(change.practice_id, change.asked_by_id, "recovery.dropped", change_id, now)
            continue
        carry_out(change_id, secret, public_url, now)
        end_all_access_of_person(change.person_id, now)
        audit(change.practice_id, change.asked_by_id, "recovery.done", change_id, now)
        done += 1
    db.session.commit()
    return done


def _member_of(principal: Principal, member_id: UUID) -> Any:
    row = db.session.execute(
        sa.select(Membership.person_id, Person.email, Practice.name.label("practice"))
        .join(Person, Person.id == Membership.person_id)
        .join(Practice, Practice.id == Membership.practice_id)
        .where(
            Membership.id == member_id,
            Membership.practice_id == principal.practice_id,
            Membership.left_at.is_(None),
        )
    ).one_or_none()
    if row is None:
        raise NotFound
    return row


def _practices_of(person_id: UUID) -> list[UUID]:
    """Give every practice that this person's address opens."""
    return list(
        db.session.scalars(
            sa.select(Membership.practice_id).where(
                Membership.person_id == person_id, Membership.left_at.is_(None)
            )
        )
    )


def _is_taken(email: str) -> bool:
    return db.session.scalar(sa.select(Person.id).where(Person.email == email)) is not None


def _witnesses(principal: Principal, member_id: UUID, now: datetime) -> set[str]:
    """Give the addresses of the other owners, and of the coaches of the member: who else would notice a wrong."""
    coached = sa.exists().where(
        Engagement.client_id == member_id,
        Engagement.coach_id == Membership.id,
        *lasts_on(principal.today(now)),
    )
    return set(
        db.session.scalars(
            sa.select(Person.email)
            .join(Membership, Membership.person_id == Person.id)
            .where(
                Membership.practice_id == principal.practice_id,
                Membership.left_at.is_(None),
                Membership.id.not_in([principal.member_id, member_id]),
                sa.or_(Membership.is_owner, sa.and_(Membership.is_coach, coached)),
            )
        )
    )


def _objected_at(person_id: UUID, practice_id: UUID) -> datetime | None:
    statement = (
        sa.select(sa.func.max(Audit.at, type_=Audit.at.type))
        .join(EmailChange, sa.and_(EmailChange.id == Audit.subject_id, of_one_practice(EmailChange, Audit)))
        .where(
            EmailChange.person_id == person_id,
            EmailChange.takes_effect_at.is_not(None),
            Audit.practice_id == practice_id,
            Audit.action == OBJECTED,
        )
    )
    return db.session.scalar(statement)
