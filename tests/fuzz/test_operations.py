"""Every operation of the API, sent what nobody thought of, as each kind of caller: it answers, and as it says it does.

Half of the calls go to things that exist, carry their version, and change a few fields of a body that is in order, so
that they get past the 404, the 412 and the 422.
"""

import json
import re
from collections import Counter
from functools import cache
from http import HTTPStatus
from pathlib import Path

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

from tests.factories import a_circle
from tests.matrix.canaries import Canaries
from tests.matrix.requests import bodies
from tests.matrix.seed import seed

ROOT = Path(__file__).resolve().parents[2]
DESCRIPTION = json.loads((ROOT / "docs" / "openapi.json").read_text())
OPERATIONS = [
    (method.upper(), path)
    for path, operations in sorted(DESCRIPTION["paths"].items())
    for method in operations
    if method in {"get", "put", "post", "patch", "delete"}
]
STEP = re.compile(r"/(offer|dismissal|response|closing|outcome|meanwhile|recovery)$")
"""What is done to a thing whose version is asked for."""
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
SETTINGS = hypothesis.settings(
    deadline=None,
    database=None,
    derandomize=True,
    phases=[hypothesis.Phase.generate],
    suppress_health_check=list(hypothesis.HealthCheck),
)
NAMED_OTHERWISE = {
    "member_id": "client",
    "note_id": "coach_note",
    "subject_id": "answered_too",
    "subscription_id": "browser",
    "token_id": "api_token",
}
"""Things that a path calls by another name than the seed does."""
NOBODY_THINKS_OF = {
    # A code or a token that was mailed, a signature, a file that was exported.
    ("POST", "/api/v1/session"),
    ("POST", "/api/v1/session/passkey"),
    ("POST", "/api/v1/passkeys"),
    ("PUT", "/api/v1/me/email"),
    ("POST", "/api/v1/email-objections"),
    ("POST", "/api/v1/invitation-previews"),
    ("POST", "/api/v1/invitation-acceptances"),
    ("POST", "/api/v1/imports"),
    # To take back what nobody has asked for.
    ("DELETE", "/api/v1/erasure"),
    ("DELETE", "/api/v1/me/address-change"),
    ("DELETE", "/api/v1/people/{member_id}/recovery"),
}
TRIES = {
    "sqlite": {"anyone": 1, "client": 6, "coach": 6, "owner": 3},
    "postgresql": {"client": 2, "coach": 2, "owner": 1},
}
"""Requests of each caller to one operation in one mode. What differs between the engines is how they are asked."""


@pytest.mark.own_words
@pytest.mark.parametrize(("method", "path"), OPERATIONS, ids=map(" ".join, OPERATIONS))
def test_an_operation_answers_whatever_it_is_sent(app, engine, method, path, record_property):
    circle, known = what_exists(app, method, path)
    operation = described(app)[path][method]
    told = {(name, mode): Counter() for name in TRIES[engine] for mode in modes_of(operation)}
    try:
        for (name, mode), statuses in told.items():
            caller, tries = getattr(circle, name), TRIES[engine][name]
            send_what_nobody_thought_of(operation, caller, tries, mode, known, statuses)
    finally:
        # What is said at the end, also of what failed.
        record_property("answered", dict(sum(told.values(), Counter())))
        record_property("declared", list(DESCRIPTION["paths"][path][method.lower()]["responses"]))
    print(f"{method} {path}: { {f'{name} {mode.value}': dict(each) for (name, mode), each in told.items()} }")
    taken = {status for each in told.values() for status in each if status < HTTPStatus.BAD_REQUEST}
    assert taken or (method, path) in NOBODY_THINKS_OF, "nothing went past the first checks"


@cache
def described(app):
    """Give what the app says of itself; reading it takes as long as many requests."""
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app)


def modes_of(operation):
    """Give what the description allows, and what it does not where a request says anything at all."""
    says_something = operation.path_parameters or operation.query or operation.body
    return [GenerationMode.POSITIVE, GenerationMode.NEGATIVE] if says_something else [GenerationMode.POSITIVE]


def what_exists(app, method, path):
    """Give everybody, the ids of things that are there by the names that paths have for them, and a body in order."""
    circle = a_circle(app)
    ids = seed(app, circle, Canaries(), "client").ids
    known = {f"{name}_id": made for name, made in ids.items()}
    known |= {name: ids[of] for name, of in NAMED_OTHERWISE.items()}
    known["suggestion_id"] = ids["draft" if path.endswith(("/offer", "/dismissal")) else "answered"]
    if path.endswith("/milestone-order"):
        known["goal_id"] = ids["ordered"]
    if method == "PUT":
        # What is put under a new id is not held against what stands under the old one.
        known.pop("reflection_id")
    shape = re.sub(r"\{\w+\}", "*", path.removeprefix("/api/v1"))
    known["body"] = bodies(circle, ids).get((method, shape), {})
    return circle, known


def send_what_nobody_thought_of(operation, caller, tries, mode, known, statuses):
    """Send it, and count how often each status was the answer."""
    token = caller.http.get_cookie("waymark")
    cookies = {"waymark": token.value} if token else {}
    described = DESCRIPTION["paths"][operation.path][operation.method]
    versioned = "If-Match" in json.dumps(described)

    @hypothesis.settings(SETTINGS, max_examples=tries)
    @hypothesis.given(
        case=operation.as_strategy(generation_mode=mode),
        to_what_is_not_there=st.booleans(),
        kept=st.just(0) | st.integers(0, 2**12),
    )
    def send(case, to_what_is_not_there, kept):
        case.cookies = cookies
        if not to_what_is_not_there:
            # A made-up token goes before the session and is refused.
            case.headers.pop("Authorization", None)
            case.path_parameters = {
                name: known.get(name, made) for name, made in (case.path_parameters or {}).items()
            }
            case.query = {name: known.get(name, made) for name, made in (case.query or {}).items()}
            if isinstance(case.body, dict):
                made = {
                    name: case.body[name] for place, name in enumerate(sorted(case.body)) if kept >> place & 1
                }
                case.body = known["body"] | made
            if versioned:
                case.headers = {**case.headers, "If-Match": version_of(case.formatted_path, caller)}
        # What calls the app without a server between unpacks nothing.
        response = case.call(headers={"Accept-Encoding": "identity"})
        statuses[response.status_code] += 1
        case.validate_response(response, checks=CHECKS)

    send()


def version_of(path, caller):
    whole = STEP.sub("", path.removeprefix("/api/v1"))
    # An engagement is not shown by itself; nobody has changed it yet.
    return caller.get(whole).headers.get("ETag", '"1"')
