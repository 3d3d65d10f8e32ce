"""The outbox: messages enter it with what they tell of, workers claim them, and each ends in one known state."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol
from uuid import UUID

import sqlalchemy as sa
import structlog
from sqlalchemy.dialects import postgresql, sqlite
from uuid_utils.compat import uuid7

from api import clock, crypto
from api.db import Base, changed, db, reading
from api.delivery.email import Email
from api.delivery.models import Outbox, Suppression
from api.delivery.rules import DEFAULT, DeliveryParams, GiveUp, TryLater, next_try_at
from api.delivery.services.kinds import Kind

log = structlog.get_logger()

WAITING = ("claimed", "transmitting")


class Wire(Protocol):
    """What carries a message out. Raises only TryLater and GiveUp, and whatever `before_content` raises."""

    def send(self, email: Email, address: str, message_id: str, before_content: Any) -> str: ...


@dataclass(frozen=True, slots=True)
class Draft:
    """A message to be sent, whose kind says how it is worded and whether it is still wanted."""

    kind: str
    address: str
    dedupe_key: str
    payload: Mapping[str, Any]
    """What the kind needs to word it, as JSON; sealed with the client's key."""
    useless_at: datetime
    client_id: UUID = crypto.SYSTEM
    practice_id: UUID | None = None
    due_at: datetime | None = None


class NotSent(Exception):
    """The message must not leave now: `state` is what becomes of it, None if another worker has it."""

    def __init__(self, state: str | None, reason: str) -> None:
        super().__init__(reason)
        self.state = state
        self.reason = reason


def enqueue(drafts: Sequence[Draft], now: datetime) -> None:
    """The messages are in the outbox once the running transaction commits.

    One whose dedupe_key is known changes nothing.
    """
    if not drafts:
        return
    crypto.ring().load({draft.client_id for draft in drafts})
    rows = [_row(draft, now) for draft in drafts]
    db.session.execute(_insert(Outbox).on_conflict_do_nothing(index_elements=["dedupe_key"]), rows)


def _row(draft: Draft, now: datetime) -> dict[str, Any]:
    message_id = uuid7()
    return {
        "id": message_id,
        "practice_id": draft.practice_id,
        "kind": draft.kind,
        "address": draft.address,
        "client_id": draft.client_id,
        "dedupe_key": draft.dedupe_key,
        "message_id": message_id.hex,
        "payload": crypto.seal(json.dumps(draft.payload), draft.client_id, "outbox", "payload", message_id),
        "state": "queued",
        "attempts": 0,
        "due_at": draft.due_at or now,
        "useless_at": draft.useless_at,
        "created_at": now,
    }


def has_due(now: datetime) -> bool:
    """Say whether there is anything to claim, without waiting for the writer."""
    with reading():
        found = db.session.scalar(sa.select(_OUTBOX.c.id).where(_claimable(now)).limit(1)) is not None
        db.session.rollback()
    return found


def claim_due(worker: str, now: datetime, most: int, params: DeliveryParams = DEFAULT) -> list[Any]:
    """Give messages that are now this worker's alone until the lease ends; those that end soonest come first.

    A message whose worker is gone, in the middle of sending even, is among them, and counts one more try.
    """
    due = (
        sa.select(_OUTBOX.c.id)
        .where(_claimable(now))
        .order_by(_OUTBOX.c.useless_at, _OUTBOX.c.due_at)
        .limit(most)
        .with_for_update(skip_locked=True)
    )
    claim = (
        sa.update(_OUTBOX)
        .where(_OUTBOX.c.id.in_(due))
        .values(
            state="claimed",
            claimed_by=worker,
            claimed_until=now + timedelta(seconds=params.lease_seconds),
            attempts=_OUTBOX.c.attempts + sa.case((_OUTBOX.c.state == "transmitting", 1), else_=0),
        )
        .returning(*_OUTBOX.c)
    )
    claimed = sorted(db.session.execute(claim), key=lambda row: (row.useless_at, row.due_at, row.id))
    db.session.commit()
    return claimed


def _claimable(now: datetime) -> sa.ColumnElement[bool]:
    return sa.and_(
        # In so many words, because SQLite takes a partial index only for its own condition.
        sa.text("outbox.state IN ('queued', 'claimed', 'transmitting')"),
        _OUTBOX.c.due_at <= now,
        sa.or_(
            _OUTBOX.c.state == "queued",
            sa.and_(_OUTBOX.c.state.in_(WAITING), _OUTBOX.c.claimed_until < now),
        ),
    )


def send(
    message: Any, wire: Wire, kinds: Mapping[str, Kind], worker: str, params: DeliveryParams = DEFAULT
) -> None:
    """The claimed message is sent, queued for later, or ended, and the outbox says which.

    Raises TryLater when the wire itself is out of order, so that the caller leaves it alone for a while.
    """
    try:
        _refuse_useless(message, clock.now())
        kind = _kind_of(message, kinds)
        payload = _payload(message)
        email = kind.render(payload, message.address)
        # Reading the key may have begun a transaction; no lock is held while a mail server takes its time.
        db.session.rollback()

        def begin() -> None:
            _begin_transmitting(message, kind, payload, worker, params)

        reply = wire.send(email, message.address, message.message_id, begin)
    except NotSent as fact:
        db.session.rollback()
        if fact.state is not None:
            _end(message, worker, fact.state, fact.reason, clock.now())
    except GiveUp as refusal:
        _end(message, worker, "failed", refusal.reason, clock.now(), is_suppressing=refusal.is_suppressing)
    except TryLater as fault:
        db.session.rollback()
        _queue_again(message, worker, fault, clock.now(), params)
        if fault.is_unreachable:
            raise
    except Exception as error:  # noqa: BLE001 -- one message that cannot be worded must not hold up the others
        db.session.rollback()
        # The class alone: the text of an error may quote what the message says.
        log.error(
            "message not worded", message=str(message.id), kind=message.kind, error=type(error).__name__
        )
        _queue_again(message, worker, TryLater(type(error).__name__), clock.now(), params)
    else:
        _end(message, worker, "sent", reply, clock.now())


