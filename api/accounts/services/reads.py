"""The read log: who else read what of a client, and when. Never what was read."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import aliased
from uuid_utils.compat import uuid7

from api.accounts.models import AccessLog, Engagement, Membership
from api.accounts.rules import Principal
from api.accounts.rules.sharing import LISTS, MEMBERS
from api.db import db, reading
from api.pagination import Page, PageQuery, fetch_page, map_page


@dataclass(slots=True)
class Noted:
    """What of others was shown while one request was answered: to whom, of which clients, or which whole list."""

    reader: Principal | None = None
    client_ids: set[UUID] = field(default_factory=set)
    of_list: str | None = None


_noted: ContextVar[Noted | None] = ContextVar("noted", default=None)


def begin() -> Noted:
    """What is shown from here on is collected in what this gives."""
    noted = Noted()
    _noted.set(noted)
    return noted


@contextmanager
def aside() -> Iterator[None]:
    """What is read inside is shown to nobody but the client themselves: it is not collected."""
    token = _noted.set(None)
    try:
        yield
    finally:
        _noted.reset(token)


def note(reader: Principal, *client_ids: UUID) -> None:
    """Something of these clients is about to be shown to the reader; of the reader's own self nothing is noted."""
    noted = _noted.get()
    others = {client_id for client_id in client_ids if client_id != reader.member_id}
    if noted is not None and others:
        noted.reader = reader
        noted.client_ids |= others


def note_list(reader: Principal, kind: str) -> None:
    """A list of many people is about to be shown to the reader: MEMBERS of the practice, or a coach's `list`."""
    noted = _noted.get()
    if noted is not None:
        noted.reader, noted.of_list = reader, kind


def keep(noted: Noted, kind: str, now: datetime, door: str | None = None) -> None:
    """It is on record who read this kind of thing of whom: once an hour for each client, and once for a whole list.

    Written after the read, in a transaction of its own: a read waits for no writer. Raises what the database raises, so
    that what cannot be put on record is not shown.
    """
    reader = noted.reader
    if reader is None:
        return
    door = door or ("app" if reader.session_id else "api")
    kind = noted.of_list or kind
    whose: set[UUID | None] = {None} if kind in LISTS else {*noted.client_ids}
    hour_at = _hour_of(now)
    missing = _kept.missing(hour_at, {(reader.member_id, client_id, kind, door) for client_id in whose})
    if not missing:
        return
    db.session.rollback()
    with reading(is_reading=False):
        db.session.execute(
            _insert().on_conflict_do_nothing(),
            [
                {
                    "id": uuid7(),
                    "practice_id": reader.practice_id,
                    "client_id": client_id,
                    "reader_id": reader.member_id,
                    "kind": kind,
                    "door": door,
                    "hour_at": hour_at,
                    "reader_on": reader.today(now),
                }
                for _, client_id, _, _ in missing
            ],
        )
        db.session.commit()
    _kept.add(hour_at, missing)


def access_log(principal: Principal, query: PageQuery) -> Page[dict[str, Any]]:
    """Page through who else read what of the caller, the latest hour first.

    A list that a coach opened is told to each client they coached on that day; an owner's list of members to all.
    """
    log = AccessLog.__table__.c
    coached = sa.exists().where(
        Engagement.client_id == principal.member_id,
        Engagement.coach_id == log.reader_id,
        Engagement.from_on <= log.reader_on,
        sa.or_(Engagement.until_on.is_(None), Engagement.until_on >= log.reader_on),
    )
    joined_at = db.session.scalars(
        sa.select(Membership.created_at).where(Membership.id == principal.member_id)
    ).one()
    belonged = log.hour_at >= _hour_of(joined_at)
    of_lists = sa.and_(
        log.client_id.is_(None),
        sa.or_(sa.and_(log.kind != MEMBERS, coached), sa.and_(log.kind == MEMBERS, belonged)),
    )
    reader = aliased(Membership)
    statement = (
        sa.select(log.id, log.reader_id, log.kind, log.door, log.hour_at, reader.name.label("reader_name"))
        .join(reader, reader.id == log.reader_id)
        .where(log.practice_id == principal.practice_id, log.reader_id != principal.member_id)
        .where(sa.or_(log.client_id == principal.member_id, of_lists))
    )
    page = fetch_page(statement, [(log.hour_at, True), (log.id, True)], query)
    return map_page(
        page,
        lambda row: {
            "reader": {"id": row.reader_id, "name": row.reader_name},
            "what": row.kind,
            "is_list": row.kind in LISTS,
            "through": row.door,
            "hour_at": row.hour_at,
        },
    )


def _hour_of(instant: datetime) -> datetime:
    return instant.replace(minute=0, second=0, microsecond=0)


class _Kept:
    """What this process has already written in the running hour: reading on costs no statement."""

    def __init__(self) -> None:
        self._hour_at: datetime | None = None
        self._keys: set[tuple[UUID, UUID | None, str, str]] = set()

    def missing(
        self, hour_at: datetime, keys: set[tuple[UUID, UUID | None, str, str]]
    ) -> set[tuple[UUID, UUID | None, str, str]]:
        return keys if hour_at != self._hour_at else keys - self._keys

    def add(self, hour_at: datetime, keys: set[tuple[UUID, UUID | None, str, str]]) -> None:
        if hour_at != self._hour_at:
            self._hour_at, self._keys = hour_at, set()
        self._keys |= keys


_kept = _Kept()


def _insert() -> Any:
    # Both engines know the clause, each under a name of its own.
    insert = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
    return insert(AccessLog)
