"""What was tried: changes of approach, logged by client or coach."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from api import crypto
from api.accounts.rules import Principal
from api.checkins.rules import EARLIEST_DAY
from api.db import AnySelect, db
from api.errors import Conflict, Invalid, NotAllowed
from api.goals.models import Plan
from api.goals.services import GoalSeen, goal_in_view
from api.goals.services.writing import mark_news
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
    if known is None:
        is_plan = db.session.scalar(sa.select(Plan.id).where(Plan.id == adaptation_id)) is not None
    if (known is None and is_plan) or (known is not None and known.goal_id != goal_id):
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
    mark_news(goal, now)
    db.session.commit()
    by = goal.view.reader if known is None else known.by
    return {"id": adaptation_id, "kind": kind, "on": on, "note": note or None, "by": by}, known is None


def adaptations_of_goal(
    principal: Principal, goal_id: UUID, query: PageQuery, now: datetime
) -> Page[dict[str, Any]]:
    """Page through what was tried for a goal, the latest first; every re-plan is among it, under its plan's id.

    A client's own note is shared like other notes.
    """
    goal = goal_in_view(principal, goal_id, now)
    tried = sa.union_all(_logged(goal), _replanned(goal)).subquery()
    columns = tried.c

    def tell(row: Any) -> dict[str, Any]:
        may_read = goal.view.notes or row.by == "coach"
        note = (
            crypto.unseal_or_none(row.note, row.client_id, "adaptation", "note", row.id) if may_read else None
        )
        return {"id": row.id, "kind": row.kind, "on": row.on, "note": note, "by": row.by}

    return map_page(fetch_page(sa.select(tried), [(columns.on, True), (columns.id, True)], query), tell)


def _logged(goal: GoalSeen) -> AnySelect:
    logged = Adaptation.__table__.c
    columns = (logged.id, logged.client_id, logged.kind, logged.on, logged.note, logged.by)
    return sa.select(*columns).where(logged.goal_id == goal.id, logged.practice_id == goal.view.practice_id)


def _replanned(goal: GoalSeen) -> AnySelect:
    """Give every plan but the first, in the columns of an adaptation."""
    made = Plan.__table__.c
    number = sa.func.row_number().over(order_by=(made.from_on, made.made_at)).label("number")
    columns = (made.id, made.client_id, made.from_on, made.by_id, number)
    of_goal = (made.goal_id == goal.id, made.practice_id == goal.view.practice_id)
    plans = sa.select(*columns).where(*of_goal).subquery().c
    by = sa.case((plans.by_id == plans.client_id, "client"), else_="coach")
    no_note = sa.cast(sa.null(), sa.LargeBinary())
    return sa.select(plans.id, plans.client_id, sa.literal("goal"), plans.from_on, no_note, by).where(
        plans.number > 1
    )
