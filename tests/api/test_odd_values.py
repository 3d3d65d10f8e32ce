"""Values at the edge of what a database or a calendar can hold: refused by name, or kept; never a 500."""

import json
from base64 import urlsafe_b64encode
from datetime import timedelta
from uuid import uuid4

import pytest

from tests.factories import (
    NOBODY,
    a_check_in,
    a_goal,
    a_plan,
    checked_in,
    goal_body,
    problem_fields,
    today_of,
)


@pytest.mark.parametrize("bad", ["nul\x00byte", "lone \ud800 surrogate"], ids=ascii)
def test_a_character_that_a_database_cannot_hold_is_refused_by_name(circle, bad):
    goal = a_goal(circle.client)
    answer = circle.client.put(
        f"/check-ins/{uuid4()}", a_check_in(goal, today_of(circle.client), note=bad, source=bad)
    )
    assert (answer.status_code, problem_fields(answer)) == (422, ["note", "source"])
    renamed = circle.client.patch("/me", {"name": bad, "zone": bad})
    assert (renamed.status_code, problem_fields(renamed)) == (422, ["name"])
    assert circle.client.patch("/me", {"zone": bad}).status_code == 422
    assert circle.client.patch("/me", {bad: 1}).status_code == 422
    assert circle.anyone.post("/sign-in-codes", {"email": f"{bad}@example.org"}).status_code == 422


CLOCKS = (
    "0001-01-01T00:00:00+23:59",
    "0001-01-01T00:00:00Z",
    "1999-12-31T23:59:59Z",
    "2026-11-23T07:00:00",
    "2026-11-23",
    1,
    "",
)


def test_an_instant_that_no_phone_shows_is_refused_by_name(circle):
    goal, today = a_goal(circle.client), today_of(circle.client)
    for clock in CLOCKS:
        answer = circle.client.put(f"/check-ins/{uuid4()}", a_check_in(goal, today, recorded_at=clock))
        assert (answer.status_code, problem_fields(answer)) == (422, ["recorded_at"]), clock


def test_an_instant_far_off_is_kept_within_what_can_be(circle):
    goal, today = a_goal(circle.client), today_of(circle.client)
    for clock in ("9999-12-31T23:59:59-23:59", "2000-01-01T00:00:00-12:00", "2000-01-01T00:00:00+14:00"):
        kept = checked_in(circle.client, goal, today, recorded_at=clock)
        assert "1999-12-31" <= kept["recorded_at"] <= kept["logged_at"], clock


NO_DAYS = (
    "0001-01-01",
    "1999-12-31",
    "2101-01-01",
    "9999-12-31",
    "2026-02-30",
    "2026-W01-1",
    "20260101",
    "x",
    "",
    1,
)


def test_a_day_that_no_life_has_is_refused_by_name(circle):
    client, today = circle.client, str(today_of(circle.client))
    goal = a_goal(client)
    engagement = circle.owner.get("/engagements").json["items"][0]["id"]
    where = f"/goals/{goal['id']}"
    skip = {"from_on": today, "until_on": today}
    step = {"title": "x", "position": 0}
    for day in NO_DAYS:
        tries = [
            (
                "happened_on",
                client.put(f"/check-ins/{uuid4()}", a_check_in(goal, day) | {"happened_on": day}),
            ),
            ("from_on", client.put(f"/skips/{uuid4()}", {"from_on": day})),
            ("until_on", client.put(f"/skips/{uuid4()}", skip | {"until_on": day})),
            ("on", client.put(f"{where}/adaptations/{uuid4()}", {"kind": "goal", "on": day})),
            ("due_on", client.put(f"{where}/milestones/{uuid4()}", step | {"due_on": day})),
            ("due_from", client.put(f"{where}/milestones/{uuid4()}", step | {"due_from": day})),
            ("reached_on", client.put(f"{where}/milestones/{uuid4()}", step | {"reached_on": day})),
            ("plan.start_on", client.post("/goals", goal_body(client, plan=a_plan(day)))),
            ("plan.target_on", client.post("/goals", goal_body(client, plan=a_plan(today, target_on=day)))),
            ("start_on", client.post(f"{where}/plans", a_plan(day))),
            ("on", client.get(f"/today?on={day}")),
            ("until_on", circle.owner.patch(f"/engagements/{engagement}", {"until_on": day}, etag='"1"')),
        ]
        for field, answer in tries:
            assert answer.status_code == 422, (field, day, answer.json)
            assert field in problem_fields(answer), (field, day)


NO_WEEKS = ("0000-W01", "1999-W52", "9999-W52", "2026-W54", "2026-W00", "2026-W1", "2026W01", "", 1)


