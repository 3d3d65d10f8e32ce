"""Four schedulers send each reminder exactly once; pauses, ends, wrong clocks and leavers lose and add nothing."""

import argparse
import random
import signal
import time
from datetime import timedelta

import sqlalchemy as sa

from api import clock
from api.accounts.models import Engagement, Membership
from api.db import db
from api.delivery.jobs import deliver
from api.delivery.models import Outbox
from api.nudges.jobs import decide_due_nudges
from api.nudges.models import Nudge
from api.scheduler import TIMETABLE, tick
from tests.proofs._crowd import a_crowd, address_of
from tests.proofs._stage import Stage, Workers, a_stage, wait_until
from tests.proofs._witness import Taken, Witness

SEED = 20261123
PATIENCE_SECONDS = 900
LEASE_SECONDS = 4


def main(arguments: argparse.Namespace) -> bool:
    nudges = 200 if arguments.quick else 1000
    seed = SEED if arguments.seed is None else arguments.seed
    plays = {"four at once": four_at_once, "stopped past the lease": stopped, "SIGTERM": told_to_end}
    good = True
    for engine in [arguments.engine] if arguments.engine else ["sqlite", "postgresql"]:
        for name, play in plays.items():
            lost, extra, most, happened = play(engine, nudges, seed)
            is_good = lost == 0 and extra <= most
            good = good and is_good
            print(
                f"{engine}: {name}: {happened}; lost {lost}, extra {extra} of {most} {_verdict(is_good)}",
                flush=True,
            )
        doubled, missing = wrong_clocks(engine)
        is_good = (doubled, missing) == (0, 0)
        print(
            f"{engine}: clock +1 h, -1 h, +1 day, -1 day: missing {missing}, doubled {doubled} {_verdict(is_good)}"
        )
        left = leavers(engine)
        print(f"{engine}: coach or client gone with 50 queued: sent {left} {_verdict(left == 0)}")
        good = good and is_good and left == 0
    return good


def _verdict(is_good: bool) -> str:
    return "good" if is_good else "BAD"


def four_at_once(engine: str, nudges: int, _seed: int) -> tuple[int, int, int, str]:
    with a_stage(engine) as (stage, _):
        taken = _send(stage, nudges, lambda _: None)
        return _lost(taken, nudges), taken.extra, 0, "4 schedulers"


def stopped(engine: str, nudges: int, seed: int) -> tuple[int, int, int, str]:
    """Workers are stopped in the middle for longer than their lease, and go on afterwards."""
    chance, pauses = random.Random(seed), 4

    def disturb(workers: Workers) -> None:
        for _ in range(pauses):
            one = chance.choice(workers.running)
            one.send_signal(signal.SIGSTOP)
            time.sleep(LEASE_SECONDS * 1.5)
            one.send_signal(signal.SIGCONT)
            time.sleep(0.5)

    with a_stage(engine, LEASE_SECONDS) as (stage, _):
        taken = _send(stage, nudges, disturb, slow=0.03)
        return _lost(taken, nudges), taken.extra, pauses, f"{pauses} pauses of {LEASE_SECONDS * 1.5:.0f} s"


def told_to_end(engine: str, nudges: int, seed: int) -> tuple[int, int, int, str]:
    """Workers are told to end one after the other, as a new version is rolled out."""
    chance, ended = random.Random(seed), 6

    def disturb(workers: Workers) -> None:
        for _ in range(ended):
            time.sleep(0.5)
            workers.replace_one(chance)

    with a_stage(engine) as (stage, _):
        taken = _send(stage, nudges, disturb, slow=0.01)
        return _lost(taken, nudges), taken.extra, 0, f"{ended} workers ended and replaced"


def wrong_clocks(engine: str) -> tuple[int, int]:
    """The clock jumps an hour ahead and back, a day ahead and back; each client has one reminder for each day.

    Returns reminders that came twice, and those that did not come.
    """
    clients = 20
    real = clock.now
    with a_stage(engine) as (stage, _):
        crowd = a_crowd(stage.app, clients)
        begin = crowd.due_at
        jumps = [timedelta(0), timedelta(hours=1), timedelta(0), timedelta(days=1, minutes=1), timedelta(0)]
        jumps += [timedelta(days=1, minutes=2), timedelta(days=1, minutes=30), timedelta(days=1, minutes=3)]
        try:
            for jump in jumps:
                _set_clock(lambda jump=jump: begin + jump)
                for job in TIMETABLE:
                    if job.run in (deliver, decide_due_nudges):
                        tick(stage.app, job)
        finally:
            _set_clock(real)
        with stage.app.app_context():
            firsts = sa.select(Nudge.client_id, Nudge.on_date, sa.func.count().label("number")).where(
                Nudge.kind == "first"
            )
            rows = db.session.execute(firsts.group_by(Nudge.client_id, Nudge.on_date)).all()
            unsent = db.session.scalar(
                sa.select(sa.func.count())
                .select_from(Outbox)
                .where(Outbox.kind == "nudge", Outbox.state != "sent")
            )
            db.session.remove()
        doubled = sum(row.number - 1 for row in rows)
        return doubled, 2 * clients - len(rows) + (unsent or 0)


def leavers(engine: str) -> int:
    """Fifty are queued, then the coach of some and the others themselves are gone. Returns how many were sent."""
    with a_stage(engine) as (stage, _):
        crowd = a_crowd(stage.app, 50)
        with stage.app.app_context():
            decide_due_nudges()
            queued = db.session.scalar(
                sa.select(sa.func.count()).select_from(Outbox).where(Outbox.kind == "nudge")
            )
            assert queued == 50, queued
            on = (clock.now() - timedelta(days=3)).date()
            db.session.execute(
                sa.update(Engagement).where(Engagement.client_id.in_(crowd.clients[:25])).values(until_on=on)
            )
            db.session.execute(
                sa.update(Membership).where(Membership.id.in_(crowd.clients[25:])).values(left_at=clock.now())
            )
            db.session.commit()
            deliver()
            sent = (
                sa.select(sa.func.count())
                .select_from(Outbox)
                .where(Outbox.kind == "nudge", Outbox.state == "sent")
            )
            return db.session.scalar(sent) or 0


def _send(stage: Stage, nudges: int, disturb, *, slow: float = 0) -> Taken:
    a_crowd(stage.app, nudges)
    witness = Witness(stage.folder / "taken", slow=slow)
    workers = Workers(stage, 4, witness.port)
    try:
        wait_until(lambda: witness.count() > nudges // 20, PATIENCE_SECONDS)
        disturb(workers)
        wait_until(lambda: stage.waiting() == 0, PATIENCE_SECONDS, 0.5)
        workers.stop()
    finally:
        workers.stop(1)
        witness.stop()
    return witness.read()


def _lost(taken: Taken, nudges: int) -> int:
    return sum(1 for number in range(nudges) if address_of(number) not in taken.ids_of)


def _set_clock(now) -> None:
    """The clock, the only thing that is not real here."""
    clock.now = now
