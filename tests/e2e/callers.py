"""People who use Waymark over HTTP alone, and what they have lived through."""

import http.client
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from http.cookies import SimpleCookie
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid4, uuid5

from tests.e2e.server import HOST, Waymark, noon_zone, wait_for

TITLE = "Quarterly board pack"
HABIT = "Walk before lunch"
WEEKS = 20
DRAFT_WITHIN_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Answer:
    """What the API answered."""

    status: int
    body: Any
    headers: http.client.HTTPMessage

    @property
    def etag(self) -> dict[str, str]:
        """The headers that say: only if it is still this version."""
        return {"If-Match": self.headers["ETag"]}


class Caller:
    """One person with their session. `caller("GET", "/me")` asks the API."""

    def __init__(self, waymark: Waymark) -> None:
        self.waymark = waymark
        self.cookie = ""
        self.me: dict[str, Any] = {}

    def __call__(
        self, method: str, path: str, body: Any = None, headers: dict[str, str] | None = None
    ) -> Answer:
        connection = http.client.HTTPConnection(HOST, self.waymark.port, timeout=20)
        try:
            sent = {"Cookie": self.cookie} if self.cookie else {}
            if body is not None:
                sent["Content-Type"] = "application/json"
            connection.request(
                method,
                f"/api/v1{path}",
                None if body is None else json.dumps(body),
                sent | (headers or {}),
            )
            response = connection.getresponse()
            text = response.read()
        finally:
            connection.close()
        for key, value in SimpleCookie(response.headers["Set-Cookie"] or "").items():
            self.cookie = f"{key}={value.value}"
        return Answer(response.status, json.loads(text) if text else None, response.headers)

    def get(self, path: str) -> Any:
        """Give what is at `path`; it must be there."""
        answer = self("GET", path)
        assert answer.status == 200, (path, answer)
        return answer.body

    @property
    def id(self) -> str:
        return str(self.me["id"])

    @property
    def today(self) -> date:
        return date.fromisoformat(self.me["today"])

    @property
    def session_token(self) -> str:
        """The value of the session cookie."""
        return self.cookie.partition("=")[2]


@dataclass(frozen=True, slots=True)
class Address:
    """Somebody who signs in."""

    name: str
    email: str


DEMO_COACH = Address("Maren Holt", "coach@demo.example")
DEMO_CLIENT = Address("Sam Rivera", "client@demo.example")
DEMO_OWNER = Address("Edith Marlowe", "owner@demo.example")


def new_address(name: str) -> Address:
    """Give an address that no other test has."""
    return Address(name, f"{name.lower()}.{uuid4().hex[:8]}@people.example")


def sign_in(waymark: Waymark, address: Address) -> Caller:
    """Sign in with the code that is mailed."""
    caller = Caller(waymark)
    code = waymark.code_for(address.email, lambda: caller("POST", "/sign-in-codes", {"email": address.email}))
    answer = caller("POST", "/session", {"email": address.email, "code": code})
    assert answer.status == 201, answer
    caller.me = answer.body
    return caller


def open_practice(waymark: Waymark, coach: Address, *clients: Address) -> None:
    """A practice with a coach and these clients stands; it is the middle of the day for all of them."""
    zone = ["--zone", noon_zone()]
    owner = ["--owner-name", coach.name, "--owner-email", coach.email]
    theirs = ["--owner", coach.email, "--role", "client", "--coach", coach.email]
    waymark.commands(
        ["practice", "create", f"{coach.name}'s practice", *owner, *zone],
        *(["practice", "add", client.name, client.email, *theirs, *zone] for client in clients),
    )


def clients_of(coach: Caller) -> list[Address]:
    """Give the coach's clients."""
    people = coach.get("/people?limit=100")["items"]
    return [Address(it["name"], it["email"]) for it in people if it["roles"] == ["client"]]


def agree_to_everything(client: Caller) -> None:
    """Feelings and patterns may be worked with, and the coach may see all but notes."""
    assert client("PUT", "/consents", {"feelings": True, "patterns": True}).status == 200
    sharing = {"numbers": True, "feelings": True, "obstacles": True, "notes": False}
    assert client("PUT", "/sharing", sharing).status == 200


def weeks_that_are_over(today: date, weeks: int = WEEKS) -> Iterator[date]:
    """Give the Monday of each of the last weeks, oldest first."""
    monday = today - timedelta(days=today.weekday())
    return (monday - timedelta(weeks=ago) for ago in range(weeks, 0, -1))


def goal_body(client_id: str, kind: str, title: str, today: date) -> dict[str, Any]:
    """Give a goal of this kind that began twenty weeks ago."""
    start_on = next(weeks_that_are_over(today))
    plan: dict[str, Any] = {
        "start_on": start_on.isoformat(),
        "target_on": None if kind == "habit" else (today + timedelta(weeks=10)).isoformat(),
        "cadence": {"every": "week", "times": 3 if kind == "habit" else 1},
    }
    if kind == "metric":
        plan |= {"start_value": 0, "target_value": 100, "unit": "%", "direction": "up"}
    return {
        "client_id": client_id,
        "title": title,
        "area": "strategy",
        "kind": kind,
        "why": "The board decides on it.",
        "if_then": {"if": "it is 7:30", "then": "write one page"},
        "plan": plan,
    }


