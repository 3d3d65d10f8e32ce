"""Who may see and do what: every route and caller against policy.csv, which people wrote."""

import csv
import re
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from uuid import uuid4

import pytest

from api import frontend
from tests.factories import (
    Circle,
    a_browser,
    a_check_in,
    a_circle,
    a_goal,
    a_plan,
    a_suggestion,
    a_template,
    agreed,
    checked_in,
    goal_body,
    posted,
    refused_mail,
    rows,
    shared,
    today_of,
)

with Path(__file__).with_name("policy.csv").open(newline="") as file:
    POLICY = list(csv.DictReader(file))
CALLERS = [name for name in POLICY[0] if name not in {"method", "path"}]
UNSAFE = {"GET", "PUT", "POST", "PATCH", "DELETE"}
NOT_FOR_THE_COACH = "SECRET"
NOT_FOR_OTHERS = "SHARED"


def seed(app, circle: Circle) -> tuple[dict[str, str], dict[str, str]]:
    """Give the ids that the table names, and the ETags of those that have one.

    Words begin with SHARED when client and coach may read them, with SECRET when the client alone may.
    """
    client, coach, today = circle.client, circle.coach, today_of(circle.client)
    agreed(client)
    shared(client, feelings=False, obstacles=False, notes=False)
    goal = a_goal(
        coach, client, title="SHARED title", why="SHARED why", if_then={"if": "SHARED", "then": "SHARED"}
    )
    private = a_goal(client, private=True, title="SECRET title", why="SECRET why")
    ids = {"client": str(client.id), "goal": goal["id"], "private": private["id"]}
    for prefix, of, word in (("", goal, "SHARED"), ("private_", private, "SECRET")):
        said = {"felt": "heavy", "obstacles": ["worry"], "note": "SECRET note"}
        ids[f"{prefix}check_in"] = checked_in(client, of, today, **said)["id"]
        ids[f"{prefix}milestone"] = str(uuid4())
        step = {"title": f"{word} step", "position": 1, "what_worked": f"{word} words"}
        assert (
            client.put(f"/goals/{of['id']}/milestones/{ids[f'{prefix}milestone']}", step).status_code == 201
        )
    ids["adaptation"], ids["skip"] = str(uuid4()), str(uuid4())
    tried = {"kind": "strategy", "on": str(today), "note": "SECRET note"}
    assert client.put(f"/goals/{goal['id']}/adaptations/{ids['adaptation']}", tried).status_code == 201
    excused = {"goal_id": None, "from_on": str(today), "until_on": str(today), "reason": "SECRET reason"}
    assert client.put(f"/skips/{ids['skip']}", excused).status_code == 201
    ids["draft"] = a_suggestion(app, goal, "drafted")["id"]
    for state in ("dismissed", "answered"):
        ids[state] = a_suggestion(app, goal, state)["id"]
    ids["browser"] = posted(client, "/push-subscriptions", a_browser("SECRET"))["id"]
    refused_mail(app, client)
    ids["refused"] = str(client.id)
    siblings = a_goal(coach, circle.sibling, title="SIBLING title")
    ids["draft_too"] = a_suggestion(app, siblings, "drafted")["id"]
    ids |= _what_a_coach_arranges(circle, ids["check_in"])
    ids["engagement"] = str(rows(app, "engagement", coach_id=coach.id, client_id=client.id)[0].id)
    etags = {name: coach.get(f"/goals/{ids[name]}").headers["ETag"] for name in ("goal",)}
    etags["private"] = client.get(f"/goals/{private['id']}").headers["ETag"]
    return ids, etags


