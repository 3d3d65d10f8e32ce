"""The one-tap check-in: what a link's page shows, and what its buttons do."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa

from api import crypto
from api.accounts.rules import Principal
from api.accounts.services.sight import principal_of_client
from api.checkins.models import CheckIn
from api.checkins.services import CheckInSent, record_check_in, undo_check_in
from api.db import db
from api.errors import NotFound
from api.goals.services import GoalSeen, goal_in_view
from api.languages import say
from api.nudges.models import NudgePlan
from api.nudges.services.links import LinkEnded, OneTap, check_in_id
from api.nudges.services.wording import PRIVATE, UNNAMED


@dataclass(frozen=True, slots=True)
class TapSeen:
    """What the page of a link needs to know. `told`: the outcome that counts already, told through another door."""

    title: str
    on: date
    outcome: str
    asks_feelings: bool
    has_other: bool
    told: str | None


def tap_in_view(tap: OneTap, now: datetime) -> TapSeen:
    """Give what the link is about. Nothing is changed. Raises LinkEnded when the client or goal is gone."""
    goal = _goal(tap, now)
    other = db.session.execute(
        sa.select(CheckIn.outcome).where(
            CheckIn.goal_id == tap.goal_id,
            CheckIn.happened_on == tap.on,
            CheckIn.counts,
            CheckIn.id != check_in_id(tap),
        )
    ).one_or_none()
    told = other.outcome if other is not None else None
    return TapSeen(_title(tap, goal), tap.on, tap.outcome, goal.view.feelings, other is not None, told)


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


def _title(tap: OneTap, goal: GoalSeen) -> str:
    """Give the goal's name, if whoever holds the link may read it.

    The mail leaves a private goal's name out, because a reply quotes it; a quoted link must not tell it either.
    """
    if goal.row.is_private:
        return say(PRIVATE)
    is_named = db.session.scalar(
        sa.select(sa.not_(NudgePlan.is_discreet)).where(NudgePlan.client_id == tap.client_id)
    )
    if not is_named:
        return say(UNNAMED)
    return crypto.unseal(goal.row.title, tap.client_id, "goal", "title", tap.goal_id)


def _goal(tap: OneTap, now: datetime) -> GoalSeen:
    try:
        return goal_in_view(_principal(tap.client_id), tap.goal_id, now)
    except NotFound:
        raise LinkEnded from None


def _principal(client_id: UUID) -> Principal:
    """Give the client as a caller who may do what their link says. Raises LinkEnded when they have left."""
    principal = principal_of_client(client_id)
    if principal is None:
        raise LinkEnded
    return principal
