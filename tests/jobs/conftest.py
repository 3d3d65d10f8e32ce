"""One practice with a coach, a client and an outsider, at a time that the test sets."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from email.message import EmailMessage
from typing import Any
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from api.accounts.models import Consent, Engagement, Membership
from api.accounts.rules import Principal
from api.accounts.services import people, sign_in
from api.accounts.services.people import NewMember
from api.checkins.models import CheckIn
from api.checkins.services import CheckInSent, put_skip, record_check_in
from api.db import db
from api.delivery import sink
from api.delivery.jobs import deliver
from api.delivery.models import Outbox
from api.goals.services import create_goal
from api.goals.services.writing import NewGoal
from api.nudges.jobs import decide_due_nudges, settle_nudges
from api.nudges.models import Nudge, NudgePlan
from api.nudges.services import Preferences, put_preferences

MONDAY = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)


def links_in(mail) -> list[str]:
    text = mail.get_body(("plain",)).get_content()
    return [link.removeprefix("http://127.0.0.1:8000") for link in re.findall(r"http://\S+/c/\S+", text)]


@dataclass
class Practice:
    """What a test of reminders needs: people, a clock, and the mails that left since it began."""

    app: Flask
    monkeypatch: pytest.MonkeyPatch
    now: datetime = MONDAY
    known_mails: set[str] = field(default_factory=set)
    client: Principal = None  # type: ignore[assignment]
    coach: Principal = None  # type: ignore[assignment]
    outsider: Principal = None  # type: ignore[assignment]
    engagement_id: UUID = None  # type: ignore[assignment]

    def open(self, zone: str) -> None:
        self.monkeypatch.setattr("api.clock.now", lambda: self.now)
        self.known_mails = {key for key, _ in sink.kept_mails(self._folder, 10_000)}
        coach = NewMember("Cora", "cora@example.org", frozenset({"owner", "coach"}))
        coach_id = people.create_practice("Northside", coach, self.now)
        practice_id = db.session.scalar(sa.select(Membership.practice_id).where(Membership.id == coach_id))
        client = NewMember("Ada", "ada@example.org", frozenset({"client"}), zone)
        outsider = NewMember("Otto", "otto@example.org", frozenset({"client"}), zone)
        client_id = people.add_member(practice_id, client, self.now)
        outsider_id = people.add_member(practice_id, outsider, self.now)
        self.engagement_id = people.engage(practice_id, client_id, coach_id, date(2026, 1, 1), self.now)
        db.session.commit()
        self.client = Principal(client_id, practice_id, frozenset({"client"}), zone)
        self.outsider = Principal(outsider_id, practice_id, frozenset({"client"}), zone)
        self.coach = Principal(coach_id, practice_id, frozenset({"owner", "coach"}), "Europe/London")

    def goal(self, title: str = "Strategy time", kind: str = "habit", **cadence: Any) -> UUID:
        plan = {
            "start_on": date(2026, 1, 5),
            "target_on": None,
            "cadence": {"every": "day", "interval": 1, "times": 1, "weekdays": None, "at_most": False}
            | cadence,
            "start_value": None,
            "target_value": None,
            "unit": None,
            "direction": None,
        }
        goal = NewGoal(self.client.member_id, title, "strategy", kind, False, False, None, None, plan)
        return create_goal(self.client, goal, self.now).id

    def remind(self, *weekdays: int, at: str = "16:00", on: bool = True, **more: Any) -> None:
        """The client wants reminders that name goals, on every day unless some are given."""
        chosen = Preferences(on, weekdays or tuple(range(7)), at, **({"is_discreet": False} | more))
        put_preferences(self.client, chosen, self.now)

    def check_in(self, goal_id: UUID, on: date, source: str = "api") -> None:
        sent = CheckInSent(goal_id, on, outcome="done", source=source)
        record_check_in(self.client, uuid4(), sent, self.now)

    def nudges(self) -> list[Nudge]:
        return self.rows(Nudge, Nudge.decided_at)

    def pause(self, from_on: date, until_on: date | None = None) -> None:
        put_skip(self.client, uuid4(), None, from_on, until_on, None, self.now)

    def consent_to_feelings(self) -> None:
        consent = Consent(
            client_id=self.client.member_id, kind="feelings", practice_id=self.client.practice_id,
            version="2026-11", given=True, at=self.now,
        )  # fmt: skip
        db.session.add(consent)
        db.session.commit()

    def end_engagement(self) -> None:
        db.session.execute(sa.update(Engagement).values(until_on=self.now.date() - timedelta(days=1)))
        db.session.commit()

    def tick(self, at: datetime | None = None) -> None:
        """Let the clock's jobs run once, at the time given."""
        self.decide(at)
        deliver()
        settle_nudges()

    def decide(self, at: datetime | None = None) -> None:
        self.now = at or self.now
        decide_due_nudges()

    def days(self, count: int, at_utc: int = 16) -> None:
        """Let the next days pass, with a tick at that hour each."""
        for _ in range(count):
            self.tick(
                self.now.replace(hour=at_utc)
                + (timedelta(days=1) if self.now.hour >= at_utc else timedelta())
            )

    def outcomes(self) -> list[tuple[str, str | None]]:
        return [(nudge.outcome, nudge.reason) for nudge in self.rows(Nudge, Nudge.on_date)]

    def check_ins(self) -> list[CheckIn]:
        return self.rows(CheckIn, CheckIn.id)

    def plan(self) -> NudgePlan:
        [plan] = self.rows(NudgePlan, NudgePlan.client_id)
        return plan

    def queued(self) -> list[Outbox]:
        return self.rows(Outbox, Outbox.id)

    def rows(self, model: Any, order: Any) -> list[Any]:
        db.session.rollback()
        db.session.expire_all()
        return list(db.session.scalars(sa.select(model).order_by(order)))

    def mails(self) -> list[EmailMessage]:
        """The mails that left, oldest first."""
        kept = sink.kept_mails(self._folder, 10_000)
        return [mail for key, mail in reversed(kept) if key not in self.known_mails]

    def browser(self, who: Principal | None = None) -> FlaskClient:
        """A browser: nobody's, or one that `who` is signed in with."""
        browser = self.app.test_client()
        if who is not None:
            member = db.session.get_one(Membership, who.member_id)
            browser.set_cookie("waymark", sign_in.open_session(member, self.now).token)
            db.session.commit()
        return browser

    @property
    def _folder(self) -> Any:
        return self.app.config["WAYMARK"].mail_folder


@pytest.fixture
def practice(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[Practice]:
    """It is Monday 16 November 2026, 09:00 in London, where the client lives."""
    practice = Practice(app, monkeypatch)
    with app.app_context():
        practice.open("Europe/London")
        yield practice
        db.session.remove()
