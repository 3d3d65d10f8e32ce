"""Getting claimed messages out: each ends in one known state, whatever the wires do and whoever dies."""

import json
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol
from uuid import UUID

import sqlalchemy as sa
import structlog

from api import clock, crypto
from api.db import changed, db, reading
from api.delivery.email import Email
from api.delivery.models import Suppression
from api.delivery.rules import DEFAULT, DeliveryParams, GiveUp, TryLater, next_try_at
from api.delivery.services.kinds import Kind
from api.delivery.services.outbox import OUTBOX, WAITING, insert_into, suppressed
from api.delivery.services.push import end_subscriptions, live_subscriptions
from api.delivery.webpush import Push, Subscription

log = structlog.get_logger()

_NOTE_AGAIN_SECONDS = 0.5
SUPPRESSION: sa.Table = Suppression.__table__  # type: ignore[assignment]


class MailWire(Protocol):
    """What carries mails. Raises only TryLater and GiveUp, and whatever `before_content` raises."""

    def send(
        self, email: Email, address: str, message_id: str, before_content: Callable[[], None]
    ) -> str: ...


class PushWire(Protocol):
    """What carries pushes. Raises only TryLater and GiveUp."""

    def send(self, push: Push, to: Subscription, message_id: str, useless_at: datetime) -> str: ...


@dataclass(frozen=True, slots=True)
class Wires:
    """Every way out."""

    mail: MailWire
    push: PushWire


class Aside(Exception):
    """The message does not leave now, and no server was at fault."""


class NotSent(Aside):
    """The message must not leave now: `state` is what becomes of it, None if another worker has it."""

    def __init__(self, state: str | None, reason: str) -> None:
        super().__init__(reason)
        self.state = state
        self.reason = reason


class NotNow(Aside):
    """The message is still wanted, but not before `until`."""

    def __init__(self, until: datetime) -> None:
        super().__init__()
        self.until = until


