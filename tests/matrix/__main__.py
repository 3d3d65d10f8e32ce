"""Prints who is answered what on whose things, and what was seen: python -m tests.matrix [part of a path].

A status is the one on the client's own things; those of the sibling and of a client elsewhere are asked for too, and a
fault with one of the three is marked with "!".
"""

import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic

from api import clock, frontend
from tests.matrix.matrix import POLICY, Matrix, Outcome
from tests.matrix.stage import sqlite_alone

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def main(part: str = "") -> int:
    """Answer 0 when every cell is as people wrote, and nothing leaked."""
    begun = monotonic()
    table = [row for row in POLICY if part in row["path"]]
    clock.now = lambda: NOON
    with sqlite_alone() as stage:
        frontend.DIST = _a_built_app(stage.file.parent)
        matrix = Matrix(stage)
        told: dict[int, list[Outcome]] = defaultdict(list)
        for cell in matrix.cells(table):
            told[id(cell.row)].append(matrix.ask(cell))
        matrix.kept.close()
    _print_table(list(matrix.callers), table, told)
    outcomes = [outcome for each in told.values() for outcome in each]
    faults = sorted(
        (fault for outcome in outcomes for fault in outcome.faults), key=lambda fault: "LEAK" not in fault
    )
    leaks = sum(len(outcome.leaked) for outcome in outcomes)
    print("\n".join(faults[:100]))
    print(f"\n{len(matrix.canaries.planted)} canaries, {len(faults)} faults, {monotonic() - begun:.1f} s")
    print(f"{len(outcomes)} cells, {leaks} leaks")
    return 1 if faults else 0


def _print_table(
    callers: list[str], table: Sequence[Mapping[str, str]], told: Mapping[int, Sequence[Outcome]]
) -> None:
    for row in range(max(map(len, callers))):
        # Names stand upright, so that a caller is as wide as a status.
        print(" ".join(f"  {name.rjust(max(map(len, callers)))[row]} " for name in callers))
    for row in table:
        statuses = []
        for caller in callers:
            asked = [outcome for outcome in told[id(row)] if outcome.cell.caller == caller]
            mark = "!" if any(outcome.faults for outcome in asked) else " "
            statuses.append(f"{asked[0].answer.status_code}{mark}")
        seen = sorted({canary.what for outcome in told[id(row)] for canary in outcome.seen})
        path = row["path"].removeprefix("/api/v1")
        print(" ".join(statuses) + f" {row['method']} {path}" + (f"   [{'; '.join(seen)}]" if seen else ""))


def _a_built_app(folder: Path) -> Path:
    (folder / "index.html").write_text("<!doctype html>")
    return folder


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
