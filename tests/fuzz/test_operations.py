"""Every operation of the API, sent what nobody thought of, as each kind of caller: it answers, and as it says it does.

Half of the calls go to things that exist, carry their version, and change a few fields of a body that is in order, so
that they get past the 404, the 412 and the 422.
"""

import json
from collections import Counter
from http import HTTPStatus
from pathlib import Path
from uuid import uuid4

import hypothesis
import pytest
import schemathesis
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.factories import (
    a_circle,
    a_draft,
    a_goal,
    a_plan,
    a_template,
    agreed,
    checked_in,
    goal_body,
    offered,
    posted,
    today_of,
)

ROOT = Path(__file__).resolve().parents[2]
DESCRIPTION = json.loads((ROOT / "docs" / "openapi.json").read_text())
OPERATIONS = [
    (method.upper(), path)
    for path, operations in sorted(DESCRIPTION["paths"].items())
    for method in operations
    if method in {"get", "put", "post", "patch", "delete"}
]
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
SETTINGS = hypothesis.settings(
    deadline=None,
    database=None,
    derandomize=True,
    phases=[hypothesis.Phase.generate],
    suppress_health_check=list(hypothesis.HealthCheck),
)
TRIES = {"anyone": 3, "client": 16, "coach": 16, "owner": 8}
"""Requests of each caller to one operation in one mode, on one engine."""


@pytest.mark.parametrize(("method", "path"), OPERATIONS, ids=map(" ".join, OPERATIONS))
def test_an_operation_answers_whatever_it_is_sent(app, method, path):
    circle = a_circle(app)
    known = what_exists(app, circle, path)
    known["body"] = in_order(method, path, circle, known)
    operation = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app)[path][method]
    told = {
        (name, mode.value): send_what_nobody_thought_of(operation, getattr(circle, name), tries, mode, known)
        for name, tries in TRIES.items()
        for mode in modes_of(operation)
    }
    print(f"{method} {path}: {sum(sum(each.values()) for each in told.values())} requests, {told}")
    taken = {status for each in told.values() for status in each if status < HTTPStatus.BAD_REQUEST}
    # Nobody thinks of a code of six digits that was mailed a moment ago.
    assert taken or (method, path) == ("POST", "/api/v1/session"), "nothing went past the first checks"


def modes_of(operation):
    """Give what the description allows, and what it does not where a request says anything at all."""
    says_something = operation.path_parameters or operation.query or operation.body
    return [GenerationMode.POSITIVE, GenerationMode.NEGATIVE] if says_something else [GenerationMode.POSITIVE]


def what_exists(app, circle, path):
    """Give ids of things that are there, by the names that paths and bodies have for them."""
    agreed(circle.client)
    goal = a_goal(circle.client)
    known = {
        "goal_id": goal["id"],
        "client_id": str(circle.client.id),
        "coach_id": str(circle.outsider.id),
        "check_in_id": checked_in(circle.client, goal, today_of(circle.client))["id"],
        "engagement_id": circle.owner.get("/engagements").json["items"][0]["id"],
        "skip_id": str(uuid4()),
        "milestone_id": str(uuid4()),
    }
    skip = {"goal_id": None, "from_on": "2026-01-01", "until_on": "2026-01-02", "reason": None}
    assert circle.client.put(f"/skips/{known['skip_id']}", skip).status_code == 201
    step = circle.client.put(f"/goals/{goal['id']}/milestones/{known['milestone_id']}", {"title": "Draft"})
    assert step.status_code == 201
    known |= what_a_coach_arranged(circle, path, known)
    if "suggestion" in path:
        make = offered if "response" in path else a_draft
        known["suggestion_id"] = make(app, circle)["id"]
    return known


def what_a_coach_arranged(circle, path, known):
    """Give the ids of an appointment, a template, a programme and an enrolment, where the path asks for one."""
    coach, whose, found = circle.coach, {"client_id": known["client_id"]}, {"reply_id": str(uuid4())}
    if "appointment" in path:
        at = {"starts_at": "2026-12-01T09:00:00Z", "place": "Room 4"}
        found["appointment_id"] = posted(coach, "/appointments", whose | at)["id"]
    if any(word in path for word in ("template", "programme", "enrolment")):
        found["template_id"] = posted(coach, "/goal-templates", a_template())["id"]
        steps = [{"template_id": found["template_id"], "release": name} for name in ("at_once", "completion")]
        for name in ("programme_id", "begun"):
            found[name] = posted(coach, "/programmes", {"title": "Begin", "steps": steps})["id"]
        found["enrolment_id"] = posted(coach, f"/programmes/{found['begun']}/enrolments", whose)["id"]
    return found