def _what_a_coach_arranges(circle: Circle, check_in_id: str) -> dict[str, str]:
    client, coach = circle.client, circle.coach
    ids = {"reply": str(uuid4()), "ordered": a_goal(client, title="SHARED title")["id"]}
    ids["private_ordered"] = a_goal(client, private=True, title="SECRET title")["id"]
    said = coach.put(f"/check-ins/{check_in_id}/replies/{ids['reply']}", {"text": "SHARED reply"})
    assert said.status_code == 201
    meeting = {"client_id": str(client.id), "starts_at": "2027-01-05T07:00:00Z", "place": "SHARED place"}
    for name in ("appointment", "appointment_off"):
        ids[name] = posted(coach, "/appointments", meeting)["id"]
    template = a_template(title="A template")
    for name in ("template", "template_off"):
        ids[name] = posted(coach, "/goal-templates", template)["id"]
    steps = [{"template_id": ids["template"], "release": "date", "on": "2090-01-01"}]
    for name in ("programme", "programme_off", "programme_begun"):
        ids[name] = posted(coach, "/programmes", {"title": "A programme", "steps": steps})["id"]
    begun = {"client_id": str(client.id)}
    ids["enrolment"] = posted(coach, f"/programmes/{ids['programme_begun']}/enrolments", begun)["id"]
    return ids


def bodies(circle: Circle, ids: Mapping[str, str]) -> dict[tuple[str, str], object]:
    """Give what is sent along; every one of them could be taken."""
    today = str(today_of(circle.client))
    check_in = a_check_in({"id": ids["goal"]}, today)
    step = {"title": "SHARED step", "position": 2}
    return {
        ("PATCH", "/me"): {"name": "Nora"},
        ("PATCH", "/practice"): {"name": "Another name"},
        ("POST", "/engagements"): {"client_id": str(circle.sibling.id), "coach_id": str(circle.outsider.id)},
        ("PATCH", "/engagements/*"): {"until_on": today},
        ("POST", "/goals"): goal_body(circle.client, title="SHARED title"),
        ("PATCH", "/goals/*"): {"priority": True},
        ("POST", "/goals/*/plans"): a_plan(today_of(circle.client)),
        ("PUT", "/goals/*/milestones/*"): step,
        ("PUT", "/goals/*/adaptations/*"): {"kind": "goal", "on": today},
        ("PUT", "/check-ins/*"): check_in,
        ("PUT", "/check-ins/*/replies/*"): {"text": "SHARED reply"},
        ("PUT", "/goals/*/milestone-order"): {"ids": []},
        ("POST", "/client-imports"): {"csv": "name,email\nNora,nora@example.org"},
        ("POST", "/appointments"): {"client_id": ids["client"], "starts_at": "2027-01-05T07:00:00Z"},
        ("PATCH", "/appointments/*"): {"minutes": 30},
        ("POST", "/goal-templates"): a_template(),
        ("PATCH", "/goal-templates/*"): a_template(),
        ("POST", "/goal-templates/*/goals"): {"client_id": ids["client"]},
        ("POST", "/programmes"): {
            "title": "Begin",
            "steps": [{"template_id": ids["template"], "release": "at_once"}],
        },
        ("POST", "/programmes/*/enrolments"): {"client_id": ids["client"]},
        ("POST", "/calendar-feed"): {},
        ("PUT", "/skips/*"): {"goal_id": ids["goal"], "from_on": today},
        ("PUT", "/reflections/*"): {"week": "2026-W02", "heavy": 1, "drained": 2, "bigger": "no"},
        ("PUT", "/sharing"): {},
        ("PUT", "/consents"): {},
        ("PUT", "/nudge-preferences"): {"on": True, "weekdays": [0], "at_local": "16:00"},
        ("PUT", "/nudge-settings"): {"measuring": True},
        ("PUT", "/nudge-texts"): {"texts": {"first": "{goal}?"}},
        ("POST", "/nudge-texts/preview"): {"kind": "first", "text": "{goal}?"},
        ("PUT", "/digest-preferences"): {"on": False},
        ("POST", "/push-subscriptions"): a_browser("another"),
        ("PUT", "/suggestions/*/offer"): {"text": "SHARED words"},
        ("PUT", "/suggestions/*/dismissal"): {"reason": "SHARED words"},
        ("PUT", "/suggestions/*/response"): {"choice": "talk"},
        ("POST", "/sign-in-codes"): {"email": "stranger@example.org"},
        ("POST", "/session"): {"email": "stranger@example.org", "code": "000000"},
    }


