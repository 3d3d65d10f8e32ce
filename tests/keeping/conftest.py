"""Everybody, and a client about whom there is something in every table."""

from datetime import timedelta
from uuid import uuid4

import pytest

from tests.api.conftest import Time, circle, time
from tests.factories import (
    a_goal,
    a_plan,
    a_suggestion,
    agreed,
    checked_in,
    offered,
    posted,
    shared,
    today_of,
)

CANARY = "KANARIE"


def a_life(app, circle) -> dict:
    """The client of the circle has lived with Waymark for a while; every word of it holds the canary."""
    client, coach, today = circle.client, circle.coach, today_of(circle.client)
    assert client.patch("/me", {"name": f"Nora {CANARY}"}).status_code == 200
    agreed(client)
    shared(client, obstacles=False)
    body = {
        "why": f"{CANARY} why",
        "if_then": {"if": f"{CANARY} if", "then": f"{CANARY} then"},
        "title": f"{CANARY} title",
    }
    goal = a_goal(client, kind="metric", **body)
    other = a_goal(client, title=f"{CANARY} private", private=True)
    for number in range(6):
        said = checked_in(
            client, goal, today - timedelta(days=number), value=number + 0.1, felt="hard", obstacles=["time", "worry"],
            note=f"=1+1 {CANARY} note", recorded_at=f"2026-01-0{number + 1}T07:00:00.123456Z",
        )  # fmt: skip
    undone = checked_in(client, goal, today - timedelta(days=9), note=f"{CANARY} undone")
    assert client.delete(f"/check-ins/{undone['id']}").status_code == 204
    for by, words in ((coach, f"{CANARY} how so?"), (client, f"{CANARY} so.")):
        assert by.put(f"/check-ins/{said['id']}/replies/{uuid4()}", {"text": words}).status_code == 201
    pause = {
        "goal_id": goal["id"],
        "from_on": "2026-03-02",
        "until_on": "2026-03-08",
        "reason": f"{CANARY} ill",
    }
    assert client.put(f"/skips/{uuid4()}", pause).status_code == 201
    assert client.put(f"/skips/{uuid4()}", {"from_on": "2026-04-02"}).status_code == 201
    week = {"week": "2026-W02", "heavy": 7, "drained": 6, "bigger": "yes"}
    assert client.put(f"/reflections/{uuid4()}", week).status_code == 201
    step = {
        "title": f"{CANARY} step",
        "position": 1,
        "due_on": str(today),
        "reached_on": str(today),
        "what_worked": f"{CANARY} asking",
    }
    assert client.put(f"/goals/{other['id']}/milestones/{uuid4()}", step).status_code == 201
    assert client.post(f"/goals/{other['id']}/plans", a_plan(today)).status_code == 201
    for by in (client, coach):
        change = {"kind": "schedule", "on": str(today), "note": f"{CANARY} earlier"}
        assert by.put(f"/goals/{goal['id']}/adaptations/{uuid4()}", change).status_code == 201
    meeting = {
        "client_id": str(client.id),
        "starts_at": "2027-01-05T07:00:00Z",
        "minutes": 60,
        "place": CANARY,
    }
    posted(coach, "/appointments", meeting)
    reminder = {"on": True, "weekdays": [0, 2], "at_local": "07:30"}
    assert client.put("/nudge-preferences", reminder).status_code == 200
    a_suggestion(app, goal, "answered")
    a_suggestion(app, goal, "drafted")
    assert client.post("/calendar-feed", {"titles": True}).status_code == 201
    client.post("/sign-in-codes", {"email": client.email})
    return {"goal": goal, "other": other}


@pytest.fixture
def life(app, circle):
    return a_life(app, circle)


__all__ = ["CANARY", "Time", "a_life", "circle", "life", "offered", "time"]
