"""Links in mails: each says one thing, is signed, and is never a session."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID, uuid5

from itsdangerous import BadSignature, Signer

from api import localtime
from api.crypto import b64, from_b64
from api.errors import Gone, NotFound

VALID_DAYS = 7
OUTCOMES = ("done", "partly", "not")
_ID_BYTES = 16
_FAMILY = UUID("7d8a5c1e-6c0b-5f0e-9d59-3f3b1f6f9a10")
"""Where the ids of one-tap check-ins come from: one for a client, goal and day, however often the link is used."""


class LinkEnded(Gone):
    detail = "This link has ended. You can still check in for that day in Waymark itself."


@dataclass(frozen=True, slots=True)
class OneTap:
    """What one link says: this client, for this goal, on this local day, this outcome."""

    client_id: UUID
    goal_id: UUID
    on: date
    outcome: str


def write_one_tap(secret: str, tap: OneTap) -> str:
    """Give the token of a link; the same link always has the same one."""
    said = (
        tap.client_id.bytes
        + tap.goal_id.bytes
        + tap.on.toordinal().to_bytes(4, "big")
        + bytes([OUTCOMES.index(tap.outcome)])
    )
    return _signer(secret, "one-tap check-in").sign(b64(said)).decode()


def read_one_tap(secret: str, token: str, now: datetime) -> OneTap:
    """Give what the link says, whoever holds it. Raises NotFound when it is not ours, LinkEnded after seven days."""
    said = _read(secret, "one-tap check-in", token)
    if len(said) != 2 * _ID_BYTES + 5:
        raise NotFound
    on = date.fromordinal(int.from_bytes(said[-5:-1], "big"))
    # Counted in the earliest zone there is, so that a day never ends too soon for anybody.
    if localtime.local_day(now, "Etc/GMT+12") > on + timedelta(days=VALID_DAYS):
        raise LinkEnded
    return OneTap(UUID(bytes=said[:_ID_BYTES]), UUID(bytes=said[_ID_BYTES:-5]), on, OUTCOMES[said[-1]])


def check_in_id(tap: OneTap) -> UUID:
    """Give the id of the check-in that all links of one client, goal and day record."""
    return uuid5(_FAMILY, f"{tap.client_id}:{tap.goal_id}:{tap.on.isoformat()}")


def write_unsubscribe(secret: str, client_id: UUID) -> str:
    """Give the token of the link that turns a client's reminders off."""
    return _signer(secret, "reminders off").sign(b64(client_id.bytes)).decode()


def read_unsubscribe(secret: str, token: str) -> UUID:
    """Give whose reminders the link turns off. Raises NotFound when it is not ours. It never ends."""
    said = _read(secret, "reminders off", token)
    if len(said) != _ID_BYTES:
        raise NotFound
    return UUID(bytes=said)


@dataclass(frozen=True, slots=True)
class LetterStop:
    """What a link says that ends a weekly letter."""

    member_id: UUID
    kind: str


def write_letter_stop(secret: str, member_id: UUID, kind: str) -> str:
    """Give the token of the link that ends a member's weekly letter of this kind."""
    return _signer(secret, "letters off").sign(b64(member_id.bytes + kind.encode())).decode()


def read_stop(secret: str, token: str) -> UUID | LetterStop:
    """Give whose reminders, or which letter, the link ends. Raises NotFound when it is not ours. It never ends."""
    try:
        return read_unsubscribe(secret, token)
    except NotFound:
        said = _read(secret, "letters off", token)
    return LetterStop(UUID(bytes=said[:_ID_BYTES]), said[_ID_BYTES:].decode())


def _read(secret: str, purpose: str, token: str) -> bytes:
    try:
        return from_b64(_signer(secret, purpose).unsign(token.encode()).decode())
    except (BadSignature, ValueError):
        raise NotFound from None


def _signer(secret: str, purpose: str) -> Signer:
    return Signer(secret, salt=f"waymark {purpose}", digest_method=hashlib.sha256)
