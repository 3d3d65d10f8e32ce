"""Nudges survive 50 kills and 5 database restarts: none lost, one Message-ID each, at most one extra copy a kill."""

import argparse
import random
import time
from dataclasses import dataclass
from datetime import timedelta

import sqlalchemy as sa

from api import clock
from api.db import db
from api.delivery.models import Outbox
from tests.proofs._crowd import a_crowd, address_of
from tests.proofs._stage import Stage, Workers, a_stage
from tests.proofs._witness import REFUSAL, Witness, is_refused

WORKERS = 3
SEED = 20261123


@dataclass(frozen=True)
class Size:
    """How much is done to how many."""

    nudges: int
    kills: int
    restarts: int
    lease_seconds: int


FULL = Size(10_000, 50, 5, 20)
QUICK = Size(1_000, 8, 2, 4)
PATIENCE_SECONDS = 180
"""Without anything taken, ended, or done to anybody: however slow the machine, work that goes on is waited for."""


@dataclass(frozen=True)
class Outcome:
    """What the witness's files say, and our own table beside them."""

    nudges: int
    kills: int
    restarts: int
    lost: int
    """Neither at the witness, nor failed with the reply that refused it."""
    extra: int
    with_several_ids: int
    failed: int
    failed_without_reply: int
    waiting: int
    seconds: float
    willing: bool

    def is_good(self, cuts: int = 0) -> bool:
        # A restart of the database cuts every worker off at once.
        most = self.kills + self.restarts * WORKERS + cuts
        faults = (self.lost, self.with_several_ids, self.failed_without_reply, self.waiting)
        return not any(faults) and self.extra <= most and self.willing


def main(arguments: argparse.Namespace) -> bool:
    size = QUICK if arguments.quick else FULL
    seed = SEED if arguments.seed is None else arguments.seed
    good = True
    for engine in [arguments.engine] if arguments.engine else ["sqlite", "postgresql"]:
        for faults in (False, True) if not arguments.quick else (False,):
            outcome = play(engine, size, seed, faults=faults)
            cuts = round(size.nudges * 0.02) if faults else 0
            is_good = outcome.is_good(cuts)
            good = good and is_good
            print(
                f"{engine}{', a server with faults' if faults else ''}: {outcome} {'good' if is_good else 'BAD'}"
            )
    return good


def play(engine: str, size: Size, seed: int, *, faults: bool = False, options=(), slow: float = 0) -> Outcome:
    """Let every nudge become due at once, and end processes at random until all are out."""
    chance = random.Random(seed)
    restarts = size.restarts if engine == "postgresql" else 0
    with a_stage(engine, size.lease_seconds) as (stage, server):
        a_crowd(stage.app, size.nudges)
        witness = Witness(stage.folder / "taken", faults=seed if faults else None, slow=slow)
        began = time.monotonic()
        workers = Workers(stage, WORKERS, witness.port, *options)
        # At numbers of messages taken, so that each falls into the work, the first into its very beginning.
        at = sorted(chance.randrange(int(size.nudges * 0.9)) for _ in range(size.kills))
        restart_at = sorted(chance.randrange(int(size.nudges * 0.9)) for _ in range(restarts))
        willing, waiting = False, size.nudges
        news: tuple[int, ...] = ()
        try:
            heard = began
            while time.monotonic() - heard < PATIENCE_SECONDS:
                taken = witness.count()
                if news != (latest := (taken, waiting, len(at), len(restart_at))):
                    news, heard = latest, time.monotonic()
                if at and taken >= at[0]:
                    at.pop(0)
                    time.sleep(chance.random() * 0.05)
                    workers.kill_one(chance)
                elif restart_at and taken >= restart_at[0]:
                    restart_at.pop(0)
                    server.restart()
                elif taken >= size.nudges * 0.95:
                    if faults:
                        let_back_off_pass(stage)
                    waiting = stage.waiting()
                    if waiting == 0:
                        break
                    time.sleep(0.2)
                else:
                    if faults and taken >= size.nudges * 0.5:
                        let_back_off_pass(stage)
                    time.sleep(0.02)
            willing = workers.stop()
        finally:
            if not willing:
                workers.stop(1)
            witness.stop()
        seconds = time.monotonic() - began
        kills, restarted = size.kills - len(at), restarts - len(restart_at)
        return _read(stage, witness, size.nudges, kills, restarted, seconds, willing=willing, faults=faults)


def let_back_off_pass(stage: Stage) -> None:
    """What was put off for a minute or more is due now: the only thing that a proof does not wait for."""
    waits = sa.update(Outbox).where(Outbox.state == "queued", Outbox.attempts > 0)
    stage.run(waits.values(due_at=clock.now() - timedelta(seconds=1)))


def _read(
    stage: Stage,
    witness: Witness,
    nudges: int,
    kills: int,
    restarts: int,
    seconds: float,
    *,
    willing: bool,
    faults: bool,
) -> Outcome:
    taken = witness.read()
    with stage.app.app_context():
        failed = {
            row.address: row.reply
            for row in db.session.execute(
                sa.select(Outbox.address, Outbox.reply).where(
                    Outbox.kind == "nudge", Outbox.state == "failed"
                )
            )
        }
        db.session.remove()
    addresses = [address_of(number) for number in range(nudges)]
    refused = {one for one in addresses if faults and is_refused(one)}
    lost = [one for one in addresses if one not in taken.ids_of and one not in refused & failed.keys()]
    return Outcome(
        nudges,
        kills,
        restarts,
        len(lost),
        taken.extra,
        sum(1 for ids in taken.ids_of.values() if len(ids) != 1),
        len(failed),
        sum(1 for reply in failed.values() if reply != REFUSAL),
        stage.waiting(),
        round(seconds, 1),
        willing,
    )
