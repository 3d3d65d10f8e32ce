"""A person's address changes: by a code sent to the new one; `recovering` has the way of their practice.

Either way the old address learns of it and can object, and the change counts in all practices of the person.
"""

import hashlib
import hmac
import secrets
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from uuid_utils.compat import uuid7

from api.accounts.models import EmailChange, Membership, Person, Session
from api.accounts.rules import Principal
from api.accounts.rules.limits import ADDRESS_CODES_BY_PERSON, ADDRESS_CODES_FOR_ADDRESS
from api.accounts.rules.recovering import DEFAULT
from api.accounts.services import limits, people_mail
from api.accounts.services.ending import end_all_access_of_person
from api.accounts.services.sight import audit
from api.accounts.services.sign_in import normal_email
from api.db import changed, db
from api.errors import Conflict, Fault, Gone, Invalid

CODE_DIGITS = 6
OBJECTED = "address.objected"


class WrongAddressCode(Invalid):
    """The code is wrong, used, too old, or for another address; which of these is not told."""

    def __init__(self) -> None:
        detail = "That code is not right, or no longer valid. Use the latest mail, or ask for a new code."
        super().__init__(detail, Fault("code", detail))


class ObjectionOver(Gone):
    """Used, too old, or never there; which of these is not told."""

    detail = (
        "This link is no longer open: it was used, or is too old. If your address changed and should not have, your "
        "practice can help."
    )


def ask(principal: Principal, email: str, secret: str, now: datetime) -> None:
    """A code is on its way to the new address; nothing done here tells whether somebody else has it.

    The latest code works once, for ten minutes. Raises TooMany.
    """
    email, person = normal_email(email), person_of(principal.member_id)
    counted = [(ADDRESS_CODES_BY_PERSON, str(person.id)), (ADDRESS_CODES_FOR_ADDRESS, email)]
    limits.count(counted, secret, now)
    typed = f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}d}"
    end_waiting(person.id, now, by_practice=False)
    change_id, expires_at = uuid7(), now + timedelta(minutes=DEFAULT.code_minutes)
    db.session.execute(
        sa.insert(EmailChange).values(
            id=change_id,
            practice_id=principal.practice_id,
            person_id=person.id,
            asked_by_id=principal.member_id,
            old_email=person.email,
            new_email=email,
            code_hash=_code_hash(secret, change_id, typed),
            wrong_codes=0,
            asked_at=now,
            expires_at=expires_at,
        )
    )
    people_mail.send_address_code(email, change_id, typed, now, expires_at)
    audit(principal.practice_id, principal.member_id, "address.asked", principal.member_id, now)
    db.session.commit()


def confirm(
    principal: Principal, email: str, typed: str, secret: str, public_url: str, now: datetime
) -> None:
    """The person has the new address in all their practices; other devices are signed out and the old address is told.

    Raises WrongAddressCode; after five of them the code is spent. Raises Conflict when somebody else has the address,
    which only the holder of its mailbox comes to know.
    """
    email, person = normal_email(email), person_of(principal.member_id)
    waiting = db.session.execute(
        sa.select(EmailChange.id, EmailChange.code_hash)
        .where(EmailChange.person_id == person.id, EmailChange.new_email == email, *_code_works(now))
        .with_for_update()
    ).one_or_none()
    if waiting is None:
        raise WrongAddressCode
    if not hmac.compare_digest(waiting.code_hash, _code_hash(secret, waiting.id, typed)):
        db.session.execute(
            sa.update(EmailChange)
            .where(EmailChange.id == waiting.id)
            .values(wrong_codes=EmailChange.wrong_codes + 1)
        )
        db.session.commit()
        raise WrongAddressCode
    # Whoever proves a new address has answered what their practice may have asked for as well.
    end_waiting(person.id, now, by_practice=True)
    carry_out(waiting.id, secret, public_url, now)
    theirs = sa.select(Membership.id).where(Membership.person_id == person.id)
    db.session.execute(
        sa.delete(Session)
        .where(Session.member_id.in_(theirs), Session.id != principal.session_id)
        .execution_options(synchronize_session=False)
    )
    audit(principal.practice_id, principal.member_id, "address.changed", principal.member_id, now)
    db.session.commit()


def object_by_mail(token: str, now: datetime) -> None:
    """The old address stands, or stands again; where it had changed, every device, passkey and token is out.

    Raises ObjectionOver, and Conflict when somebody else has the old address by now.
    """
    is_open = (
        EmailChange.objection_hash == token_hash(token),
        EmailChange.ended_at.is_(None),
        EmailChange.expires_at > now,
    )
    hold_person(db.session.scalar(sa.select(EmailChange.person_id).where(*is_open)))
    spent = db.session.execute(
        sa.update(EmailChange)
        .where(*is_open)
        .values(ended_at=now)
        .returning(EmailChange.id, EmailChange.practice_id, EmailChange.person_id, EmailChange.done_at)
        .execution_options(synchronize_session=False)
    ).one_or_none()
    if spent is None:
        raise ObjectionOver
    mark_objected(spent, now)
    change = change_of(spent.id)
    if spent.done_at is not None:
        _set_address(spent.person_id, change.old_email)
        # Later changes were made by whoever came in through this one.
        db.session.execute(
            sa.update(EmailChange)
            .where(
                EmailChange.person_id == spent.person_id,
                EmailChange.asked_at >= change.asked_at,
                EmailChange.ended_at.is_(None),
            )
            .values(ended_at=now)
            .execution_options(synchronize_session=False)
        )
        end_all_access_of_person(spent.person_id, now)
    people_mail.send_put_back(change, now)
    db.session.commit()


