"""A coach's caseload of 500 clients with three goals each: its first page beside the bare statements and JSON of it.

The floor is what the same page costs at least: the statements that the product ran, with their parameters, sent again
by the bare driver, every row fetched, and the answer written as JSON. Triage beside it in the same way.
"""

import argparse
import json
import tempfile
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import sqlalchemy as sa
from uuid_utils.compat import uuid7

from benchmarks._calls import caller, medians, told
from benchmarks.stall import GOALS_EACH, NOW, _app, _fill

CLIENTS, QUICK_CLIENTS = 500, 60
ROUNDS, QUICK_ROUNDS = 60, 15
PAGE = 50
MOST = {f"/api/v1/caseload?limit={PAGE}": 2.0, "/api/v1/triage": 5.0}
"""Triage reads every signal to show ten of them."""
MOST_STATEMENTS = 5


def main(arguments: argparse.Namespace) -> bool:
    """Print the ratio and the statements of each page; SQLite alone, whose driver works inside the process."""
    clients, rounds = (QUICK_CLIENTS, QUICK_ROUNDS) if arguments.quick else (CLIENTS, ROUNDS)
    figures = {}
    with tempfile.TemporaryDirectory(prefix="waymark-bench-") as folder:
        _fill(Path(folder), clients * GOALS_EACH, arguments.seed or 1)
        app = _app(Path(folder))
        cookie = _a_coach(app)
        get = caller(app, "GET", cookie)
        for page, most in MOST.items():
            # The first read of an hour is put on record; the others find it there.
            get(page)
            statements = _statements(app, lambda page=page: get(page))
            answer = get(page)
            if answer.status != 200:
                raise RuntimeError(answer.body)
            floor = _floor(app, statements, json.loads(answer.body))
            found = medians({"the product": lambda page=page: get(page), "bare SQL and JSON": floor}, rounds)
            ratio = told(f"{page}, {clients} clients", found, "the product", "bare SQL and JSON", most)
            print(
                f"    {len(statements)} statements (at most {MOST_STATEMENTS}), {len(answer.body) / 1000:.1f} kB"
            )
            figures[page] = {"ratio": ratio, "most": most, "statements": len(statements)}
    if arguments.json:
        print(json.dumps(figures))
    return all(
        one["ratio"] <= one["most"] and one["statements"] <= MOST_STATEMENTS for one in figures.values()
    )


def _a_coach(app) -> str:
    """A coach has all the clients, every goal is assessed, and they are signed in. Gives their cookie."""
    from api import clock, crypto  # noqa: PLC0415 -- after the app was made
    from api.accounts.models import Engagement, Membership  # noqa: PLC0415
    from api.accounts.services import people  # noqa: PLC0415
    from api.accounts.services.people import NewMember  # noqa: PLC0415
    from api.accounts.services.sign_in import open_session  # noqa: PLC0415
    from api.db import db  # noqa: PLC0415
    from api.goals.models import Goal  # noqa: PLC0415
    from api.stalls.services import reassess_all  # noqa: PLC0415

    practice_id = UUID(int=1)
    with app.app_context():
        now = clock.now()
        coach = NewMember("Cora", "cora@example.org", frozenset({"coach"}))
        coach_id = people.add_member(practice_id, coach, now)
        clients = db.session.scalars(sa.select(Membership.id).where(Membership.is_client)).all()
        db.session.execute(
            sa.insert(Engagement),
            [
                {"id": uuid7(), "practice_id": practice_id, "client_id": client, "coach_id": coach_id,
                 "from_on": (NOW - timedelta(days=300)).date(), "version": 1}
                for client in clients
            ],
        )  # fmt: skip
        token = open_session(db.session.get_one(Membership, coach_id), now).token
        for goal_id, client_id in db.session.execute(sa.select(Goal.id, Goal.client_id)).all():
            title = crypto.seal("A goal of mine", client_id, "goal", "title", goal_id)
            db.session.execute(sa.update(Goal).where(Goal.id == goal_id).values(title=title))
        db.session.commit()
        reassess_all(NOW)
    return f"waymark={token}"


def _statements(app, call) -> list[tuple[str, tuple]]:
    """Give the statements that a call runs, with their parameters, as the driver got them."""
    from api.db import db  # noqa: PLC0415 -- after the app was made

    seen: list[tuple[str, tuple]] = []

    def note(_connection, _cursor, statement, parameters, _context, _many):
        if not statement.startswith(("BEGIN", "PRAGMA")):
            seen.append((statement, parameters))

    with app.app_context():
        engine = db.engine
    sa.event.listen(engine, "before_cursor_execute", note)
    try:
        call()
    finally:
        sa.event.remove(engine, "before_cursor_execute", note)
    return seen


def _floor(app, statements, answer):
    """Give a function that runs the statements bare, fetches every row, and writes the answer."""
    from api.db import sqlite_module  # noqa: PLC0415 -- after the app was made

    file = app.config["SQLALCHEMY_DATABASE_URI"].split("///", 1)[1]
    connection = sqlite_module().connect(f"/{file.lstrip('/')}")

    def run() -> bytes:
        for statement, parameters in statements:
            connection.execute(statement, parameters).fetchall()
        return json.dumps(answer).encode()

    return run
