"""A full disk is told as 507 or 503, loses nothing that was acknowledged, and is over by itself when there is room.

The SQLite file lies on a tmpfs of 4 MB, of which the empty schema takes one (mounting it wants root; without it this
says so and proves nothing). A phone sends check-ins until one is refused, and goes on sending: every refusal is a
problem document, reading still works.
Then the disk is given more room, nobody touches the server, and the phone sends what it kept.
"""

import argparse
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from api.db import sqlite_module
from tests.e2e.callers import Caller, sign_in
from tests.e2e.server import Waymark
from tests.proofs.backup import FIRST_DAY, a_practice

SIZE, MORE = "4m", "16m"
REFUSALS = 30
REFUSED = {507, 503}


def main(_arguments: argparse.Namespace) -> bool:
    """Fill the disk, look, make room, look again."""
    with tempfile.TemporaryDirectory(prefix="waymark-full-") as folder:
        disk = Path(folder, "disk")
        disk.mkdir()
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", disk], check=False)
        if mounted.returncode != 0:
            print("not proved here: a small disk can only be mounted by root")
            return False
        try:
            return _prove(Path(folder, "instance"), disk)
        finally:
            subprocess.run(["umount", disk], check=True)


def _prove(instance: Path, disk: Path) -> bool:
    instance.mkdir()
    file = disk / "waymark.db"
    waymark = Waymark(instance, f"sqlite:///{file}")
    waymark.flask("migrate")
    client = a_practice(waymark)
    with _serving(waymark):
        caller = sign_in(waymark, client)
        plan = {"start_on": "2018-01-01", "cadence": {"every": "week", "times": 1}}
        goal = {"client_id": caller.id, "title": "A page", "area": "own", "kind": "habit", "plan": plan}
        goal_id = caller("POST", "/goals", goal).body["id"]
        acknowledged: list[str] = []
        kept: list[tuple[str, date]] = []
        statuses: Counter[int] = Counter()
        are_problems, day = True, FIRST_DAY
        while len(kept) < REFUSALS:
            check_in_id, day = str(uuid4()), day + timedelta(days=1)
            answer = _say(caller, goal_id, check_in_id, day)
            if answer.status == 201:
                acknowledged.append(check_in_id)
                continue
            statuses[answer.status] += 1
            kept.append((check_in_id, day))
            are_problems &= answer.headers["Content-Type"] == "application/problem+json"
        reads = caller("GET", f"/goals/{goal_id}/check-ins").status
        subprocess.run(["mount", "-o", f"remount,size={MORE}", disk], check=True)
        later = Counter(_say(caller, goal_id, *one).status for one in kept)
    with closing(sqlite_module().connect(str(file))) as connection:
        whole = connection.execute("PRAGMA integrity_check").fetchone()[0]
        there = {row[0] for row in connection.execute("SELECT id FROM check_in")}
    lost = {one.replace("-", "") for one in (*acknowledged, *(one for one, _ in kept))}.difference(there)
    print(
        f"{len(acknowledged)} check-ins acknowledged until {SIZE}B were full, then {dict(statuses)}, "
        f"problem documents: {are_problems}, reading: {reads}"
    )
    print(f"with room again, what the phone kept: {dict(later)}; {len(lost)} lost; integrity_check {whole}")
    return (
        set(statuses) <= REFUSED
        and are_problems
        and reads == 200
        and set(later) == {201}
        and not lost
        and whole == "ok"
        and len(acknowledged) > 0
    )


def _say(caller: Caller, goal_id: str, check_in_id: str, day: date) -> Any:
    body = {"goal_id": goal_id, "happened_on": str(day), "outcome": "done", "note": "A long day. " * 300}
    return caller("PUT", f"/check-ins/{check_in_id}", body)


@contextmanager
def _serving(waymark: Waymark) -> Iterator[None]:
    waymark.start()
    try:
        yield
    finally:
        waymark.stop()
