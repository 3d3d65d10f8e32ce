"""The demo practice is made: every row by the service that a person's own tap would have called, at its own past time.

The services commit as they always do, into savepoints of one transaction: an interrupted demo leaves nothing behind.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, time, timedelta
from functools import singledispatchmethod
from operator import itemgetter
from typing import Any
from uuid import UUID, uuid5

import sqlalchemy as sa

from api import localtime
from api.accounts.models import Membership, Person
from api.accounts.rules import CONSENT_KINDS, Principal
from api.accounts.services.people import NewMember, add_member, create_practice, engage
from api.checkins.services import CheckInSent, put_reflection, put_skip, record_check_in
from api.db import db
from api.demo.rules import (
    CLIENTS,
    Adapted,
    CheckedIn,
    Client,
    Event,
    Goal,
    GoalSet,
    Reached,
    Reflected,
    Replanned,
    Skipped,
    StatusSet,
    story_of,
)
from api.demo.rules.events import PlanMade, StepDue
from api.errors import Conflict
from api.goals.services import amend_goal, create_goal, goal_in_view, put_milestone, replan
from api.goals.services.writing import NewGoal
from api.nudges.services.preferences import Preferences, put_preferences
from api.pagination import PageQuery
from api.privacy.services import SHARED, set_consents, set_sharing
from api.referrals.services import dismiss, draft_suggestions, offer, respond, suggestions
from api.stalls.services import assess_goals_with_news, put_adaptation

PRACTICE = "Harbour Coaching"
ZONE = "Europe/London"
OWNER = NewMember("Edith Marlowe", "owner@demo.example", frozenset({"owner"}), ZONE)
COACH = NewMember("Maren Holt", "coach@demo.example", frozenset({"coach"}), ZONE)
GREETING = "I have thought about our last talk, and want to put this to you in writing. "

# Days before today on which the coach looked, and what was drafted then was decided and answered.
LOOKED, DISMISSED, OFFERED, ANSWERED = 10, 9, 8, 6
JOINED_BEFORE = timedelta(days=3)
FOUNDED_BEFORE = timedelta(days=30)


class PeopleAlready(Conflict):
    """The database belongs to somebody: made-up people must not stand among real ones."""

    detail = "This database already has people. The demo goes into an empty one; nothing was changed."


def make_demo(now: datetime) -> int:
    """The demo practice stands, as of `now`, or nothing has changed. Returns its number of clients.

    Raises PeopleAlready when anybody is in the database, from an earlier demo or for real.
    """
    with _all_or_nothing():
        if db.session.scalar(sa.select(Person.id).limit(1)) is not None:
            raise PeopleAlready
        _make(now)
    return len(CLIENTS)


def has_demo() -> bool:
    """Say whether the demo practice stands in this database."""
    return db.session.scalar(sa.select(Person.id).where(Person.email == COACH.email)) is not None


@contextmanager
def _all_or_nothing() -> Iterator[None]:
    """What services commit inside is kept when the block ends, all of it; when it fails, none of it."""
    db.session.remove()
    try:
        with db.engine.begin() as connection:
            db.session.registry.set(
                sa.orm.Session(connection, join_transaction_mode="create_savepoint")  # type: ignore[arg-type]
            )
            try:
                yield
            finally:
                db.session.remove()
    finally:
        db.session.remove()


def _make(now: datetime) -> None:
    today = localtime.local_day(now, ZONE)
    stories = [(client, story_of(client, localtime.local_day(now, client.zone))) for client in CLIENTS]
    founded_at = min(story[0].at for _, story in stories) - FOUNDED_BEFORE
    owner_id = create_practice(PRACTICE, OWNER, founded_at)
    practice_id = db.session.scalars(sa.select(Membership.practice_id).where(Membership.id == owner_id)).one()
    coach_id = add_member(practice_id, COACH, founded_at)
    coach = Principal(coach_id, practice_id, COACH.roles, ZONE)
    players = [_admit(client, coach, story[0].at - JOINED_BEFORE) for client, story in stories]
    past = [
        (event.at, player, event)
        for player, (_, story) in zip(players, stories, strict=True)
        for event in story
    ]
    looked_at = _at(today, LOOKED)
    for at, player, event in sorted(past, key=itemgetter(0)):
        if at < looked_at:
            player.play(event)
    _look(looked_at)
    for player in players:
        player.settle_suggestion(today)
    for at, player, event in sorted(past, key=itemgetter(0)):
        if at >= looked_at:
            player.play(event)
    for player in players:
        player.set_reminder(now)
    _look(now)


def _admit(client: Client, coach: Principal, at: datetime) -> "_Player":
    roles = frozenset({"client"})
    client_id = add_member(coach.practice_id, NewMember(client.name, client.address, roles, client.zone), at)
    principal = Principal(client_id, coach.practice_id, roles, client.zone)
    engage(coach.practice_id, client_id, coach.member_id, localtime.local_day(at, client.zone), at)
    set_consents(principal, {kind: kind in client.consents for kind in CONSENT_KINDS}, at)
    set_sharing(principal, {name: name in client.shares for name in SHARED}, at)
    return _Player(client, principal, coach)


def _look(at: datetime) -> None:
    """What the clock would have done by then is done."""
    assess_goals_with_news(at)
    draft_suggestions(at)


def _at(today: date, days_ago: int) -> datetime:
    return localtime.instant(today - timedelta(days=days_ago), time(16, 20), ZONE)


@dataclass(frozen=True, slots=True)
class _Player:
    """One client with their coach, who do what the story says."""

    client: Client
    principal: Principal
    coach: Principal
    goal_ids: dict[str, UUID] = field(default_factory=dict)

    @singledispatchmethod
    def play(self, event: Event) -> None:
        """What happened is on record, at its time."""
        raise NotImplementedError(type(event))

    @play.register
    def _(self, event: GoalSet) -> None:
        goal = event.goal
        cue, act = goal.if_then
        sent = NewGoal(
            client_id=self.principal.member_id,
            title=goal.title,
            area=goal.area,
            kind=goal.kind,
            is_priority=goal.is_priority,
            is_private=goal.is_private,
            why=goal.why,
            if_then={"cue": cue, "act": act},
            plan=_plan(event.plan),
        )
        by = self.principal if goal.is_private else self.coach
        self.goal_ids[goal.title] = create_goal(by, sent, event.at).id
        for step in event.steps:
            self._put_step(goal, step, None, event.at)

    @play.register
    def _(self, event: Replanned) -> None:
        replan(self.coach, self._id_of(event.goal), _plan(event.plan), event.at)

    @play.register
    def _(self, event: Reached) -> None:
        self._put_step(event.goal, event.step, event.on, event.at)

    @play.register
    def _(self, event: StatusSet) -> None:
        goal_id = self._id_of(event.goal)
        version = goal_in_view(self.principal, goal_id, event.at).row.version
        changes = {"status": event.status, "status_reason": event.reason}
        amend_goal(self.principal, goal_id, changes, version, event.at)

    @play.register
    def _(self, event: Adapted) -> None:
        by = self.coach if event.by == "coach" else self.principal
        goal_id = self._id_of(event.goal)
        adaptation_id = uuid5(goal_id, f"adaptation {event.on}")
        put_adaptation(by, goal_id, adaptation_id, event.kind, event.on, event.note, event.at)

    @play.register
    def _(self, event: CheckedIn) -> None:
        goal_id = self._id_of(event.goal)
        sent = CheckInSent(
            goal_id=goal_id,
            happened_on=event.on,
            recorded_at=event.at,
            outcome=event.outcome,
            value=event.value,
            felt=event.felt,
            obstacles=event.obstacles,
            note=event.note,
            source=event.source,
        )
        record_check_in(self.principal, uuid5(goal_id, f"check-in {event.on}"), sent, event.at)

    @play.register
    def _(self, event: Reflected) -> None:
        reflection_id = uuid5(self.principal.member_id, f"reflection {event.week_on}")
        put_reflection(
            self.principal, reflection_id, event.week_on, event.heavy, event.drained, event.bigger, event.at
        )

    @play.register
    def _(self, event: Skipped) -> None:
        skip_id = uuid5(self.principal.member_id, f"skip {event.from_on}")
        put_skip(self.principal, skip_id, None, event.from_on, event.until_on, event.reason, event.at)

    def settle_suggestion(self, today: date) -> None:
        """The draft about this client, if there is one, is where the story wants it."""
        wanted = self.client.suggestion
        if wanted in {None, "drafted"}:
            return
        about_client = suggestions(self.coach, self.principal.member_id, PageQuery(), _at(today, LOOKED))
        [told] = about_client.items
        if wanted == "dismissed":
            dismiss(self.coach, told["id"], self.client.dismissal, 1, _at(today, DISMISSED))
            return
        _, version = offer(self.coach, told["id"], GREETING + told["text"], 1, _at(today, OFFERED))
        if wanted == "answered":
            respond(self.principal, told["id"], "talk", version, _at(today, ANSWERED))

    def set_reminder(self, now: datetime) -> None:
        """The client is reminded from now on: nothing is due of the past."""
        reminder = self.client.reminder
        if reminder is not None:
            put_preferences(
                self.principal,
                Preferences(is_on=True, weekdays=reminder.weekdays, at_local=reminder.at_local),
                now,
            )

    def _put_step(self, goal: Goal, due: StepDue, reached_on: date | None, at: datetime) -> None:
        goal_id, step = self._id_of(goal), due.step
        sent: Mapping[str, Any] = {
            "title": step.title,
            "position": due.position,
            "due_from": None,
            "due_on": due.due_on,
            "weight": step.weight,
            "reached_on": reached_on,
            "what_worked": step.what_worked if reached_on else None,
        }
        put_milestone(self.coach, goal_id, uuid5(goal_id, f"step {due.position}"), dict(sent), at)

    def _id_of(self, goal: Goal) -> UUID:
        return self.goal_ids[goal.title]


def _plan(plan: PlanMade) -> dict[str, Any]:
    is_up = plan.start is None or plan.target is None or plan.target > plan.start
    return {
        "start_on": plan.start_on,
        "target_on": plan.target_on,
        "cadence": asdict(plan.cadence),
        "start_value": plan.start,
        "target_value": plan.target,
        "unit": plan.unit,
        "direction": None if plan.start is None else "up" if is_up else "down",
    }
