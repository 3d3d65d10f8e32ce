"""Reminders decided and queued each second, with one worker and two, and a tick among many clients who are not due.

What is decided is compared, in the same run, with the same rows written by the bare driver: no decision, no sealing, no
reading. Both are counted in seconds of the processor, which other programs of the machine disturb least.
"""

import argparse
import json
import os
import sqlite3
import statistics
import subprocess
import sys
import time
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import sqlalchemy as sa

from api import clock
from api.db import db, sqlite_module
from api.delivery.models import Outbox
from api.nudges.jobs import BATCH, decide_due_nudges
from api.nudges.models import Nudge, NudgePlan
from tests.proofs._crowd import EVERY_DAY, Crowd, a_crowd
from tests.proofs._stage import SECRET, Stage, a_stage

ROOT = Path(__file__).resolve().parent.parent
LEAST_A_SECOND = 10_000
LEAST_SECOND_WORKER = 1.5
MOST_GROWTH = 1.5
DECIDED = ("next_at", "next_kind", "next_on", "zone", "done_on", "unanswered", "unanswered_on", "asked_at")
"""Columns of a plan that change with each decision."""
FEW = 10
TICKS = 30

_DECIDE = """
import sys, time
from pathlib import Path
from api import create_app
from api.config import Settings
from api.nudges.jobs import decide_due_nudges
app = create_app(Settings(Path(sys.argv[1]), sys.argv[2], sys.argv[3], env="test", scheduler=False))
with app.app_context():
    print("ready", flush=True)
    sys.stdin.readline()
    busy = time.process_time()
    decide_due_nudges()
    print(time.process_time() - busy, flush=True)
"""


def main(arguments: argparse.Namespace) -> bool:
    engines = [arguments.engine] if arguments.engine else ["sqlite", "postgresql"]
    figures: dict[str, float] = {}
    nudges = 4 * BATCH if arguments.quick else 20_000
    if "sqlite" in engines:
        figures["decided_a_second_on_sqlite"] = decided_a_second(nudges)
        figures["growth_of_a_tick"] = growth(
            [10_000, 100_000] if arguments.quick else [10_000, 100_000, 1_000_000]
        )
    if "postgresql" in engines:
        figures["second_worker_on_postgresql"] = second_worker(nudges)
    if arguments.json:
        print(json.dumps(figures))
    limits = {
        "decided_a_second_on_sqlite": lambda found: found >= LEAST_A_SECOND,
        "growth_of_a_tick": lambda found: found <= MOST_GROWTH,
        "second_worker_on_postgresql": lambda found: found >= LEAST_SECOND_WORKER,
    }
    return all(limits[name](found) for name, found in figures.items())


def decided_a_second(nudges: int) -> float:
    """All are due at once; each ends as a row that says why it was sent, and a message in the outbox."""
    with a_stage("sqlite") as (stage, _):
        a_crowd(stage.app, nudges)
        with stage.app.app_context():
            began, busy = time.perf_counter(), time.process_time()
            decide_due_nudges()
            seconds, busy = time.perf_counter() - began, time.process_time() - busy
            queued = db.session.scalar(sa.select(sa.func.count()).select_from(Outbox))
            db.session.remove()
        assert queued == nudges, (queued, nudges)
        bare = nudges / bare_seconds(stage)
    found = nudges / busy
    print(
        f"SQLite: {nudges} reminders decided and queued in {seconds:.2f} s: {nudges / seconds:,.0f} a second",
        end="; ",
    )
    print(
        f"{found:,.0f} a second of the processor, {found / LEAST_A_SECOND:.2f} of the {LEAST_A_SECOND:,} wanted"
    )
    print(f"SQLite: the same rows by the bare driver: {bare:,.0f} a second of the processor", end="; ")
    print(f"deciding reaches {found / bare:.2f} of that", flush=True)
    return found


def bare_seconds(stage: Stage) -> float:
    """Write the same rows once more with the driver alone, in the same batches. Gives the processor's seconds."""
    stage.disconnect()
    path = stage.database_url.removeprefix("sqlite:///")
    with closing(sqlite_module().connect(path, isolation_level=None)) as connection:
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
            connection.execute(f"PRAGMA {pragma}")
        plans = connection.execute(f"SELECT {', '.join(DECIDED)}, client_id FROM nudge_plan").fetchall()
        writes = [
            (f"UPDATE nudge_plan SET {', '.join(f'{name}=?' for name in DECIDED)} WHERE client_id=?", plans)
        ]
        for table in ("nudge", "outbox"):
            rows = connection.execute(f"SELECT * FROM {table}").fetchall()
            connection.execute(f"DELETE FROM {table}")
            writes.append((f"INSERT INTO {table} VALUES ({','.join('?' * len(rows[0]))})", rows))
        connection.execute("UPDATE nudge_plan SET next_at = NULL, done_on = NULL")
        busy = time.process_time()
        for begin in range(0, len(plans), BATCH):
            connection.execute("BEGIN IMMEDIATE")
            for statement, rows in writes:
                connection.executemany(statement, rows[begin : begin + BATCH])
            connection.execute("COMMIT")
        return time.process_time() - busy


