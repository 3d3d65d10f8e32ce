"""What was tried: changes of approach, logged by client or coach."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from api import crypto
from api.accounts.rules import Principal
from api.checkins.rules import EARLIEST_DAY
from api.db import db
from api.errors import Conflict, Invalid, NotAllowed
from api.goals.models import Goal
from api.goals.services import goal_in_view
from api.pagination import Page, PageQuery, fetch_page, map_page
from api.stalls.models import Adaptation


def put_adaptation(
    principal: Principal,
    goal_id: UUID,
    adaptation_id: UUID,
    kind: str,
    on: date,
    note: str | None,
    now: datetime,
) -> tuple[dict[str, Any], bool]:
    """The change of approach is on record. Returns it, and whether it is new.

    Raises Invalid for a day to come, NotAllowed to anybody but the one who logged it.
    """
    goal = goal_in_view(principal, goal_id, now, lock=True)
    if not EARLIEST_DAY <= on <= goal.view.today(now):
        raise Invalid.field(
            "on", "Log a change on the day it was made; this day has not come yet, or lies too far back."
        )
    known = db.session.execute(
        sa.select(Adaptation.goal_id, Adaptation.by, Adaptation.by_id).where(Adaptation.id == adaptation_id)
    ).one_or_none()
    if known is not None and known.goal_id != goal_id:
        raise Conflict("This id belongs to something else. Make a new one.")
    # A note may be unshared: whoever cannot read it must not write over it.
    if known is not None and known.by_id != principal.member_id:
        raise NotAllowed("Only the one who logged a change can correct it.")
    values = {
        "kind": kind,
        "on": on,
        "note": crypto.seal_or_none(note or None, goal.view.client_id, "adaptation", "note", adaptation_id),
        "logged_at": now,
    }
    if known is None:
        try:
            db.session.execute(
                sa.insert(Adaptation).values(
                    id=adaptation_id,
                    practice_id=goal.view.practice_id,
                    goal_id=goal_id,
                    client_id=goal.view.client_id,
                    by=goal.view.reader,
                    by_id=principal.member_id,
                    **values,
                )
            )
        except IntegrityError as error:
            db.session.rollback()
            raise Conflict("This id was used a moment ago. Make a new one.") from error
    else:
        db.session.execute(sa.update(Adaptation).where(Adaptation.id == adaptation_id).values(**values))
    db.session.execute(sa.update(Goal).where(Goal.id == goal_id).values(stall_check_due_at=now))
    db.session.commit()
    by = goal.view.reader if known is None else known.by
    return {"id": adaptation_id, "kind": kind, "on": on, "note": note or None, "by": by}, known is None


def adaptations_of_goal(
    principal: Principal, goal_id: UUID, query: PageQuery, now: datetime
) -> Page[dict[str, Any]]:
    """Page through what was tried for a goal, the latest first. A client's own note is shared like other notes."""
    goal = goal_in_view(principal, goal_id, now)
    columns = Adaptation.__table__.c
    statement = sa.select(*columns).where(Adaptation.goal_id == goal_id)

    def tell(row: Any) -> dict[str, Any]:
        may_read = goal.view.notes or row.by == "coach"
        note = (
            crypto.unseal_or_none(row.note, row.client_id, "adaptation", "note", row.id) if may_read else None
        )
        return {"id": row.id, "kind": row.kind, "on": row.on, "note": note, "by": row.by}

    return map_page(fetch_page(statement, [(columns.on, True), (columns.id, True)], query), tell)
