"""How a row of policy.csv becomes a request: its names are filled in, and a body that could be taken goes along.

A new route that takes a body wants one here.
"""

import re
from collections.abc import Mapping
from datetime import timedelta
from uuid import uuid4

from flask import Flask
from werkzeug.test import TestResponse

from api import clock, localtime
from api.crypto import b64
from tests.authenticators import Authenticator
from tests.factories import Caller, Circle, a_browser, a_check_in, a_plan, a_template, goal_body

FORMS = {("POST", "/c/"): {"felt": "okay"}}
"""What the button of a page sends."""
A_PASSKEY = Authenticator()
CHALLENGE = {"challenge": b64(b"nobody's"), "user": {"id": b64(b"nobody")}}
METHODS = {"GET", "PUT", "POST", "PATCH", "DELETE"}


def bodies(circle: Circle, ids: Mapping[str, str]) -> dict[tuple[str, str], object]:
    """Give what is sent along; every one of them could be taken."""
    on = localtime.local_day(clock.now(), "Europe/London")
    today = str(on)
    return {
        ("PATCH", "/me"): {"name": "Nora"},
        ("PATCH", "/practice"): {"name": "Another name"},
        ("PATCH", "/people/*"): {"roles": ["client"]},
        ("POST", "/people/*/recovery"): {"email": "new@example.org"},
        ("POST", "/email-changes"): {"email": "new@example.org"},
        ("PUT", "/me/email"): {"email": "new@example.org", "code": "000000"},
        ("POST", "/email-objections"): {"token": "made up"},
        ("POST", "/invitations"): {"email": "nora@example.org", "name": "Nora", "roles": ["client"]},
        ("POST", "/invitation-previews"): {"token": "made up"},
        ("POST", "/invitation-acceptances"): {"token": "made up", "email": "nora@example.org"},
        ("POST", "/engagements"): {"client_id": str(circle.sibling.id), "coach_id": str(circle.outsider.id)},
        ("PATCH", "/engagements/*"): {"until_on": today},
        ("POST", "/goals"): goal_body(circle.client) | {"client_id": ids["client"]},
        ("PATCH", "/goals/*"): {"priority": True},
        ("POST", "/goals/*/plans"): a_plan(on, weeks=3, start_value=0, target_value=3, direction="up"),
        ("PUT", "/goals/*/milestones/*"): {"title": "A step", "position": 2},
        ("PUT", "/goals/*/adaptations/*"): {"kind": "goal", "on": today},
        ("PUT", "/check-ins/*"): a_check_in({"id": ids["goal"]}, today),
        ("PUT", "/check-ins/*/replies/*"): {"text": "A reply"},
        ("PUT", "/goals/*/milestone-order"): {"ids": []},
        ("POST", "/client-imports"): {"csv": "name,email\nNora,nora@example.org"},
        ("POST", "/appointments"): {"client_id": ids["client"], "starts_at": "2027-01-06T07:00:00Z"},
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
        ("PUT", "/reflections/*"): {"week": "2026-W47", "heavy": 1, "drained": 2, "bigger": "no"},
        ("PUT", "/sharing"): {"numbers": True},
        ("PUT", "/goals/*/sharing"): {"numbers": False, "notes": None},
        ("PUT", "/clients/*/notes/*"): {"text": "A note"},
        ("PUT", "/consents"): {"feelings": False},
        ("POST", "/exports"): {},
        ("PUT", "/erasure"): {"when": "in_7_days"},
        ("PUT", "/nudge-preferences"): {"on": True, "weekdays": [0], "at_local": "16:00"},
        ("PUT", "/suggestions/*/offer"): {"text": "A few words"},
        ("PUT", "/suggestions/*/dismissal"): {"reason": "A few words"},
        ("PUT", "/suggestions/*/response"): {"choice": "talk"},
        ("PUT", "/nudge-settings"): {"measuring": True},
        ("PUT", "/nudge-texts"): {"texts": {"first": "{goal}?"}},
        ("POST", "/nudge-texts/preview"): {"kind": "first", "text": "{goal}?"},
        ("PUT", "/digest-preferences"): {"on": False},
        ("POST", "/push-subscriptions"): a_browser("another"),
        ("POST", "/suggestions"): {"client_id": ids["client"]},
        ("PUT", "/suggestions/*/closing"): {},
        ("PUT", "/suggestions/*/outcome"): {"outcome": None},
        ("PUT", "/suggestions/*/meanwhile"): {"goal_ids": []},
        ("PUT", "/obstacle-pulses/*"): {
            "client_id": ids["client"],
            "goal_id": ids["goal"],
            "answers": {"time": "fine"},
        },
        ("POST", "/providers"): {"name": "A provider", "contact": "x"},
        ("PATCH", "/providers/*"): {"accepting": False},
        ("PUT", "/obstacle-chips"): {"chips": [{"code": "time", "kind": "time", "shown": True}]},
        ("PUT", "/stall-settings"): {"earlier": False},
        ("POST", "/stall-settings/dry-runs"): {},
        ("PUT", "/stall-episodes/*/verdict"): {"verdict": "relevant", "reason": "A few words"},
        ("PUT", "/triage/*/snooze"): {"until_on": str(on + timedelta(days=3))},
        ("PUT", "/triage/*/conversation"): {},
        ("PUT", "/triage/*/not-a-concern"): {},
        ("POST", "/sign-in-codes"): {"email": "stranger@example.org"},
        ("POST", "/session"): {"email": "stranger@example.org", "code": "000000"},
        ("POST", "/session/membership"): {"id": ids["client"]},
        ("POST", "/session/passkey"): {"credential": A_PASSKEY.show(CHALLENGE)},
        ("POST", "/passkeys"): {"name": "A phone", "credential": A_PASSKEY.make(CHALLENGE)},
        ("POST", "/api-tokens"): {"name": "A program", "scopes": ["read"]},
    }


def routes(app: Flask) -> set[tuple[str, str]]:
    """Give the method and rule of everything that the app answers."""
    return {(method, rule.rule) for rule in app.url_map.iter_rules() for method in rule.methods & METHODS}


def route_of(app: Flask, method: str, path: str) -> tuple[str, str]:
    """Give the method and rule that a row of the table is about."""
    filled = re.sub(r"\{\w+\}", str(uuid4()), path.split("?", maxsplit=1)[0])
    rule, _ = app.url_map.bind("localhost").match(filled, method, return_rule=True)
    return method, rule.rule


def missing(app: Flask, table: list[dict[str, str]]) -> set[tuple[str, str]]:
    """Give the routes that no row is about."""
    return routes(app) - {route_of(app, row["method"], row["path"]) for row in table}


def ask(
    caller: Caller,
    row: Mapping[str, str],
    ids: Mapping[str, str],
    etags: Mapping[str, str],
    sent: Mapping[tuple[str, str], object],
    **more: object,
) -> TestResponse:
    """Send one row of the table as `caller`."""
    path = re.sub(r"\{(\w+)\}", lambda found: ids[found[1]], row["path"])
    names = re.findall(r"\{(\w+)\}", row["path"])
    etag = etags.get(names[0] if names else row["path"], '"1"')
    if not path.startswith("/api/v1"):
        form = FORMS.get((row["method"], path[:3]))
        return caller.open(path, row["method"], **({"data": form} if form else {}), **more)
    shape = re.sub(r"\{\w+\}", "*", row["path"].removeprefix("/api/v1").split("?")[0])
    body = sent.get((row["method"], shape))
    return caller.send(row["method"], path.removeprefix("/api/v1"), body, **({"etag": etag} | more))
