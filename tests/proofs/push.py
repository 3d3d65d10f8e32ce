"""Pushes arrive signed and sealed for one browser each, though workers are killed; where it is gone, a mail does."""

import argparse
import random
from collections import Counter
from datetime import timedelta
from uuid import uuid4

from api import clock
from api.accounts.models import Session
from api.db import db
from api.delivery.services import Browser, subscribe
from tests.delivery.push_service import BrowserKeys, PushService, a_push_service
from tests.proofs._crowd import Crowd, a_crowd, address_of
from tests.proofs._stage import Stage, Workers, a_stage, wait_until
from tests.proofs._witness import Witness

SEED = 20261123
PATIENCE_SECONDS = 900
GONE_EVERY = 20


def main(arguments: argparse.Namespace) -> bool:
    nudges, kills = (100, 2) if arguments.quick else (500, 8)
    good = True
    for engine in [arguments.engine] if arguments.engine else ["sqlite", "postgresql"]:
        is_good, told = play(engine, nudges, kills, SEED if arguments.seed is None else arguments.seed)
        good = good and is_good
        print(f"{engine}: {told} {'good' if is_good else 'BAD'}")
    return good


def play(engine: str, nudges: int, kills: int, seed: int) -> tuple[bool, str]:
    """Let reminders become due to clients with a browser each, of which one in twenty is gone."""
    chance = random.Random(seed)
    with a_push_service() as service, a_stage(engine, 4, push_origins=(service.origin,)) as (stage, _):
        service.status_of = lambda path: (410, {}) if _number(path) % GONE_EVERY == 0 else (201, {})
        crowd = a_crowd(stage.app, nudges)
        browsers = _browsers(stage, crowd, service)
        stage.environment["WAYMARK_PUSH_ORIGINS"] = service.origin
        stage.environment["WAYMARK_VAPID_CONTACT"] = "mailto:people@practice.example"
        witness = Witness(stage.folder / "taken")
        workers = Workers(stage, 3, witness.port)
        try:
            for kill in range(kills):
                wait_until(
                    lambda part=kill: len(service.posted) > nudges * part / kills, PATIENCE_SECONDS, 0.02
                )
                workers.kill_one(chance)
            wait_until(lambda: stage.waiting() == 0, PATIENCE_SECONDS, 0.5)
            workers.stop()
        finally:
            workers.stop(1)
            witness.stop()
        copies: Counter[int] = Counter()
        topics: dict[int, set[str]] = {}
        for posted in service.posted:
            number = _number(posted.path)
            told = browsers[number].open(posted.body)["notification"]["data"]
            assert told["client"] == str(crowd.clients[number]), "opened, and it is somebody else's"
            assert posted.claims["aud"] == service.origin
            copies[number] += 1
            topics.setdefault(number, set()).add(posted.headers["Topic"])
        mailed = set(witness.read().ids_of)
        gone = {number for number in range(nudges) if number % GONE_EVERY == 0}
        lost = set(range(nudges)) - gone - copies.keys() | {n for n in gone if address_of(n) not in mailed}
        extra = sum(copies.values()) - len(copies)
        doubtful = sum(1 for found in topics.values() if len(found) != 1)
        told = f"{nudges} reminders, {kills} kills: {len(copies)} browsers, {len(mailed)} mails; "
        told += f"lost {len(lost)}, extra {extra}"
        return not lost and extra <= kills and not doubtful and len(mailed) == len(gone), told


def _browsers(stage: Stage, crowd: Crowd, service: PushService) -> dict[int, BrowserKeys]:
    keys = {}
    now = clock.now()
    with stage.app.app_context():
        for number, client in enumerate(crowd.clients):
            session_id = uuid4()
            db.session.add(
                Session(
                    id=session_id, practice_id=crowd.practice_id, member_id=client, token_hash=session_id.bytes,
                    created_at=now, seen_at=now, expires_at=now + timedelta(days=1),
                )
            )  # fmt: skip
            db.session.flush()
            keys[number] = BrowserKeys()
            said = keys[number].subscription(f"{service.origin}/{number}")
            subscribe(Browser(crowd.practice_id, client, session_id, said["endpoint"], **said["keys"]), now)
        db.session.remove()
    return keys


def _number(path: str) -> int:
    return int(path.strip("/"))
