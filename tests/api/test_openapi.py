"""The API's description is whole, current and true of what is answered outside the usual."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from api import BODY_BYTES, frontend
from tests.factories import API, a_goal

WRITTEN = Path(__file__).resolve().parents[2] / "docs" / "openapi.json"

SECURITY_HEADERS = {
    "Content-Security-Policy": "default-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=()",
}


@pytest.fixture
def app(sqlite_stage):
    """One engine is enough for what does not ask it."""
    sqlite_stage.clear()
    yield sqlite_stage.app
    sqlite_stage.disconnect()


@pytest.fixture
def spec(app):
    return app.extensions["waymark-openapi"]


def operations(spec):
    for path, item in spec["paths"].items():
        for method in ("get", "put", "post", "patch", "delete"):
            if method in item:
                yield f"{method.upper()} {path}", item[method]


def test_the_written_description_is_current(app, spec):
    assert json.loads(WRITTEN.read_text()) == spec, "write it anew: flask --app wsgi openapi"
    served = app.test_client().get(f"{API}/openapi.json")
    assert served.json == spec
    assert spec["openapi"].startswith("3.1")


def test_every_route_of_the_api_is_described(app, spec):
    described = {name for name, _ in operations(spec)}
    routes = {
        f"{method} {rule.rule.replace('<uuid:', '{').replace('>', '}')}"
        for rule in app.url_map.iter_rules()
        for method in rule.methods & {"GET", "PUT", "POST", "PATCH", "DELETE"}
        if rule.rule.startswith(API) and rule.endpoint != "openapi"
    }
    assert described == routes


def test_every_operation_says_what_it_does_and_how_it_fails(spec):
    for name, operation in operations(spec):
        assert operation.get("summary"), name
        assert {"401", "404", "422", "500"} <= set(operation["responses"]), name
        if "If-Match" in json.dumps(operation.get("parameters", [])):
            assert {"412", "428"} <= set(operation["responses"]), name


def test_no_object_that_is_taken_takes_more_than_it_says(spec):
    schemas = spec["components"]["schemas"]
    taken = set()
    for _, operation in operations(spec):
        body = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema")
        if body:
            taken.add(body["$ref"].rsplit("/", 1)[-1])
    assert len(taken) >= 15
    assert {name for name in taken if schemas[name].get("additionalProperties") is not False} == set()


def test_the_description_can_be_read_without_any_other_site(app):
    page = app.test_client().get("/api/docs").text
    assert "/api/v1/goals" in page
    assert "//cdn" not in page
    assert "<script" not in page


# What every answer carries


def secured(answer) -> None:
    for name, begins in SECURITY_HEADERS.items():
        assert answer.headers.get(name, "").startswith(begins), (name, answer.request.path, answer.status)
    policy = answer.headers["Content-Security-Policy"]
    if "sandbox" not in policy and answer.mimetype == "text/html":
        assert "frame-ancestors 'none'" in policy
    assert "Server" not in answer.headers or "Werkzeug" not in answer.headers["Server"]


def test_every_answer_carries_the_security_headers(app, circle):
    goal = a_goal(circle.client)["id"]
    answers = [
        circle.client.get("/me"),
        circle.client.get(f"/goals/{goal}"),
        circle.anyone.get("/me"),
        circle.owner.get("/caseload"),
        circle.client.get("/nothing"),
        circle.client.send("POST", "/me"),
        circle.client.put("/sharing", {"x": 1}),
        circle.client.put("/sharing", {"numbers": "x" * BODY_BYTES}),
        circle.client.send("PUT", "/sharing", data="x", content_type="text/plain"),
        circle.client.send("PUT", "/sharing", data="{", content_type="application/json"),
        circle.client.send("OPTIONS", "/me"),
        circle.client.send("HEAD", "/me"),
        circle.client.delete("/session", headers={"Sec-Fetch-Site": "cross-site"}),
        circle.client.delete("/session"),
    ]
    assert {answer.status_code for answer in answers} == {200, 401, 403, 404, 405, 413, 415, 422, 400, 204}
    for answer in answers:
        secured(answer)
        assert answer.headers["Cache-Control"] == "no-store"
    for address in (
        "/healthz",
        "/readyz",
        "/metrics",
        "/api/docs",
        "/",
        "/goals/x",
        "/x.js",
        "/c/x",
        "/u/x",
        "/dev/inbox",
    ):
        secured(circle.anyone.open(address))


def test_a_failure_of_ours_says_nothing_of_its_cause(app, circle, monkeypatch):
    def fail(*_args, **_more):
        raise RuntimeError("CANARY of a driver")

    monkeypatch.setattr("api.accounts.services.people.me", fail)
    answer = circle.client.get("/me")
    assert answer.status_code == 500
    assert answer.content_type == "application/problem+json"
    assert "CANARY" not in answer.text
    secured(answer)


@pytest.fixture
def built(app, tmp_path, monkeypatch):
    """The app with a built PWA, as bin/start serves it."""
    (tmp_path / "assets").mkdir()
    for name in ("index.html", "sw.js", "manifest.webmanifest", "assets/app-1a2b3c.js"):
        (tmp_path / name).write_text("<!doctype html>" if name == "index.html" else "1")
    monkeypatch.setattr(frontend, "DIST", tmp_path)
    monkeypatch.setattr(app, "wsgi_app", frontend.with_files(app.wsgi_app))
    return app


def test_over_https_browsers_are_told_to_come_back_over_nothing_else(built, monkeypatch):
    settings = replace(built.config["WAYMARK"], public_url="https://waymark.example.org")
    monkeypatch.setitem(built.config, "WAYMARK", settings)
    monkeypatch.setattr(built, "wsgi_app", frontend.with_files(built.wsgi_app, is_https=True))
    client = built.test_client()
    for path in ("/", "/sw.js", "/api/v1/me", "/api/v1/nothing", "/c/x", "/healthz"):
        answer = client.get(path, buffered=True)
        assert answer.headers["Strict-Transport-Security"] == "max-age=31536000", path


def test_over_http_nobody_is_told_so(built):
    assert "Strict-Transport-Security" not in built.test_client().get("/api/v1/me").headers


@pytest.mark.parametrize(
    "path", ["/", "/sw.js", "/assets/app-1a2b3c.js", "/api/v1/me", "/nothing.js", "/c/x", "/u/x"]
)
@pytest.mark.parametrize("method", ["HEAD", "OPTIONS", "POST", "DELETE", "BREW"])
def test_whatever_is_asked_of_an_address_the_answer_carries_the_headers(built, path, method):
    secured(built.test_client().open(path, method=method, buffered=True))


@pytest.mark.parametrize(
    "path", ["/", "/index.html", "/sw.js", "/manifest.webmanifest", "/assets/app-1a2b3c.js"]
)
def test_static_files_carry_the_security_headers_too(built, path):
    answer = built.test_client().get(path, buffered=True)
    assert answer.status_code == 200
    secured(answer)


def test_hashed_files_are_kept_for_a_year_and_the_others_asked_for_anew(built):
    client = built.test_client()
    assert "immutable" in client.get("/assets/app-1a2b3c.js", buffered=True).headers["Cache-Control"]
    for path in ("/", "/sw.js", "/manifest.webmanifest"):
        cached = client.get(path, buffered=True).headers["Cache-Control"]
        assert cached.startswith("no-cache") or "max-age=0" in cached, path
