"""The rows about one client, in every table, by the list in `rules.belonging`."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api.accounts.models import Membership, Person
from api.accounts.rules import Principal
from api.accounts.services.sign_in import normal_email
from api.crypto import ClientKey
from api.db import Base, db
from api.errors import Conflict, NotFound
from api.keeping.rules import BELONGING, Part, Whose

_has_words = sa.exists().where(ClientKey.client_id == Membership.id)
"""Whoever was a client once and now coaches or owns alone: what they wrote is still theirs."""


@dataclass(frozen=True, slots=True)
class Whom:
    """A client, as tables know them. `is_client`: now or once. `is_last`: the person belongs to no other practice."""

    client_id: UUID
    practice_id: UUID
    person_id: UUID
    email: str
    name: str
    is_client: bool
    is_only_client: bool
    is_last: bool
    client_since: datetime | None

    @property
    def goes_for_good(self) -> bool:
        """Whether nothing is left that the person would sign in to."""
        return self.is_only_client and self.is_last


def whom(client_id: UUID) -> Whom | None:
    """Give a client whose row is there; held, so that nobody adds to what is theirs until the transaction ends."""
    row = db.session.execute(
        sa.select(Membership.__table__, Person.email, _has_words.label("has_words"))
        .join(Person, Person.id == Membership.person_id)
        .where(Membership.id == client_id)
        .with_for_update(of=Membership)
    ).one_or_none()
    if row is None:
        return None
    others = sa.select(Membership.id).where(Membership.person_id == row.person_id, Membership.id != client_id)
    return Whom(
        client_id=client_id,
        practice_id=row.practice_id,
        person_id=row.person_id,
        email=row.email,
        name=row.name,
        is_client=row.is_client or row.has_words,
        is_only_client=not (row.is_owner or row.is_coach),
        is_last=db.session.scalar(others.limit(1)) is None,
        client_since=row.client_since,
    )


def table_of(name: str) -> sa.Table:
    """Give a table by its name."""
    return Base.metadata.tables[name]


def parts() -> Iterator[tuple[sa.Table, Part]]:
    """Give every table with its part, those that others refer to first."""
    for table in Base.metadata.sorted_tables:
        yield table, BELONGING[table.name]


def are_of(table: sa.Table, part: Part, client_id: UUID) -> sa.ColumnElement[bool]:
    """Say in SQL which rows of a table belong to a client's membership."""
    column: sa.ColumnElement[Any] = table.c[part.of]
    if part.whose is Whose.MEMBER:
        return column == client_id
    if part.whose is Whose.ROW:
        above = table_of(part.via)
        return column.in_(sa.select(above.c.id).where(are_of(above, BELONGING[part.via], client_id)))
    raise ValueError(f"rows of {table.name} belong to no membership")


def client_named(named: str) -> Principal:
    """Give the client whose id or address this is, left or not, of today or of before. Raises Conflict, NotFound."""
    try:
        is_named = Membership.id == UUID(named)
    except ValueError:
        is_named = Person.email == normal_email(named)
    rows = db.session.execute(
        sa.select(Membership.id, Membership.practice_id, Membership.zone)
        .join(Person, Person.id == Membership.person_id)
        .where(is_named, sa.or_(Membership.is_client, _has_words))
        .limit(2)
    ).all()
    if not rows:
        raise NotFound("No client has this id or address.")
    if len(rows) > 1:
        raise Conflict("This address belongs to several practices: name the client by their id.")
    [row] = rows
    return Principal(row.id, row.practice_id, frozenset({"client"}), row.zone)
