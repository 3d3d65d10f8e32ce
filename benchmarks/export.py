"""An export of everything about one client: its time and memory, alone in a practice and among ten thousand others.

The client has checked in on three goals every day for years, with a note each time. What the export takes may depend on
what is theirs, and not on how many others there are.
"""

import argparse
import json
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import sqlalchemy as sa
from uuid_utils.compat import uuid7

from api import clock, crypto
from api.checkins.models import CheckIn
from api.db import db
from benchmarks._multitude import add_clients
from benchmarks._people import Client, a_client
from tests.proofs._crowd import a_crowd
from tests.proofs._stage import SECRET, Stage, a_stage

ROOT = Path(__file__).resolve().parent.parent
DAYS, QUICK_DAYS = 5 * 365, 365
OTHERS, QUICK_OTHERS = 10_000, 2_000
NOTE = "Two hours before anybody else was up, and one of them well spent. "
MOST_SECONDS = 60
MOST_GROWTH = 1.2

_EXPORT = """
import resource, sys, time
from pathlib import Path
from uuid import UUID
from api import clock, create_app
from api.config import Settings
from api.db import reading
from api.keeping.services.exporting import record_of, zip_of
app = create_app(Settings(Path(sys.argv[1]), sys.argv[2], sys.argv[3], env="test", scheduler=False))
with app.app_context(), reading():
    begun = time.perf_counter()
    size = len(zip_of(record_of(UUID(sys.argv[4]), clock.now()))) if sys.argv[4] else 0
    seconds = time.perf_counter() - begun
print(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, size)
"""


def main(arguments: argparse.Namespace) -> bool:
    """Print seconds and megabytes, the process's own taken off."""
    days, others = (QUICK_DAYS, QUICK_OTHERS) if arguments.quick else (DAYS, OTHERS)
    with a_stage("sqlite") as (stage, _):
        crowd = a_crowd(stage.app, 1)
        client = a_client(stage.app, crowd)
        _check_in(stage, client, crowd.practice_id, days)
        alone = _export(stage, client)
        add_clients(stage, crowd.practice_id.hex, 0, others)
        among = _export(stage, client)
    for title, (seconds, mb, size) in (("alone", alone), (f"among {others:,} others", among)):
        print(
            f"{days * len(client.goals):,} check-ins with notes, {title}: {seconds:.1f} s (at most {MOST_SECONDS}), "
            f"{mb:.0f} MB more than at rest, a file of {size / 1e3:.0f} kB"
        )
    if arguments.json:
        print(json.dumps({"alone": alone, "among": among}))
    return max(alone[0], among[0]) <= MOST_SECONDS and among[1] <= max(alone[1] * MOST_GROWTH, alone[1] + 5)


def _check_in(stage: Stage, client: Client, practice_id: UUID, days: int) -> None:
    now = clock.now()
    with stage.app.app_context():
        for goal in client.goals:
            ids = [uuid7() for _ in range(days)]
            notes = crypto.ring().seal_many([(NOTE, client.id, each) for each in ids], "check_in", "note")
            db.session.execute(
                sa.insert(CheckIn),
                [
                    {
                        "id": each, "practice_id": practice_id, "client_id": client.id, "goal_id": UUID(goal),
                        "happened_on": now.date() - timedelta(days=day), "recorded_at": now, "logged_at": now,
                        "outcome": "done", "obstacles": "time", "note": note, "source": "app", "counts": True,
                    }
                    for day, (each, note) in enumerate(zip(ids, notes, strict=True))
                ],
            )  # fmt: skip
        db.session.commit()
        db.session.remove()
    stage.disconnect()


def _export(stage: Stage, client: Client) -> tuple[float, float, int]:
    """Give the seconds, the megabytes beyond those of a process that exports nothing, and the size of the file."""
    rest = _in_a_process(stage, "")
    seconds, mb, size = _in_a_process(stage, str(client.id))
    return seconds, mb - rest[1], int(size)


def _in_a_process(stage: Stage, client_id: str) -> tuple[float, float, float]:
    command = [sys.executable, "-c", _EXPORT, str(stage.folder), stage.database_url, SECRET, client_id]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    seconds, mb, size = map(float, done.stdout.split())
    return seconds, mb, size
