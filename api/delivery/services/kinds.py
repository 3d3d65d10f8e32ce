"""The kinds of messages: each feature says how its own are worded and whether they are still wanted."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from api.delivery.email import Email
from api.delivery.webpush import Push

EXTENSION = "waymark-message-kinds"

Payload = Mapping[str, Any]
Render = Callable[[Payload, str], Email]
RenderPush = Callable[[Payload, str], Push]
Read = Callable[[Sequence[Payload], datetime], Sequence[Payload]]
"""Gives the messages' payloads, each with what is known of it at that moment: few statements, however many messages."""
LanguagesOf = Callable[[Collection[str]], Mapping[str, str]]
StillWanted = Callable[[Payload, str, datetime], bool | datetime]
"""True: it leaves. False: nobody wants it any more. An instant: not now, ask again then."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of message: worded from its payload and address, and asked about at the last moment before it leaves."""

    render: Render | None
    """As a mail; None for what goes out as a push alone."""
    still_wanted: StillWanted
    is_asked_for: bool
    """The reader asked for this very message a moment ago: an address that once refused mail is tried again."""
    render_push: RenderPush | None = None
    """As a push; None for what goes out as a mail alone."""
    read: Read | None = None
    """For kinds that leave by the thousand; the others read for themselves, message by message."""

    def known(self, payloads: Sequence[Payload], now: datetime) -> Sequence[Payload]:
        """Give what messages are worded from and asked about with."""
        return self.read(payloads, now) if self.read else payloads


class Kinds(dict[str, Kind]):
    """The kinds that an app can send, by name, and how it learns in which languages readers want to be written to."""

    languages_of: LanguagesOf = staticmethod(lambda _addresses: {})


class HasExtensions(Protocol):
    """An application, as far as kinds are concerned."""

    extensions: dict[str, Any]


def speak_as_read(app: HasExtensions, languages_of: LanguagesOf) -> None:
    """Messages of `app` are worded in the language of whoever has the address, if they have said one."""
    kinds_of(app).languages_of = languages_of


def register_kind(
    app: HasExtensions,
    name: str,
    render: Render | None,
    still_wanted: StillWanted,
    *,
    is_asked_for: bool = False,
    render_push: RenderPush | None = None,
    read: Read | None = None,
) -> None:
    """Messages of this kind can be sent by `app`.

    still_wanted runs in a transaction just before the content leaves; what it writes is kept. read: its answer is what
    is worded and asked about, and is a quarter of a second old at most.
    """
    kinds_of(app)[name] = Kind(render, still_wanted, is_asked_for, render_push, read)


def kinds_of(app: HasExtensions) -> Kinds:
    """Give the kinds that are registered."""
    kinds: Kinds = app.extensions.setdefault(EXTENSION, Kinds())
    return kinds
