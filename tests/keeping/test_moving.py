"""`flask move` brings everything to another engine, and says so only when it is there."""

import json
from contextlib import closing
from dataclasses import replace

import pytest
import sqlalchemy as sa

from api import clock, schema
from api.db import db, sqlite_module
from api.demo.rules import CLIENTS
from api.demo.services import make_demo
from api.keeping.services import exporting, moving
from api.keeping.services.rows import client_named
from tests.factories import a_circle, a_goal


@pytest.fixture
def stages(sqlite_stage, postgresql_stage):
    for stage in (sqlite_stage, postgresql_stage):
        stage.clear()
    yield sqlite_stage, postgresql_stage
    for stage in (sqlite_stage, postgresql_stage):
        stage.disconnect()


def url_of(stage):
    return stage.app.config["WAYMARK"].database_url


def moved(stage, to):
    stage.disconnect()
    with stage.app.app_context():
        result = stage.app.test_cli_runner().invoke(args=["move", "--to", to])
        db.session.remove()
    return result


def exports(stage, at):
    """Give what each client of the demo would take away."""
    with stage.app.app_context():
        found = {
            client.address: exporting.record_of(client_named(client.address).member_id, at)
            for client in CLIENTS
        }
        db.session.remove()
    stage.disconnect()
    return json.loads(json.dumps(found, default=str))


def counts(stage):
    with stage.app.app_context():
        found = {
            table.name: db.session.scalar(sa.select(sa.func.count()).select_from(table))
            for table in db.metadata.sorted_tables
        }
        db.session.remove()
    stage.disconnect()
    return found


def test_the_demo_goes_over_and_every_client_takes_away_the_same(stages, tmp_path):
    embedded, server = stages
    now = clock.now()
    with embedded.app.app_context():
        make_demo(now)
        db.session.remove()
    before, rows = exports(embedded, now), counts(embedded)

    result = moved(embedded, url_of(server))

    assert result.exit_code == 0, (result.output, result.exception)
    assert f"{sum(rows.values())} rows went over" in result.output
    assert counts(server) == rows == counts(embedded), "what was moved stays where it was, too"
    after = exports(server, now)
    assert {name for name in before if before[name] != after[name]} == set()
    assert len(before) == len(CLIENTS)

    back = tmp_path / "back.db"
    result = moved(server, f"sqlite:///{back}")
    assert result.exit_code == 0, (result.output, result.exception)
    with closing(sqlite_module().connect(back)) as connection:
        assert connection.execute("SELECT count(*) FROM check_in").fetchone() == (rows["check_in"],)
        assert connection.execute("PRAGMA foreign_key_check").fetchone() is None


def test_a_database_that_holds_anything_is_not_moved_to(stages):
    embedded, server = stages
    a_goal(a_circle(embedded.app).client)
    a_circle(server.app)
    server.disconnect()
    rows = counts(server)
    refused = moved(embedded, url_of(server))
    assert refused.exit_code == 1
    assert "is not empty (" in refused.output
    assert counts(server) == rows


def test_nothing_is_moved_while_somebody_has_the_database_open(stages):
    embedded, server = stages
    a_circle(embedded.app)
    embedded.disconnect()
    with closing(sqlite_module().connect(embedded.file)) as other:
        other.execute("SELECT count(*) FROM person").fetchone()
        refused = moved(embedded, url_of(server))
    assert refused.exit_code == 1
    assert "in use. Stop Waymark" in refused.output
    assert counts(server)["person"] == 0


def test_nothing_is_moved_when_one_row_arrives_otherwise(stages, monkeypatch):
    embedded, server = stages
    a_circle(embedded.app)
    read = moving._read

    def read_otherwise(table, there):
        found = read(table, there)
        return replace(found, digest=1) if table.name == "membership" else found

    monkeypatch.setattr(moving, "_read", read_otherwise)
    refused = moved(embedded, url_of(server))
    assert refused.exit_code == 1
    assert "membership did not arrive as it left" in refused.output
    assert counts(server)["practice"] == 0


def test_the_database_in_use_and_one_of_an_older_schema_are_refused(stages):
    embedded, server = stages
    assert "That is the database in use" in moved(embedded, url_of(embedded)).output
    schema.downgrade(url_of(embedded), "-1")
    assert "Run `flask migrate` first" in moved(embedded, url_of(server)).output


def test_the_database_of_another_program_is_left_alone(stages, tmp_path):
    embedded, _ = stages
    theirs = tmp_path / "theirs.db"
    with closing(sqlite_module().connect(theirs)) as connection:
        connection.execute("CREATE TABLE invoice (id)")
    refused = moved(embedded, f"sqlite:///{theirs}")
    assert "another program's (invoice)" in refused.output
    with closing(sqlite_module().connect(theirs)) as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("invoice",)]
