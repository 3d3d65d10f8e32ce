"""What was once made through the services is put into another empty database, as if made there and now."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from uuid_utils.compat import uuid7

from api import crypto
from api.crypto import ClientKey
from api.db import db

A_MOMENT = 60
"""Seconds."""


@dataclass(frozen=True, slots=True)
class Made:
    """All rows of a database that was empty, and when they were made."""

    at: datetime
    rows: Mapping[str, list[dict[str, Any]]]

    @classmethod
    def everything(cls, at: datetime) -> "Made":
        tables = db.metadata.sorted_tables
        found = {table.name: [dict(row) for row in _all_of(table)] for table in tables}
        return cls(at, {name: rows for name, rows in found.items() if rows})

    def again(self, now: datetime) -> dict[UUID, UUID]:
        """The same rows are added with ids of their own, as old as they were. Does not commit. Gives each new id."""
        old = {
            value for rows in self.rows.values() for row in rows for value in row.values() if _is_id(value)
        }
        ids = {one: uuid7() for one in sorted(old)}
        for table in db.metadata.sorted_tables:
            rows = self.rows.get(table.name, [])
            if table is ClientKey.__table__:
                # A key is wrapped for one id: these clients get keys of their own.
                crypto.ring().make_client_keys([ids[row["client_id"]] for row in rows])
            elif rows and table.name != "key_check":
                db.session.execute(sa.insert(table), [self._moved(row, ids, now) for row in rows])
        return ids

    def _moved(self, row: Mapping[str, Any], ids: Mapping[UUID, UUID], now: datetime) -> dict[str, Any]:
        return {name: self._value(value, ids, now) for name, value in row.items()}

    def _value(self, value: Any, ids: Mapping[UUID, UUID], now: datetime) -> Any:
        if _is_id(value):
            return ids[value]
        if isinstance(value, datetime):
            # What took a moment to make is not made in the future.
            return now if 0 <= (value - self.at).total_seconds() < A_MOMENT else value + (now - self.at)
        if isinstance(value, date):
            return value + (now.date() - self.at.date())
        return value


def _all_of(table: sa.Table) -> sa.MappingResult:
    return db.session.execute(sa.select(table).order_by(*table.primary_key.columns)).mappings()


def _is_id(value: Any) -> bool:
    return isinstance(value, UUID)
