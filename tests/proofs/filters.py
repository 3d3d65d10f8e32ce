"""Every ownership filter is taken out, one at a time, and the matrix of who may see what notices each.

The filters are read from the source; those behind which another stands are listed, with the reason, in
tests/matrix/second_locks.csv. Those that no request comes by are told too: what the clock starts is tested elsewhere.
"""

import argparse
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from api import clock, frontend
from tests.matrix.asking import NOON, a_built_app
from tests.matrix.matrix import Matrix
from tests.matrix.self_test import unnoticed
from tests.matrix.stage import sqlite_alone
from tests.matrix.test_self import HEART


def main(arguments: argparse.Namespace) -> bool:
    """Take them all out, or, when it is to be quick, those at the heart; give whether all were noticed."""
    begun, now = time.monotonic(), clock.now
    clock.now = lambda: NOON
    try:
        with sqlite_alone() as stage, TemporaryDirectory() as folder:
            frontend.DIST = a_built_app(Path(folder))
            matrix = Matrix(stage)
            taken, missed = unnoticed(stage.app, matrix, HEART if arguments.quick else ())
            matrix.kept.close()
    finally:
        clock.now = now
    for one in taken:
        verdict = one.fault or ("NOT NOTICED" if one.is_asked else "no request comes by it")
        print(f"{one.name[0]}: {one.name[1]}\n    {verdict}")
    asked = [one for one in taken if one.is_asked]
    leaks = sum("LEAK" in (one.fault or "") for one in asked)
    print(
        f"{len(asked)} filters taken out, {leaks} seen as leaks, {len(asked) - len(missed) - leaks} in other ways, "
        f"{len(missed)} not noticed; no request comes by {len(taken) - len(asked)}; {time.monotonic() - begun:.0f} s"
    )
    return not missed
