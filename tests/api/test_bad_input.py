"""What cannot be read or meant is answered by a problem document that names the field; never by a 500."""

import json
import re
from collections.abc import Iterator
from copy import deepcopy
from itertools import product
from uuid import uuid4

import pytest

from api import BODY_BYTES
from tests.api.bodies import cases
from tests.factories import (
    API,
    a_check_in,
    a_goal,
    checked_in,
    goal_body,
    problem_fields,
    today_of,
)

JSON = "application/json"


@pytest.fixture
def app(sqlite_stage):
    """One engine is enough for what never reaches it; test_odd_values.py has the rest."""
    sqlite_stage.clear()
    yield sqlite_stage.app
    sqlite_stage.disconnect()


def send(caller, method, path, data, content_type=JSON):
    return caller.open(API + path, method, data=data, content_type=content_type, headers={"If-Match": '"1"'})


def parts(body, path=()) -> Iterator[tuple[tuple, object]]:
    """Give every value of a body, however deep, and where it stands."""
    for name, value in body.items() if isinstance(body, dict) else enumerate(body):
        yield (*path, name), value
        if isinstance(value, dict | list):
            yield from parts(value, (*path, name))


def replaced(body, path, value):
    changed = deepcopy(body)
    at = changed
    for name in path[:-1]:
        at = at[name]
    at[path[-1]] = value
    return changed


WRONG = {
    bool: ["yes", "true", 1, 0, None, [], {}],
    str: [1, 1.5, True, [], {}, ["x"]],
    type(None): [1, 1.5, True, [], {}, ["x"]],
    int: ["1", 1.5, True, [], {}, 10**30, -(10**30)],
    float: ["1.5", True, [], {}, 1e300, -1e300],
    list: ["x", 1, True, {}],
    dict: ["x", 1, True, []],
}

MAY_BE_UNKNOWN = {"attended"}
OF_ONE_GOAL = "/sharing"
"""There, null is as everywhere."""


def test_every_route_that_takes_a_body_is_tried(app, circle):
    tried = {
        (method, app.url_map.bind("").match(API + path, method)[0])
        for _, method, path, _ in cases(app, circle)
    }
    takers = {
        (method.upper(), re.sub(r"{\w+}", "*", path))
        for path, operations in circle.client.open(f"{API}/openapi.json").json["paths"].items()
        for method, operation in operations.items()
        if "requestBody" in operation
    }
    wanted = {
        (method, rule.endpoint)
        for rule in app.url_map.iter_rules()
        for method in rule.methods & {"POST", "PUT", "PATCH"}
        if (method, re.sub(r"<[^>]+>", "*", rule.rule)) in takers
    }
    assert len(wanted) == len(takers) > 40
    assert tried == wanted


@pytest.mark.own_words
def test_the_complete_bodies_are_taken(app, circle):
    answers = {}
    for caller, method, path, body in cases(app, circle):
        if not path.endswith("/dismissal"):  # the same draft was offered a line before
            answers[method, path] = send(caller, method, path, json.dumps(body))
    statuses = {key: answer.status_code for key, answer in answers.items()}
    refused = {key: status for key, status in statuses.items() if status >= 400 and key[1] != "/session"}
    assert refused == {}


def test_a_field_that_nobody_knows_is_refused_by_name_wherever_it_stands(app, circle):
    for caller, method, path, body in cases(app, circle):
        nested = [
            (where, value)
            for where, value in parts(body)
            # What a browser made may say more one day.
            if isinstance(value, dict) and where[0] != "credential"
        ]
        for where, value in [((), body), *nested]:
            wrong = replaced(body, (*where, "bogus"), 1) if where else body | {"bogus": 1}
            answer = send(caller, method, path, json.dumps(wrong))
            assert answer.status_code == 422, (method, path, value)
            assert problem_fields(answer) == [".".join(map(str, [*where, "bogus"]))], (method, path)


def test_a_value_of_the_wrong_type_is_refused_by_its_dotted_name(app, circle):
    tried = 0
    for caller, method, path, body in cases(app, circle):
        for where, value in parts(body):
            for wrong in WRONG[type(value)]:
                if wrong is None and (
                    where[-1] in MAY_BE_UNKNOWN or (path.endswith(OF_ONE_GOAL) and path != OF_ONE_GOAL)
                ):
                    continue
                answer = send(caller, method, path, json.dumps(replaced(body, where, wrong)))
                case = (method, path, where, wrong, answer.json)
                assert answer.status_code == 422, case
                name = ".".join(str(part) for part in where)
                assert name in problem_fields(answer), case
                tried += 1
    assert tried > 500


