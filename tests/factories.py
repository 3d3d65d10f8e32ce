"""A practice with everybody a test is about, and what they do, through the API as a browser would use it.

A coach and their client, a sibling who is the same coach's client, an outsider who coaches nobody here, a coach
whose engagement ended yesterday, the owner; and a foreign practice, whose people must see nothing of it all.
"""

import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, fields
from datetime import date, timedelta
from threading import Barrier
from uuid import UUID, uuid4, uuid5

import sqlalchemy as sa
from flask import Flask
from sqlalchemy import event
from uuid_utils.compat import uuid7
from werkzeug.test import TestResponse

from api import clock, crypto
from api.accounts.models import Membership
from api.accounts.services import people
from api.accounts.services.people import NewMember
from api.accounts.services.sign_in import open_session
from api.db import db
from api.delivery.models import Outbox, Suppression
from api.referrals.jobs import draft_suggestions
from api.referrals.models import Suggestion
from api.stalls.jobs import assess_goals_with_news
from api.stalls.models import StallEpisode

API = "/api/v1"
NOBODY = UUID(int=7)
"""An id that no row has."""


@dataclass
class Caller:
    """A browser. It keeps its cookies, and sends JSON to /api/v1."""

    app: Flask
    id: UUID | None = None
    email: str = ""

    def __post_init__(self) -> None:
        self.http = self.app.test_client()

    def get(self, path: str, **more) -> TestResponse:
        return self.send("GET", path, **more)

    def put(self, path: str, body=None, **more) -> TestResponse:
        return self.send("PUT", path, body, **more)

    def post(self, path: str, body=None, **more) -> TestResponse:
        return self.send("POST", path, body, **more)

    def patch(self, path: str, body=None, **more) -> TestResponse:
        return self.send("PATCH", path, body, **more)

    def delete(self, path: str, **more) -> TestResponse:
        return self.send("DELETE", path, **more)

    def send(self, method: str, path: str, body=None, *, etag: str | None = None, **more) -> TestResponse:
        headers = more.pop("headers", {}) | ({"If-Match": etag} if etag else {})
        if body is not None:
            more |= {"data": json.dumps(body), "content_type": "application/json"}
        return self.open(API + path, method=method, headers=headers, **more)

    def open(self, address: str, method: str = "GET", **more) -> TestResponse:
        """Send anything to any address."""
        return self.http.open(address, method=method, buffered=True, **more)


@dataclass(frozen=True)
class Circle:
    """Everybody, signed in. `foreign_*` belong to another practice."""

    owner: Caller
    coach: Caller
    client: Caller
    sibling: Caller
    outsider: Caller
    former: Caller
    foreign_owner: Caller
    foreign_coach: Caller
    foreign_client: Caller
    anyone: Caller


def a_circle(app: Flask, zone: str = "Europe/London") -> Circle:
    """Two practices stand, and everybody in them is signed in. `anyone` is not."""
    now = clock.now()
    roles = {"foreign_owner": "owner", "outsider": "coach", "former": "coach", "sibling": "client"}
    made: dict[str, Caller] = {"anyone": Caller(app)}
    with app.app_context():
        for prefix in ("", "foreign_"):
            owner = NewMember("Olive", f"{prefix}owner@example.org", frozenset({"owner"}), zone)
            owner_id = people.create_practice(f"{prefix}practice", owner, now)
            practice_id = db.session.scalar(
                sa.select(Membership.practice_id).where(Membership.id == owner_id)
            )
            made[f"{prefix}owner"] = signed_in(app, owner_id)
            names = ("coach", "client") if prefix else ("coach", "client", "sibling", "outsider", "former")
            for name in names:
                member = NewMember(
                    name.title(),
                    f"{prefix}{name}@example.org",
                    frozenset({roles.get(name, name)}),
                    zone,
                )
                made[prefix + name] = signed_in(app, people.add_member(practice_id, member, now))
            today = clock.now().date()
            coach_id = made[f"{prefix}coach"].id
            for name in {"client", "sibling"}.intersection(names):
                people.engage(practice_id, made[prefix + name].id, coach_id, today - timedelta(days=400), now)
            if not prefix:
                ended = people.engage(
                    practice_id, made["client"].id, made["former"].id, today - timedelta(days=400), now
                )
                end_engagement(ended, today - timedelta(days=2))
        db.session.commit()
    return Circle(**{field.name: made[field.name] for field in fields(Circle)})


