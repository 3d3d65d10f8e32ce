"""The kinds of messages: each feature says how its own are worded and whether they are still wanted."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from api.delivery.email import Email

EXTENSION = "waymark-message-kinds"

Render = Callable[[Mapping[str, Any], str], Email]
StillWanted = Callable[[Mapping[str, Any], str, datetime], bool]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of message: worded from its payload and address, and asked about at the last moment before it leaves."""

    render: Render
    still_wanted: StillWanted
    is_asked_for: bool
    """The reader asked for this very message a moment ago: an address that once refused mail is tried again."""


class HasExtensions(Protocol):
    """An application, as far as kinds are concerned."""

    extensions: dict[str, Any]


def register_kind(
    app: HasExtensions, name: str, render: Render, still_wanted: StillWanted, *, is_asked_for: bool = False
) -> None:
    """Messages of this kind can be sent by `app`.

    still_wanted runs in the transaction that is committed just before the content leaves; what it writes is kept.
    """
    kinds_of(app)[name] = Kind(render, still_wanted, is_asked_for)


def kinds_of(app: HasExtensions) -> dict[str, Kind]:
    """Give the kinds that are registered."""
    kinds: dict[str, Kind] = app.extensions.setdefault(EXTENSION, {})
    return kinds
