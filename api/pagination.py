"""Keyset pages: a cursor names the last row seen, so a page costs the same however deep it lies."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any, Generic, TypeAlias, TypeVar
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute

from api.db import AnySelect, db
from api.errors import Invalid

A = TypeVar("A")
B = TypeVar("B")

Key: TypeAlias = sa.ColumnElement[Any] | InstrumentedAttribute[Any]
"""A column to sort by."""

MOST = 100
MOST_INTEGER = 2**31 - 1
USUAL = 50
MOST_KEPT = 64
_LIMIT = sa.bindparam("most_rows", type_=sa.Integer())


@dataclass(frozen=True, slots=True)
class Page(Generic[A]):
    """Some items in order, and the cursor of those after them (None: there are no more)."""

    items: list[A]
    next: str | None = None


@dataclass(frozen=True, slots=True)
class PageQuery:
    """What a caller asked for: at most `limit` items after `cursor`."""

    limit: int = USUAL
    cursor: str | None = None


def fetch_page(
    statement: AnySelect,
    keys: Sequence[tuple[Key, bool]],
    query: PageQuery,
    parameters: Mapping[str, Any] | None = None,
) -> Page[sa.Row[Any]]:
    """Fetch one page of `statement` in the order of `keys`.

    keys: columns that the statement also selects, each with whether it falls (newest first); together unique.
    parameters: those of a statement that is made once, with its module.
    Raises Invalid when the cursor was not given out for this list.
    """
    asked = {**(parameters or {}), _LIMIT.key: query.limit + 1}
    if query.cursor is not None:
        asked |= {_last(place): value for place, value in enumerate(_read_cursor(query.cursor, keys))}
    is_first = query.cursor is None
    names: Sequence[Any]
    if parameters is None:
        names = [key for key, _ in keys]
        rows = list(db.session.execute(_page(statement, keys, is_first), asked))
    else:
        page = _page_again(statement, tuple(keys), is_first)
        names = [key.key for key, _ in keys]
        rows = list(db.session.connection().execute(page, asked))
    if len(rows) <= query.limit:
        return Page(rows)
    last = rows[query.limit - 1]._mapping
    return Page(rows[: query.limit], _write_cursor([last[name] for name in names]))


def map_page(page: Page[A], change: Callable[[A], B]) -> Page[B]:
    """Give the page with every item changed."""
    return Page([change(item) for item in page.items], page.next)


def _page(statement: AnySelect, keys: Sequence[tuple[Key, bool]], is_first: bool) -> AnySelect:
    ordered = statement.order_by(*(key.desc() if falls else key.asc() for key, falls in keys)).limit(_LIMIT)
    return ordered if is_first else ordered.where(_after(keys))


_page_again = lru_cache(maxsize=MOST_KEPT)(_page)
"""Of a statement that is made once, a page is, too."""


def _after(keys: Sequence[tuple[Key, bool]], place: int = 0) -> sa.ColumnElement[bool]:
    """(a, b) > (x, y), with a direction of its own for each column."""
    (key, falls), value = keys[place], sa.bindparam(_last(place), type_=keys[place][0].type)
    beyond: sa.ColumnElement[bool] = key < value if falls else key > value
    if place == len(keys) - 1:
        return beyond
    return sa.or_(beyond, sa.and_(key == value, _after(keys, place + 1)))


def _last(place: int) -> str:
    return f"last_{place}"


def _write_cursor(values: Sequence[Any]) -> str:
    plain = [
        value.isoformat() if isinstance(value, date) else str(value) if isinstance(value, UUID) else value
        for value in values
    ]
    return urlsafe_b64encode(json.dumps(plain).encode()).rstrip(b"=").decode()


def _read_cursor(cursor: str, keys: Sequence[tuple[Key, bool]]) -> list[Any]:
    try:
        plain = json.loads(urlsafe_b64decode(cursor.encode() + b"=" * (-len(cursor) % 4)))
        if not isinstance(plain, list) or len(plain) != len(keys):
            raise ValueError
        return [_typed(value, key.type) for value, (key, _) in zip(plain, keys, strict=True)]
    except (ValueError, TypeError, AttributeError, OverflowError, RecursionError) as error:
        raise Invalid.field(
            "cursor", "This cursor does not belong to this list. Start again without it."
        ) from error


def _typed(value: Any, kind: sa.types.TypeEngine[Any]) -> Any:
    wanted = kind.python_type
    if wanted is UUID:
        return UUID(value)
    if wanted is datetime:
        instant = datetime.fromisoformat(value)
        if instant.tzinfo is None:
            raise ValueError
        return instant.astimezone(UTC)
    if wanted is date:
        return date.fromisoformat(value)
    if type(value) is not wanted:
        raise TypeError
    if isinstance(value, int) and abs(value) > MOST_INTEGER:
        raise ValueError
    if isinstance(value, str) and b"\x00" in value.encode():
        raise ValueError
    return value