def end_engagement(engagement_id: UUID, until_on: date) -> None:
    """The engagement ended on that day. Does not commit."""
    db.session.execute(
        sa.update(people.Engagement).where(people.Engagement.id == engagement_id).values(until_on=until_on)
    )


def signed_in(app: Flask, member_id: UUID) -> Caller:
    """Give a browser that holds a session of this member. Does not commit."""
    member = db.session.get_one(Membership, member_id)
    email = db.session.scalar(sa.select(people.Person.email).where(people.Person.id == member.person_id))
    caller = Caller(app, member_id, email)
    caller.http.set_cookie("waymark", open_session(member, clock.now()).token)
    return caller


def signed_in_again(caller: Caller) -> None:
    """The browser holds a new session: the one it had may have run out."""
    with caller.app.app_context():
        member = db.session.get_one(Membership, caller.id)
        caller.http.set_cookie("waymark", open_session(member, clock.now()).token)
        db.session.commit()


def a_member(app: Flask, of: Caller, name: str, *roles: str, coach: Caller | None = None) -> Caller:
    """Somebody more belongs to the practice of `of`, and is signed in; a client has that coach."""
    now = clock.now()
    with app.app_context():
        practice_id = db.session.scalar(sa.select(Membership.practice_id).where(Membership.id == of.id))
        member = NewMember(name, f"{name.lower()}@example.org", frozenset(roles))
        member_id = people.add_member(practice_id, member, now)
        if coach:
            people.engage(practice_id, member_id, coach.id, now.date() - timedelta(days=400), now)
        caller = signed_in(app, member_id)
        db.session.commit()
    return caller


# What they do


def today_of(caller: Caller) -> date:
    return date.fromisoformat(caller.get("/me").json["today"])


def a_plan(start_on: date, weeks: int | None = None, **fields) -> dict:
    plan = {
        "start_on": str(start_on),
        "target_on": None if weeks is None else str(start_on + timedelta(weeks=weeks)),
        "cadence": {"every": "week", "times": 1},
    }
    return plan | fields


def a_metric_plan(start_on: date, weeks: int = 30, **fields) -> dict:
    """From 0 to `weeks`, so that a value is its planned weeks."""
    values = {"start_value": 0, "target_value": weeks, "unit": "pages", "direction": "up"}
    return a_plan(start_on, weeks, **(values | fields))


def goal_body(client: Caller, *, weeks_ago: int = 20, kind: str = "habit", **fields) -> dict:
    start_on = clock.now().date() - timedelta(weeks=weeks_ago)
    body = {
        "client_id": str(client.id),
        "title": "Board pack",
        "area": "strategy",
        "kind": kind,
        "plan": a_metric_plan(start_on) if kind == "metric" else a_plan(start_on),
    }
    return body | fields


def a_goal(by: Caller, client: Caller | None = None, **fields) -> dict:
    """Give a goal as it was answered, with its ETag. `by` sets it, for themselves or for their client."""
    answer = by.post("/goals", goal_body(client or by, **fields))
    assert answer.status_code == 201, answer.json
    return answer.json | {"etag": answer.headers["ETag"]}


def posted(by: Caller, path: str, body: dict) -> dict:
    """Give what was made, as it was answered, with its ETag where it has one."""
    answer = by.post(path, body)
    assert answer.status_code == 201, answer.json
    return answer.json | ({"etag": answer.headers["ETag"]} if "ETag" in answer.headers else {})


def a_template(*, title: str = "Walk every day", **fields) -> dict:
    """The body of a goal template: a habit without an end, unless `fields` say otherwise."""
    plan = {"cadence": {"every": "week", "times": 3}}
    return {"title": title, "area": "wellbeing", "kind": "habit", "plan": plan} | fields


def a_check_in(goal: dict, on: date, **fields) -> dict:
    return {"goal_id": goal["id"], "happened_on": str(on), "outcome": "done"} | fields


