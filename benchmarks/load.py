"""Fifty check-ins a second while ten thousand reminders leave, against a server that is really started.

The server is granian with the settings of bin/start, its scheduler running; the mail server is a process of its own.
Check-ins come by a timetable and not when the last one was answered: what one waits for the others is counted, too.
"""

import argparse
import http.client
import json
import os
import queue
import signal
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import sqlalchemy as sa
from uuid_utils.compat import uuid7

from api import clock
from api.accounts.models import Membership
from api.accounts.services.sessions import open_session
from api.db import db
from api.goals.models import Goal
from benchmarks._people import check_ins
from tests.proofs._crowd import Crowd, a_crowd
from tests.proofs._stage import Stage, a_stage, wait_until
from tests.proofs._witness import Witness

ROOT = Path(__file__).resolve().parent.parent
THREADS = 8
A_SECOND = 50
SECONDS, QUICK_SECONDS = 60, 10
NUDGES, QUICK_NUDGES = 10_000, 1_000
PHONES = 50
CONNECTIONS = 32
MOST_P95_MS = 150
LEAST_SENT_A_SECOND = 100
READY_WITHIN_SECONDS = 60


@dataclass
class Answers:
    """What came back, and how long after it was due to be sent."""

    statuses: Counter = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)


def main(arguments: argparse.Namespace) -> bool:
    """Print how long check-ins took and how many reminders left meanwhile, on each engine."""
    nudges, seconds = (QUICK_NUDGES, QUICK_SECONDS) if arguments.quick else (NUDGES, SECONDS)
    figures = {}
    for engine in [arguments.engine] if arguments.engine else ["sqlite", "postgresql"]:
        answers, sent_a_second = loaded(engine, nudges, seconds)
        p50, p95, p99 = (
            statistics.quantiles(answers.seconds, n=100)[place - 1] * 1000 for place in (50, 95, 99)
        )
        bad = sum(count for status, count in answers.statuses.items() if status != http.HTTPStatus.CREATED)
        figures[engine] = {"p95_ms": p95, "bad": bad, "sent_a_second": sent_a_second}
        print(
            f"{engine}: {len(answers.seconds)} check-ins, p50 {p50:.0f} ms, p95 {p95:.0f} (at most {MOST_P95_MS}), "
            f"p99 {p99:.0f}; answered {dict(answers.statuses)}; "
            f"{sent_a_second:.0f} reminders a second (at least {LEAST_SENT_A_SECOND})",
            flush=True,
        )
    if arguments.json:
        print(json.dumps(figures))
    return all(
        not each["bad"] and each["p95_ms"] < MOST_P95_MS and each["sent_a_second"] >= LEAST_SENT_A_SECOND
        for each in figures.values()
    )


def loaded(engine: str, nudges: int, seconds: int) -> tuple[Answers, float]:
    """Give what check-ins were answered while the reminders left, and how many of these left a second."""
    with a_stage(engine) as (stage, _):
        crowd = a_crowd(stage.app, nudges)
        phones = _phones(stage, crowd)
        witness = Witness(stage.folder / "taken")
        try:
            with _served(stage, witness.port) as port:
                if not wait_until(witness.count, READY_WITHIN_SECONDS):
                    raise RuntimeError("no reminder left")
                begun, before = time.perf_counter(), witness.count()
                answers = _check_in(port, phones, seconds)
                # All may have left before the time was over.
                taken = witness.count()
                sent = (taken - before) / (
                    _last_taken(witness, begun) if taken >= nudges else time.perf_counter() - begun
                )
        finally:
            witness.stop()
    return answers, sent


def _last_taken(witness: Witness, begun: float) -> float:
    """Give the seconds from `begun` until the last message was taken."""
    latest = max(entry.stat().st_mtime for entry in os.scandir(witness.folder))
    return max(0.001, latest - (time.time() - (time.perf_counter() - begun)))


def _phones(stage: Stage, crowd: Crowd) -> list[tuple[str, Callable[[], bytes]]]:
    """Sign some clients in. Gives each one's cookie, and what makes check-ins."""
    now, phones = clock.now(), []
    with stage.app.app_context():
        for client_id in crowd.clients[:PHONES]:
            cookie = f"waymark={open_session(db.session.get_one(Membership, client_id), now).token}"
            goal_id = db.session.scalar(sa.select(Goal.id).where(Goal.client_id == client_id))
            phones.append((cookie, check_ins(str(goal_id))))
        db.session.commit()
        db.session.remove()
    stage.disconnect()
    return phones


@contextmanager
def _served(stage: Stage, smtp_port: int):
    """Run the server as bin/start does. Gives its port."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    environment = stage.environment | {
        "WAYMARK_PUBLIC_URL": f"http://127.0.0.1:{port}",
        "WAYMARK_SMTP_HOST": "127.0.0.1",
        "WAYMARK_SMTP_PORT": str(smtp_port),
        "WAYMARK_SMTP_SECURITY": "none",
    }
    command = [
        sys.executable,
        "-m",
        "granian",
        "--interface",
        "wsgi",
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
    ]
    command += ["--workers", "1", "--blocking-threads", str(THREADS), "--log-level", "error", "wsgi:app"]
    with (stage.folder / "server.log").open("wb") as log:
        server = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=log, stderr=log, start_new_session=True
        )
    try:
        if not wait_until(lambda: _is_ready(port), READY_WITHIN_SECONDS):
            raise RuntimeError((stage.folder / "server.log").read_text())
        yield port
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        try:
            server.wait(30)
        except subprocess.TimeoutExpired:
            os.killpg(server.pid, signal.SIGKILL)
            server.wait()


def _is_ready(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
    try:
        connection.request("GET", "/readyz")
        return connection.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _check_in(port: int, phones: list[tuple[str, Callable[[], bytes]]], seconds: int) -> Answers:
    """Send check-ins by the timetable, over as many connections as it takes."""
    answers, due = Answers(), queue.SimpleQueue()
    lock = threading.Lock()
    begin = time.perf_counter() + 0.5

    def connection_at_work() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        while (given := due.get()) is not None:
            at, cookie, body = given
            headers = {"Content-Type": "application/json", "Cookie": cookie}
            try:
                connection.request("PUT", f"/api/v1/check-ins/{uuid7()}", body, headers)
                answer = connection.getresponse()
                answer.read()
                status: object = answer.status
            except (OSError, http.client.HTTPException) as error:
                connection.close()
                status = type(error).__name__
            taken = time.perf_counter() - at
            with lock:
                answers.statuses[status] += 1
                answers.seconds.append(taken)
        connection.close()

    threads = [threading.Thread(target=connection_at_work) for _ in range(CONNECTIONS)]
    for each in threads:
        each.start()
    for number in range(seconds * A_SECOND):
        cookie, body = phones[number % len(phones)]
        at = begin + number / A_SECOND
        time.sleep(max(0.0, at - time.perf_counter()))
        due.put((at, cookie, body()))
    for _ in threads:
        due.put(None)
    for each in threads:
        each.join()
    return answers
