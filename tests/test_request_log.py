"""The log tells of every request how it went, and of nothing that was in it."""

from dataclasses import replace
from uuid import uuid4

from structlog.testing import capture_logs

from api import create_app
from api.db import db
from tests.factories import a_circle, a_goal, today_of
from tests.factories.circle import Caller


def test_each_request_leaves_a_line_without_content(app):
    telling = create_app(replace(app.config["WAYMARK"], log_requests=True))
    client = a_circle(telling).client
    goal = a_goal(client)
    check_in_id, note = uuid4(), "The night was short."
    body = {"goal_id": goal["id"], "happened_on": str(today_of(client)), "outcome": "done", "note": note}
    with capture_logs() as lines:
        assert client.put(f"/check-ins/{check_in_id}", body).status_code == 201
        assert client.get("/nowhere/at-all?word=secret").status_code == 404
        assert Caller(telling).get("/me").status_code == 401
    assert [
        (line["method"], line["route"], line["status"]) for line in lines if line["event"] == "request"
    ] == [
        ("PUT", "/api/v1/check-ins/<uuid:check_in_id>", 201),
        ("GET", lines[1]["route"], 404),
        ("GET", "/api/v1/me", 401),
    ]
    assert all(line["milliseconds"] >= 0 for line in lines)
    said = str(lines)
    for hidden in (str(check_in_id), goal["id"], note, "secret", "nowhere", client.email):
        assert hidden not in said
    with telling.app_context():
        db.engine.dispose()