def a_browser(name: str = "a-browser", service: str = "https://fcm.googleapis.com/fcm/send") -> dict:
    """What a browser says when it subscribes to notifications. Nothing that is sent to it arrives anywhere."""
    point = "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8"
    return {"endpoint": f"{service}/{name}", "keys": {"p256dh": point, "auth": "BTBZMqHH6r4Tts7J_aSIgg"}}


def refused_mail(app: Flask, whose: Caller, reply: str = "550 5.1.1 No such person") -> None:
    """The mail server of this person says that there is no such address."""
    with app.app_context():
        db.session.add(Suppression(address=whose.email, at=clock.now(), reply=reply))
        db.session.commit()


def checked_in(client: Caller, goal: dict, on: date, check_in_id: UUID | None = None, **fields) -> dict:
    """Give a check-in as it was answered."""
    answer = client.put(f"/check-ins/{check_in_id or uuid4()}", a_check_in(goal, on, **fields))
    assert answer.status_code in {200, 201}, answer.json
    return answer.json


def weeks_of_check_ins(client: Caller, goal: dict, weeks: int = 20, **fields) -> None:
    """One check-in in each of so many weeks; a `value` that is given stands still."""
    start_on = date.fromisoformat(goal["plan"]["start_on"])
    for week in range(weeks):
        checked_in(client, goal, start_on + timedelta(weeks=week, days=2), **fields)


def weeks_of_reflections(client: Caller, goal: dict, weeks: int = 20, **answers) -> None:
    start_on = date.fromisoformat(goal["plan"]["start_on"])
    for week in range(weeks):
        year, number, _ = (start_on + timedelta(weeks=week, days=2)).isocalendar()
        body = {"week": f"{year}-W{number:02d}", "heavy": 8, "drained": 7, "bigger": "yes"} | answers
        answer = client.put(f"/reflections/{uuid5(client.id, body['week'])}", body)
        assert answer.status_code == 201, answer.json


def agreed(client: Caller, **consents: bool) -> None:
    answer = client.put("/consents", {"feelings": True, "patterns": True} | consents)
    assert answer.status_code == 200, answer.json


def shared(client: Caller, **sharing: bool) -> None:
    answer = client.put("/sharing", {"feelings": True, "obstacles": True, "notes": True} | sharing)
    assert answer.status_code == 200, answer.json


def a_stalled_goal(circle: Circle, **fields) -> dict:
    """Twenty weeks that stand still and feel heavy, changed twice: the model asks whether support would help."""
    agreed(circle.client)
    shared(circle.client, notes=False)
    goal = a_goal(circle.coach, circle.client, kind="metric", **fields)
    weeks_of_check_ins(circle.client, goal, value=2, outcome="partly", felt="heavy", obstacles=["exhaustion"])
    weeks_of_reflections(circle.client, goal)
    for kind, weeks_ago in (("step_size", 12), ("schedule", 7)):
        on = clock.now().date() - timedelta(weeks=weeks_ago)
        answer = circle.coach.put(f"/goals/{goal['id']}/adaptations/{uuid4()}", {"kind": kind, "on": str(on)})
        assert answer.status_code == 201, answer.json
    return goal


def assess(app: Flask) -> None:
    """Run the jobs that lead from news to verdicts, and from verdicts to drafts, once."""
    with app.app_context():
        assess_goals_with_news()
        draft_suggestions()


def a_draft(app: Flask, circle: Circle, **fields) -> dict:
    """Give the coach's draft about a stalled goal, with its ETag."""
    goal = a_stalled_goal(circle, **fields)
    assess(app)
    [draft] = circle.coach.get("/suggestions").json["items"]
    assert draft["goal_id"] == goal["id"]
    return draft | {"etag": circle.coach.get(f"/suggestions/{draft['id']}").headers["ETag"]}


def offered(app: Flask, circle: Circle, **fields) -> dict:
    """Give a suggestion that was offered, with its ETag."""
    draft = a_draft(app, circle, **fields)
    answer = circle.coach.put(
        f"/suggestions/{draft['id']}/offer", {"text": "Shall we talk about it?"}, etag=draft["etag"]
    )
    assert answer.status_code == 200, answer.json
    return answer.json | {"etag": answer.headers["ETag"]}


