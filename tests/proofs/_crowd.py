"""A practice with as many clients as are wanted, each with a goal for every day and a reminder that is due.

The rows are written as the services write them, many in one statement.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import sqlalchemy as sa
from flask import Flask
from uuid_utils.compat import uuid7

from api import clock, crypto
from api.accounts.models import Engagement, Membership, Person
from api.accounts.services import people
from api.accounts.services.people import NewMember
from api.db import db
from api.goals.models import Goal, Plan
from api.nudges.models import NudgePlan

BATCH = 1000
EVERY_DAY = "0123456"
COACH = "coach@practice.example"


@dataclass(frozen=True)
class Crowd:
    """Who stands."""

    practice_id: UUID
    coach_id: UUID
    clients: list[UUID]
    due_at: datetime


def noon_zone(now: datetime) -> str:
    """Give a zone in which it is the middle of the day: nothing runs into quiet hours or midnight."""
    ahead = 12 - now.hour
    return f"Etc/GMT{-ahead:+d}" if ahead else "Etc/GMT"


def address_of(number: int) -> str:
    return f"client{number}@people.example"


def a_crowd(app: Flask, clients: int, *, due: int | None = None) -> Crowd:
    """So many clients stand; the reminders of `due` of them (default: all) are due now, the others' tomorrow."""
    now = clock.now()
    due_at = now.replace(second=0, microsecond=0)
    zone = noon_zone(now)
    due = clients if due is None else due
    with app.app_context():
        owner = NewMember("Ada", COACH, frozenset({"owner", "coach"}), zone)
        coach_id = people.create_practice("A crowd", owner, now)
        practice_id = db.session.scalar(sa.select(Membership.practice_id).where(Membership.id == coach_id))
        ids = [uuid7() for _ in range(clients)]
        for begin in range(0, clients, BATCH):
            some = ids[begin : begin + BATCH]
            _add(practice_id, coach_id, some, begin, due, due_at, zone, now)
            db.session.commit()
        db.session.remove()
    return Crowd(practice_id, coach_id, ids, due_at)


def _add(practice_id, coach_id, ids, begin, due, due_at, zone, now) -> None:
    from_on = date(2026, 1, 5)
    persons = [uuid7() for _ in ids]
    goals = [uuid7() for _ in ids]
    whose = [{"practice_id": practice_id, "client_id": client} for client in ids]
    offset = -int(zone.removeprefix("Etc/GMT") or 0)
    local = due_at.astimezone(UTC) + timedelta(hours=offset)
    add = db.session.execute
    add(
        sa.insert(Person),
        [
            {"id": person, "email": address_of(begin + index), "created_at": now}
            for index, person in enumerate(persons)
        ],
    )
    add(
        sa.insert(Membership),
        [
            {
                "id": client, "practice_id": practice_id, "person_id": person, "name": "Cleo", "zone": zone,
                "is_client": True, "created_at": now,
            }
            for client, person in zip(ids, persons, strict=True)
        ],
    )  # fmt: skip
    crypto.ring().make_client_keys(ids)
    add(
        sa.insert(Engagement),
        [{"id": uuid7(), "coach_id": coach_id, "from_on": from_on} | one for one in whose],
    )
    add(
        sa.insert(Goal),
        [
            {
                "id": goal, "title": crypto.seal("Strategy time", one["client_id"], "goal", "title", goal),
                "area": "strategy", "kind": "habit", "status": "active", "created_at": now,
            } | one
            for goal, one in zip(goals, whose, strict=True)
        ],
    )  # fmt: skip
    add(
        sa.insert(Plan),
        [
            {
                "id": uuid7(), "goal_id": goal, "from_on": from_on, "start_on": from_on, "every": "day", "interval": 1,
                "times": 1, "at_most": False, "made_at": now,
            } | one
            for goal, one in zip(goals, whose, strict=True)
        ],
    )  # fmt: skip
    add(
        sa.insert(NudgePlan),
        [
            {
                "is_on": True, "weekdays": EVERY_DAY, "at_local": f"{local:%H:%M}", "next_kind": "first", "zone": zone,
                "next_at": due_at + timedelta(days=int(begin + index >= due)),
                "next_on": local.date() + timedelta(days=int(begin + index >= due)),
            } | one
            for index, one in enumerate(whose)
        ],
    )  # fmt: skip
