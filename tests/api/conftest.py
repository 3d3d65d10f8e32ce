"""Everybody, for the tests of the API, and a clock that a test sets."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from tests.factories import Caller, Circle, a_circle, signed_in_again


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