def rows(app: Flask, table: str, **where) -> list:
    """Give the rows of a table as they stand."""
    with app.app_context():
        found = db.metadata.tables[table]
        statement = sa.select(found).where(*(found.c[name] == value for name, value in where.items()))
        return list(db.session.execute(statement))


def problem_fields(answer: TestResponse) -> list[str]:
    """Give the fields that a problem document names; fail if it is not one."""
    assert answer.content_type == "application/problem+json", answer.data
    problem = answer.json
    assert set(problem) == {"type", "title", "status", "detail", "errors"}
    assert problem["status"] == answer.status_code
    return [error["field"] for error in problem["errors"]]


def outbox(app: Flask) -> list[tuple[str, dict]]:
    """Give every message on its way, oldest first: its address, and what it tells of."""
    with app.app_context():
        return [
            (row.address, json.loads(crypto.unseal(row.payload, row.client_id, "outbox", "payload", row.id)))
            for row in db.session.scalars(
                sa.select(Outbox).where(Outbox.payload.is_not(None)).order_by(Outbox.id)
            )
        ]


def codes_for(app: Flask, email: str) -> list[str]:
    """Give the sign-in codes on their way to an address, oldest first."""
    return [payload["code"] for address, payload in outbox(app) if address == email and "code" in payload]


@contextmanager
def statements(app: Flask) -> Iterator[list[str]]:
    """Collect the SQL statements that are run meanwhile; BEGIN and COMMIT do not count."""
    seen: list[str] = []

    def note(_connection, _cursor, statement, *_rest) -> None:
        if not statement.startswith(("BEGIN", "PRAGMA")):
            seen.append(statement)

    with app.app_context():
        engine = db.engine
    # A key that is at hand from an earlier request would hide a statement.
    crypto.ring()._cache.clear()
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(engine, "before_cursor_execute", note)


def at_once(times: int, call: Callable[[int], object]) -> list:
    """Call from so many threads that all begin at the same moment; give what they gave."""
    begin = Barrier(times)

    def one(index: int) -> object:
        begin.wait(10)
        return call(index)

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(one, range(times)))


def a_suggestion(
    app: Flask,
    goal: dict,
    state: str,
    words: str = "Shall we talk?",
    sentence: str = "No progress for nine weeks.",
    **fields,
) -> dict:
    """A suggestion about a goal stands in that state, as the job and its people would have left it."""
    now, suggestion_id, client_id = clock.now(), uuid7(), UUID(goal["client_id"])
    reasons = [{"goal_id": goal["id"], "sign": "stalled", "sentence": sentence}]
    passed = {
        "offered": {"offered_at": now},
        "answered": {"offered_at": now, "answered_at": now, "response": "not_now"},
        "dismissed": {
            "dismissed_at": now,
            "dismissal_reason": crypto.seal(
                words, client_id, "suggestion", "dismissal_reason", suggestion_id
            ),
        },
    }
    with app.app_context():
        practice_id = db.session.scalar(sa.select(Membership.practice_id).where(Membership.id == client_id))
        db.session.execute(
            sa.insert(Suggestion).values(
                id=suggestion_id,
                practice_id=practice_id,
                client_id=client_id,
                goal_id=UUID(goal["id"]),
                basis="signs",
                state=state,
                reasons=crypto.seal(json.dumps(reasons), client_id, "suggestion", "reasons", suggestion_id),
                text=crypto.seal(words, client_id, "suggestion", "text", suggestion_id),
                version=1,
                created_at=now,
                **(passed.get(state, {}) | fields),
            )
        )
        db.session.commit()
    return {"id": str(suggestion_id), "etag": '"1"'}


def an_episode(app: Flask, goal: dict) -> str:
    """A goal stands still since its plan began, as the job would have found it. Returns the episode's id."""
    with app.app_context():
        episode_id, client_id = uuid7(), UUID(goal["client_id"])
        practice_id = db.session.scalar(sa.select(Membership.practice_id).where(Membership.id == client_id))
        opened_on = date.fromisoformat(goal["plan"]["start_on"])
        db.session.execute(
            sa.insert(StallEpisode).values(
                id=episode_id,
                practice_id=practice_id,
                goal_id=UUID(goal["id"]),
                client_id=client_id,
                opened_on=opened_on,
                was_adapted=False,
            )
        )
        db.session.commit()
    return str(episode_id)