class NoBrowser(Aside):
    """No browser of the client takes the push; `reason` is what the last one's service said."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def send(
    message: Any, wires: Wires, kinds: Mapping[str, Kind], worker: str, params: DeliveryParams = DEFAULT
) -> None:
    """The claimed message is sent, queued for later, or ended, and the outbox says which.

    Raises TryLater when the wire itself is out of order, so that the caller leaves it alone for a while, and the
    database's own errors: what could not be noted is found by its lease.
    """
    try:
        _refuse_useless(message, clock.now())
        kind = _kind_of(message, kinds)
        carry = _by_push if message.channel == "push" else _by_mail
        reply = carry(message, wires, kind, worker, params)
    except Aside as fact:
        db.session.rollback()
        _step_aside(message, worker, fact, kinds)
    except GiveUp as refusal:
        _end(message, worker, "failed", refusal.reason, clock.now(), is_suppressing=refusal.is_suppressing)
    except TryLater as fault:
        db.session.rollback()
        _queue_again(message, worker, fault, clock.now(), params)
        if fault.is_unreachable:
            raise
    except (sa.exc.OperationalError, sa.exc.InterfaceError):
        # The database is away. Nothing can be noted, and nothing left: it answers just before the content does.
        db.session.rollback()
        raise
    except Exception as error:  # noqa: BLE001 -- one message that cannot be worded must not hold up the others
        db.session.rollback()
        # The class alone: the text of an error may quote what the message says.
        log.error(
            "message not worded", message=str(message.id), kind=message.kind, error=type(error).__name__
        )
        _queue_again(message, worker, TryLater(type(error).__name__), clock.now(), params)
    else:
        _note_sent(message, worker, reply, params)


def _step_aside(message: Any, worker: str, fact: Aside, kinds: Mapping[str, Kind]) -> None:
    now = clock.now()
    if isinstance(fact, NotNow):
        _put_off(message, worker, fact.until, now)
    elif isinstance(fact, NoBrowser):
        _go_by_mail(message, worker, kinds[message.kind], fact.reason, now)
    elif isinstance(fact, NotSent) and fact.state is not None:
        _end(message, worker, fact.state, fact.reason, now)


def _by_mail(message: Any, wires: Wires, kind: Kind, worker: str, params: DeliveryParams) -> str:
    if kind.render is None:
        raise NotSent("failed", "this is never a mail")
    # Wording reads: no writer is waited for, and no lock is held while a mail server takes its time.
    with reading():
        payload = _payload(message)
        email = kind.render(payload, message.address)
        db.session.rollback()

    def begin() -> None:
        _begin_transmitting(message, kind, payload, worker, params)

    return wires.mail.send(email, message.address, message.message_id, begin)


def _by_push(message: Any, wires: Wires, kind: Kind, worker: str, params: DeliveryParams) -> str:
    """Every browser of the client has been tried; one that took it is enough."""
    if kind.render_push is None:
        raise NoBrowser("this is never a push")
    with reading():
        payload = _payload(message)
        push = kind.render_push(payload, message.address)
        browsers = live_subscriptions(message.practice_id, message.client_id)
        db.session.rollback()
    if not browsers:
        raise NoBrowser("no browser takes notifications")
    _begin_transmitting(message, kind, payload, worker, params)
    gone: list[UUID] = []
    try:
        return _post_to_each(browsers, push, message, wires.push, params, gone)
    finally:
        if gone:
            end_subscriptions(message.practice_id, gone)
            db.session.commit()


def _post_to_each(
    browsers: Sequence[Subscription],
    push: Push,
    message: Any,
    wire: PushWire,
    params: DeliveryParams,
    gone: list[UUID],
) -> str:
    """Give what the last service that took the push said; `gone` then holds the browsers that are no more."""
    until = time.monotonic() + params.wire_seconds
    taken, refused, fault = "", "", None
    for browser in browsers:
        if time.monotonic() > until:
            fault = fault or TryLater("the push services were slow")
            break
        try:
            taken = wire.send(push, browser, message.message_id, message.useless_at)
        except GiveUp as refusal:
            refused = refusal.reason
            if refusal.is_suppressing:
                gone.append(browser.id)
        except TryLater as later:
            fault = later
    if not taken and fault is not None:
        raise fault
    if not taken:
        raise NoBrowser(refused)
    return taken


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
    # Those who word it and ask about it want to know in whose rows to look.
    return {**json.loads(payload), "practice_id": message.practice_id}


def _begin_transmitting(
    message: Any, kind: Kind, payload: Mapping[str, Any], worker: str, params: DeliveryParams
) -> None:
    """From here on the message may have left. Read and committed at the last moment before its content does.

    Raises NotSent when it is too late, nobody wants it any more, its address refuses mail, or the lease was lost,
    and NotNow when it is wanted later.
    """
    now = clock.now()
    _refuse_useless(message, now)
    if message.channel == "email" and not kind.is_asked_for and (refused := suppressed([message.address])):
        raise NotSent("failed", refused[message.address])
    is_wanted = kind.still_wanted(payload, message.address, now)
    if is_wanted is not True:
        # What `still_wanted` noted down about it stays.
        db.session.commit()
        raise NotNow(is_wanted) if isinstance(is_wanted, datetime) else NotSent("dropped", "no longer wanted")
    lease = now + timedelta(seconds=params.lease_seconds)
    moved = db.session.connection().execute(
        _transmit(message), _mine(message, worker) | {"now": now, "new_lease": lease}
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
    _queue(message, worker, attempts=tries, due_at=at, reply=fault.reply[:300])


def _put_off(message: Any, worker: str, until: datetime, now: datetime) -> None:
    """The message waits, and that counts as no try."""
    if until >= message.useless_at:
        _end(message, worker, "expired", "wanted only when it is of no more use", now)
        return
    _queue(message, worker, due_at=until)


def _go_by_mail(message: Any, worker: str, kind: Kind, reason: str, now: datetime) -> None:
    """The push becomes a mail: the same message, with the same Message-ID."""
    if kind.render is None:
        _end(message, worker, "failed", reason, now)
        return
    _queue(message, worker, due_at=now, channel="email", reply=reason[:300])


def _queue(message: Any, worker: str, **values: Any) -> None:
    given_back = {"state": "queued", "claimed_by": None, "claimed_until": None}
    db.session.connection().execute(_change(message), _mine(message, worker) | given_back | values)
    db.session.commit()


def _note_sent(message: Any, worker: str, reply: str, params: DeliveryParams) -> None:
    """The outbox knows that the message left.

    A database that is away for a moment is waited for: what is not noted is sent once more.
    """
    until = time.monotonic() + params.lease_seconds / 2
    while True:
        try:
            _end(message, worker, "sent", reply, clock.now())
        except (sa.exc.OperationalError, sa.exc.InterfaceError):
            db.session.rollback()
            if time.monotonic() > until:
                raise
            time.sleep(_NOTE_AGAIN_SECONDS)
        else:
            return


def _end(
    message: Any, worker: str, state: str, reply: str, now: datetime, *, is_suppressing: bool = False
) -> None:
    """The message is done with: its words are gone, what the server said stays."""
    ended = {
        "state": state,
        "reply": reply[:300],
        "ended_at": now,
        "payload": None,
        "claimed_by": None,
        "claimed_until": None,
        "attempts": message.attempts + (state in ("sent", "failed")),
    }
    db.session.connection().execute(_change(message), _mine(message, worker) | ended)
    if is_suppressing:
        refusal = insert_into(Suppression).values(address=message.address, at=now, reply=reply[:300])
        db.session.execute(refusal.on_conflict_do_nothing())
    elif state == "sent" and message.channel == "email":
        db.session.connection().execute(_LIFT, {"taken_by": message.address})
    db.session.commit()
    log.info("message ended", message=str(message.id), kind=message.kind, state=state)


_MINE = sa.update(OUTBOX).where(
    OUTBOX.c.id == sa.bindparam("message"),
    OUTBOX.c.claimed_by == sa.bindparam("worker"),
    OUTBOX.c.state.in_(WAITING),
)
_OF_PRACTICE = _MINE.where(OUTBOX.c.practice_id == sa.bindparam("practice"))
_OF_NONE = _MINE.where(OUTBOX.c.practice_id.is_(None))
_BEGINNING = (OUTBOX.c.state == "claimed", OUTBOX.c.claimed_until > sa.bindparam("now"))
_BEGUN = {"state": "transmitting", "claimed_until": sa.bindparam("new_lease")}
_TRANSMIT_OF_PRACTICE = _OF_PRACTICE.where(*_BEGINNING).values(_BEGUN)
_TRANSMIT_OF_NONE = _OF_NONE.where(*_BEGINNING).values(_BEGUN)
_LIFT = sa.delete(SUPPRESSION).where(SUPPRESSION.c.address == sa.bindparam("taken_by"))


def _mine(message: Any, worker: str) -> dict[str, Any]:
    mine = {"message": message.id, "worker": worker}
    return mine if message.practice_id is None else mine | {"practice": message.practice_id}


def _change(message: Any) -> sa.Update:
    return _OF_NONE if message.practice_id is None else _OF_PRACTICE


def _transmit(message: Any) -> sa.Update:
    return _TRANSMIT_OF_NONE if message.practice_id is None else _TRANSMIT_OF_PRACTICE
