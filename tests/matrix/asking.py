"""Asks some rows of the table, in a process of its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from api import clock, frontend
from tests.matrix.matrix import POLICY, Matrix, Outcome
from tests.matrix.stage import sqlite_alone

OF_NO_ROW = -1
"""What has a row in questions.csv alone."""
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@dataclass(frozen=True)
class Told:
    """What came of one cell, as another process can tell it."""

    row: int
    caller: str
    status: int
    seen: frozenset[str]
    leaks: int
    faults: tuple[str, ...]


def ask_rows(numbers: Sequence[int]) -> tuple[int, list[Told]]:
    """Ask everybody for everybody's things by these rows of the table; give the number of canaries, and what came.

    With the first row, what questions.csv asks.
    """
    clock.now = lambda: NOON
    told = []
    with sqlite_alone() as stage:
        frontend.DIST = a_built_app(stage.file.parent)
        matrix = Matrix(stage)
        for number in numbers:
            told += [_told(number, matrix.ask(cell)) for cell in matrix.cells([POLICY[number]])]
        if 0 in numbers:
            told += [_told(OF_NO_ROW, matrix.ask(cell)) for cell in matrix.questions()]
        matrix.kept.close()
    return len(matrix.canaries.planted), told


def _told(number: int, outcome: Outcome) -> Told:
    seen = frozenset(canary.what for canary in outcome.seen)
    status, leaks = outcome.answer.status_code, len(outcome.leaked)
    return Told(number, outcome.cell.caller, status, seen, leaks, tuple(outcome.faults))


def a_built_app(folder: Path) -> Path:
    """Give a folder with a page to serve for the app's addresses."""
    (folder / "index.html").write_text("<!doctype html>")
    return folder
