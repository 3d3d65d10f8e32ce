"""API tokens: what a program may do in somebody's name, and what it never may."""

from datetime import timedelta
from uuid import uuid4

import pytest

from tests.factories import (
    NOBODY,
    Caller,
    a_check_in,
    a_goal,
    goal_body,
    outbox,
    posted,
    problem_fields,
    rows,
    today_of,
)


class Program(Caller):
    """Calls with an API token and nothing else."""

    def __init__(self, app, token):
        super().__init__(app)
        self.http.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {token}"


def a_token(of, *scopes, **fields):
    return posted(of, "/api-tokens", {"name": "Spreadsheet", "scopes": list(scopes), **fields})


def a_program(app, of, *scopes, **fields):
    return Program(app, a_token(of, *scopes, **fields)["token"])


def test_a_program_reads_what_its_owner_may_read(app, circle):
    goal = a_goal(circle.client)
    a_goal(circle.sibling)
    program = a_program(app, circle.client, "read")
    assert [it["id"] for it in program.get("/goals").json["items"]] == [goal["id"]]
    assert program.get("/me").json == circle.client.get("/me").json
    assert program.get("/caseload").status_code == 403
    assert a_program(app, circle.sibling, "read").get(f"/goals/{goal['id']}").status_code == 404


def test_a_token_is_shown_once_and_kept_as_a_hash(app, circle):
    made = a_token(circle.client, "read")
    assert made["token"].startswith("waymark_")
    [listed] = circle.client.get("/api-tokens").json["items"]
    assert listed == {name: value for name, value in made.items() if name not in {"token", "etag"}}
    assert made["token"] not in str(rows(app, "api_token")[0])


def test_its_owner_is_told_by_mail_and_the_mail_says_nothing_of_it(app, circle):
    a_token(circle.client, "read")
    assert outbox(app) == [(circle.client.email, {"what": "token"})]


def test_a_program_writes_only_within_its_scopes(app, circle):
    goal = a_goal(circle.client)
    check_in = a_check_in(goal, today_of(circle.client))
    calls = {
        "check-ins:write": ("PUT", f"/check-ins/{uuid4()}", check_in),
        "goals:write": ("POST", "/goals", goal_body(circle.client)),
        "read": ("GET", "/goals", None),
    }
    for scope in calls:
        program = a_program(app, circle.client, scope)
        for needed, call in calls.items():
            answer = program.send(*call)
            assert (answer.status_code in {200, 201}) == (scope == needed), (scope, needed)
            assert answer.status_code in {200, 201, 403}
            if answer.status_code == 403:
                assert needed in answer.json["detail"]


def test_a_program_changes_a_goal_and_not_who_sees_it(app, circle):
    goal = a_goal(circle.client, private=True)
    program = a_program(app, circle.client, "goals:write")
    path = f"/goals/{goal['id']}"
    assert program.patch(path, {"private": False}, etag=goal["etag"]).status_code == 403
    assert program.patch(path, {"title": "Shorter"}, etag=goal["etag"]).status_code == 200
    assert circle.client.get(path).json["private"] is True


def test_a_coachs_program_arranges_appointments(app, circle):
    body = {"client_id": str(circle.client.id), "starts_at": "2090-01-05T07:00:00Z"}
    assert a_program(app, circle.coach, "appointments:write").post("/appointments", body).status_code == 201
    assert a_program(app, circle.coach, "goals:write").post("/appointments", body).status_code == 403


NEVER = [
    ("GET", "/api-tokens", None),
    ("POST", "/api-tokens", {"name": "x", "scopes": ["read"]}),
    ("DELETE", f"/api-tokens/{NOBODY}", None),
    ("GET", "/passkeys", None),
    ("POST", "/passkeys/options", None),
    ("POST", "/passkeys", {"name": "x", "credential": {}}),
    ("DELETE", f"/passkeys/{NOBODY}", None),
    ("GET", "/sessions", None),
    ("DELETE", "/sessions", None),
    ("DELETE", f"/sessions/{NOBODY}", None),
    ("DELETE", "/session", None),
    ("POST", "/session/membership", {"id": str(NOBODY)}),
    ("PATCH", "/me", {"name": "x"}),
    ("PUT", "/sharing", {"notes": True}),
    ("PUT", "/consents", {"feelings": True}),
    ("POST", "/calendar-feed", {}),
]


