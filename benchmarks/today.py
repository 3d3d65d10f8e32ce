"""Today and a goal's latest twenty check-ins, beside a bare Flask route that says hello in JSON.

What a phone reads when it is opened: three goals of three kinds with three months of check-ins, words unsealed,
authorised, told field by field. The floor does nothing at all. Both are called through WSGI with no socket between,
and counted in seconds of the processor: neither waits for anything.
"""

import argparse
import json
import time
from collections.abc import Callable
from typing import Any

from flask import Flask

from benchmarks._calls import caller, medians, told
from benchmarks._people import a_client, check_ins
from benchmarks.checkin import sender
from tests.proofs._crowd import a_crowd
from tests.proofs._stage import a_stage

CLIENTS = 200
DAYS = 90
ROUNDS, QUICK_ROUNDS = 1_500, 200
MOST = 5.0
FLOOR = "bare Flask, hello"


def main(arguments: argparse.Namespace) -> bool:
    """Print the ratio of each; SQLite alone, whose driver works inside the process."""
    with a_stage("sqlite") as (stage, _):
        client = a_client(stage.app, a_crowd(stage.app, CLIENTS))
        put = caller(stage.app, "PUT", client.cookie)
        for goal_id in client.goals:
            send = sender(put, check_ins(goal_id))
            for _ in range(DAYS):
                send()
        get = caller(stage.app, "GET", client.cookie)
        contestants = {
            "GET /today": reader(get, "/api/v1/today"),
            "GET a goal's check-ins, twenty": reader(
                get, f"/api/v1/goals/{client.goals[0]}/check-ins?limit=20"
            ),
            FLOOR: reader(caller(hello(), "GET"), "/"),
        }
        rounds = QUICK_ROUNDS if arguments.quick else ROUNDS
        found = medians(contestants, rounds, timer=time.thread_time)
    ratios = {
        name: told(name, {one: found[one] for one in (name, FLOOR)}, name, FLOOR, MOST)
        for name in found
        if name != FLOOR
    }
    if arguments.json:
        print(json.dumps({"ratios": ratios, "most": MOST, "medians": found}))
    return max(ratios.values()) <= MOST


def reader(get: Callable[[str], Any], path: str) -> Callable[[], None]:
    """Give a function that reads an address and wants an answer."""

    def read() -> None:
        answer = get(path)
        if answer.status != 200:
            raise RuntimeError(answer.body)

    return read


def hello() -> Flask:
    """Give the floor: one route, one word."""
    app = Flask("hello")
    app.add_url_rule("/", "hello", lambda: {"hello": "world"})
    return app
