"""The tables as migrations make them, on both engines."""

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from api import schema
from api.db import Base, db
from tests.e2e.server import wait_for
from tests.factories import a_circle, a_goal, a_plan, today_of

ROOT = Path(__file__).resolve().parent.parent
WAITING = sa.text("SELECT count(*) FROM pg_locks WHERE NOT granted AND mode = 'AccessExclusiveLock'")


@pytest.fixture
def postgresql_app(postgresql_stage):
    postgresql_stage.clear()
    yield postgresql_stage.app
    postgresql_stage.disconnect()


def migrate(app, *arguments):
    with app.app_context():
        result = app.test_cli_runner().invoke(args=["migrate", *arguments])
    assert result.exit_code == 0, (result.output, result.exception)


def tables(app):
    with app.app_context():
        return set(sa.inspect(db.engine).get_table_names()) - {"alembic_version"}


def test_the_migrations_make_exactly_the_tables_of_the_models(app):
    with app.app_context(), db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_every_migration_can_be_undone_and_made_again(app):
    before = tables(app)
    migrate(app, "--to", "base")
    assert tables(app) == set()
    migrate(app)
    assert tables(app) == before


def test_who_made_an_earlier_plan_is_read_from_the_audit(app):
    circle = a_circle(app)
    goal = a_goal(circle.client)
    where = f"/goals/{goal['id']}"
    for by in (circle.coach, circle.client):
        assert by.post(f"{where}/plans", a_plan(today_of(circle.client))).status_code == 201
        migrate(app, "--to", "0001")
        migrate(app)
        [replanned] = circle.client.get(f"{where}/adaptations").json["items"]
        assert replanned["by"] == ("coach" if by is circle.coach else "client")


def test_every_table_of_a_practice_says_which_practice():
    # These belong to no practice: a person may be in several, and the rest is the machinery's.
    of_nobody = {
        "person",
        "practice",
        "client_key",
        "job_slot",
        "key_check",
        "challenge",
        "passkey",
        "rate",
        "sign_in_code",
        "suppression",
    }
    without = {name for name, table in Base.metadata.tables.items() if "practice_id" not in table.c}
    assert without <= of_nobody


def test_a_revision_is_reached_from_either_side(app):
    for to, stands_at in (
        ("0007", "0007"),
        ("+1", "0008"),
        ("-1", "0007"),
        ("0009", "0009"),
        ("head", schema.newest()),
    ):
        migrate(app, "--to", to)
        assert schema.revision_of(app.config["WAYMARK"].database_url) == stands_at


def test_hosts_that_start_at_once_on_an_empty_database_all_find_it_migrated(app):
    migrate(app, "--to", "base")
    settings = app.config["WAYMARK"]
    with app.app_context():
        db.engine.dispose()
    environment = {"DATABASE_URL": settings.database_url, "WAYMARK_INSTANCE": str(settings.instance)}
    starting = [
        subprocess.Popen(
            [sys.executable, "-m", "flask", "--app", "wsgi", "migrate"],
            env=os.environ | environment,
            cwd=ROOT,
        )
        for _ in range(3)
    ]
    assert [each.wait(300) for each in starting] == [0, 0, 0]
    assert schema.revision_of(settings.database_url) == schema.newest()


def test_a_migration_waits_in_short_turns_for_whoever_reads_and_lets_others_through(postgresql_app):
    """A backup reads for minutes: whoever comes after a migration that waits for it must not wait as long."""
    url = postgresql_app.config["WAYMARK"].database_url
    with postgresql_app.app_context(), db.engine.connect() as reader, db.engine.connect() as other:
        reader.execute(sa.text("SET idle_in_transaction_session_timeout = 0"))
        reader.execute(sa.text("SELECT count(*) FROM membership"))
        moving = threading.Thread(target=schema.downgrade, args=(url, "0009"))
        moving.start()
        for _ in range(3):
            wait_for(lambda: other.scalar(WAITING), 60, "the migration to wait")
            assert other.scalar(sa.text("SELECT count(*) FROM membership")) == 0
            other.rollback()
        assert moving.is_alive()
        reader.rollback()
        moving.join(120)
        assert not moving.is_alive()
    assert schema.revision_of(url) == "0009"


def test_a_database_of_a_newer_waymark_is_left_alone_in_plain_words(app):
    is_of = sa.text("UPDATE alembic_version SET version_num = :revision")
    try:
        with app.app_context(), db.engine.begin() as connection:
            connection.execute(is_of, {"revision": "9999"})
        with app.app_context():
            refused = app.test_cli_runner().invoke(args=["migrate"])
        assert refused.exit_code == 1
        assert "newer Waymark (schema 9999)" in refused.output
    finally:
        # A database that is emptied for the next test keeps its revision.
        with app.app_context(), db.engine.begin() as connection:
            connection.execute(is_of, {"revision": schema.newest()})