@pytest.mark.parametrize(("method", "path", "body"), NEVER)
def test_with_no_scope_does_a_program_change_who_gets_in_or_sees_what(app, circle, method, path, body):
    every = ("read", "check-ins:write", "goals:write", "appointments:write")
    answer = a_program(app, circle.client, *every).send(method, path, body)
    assert answer.status_code == 403
    assert "No API token reaches this" in answer.json["detail"]


def test_what_a_program_may_reach_is_what_the_description_says(app, circle):
    spec = app.extensions["waymark-openapi"]
    writes = {}
    for path, item in spec["paths"].items():
        for method in {"put", "post", "patch", "delete"} & set(item):
            for need in item[method]["security"]:
                if "token" in need:
                    writes.setdefault(need["token"][0], set()).add(path.split("/")[3])
    assert writes == {
        "check-ins:write": {"check-ins", "skips", "reflections"},
        "goals:write": {"goals", "goal-templates", "programmes", "enrolments"},
        "appointments:write": {"appointments"},
    }


def test_a_token_and_a_cookie_are_not_mixed(app, circle):
    """With a token that is none, a browser is nobody, whatever its cookie says."""
    answer = circle.client.get("/me", headers={"Authorization": "Bearer waymark_none"})
    assert answer.status_code == 401
    other = circle.client.get(
        "/me", headers={"Authorization": f"Bearer {a_token(circle.coach, 'read')['token']}"}
    )
    assert other.json["id"] == str(circle.coach.id)


def test_another_site_is_not_asked_of_a_program_and_is_of_a_browser(app, circle):
    goal = a_goal(circle.client)
    check_in = a_check_in(goal, today_of(circle.client))
    program = a_program(app, circle.client, "check-ins:write")
    elsewhere = {"Sec-Fetch-Site": "cross-site", "Origin": "https://sheets.example"}
    assert program.put(f"/check-ins/{uuid4()}", check_in, headers=elsewhere).status_code == 201
    answer = program.put(f"/check-ins/{uuid4()}", check_in, headers=elsewhere)
    assert "Access-Control-Allow-Origin" not in answer.headers
    basic = elsewhere | {"Authorization": "Basic eDp5"}
    assert circle.client.put(f"/check-ins/{uuid4()}", check_in, headers=basic).status_code == 403


def test_a_token_works_until_the_end_of_its_last_day(app, time, circle):
    program = a_program(app, circle.client, "read", expires_on="2026-11-24")
    time.set(time.now + timedelta(hours=35))
    assert program.get("/me").status_code == 200
    time.set(time.now + timedelta(hours=1.1) + timedelta(hours=4))
    assert program.get("/me").status_code == 401


def test_a_token_cannot_end_before_it_begins(app, time, circle):
    answer = circle.client.post("/api-tokens", {"name": "x", "scopes": ["read"], "expires_on": "2026-11-22"})
    assert (answer.status_code, problem_fields(answer)) == (422, ["expires_on"])


def test_a_token_that_was_ended_opens_nothing(app, circle):
    made = a_token(circle.client, "read")
    assert circle.coach.delete(f"/api-tokens/{made['id']}").status_code == 404
    assert circle.client.delete(f"/api-tokens/{made['id']}").status_code == 204
    assert Program(app, made["token"]).get("/me").status_code == 401


def test_when_a_token_was_used_is_written_once_an_hour(app, time, circle):
    program = a_program(app, circle.client, "read")
    seen = []
    for minutes in (0, 30, 31):
        time.set(time.now + timedelta(minutes=minutes))
        program.get("/me")
        seen.append(rows(app, "api_token")[0].used_at)
    assert seen[0] == seen[1] != seen[2]


@pytest.mark.parametrize("scopes", [[], ["all"], ["read", "x"], ["read"] * 11])
def test_scopes_that_nobody_knows_are_refused(app, circle, scopes):
    answer = circle.client.post("/api-tokens", {"name": "x", "scopes": scopes})
    assert answer.status_code == 422
