"""Getting claimed messages out: each ends in one known state, whatever the wires do and whoever dies."""

import json
import time
from collections import defaultdict, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

import sqlalchemy as sa
import structlog

from api import clock, crypto
from api.db import db, reading
from api.delivery.email import Email
from api.delivery.rules import DEFAULT, DeliveryParams, GiveUp, TryLater, next_try_at
from api.delivery.services.kinds import Kind, Kinds, Payload
from api.delivery.services.noting import Notes
from api.delivery.services.outbox import release, suppressed
from api.delivery.services.push import end_subscriptions, live_subscriptions
from api.delivery.webpush import Push, Subscription
from api.languages import speaking

log = structlog.get_logger()


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
    messages: Sequence[Any],
    wires: Wires,
    kinds: Kinds,
    worker: str,
    params: DeliveryParams = DEFAULT,
    is_ending: Callable[[], bool] = lambda: False,
) -> bool:
    """Each claimed message is sent, queued for later, or ended, and the outbox says which.

    Gives whether to go on: not when the wire itself is out of order, or the process is ending: the messages that were
    not tried are anybody's again. Raises the database's own errors: what could not be noted is found by its lease.
    """
    slice_ = _Slice(messages, wires, kinds, worker, params)
    try:
        while slice_.waiting and not is_ending():
            slice_.send_next()
    except TryLater:
        return False
    finally:
        slice_.notes.write()
        release(slice_.waiting, worker)
    return not slice_.waiting


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of a message at the moment at which it leaves."""

    payload: Payload
    language: str | None
    refusal: str | None
    """What was said when mail to its address was refused for good; None: it was not."""


class _Slice:
    """Messages that one worker has claimed, leaving one after the other.

    What wording them and the last question before they leave need is read for all that wait at once, and read again
    when it is a moment old.
    """

    def __init__(
        self, messages: Sequence[Any], wires: Wires, kinds: Kinds, worker: str, params: DeliveryParams
    ) -> None:
        self.waiting = deque(messages)
        self.notes = Notes(worker, params)
        self._wires, self._kinds, self._params = wires, kinds, params
        self._known: dict[UUID, _Known | Exception] = {}
        self._known_until = 0.0

    def send_next(self) -> None:
        """The next message is sent, queued for later, or ended; that it was taken may be noted with the one after.

        Raises TryLater when the wire itself is out of order.
        """
        message = self.waiting.popleft()
        try:
            _refuse_useless(message, clock.now())
            kind = self._kind_of(message)
            reply = (self._by_push if message.channel == "push" else self._by_mail)(message, kind)
        except Aside as fact:
            db.session.rollback()
            self._step_aside(message, fact)
        except GiveUp as refusal:
            is_suppressing = refusal.is_suppressing
            self.notes.end(message, "failed", refusal.reason, clock.now(), is_suppressing=is_suppressing)
            # The next may be for the same address.
            self._known_until = 0.0
        except TryLater as fault:
            db.session.rollback()
            self._queue_again(message, fault)
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
            self._queue_again(message, TryLater(type(error).__name__))
        else:
            # A message that was not asked for would not have left for an address that refuses mail.
            is_lifting = kind.is_asked_for and message.channel == "email"
            self.notes.end(message, "sent", reply, clock.now(), is_lifting=is_lifting)
            return
        self.notes.write()

    def _by_mail(self, message: Any, kind: Kind) -> str:
        if kind.render is None:
            raise NotSent("failed", "this is never a mail")
        known = self._what_is_known(message, kind)
        # Wording reads: no writer is waited for, and no lock is held while a mail server takes its time.
        with reading(), speaking(known.language):
            email = kind.render(known.payload, message.address)
            db.session.rollback()
        return self._wires.mail.send(
            email, message.address, message.message_id, lambda: self._begin(message, kind)
        )

    def _by_push(self, message: Any, kind: Kind) -> str:
        """Every browser of the client has been tried; one that took it is enough."""
        if kind.render_push is None:
            raise NoBrowser("this is never a push")
        known = self._what_is_known(message, kind)
        with reading(), speaking(known.language):
            push = kind.render_push(known.payload, message.address)
            browsers = live_subscriptions(message.practice_id, message.client_id)
            db.session.rollback()
        if not browsers:
            raise NoBrowser("no browser takes notifications")
        self._begin(message, kind)
        gone: list[UUID] = []
        try:
            return _post_to_each(browsers, push, message, self._wires.push, self._params, gone)
        finally:
            if gone:
                end_subscriptions(message.practice_id, gone)
                db.session.commit()

    def _begin(self, message: Any, kind: Kind) -> None:
        """From here on the message may have left. Asked and committed at the last moment before its content does.

        Raises NotSent when it is too late, nobody wants it any more, its address refuses mail, or the lease was lost,
        and NotNow when it is wanted later.
        """
        now, known = clock.now(), self._what_is_known(message, kind)
        _refuse_useless(message, now)
        is_wanted = kind.still_wanted(known.payload, message.address, now)
        if is_wanted is not True:
            # What `still_wanted` noted down about it stays.
            db.session.commit()
            raise (
                NotNow(is_wanted)
                if isinstance(is_wanted, datetime)
                else NotSent("dropped", "no longer wanted")
            )
        if not self.notes.write_that_it_leaves(message, now):
            raise NotSent(None, "the lease was lost")

    def _what_is_known(self, message: Any, kind: Kind) -> _Known:
        """Give it, a moment old at most. Raises NotSent where the address refuses mail, and what made reading fail."""
        if time.monotonic() > self._known_until:
            self._known_until = time.monotonic() + self._params.batch_seconds
            self._known = self._read([message, *self.waiting])
        known = self._known[message.id]
        if isinstance(known, Exception):
            raise known
        if message.channel == "email" and not kind.is_asked_for and known.refusal is not None:
            raise NotSent("failed", known.refusal)
        return known

    def _read(self, messages: Sequence[Any]) -> dict[UUID, _Known | Exception]:
        """Give what is known of each message, by a few statements for all of them.

        Where that fails each is read alone, and those that cannot be are given as their error.
        """
        try:
            with reading():
                return self._read_at_once(messages)
        except (sa.exc.OperationalError, sa.exc.InterfaceError):
            raise
        except Exception as error:  # noqa: BLE001 -- as above
            if len(messages) == 1:
                return {messages[0].id: error}
        finally:
            db.session.rollback()
        return {message.id: self._read([message])[message.id] for message in messages}

    def _read_at_once(self, messages: Sequence[Any]) -> dict[UUID, _Known | Exception]:
        now = clock.now()
        crypto.ring().load({message.client_id for message in messages})
        addresses = {message.address for message in messages}
        languages, refusals = self._kinds.languages_of(addresses), suppressed(addresses)
        known: dict[UUID, _Known | Exception] = {}
        by_kind: dict[str, list[tuple[Any, Payload]]] = defaultdict(list)
        for message in messages:
            try:
                by_kind[message.kind].append((message, _payload(message, refusals.get(message.address))))
            except crypto.KeyErased:
                known[message.id] = NotSent("dropped", "erased")
        for name, some in by_kind.items():
            payloads: Sequence[Payload] = [payload for _, payload in some]
            if name in self._kinds:
                payloads = self._kinds[name].known(payloads, now)
            for (message, _), payload in zip(some, payloads, strict=True):
                language = languages.get(message.address) or payload.get("language")
                known[message.id] = _Known(payload, language, refusals.get(message.address))
        return known

    def _kind_of(self, message: Any) -> Kind:
        kind = self._kinds.get(message.kind)
        if kind is None:
            raise TryLater(f"this process knows no message of kind {message.kind}")
        return kind

    def _step_aside(self, message: Any, fact: Aside) -> None:
        now = clock.now()
        if isinstance(fact, NotSent):
            if fact.state is not None:
                self.notes.end(message, fact.state, fact.reason, now)
        elif isinstance(fact, NotNow):
            # It waits, and that counts as no try.
            if fact.until < message.useless_at:
                self.notes.queue(message, due_at=fact.until)
            else:
                self.notes.end(message, "expired", "wanted only when it is of no more use", now)
        elif isinstance(fact, NoBrowser):
            # The push becomes a mail: the same message, with the same Message-ID.
            if self._kinds[message.kind].render is None:
                self.notes.end(message, "failed", fact.reason, now)
            else:
                self.notes.queue(message, due_at=now, channel="email", reply=fact.reason[:300])

    def _queue_again(self, message: Any, fault: TryLater) -> None:
        now, tries = clock.now(), message.attempts + 1
        at = next_try_at(tries, now, message.useless_at, fault.after, self._params)
        if at is None:
            self.notes.end(message, "expired", fault.reply, now)
        else:
            self.notes.queue(message, attempts=tries, due_at=at, reply=fault.reply[:300])


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


def _payload(message: Any, refusal: str | None) -> Payload:
    payload = crypto.unseal(message.payload, message.client_id, "outbox", "payload", message.id)
    # Those who word it and ask about it want to know in whose rows to look, and whether its address takes mail.
    return {**json.loads(payload), "practice_id": message.practice_id, "is_refused": refusal is not None}
