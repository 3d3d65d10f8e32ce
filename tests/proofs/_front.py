"""What stands before several web processes, and people who check in through it without a pause."""

import http.client
import itertools
import json
import threading
import time
from collections import Counter
from datetime import date, timedelta
from uuid import UUID, uuid4

import sqlalchemy as sa

from api.checkins.models import CheckIn
from api.db import db
from tests.e2e.server import HOST, Waymark
from tests.factories import Circle, a_circle, a_goal
from tests.proofs._stage import Stage

FIRST_DAY = date(2018, 1, 1)
DAYS = 3000
"""Then they begin anew: a day may have several check-ins, of which one counts."""
AGAIN_SECONDS = 0.05


class Front:
    """A reverse proxy's rule in its smallest form: whoever does not answer is passed over for the next one.

    Each request may be sent again because none does anything twice: a check-in has its phone's id.
    """

    def __init__(self, webs: list[Waymark], patience_seconds: float = 20) -> None:
        self._webs, self._patience = webs, patience_seconds
        self._turn = itertools.count()
        self.passed_over: Counter[str] = Counter()

    def send(self, method: str, path: str, body: object, token: str) -> tuple[int, str, bytes] | None:
        """Give status, media type and body; None where nobody answered."""
        first = next(self._turn)
        for step in range(len(self._webs)):
            web = self._webs[(first + step) % len(self._webs)]
            connection = http.client.HTTPConnection(HOST, web.port, timeout=self._patience)
            headers = {"Cookie": f"waymark={token}", "Content-Type": "application/json"}
            try:
                connection.request(method, f"/api/v1{path}", json.dumps(body), headers)
                answer = connection.getresponse()
                return answer.status, answer.headers.get_content_type(), answer.read()
            except (OSError, http.client.HTTPException) as error:
                self.passed_over[type(error).__name__] += 1
            finally:
                connection.close()
        return None


class Person(threading.Thread):
    """Checks in day after day, and sends again what was not acknowledged, as a phone does."""

    def __init__(self, front: Front, goal_id: str, token: str) -> None:
        super().__init__(daemon=True)
        self.acknowledged: list[UUID] = []
        self.answers: Counter[str] = Counter()
        """By status, and by media type where it is no success; `none` where nobody answered."""
        self.longest_seconds = 0.0
        self.is_done = False
        self._front, self._goal_id, self._token = front, goal_id, token

    def run(self) -> None:
        for day in itertools.count():
            check_in_id, began = uuid4(), time.monotonic()
            while not self._is_acknowledged(check_in_id, day):
                if self.is_done:
                    return
                time.sleep(AGAIN_SECONDS)
            self.acknowledged.append(check_in_id)
            self.longest_seconds = max(self.longest_seconds, time.monotonic() - began)
            if self.is_done:
                return

    def _is_acknowledged(self, check_in_id: UUID, day: int) -> bool:
        on = FIRST_DAY + timedelta(days=day % DAYS)
        body = {"goal_id": self._goal_id, "happened_on": str(on), "outcome": "done", "note": "Kept."}
        answer = self._front.send("PUT", f"/check-ins/{check_in_id}", body, self._token)
        if answer is None:
            self.answers["none"] += 1
            return False
        status, media_type, _ = answer
        is_good = status in (200, 201)
        self.answers[str(status) if is_good else f"{status} {media_type}"] += 1
        return is_good


class People:
    """One for each goal, all at once."""

    def __init__(self, front: Front, circle: Circle, goals: list[str]) -> None:
        token = circle.client.http.get_cookie("waymark").value
        self._persons = [Person(front, goal_id, token) for goal_id in goals]
        for each in self._persons:
            each.start()

    def stop(self) -> None:
        for each in self._persons:
            each.is_done = True
        for each in self._persons:
            each.join(60)

    @property
    def acknowledged(self) -> list[UUID]:
        return [one for each in self._persons for one in list(each.acknowledged)]

    @property
    def answers(self) -> Counter[str]:
        return sum((each.answers for each in self._persons), Counter())

    @property
    def longest_seconds(self) -> float:
        return max(each.longest_seconds for each in self._persons)


def somebody_with_goals(stage: Stage, count: int) -> tuple[Circle, list[str]]:
    """A client is signed in and has so many goals for any day."""
    circle = a_circle(stage.app)
    plan = {"start_on": str(FIRST_DAY), "cadence": {"every": "week", "times": 1}}
    goals = [a_goal(circle.client, plan=plan)["id"] for _ in range(count)]
    stage.disconnect()
    return circle, goals


def a_web(stage: Stage, name: str, database_url: str, **environment: str) -> Waymark:
    """A web process on this stage, which runs no timetable; not started yet."""
    web = Waymark(stage.folder, database_url, log=stage.folder / f"{name}.log")
    web._environment = stage.environment | {
        "DATABASE_URL": database_url, "SCHEDULER": "off", "WAYMARK_PUBLIC_URL": web.url,
        "WAYMARK_CONNECTIONS": "8", **environment,
    }  # fmt: skip
    return web


def missing(stage: Stage, acknowledged: list[UUID]) -> int:
    """Say how many acknowledged check-ins are not there."""
    with stage.app.app_context():
        there = set(db.session.scalars(sa.select(CheckIn.id)))
        db.session.remove()
    return len(set(acknowledged) - there)