def second_worker(nudges: int) -> float:
    """The same number, decided by one process and by two at once."""
    rates, busy = {}, {}
    for workers in (1, 2):
        with a_stage("postgresql") as (stage, _):
            a_crowd(stage.app, nudges)
            stage.disconnect()
            seconds, busy[workers] = _decide_in_processes(stage, workers)
            with stage.app.app_context():
                queued = db.session.scalar(sa.select(sa.func.count()).select_from(Outbox))
                db.session.remove()
            assert queued == nudges, (queued, nudges)
            rates[workers] = nudges / seconds
    print(
        f"PostgreSQL: {rates[1]:,.0f} a second with one worker, {rates[2]:,.0f} with two: "
        f"{rates[2] / rates[1]:.2f} times (wanted: {LEAST_SECOND_WORKER})"
    )
    print(
        f"PostgreSQL: one worker's own processor was busy for {busy[1] * rates[1] / nudges:.2f} of that time, two "
        f"workers' for {busy[2] * rates[2] / nudges:.2f}; {os.cpu_count()} cores hold them and the database",
        flush=True,
    )
    return rates[2] / rates[1]


def _decide_in_processes(stage: Stage, workers: int) -> tuple[float, float]:
    """Give the seconds until the last has decided, and those of the processor that they took together."""
    command = [sys.executable, "-c", _DECIDE, str(stage.folder), stage.database_url, SECRET]
    processes = [
        subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for _ in range(workers)
    ]
    for each in processes:
        assert each.stdout.readline() == "ready\n"
    began = time.perf_counter()
    for each in processes:
        each.stdin.write("go\n")
        each.stdin.flush()
    busy = sum(float(each.stdout.readline()) for each in processes)
    seconds = time.perf_counter() - began
    for each in processes:
        assert each.wait() == 0
        each.stdin.close()
        each.stdout.close()
    return seconds, busy


def growth(sizes: list[int]) -> float:
    """A few are due among more and more clients who are not. Gives how much longer the last tick takes."""
    medians = {}
    with a_stage("sqlite") as (stage, _):
        crowd = a_crowd(stage.app, FEW)
        there = 0
        for size in sizes:
            stage.disconnect()
            _add_clients(stage, crowd, there, size)
            there = size
            medians[size] = _tick_among(stage)
            print(
                f"SQLite: a tick with {FEW} due among {size:>9,} clients: {medians[size] * 1000:.1f} ms",
                flush=True,
            )
    found = medians[sizes[-1]] / medians[sizes[0]]
    print(
        f"SQLite: {sizes[-1] // sizes[0]} times the clients, {found:.2f} times the tick (at most {MOST_GROWTH})"
    )
    return found


def _add_clients(stage: Stage, crowd: Crowd, begin: int, end: int) -> None:
    """Rows of clients whose reminder is due tomorrow, made by the database itself."""
    numbers = f"WITH RECURSIVE n(i) AS (SELECT {begin + 1} UNION ALL SELECT i + 1 FROM n WHERE i < {end})"
    now = clock.now().replace(tzinfo=None)
    values = {
        "now": str(now), "tomorrow": str(now + timedelta(days=1)), "practice": crowd.practice_id.hex, "days": EVERY_DAY,
    }  # fmt: skip
    with closing(sqlite3.connect(stage.database_url.removeprefix("sqlite:///"))) as connection, connection:
        connection.execute(
            f"{numbers} INSERT INTO person (id, email, created_at) "
            "SELECT printf('a%031x', i), 'crowd' || i || '@people.example', :now FROM n",
            values,
        )
        connection.execute(
            f"{numbers} INSERT INTO membership "
            "(id, practice_id, person_id, name, zone, is_owner, is_coach, is_client, created_at) "
            "SELECT printf('b%031x', i), :practice, printf('a%031x', i), 'Cleo', 'UTC', 0, 0, 1, :now FROM n",
            values,
        )
        connection.execute(
            f"{numbers} INSERT INTO nudge_plan (client_id, practice_id, is_on, weekdays, at_local, next_at, zone) "
            "SELECT printf('b%031x', i), :practice, 1, :days, '12:00', :tomorrow, 'UTC' FROM n",
            values,
        )


def _tick_among(stage: Stage) -> float:
    """Give the median seconds of deciding the few that are due."""
    seconds = []
    with stage.app.app_context():
        before = db.session.execute(
            sa.select(*sa.inspect(NudgePlan).local_table.c).order_by(NudgePlan.client_id).limit(FEW)
        ).all()
        plans = [row._asdict() for row in before]
        for _ in range(TICKS):
            began = time.perf_counter()
            decide_due_nudges()
            seconds.append(time.perf_counter() - began)
            db.session.execute(sa.delete(Outbox))
            db.session.execute(sa.delete(Nudge))
            db.session.execute(sa.update(NudgePlan), plans)
            db.session.commit()
        db.session.remove()
    return statistics.median(seconds)