def set_goal(coach: Caller, client: Caller, kind: str, title: str) -> dict[str, Any]:
    """The coach sets a goal for the client, a goal of steps with its milestones."""
    answer = coach("POST", "/goals", goal_body(client.id, kind, title, client.today))
    assert answer.status == 201, answer
    goal: dict[str, Any] = answer.body
    start_on = next(weeks_that_are_over(client.today))
    for i in range(5 if kind == "steps" else 0):
        due_on = (start_on + timedelta(weeks=6 * (i + 1))).isoformat()
        milestone = {"title": f"Chapter {i + 1}", "position": i, "due_from": None, "due_on": due_on}
        milestone |= {"weight": 1, "reached_on": None, "what_worked": None}
        path = f"/goals/{goal['id']}/milestones/{uuid5(UUID(goal['id']), str(i))}"
        assert coach("PUT", path, milestone).status == 201
    return goal


def puts_of_a_heavy_season(goal: dict[str, Any], today: date) -> Iterator[tuple[str, dict[str, Any]]]:
    """Give path and body of twenty weeks of check-ins and reflections in which nothing moves and all is heavy."""
    facts = {"felt": "heavy", "obstacles": ["exhaustion"], "note": "Sat before it again."}
    if goal["kind"] == "metric":
        facts["value"] = 2
    for monday in weeks_that_are_over(today):
        for day, outcome in ((1, "partly"), (3, "not")) if goal["kind"] == "habit" else ((2, "partly"),):
            on = (monday + timedelta(days=day)).isoformat()
            path = f"/check-ins/{uuid5(UUID(goal['id']), on)}"
            yield path, {"goal_id": goal["id"], "happened_on": on, "outcome": outcome, **facts}
        year, week, _ = monday.isocalendar()
        path = f"/reflections/{uuid5(NAMESPACE_URL, goal['id'] + monday.isoformat())}"
        yield path, {"week": f"{year}-W{week:02d}", "heavy": 8, "drained": 7, "bigger": "yes"}


def live_through_a_heavy_season(client: Caller, coach: Caller, goal: dict[str, Any]) -> None:
    """Twenty weeks of check-ins and reflections, each sent twice as a phone may, and two changes of approach."""
    for path, body in puts_of_a_heavy_season(goal, client.today):
        assert client("PUT", path, body).status == 201, path
        assert client("PUT", path, body).status == 200, path
    for kind, weeks_ago in (("step_size", 12), ("schedule", 7)):
        on = (client.today - timedelta(weeks=weeks_ago)).isoformat()
        path = f"/goals/{goal['id']}/adaptations/{uuid4()}"
        assert coach("PUT", path, {"kind": kind, "on": on, "note": "Tried it smaller."}).status == 201


def drafted_for(coach: Caller, goal: dict[str, Any]) -> dict[str, Any]:
    """Give the draft that the coach is shown for this goal once it is there, a minute at the most."""

    def look() -> dict[str, Any] | None:
        if coach.get(f"/goals/{goal['id']}/stall")["level"] != "consider_support":
            return None
        return next((it for it in coach.get("/suggestions")["items"] if it["goal_id"] == goal["id"]), None)

    return wait_for(look, DRAFT_WITHIN_SECONDS, "a draft for the coach")


@dataclass(frozen=True, slots=True)
class Stuck:
    """A client who tried for twenty weeks, their coach, a client who must see nothing, and the coach's draft."""

    coach: Caller
    client: Caller
    outsider: Caller
    goal: dict[str, Any]
    draft: dict[str, Any]


def a_stuck_client(waymark: Waymark, kind: str) -> Stuck:
    """Give a client whose twenty weeks have led to a draft, in a practice of their own."""
    coach_address, client_address, other = new_address("Ada"), new_address("Cleo"), new_address("Otto")
    open_practice(waymark, coach_address, client_address, other)
    coach, client, outsider = (sign_in(waymark, it) for it in (coach_address, client_address, other))
    agree_to_everything(client)
    goal = set_goal(coach, client, kind, TITLE)
    live_through_a_heavy_season(client, coach, goal)
    return Stuck(coach, client, outsider, goal, drafted_for(coach, goal))


def with_a_daily_habit(client: Caller, title: str) -> Caller:
    """The client has a goal for every day; gives the client."""
    start_on = (client.today - timedelta(days=20)).isoformat()
    plan = {"start_on": start_on, "cadence": {"every": "day", "times": 1}}
    goal = {"client_id": client.id, "title": title, "area": "wellbeing", "kind": "habit", "plan": plan}
    assert client("POST", "/goals", goal).status == 201
    return client


def check_ins_of(client: Caller) -> list[dict[str, Any]]:
    """Give the check-ins of a client who has one goal."""
    [goal] = client.get("/goals")["items"]
    rows: list[dict[str, Any]] = client.get(f"/goals/{goal['id']}/check-ins")["items"]
    return rows
