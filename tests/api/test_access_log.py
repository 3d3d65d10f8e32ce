"""Who read what of a client, and when: told to the client, and to nobody else."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
import sqlalchemy as sa

from api.accounts.services import reads
from tests.factories import (
    a_circle,
    a_goal,
    a_member,
    a_suggestion,
    checked_in,
    posted,
    rows,
    signed_in_again,
    statements,
    today_of,
)


@pytest.fixture
def goal(circle):
    goal = a_goal(circle.client)
    checked_in(circle.client, goal, today_of(circle.client), note="CANARY")
    return goal


def log(client, **more):
    answer = client.get("/access-log", **more)
    assert answer.status_code == 200
    return answer.json["items"]


def told(client):
    return {(one["reader"]["name"], one["what"]) for one in log(client)}


READS = {
    "/goals?client_id={client}": "goals",
    "/goals/{goal}": "goals",
    "/goals/{goal}/check-ins": "check_ins",
    "/check-ins/{check_in}": "check_ins",
    "/check-ins/{check_in}/replies": "check_ins",
    "/goals/{goal}/progress": "progress",
    "/goals/{goal}/stall": "standing",
    "/goals/{goal}/adaptations": "changes",
    "/goals/{goal}/export": "export",
    "/goals/{goal}/export?format=csv": "export",
    "/suggestions": "standing",
    "/suggestions/{draft}": "standing",
    "/appointments": "appointments",
    "/appointments/{appointment}": "appointments",
    "/enrolments": "programmes",
    "/enrolments/{enrolment}": "programmes",
    "/clients/{client}/notes": "coach_notes",
    "/people/{client}": "person",
    "/caseload": "list",
    "/triage": "list",
    "/goals/{goal}/support": "changes",
    "/stall-episodes?goal_id={goal}": "standing",
    "/obstacle-pulses?client_id={client}": "pulses",
    "/suggestions/{draft}/events": "standing",
    "/people": "list",
}


@pytest.fixture
def ids(app, circle, goal):
    client = {"client_id": str(circle.client.id)}
    steps = [{"template_id": posted(circle.coach, "/goal-templates", a_walk())["id"], "release": "at_once"}]
    programme = posted(circle.coach, "/programmes", {"title": "x", "steps": steps})["id"]
    meeting = client | {"starts_at": "2090-01-05T07:00:00Z"}
    made = {
        "client": client["client_id"],
        "goal": goal["id"],
        "check_in": circle.client.get(f"/goals/{goal['id']}/check-ins").json["items"][0]["id"],
        "draft": a_suggestion(app, goal, "drafted")["id"],
        "appointment": posted(circle.coach, "/appointments", meeting)["id"],
        "enrolment": posted(circle.coach, f"/programmes/{programme}/enrolments", client)["id"],
    }
    forget_reads(app)
    return made


def a_walk():
    plan = {"cadence": {"every": "week", "times": 3}}
    return {"title": "Walk", "area": "wellbeing", "kind": "habit", "plan": plan}


def forget_reads(app):
    """Nothing was read so far."""
    from api.db import db  # noqa: PLC0415 -- the app is there

    with app.app_context():
        db.session.execute(sa.text("DELETE FROM access_log"))
        db.session.commit()
    reads._kept.__init__()


@pytest.mark.parametrize("path", READS)
def test_every_read_of_a_coach_is_told(circle, ids, path):
    assert circle.coach.get(path.format(**ids)).status_code == 200
    [one] = log(circle.client)
    assert (one["what"], one["through"]) == (READS[path], "app")
    assert one["reader"] == {"id": str(circle.coach.id), "name": "Coach"}
    assert one["is_list"] == (READS[path] == "list")


def test_every_route_that_shows_a_coach_something_of_a_client_is_among_them(app, circle, ids):
    """A route that is added asks for a line in READS, or for one in what follows."""
    of_nobody = {
        "/api/v1/me", "/api/v1/session", "/api/v1/practice", "/api/v1/engagements", "/api/v1/helplines",
        "/api/v1/goal-templates", "/api/v1/programmes", "/api/v1/visibility", "/api/v1/openapi.json",
    }  # fmt: skip
    bound = app.url_map.bind("")
    known = {bound.match("/api/v1" + path.format(**ids).split("?")[0])[0] for path in READS}
    for rule in app.url_map.iter_rules():
        view = app.view_functions[rule.endpoint]
        allowed = set(getattr(view, "allowed_roles", ()))
        # What names no client, and no thing of one, is a coach's own.
        is_about_somebody = any(name in rule.rule for name in ("goal_id", "client", "check_in", "suggestion"))
        if "GET" in rule.methods and "coach" in allowed and is_about_somebody:
            assert rule.endpoint in known or rule.rule in of_nobody, rule.rule


def test_an_hour_of_reading_is_one_line(app, circle, goal):
    for _ in range(5):
        for path in ("", "/check-ins"):
            circle.coach.get(f"/goals/{goal['id']}{path}")
    assert len(rows(app, "access_log")) == 2
    assert told(circle.client) == {("Coach", "goals"), ("Coach", "check_ins")}


def test_another_hour_is_another_line(app, time):
    circle = a_circle(app)
    goal = a_goal(circle.client)
    time.set(datetime(2026, 11, 23, 12, 59, 59, tzinfo=UTC), circle.coach)
    circle.coach.get(f"/goals/{goal['id']}")
    time.set(datetime(2026, 11, 23, 13, 0, 1, tzinfo=UTC), circle.coach)
    circle.coach.get(f"/goals/{goal['id']}")
    circle.coach.get(f"/goals/{goal['id']}")
    assert [one["hour_at"] for one in log(circle.client)] == [
        "2026-11-23T13:00:00.000000Z",
        "2026-11-23T12:00:00.000000Z",
    ]


def test_another_process_writes_no_second_line(app, circle, goal):
    for _ in range(2):
        circle.coach.get(f"/goals/{goal['id']}")
        reads._kept.__init__()
    assert len(rows(app, "access_log")) == 1


def test_a_client_reading_their_own_is_no_read(app, circle, goal):
    for path in (
        "/goals",
        f"/goals/{goal['id']}",
        "/today",
        "/insights",
        f"/goals/{goal['id']}/export",
        "/what-my-coach-sees",
    ):
        assert circle.client.get(path).status_code == 200
    assert circle.client.get(f"/what-my-coach-sees/goals/{goal['id']}").status_code == 200
    assert rows(app, "access_log") == []


def test_what_was_refused_was_not_read(app, circle, goal):
    private = a_goal(circle.client, private=True)
    for caller in (circle.outsider, circle.former, circle.foreign_coach, circle.owner, circle.sibling):
        caller.get(f"/goals/{goal['id']}")
    assert circle.coach.get(f"/goals/{private['id']}").status_code == 404
    assert circle.coach.get(f"/goals/{goal['id']}/check-ins?limit=0").status_code == 422
    assert rows(app, "access_log") == []


def test_a_write_that_shows_something_is_a_read_too(circle, goal):
    changed = circle.coach.patch(f"/goals/{goal['id']}", {"priority": True}, etag=goal["etag"])
    assert changed.status_code == 200
    assert told(circle.client) == {("Coach", "goals")}


def test_a_list_of_many_clients_is_one_row_and_told_to_each_of_them(app, circle):
    others = [a_member(app, circle.owner, f"Client{n}", "client", coach=circle.coach) for n in range(12)]
    for client in others:
        a_goal(client)
    assert len(circle.coach.get("/caseload?limit=100").json["items"]) == 14
    assert len(rows(app, "access_log")) == 1
    for client in (circle.client, circle.sibling, *others):
        assert told(client) == {("Coach", "list")}
    assert log(circle.foreign_client) == []


def test_a_list_opened_before_the_coach_was_theirs_is_not_told(app, time):
    circle = a_circle(app)
    circle.outsider.get("/caseload")
    circle.outsider.get("/people")
    time.pass_by(circle.client, circle.owner, circle.outsider, days=1)
    begun = {"client_id": str(circle.client.id), "coach_id": str(circle.outsider.id)}
    posted(circle.owner, "/engagements", begun)
    assert log(circle.client) == []
    circle.outsider.get("/caseload")
    time.pass_by(circle.client, days=1)
    assert told(circle.client) == {("Outsider", "list")}


def test_an_owner_who_opens_the_list_of_everybody_is_told_to_everybody(app, circle):
    assert circle.owner.get("/people").status_code == 200
    assert told(circle.client) == told(circle.sibling) == {("Olive", "members")}
    assert log(circle.foreign_client) == []
    assert len(rows(app, "access_log")) == 1


def test_nobody_is_told_of_what_they_opened_themselves(app, circle):
    both = a_member(app, circle.owner, "Both", "client", "owner")
    assert both.get("/people").status_code == 200
    assert log(both) == []
    assert told(circle.client) == {("Both", "members")}


def test_a_draft_does_not_betray_itself_by_being_read(app, circle, goal):
    circle.coach.get(f"/goals/{goal['id']}/stall")
    without = log(circle.client)
    forget_reads(app)
    draft = a_suggestion(app, goal, "drafted")
    for path in ("/suggestions", f"/suggestions/{draft['id']}"):
        assert circle.coach.get(path).status_code == 200
    assert log(circle.client) == without


def test_a_program_that_reads_with_a_token_is_told_as_one(circle, goal):
    token = posted(circle.coach, "/api-tokens", {"name": "A program", "scopes": ["read"]})["token"]
    headers = {"Authorization": f"Bearer {token}"}
    assert circle.anyone.get(f"/goals/{goal['id']}", headers=headers).status_code == 200
    assert [(one["what"], one["through"]) for one in log(circle.client)] == [("goals", "api")]


def test_a_calendar_that_tells_of_clients_is_one_line_an_hour(app, circle):
    meeting = {"client_id": str(circle.client.id), "starts_at": "2090-01-05T07:00:00Z"}
    posted(circle.coach, "/appointments", meeting)
    forget_reads(app)
    url = posted(circle.coach, "/calendar-feed", {})["url"]
    for _ in range(3):
        assert circle.anyone.open(url.removeprefix("http://127.0.0.1:8000")).status_code == 200
    assert [(one["what"], one["through"]) for one in log(circle.client)] == [("list", "calendar")]


def test_it_is_without_content(app, circle, goal):
    circle.coach.get(f"/goals/{goal['id']}/export")
    [row] = rows(app, "access_log")
    assert set(row._mapping) == {
        "id", "practice_id", "client_id", "reader_id", "kind", "door", "hour_at", "reader_on",
    }  # fmt: skip


def test_what_cannot_be_put_on_record_is_not_shown(app, circle, goal, monkeypatch):
    def fail(*_args, **_more):
        raise sa.exc.OperationalError("INSERT", {}, Exception("disk full"))

    monkeypatch.setattr(reads, "keep", fail)
    answer = circle.coach.get(f"/goals/{goal['id']}")
    assert answer.status_code == 503
    assert "Board pack" not in answer.get_data(as_text=True)
    assert circle.client.get(f"/goals/{goal['id']}").status_code in {200, 503}


def test_a_read_that_is_on_record_already_costs_no_statement(app, circle, goal):
    path = f"/goals/{goal['id']}"
    counts = []
    for _ in range(3):
        with statements(app) as seen:
            circle.coach.get(path)
        counts.append(len(seen))
    assert counts[0] == counts[1] + 1
    assert counts[1] == counts[2]


def test_it_comes_in_pages_the_latest_first(app, time):
    circle = a_circle(app)
    goal = a_goal(circle.client)
    for _ in range(5):
        time.pass_by(circle.coach, hours=1)
        circle.coach.get(f"/goals/{goal['id']}")
    signed_in_again(circle.client)
    whole = log(circle.client)
    found, cursor = [], ""
    while cursor is not None:
        page = circle.client.get(f"/access-log?limit=2{cursor and f'&cursor={cursor}'}").json
        found += page["items"]
        cursor = page["next"]
    assert found == whole
    assert [one["hour_at"] for one in whole] == sorted((one["hour_at"] for one in whole), reverse=True)
    assert len(whole) == 5


def test_only_the_client_reads_it(circle):
    for caller in (circle.coach, circle.owner, circle.outsider):
        assert caller.get("/access-log").status_code == 403


def test_two_coaches_stand_apart(app, circle, goal):
    begun = {"client_id": str(circle.client.id), "coach_id": str(circle.outsider.id)}
    posted(circle.owner, "/engagements", begun)
    for coach in (circle.coach, circle.outsider):
        assert coach.get(f"/goals/{goal['id']}").status_code == 200
    assert {name for name, what in told(circle.client) if what == "goals"} == {"Coach", "Outsider"}


def test_ids_that_are_nobodys_are_not_logged(app, circle):
    circle.coach.get(f"/goals?client_id={uuid4()}")
    assert rows(app, "access_log") == []
