"""What a coach does with a card of their inbox."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from uuid_utils.compat import uuid7

from api import localtime
from api.accounts.rules import Principal
from api.accounts.services.sight import audit
from api.caseload.models import TriageMark
from api.caseload.queries import card_of, triage
from api.caseload.rules import triage as inbox
from api.db import db
from api.errors import Conflict, Invalid
from api.stalls.services import judge_goal, take_back_verdict

LONGEST_SNOOZE = timedelta(days=90)
STALLED = frozenset({"stalled", "stalled_loaded"})
SUGGESTED = frozenset({"request", "draft"})


def snooze(principal: Principal, subject_id: UUID, until_on: date, now: datetime) -> dict[str, Any]:
    """The card comes back on that day, or as soon as it becomes more pressing. Returns what still waits."""
    today = principal.today(now)
    if not today < until_on <= today + LONGEST_SNOOZE:
        raise Invalid.field("until_on", "Choose a day after today, within the next 90 days.")
    return _mark(principal, subject_id, "snoozed", localtime.day_starts(until_on, principal.zone), now)


def plan_conversation(
    principal: Principal, subject_id: UUID, on: date | None, now: datetime
) -> dict[str, Any]:
    """The coach will speak of it: the card rests until that day is over, or for a week. Returns what still waits."""
    if on is None:
        return _mark(principal, subject_id, "planned", now + inbox.PLANNED_FOR, now)
    today = principal.today(now)
    if not today <= on <= today + LONGEST_SNOOZE:
        raise Invalid.field("on", "Choose today, or a day within the next 90 days.")
    until_at = localtime.day_starts(on + timedelta(days=1), principal.zone)
    return _mark(principal, subject_id, "planned", until_at, now)


def set_aside(principal: Principal, subject_id: UUID, reason: str | None, now: datetime) -> dict[str, Any]:
    """It is not a concern, as the coach sees it: the card rests for eight weeks unless it becomes more pressing.

    Of a stall this is also the coach's verdict. Raises Conflict for a suggestion, which is answered or dismissed.
    """
    signal = card_of(principal, subject_id, now)
    if signal.card.kind in SUGGESTED:
        raise Conflict("Open this one: a draft is offered or dismissed, a request is answered.")
    if signal.card.kind in STALLED:
        judge_goal(principal, subject_id, "not_a_concern", reason, now)
    return _mark(principal, subject_id, "not_a_concern", now + inbox.NOT_A_CONCERN_FOR, now)


def take_up_again(principal: Principal, subject_id: UUID, now: datetime) -> dict[str, Any]:
    """The card is back, as if it had not been dealt with: the verdict that the mark was goes with it.

    Returns what waits.
    """
    card_of(principal, subject_id, now)
    mine = (TriageMark.coach_id == principal.member_id, TriageMark.subject_id == subject_id)
    gone = sa.delete(TriageMark).where(*mine).returning(TriageMark.verdict, TriageMark.made_at)
    mark = db.session.execute(gone).one_or_none()
    if mark is not None and mark.verdict == "not_a_concern":
        take_back_verdict(principal, subject_id, mark.made_at, now)
    db.session.commit()
    return triage(principal, now)


def forget_marks(client_id: UUID) -> None:
    """No card of this client was ever dealt with. Does not commit."""
    db.session.execute(sa.delete(TriageMark).where(TriageMark.client_id == client_id))


def _mark(
    principal: Principal, subject_id: UUID, verdict: str, until_at: datetime, now: datetime
) -> dict[str, Any]:
    signal = card_of(principal, subject_id, now)
    mine = (TriageMark.coach_id == principal.member_id, TriageMark.subject_id == subject_id)
    db.session.execute(sa.delete(TriageMark).where(*mine))
    db.session.execute(
        sa.insert(TriageMark).values(
            id=uuid7(),
            practice_id=principal.practice_id,
            coach_id=principal.member_id,
            client_id=signal.view.client_id,
            subject_kind=signal.subject_kind,
            subject_id=subject_id,
            verdict=verdict,
            place=inbox.place(signal.card.kind),
            until_at=until_at,
            made_at=now,
        )
    )
    audit(principal.practice_id, principal.member_id, f"triage.{verdict}", subject_id, now)
    db.session.commit()
    return triage(principal, now)
