"""A year of one client, arriving in other orders than it happened: in the end it reads the same.

Eight goals of every kind; journeys across zones, both changes of the clocks; pauses, a goal on hold, one let go and
taken up again, a re-plan; check-ins on the day and backfilled, twice a day, edited, moved, undone, sent again. What
needs the network (goals, plans, statuses, zones) happens when it happens. What a phone keeps until it is online
(check-ins, undos, skips, reflections) arrives at once, weeks late, or all of it after the year: each thing with the
time that its phone recorded, in any order but its own.
"""

import random
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from uuid import UUID, uuid5

import pytest
import sqlalchemy as sa

from api import localtime
from api.accounts.models import Consent, Membership, Sharing
from api.accounts.rules import Principal, client_view, coach_view
from api.accounts.services import people
from api.accounts.services.people import NewMember
from api.accounts.services.sight import facts_of_clients
from api.checkins import services as checkins
from api.checkins.models import CheckIn
from api.checkins.services import CheckInSent
from api.db import db
from api.errors import Gone, NotFound
from api.goals import services as goals
from api.goals.services.writing import NewGoal
from api.stalls import rules
from api.stalls.services import assessing, put_adaptation
from tests.simulation.a_year import (
    BEGUN,
    END,
    GOALS,
    JOURNEYS,
    ORDERS,
    WEEKS,
    Event,
    a_year,
    at,
    with_replays,
)


@dataclass
class Life:
    """One client in whose practice the year is replayed."""

    client: Principal
    zone: str
    goals: dict[str, UUID] = field(default_factory=dict)
    refused: Counter = field(default_factory=Counter)

    @classmethod
    def begun(cls, practice_id: UUID, coach_id: UUID, number: int) -> "Life":
        now, zone = at(0, 4, JOURNEYS[0][1]), JOURNEYS[0][1]
        member = NewMember(f"Ada {number}", f"ada{number}@example.org", frozenset({"client"}), zone)
        client_id = people.add_member(practice_id, member, now)
        people.engage(practice_id, client_id, coach_id, BEGUN, now)
        for kind in ("feelings", "patterns"):
            db.session.add(
                Consent(
                    client_id=client_id, kind=kind, practice_id=practice_id, version="x", given=True, at=now
                )
            )
        db.session.execute(
            sa.update(Sharing).where(Sharing.client_id == client_id).values(feelings=True, obstacles=True)
        )
        db.session.commit()
        life = cls(Principal(client_id, practice_id, frozenset({"client"}), zone), zone)
        for name, (kind, planned) in GOALS.items():
            new = NewGoal(client_id, name, "own", kind, False, False, None, None, planned)
            life.goals[name] = goals.create_goal(life.client, new, now).id
        for number_of_step, due in enumerate((70, 140, 210, 350)):
            life.step(number_of_step, BEGUN + timedelta(days=due), None, now)
        return life

    def step(self, number: int, due_on: date, reached_on: date | None, now: datetime) -> None:
        step = {
            "title": f"step {number}", "position": number, "due_from": None, "due_on": due_on, "weight": 1.0,
            "reached_on": reached_on, "what_worked": None,
        }  # fmt: skip
        goals.put_milestone(self.client, self.goals["move"], self.id_of(f"step {number}"), step, now)

    def id_of(self, name: str) -> UUID:
        return uuid5(self.client.member_id, name)

    def take(self, event: Event, now: datetime) -> None:
        """The event arrives at the server."""
        try:
            getattr(self, f"_{event.what.replace('-', '_')}")(event, now)
        except (Gone, NotFound) as fact:
            db.session.rollback()
            self.refused[type(fact).__name__] += 1

    def _check_in(self, event: Event, now: datetime) -> None:
        said = {name: value for name, value in event.said.items() if name != "goal"}
        sent = CheckInSent(
            goal_id=self.goals[event.said["goal"]], recorded_at=event.at, source="outbox", **said
        )
        checkins.record_check_in(self.client, self.id_of(event.name), sent, now)

    def _undo(self, event: Event, now: datetime) -> None:
        checkins.undo_check_in(self.client, self.id_of(event.name), now)

    def _skip(self, event: Event, now: datetime) -> None:
        goal_id = self.goals.get(event.said["goal"])
        days = (event.said["from_on"], event.said["until_on"])
        checkins.put_skip(self.client, self.id_of(event.name), goal_id, *days, None, now)

    def _unskip(self, event: Event, now: datetime) -> None:
        checkins.delete_skip(self.client, self.id_of(event.name), now)

    def _reflect(self, event: Event, now: datetime) -> None:
        checkins.put_reflection(self.client, self.id_of(event.name), **event.said, now=now)

    def _move(self, event: Event, now: datetime) -> None:
        self.client = people.amend_me(self.client, {"zone": event.name}, now)

    def _stand(self, event: Event, now: datetime) -> None:
        goal_id = self.goals[event.name]
        version = goals.goal_in_view(self.client, goal_id, now).row.version
        goals.amend_goal(self.client, goal_id, dict(event.said), version, now)

    def _replan(self, event: Event, now: datetime) -> None:
        new = GOALS[event.name][1] | event.said | {"start_on": localtime.local_day(now, self.client.zone)}
        goals.replan(self.client, self.goals[event.name], new | {"start_value": 50.0}, now)

    def _adapt(self, event: Event, now: datetime) -> None:
        on = localtime.local_day(now, self.client.zone)
        goal_id = self.goals[event.name]
        put_adaptation(self.client, goal_id, self.id_of(f"{event.at}"), event.said["kind"], on, None, now)

    def step_reached(self, event: Event, now: datetime) -> None:
        number = int(event.name.removeprefix("step "))
        due_on = BEGUN + timedelta(days=(70, 140, 210, 350)[number])
        self.step(number, due_on, event.said["reached_on"], now)

    _step = step_reached


