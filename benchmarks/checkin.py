"""A check-in that is saved, beside a bare Flask route that inserts one row: what safety, privacy and the model cost.

The product: PUT /check-ins/<uuid>, signed in, authorised, validated, the stall mark in the same commit. The floor: a
Flask app of one route that reads the same JSON and writes one row of the same columns with the bare driver. Both make
their row durable (WAL, synchronous=FULL) on the same disk, both are called through WSGI with no socket between.
"""

import argparse
import json
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from flask import Flask, request
from uuid_utils.compat import uuid7

from api.db import sqlite_module
from benchmarks._calls import caller, medians, told
from benchmarks._people import a_client, check_ins
from tests.proofs._crowd import a_crowd
from tests.proofs._stage import a_stage

CLIENTS = 200
ROUNDS, QUICK_ROUNDS = 3_000, 400
MOST = 2.0
PRODUCT, FLOOR = "the product", "bare Flask and one INSERT"


def main(arguments: argparse.Namespace) -> bool:
    """Print the medians and their ratio; SQLite alone, whose driver works inside the process."""
    with a_stage("sqlite") as (stage, _):
        client = a_client(stage.app, a_crowd(stage.app, CLIENTS))
        put = caller(stage.app, "PUT", client.cookie)
        floor = caller(bare(stage.folder / "bare.db"), "PUT")
        body = check_ins(client.goals[0])
        contestants = {PRODUCT: sender(put, body), FLOOR: sender(floor, body)}
        rounds = QUICK_ROUNDS if arguments.quick else ROUNDS
        found = medians(contestants, rounds)
        busy = medians(contestants, rounds, timer=time.thread_time)
    ratio = told("PUT a check-in, until it is durable", found, PRODUCT, FLOOR, MOST)
    told("the same in seconds of the processor, the disk's aside", busy, PRODUCT, FLOOR, MOST)
    if arguments.json:
        print(json.dumps({"ratio": ratio, "most": MOST, "medians": found, "processor": busy}))
    return ratio <= MOST


def sender(put: Callable[[str, bytes], Any], body: Callable[[], bytes]) -> Callable[[], None]:
    """Give a function that sends a new check-in and wants it made."""

    def send() -> None:
        answer = put(f"/api/v1/check-ins/{uuid7()}", body())
        if answer.status != 201:
            raise RuntimeError(answer.body)

    return send


def bare(path: Path) -> Flask:
    """Give the floor: one route, one row."""
    columns = "id, goal_id, happened_on, recorded_at, outcome, obstacles, note, source"
    app = Flask("bare")
    connection = sqlite_module().connect(path, isolation_level=None, check_same_thread=False)
    with closing(connection.cursor()) as cursor:
        for statement in (
            "PRAGMA journal_mode=WAL",
            "PRAGMA synchronous=FULL",
            f"CREATE TABLE check_in ({columns}, PRIMARY KEY (id))",
        ):
            cursor.execute(statement)

    @app.put("/api/v1/check-ins/<uuid:check_in_id>")
    def put_check_in(check_in_id):
        sent = request.get_json()
        row = (
            check_in_id.hex, sent["goal_id"], sent["happened_on"], sent["recorded_at"], sent["outcome"],
            ",".join(sent["obstacles"]), sent["note"], sent["source"],
        )  # fmt: skip
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(f"INSERT INTO check_in ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
        connection.execute("COMMIT")
        return {"id": check_in_id} | sent, 201

    return app