def in_order(method, path, circle, known):
    """Give a body that the operation takes as it is; nothing where only one field or none is wanted."""
    on, whose = str(today_of(circle.client)), {"client_id": known["client_id"]}
    return {
        "POST /goals": goal_body(circle.client),
        "PATCH /goals/{goal_id}": {"title": "Board pack", "priority": True, "status": "on_hold"},
        "POST /goals/{goal_id}/plans": a_plan(today_of(circle.client)),
        "PUT /goals/{goal_id}/milestones/{milestone_id}": {"title": "Draft", "position": 1, "due_on": on},
        "PUT /goals/{goal_id}/adaptations/{adaptation_id}": {"kind": "step_size", "on": on},
        "PUT /check-ins/{check_in_id}": {"goal_id": known["goal_id"], "happened_on": on, "outcome": "done"},
        "PUT /skips/{skip_id}": {"goal_id": None, "from_on": on, "until_on": on},
        "PUT /reflections/{reflection_id}": {"week": "2026-W40", "heavy": 5, "drained": 5, "bigger": "no"},
        "PUT /consents": {"feelings": True, "patterns": True},
        "PUT /nudge-preferences": {"on": True, "weekdays": [0, 3], "at_local": "16:00"},
        "PUT /nudge-settings": {"measuring": True},
        "PUT /nudge-texts": {"texts": {"first": "{goal}?"}},
        "POST /nudge-texts/preview": {"kind": "first", "text": "{goal}?"},
        "PUT /digest-preferences": {"on": True},
        "PUT /suggestions/{suggestion_id}/offer": {"text": "Shall we talk about it?"},
        "PUT /suggestions/{suggestion_id}/dismissal": {"reason": "Spoken about."},
        "PUT /suggestions/{suggestion_id}/response": {"choice": "not_now"},
        "PUT /check-ins/{check_in_id}/replies/{reply_id}": {"text": "Well done."},
        "PUT /goals/{goal_id}/milestone-order": {"ids": [known["milestone_id"]]},
        "POST /client-imports": {"csv": "name,email\nNora,nora@example.org"},
        "POST /appointments": whose | {"starts_at": "2026-12-01T09:00:00Z"},
        "PATCH /appointments/{appointment_id}": {"minutes": 30},
        "POST /goal-templates": a_template(),
        "PATCH /goal-templates/{template_id}": a_template(),
        "POST /goal-templates/{template_id}/goals": whose,
        "POST /programmes": {
            "title": "Begin",
            "steps": [{"template_id": known.get("template_id"), "release": "at_once"}],
        },
        "POST /programmes/{programme_id}/enrolments": whose,
        "POST /calendar-feed": {"titles": True},
        "POST /engagements": {"client_id": known["client_id"], "coach_id": known["coach_id"]},
        "PATCH /engagements/{engagement_id}": {"until_on": on},
    }.get(f"{method} {path.removeprefix('/api/v1')}", {})


def send_what_nobody_thought_of(operation, caller, tries, mode, known):
    """Give how often each status was the answer."""
    statuses = Counter()
    token = caller.http.get_cookie("waymark")
    cookies = {"waymark": token.value} if token else {}
    described = DESCRIPTION["paths"][operation.path][operation.method]
    versioned = "If-Match" in json.dumps(described)

    @hypothesis.settings(SETTINGS, max_examples=tries)
    @hypothesis.given(
        case=operation.as_strategy(generation_mode=mode),
        to_what_exists=st.booleans(),
        kept=st.integers(0, 2**12),
    )
    def send(case, to_what_exists, kept):
        case.cookies = cookies
        if to_what_exists:
            case.path_parameters = {
                name: known.get(name, made) for name, made in (case.path_parameters or {}).items()
            }
            if isinstance(case.body, dict):
                made = {
                    name: case.body[name] for place, name in enumerate(sorted(case.body)) if kept >> place & 1
                }
                case.body = known["body"] | made
            if versioned:
                case.headers = {**(case.headers or {}), "If-Match": version_of(case.formatted_path, caller)}
        statuses[case.call_and_validate(checks=CHECKS).status_code] += 1

    send()
    return dict(statuses)


def version_of(path, caller):
    whole = (
        path.removeprefix("/api/v1")
        .removesuffix("/offer")
        .removesuffix("/dismissal")
        .removesuffix("/response")
    )
    # An engagement is not shown by itself; nobody has changed it yet.
    return caller.get(whole).headers.get("ETag", '"1"')
