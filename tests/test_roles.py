"""On PostgreSQL people are served by a role that may not change a table; another one migrates."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

import psycopg
import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.engine import make_url

from api import clock, doctor, localtime, roles
from api.db import db
from api.nudges.models import Nudge, NudgePlan
from api.scheduler import TIMETABLE
from api.stalls.models import StallAssessment
from tests.conftest import make_app
from tests.e2e.server import noon_zone
from tests.factories import a_circle, a_goal, agreed, checked_in, rows, shared, today_of

ROLE, OWNER = "waymark_serving", "waymark_owner"
CHANGES = (
    "CREATE TABLE another (id int)",
    "ALTER TABLE check_in ADD COLUMN another int",
    "CREATE INDEX another ON check_in (id)",
    "TRUNCATE check_in",
    "DROP TABLE check_in",
    "UPDATE alembic_version SET version_num = '0001'",
)


@pytest.fixture
def owning(test_instance, postgresql_stage) -> Iterator[Flask]:
    """The product as the role that owns its database; neither is there afterwards."""
    admin = postgresql_stage.admin
    admin.execute(f"CREATE ROLE {OWNER} LOGIN CREATEDB CREATEROLE")
    admin.execute(f"CREATE DATABASE owned OWNER {OWNER}")
    url = make_url(postgresql_stage.app.config["WAYMARK"].database_url).set(database="owned")
    with product(test_instance, url, OWNER) as app:
        yield app
    admin.execute("DROP DATABASE owned WITH (FORCE)")
    admin.execute(f"DROP ROLE IF EXISTS {ROLE}")
    admin.execute(f"DROP ROLE {OWNER}")


@contextmanager
def product(instance, url, role) -> Iterator[Flask]:
    app = make_app(instance, make_url(url).set(username=role).render_as_string(hide_password=False))
    try:
        yield app
    finally:
        with app.app_context():
            db.session.remove()
            db.engine.dispose()


@contextmanager
def serving(owning) -> Iterator[Flask]:
    """The same product as the role that serves."""
    settings = owning.config["WAYMARK"]
    with product(settings.instance, settings.database_url, ROLE) as app:
        yield app


def run(app, *arguments):
    with app.app_context():
        result = app.test_cli_runner().invoke(args=[*arguments])
        db.session.remove()
    return result


def done(app, *arguments) -> str:
    result = run(app, *arguments)
    assert result.exit_code == 0, (result.output, result.exception)
    return result.output


def is_refused(app, statement) -> bool:
    with app.app_context(), db.engine.connect() as connection:
        try:
            connection.exec_driver_sql(statement)
        except sa.exc.ProgrammingError as error:
            return isinstance(error.orig, psycopg.errors.InsufficientPrivilege)
    return False


def found_by_doctor(app) -> dict[str, list[str]]:
    with app.app_context():
        found = [*doctor._role(app.config["WAYMARK"]), doctor._schema(app.config["WAYMARK"])]
        db.session.remove()
    return {
        state: [each.text for each in found if each.state == state] for state in ("good", "look", "wrong")
    }


def test_the_role_that_serves_does_everything_and_changes_no_table(owning):
    done(owning, "migrate")
    done(owning, "database-role", ROLE, "--worker")
    with serving(owning) as app:
        circle = a_circle(app, noon_zone())
        client = circle.client
        agreed(client, feelings=True, patterns=True)
        shared(client)
        plan = {"start_on": "2026-01-05", "target_on": None, "cadence": {"every": "day", "times": 1}}
        goal = a_goal(client, plan=plan)
        checked_in(client, goal, today_of(client) - timedelta(days=1))
        wanted = {"on": True, "weekdays": [0, 1, 2, 3, 4, 5, 6], "at_local": "12:00"}
        assert client.put("/nudge-preferences", wanted).status_code == 200
        assert client.post("/exports", {}).status_code == 202
        assert circle.sibling.put("/erasure", {"when": "now"}).status_code == 200
        with app.app_context():
            now = clock.now()
            today = localtime.local_day(now, noon_zone())
            db.session.execute(sa.update(NudgePlan).values(next_at=now, next_on=today))
            db.session.commit()
            for job in TIMETABLE:
                job.run()
                db.session.remove()
        assert rows(app, Nudge.__tablename__)
        assert rows(app, StallAssessment.__tablename__)
        assert client.get("/exports").json["items"][0]["state"] == "ready"
        assert [one.cleared_at for one in rows(app, "erasure") if one.cleared_at is None] == []
        assert [statement for statement in CHANGES if not is_refused(app, statement)] == []


def test_the_doctor_tells_which_role_may_change_tables_and_which_may_too_little(owning, monkeypatch):
    done(owning, "migrate")
    assert any("may change and drop tables" in text for text in found_by_doctor(owning)["look"])

    monkeypatch.setitem(owning.config, "WAYMARK", replace(owning.config["WAYMARK"], processes=20))
    assert any("may open 400 connections" in text for text in found_by_doctor(owning)["look"])

    done(owning, "database-role", ROLE)
    with serving(owning) as app:
        assert found_by_doctor(app)["wrong"] == []
        assert any("may change no table" in text for text in found_by_doctor(app)["good"])
        done(owning, "migrate", "--to", "-1")
        assert any("Run: flask --app wsgi migrate" in text for text in found_by_doctor(app)["wrong"])


def test_a_role_that_may_not_migrate_is_told_who_may_and_serves_once_it_is_done(owning):
    done(owning, "migrate", "--to", "0009")
    done(owning, "database-role", ROLE)
    with serving(owning) as app:
        told = run(app, "migrate")
        assert told.exit_code == 1
        assert "as the role that owns them: DATABASE_URL=" in told.output
        done(owning, "migrate")
        done(app, "migrate")


def test_tables_that_come_later_and_a_schema_made_anew_are_open_to_the_role(owning):
    done(owning, "migrate", "--to", "0001")
    done(owning, "database-role", ROLE)
    done(owning, "migrate")
    with serving(owning) as app:
        assert found_by_doctor(app)["wrong"] == []
        with owning.app_context(), db.engine.begin() as connection:
            connection.exec_driver_sql("DROP SCHEMA public CASCADE")
            connection.exec_driver_sql("CREATE SCHEMA public")
        done(owning, "migrate")
        assert found_by_doctor(app)["wrong"] == []
        assert is_refused(app, "CREATE TABLE another (id int)")


def test_the_owner_is_not_made_the_role_that_serves(owning):
    done(owning, "migrate")
    refused = run(owning, "database-role", OWNER)
    assert refused.exit_code == 1
    assert "Choose another name" in refused.output


def test_a_database_that_is_reached_in_the_clear_is_wrong(owning, monkeypatch):
    done(owning, "migrate")
    with owning.app_context():
        told = roles.powers(db.session.connection())
        db.session.remove()
    assert told.reads_on_the_way is None, "a socket on this machine"
    monkeypatch.setattr(roles, "powers", lambda _: replace(told, reads_on_the_way="192.0.2.7"))
    assert any("192.0.2.7 can be read on the way" in text for text in found_by_doctor(owning)["wrong"])
