"""How both engines find the rows that requests and ticks ask for: by an index, never by reading a table through."""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from uuid import uuid4

import sqlalchemy as sa
from flask import Flask

from api import clock
from api.db import Base, db
from api.nudges.models import NudgePlan
from api.scheduler import TIMETABLE, tick
from tests.factories import a_check_in, checked_in, today_of, told_of_statements

SMALL = {
    "alembic_version", "job_slot", "key_check", "nudge_setting", "nudge_text", "practice", "provider",
    "stall_dry_run", "stall_settings", "suppression", "zone_move",
}  # fmt: skip
"""Tables that stay small enough to be read through, whatever an instance grows to."""
OFTEN_SECONDS = 60
"""A job that comes round more seldom may look at everything."""
SCANNED = re.compile(r"^SCAN (\w+)(?: USING(?: COVERING)? INDEX (\w+))?")

OF_A_PRACTICE = re.compile(r"^SEARCH (\w+) USING.* INDEX \w+ \(practice_id=\?\)")
"""All of a practice's rows are as good as all rows: most instances have one practice."""


@contextmanager
def with_values(app: Flask) -> Iterator[list[tuple[str, Any]]]:
    """Collect the statements that are run meanwhile, with their parameters."""
    seen: dict[str, Any] = {}

    def note(statement: str, parameters: Any, is_many: bool) -> None:
        if statement.startswith(("SELECT", "UPDATE", "DELETE", "WITH")):
            seen.setdefault(statement, parameters[0] if is_many else parameters)

    found: list[tuple[str, Any]] = []
    with told_of_statements(app, note):
        yield found
    found += seen.items()


def read_through(app: Flask, asked: list[tuple[str, Any]]) -> list[str]:
    """Give the tables that a statement would read through however large they are, each with the statement."""
    with app.app_context():
        look = _on_sqlite if db.engine.dialect.name == "sqlite" else _on_postgresql
        faults = []
        with db.engine.connect() as connection:
            for statement, values in asked:
                faults += [f"{found}: {statement}" for found in look(connection, statement, values)]
        return faults


def _on_sqlite(connection: sa.Connection, statement: str, values: Any) -> Iterator[str]:
    # Rows that are due, or open, have an index of their own; reading all of them is the work.
    partial = set(
        connection.exec_driver_sql(
            "SELECT name FROM sqlite_master WHERE type = 'index' AND sql LIKE '% WHERE %'"
        ).scalars()
    )
    if "0 = 1" in statement:
        return  # what cannot hold is planned all the same, and never read
    for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values):
        scan = SCANNED.match(row.detail)
        if scan and _table_of(scan[1], statement) and scan[2] not in partial:
            yield row.detail
        through = OF_A_PRACTICE.match(row.detail)
        if through and _table_of(through[1], statement):
            yield row.detail


def _table_of(name: str, statement: str) -> str | None:
    """Give the large table that a name in a plan stands for, if it does."""
    renamed = re.search(rf'"?(\w+)"? AS "?{name}"?\b', statement)
    table = renamed[1] if renamed else name
    return table if table in Base.metadata.tables and table not in SMALL else None


def _on_postgresql(connection: sa.Connection, statement: str, values: Any) -> Iterator[str]:
    partial = set(
        connection.exec_driver_sql(
            "SELECT indexname FROM pg_indexes WHERE indexdef LIKE '%% WHERE %%'"
        ).scalars()
    )
    # Reading through tables that are as good as empty is right: what is asked is whether there is a way round it.
    # Of joins that do read all of two indexes, too: at this size they are as good as any.
    for way in ("seqscan", "mergejoin", "hashjoin"):
        connection.exec_driver_sql(f"SET LOCAL enable_{way} = off")
    [plans] = connection.exec_driver_sql(f"EXPLAIN (FORMAT JSON) {statement}", values).scalars()
    for node in _nodes(json.loads(plans) if isinstance(plans, str) else plans):
        if node.get("Relation Name", "") in SMALL:
            continue
        if node["Node Type"] == "Seq Scan":
            yield f"Seq Scan on {node['Relation Name']}"
        elif "Index Name" in node and "Index Cond" not in node and node["Index Name"] not in partial:
            yield f"{node['Node Type']} of all of {node['Index Name']}"


def _nodes(plan: Any) -> Iterator[dict[str, Any]]:
    if isinstance(plan, list):
        for each in plan:
            yield from _nodes(each)
        return
    if "Node Type" in plan:
        yield plan
    yield from _nodes(plan.get("Plans", []))
    if "Plan" in plan:
        yield from _nodes(plan["Plan"])


def what_is_asked_most(circle, goal) -> list[Callable[[], Any]]:
    """What clients and their coaches ask for every day."""
    client, coach = circle.client, circle.coach
    check_in = a_check_in(goal, today_of(client), note="x")
    too_early = check_in | {"happened_on": str(today_of(client) + timedelta(days=2))}
    one = uuid4()
    return [
        lambda: client.put(f"/check-ins/{one}", check_in),
        lambda: client.put(f"/check-ins/{one}", check_in | {"outcome": "partly"}),
        lambda: client.put(f"/check-ins/{uuid4()}", check_in),
        lambda: client.delete(f"/check-ins/{one}"),
        lambda: client.put(f"/check-ins/{uuid4()}", too_early),
        lambda: client.get("/me"),
        lambda: client.get("/today"),
        lambda: client.get("/insights"),
        lambda: client.get("/goals"),
        lambda: client.get("/suggestions"),
        lambda: client.get("/nudges"),
        lambda: coach.get("/caseload"),
        lambda: coach.get("/triage"),
        lambda: coach.get(f"/clients/{client.id}/notes"),
        lambda: coach.get(f"/goals?client_id={client.id}"),
        *(
            lambda who=who, path=path: who.get(f"/goals/{goal['id']}/{path}")
            for who in (client, coach)
            for path in ("check-ins", "progress", "stall", "adaptations")
        ),
    ]  # fmt: skip


def test_no_request_reads_a_table_through(app, circle, goal):
    calls = what_is_asked_most(circle, goal)
    with with_values(app) as asked:
        statuses = [call().status_code for call in calls]
    assert statuses.count(422) == 1, statuses
    assert set(statuses) <= {200, 201, 204, 422}, statuses
    assert read_through(app, asked) == []


def make_due(app, circle, goal) -> None:
    """A reminder is due, and the goal has news."""
    wanted = {"on": True, "weekdays": list(range(7)), "at_local": "08:00"}
    answer = circle.client.put("/nudge-preferences", wanted)
    assert answer.status_code == 200, answer.json
    checked_in(circle.client, goal, today_of(circle.client))
    with app.app_context():
        db.session.execute(sa.update(NudgePlan).values(next_at=clock.now() - timedelta(minutes=1)))
        db.session.commit()


def tick_often(app) -> None:
    """Every job that comes round often has run."""
    for job in TIMETABLE:
        if job.seconds <= OFTEN_SECONDS:
            assert tick(app, job), job.name


def test_no_tick_reads_a_table_through(app, circle, goal):
    make_due(app, circle, goal)
    with with_values(app) as asked:
        tick_often(app)
    assert read_through(app, asked) == []


def test_reading_a_table_through_is_noticed(app, circle, goal):
    with with_values(app) as asked, app.app_context():
        db.session.execute(sa.text("SELECT id FROM check_in WHERE note IS NULL")).all()
        db.session.execute(sa.text("UPDATE goal SET version = version WHERE area = 'strategy'"))
        db.session.rollback()
    assert len(read_through(app, asked)) == 2