# What is read in the end


def snapshot(life: Life) -> dict[str, object]:
    """Give all that is told of a client's year, without the ids and times of the server."""
    names = {goal_id: name for name, goal_id in life.goals.items()}
    rows = db.session.execute(
        sa.select(*CheckIn.__table__.columns).where(
            CheckIn.client_id == life.client.member_id, CheckIn.undone_at.is_(None)
        )
    )
    told = {
        "check-ins": sorted(
            (
                names[row.goal_id],
                row.happened_on,
                row.recorded_at,
                row.outcome,
                row.value or 0,
                row.obstacles,
                row.counts,
            )
            for row in rows
        )
    }
    for name, goal_id in life.goals.items():
        found = checkins.goal_progress(life.client, goal_id, END)
        told[name] = {key: value for key, value in found.items() if key != "goal_id"}
    today = checkins.today(life.client, None, END)
    told["strip"], told["next"], told["paused"] = today["strip"], today["next_due_on"], bool(today["paused"])
    told["verdicts"] = verdicts(life)
    return told


def verdicts(life: Life) -> dict[tuple[str, str], list]:
    """Give what the model says of each goal to each viewer, at the end of each week of the year."""
    names = {goal_id: name for name, goal_id in life.goals.items()}
    facts = facts_of_clients([life.client.practice_id], {life.client.member_id})[life.client.member_id]
    rows = list(
        db.session.execute(sa.select(*assessing.Goal.__table__.c).where(assessing.Goal.id.in_(names)))
    )
    seen = [
        _Named(row.id, row.practice_id, row.client_id, row.kind, row.status, row.is_private) for row in rows
    ]
    views = {life.client.member_id: (client_view(facts), coach_view(facts))}
    return {
        (names[one.goal_id], one.view.reader): [
            replace(rules.assess(one.history, BEGUN + timedelta(weeks=week)), next_check_on=END.date())
            for week in range(1, WEEKS + 1)
        ]
        for one in assessing._assess(seen, views, END)
    }


@dataclass(frozen=True)
class _Named:
    id: UUID
    practice_id: UUID
    goal_client_id: UUID
    kind: str
    status: str
    is_private: bool
    numbers_shared: bool | None = None
    feelings_shared: bool | None = None
    obstacles_shared: bool | None = None
    notes_shared: bool | None = None


def replayed(
    practice_id: UUID, coach_id: UUID, number: int, order: str, events: list[Event], seed: int
) -> Life:
    chance = random.Random(f"{seed} {order}")
    life = Life.begun(practice_id, coach_id, number)
    for moment, event in with_replays(ORDERS[order](events, chance), chance):
        life.take(event, moment)
    return life


@pytest.fixture
def a_practice(app):
    """Give a practice and its coach."""
    with app.app_context():
        coach = NewMember("Cora", "cora@example.org", frozenset({"owner", "coach"}))
        coach_id = people.create_practice("Northside", coach, at(0, 3, "Europe/London"))
        practice_id = db.session.scalar(sa.select(Membership.practice_id).where(Membership.id == coach_id))
        db.session.commit()
        yield practice_id, coach_id
        db.session.remove()


def test_a_year_reads_the_same_in_whatever_order_it_arrives(a_practice):
    events = a_year(20261123)
    told = {}
    for number, order in enumerate(ORDERS):
        life = replayed(*a_practice, number, order, events, seed=7)
        assert set(life.refused) <= {"NotFound", "Gone"}, "an undo, or what it undid, sent again"
        told[order] = snapshot(life)
    first, *others = told.values()
    for name in first:
        for other in others:
            assert other[name] == first[name], name
    assert_this_was_a_year(events, first)


def assert_this_was_a_year(events: list[Event], told: dict) -> None:
    """The year held what it is said to hold."""
    happened = Counter(event.what for event in events)
    assert happened["check-in"] > 600
    assert happened["undo"] > 20
    assert {"move", "stand", "replan", "adapt", "skip", "unskip", "reflect", "step"} <= set(happened)
    by_day = Counter(row[:2] for row in told["check-ins"])
    assert max(by_day.values()) > 1
    levels = {verdict.level for each in told["verdicts"].values() for verdict in each}
    assert {"too_early", "on_path", "behind", "slipping", "stalled"} <= levels, levels
    assert {"paused"} <= {verdict.lane for each in told["verdicts"].values() for verdict in each}
    assert told["book"]["replans"]
    assert len(told["write"]["excused"]) >= 2


def test_a_year_with_one_check_in_less_reads_differently(a_practice):
    """What compares years can tell two apart."""
    events = [event for event in a_year(20261123) if event.said.get("goal") == "weight"]
    last = max(
        (event for event in events if event.what == "check-in"),
        key=lambda event: event.said["happened_on"],
    )
    lives = [
        replayed(*a_practice, number, "as it happened", some, seed=7)
        for number, some in enumerate((events, [event for event in events if event.name != last.name]))
    ]
    whole, less = (checkins.goal_progress(life.client, life.goals["weight"], END) for life in lives)
    assert whole["points"] != less["points"]
