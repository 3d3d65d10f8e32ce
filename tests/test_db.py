"""Values come out of the database as they went in, one at a time or many at once."""

import pickle
from copy import copy
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from importlib import import_module
from threading import Thread
from time import sleep
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa

from api import create_app, crypto
from api.batch import among, read_rows, write_many
from api.db import KnownId, db, engine_for_long_work, new_ids, reading, writers_of
from api.delivery.models import Outbox
from api.turns import Turns
from tests.factories import a_circle

OUTBOX = sa.inspect(Outbox).local_table
NOON = datetime(2026, 11, 23, 12, 0, 0, 250, tzinfo=UTC)


def a_message(**more):
    row_id = uuid4()
    return {
        "id": row_id, "practice_id": None, "kind": "kind", "channel": "email", "address": "a@example.org",
        "client_id": crypto.SYSTEM, "dedupe_key": str(row_id), "message_id": row_id.hex, "payload": b"\x00%s?",
        "state": "queued", "attempts": 0, "due_at": NOON, "useless_at": NOON, "created_at": NOON,
    } | more  # fmt: skip


def read():
    columns = (OUTBOX.c.id, OUTBOX.c.client_id, OUTBOX.c.payload, OUTBOX.c.due_at, OUTBOX.c.claimed_until)
    return {row.id: row for row in db.session.execute(sa.select(*columns))}


def test_many_rows_are_written_as_one_by_one(app):
    east = NOON.astimezone(timezone(timedelta(hours=5, minutes=30)))
    rows = [
        a_message(),
        a_message(due_at=east, client_id=uuid4()),
        a_message(due_at=NOON.replace(microsecond=0)),
    ]
    with app.app_context():
        write_many(sa.insert(OUTBOX), rows)
        by_many = read()
        db.session.rollback()
        for row in rows:
            db.session.execute(sa.insert(OUTBOX), row)
        assert by_many == read()
        db.session.rollback()
    assert [by_many[row["id"]].due_at for row in rows] == [NOON, NOON, NOON.replace(microsecond=0)]
    assert all(isinstance(found.client_id, UUID) for found in by_many.values())
    assert {found.due_at.tzinfo for found in by_many.values()} == {UTC}


def test_many_rows_are_read_as_one_by_one(app):
    until = [NOON, None, NOON + timedelta(minutes=1), NOON]
    rows = [a_message(claimed_until=each) for each in until]
    known = sa.select(*OUTBOX.c).where(among(OUTBOX.c.id, "ids")).order_by(OUTBOX.c.id)
    with app.app_context():
        write_many(sa.insert(OUTBOX), rows)
        for ids in ([row["id"] for row in rows], [rows[1]["id"]], []):
            by_one = db.session.execute(known, {"ids": ids}).all()
            by_many = read_rows(known, {"ids": ids})
            assert len(by_many) == len(ids)
            assert [tuple(row) for row in by_one] == by_many
            assert [row.claimed_until for row in by_one] == [row.claimed_until for row in by_many]
            assert {type(value) for row in by_one for value in row} == {
                type(value) for row in by_many for value in row
            }
        db.session.rollback()


def test_an_id_that_keeps_its_digits_is_the_same_id(app):
    one = uuid4()
    kept, *others = KnownId(one.hex), *new_ids(300)
    assert (kept, hash(kept), str(kept), kept.hex, kept.bytes) == (
        one,
        hash(one),
        str(one),
        one.hex,
        one.bytes,
    )
    assert {kept: 1}[one] == {one: 1}[kept] == 1
    assert pickle.loads(pickle.dumps(kept)) == copy(kept) == one
    assert sorted(others) == others
    assert len({*others, kept}) == 301
    assert {other.version for other in others} == {7}


def test_each_row_of_an_update_is_its_own_and_an_absent_value_stays_absent(app):
    rows = [a_message(), a_message(), a_message()]
    until = [NOON, None, NOON + timedelta(minutes=1)]
    with app.app_context():
        write_many(sa.insert(OUTBOX), rows)
        whose = sa.update(OUTBOX).where(OUTBOX.c.id == sa.bindparam("whose"), OUTBOX.c.state == "queued")
        new = [{"claimed_until": at, "whose": row["id"]} for at, row in zip(until, rows, strict=True)]
        write_many(whose, new)
        found = read()
        db.session.rollback()
    assert [found[row["id"]].claimed_until for row in rows] == until


def test_an_instant_without_a_zone_is_refused_among_many(app):
    with app.app_context(), pytest.raises(ValueError, match="time zone"):
        write_many(sa.insert(OUTBOX), [a_message(), a_message(due_at=NOON.replace(tzinfo=None))])


