"""Everybody, for the tests of the API, and a clock that a test sets."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from flask import Flask

from tests.factories import (
    Caller,
    Circle,
    a_circle,
    a_goal,
    a_stalled_goal,
    agreed,
    assess,
    checked_in,
    posted,
    shared,
    signed_in_again,
    today_of,
)


@dataclass
class Time:
    """What the product takes for now. Whoever goes on after half an hour signs in again."""

    app: Flask
    now: datetime = datetime(2026, 11, 23, 12, tzinfo=UTC)

    def pass_by(self, *callers: Caller, **time: float) -> None:
        """So much time has passed, and the callers have signed in again."""
        self.set(self.now + timedelta(**time), *callers)

    def set(self, now: datetime, *callers: Caller) -> None:
        self.now = now
        for caller in callers:
            signed_in_again(caller)


@pytest.fixture
def time(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Time:
    """It is noon on Monday 23 November 2026 in London. Ask for it before the circle."""
    time = Time(app)
    monkeypatch.setattr("api.clock.now", lambda: time.now)
    return time


@pytest.fixture
def circle(app: Flask) -> Circle:
    return a_circle(app)


@pytest.fixture
def goal(app, circle):
    """A goal with a bit of everything round it, and a coach who sees it."""
    agreed(circle.client)
    shared(circle.client)
    client, today = circle.client, today_of(circle.client)
    goal = a_stalled_goal(circle)
    a_goal(client, kind="metric")
    check_in = checked_in(client, goal, today - timedelta(days=1), note="x")
    client.put(f"/check-ins/{check_in['id']}/replies/{uuid4()}", {"text": "x"})
    client.put(f"/goals/{goal['id']}/milestones/{uuid4()}", {"title": "x", "due_on": str(today)})
    client.put(f"/skips/{uuid4()}", {"from_on": "2026-03-02", "until_on": "2026-03-08"})
    posted(
        circle.coach,
        "/appointments",
        {"client_id": str(client.id), "starts_at": "2090-01-05T07:00:00Z", "place": "x"},
    )
    assess(app)
    return goal