def clear_ended(now: datetime) -> None:
    """Changes that can be neither confirmed nor objected to any more are gone, but for what a rest is counted from."""
    over = now - timedelta(days=DEFAULT.rest_days)
    db.session.execute(sa.delete(EmailChange).where(EmailChange.expires_at <= over))
    db.session.commit()


def carry_out(change_id: UUID, secret: str, public_url: str, now: datetime) -> None:
    """The person has the new address, and both addresses are told. Does not commit."""
    token, expires_at = objection_token(secret, change_id), now + timedelta(days=DEFAULT.objection_days)
    change = change_of(change_id)
    _set_address(change.person_id, change.new_email)
    db.session.execute(
        sa.update(EmailChange)
        .where(EmailChange.id == change_id)
        .values(done_at=now, code_hash=None, objection_hash=token_hash(token), expires_at=expires_at)
    )
    people_mail.send_address_changed(change, objection_url(public_url, token), now, expires_at)


def _set_address(person_id: UUID, email: str) -> None:
    try:
        db.session.execute(sa.update(Person).where(Person.id == person_id).values(email=email))
    except IntegrityError as error:
        db.session.rollback()
        raise Conflict("This address signs somebody else in. Use another one.") from error


TO_COME = (
    EmailChange.takes_effect_at.is_not(None), EmailChange.done_at.is_(None), EmailChange.ended_at.is_(None),
)  # fmt: skip


def _code_works(now: datetime) -> tuple[sa.ColumnElement[bool], ...]:
    return (
        EmailChange.code_hash.is_not(None),
        EmailChange.wrong_codes < DEFAULT.most_wrong_codes,
        EmailChange.expires_at > now,
        EmailChange.done_at.is_(None),
        EmailChange.ended_at.is_(None),
    )


def end_waiting(
    person_id: UUID, now: datetime, *, by_practice: bool, practice_id: UUID | None = None
) -> bool:
    """The person's changes that wait, for a code or for their day, are over. Says whether there was one."""
    is_waiting = (EmailChange.done_at.is_(None), EmailChange.ended_at.is_(None))
    is_of_kind = (
        EmailChange.takes_effect_at.is_not(None) if by_practice else EmailChange.takes_effect_at.is_(None)
    )
    statement = sa.update(EmailChange).where(EmailChange.person_id == person_id, is_of_kind, *is_waiting)
    if practice_id is not None:
        statement = statement.where(EmailChange.practice_id == practice_id)
    ended = db.session.execute(statement.values(ended_at=now).execution_options(synchronize_session=False))
    return changed(ended) > 0


def hold_person(person_id: UUID | None) -> None:
    """Whoever else is about to change this person's address waits; everybody holds the person before the change."""
    db.session.execute(sa.select(Person.id).where(Person.id == person_id).with_for_update(key_share=True))


def end_change(change_id: UUID, now: datetime) -> None:
    db.session.execute(sa.update(EmailChange).where(EmailChange.id == change_id).values(ended_at=now))


def mark_objected(row: Any, now: datetime) -> None:
    """The change is over, and the audit of its practice says that the person objected."""
    end_change(row.id, now)
    audit(row.practice_id, None, OBJECTED, row.id, now)


def person_of(member_id: UUID) -> Any:
    """Give id and address of the member's person, whose changes of address come one after the other."""
    return db.session.execute(
        sa.select(Person.id, Person.email)
        .join(Membership, Membership.person_id == Person.id)
        .where(Membership.id == member_id)
        .with_for_update(of=Person, key_share=True)
    ).one()


def change_of(change_id: UUID) -> Any:
    return db.session.execute(
        sa.select(
            EmailChange.id,
            EmailChange.practice_id,
            EmailChange.person_id,
            EmailChange.asked_by_id,
            EmailChange.old_email,
            EmailChange.new_email,
            EmailChange.asked_at,
            EmailChange.takes_effect_at,
        ).where(EmailChange.id == change_id)
    ).one()


def objection_url(public_url: str, token: str) -> str:
    # In the fragment, which no server and no log is told.
    return f"{public_url}/objection#{token}"


def objection_token(secret: str, change_id: UUID) -> str:
    """Give the token of a change: the same in both mails to the old address."""
    return hmac.new(secret.encode(), f"objection:{change_id}".encode(), "sha256").hexdigest()


def _code_hash(secret: str, change_id: UUID, typed: str) -> bytes:
    return hmac.digest(secret.encode(), f"address code:{change_id}:{typed}".encode(), "sha256")


def token_hash(token: str) -> bytes:
    # The token is 256 bits that nobody guesses: a plain hash is enough.
    return hashlib.sha256(token.encode()).digest()