def test_a_column_is_compared_with_many_values_at_once(app):
    east = NOON + timedelta(hours=1)
    rows = [a_message(), a_message(practice_id=None, due_at=east, address='a"b\\c’@example.org'), a_message()]
    with app.app_context():
        write_many(sa.insert(OUTBOX), rows)

        def found(column, values):
            return set(db.session.scalars(sa.select(OUTBOX.c.id).where(among(column, values))))

        assert found(OUTBOX.c.id, [rows[0]["id"], rows[2]["id"], uuid4()]) == {rows[0]["id"], rows[2]["id"]}
        assert found(OUTBOX.c.id, {row["id"]: row for row in rows[:1]}) == {rows[0]["id"]}
        assert found(OUTBOX.c.address, {rows[1]["address"], "nobody"}) == {rows[1]["id"]}
        assert found(OUTBOX.c.due_at, [east]) == {rows[1]["id"]}
        assert found(OUTBOX.c.id, ()) == set()
        many = [row["id"] for row in rows] + [uuid4() for _ in range(70_000)]
        assert found(OUTBOX.c.id, many) == {row["id"] for row in rows}
        db.session.rollback()


def test_what_changes_tables_may_take_its_time_and_what_serves_may_not(postgresql_stage):
    def limits(connection):
        names = ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout")
        return [connection.scalar(sa.text(f"SHOW {name}")) for name in names]

    app = postgresql_stage.app
    with app.app_context(), db.engine.connect() as connection:
        assert limits(connection) == ["15s", "10s", "30s"]
    with engine_for_long_work(app.config["WAYMARK"].database_url).connect() as connection:
        assert limits(connection) == ["0", "1s", "0"]


def test_a_request_that_gets_no_connection_is_told_to_come_back(postgresql_stage, monkeypatch):
    monkeypatch.setattr(import_module("api.db"), "POOL_WAIT_SECONDS", 0.1)
    app = create_app(replace(postgresql_stage.app.config["WAYMARK"], connections=1))
    with app.app_context(), db.engine.connect():
        refused = app.test_client().get("/readyz")
        assert (refused.status_code, refused.mimetype) == (503, "application/problem+json")
        assert refused.headers["Retry-After"] == "5"
    assert app.test_client().get("/readyz").status_code == 200
    said = app.test_client().get("/metrics").text
    assert "waymark_connections_in_use 1.0" in said
    assert "waymark_connections_most 1.0" in said
    with app.app_context():
        db.engine.dispose()


def test_a_database_that_goes_away_after_the_answer_was_made_takes_nothing_back(postgresql_stage):
    postgresql_stage.clear()
    app = create_app(postgresql_stage.app.config["WAYMARK"])
    client = a_circle(app).client

    @app.after_request
    def crash(response):
        postgresql_stage.admin.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = 'waymark'"
        )
        return response

    assert [client.get("/today").status_code for _ in range(3)] == [200, 200, 200]
    with app.app_context():
        db.engine.dispose()
    postgresql_stage.disconnect()


def test_who_writes_to_sqlite_goes_in_the_order_in_which_they_came(sqlite_stage):
    app = sqlite_stage.app
    order: list[int] = []
    with app.app_context():
        engine = db.engine

    def write(number: int) -> None:
        with engine.begin() as connection:
            connection.execute(sa.text("SELECT 1"))
            order.append(number)

    threads = [Thread(target=write, args=(number,)) for number in range(6)]
    # Not as the last request of another test left it.
    with reading(is_reading=False), engine.begin():
        for before, thread in enumerate(threads):
            thread.start()
            while len(writers_of(engine)) <= before:
                sleep(0.001)
    for thread in threads:
        thread.join()
    assert order == list(range(6))
    assert len(writers_of(engine)) == 0


def test_a_turn_that_does_not_come_in_time_is_not_waited_for():
    turns = Turns()
    assert turns.take(1)
    assert not turns.take(0.001)
    assert len(turns) == 0
    turns.give_back()
    assert turns.take(0.001)


def test_reading_waits_for_no_turn(sqlite_stage):
    with sqlite_stage.app.app_context():
        engine = db.engine
    with reading(is_reading=False), engine.begin(), reading(), engine.begin() as connection:
        assert connection.scalar(sa.text("SELECT 1")) == 1


def test_who_finds_the_file_locked_is_told_as_of_any_other_statement(sqlite_stage):
    with sqlite_stage.app.app_context(), db.engine.connect() as first, db.engine.connect() as second:
        with reading():
            second.exec_driver_sql("PRAGMA busy_timeout=0")
            second.rollback()
        second.info["turn"] = Turns()  # as another process would come, which knows nothing of turns
        # Whatever a request that was asked before said of its own transactions.
        with reading(is_reading=False):
            first.begin()
            with pytest.raises(sa.exc.OperationalError, match="database is locked"):
                second.begin()
            first.rollback()
            with second.begin():
                assert second.scalar(sa.text("SELECT 1")) == 1
        second.invalidate()
