"""The one backup of the client keys, and of the list of those who were erased: current, never a history."""

import json
import os
from base64 import b64decode, b64encode
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, TypeAlias
from uuid import UUID

import sqlalchemy as sa

from api.config import write_private
from api.crypto import ClientKey, KeyCheck
from api.db import db, reading
from api.errors import Conflict
from api.keeping.models import Erasure
from api.keeping.services.rows import table_of

NAME = "client-keys.json"
Held: TypeAlias = dict[str, list[dict[str, Any]]]
"""The rows of each table that a key backup holds."""
_TABLES = tuple(table_of(model.__tablename__) for model in (KeyCheck, ClientKey, Erasure))


def keep_keys(backups: Path) -> Path:
    """The file in `backups` holds the keys and the erasures as they are now; what it held before is overwritten.

    The keys in it are wrapped: without the master key in instance/keys they open nothing.
    """
    held = {
        name: [{column: _plain(value) for column, value in row.items()} for row in rows]
        for name, rows in held_now().items()
    }
    file = backups / NAME
    old = file.open("r+b") if file.exists() else None
    write_private(file, json.dumps(held).encode())
    if old is not None:
        # The new one stands; the old content must not linger in blocks that were merely let go of.
        with old:
            old.write(b"\0" * os.fstat(old.fileno()).st_size)
            old.flush()
            os.fsync(old.fileno())
    return file


def held_now() -> Held:
    """Give the keys and the erasures of the running app's database."""
    with reading():
        inspector = sa.inspect(db.engine)
        held = {}
        for table in _TABLES:
            # What is about to be replaced may be of an older Waymark.
            there = {column["name"] for column in inspector.get_columns(table.name)}
            statement = sa.select(*(column for column in table.columns if column.key in there))
            missing = dict.fromkeys(set(table.columns.keys()) - there)
            held[table.name] = [dict(row) | missing for row in db.session.execute(statement).mappings()]
        db.session.rollback()
    return held


def read_keys(file: Path) -> Held:
    """Give the rows that a key backup holds. Raises Conflict when it is none."""
    try:
        held = json.loads(file.read_text())
        return {
            table.name: [
                {column.key: _read(column, _kept(row, column)) for column in table.columns}
                for row in held[table.name]
            ]
            for table in _TABLES
        }
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise Conflict(f"{file} is no backup of keys that can be read ({type(error).__name__}).") from None


def erased_at(held: Sequence[Held]) -> dict[UUID, datetime]:
    """Give of everybody who was erased, by any of these key backups, when that was, the last time."""
    found: dict[UUID, datetime] = {}
    for rows in held:
        for row in rows["erasure"]:
            if row["done_at"] is not None:
                found[row["client_id"]] = max(row["done_at"], found.get(row["client_id"], row["done_at"]))
    return found


def put_keys(held: Sequence[Held]) -> None:
    """The running app's database holds these keys and erasures, the latest first, and no others. Does not commit.

    Whoever was erased by any of them stays so, and gets no key but one that was made since. Who merely asked counts by
    the latest alone: they may have taken it back since.
    """
    erasures: dict[tuple[UUID, datetime], dict[str, Any]] = {}
    for rows in held:
        for row in rows["erasure"]:
            if row["done_at"] is not None:
                erasures[row["client_id"], row["asked_at"]] = row
    for row in held[0]["erasure"] if held else ():
        erasures.setdefault((row["client_id"], row["asked_at"]), row)
    erased = erased_at(held)
    keys = {
        row["client_id"]: row
        for rows in reversed(held)
        for row in rows["client_key"]
        if row["client_id"] not in erased
        or (row["made_at"] is not None and row["made_at"] >= erased[row["client_id"]])
    }
    check = next((rows["key_check"] for rows in held if rows["key_check"]), [])
    for table, put in zip(_TABLES, (check, list(keys.values()), list(erasures.values())), strict=True):
        db.session.execute(sa.delete(table))
        if put:
            db.session.execute(sa.insert(table), put)


def _kept(row: dict[str, Any], column: sa.Column[Any]) -> Any:
    """Give what a file says of a column; a file of an older Waymark does not know the latest ones."""
    return row.get(column.key) if column.nullable else row[column.key]


def _plain(value: Any) -> Any:
    if isinstance(value, bytes):
        return b64encode(value).decode()
    if isinstance(value, datetime):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value


def _read(column: sa.Column[Any], value: Any) -> Any:
    if value is None:
        return None
    kind = column.type.python_type
    if kind is bytes:
        return b64decode(value)
    if kind is datetime:
        return datetime.fromisoformat(value)
    return UUID(value) if kind is UUID else value
