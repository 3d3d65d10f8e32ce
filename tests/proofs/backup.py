"""A backup taken while people write is whole and holds no key; one command puts it back.

Writers send check-ins without a pause while `flask backup` runs, again and again; each backup is restored on trial by
the command itself. Then the server is stopped, its database destroyed, and the last backup restored by `flask restore`:
every check-in that was acknowledged before that backup began is there, once, its words open, and new ones are taken.
"""

import argparse
import itertools
import re
import threading
import time
from datetime import date, timedelta
from pathlib import Path
from uuid import uuid4

import sqlalchemy as sa

from api import crypto
from api.db import db
from tests.conftest import make_app
from tests.e2e.callers import Address, Caller, new_address, sign_in
from tests.e2e.server import Waymark, noon_zone
from tests.proofs.erasure import opened, running

BACKUPS, BACKUPS_QUICK = 5, 2
WRITERS = 3
FIRST_DAY = date(2018, 1, 1)


class Writer(threading.Thread):
    """Checks in until it is told to stop; keeps what was acknowledged."""

    def __init__(self, number: int, caller: Caller, goal_id: str) -> None:
        super().__init__(daemon=True)
        self.acknowledged: list[str] = []
        self.refused: list[int] = []
        self.is_done = False
        self._number, self._caller, self._goal_id = number, caller, goal_id

    def run(self) -> None:
        for count in itertools.count():
            if self.is_done:
                return
            check_in_id = str(uuid4())
            on = FIRST_DAY + timedelta(days=count * WRITERS + self._number)
            body = {"goal_id": self._goal_id, "happened_on": str(on), "outcome": "done", "note": "Kept."}
            answer = self._caller("PUT", f"/check-ins/{check_in_id}", body)
            (self.acknowledged if answer.status == 201 else self.refused).append(
                check_in_id if answer.status == 201 else answer.status
            )


def main(arguments: argparse.Namespace) -> bool:
    """Back up under load, destroy, restore; give whether everything came back."""
    both = ["sqlite"] if arguments.quick else ["sqlite", "postgresql"]
    engines = [arguments.engine] if arguments.engine else both
    proved = [_prove(engine, BACKUPS_QUICK if arguments.quick else BACKUPS) for engine in engines]
    return all(proved)


def _prove(engine: str, backups: int) -> bool:
    with running(engine) as (waymark, url, cluster):
        waymark.flask("migrate")
        client = a_practice(waymark)
        waymark.start()
        caller = sign_in(waymark, client)
        plan = {"start_on": "2018-01-01", "cadence": {"every": "week", "times": 1}}
        body = {"client_id": caller.id, "title": "A page", "area": "own", "kind": "habit", "plan": plan}
        goal_id = caller("POST", "/goals", body).body["id"]
        writers = [Writer(number, caller, goal_id) for number in range(WRITERS)]
        for writer in writers:
            writer.start()
        taken, seconds = [], []
        for _ in range(backups):
            time.sleep(1.1)  # a backup is named for its second
            before = [one for writer in writers for one in list(writer.acknowledged)]
            begun = time.monotonic()
            taken.append(Path(re.findall(r"(\S+) holds ", waymark.flask("backup"))[0]))
            seconds.append(time.monotonic() - begun)
        for writer in writers:
            writer.is_done = True
        for writer in writers:
            writer.join(30)
        written = sum(len(writer.acknowledged) for writer in writers)
        refused = [status for writer in writers for status in writer.refused]
        keys = _wrapped_keys(waymark, url)
        holding_keys = sum(key in file.read_bytes() for file in taken for key in keys)
        modes = {oct(file.stat().st_mode & 0o777) for file in (waymark.instance / "backups").iterdir()}
        waymark.stop()
        _destroy(url, cluster)
        begun = time.monotonic()
        waymark.flask("restore", str(taken[-1]))
        restoring = time.monotonic() - begun
        there, opens = _check_ins(waymark, url)
        waymark.start()
        after = {"goal_id": goal_id, "happened_on": str(caller.today), "outcome": "done", "note": "After."}
        goes_on = caller("PUT", f"/check-ins/{uuid4()}", after).status == 201
        waymark.stop()
    lost = set(before).difference(there)
    print(
        f"{engine:<11}{backups} backups under load ({written} check-ins meanwhile, {len(refused)} refused), "
        f"each tried out, {max(seconds):.1f} s at most; files {', '.join(sorted(modes))}, {holding_keys} keys in them"
    )
    print(
        f"{'':<11}destroyed, restored in {restoring:.1f} s: {len(there)} check-ins, {len(lost)} of {len(before)} "
        f"acknowledged before the backup lost, {len(there) - len(set(there))} doubled, "
        f"{opens} words open, new ones taken: {goes_on}"
    )
    return (
        not lost
        and not refused
        and holding_keys == 0
        and modes == {"0o600"}
        and goes_on
        and opens == len(there) > 0
    )


def a_practice(waymark: Waymark) -> Address:
    owner, client = new_address("Ona"), new_address("Cleo")
    zone = ["--zone", noon_zone()]
    who = ["--owner-name", owner.name, "--owner-email", owner.email]
    waymark.flask("practice", "create", "Kept", *who, *zone)
    theirs = ["--owner", owner.email, "--role", "client", "--coach", owner.email]
    waymark.flask("practice", "add", client.name, client.email, *theirs, *zone)
    return client


def _wrapped_keys(waymark: Waymark, url: str) -> list[bytes]:
    with opened(waymark, url):
        return list(db.session.scalars(sa.select(crypto.ClientKey.wrapped)))


def _destroy(url: str, cluster: Path | None) -> None:
    """SQLite's file becomes noise; PostgreSQL's database loses its tables."""
    if cluster is None:
        file = Path(url.removeprefix("sqlite:///"))
        file.write_bytes(b"noise" * 20_000)
        for tail in ("-wal", "-shm"):
            file.with_name(file.name + tail).unlink(missing_ok=True)
        return
    engine = sa.create_engine(
        url.replace("postgresql://", "postgresql+psycopg://"), isolation_level="AUTOCOMMIT"
    )
    with engine.connect() as connection:
        connection.exec_driver_sql("DROP SCHEMA public CASCADE")
        connection.exec_driver_sql("CREATE SCHEMA public")
    engine.dispose()


def _check_ins(waymark: Waymark, url: str) -> tuple[list[str], int]:
    app = make_app(waymark.instance, url)
    with app.app_context():
        table = db.metadata.tables["check_in"]
        rows = db.session.execute(sa.select(table.c.id, table.c.client_id, table.c.note)).all()
        opens = sum(
            crypto.unseal(row.note, row.client_id, "check_in", "note", row.id) == "Kept." for row in rows
        )
        db.session.remove()
        db.engine.dispose()
    return [str(row.id) for row in rows], opens