def test_a_week_that_no_life_has_is_refused_by_name(circle):
    circle.client.put("/consents", {"feelings": True})
    for week in NO_WEEKS:
        body = {"week": week, "heavy": 1, "drained": 1, "bigger": "no"}
        answer = circle.client.put(f"/reflections/{uuid4()}", body)
        assert (answer.status_code, problem_fields(answer)) == (422, ["week"]), week


def test_everything_can_still_be_read_at_the_last_days_that_are_taken(circle):
    client, today = circle.client, today_of(circle.client)
    goal = a_goal(client, kind="steps", plan=a_plan(today, target_on="2100-12-31"))
    step = {"title": "x", "position": 0, "due_from": "2000-01-01", "due_on": "2100-12-31", "reached_on": None}
    where = f"/goals/{goal['id']}"
    assert client.put(f"{where}/milestones/{uuid4()}", step).status_code == 201
    sparse = {"every": "month", "interval": 366, "times": 1}
    habit = a_goal(client, plan=a_plan("2000-01-01", target_on="2100-12-31", cadence=sparse))
    checked_in(client, habit, "2000-01-01")
    assert (
        client.put(f"/skips/{uuid4()}", {"from_on": "2100-12-30", "until_on": "2100-12-31"}).status_code
        == 201
    )
    assert (
        client.put(f"/skips/{uuid4()}", {"from_on": str(today), "until_on": "2100-12-31"}).status_code == 201
    )
    for goal_id in (goal["id"], habit["id"]):
        for part in ("", "/progress", "/stall", "/check-ins"):
            assert client.get(f"/goals/{goal_id}{part}").status_code == 200, part
    assert client.get("/today").status_code == 200
    assert client.get("/today?on=2000-01-01").status_code == 200


def cursor(*values) -> str:
    return urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")


ANY = str(NOBODY)
MADE_UP = (
    "x",
    "\x00",
    "AAAA",
    "é",
    cursor(),
    cursor(1),
    cursor(10**30, "x", ANY),
    cursor(-(10**30), "x", ANY),
    cursor(2**31, "x", ANY),
    cursor(True, "x", ANY),
    cursor("\ud800", ANY),
    cursor("\x00", ANY),
    cursor(1, "\ud800", ANY),
    cursor(1, "\x00", ANY),
    cursor(None),
    cursor(None, ANY),
    cursor({}),
    cursor(["x"]),
    "A" * 600,
    "A" * 601,
    urlsafe_b64encode(b"[" * 400).decode(),
    urlsafe_b64encode(b"[" + b"9" * 400 + b"]").decode(),
)
OUT_OF_THE_CALENDAR = (
    cursor("0001-01-01T00:00:00+23:59", ANY),
    cursor("9999-12-31T23:59:59-23:59", ANY),
    cursor("2026-11-23T07:00:00", ANY),
)


def lists(circle):
    goal = a_goal(circle.coach, circle.client)["id"]
    return [
        (circle.client, "/goals"),
        (circle.coach, "/suggestions"),
        (circle.coach, "/caseload"),
        (circle.owner, "/people"),
        (circle.owner, "/engagements"),
        (circle.client, "/skips"),
        (circle.client, "/nudges"),
        (circle.client, f"/goals/{goal}/check-ins"),
        (circle.client, f"/goals/{goal}/adaptations"),
    ]


def test_a_cursor_that_was_not_given_out_is_refused_by_name(circle):
    for caller, path in lists(circle):
        for made_up in MADE_UP if path == "/people" else MADE_UP + OUT_OF_THE_CALENDAR:
            answer = caller.get(path, query_string={"cursor": made_up})
            assert (answer.status_code, problem_fields(answer)) == (422, ["cursor"]), (path, made_up)


TAGS = ('"1"', "1", '"x"', 'W/"1"', "*", '"99999999999999"', '"-1"', '"\xe9"', '"')


def test_a_version_that_was_not_given_out_is_stale(circle):
    goal = a_goal(circle.client)
    circle.client.patch(f"/goals/{goal['id']}", {"priority": True}, etag=goal["etag"])
    for tag in TAGS:
        answer = circle.client.patch(f"/goals/{goal['id']}", {"priority": False}, etag=tag)
        assert answer.status_code in {412, 428}, tag
    assert circle.client.get(f"/goals/{goal['id']}").json["priority"]


def test_ids_are_the_same_in_any_spelling(circle):
    goal, made, today = a_goal(circle.client), str(uuid4()), today_of(circle.client)
    first = circle.client.put(f"/check-ins/{made.upper()}", a_check_in(goal, today - timedelta(days=1)))
    again = circle.client.put(f"/check-ins/{made}", a_check_in(goal, today - timedelta(days=1)))
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json["id"] == again.json["id"] == made
