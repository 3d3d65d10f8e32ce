"""A running Waymark: the server that people reach, with its clock and its mail sink, on an instance of its own."""

import email
import email.policy
import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path
from typing import Any, TypeVar

ROOT = Path(__file__).resolve().parents[2]
HOST = "127.0.0.1"
READY_WITHIN_SECONDS = 60
MAIL_WITHIN_SECONDS = 20
CODE = re.compile(r"\b\d{6}\b")
T = TypeVar("T")

_RUN_COMMANDS = """
import json, sys
from api import create_app
runner = create_app().test_cli_runner()
for command in json.loads(sys.stdin.read()):
    result = runner.invoke(args=command)
    assert result.exit_code == 0, (command, result.output, result.exception)
"""
_MAKE_REMINDER_DUE = """
import sys
from datetime import datetime
from uuid import UUID
import sqlalchemy as sa
from api import create_app
from api.db import db
from api.nudges.models import NudgePlan
with create_app().app_context():
    moved = sa.update(NudgePlan).where(NudgePlan.client_id == UUID(sys.argv[1]))
    db.session.execute(moved.values(next_at=datetime.fromisoformat(sys.argv[2]), next_on=None))
    db.session.commit()
"""


class Waymark:
    """One instance and the server on it. It keeps its port from start to start, as a phone expects."""

    def __init__(
        self,
        instance: Path,
        database_url: str | None = None,
        log: Path | None = None,
        app: str = "wsgi:app",
    ) -> None:
        self.instance = instance
        self._app = app
        self._log = log
        self.port = _free_port()
        self.url = f"http://{HOST}:{self.port}"
        self._environment = os.environ | {
            "WAYMARK_INSTANCE": str(instance),
            "WAYMARK_ENV": "development",
            "WAYMARK_PUBLIC_URL": self.url,
            "PYTHONWARNINGS": "default",
        }
        self._environment.pop("DATABASE_URL", None)
        if database_url:
            self._environment["DATABASE_URL"] = database_url
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the server the way bin/start does; it is ready when this returns."""
        command = [
            sys.executable,
            "-m",
            "granian",
            "--interface",
            "wsgi",
            "--host",
            HOST,
            "--port",
            str(self.port),
        ]
        command += ["--workers", "1", "--blocking-threads", "8", "--workers-kill-timeout", "5"]
        command += ["--log-level", "error", self._app]
        if self._log:
            # Everything that it can be made to say, the log of every call included.
            command[-3:-1] = ["--log-level", "debug", "--access-log"]
        # In the tests' own process group: whoever ends that ends the server too.
        with self._log.open("ab") if self._log else nullcontext() as log:
            self._process = subprocess.Popen(
                command, cwd=ROOT, env=self._environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log
            )
        try:
            wait_for(self._is_ready, READY_WITHIN_SECONDS, "the server to be ready")
        except AssertionError:
            self.stop()
            raise

    def stop(self) -> None:
        """End the server's process: nobody listens at its port when this returns."""
        if self._process is None:
            return
        self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(20)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process = None

    @contextmanager
    def stopped(self) -> Iterator[None]:
        """Let the block run without a server."""
        self.stop()
        try:
            yield
        finally:
            self.start()

    def flask(self, *arguments: str) -> str:
        """Run `flask --app wsgi ...` as a person at the terminal does; give what it printed."""
        return self._run(["-m", "flask", "--app", "wsgi", *arguments])

    def commands(self, *commands: list[str]) -> None:
        """Run several of Waymark's commands in one process: the same commands, started once."""
        self._run(["-c", _RUN_COMMANDS], json.dumps(commands))

    def make_reminder_due(self, client_id: str, at: datetime) -> None:
        """Let the planned reminder of a client be the one of `at`: the only thing a test cannot wait for."""
        self._run(["-c", _MAKE_REMINDER_DUE, client_id, at.isoformat()])

    def run(self, program: str, given: str = "") -> str:
        """Run a program in the instance, beside the server if there is one; give what it printed."""
        return self._run(["-c", program], given)

    def mails(self, to: str | None = None) -> list[EmailMessage]:
        """Give the mails in the Maildir, oldest first, all or those to one address."""
        files = sorted(self.instance.glob("mail/new/*"), key=lambda file: file.stat().st_mtime_ns)
        read = [email.message_from_bytes(file.read_bytes(), policy=email.policy.default) for file in files]
        return [mail for mail in read if to is None or to in mail["To"]]

    def next_mail(self, to: str, after: int) -> EmailMessage:
        """Give the mail to `to` that follows the first `after` ones, once it is there."""

        def arrived() -> EmailMessage | None:
            found = self.mails(to)
            return found[after] if len(found) > after else None

        return wait_for(arrived, MAIL_WITHIN_SECONDS, f"a mail to {to}")

    def code_for(self, address: str, asking: Callable[[], Any]) -> str:
        """Give the sign-in code that is mailed to `address` because of `asking`."""
        before = len(self.mails(address))
        asking()
        found = CODE.search(plain_text(self.next_mail(address, before)))
        assert found, "the mail has no code"
        return found[0]

    def _run(self, arguments: list[str], given: str = "") -> str:
        result = subprocess.run(
            [sys.executable, *arguments],
            cwd=ROOT,
            env=self._environment | {"SCHEDULER": "off"},
            input=given,
            capture_output=True,
            text=True,
            check=False,
        )
        assert result.returncode == 0, result.stdout + result.stderr
        return result.stdout

    def _is_ready(self) -> bool:
        assert self._process is not None
        assert self._process.poll() is None, "the server ended while starting"
        connection = http.client.HTTPConnection(HOST, self.port, timeout=2)
        try:
            connection.request("GET", "/readyz")
            return connection.getresponse().status == http.HTTPStatus.OK
        except OSError:
            return False
        finally:
            connection.close()


def wait_for(look: Callable[[], T], seconds: float, what: str) -> T:
    """Give what `look` finds as soon as it is anything; fail after so many seconds."""
    until = time.monotonic() + seconds
    while True:
        found = look()
        if found:
            return found
        assert time.monotonic() < until, f"waited {seconds} s for {what}"
        time.sleep(0.05)


def plain_text(mail: EmailMessage) -> str:
    """Give the plain part of a mail."""
    part = mail.get_body(("plain",))
    assert part is not None
    return str(part.get_content())


def noon_zone() -> str:
    """Give a zone in which it is the middle of the day now: no test runs into midnight."""
    ahead = 12 - datetime.now(UTC).hour
    # In this family of names the sign is the other way round.
    return f"Etc/GMT{-ahead:+d}" if ahead else "Etc/GMT"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port
