"""One client with goals of every kind, signed in, among a crowd of others: whose requests benchmarks send."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from uuid import UUID

from flask import Flask
from uuid_utils.compat import uuid7

from api import clock
from api.accounts.models import Membership
from api.accounts.services import people
from api.accounts.services.people import NewMember
from api.accounts.services.sessions import open_session
from api.db import db
from benchmarks._calls import caller
from tests.proofs._crowd import Crowd

BEGUN_WEEKS_AGO = 20
PLANS = {
    "habit": {"cadence": {"every": "day", "times": 1}},
    "metric": {
        "cadence": {"every": "week", "times": 1},
        "target_on": str(date.today() + timedelta(weeks=30)),  # noqa: DTZ011 -- of a plan
        "start_value": 0, "target_value": 50, "unit": "pages", "direction": "up",
    },
    "steps": {"cadence": {"every": "week", "times": 1}},
}  # fmt: skip


@dataclass(frozen=True)
class Client:
    """Who asks."""

    id: UUID
    cookie: str
    goals: list[str]


def a_client(app: Flask, crowd: Crowd, goals: int = 3) -> Client:
    """Give a client of the crowd's coach with so many goals, made through the API."""
    now = clock.now()
    with app.app_context():
        new = NewMember("Cleo", f"cleo{uuid7()}@people.example", frozenset({"client"}))
        client_id = people.add_member(crowd.practice_id, new, now)
        people.engage(crowd.practice_id, client_id, crowd.coach_id, date(2026, 1, 5), now)
        cookie = f"waymark={open_session(db.session.get_one(Membership, client_id), now).token}"
        db.session.commit()
        db.session.remove()
    post = caller(app, "POST", cookie)
    made = []
    for number in range(goals):
        kind = tuple(PLANS)[number % len(PLANS)]
        plan = {"start_on": str(now.date() - timedelta(weeks=BEGUN_WEEKS_AGO)), "target_on": None} | PLANS[
            kind
        ]
        body = {
            "client_id": str(client_id),
            "title": "Strategy time",
            "area": "strategy",
            "kind": kind,
            "plan": plan,
        }
        answer = post("/api/v1/goals", json.dumps(body).encode())
        if answer.status != 201:
            raise RuntimeError(answer.body)
        made.append(json.loads(answer.body)["id"])
    return Client(client_id, cookie, made)


def check_ins(goal_id: str, days: int = 9_000) -> Callable[[], bytes]:
    """Give a function that makes a full check-in of one more day, going back."""
    now, back = clock.now(), count()

    def body() -> bytes:
        sent = {
            "goal_id": goal_id,
            "happened_on": str(now.date() - timedelta(days=next(back) % days)),
            "recorded_at": now.isoformat(),
            "outcome": "done",
            "obstacles": ["time"],
            "note": "Two hours before anybody else was up.",
            "source": "app",
        }
        return json.dumps(sent).encode()

    return body
