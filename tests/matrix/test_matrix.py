"""Who may see and do what. `bin/test matrix` asks every cell on SQLite; here some are asked on both engines."""

from dataclasses import fields
from uuid import uuid4
from zlib import crc32

import pytest

from api import clock, frontend
from tests.factories import Circle
from tests.matrix.asking import NOON, a_built_app
from tests.matrix.canaries import told_by
from tests.matrix.matrix import POLICY, SIGHT, Cell, Matrix
from tests.matrix.people import CIRCLE
from tests.matrix.requests import ask, bodies, missing

ONE_IN = 12


@pytest.fixture
def matrix(engine, app, request, tmp_path, monkeypatch):
    """Everybody and everything, at noon, with a page to serve."""
    monkeypatch.setattr(frontend, "DIST", a_built_app(tmp_path))
    monkeypatch.setattr(clock, "now", lambda: NOON)
    made = Matrix(request.getfixturevalue(f"{engine}_stage"))
    yield made
    made.kept.close()


def test_every_route_stands_in_the_table(app):
    assert missing(app, POLICY) == set()


def test_a_route_that_is_forgotten_in_the_table_is_noticed(app):
    without = [row for row in POLICY if not row["path"].endswith("/stall")]
    assert missing(app, without) == {("GET", "/api/v1/goals/<uuid:goal_id>/stall")}


def test_every_row_says_what_each_caller_is_answered():
    assert set(POLICY[0]) == {"method", "path", *CIRCLE, "shows", "token"}
    assert {field.name for field in fields(Circle)} == set(CIRCLE)
    assert [row["path"] for row in POLICY if not all(row[name].isdigit() for name in CIRCLE)] == []


@pytest.mark.own_words
def test_everybody_is_answered_as_the_table_says(matrix):
    asked = [cell for cell in matrix.cells() if crc32(str(cell).encode()) % ONE_IN == 0]
    asked += matrix.questions()
    faults = [fault for cell in asked for fault in matrix.ask(cell).faults]
    print(f"{len(asked)} cells")
    assert len(asked) > len(POLICY)
    assert faults == []


def test_what_sight_says_of_is_on_record(matrix):
    """A line of sight.csv that is about nothing, and a canary that no line is about, would both be a gap."""
    planted = {(canary.whose, canary.what) for canary in matrix.canaries.planted}
    assert set(SIGHT) - planted == set()
    assert {what for _, what in planted} - {what for _, what in SIGHT} == set()


HOW_IT_IS_SENT = {
    "as it should be": {},
    "with no version": {"etag": None},
    "with an old version": {"etag": '"0"'},
    "with words for a version": {"etag": "*"},
}


@pytest.mark.parametrize("how", HOW_IT_IS_SENT)
def test_what_is_not_yours_to_know_of_is_told_like_what_is_not_there(matrix, how):
    seeded = matrix.seeded["client"]
    absent = {name: str(uuid4()) for name in seeded.ids}
    sent, absent_sent = bodies(seeded.circle, seeded.ids), bodies(seeded.circle, absent)
    compared = 0
    for row in POLICY:
        if not row["path"].startswith("/api/v1") or "404" not in row.values():
            continue
        for name in (name for name in CIRCLE if row[name] == "404"):
            new, caller = {"new": str(uuid4())}, matrix.callers[name]
            foreign = ask(caller, row, seeded.ids | new, seeded.etags, sent, **HOW_IT_IS_SENT[how])
            nowhere = ask(caller, row, absent | new, seeded.etags, absent_sent, **HOW_IT_IS_SENT[how])
            assert told_by(foreign) == told_by(nowhere), (name, row)
            assert foreign.status_code in {404, 412, 428}, (name, row)
            compared += 1
    assert compared > len(POLICY)


def test_asking_for_the_head_alone_tells_no_more(matrix):
    for row in POLICY:
        if row["method"] != "GET":
            continue
        for name in CIRCLE:
            cell = Cell(row, "client", name)
            seeded = matrix.seeded["client"]
            answer = ask(matrix.callers[name], row | {"method": "HEAD"}, seeded.ids, seeded.etags, {})
            assert (answer.status_code, answer.data) == (cell.wanted, b""), cell
            assert not (cell.wanted >= 400 and "ETag" in answer.headers), cell


def test_a_cursor_of_somebody_elses_list_opens_nothing(matrix):
    lists = [row for row in POLICY if row["method"] == "GET" and row["path"].startswith("/api/v1")]
    cursors = 0
    for row in lists:
        joined = "&" if "?" in row["path"] else "?"
        first = row | {"path": f"{row['path']}{joined}limit=1"}
        for of in CIRCLE:
            if row[of] != "200":
                continue
            told = matrix.ask(Cell(first, "client", of)).answer
            cursor = told.json.get("next") if told.is_json and isinstance(told.json, dict) else None
            if not cursor:
                continue
            cursors += 1
            after = row | {"path": f"{row['path']}{joined}cursor={cursor}"}
            faults = [
                fault for name in matrix.callers for fault in matrix.ask(Cell(after, "client", name)).faults
            ]
            assert faults == []
    assert cursors > 20