def routes(app) -> set[tuple[str, str]]:
    return {(method, rule.rule) for rule in app.url_map.iter_rules() for method in rule.methods & UNSAFE}


def route_of(app, method: str, path: str) -> tuple[str, str]:
    filled = re.sub(r"\{\w+\}", str(uuid4()), path.split("?", maxsplit=1)[0])
    rule, _ = app.url_map.bind("localhost").match(filled, method, return_rule=True)
    return method, rule.rule


def ask(caller, row, ids, etags, sent):
    """Send one row of the table as `caller`."""
    path = re.sub(r"\{(\w+)\}", lambda found: ids[found[1]], row["path"])
    names = re.findall(r"\{(\w+)\}", row["path"])
    etag = etags.get(names[0], '"1"') if names else '"1"'
    if not path.startswith("/api/v1"):
        return caller.open(path, row["method"])
    shape = re.sub(r"\{\w+\}", "*", row["path"].removeprefix("/api/v1").split("?")[0])
    body = sent.get((row["method"], shape))
    return caller.send(row["method"], path.removeprefix("/api/v1"), body, etag=etag)


@pytest.fixture
def built_app(app, tmp_path, monkeypatch):
    """The app, with a page to serve."""
    (tmp_path / "index.html").write_text("<!doctype html>")
    monkeypatch.setattr(frontend, "DIST", tmp_path)
    return app


def missing(app, table) -> set[tuple[str, str]]:
    return routes(app) - {route_of(app, row["method"], row["path"]) for row in table}


def test_every_route_stands_in_the_table(app):
    assert missing(app, POLICY) == set()


def test_a_route_that_is_forgotten_in_the_table_is_noticed(app):
    without = [row for row in POLICY if not row["path"].endswith("/stall")]
    assert missing(app, without) == {("GET", "/api/v1/goals/<uuid:goal_id>/stall")}


def test_every_caller_of_the_circle_stands_in_the_table():
    assert {field.name for field in fields(Circle)} == set(CALLERS)


@pytest.mark.parametrize("name", CALLERS)
def test_everybody_is_answered_as_the_table_says(built_app, name):
    circle = a_circle(built_app)
    ids, etags = seed(built_app, circle)
    caller, sent = getattr(circle, name), bodies(circle, ids)
    told = {}
    for number, row in enumerate(POLICY):
        answer = ask(caller, row, ids | {"new": str(uuid4())}, etags, sent)
        told[number] = (row["method"], row["path"], answer.status_code)
        text = answer.get_data(as_text=True)
        if name not in {"client", "coach"}:
            assert NOT_FOR_OTHERS not in text, told[number]
        if name != "client":
            assert NOT_FOR_THE_COACH not in text, told[number]
    wanted = {number: (row["method"], row["path"], int(row[name])) for number, row in enumerate(POLICY)}
    assert told == wanted


@pytest.mark.parametrize("name", [name for name in CALLERS if name not in {"anyone", "client"}])
def test_what_is_not_yours_to_know_of_is_told_like_what_is_not_there(built_app, name):
    circle = a_circle(built_app)
    ids, etags = seed(built_app, circle)
    caller, sent = getattr(circle, name), bodies(circle, ids)
    absent = {key: str(uuid4()) for key in ids}
    absent_sent = bodies(circle, absent)
    absent_sent["POST", "/goals"] = absent_sent["POST", "/goals"] | {"client_id": absent["client"]}
    compared = 0
    for row in POLICY:
        if row[name] != "404" or not row["path"].startswith("/api/v1"):
            continue
        new = {"new": str(uuid4())}
        foreign = ask(caller, row, ids | new, etags, sent)
        nowhere = ask(caller, row, absent | new, etags, absent_sent)
        assert foreign.status_code == nowhere.status_code == 404, row
        assert foreign.data == nowhere.data, row
        assert sorted(foreign.headers) == sorted(nowhere.headers), row
        compared += 1
    assert compared or name == "owner"
