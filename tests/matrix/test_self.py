"""The matrix notices a missing filter: those at its heart, and who may call each route, are taken out one by one.

`bin/prove filters` takes out all there are.
"""

import re

import pytest

from api import clock, frontend
from tests.matrix.asking import NOON, a_built_app
from tests.matrix.filters import ROOT, filters, guarded_routes
from tests.matrix.matrix import HERE, Matrix, read
from tests.matrix.self_test import SECOND_LOCKS, unnoticed

HEART = (
    "api.accounts.services.choices",
    "api.accounts.rules",
    "api.accounts.services.sight",
    "api.goals.services.reading",
    "api.privacy.services.sharing",
)


@pytest.fixture
def matrix(sqlite_stage, tmp_path, monkeypatch):
    sqlite_stage.clear()
    monkeypatch.setattr(frontend, "DIST", a_built_app(tmp_path))
    monkeypatch.setattr(clock, "now", lambda: NOON)
    made = Matrix(sqlite_stage)
    yield made
    made.kept.close()


@pytest.mark.own_words
def test_whoever_takes_out_a_filter_is_noticed(matrix, sqlite_stage):
    taken, missed = unnoticed(sqlite_stage.app, matrix, HEART)
    asked = [one for one in taken if one.is_asked]
    leaks = sum("LEAK" in (one.fault or "") for one in taken)
    print(f"{len(asked)} filters taken out, {leaks} of them seen as leaks, {len(missed)} not noticed")
    assert [one.name for one in missed] == []
    assert len(asked) > 60
    assert leaks > 5


def test_a_second_lock_is_still_there(sqlite_stage):
    routes = {(rule, "its roles") for rule, _ in guarded_routes(sqlite_stage.app)}
    assert SECOND_LOCKS.keys() - {one.name for one in filters()} - routes == set()


def test_the_tests_that_fall_without_a_filter_are_still_there():
    said = "".join(row["why"] for row in read(HERE / "second_locks.csv"))
    assert [path for path in re.findall(r"(\S+\.py) falls", said) if not (ROOT / path).exists()] == []
