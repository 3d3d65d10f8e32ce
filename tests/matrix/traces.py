"""What a request left behind in the database, and whose that is."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flask import Flask

from api.db import db

Rows = Mapping[tuple[str, tuple[str, ...]], Mapping[str, Any]]

OWNERS = {
    "access_log": "reader_id",
    "coach_note": "author_id",
    "invitation": "invited_by_id",
    "membership": "id",
    "outbox": "address",
    "passkey": "person_id",
    "person": "id",
    "triage_mark": "coach_id",
    "unread_reply": "reader_id",
}
"""Which column says whose a row is, where it is neither `member_id` nor `client_id`."""


@dataclass(frozen=True)
class Trace:
    """One row that is there, gone or other than before."""

    table: str
    practice: str | None
    owner: str | None
    """Whose it is; nothing where it is a practice's."""


def rows_of(app: Flask) -> Rows:
    """Give every row that stands in the database."""
    found: dict[tuple[str, tuple[str, ...]], Mapping[str, Any]] = {}
    with app.app_context(), db.engine.connect() as connection:
        for name, table in db.metadata.tables.items():
            key = [column.name for column in table.primary_key]
            for row in connection.exec_driver_sql(f'SELECT * FROM "{name}"').mappings():
                found[name, tuple(str(row[part]) for part in key)] = dict(row)
    return found


def traces(before: Rows, after: Rows) -> Iterator[Trace]:
    """Give each row that is not as it was."""
    for name in before.keys() | after.keys():
        one, other = before.get(name), after.get(name)
        if one != other:
            row = one or other or {}
            owner = OWNERS.get(name[0]) or ("member_id" if "member_id" in row else "client_id")
            yield Trace(name[0], told(row.get("practice_id")), told(row.get(owner)))


def told(an_id: Any) -> str | None:
    """Give an id one way of writing on both engines."""
    return None if an_id is None else str(an_id).replace("-", "")
