"""What people do in a test, through the API as a browser would use it."""

from datetime import date, timedelta
from uuid import UUID, uuid4, uuid5

from flask import Flask

from api import clock
from api.db import db
from api.delivery.models import Suppression
from tests.factories.circle import Caller


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
