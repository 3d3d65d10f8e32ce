"""The outbox drained by one worker, by two and by four, while the mail server is what they wait for.

PostgreSQL, where workers are processes on any host. The mail server takes 50 ms over each message, as one far away that
looks at what it is given does; the reminders are decided before the clock runs, so that only sending is measured.
"""

import argparse
import json
import subprocess
import sys
import time
from pathlib import Path

from api.nudges.jobs import decide_due_nudges
from tests.proofs._crowd import a_crowd
from tests.proofs._stage import Stage, a_stage
from tests.proofs._witness import Witness

ROOT = Path(__file__).resolve().parent.parent
MESSAGES, QUICK_MESSAGES = 600, 150
SECONDS_A_MESSAGE = 0.05
LEAST = {2: 1.7, 4: 3.0}
"""Times what one worker sends."""

_DELIVER = """
import os, sys
from api import create_app
from api.delivery.jobs import deliver
app = create_app()
with app.app_context():
    print("ready", flush=True)
    # A line of log for each message: nobody reads on, and a pipe that is full stops whoever writes.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.stdin.readline()
    deliver()
"""


def main(arguments: argparse.Namespace) -> bool:
    """Print what each number of workers sends a second."""
    messages = QUICK_MESSAGES if arguments.quick else MESSAGES
    rates: dict[int, float] = {}
    for workers in (1, *LEAST):
        rate = rates[workers] = sent_a_second(messages, workers)
        wanted = f", {rate / rates[1]:.2f} times one (at least {LEAST[workers]})" if workers in LEAST else ""
        print(f"{workers} at work: {rate:,.0f} messages a second{wanted}", flush=True)
    if arguments.json:
        print(json.dumps({"rates": rates, "least": LEAST}))
    return all(rates[workers] >= least * rates[1] for workers, least in LEAST.items())


def sent_a_second(messages: int, workers: int) -> float:
    """Give how many messages so many workers send a second, all of which arrive, each once."""
    with a_stage("postgresql") as (stage, _):
        a_crowd(stage.app, messages)
        with stage.app.app_context():
            decide_due_nudges()
        stage.disconnect()
        witness = Witness(stage.folder / "taken", slow=SECONDS_A_MESSAGE)
        try:
            seconds = _deliver(stage, witness.port, workers)
            if witness.count() != messages:
                raise RuntimeError(f"{witness.count()} of {messages} arrived")
        finally:
            witness.stop()
    return messages / seconds


def _deliver(stage: Stage, port: int, workers: int) -> float:
    environment = stage.environment | {
        "SCHEDULER": "off",
        "WAYMARK_SMTP_HOST": "127.0.0.1",
        "WAYMARK_SMTP_PORT": str(port),
        "WAYMARK_SMTP_SECURITY": "none",
    }
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", _DELIVER],
            cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )
        for _ in range(workers)
    ]  # fmt: skip
    for each in processes:
        if each.stdout.readline() != "ready\n":
            raise RuntimeError("a worker did not begin")
    begun = time.perf_counter()
    for each in processes:
        each.stdin.write("go\n")
        each.stdin.flush()
    codes = [each.wait() for each in processes]
    seconds = time.perf_counter() - begun
    for each in processes:
        each.stdin.close()
        each.stdout.close()
    if any(codes):
        raise RuntimeError(f"workers ended with {codes}")
    return seconds
