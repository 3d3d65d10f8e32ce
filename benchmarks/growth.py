"""What a request, an idle minute and a tick with ten due cost as a practice grows from 1,000 clients to 100,000.

One coach with thirty clients, and one of these on their phone, among more and more others in the same practice. What
each costs is counted in seconds of the processor; it may depend on what is asked for, and not on how many there are.
"""

import argparse
import json
import os
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import sqlalchemy as sa

from api import clock
from api.accounts.models import Membership
from api.accounts.services.sessions import open_session
from api.db import db
from api.delivery.models import Outbox
from api.nudges.jobs import decide_due_nudges
from api.nudges.models import Nudge, NudgePlan
from api.scheduler import TIMETABLE
from benchmarks._calls import caller
from benchmarks._multitude import add_clients
from benchmarks._people import a_client, check_ins
from benchmarks.checkin import sender
from benchmarks.today import reader
from tests.proofs._crowd import Crowd, a_crowd
from tests.proofs._stage import Stage, a_stage

SIZES, QUICK_SIZES = (1_000, 10_000, 100_000), (1_000, 10_000)
CLIENTS_OF_THE_COACH = 30
DUE = 10
ROUNDS, QUICK_ROUNDS = 200, 60
MOST_GROWTH = 1.5
OFTEN_SECONDS = 60
MOST_RSS_GROWTH = 1.25


def main(arguments: argparse.Namespace) -> bool:
    """Print what each costs at each size, and how much more the last is than the first."""
    sizes, rounds = (QUICK_SIZES, QUICK_ROUNDS) if arguments.quick else (SIZES, ROUNDS)
    taken: dict[str, list[float]] = {}
    memory = []
    with a_stage("sqlite") as (stage, _):
        crowd = a_crowd(stage.app, CLIENTS_OF_THE_COACH, due=DUE)
        acts = _acts(stage, crowd)
        there = 0
        for size in sizes:
            add_clients(stage, crowd.practice_id.hex, there, size)
            there = size
            for name, act in acts.items():
                taken.setdefault(name, []).append(_median(act, rounds))
            memory.append(_held_mb())
    growth = {name: each[-1] / each[0] for name, each in taken.items()}
    print(f"{'':<36}" + "".join(f"{size:>12,}" for size in sizes) + f"{'growth':>9}")
    for name, each in taken.items():
        told = "".join(f"{seconds * 1e6:>9.0f} us" for seconds in each)
        print(f"{name:<36}{told}{growth[name]:>9.2f} (at most {MOST_GROWTH})")
    print(f"{'memory held':<36}" + "".join(f"{each:>9.0f} MB" for each in memory))
    if arguments.json:
        print(json.dumps({"sizes": sizes, "seconds": taken, "growth": growth, "mb": memory}))
    return max(growth.values()) <= MOST_GROWTH and memory[-1] <= memory[0] * MOST_RSS_GROWTH


def _acts(stage: Stage, crowd: Crowd) -> dict[str, Callable[[], object]]:
    client = a_client(stage.app, crowd)
    with stage.app.app_context():
        coach = db.session.get_one(Membership, crowd.coach_id)
        cookie = f"waymark={open_session(coach, clock.now()).token}"
        db.session.commit()
        plans = sa.select(*sa.inspect(NudgePlan).local_table.c).where(NudgePlan.next_at <= clock.now())
        due = [row._asdict() for row in db.session.execute(plans)]
        db.session.remove()
    put = caller(stage.app, "PUT", client.cookie)
    for goal_id in client.goals:
        send = sender(put, check_ins(goal_id))
        for _ in range(30):
            send()
    get, look = caller(stage.app, "GET", client.cookie), caller(stage.app, "GET", cookie)
    return {
        "PUT a check-in": sender(put, check_ins(client.goals[0])),
        "GET /today": reader(get, "/api/v1/today"),
        "GET a goal's check-ins, twenty": reader(get, f"/api/v1/goals/{client.goals[0]}/check-ins?limit=20"),
        "GET /caseload, thirty clients": reader(look, "/api/v1/caseload?limit=50"),
        "GET /triage, thirty clients": reader(look, "/api/v1/triage"),
        "all that ticks, with nothing due": lambda: _idle(stage),
        f"deciding nudges, {DUE} due": lambda: _decide(stage, due),
    }


def _idle(stage: Stage) -> None:
    with stage.app.app_context():
        for job in TIMETABLE:
            if job.seconds <= OFTEN_SECONDS:
                (job.has_work or job.run)()
        db.session.remove()


def _decide(stage: Stage, due: list[dict[str, object]]) -> None:
    """Decide ten reminders, and have them due again."""
    with stage.app.app_context():
        db.session.execute(sa.update(NudgePlan), due)
        db.session.commit()
        decide_due_nudges()
        queued = db.session.scalar(sa.select(sa.func.count()).select_from(Outbox))
        if queued != DUE:
            raise RuntimeError(f"{queued} reminders were queued")
        db.session.execute(sa.delete(Outbox))
        db.session.execute(sa.delete(Nudge))
        db.session.commit()
        db.session.remove()


def _median(act: Callable[[], object], rounds: int) -> float:
    seconds = []
    for number in range(rounds + rounds // 10):
        begun = time.thread_time()
        act()
        if number >= rounds // 10:
            seconds.append(time.thread_time() - begun)
    return statistics.median(seconds)


def _held_mb() -> float:
    """Give the memory that this process holds now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20
