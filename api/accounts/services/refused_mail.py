"""Clients whose address refuses mail: their coach is told once, and it is tried again when somebody asks for that."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api.accounts.models import Membership, Person
from api.accounts.rules import Principal
from api.accounts.services.coaching import coaches_today
from api.accounts.services.sight import audit, is_engaged
from api.config import Settings
from api.db import db, reading
from api.delivery.models import Suppression
from api.delivery.services import Draft, Email, button, compose, enqueue, lift_suppression, note, paragraph
from api.errors import NotFound
from api.pagination import Page, PageQuery, fetch_page

KIND = "mail_refused"
TOLD_WITHIN = timedelta(days=7)
_AT_ONCE = 200


def has_news() -> bool:
    """Say whether there is an address that nobody was told of, without waiting for the writer."""
    with reading():
        found = db.session.scalar(
            sa.select(Suppression.address).where(Suppression.told_at.is_(None)).limit(1)
        )
        db.session.rollback()
    return found is not None


def tell_coaches(now: datetime) -> None:
    """The coaches of every client whose address has begun to refuse mail have a word of it on its way."""
    told = (
        sa.update(Suppression)
        .where(
            Suppression.address.in_(
                sa.select(Suppression.address)
                .where(Suppression.told_at.is_(None))
                .limit(_AT_ONCE)
                .with_for_update(skip_locked=True)
            )
        )
        .values(told_at=now)
        .returning(Suppression.address, Suppression.at)
    )
    since = {row.address: row.at for row in db.session.execute(told)}
    clients = db.session.execute(
        sa.select(Membership.id, Membership.practice_id, Person.email)
        .join(Person, Person.id == Membership.person_id)
        .where(Person.email.in_(since), Membership.is_client, Membership.left_at.is_(None))
    ).all()
    coaches = coaches_today(
        {client.practice_id for client in clients}, [client.id for client in clients], now
    )
    enqueue(
        [
            Draft(
                KIND,
                coach.email,
                f"{KIND}:{client.id}:{coach.coach_id}:{since[client.email].isoformat()}",
                {"client_id": str(client.id)},
                now + TOLD_WITHIN,
                client_id=client.id,
                practice_id=client.practice_id,
            )
            for client in clients
            for coach in coaches.get(client.id, ())
        ],
        now,
    )
    db.session.commit()


def word(settings: Settings, payload: Mapping[str, Any], _address: str) -> Email:
    """Give the mail: whose address it is, and what can be done."""
    name = db.session.scalar(sa.select(Membership.name).where(Membership.id == UUID(payload["client_id"])))
    return compose(
        "Mail to one of your clients comes back",
        f"Mail to {name} comes back",
        [
            paragraph(
                "Their mail server says that the address does not take mail. "
                "Until that is put right, no reminders reach them by email."
            ),
            paragraph("Perhaps the address has changed. It is worth asking when you next speak."),
            button("Open Waymark", settings.public_url),
            note("Asking for a sign-in code tries the address again, and mail goes on if that one arrives."),
        ],
    )


def still_wanted(payload: Mapping[str, Any], address: str, now: datetime) -> bool:
    """Say whether the client's address still refuses mail, and the reader is still their coach."""
    client_id = UUID(payload["client_id"])
    practice_id = db.session.scalar(
        sa.select(Membership.practice_id)
        .select_from(Suppression)
        .join(Person, Person.email == Suppression.address)
        .join(Membership, Membership.person_id == Person.id)
        .where(Membership.id == client_id, Membership.left_at.is_(None))
    )
    if practice_id is None:
        return False
    coaches = coaches_today([practice_id], [client_id], now).get(client_id, ())
    return any(coach.email == address for coach in coaches)


def refusals(principal: Principal, query: PageQuery, now: datetime) -> Page[Any]:
    """Page through the people whose address refuses mail: of the whole practice for an owner, else of the caller."""
    columns = (
        Membership.id.label("client_id"),
        Membership.name,
        Person.email,
        Suppression.at.label("since"),
        Suppression.reply,
    )
    statement = _refused(principal, now, *columns)
    return fetch_page(statement, [(Membership.id, True)], query)


def lift(principal: Principal, client_id: UUID, now: datetime) -> None:
    """Mail to the client's address is tried again. Raises NotFound where it is not refused, or not the caller's."""
    address = db.session.scalar(_refused(principal, now, Person.email).where(Membership.id == client_id))
    if address is None or not lift_suppression(address):
        db.session.rollback()
        raise NotFound
    audit(principal.practice_id, principal.member_id, "mail_refusal.lifted", client_id, now)
    db.session.commit()


def _refused(principal: Principal, now: datetime, *columns: Any) -> sa.Select[Any]:
    statement = (
        sa.select(*columns)
        .select_from(Membership)
        .join(Person, Person.id == Membership.person_id)
        .join(Suppression, Suppression.address == Person.email)
        .where(
            Membership.practice_id == principal.practice_id,
            Membership.is_client,
            Membership.left_at.is_(None),
        )
    )
    if "owner" in principal.roles:
        return statement
    return statement.where(is_engaged(principal, Membership.id, now))
