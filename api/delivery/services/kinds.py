"""The kinds of messages: each feature says how its own are worded and whether they are still wanted."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol, TypeVar

from api.delivery.email import Email
from api.delivery.webpush import Push
from api.languages import speaking

T = TypeVar("T", Email, Push)
EXTENSION = "waymark-message-kinds"
_LANGUAGES = "waymark-languages-of-readers"

Render = Callable[[Mapping[str, Any], str], Email]
RenderPush = Callable[[Mapping[str, Any], str], Push]
LanguageOf = Callable[[str], str | None]
StillWanted = Callable[[Mapping[str, Any], str, datetime], bool | datetime]
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


class HasExtensions(Protocol):
    """An application, as far as kinds are concerned."""

    extensions: dict[str, Any]


def speak_as_read(app: HasExtensions, language_of: LanguageOf) -> None:
    """Messages of `app` are worded in the language of whoever has the address, if they have said one."""
    app.extensions[_LANGUAGES] = language_of


def register_kind(
    app: HasExtensions,
    name: str,
    render: Render | None,
    still_wanted: StillWanted,
    *,
    is_asked_for: bool = False,
    render_push: RenderPush | None = None,
) -> None:
    """Messages of this kind can be sent by `app`.

    still_wanted runs in the transaction that is committed just before the content leaves; what it writes is kept.
    """
    kinds_of(app)[name] = Kind(
        render and _as_read(app, render),
        still_wanted,
        is_asked_for,
        render_push and _as_read(app, render_push),
    )


def kinds_of(app: HasExtensions) -> dict[str, Kind]:
    """Give the kinds that are registered."""
    kinds: dict[str, Kind] = app.extensions.setdefault(EXTENSION, {})
    return kinds


def _as_read(
    app: HasExtensions, word: Callable[[Mapping[str, Any], str], T]
) -> Callable[[Mapping[str, Any], str], T]:
    """Let something be worded in its reader's language; where they have said none, in that of whoever caused it."""

    def worded(payload: Mapping[str, Any], address: str) -> T:
        language_of: LanguageOf | None = app.extensions.get(_LANGUAGES)
        with speaking((language_of and language_of(address)) or payload.get("language")):
            return word(payload, address)

    return worded