NOTHING_REQUIRED = {
    "/sharing",
    "/consents",
    "/calendar-feed",
    "/exports",
    "/passkeys/options",
    "/session/passkey-options",
}
NO_OBJECTS = [
    ("{", 400),
    ('{"a": 1,}', 400),
    (b"\xff\xfe{", 400),
    (b'{"title": "\xff"}', 400),
    ("[" * 30_000, 400),
    ('{"a":' * 10_000, 400),
    ('{"client_id": ' + "9" * 5000 + "}", 400),
    ("", 422),
    ("[]", 422),
    ("null", 422),
    ('"text"', 422),
    ("17", 422),
]


MAY_BE_EMPTY = {"/sharing", "/consents", "/calendar-feed", "/push-subscriptions/test"}


def test_what_is_no_json_object_is_refused(app, circle):
    for (caller, method, path, body), (data, status) in product(cases(app, circle), NO_OBJECTS):
        may_be_empty = not body or method == "PATCH" or path in NOTHING_REQUIRED
        if data == "" and (
            may_be_empty or path.endswith((OF_ONE_GOAL, "/not-a-concern", "/conversation", "/dry-runs"))
        ):
            continue  # nothing in them is required
        answer = send(caller, method, path, data)
        assert (answer.status_code, method, path) == (status, method, path)
        problem_fields(answer)


@pytest.mark.parametrize(
    "content_type", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", None]
)
def test_what_does_not_call_itself_json_is_refused(app, circle, content_type):
    for caller, method, path, body in cases(app, circle):
        answer = send(caller, method, path, json.dumps(body), content_type)
        assert (answer.status_code, path) == (415, path)
        problem_fields(answer)


def test_a_body_over_64_kb_is_refused(app, circle):
    for caller, method, path, body in cases(app, circle):
        for size, status in ((BODY_BYTES, 422), (BODY_BYTES + 1, 413)):
            data = json.dumps(body | {"bogus": ""})
            data = data.replace('"bogus": ""', '"bogus": "' + "x" * (size - len(data)) + '"')
            answer = send(caller, method, path, data)
            assert (len(data), answer.status_code, path) == (size, status, path)
            problem_fields(answer)


@pytest.mark.parametrize(
    "bad",
    [
        "nul\x00byte",
        "bell\x07",
        "escape\x1b[0m",
        "\x7f",
        "lone \ud800 surrogate",
        "\udfff",
    ],
    ids=ascii,
)
def test_a_character_that_no_keyboard_makes_is_refused_by_name(app, circle, bad):
    words = {
        "title",
        "why",
        "if",
        "then",
        "unit",
        "note",
        "reason",
        "what_worked",
        "status_reason",
        "text",
        "name",
    }
    tried = 0
    for caller, method, path, body in cases(app, circle):
        for where, value in parts(body):
            if not isinstance(value, str):
                continue
            answer = send(caller, method, path, json.dumps(replaced(body, where, bad)))
            assert answer.status_code == 422, (path, where)
            assert ".".join(str(part) for part in where) in problem_fields(answer), (path, where)
            tried += where[-1] in words
    assert tried >= 15


def test_words_that_are_too_long_are_refused_by_name(app, circle):
    for caller, method, path, body in cases(app, circle):
        for where, value in parts(body):
            if isinstance(value, str):
                answer = send(caller, method, path, json.dumps(replaced(body, where, "x" * 9000)))
                assert answer.status_code == 422, (path, where)
                assert ".".join(str(part) for part in where) in problem_fields(answer), (path, where)


def test_words_that_must_be_there_are_more_than_blanks(app, circle):
    for caller, method, path, body in cases(app, circle):
        for name in {"title", "text", "name"} & set(body):
            answer = send(caller, method, path, json.dumps(body | {name: " \t\n "}))
            assert (answer.status_code, problem_fields(answer)) == (422, [name]), path


