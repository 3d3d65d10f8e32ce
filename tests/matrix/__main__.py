"""Prints who is answered what on whose things, and what was seen: python -m tests.matrix [part of a path].

A status is the one on the client's own things; those of the sibling, of a client elsewhere and of one who has left are
asked for too, and any fault with one of the four is marked with "!".
"""

import multiprocessing
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from time import monotonic

from tests.matrix.asking import Told, ask_rows
from tests.matrix.matrix import POLICY

WORKERS = 2


def main(part: str = "") -> int:
    """Answer 0 when every cell is as people wrote, and nothing leaked."""
    begun = monotonic()
    chosen = [number for number, row in enumerate(POLICY) if part in row["path"]]
    told: list[Told] = []
    planted = 0
    with ProcessPoolExecutor(WORKERS, multiprocessing.get_context("spawn")) as pool:
        for canaries, some in pool.map(ask_rows, [chosen[worker::WORKERS] for worker in range(WORKERS)]):
            planted = canaries
            told += some
    _print_table(chosen, told)
    faults = sorted((fault for one in told for fault in one.faults), key=lambda fault: "LEAK" not in fault)
    print("\n".join(faults[:100]))
    print(f"\n{planted} canaries, {len(faults)} faults, {monotonic() - begun:.1f} s")
    print(f"{len(told)} cells, {sum(one.leaks for one in told)} leaks")
    return 1 if faults else 0


def _print_table(rows: Sequence[int], told: Sequence[Told]) -> None:
    callers = list(dict.fromkeys(one.caller for one in told))
    width = max(map(len, callers))
    for place in range(width):
        # Names stand upright, so that a caller is as wide as a status.
        print(" ".join(f"  {name.rjust(width)[place]} " for name in callers))
    of: Mapping[int, list[Told]] = defaultdict(list)
    for one in told:
        of[one.row].append(one)
    for number in rows:
        statuses = []
        for caller in callers:
            asked = [one for one in of[number] if one.caller == caller]
            statuses.append(f"{asked[0].status}{'!' if any(one.faults for one in asked) else ' '}")
        seen = "; ".join(sorted(set[str]().union(*(one.seen for one in of[number]))))
        row = POLICY[number]
        print(
            " ".join(statuses),
            row["method"],
            row["path"].removeprefix("/api/v1"),
            f"  [{seen}]" if seen else "",
        )


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
