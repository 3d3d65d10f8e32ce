"""The one-tap check-in: what a link's page shows, and what its buttons do."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid5

import sqlalchemy as sa

from api import crypto
from api.accounts.models import Membership
from api.accounts.rules import Principal
from api.checkins.services import CheckInSent, record_check_in, undo_check_in
from api.checkins.services.today import PRIVATE_GOAL
from api.db import db
from api.errors import NotFound
from api.goals.services import GoalSeen, goal_in_view
from api.nudges.services.links import LinkEnded, OneTap

_FAMILY = UUID("7d8a5c1e-6c0b-5f0e-9d59-3f3b1f6f9a10")
"""Where the ids of one-tap check-ins come from: one for a client, goal and day, however often the link is used."""


@dataclass(frozen=True, slots=True)
class TapSeen:
    """What the page of a link needs to know."""

    title: str
    on: date
    outcome: str
    asks_feelings: bool


def tap_in_view(tap: OneTap, now: datetime) -> TapSeen:
    """Give what the link is about. Nothing is changed. Raises LinkEnded when the client or goal is gone."""
    goal = _goal(tap, now)
    # The mail leaves a private goal's name out, because a reply quotes it; a quoted link must not tell it either.
    title = (
        PRIVATE_GOAL
        if goal.row.is_private
        else crypto.unseal(goal.row.title, tap.client_id, "goal", "title", tap.goal_id)
    )
    return TapSeen(title, tap.on, tap.outcome, goal.view.feelings)


def save_tap(tap: OneTap, felt: str | None, now: datetime) -> None:
    """The check-in is recorded; once more, by this or another of that goal's and day's links, it is edited."""
    sent = CheckInSent(
        goal_id=tap.goal_id, happened_on=tap.on, outcome=tap.outcome, felt=felt, source="email"
    )
    try:
        record_check_in(_principal(tap.client_id), check_in_id(tap), sent, now)
    except NotFound:
        raise LinkEnded from None


def undo_tap(tap: OneTap, now: datetime) -> None:
    """The check-in that the link recorded is undone; if there is none, nothing changes."""
    principal = _principal(tap.client_id)
    try:
        undo_check_in(principal, check_in_id(tap), now)
    except NotFound:
        return


def check_in_id(tap: OneTap) -> UUID:
    """Give the id of the check-in that all links of one client, goal and day record."""
    return uuid5(_FAMILY, f"{tap.client_id}:{tap.goal_id}:{tap.on.isoformat()}")


def _goal(tap: OneTap, now: datetime) -> GoalSeen:
    try:
        return goal_in_view(_principal(tap.client_id), tap.goal_id, now)
    except NotFound:
        raise LinkEnded from None


def _principal(client_id: UUID) -> Principal:
    """Give the client as a caller who may do what their link says. Raises LinkEnded when they have left."""
    row = db.session.execute(
        sa.select(Membership.practice_id, Membership.zone).where(
            Membership.id == client_id, Membership.is_client, Membership.left_at.is_(None)
        )
    ).one_or_none()
    if row is None:
        raise LinkEnded
    return Principal(client_id, row.practice_id, frozenset({"client"}), row.zone)