def test_words_come_back_as_they_were_written(app, circle):
    goal = a_goal(circle.client, title='  Ünïcödé 🧭 عربى "quotes" <b>&amp; \\ /  ')
    assert goal["title"] == 'Ünïcödé 🧭 عربى "quotes" <b>&amp; \\ /'
    long = "ä" * 4000
    assert checked_in(circle.client, goal, today_of(circle.client), note=long)["note"] == long


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e400", "1e13", "-1e13", "9" * 400])
def test_a_number_that_is_none_is_refused_by_name(app, circle, number):
    goal = a_goal(circle.client)
    data = json.dumps(a_check_in(goal, today_of(circle.client), value=12345.5)).replace("12345.5", number)
    answer = send(circle.client, "PUT", f"/check-ins/{uuid4()}", data)
    assert answer.status_code == 422
    assert problem_fields(answer) == ["value"]
    data = json.dumps(goal_body(circle.client, kind="metric")).replace(
        '"target_value": 30', f'"target_value": {number}'
    )
    answer = send(circle.client, "POST", "/goals", data)
    assert (answer.status_code, problem_fields(answer)) == (422, ["plan.target_value"])


@pytest.mark.parametrize(
    "path",
    [
        "/goals/17",
        "/goals/not-a-uuid",
        "/goals/0190a0b0-0000-7000-8000-00000000000",
        "/goals/0190a0b0-0000-7000-8000-0000000000000",
        "/goals/%00",
        "/goals/0190a0b0-0000-7000-8000-000000000000/",
        "/check-ins/1",
        "/suggestions/x",
        "/nothing",
        "/",
        "",
    ],
)
def test_an_address_that_nothing_has_is_a_404_problem(app, circle, path):
    answer = circle.client.get(path)
    assert answer.status_code == 404
    assert problem_fields(answer) == []


@pytest.mark.parametrize(
    "query", ["limit=0", "limit=101", "limit=x", "limit=", "bogus=1", "cursor=x", "limit=1e3"]
)
def test_a_query_that_cannot_be_meant_is_refused_by_name(app, circle, query):
    goal = a_goal(circle.coach, circle.client)["id"]
    client, coach, owner = circle.client, circle.coach, circle.owner
    said = checked_in(client, {"id": goal}, today_of(client))["id"]
    lists = [
        (client, "/goals"),
        (coach, "/suggestions"),
        (coach, "/caseload"),
        (owner, "/people"),
        (owner, "/engagements"),
        (client, "/skips"),
        (client, "/nudges"),
        (client, f"/goals/{goal}/check-ins"),
        (client, f"/goals/{goal}/adaptations"),
        (client, "/appointments"),
        (client, "/sessions"),
        (client, "/passkeys"),
        (client, "/api-tokens"),
        (client, "/enrolments"),
        (coach, "/goal-templates"),
        (coach, "/programmes"),
        (client, f"/check-ins/{said}/replies"),
    ]
    for caller, path in lists:
        answer = caller.get(f"{path}?{query}")
        assert (answer.status_code, path) == (422, path)
        assert problem_fields(answer) == [query.split("=", maxsplit=1)[0]]


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("POST", "/goals/0190a0b0-0000-7000-8000-000000000000", {"GET", "PATCH"}),
        ("DELETE", "/goals", {"GET", "POST"}),
        ("PUT", "/caseload", {"GET"}),
        ("PATCH", "/session", {"GET", "POST", "DELETE"}),
        ("GET", "/sign-in-codes", {"POST"}),
        ("TRACE", "/me", {"GET", "PATCH"}),
        ("BREW", "/me", {"GET", "PATCH"}),
    ],
)
def test_a_method_that_an_address_does_not_take_is_a_405_that_names_the_others(
    app, circle, method, path, allowed
):
    answer = circle.client.send(method, path)
    assert answer.status_code == 405
    assert allowed <= set(answer.headers["Allow"].split(", ")) <= allowed | {"HEAD", "OPTIONS"}
    if method != "TRACE":
        problem_fields(answer)


def test_head_is_get_without_its_body_and_options_names_the_methods(app, circle):
    for path in ("/me", "/goals", "/today", "/helplines"):
        get, head = circle.client.get(path), circle.client.send("HEAD", path)
        assert (head.status_code, head.data) == (200, b"")
        assert head.headers["Content-Length"] == get.headers["Content-Length"]
        options = circle.client.send("OPTIONS", path)
        assert (options.status_code, options.data) == (200, b"")
        assert "GET" in options.headers["Allow"]
    assert circle.anyone.send("HEAD", "/me").status_code == 401
