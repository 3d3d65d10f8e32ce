"""The tables as migrations make them, on both engines."""

import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from api.db import Base, db
from tests.factories import a_circle, a_goal, a_plan, today_of


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
