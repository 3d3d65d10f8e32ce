"""What a test looks at: answers, rows, mails, statements."""

import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier
from typing import Any

import sqlalchemy as sa
from flask import Flask
from sqlalchemy import event
from werkzeug.test import TestResponse

from api import crypto
from api.db import db
from api.delivery.models import Outbox
from tests.factories.circle import Caller


def posted(by: Caller, path: str, body: dict) -> dict:
    """Give what was made, as it was answered, with its ETag where it has one."""
    answer = by.post(path, body)
    assert answer.status_code == 201, answer.json
    return answer.json | ({"etag": answer.headers["ETag"]} if "ETag" in answer.headers else {})


def rows(app: Flask, table: str, **where) -> list:
    """Give the rows of a table as they stand."""
    with app.app_context():
        found = db.metadata.tables[table]
        statement = sa.select(found).where(*(found.c[name] == value for name, value in where.items()))
        return list(db.session.execute(statement))


def problem_fields(answer: TestResponse) -> list[str]:
    """Give the fields that a problem document names; fail if it is not one."""
    assert answer.content_type == "application/problem+json", answer.data
    problem = answer.json
    assert set(problem) == {"type", "title", "status", "detail", "errors"}
    assert problem["status"] == answer.status_code
    return [error["field"] for error in problem["errors"]]


def outbox(app: Flask) -> list[tuple[str, dict]]:
    """Give every message on its way, oldest first: its address, and what it tells of."""
    with app.app_context():
        return [
            (row.address, json.loads(crypto.unseal(row.payload, row.client_id, "outbox", "payload", row.id)))
            for row in db.session.scalars(
                sa.select(Outbox).where(Outbox.payload.is_not(None)).order_by(Outbox.id)
            )
        ]


def codes_for(app: Flask, email: str) -> list[str]:
    """Give the sign-in codes on their way to an address, oldest first."""
    return [payload["code"] for address, payload in outbox(app) if address == email and "code" in payload]


@contextmanager
def told_of_statements(app: Flask, note: Callable[[str, Any, bool], None]) -> Iterator[None]:
    """Each statement that is run meanwhile is told: its text, its parameters, whether it is run for many of them."""

    def tell(_connection, _cursor, statement, parameters, _context, is_many) -> None:
        note(statement, parameters, is_many)

    with app.app_context():
        engine = db.engine
    # A key that is at hand from an earlier request would hide a statement.
    crypto.ring().forget_all()
    event.listen(engine, "before_cursor_execute", tell)
    try:
        yield
    finally:
        event.remove(engine, "before_cursor_execute", tell)


@contextmanager
def statements(app: Flask) -> Iterator[list[str]]:
    """Collect the SQL statements that are run meanwhile; BEGIN and COMMIT do not count."""
    seen: list[str] = []

    def note(statement: str, *_rest: object) -> None:
        if not statement.startswith(("BEGIN", "PRAGMA")):
            seen.append(statement)

    with told_of_statements(app, note):
        yield seen


def at_once(times: int, call: Callable[[int], object]) -> list:
    """Call from so many threads that all begin at the same moment; give what they gave."""
    begin = Barrier(times)

    def one(index: int) -> object:
        begin.wait(10)
        return call(index)

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(one, range(times)))