def _refuse_useless(message: Any, now: datetime) -> None:
    if message.useless_at <= now:
        raise NotSent("expired", message.reply or "too late to be of use")


def _kind_of(message: Any, kinds: Mapping[str, Kind]) -> Kind:
    kind = kinds.get(message.kind)
    if kind is None:
        raise TryLater(f"this process knows no message of kind {message.kind}")
    return kind


def _payload(message: Any) -> Mapping[str, Any]:
    try:
        payload = crypto.unseal(message.payload, message.client_id, "outbox", "payload", message.id)
    except crypto.KeyErased:
        raise NotSent("dropped", "erased") from None
    found: Mapping[str, Any] = json.loads(payload)
    return found


def _begin_transmitting(
    message: Any, kind: Kind, payload: Mapping[str, Any], worker: str, params: DeliveryParams
) -> None:
    """From here on the message may have left. Read and committed at the last moment before its content does.

    Raises NotSent when it is too late, nobody wants it any more, its address refuses mail, or the lease was lost.
    """
    now = clock.now()
    _refuse_useless(message, now)
    if not kind.is_asked_for and (refused := suppressed([message.address])):
        raise NotSent("failed", refused[message.address])
    if not kind.still_wanted(payload, message.address, now):
        # What `still_wanted` noted down about it stays.
        db.session.commit()
        raise NotSent("dropped", "no longer wanted")
    moved = db.session.execute(
        sa.update(_OUTBOX)
        .where(_mine(message, worker), _OUTBOX.c.state == "claimed", _OUTBOX.c.claimed_until > now)
        .values(state="transmitting", claimed_until=now + timedelta(seconds=params.lease_seconds))
    )
    if changed(moved) != 1:
        raise NotSent(None, "the lease was lost")
    db.session.commit()


def _queue_again(message: Any, worker: str, fault: TryLater, now: datetime, params: DeliveryParams) -> None:
    tries = message.attempts + 1
    at = next_try_at(tries, now, message.useless_at, fault.after, params)
    if at is None:
        _end(message, worker, "expired", fault.reply, now)
        return
    db.session.execute(
        sa.update(_OUTBOX)
        .where(_mine(message, worker))
        .values(
            state="queued",
            attempts=tries,
            due_at=at,
            claimed_by=None,
            claimed_until=None,
            reply=fault.reply[:300],
        )
    )
    db.session.commit()


def _end(
    message: Any, worker: str, state: str, reply: str, now: datetime, *, is_suppressing: bool = False
) -> None:
    """The message is done with: its words are gone, what the server said stays."""
    db.session.execute(
        sa.update(_OUTBOX)
        .where(_mine(message, worker))
        .values(
            state=state,
            reply=reply[:300],
            ended_at=now,
            payload=None,
            claimed_by=None,
            claimed_until=None,
            attempts=message.attempts + (state in ("sent", "failed")),
        )
    )
    if is_suppressing:
        refusal = _insert(Suppression).values(address=message.address, at=now, reply=reply[:300])
        db.session.execute(refusal.on_conflict_do_nothing())
    elif state == "sent":
        db.session.execute(sa.delete(Suppression).where(Suppression.address == message.address))
    db.session.commit()
    log.info("message ended", message=str(message.id), kind=message.kind, state=state)


def release(messages: Sequence[Any], worker: str) -> None:
    """Messages that were claimed and not tried are anybody's again."""
    ids = [message.id for message in messages]
    db.session.execute(
        sa.update(_OUTBOX)
        .where(_OUTBOX.c.id.in_(ids), _OUTBOX.c.claimed_by == worker, _OUTBOX.c.state == "claimed")
        .values(state="queued", claimed_by=None, claimed_until=None)
    )
    db.session.commit()


def suppressed(addresses: Sequence[str]) -> dict[str, str]:
    """Give those of the addresses that refuse mail, each with the reply that said so."""
    statement = sa.select(Suppression.address, Suppression.reply).where(Suppression.address.in_(addresses))
    return {row.address: row.reply for row in db.session.execute(statement)}


def _mine(message: Any, worker: str) -> sa.ColumnElement[bool]:
    return sa.and_(_OUTBOX.c.id == message.id, _OUTBOX.c.claimed_by == worker, _OUTBOX.c.state.in_(WAITING))


def _insert(model: type[Base]) -> Any:
    """Give an INSERT that can say ON CONFLICT, in the dialect of the engine."""
    insert = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
    return insert(model)


_OUTBOX: sa.Table = Outbox.__table__  # type: ignore[assignment]
