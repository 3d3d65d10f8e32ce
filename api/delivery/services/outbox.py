"""The outbox: messages enter it with what they tell of, and workers claim them."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from api import crypto
from api.batch import among, read_rows, write_rows
from api.db import Base, db, new_ids, reading
from api.delivery.models import Outbox, Suppression
from api.delivery.rules import DEFAULT, DeliveryParams
from api.languages import ENGLISH, spoken

WAITING = ("claimed", "transmitting")
OUTBOX: sa.Table = Outbox.__table__  # type: ignore[assignment]
QUEUED = (
    "id", "practice_id", "kind", "channel", "address", "client_id", "dedupe_key", "message_id", "payload", "state",
    "attempts", "due_at", "useless_at", "created_at",
)  # fmt: skip


_SUPPRESSED = sa.select(Suppression.address, Suppression.reply).where(among(Suppression.address, "addresses"))


class Draft(NamedTuple):
    """A message to be sent, whose kind says how it is worded and whether it is still wanted."""

    kind: str
    address: str
    dedupe_key: str
    payload: Mapping[str, Any] | str
    """What the kind needs to word it, as JSON or to be written as JSON; sealed with the client's key."""
    useless_at: datetime
    client_id: UUID = crypto.SYSTEM
    practice_id: UUID | None = None
    due_at: datetime | None = None
    channel: str = "email"
    """email, or push: to the client's browsers, and to the address when there is none left."""


@dataclass(frozen=True, slots=True)
class Fate:
    """What has become of a message so far."""

    state: str
    channel: str
    reply: str | None
    ended_at: datetime | None


def enqueue(drafts: Sequence[Draft], now: datetime) -> None:
    """The messages are in the outbox once the running transaction commits.

    One whose dedupe_key is known changes nothing.
    """
    if not drafts:
        return
    ids = new_ids(len(drafts))
    # For readers who have not said theirs: what somebody wrote from a German screen goes to their people in German.
    caused_in = {} if spoken() == ENGLISH else {"language": spoken()}
    said = [
        (
            each.payload if isinstance(each.payload, str) else json.dumps({**each.payload, **caused_in}),
            each.client_id,
            message_id,
        )
        for each, message_id in zip(drafts, ids, strict=True)
    ]
    sealed = crypto.ring().seal_many(said, "outbox", "payload")
    rows = [
        (
            message_id,
            each.practice_id,
            each.kind,
            each.channel,
            each.address,
            each.client_id,
            each.dedupe_key,
            message_id.hex,
            payload,
            "queued",
            0,
            each.due_at or now,
            each.useless_at,
            now,
        )
        for each, message_id, payload in zip(drafts, ids, sealed, strict=True)
    ]
    write_rows(_insert(db.engine.dialect.name), QUEUED, rows)


@lru_cache
def _insert(_engine: str) -> Any:
    return insert_into(OUTBOX).on_conflict_do_nothing(index_elements=["dedupe_key"])


def has_due(now: datetime, params: DeliveryParams = DEFAULT) -> bool:
    """Say whether there is anything to claim, without waiting for the writer."""
    with reading():
        found = db.session.scalar(sa.select(OUTBOX.c.id).where(_claimable(now, params)).limit(1)) is not None
        db.session.rollback()
    return found


def claim_due(worker: str, now: datetime, most: int, params: DeliveryParams = DEFAULT) -> list[Any]:
    """Give messages that are now this worker's alone until the lease ends; those that end soonest come first.

    A message whose worker is gone, in the middle of sending even, is among them, and counts one more try.
    """
    due = (
        sa.select(OUTBOX.c.id)
        .where(_claimable(now, params))
        .order_by(OUTBOX.c.useless_at, OUTBOX.c.due_at)
        .limit(most)
        .with_for_update(skip_locked=True)
    )
    claim = (
        sa.update(OUTBOX)
        .where(OUTBOX.c.id.in_(due))
        .values(
            state="claimed",
            claimed_by=worker,
            claimed_until=now + timedelta(seconds=params.lease_seconds),
            attempts=OUTBOX.c.attempts + sa.case((OUTBOX.c.state == "transmitting", 1), else_=0),
        )
        .returning(*OUTBOX.c)
    )
    claimed = sorted(db.session.execute(claim), key=lambda row: (row.useless_at, row.due_at, row.id))
    db.session.commit()
    return claimed


def _claimable(now: datetime, params: DeliveryParams) -> sa.ColumnElement[bool]:
    return sa.and_(
        # In so many words, because SQLite takes a partial index only for its own condition.
        sa.text("outbox.state IN ('queued', 'claimed', 'transmitting')"),
        OUTBOX.c.due_at <= now,
        sa.or_(
            OUTBOX.c.state == "queued",
            OUTBOX.c.claimed_until < now,
            # No lease is that long: the clock was ahead when it was given, and has been put right.
            OUTBOX.c.claimed_until > now + timedelta(seconds=2 * params.lease_seconds),
        ),
    )


def release(messages: Collection[Any], worker: str) -> None:
    """Messages that were claimed and not tried are anybody's again."""
    if not messages:
        return
    ids = [message.id for message in messages]
    practice_ids = {message.practice_id for message in messages}
    of_theirs = sa.or_(OUTBOX.c.practice_id.in_(practice_ids - {None}), OUTBOX.c.practice_id.is_(None))
    db.session.execute(
        sa.update(OUTBOX)
        .where(OUTBOX.c.id.in_(ids), of_theirs, OUTBOX.c.claimed_by == worker, OUTBOX.c.state == "claimed")
        .values(state="queued", claimed_by=None, claimed_until=None)
    )
    db.session.commit()


def suppressed(addresses: Collection[str]) -> dict[str, str]:
    """Give those of the addresses that refuse mail, each with the reply that said so."""
    return dict(read_rows(_SUPPRESSED, {"addresses": addresses}))


def fates(dedupe_keys: Collection[str]) -> dict[str, Fate]:
    """Give what has become of messages, by their dedupe_key."""
    columns = (Outbox.dedupe_key, Outbox.state, Outbox.channel, Outbox.reply, Outbox.ended_at)
    rows = db.session.execute(sa.select(*columns).where(among(Outbox.dedupe_key, dedupe_keys)))
    return {row.dedupe_key: Fate(row.state, row.channel, row.reply, row.ended_at) for row in rows}


def lift_suppression(address: str) -> bool:
    """Mail to the address is tried again, once the running transaction commits. Returns whether it was refused."""
    lifted = sa.delete(Suppression).where(Suppression.address == address).returning(Suppression.address)
    return db.session.scalar(lifted) is not None


def insert_into(table: type[Base] | sa.Table) -> Any:
    """Give an INSERT that can say ON CONFLICT, in the dialect of the engine. Of a table, it is the quicker one."""
    insert = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
    return insert(table)
