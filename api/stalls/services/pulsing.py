"""The obstacle pulse: what is in the way, asked for before a referral is offered."""

import json
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from api import crypto
from api.accounts.rules import Principal
from api.accounts.services.sight import audit, client_in_view
from api.db import db
from api.errors import Conflict, Invalid, NotAllowed, NotFound
from api.goals.models import Goal
from api.goals.services import goal_in_view
from api.pagination import Page, PageQuery, fetch_page, map_page
from api.stalls.models import ObstaclePulse

QUESTIONS = ("skills", "time", "surroundings", "motivation", "support", "our_fit")
FRESH = timedelta(days=28)
COLUMNS = ObstaclePulse.__table__.c


def put_pulse(
    principal: Principal,
    pulse_id: UUID,
    client_id: UUID,
    goal_id: UUID | None,
    answers: dict[str, str] | None,
    now: datetime,
) -> tuple[dict[str, Any], bool]:
    """The coach has asked, or the client has answered, or both went through it together. Returns it, and if it is new.

    The answers are for the coach to read: that is what they are asked for. Raises NotAllowed to a coach who would
    write over what their client answered.
    """
    view = client_in_view(principal, client_id, now)
    if goal_id is not None and goal_in_view(principal, goal_id, now).view.client_id != client_id:
        raise NotFound
    if view.is_own and answers is None:
        raise Invalid.field("answers", "Answer as many of the six as you like.")
    known = db.session.execute(
        sa.select(*COLUMNS).where(COLUMNS.id == pulse_id).with_for_update()
    ).one_or_none()
    if known is not None and (known.client_id, known.goal_id) != (client_id, goal_id):
        raise Conflict("This id belongs to something else. Make a new one.")
    if known is not None and not view.is_own and known.answered_by == "client":
        raise NotAllowed("Your client answered this themselves. Only they can change it.")
    values: dict[str, Any] = {}
    if answers is not None:
        sealed = crypto.seal(json.dumps(answers), client_id, "obstacle_pulse", "answers", pulse_id)
        values = {"answers": sealed, "answered_by": view.reader, "answered_at": now}
    if known is None:
        first = {"asked_at": now, "asked_by_id": principal.member_id}
        keys = {"id": pulse_id, "practice_id": view.practice_id, "client_id": client_id, "goal_id": goal_id}
        try:
            db.session.execute(sa.insert(ObstaclePulse).values(**keys, **first, **values))
        except IntegrityError as error:
            db.session.rollback()
            raise Conflict("This id was used a moment ago. Make a new one.") from error
    elif values:
        db.session.execute(sa.update(ObstaclePulse).where(COLUMNS.id == pulse_id).values(**values))
    audit(view.practice_id, principal.member_id, "pulse.answered" if values else "pulse.asked", pulse_id, now)
    db.session.commit()
    return _tell(db.session.execute(sa.select(*COLUMNS).where(COLUMNS.id == pulse_id)).one()), known is None


def pulses(principal: Principal, client_id: UUID, query: PageQuery, now: datetime) -> Page[dict[str, Any]]:
    """Page through a client's pulses, the latest first; those on private goals for the client alone."""
    view = client_in_view(principal, client_id, now)
    statement = sa.select(*COLUMNS).where(COLUMNS.client_id == client_id)
    if not view.is_own:
        private = sa.exists().where(Goal.id == COLUMNS.goal_id, Goal.is_private)
        statement = statement.where(sa.not_(private))
    return map_page(fetch_page(statement, [(COLUMNS.asked_at, True), (COLUMNS.id, True)], query), _tell)


def is_answered_lately(client_id: UUID, now: datetime) -> bool:
    """Say whether a pulse of this client was answered within the last 28 days."""
    answered = sa.select(COLUMNS.id).where(COLUMNS.client_id == client_id, COLUMNS.answered_at > now - FRESH)
    return db.session.scalar(answered.limit(1)) is not None


def _tell(row: Any) -> dict[str, Any]:
    answers = crypto.unseal_or_none(row.answers, row.client_id, "obstacle_pulse", "answers", row.id)
    return {
        "id": row.id,
        "client_id": row.client_id,
        "goal_id": row.goal_id,
        "asked_at": row.asked_at,
        "answered_at": row.answered_at,
        "answered_by": row.answered_by,
        "answers": None if answers is None else dict.fromkeys(QUESTIONS) | json.loads(answers),
    }
