"""Skips and pauses: excused days, for one goal or for all."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from api import crypto
from api.accounts.rules import Principal, View
from api.accounts.services.sight import client_in_view, hold_client
from api.checkins.models import Skip
from api.checkins.rules import EARLIEST_DAY
from api.db import db
from api.errors import Conflict, Invalid, NotAllowed, NotFound
from api.goals.models import Goal
from api.goals.services import goal_in_view
from api.pagination import Page, PageQuery, fetch_page, map_page


def put_skip(
    principal: Principal,
    skip_id: UUID,
    goal_id: UUID | None,
    from_on: date,
    until_on: date | None,
    reason: str | None,
    now: datetime,
) -> tuple[dict[str, Any], bool]:
    """Those days are excused: they leave every denominator. Returns the skip, and whether it is new."""
    if goal_id is not None and not goal_in_view(principal, goal_id, now).view.is_own:
        raise NotAllowed("Only clients themselves excuse their days.")
    if until_on is not None and until_on < from_on:
        raise Invalid.field("until_on", "A pause ends on or after the day it begins.")
    if from_on < EARLIEST_DAY:
        raise Invalid.field("from_on", f"Days from {EARLIEST_DAY.year} on can be excused.")
    # A phone may send the same skip twice at once: the second waits, and finds it known.
    hold_client(principal.member_id)
    known = db.session.execute(
        sa.select(Skip.client_id, Skip.goal_id).where(Skip.id == skip_id)
    ).one_or_none()
    if known is not None and known.client_id != principal.member_id:
        raise Conflict("This id belongs to something else. Make a new one.")
    values = {
        "goal_id": goal_id,
        "from_on": from_on,
        "until_on": until_on,
        "reason": crypto.seal_or_none(reason or None, principal.member_id, "skip", "reason", skip_id),
        "logged_at": now,
    }
    if known is None:
        try:
            db.session.execute(
                sa.insert(Skip).values(
                    id=skip_id, practice_id=principal.practice_id, client_id=principal.member_id, **values
                )
            )
        except IntegrityError as error:
            db.session.rollback()
            raise Conflict("This id was used a moment ago. Make a new one.") from error
    else:
        db.session.execute(sa.update(Skip).where(Skip.id == skip_id).values(**values))
    # A skip that moved from one goal to another, or to all, is news to each of them.
    mark_news(principal.member_id, goal_id if known is None or known.goal_id == goal_id else None, now)
    db.session.commit()
    return {"id": skip_id} | values | {"reason": reason or None}, known is None


def delete_skip(principal: Principal, skip_id: UUID, now: datetime) -> None:
    """Those days count again. Raises NotFound."""
    row = db.session.execute(sa.select(Skip.client_id, Skip.goal_id).where(Skip.id == skip_id)).one_or_none()
    if row is None or row.client_id != principal.member_id:
        raise NotFound
    db.session.execute(sa.delete(Skip).where(Skip.id == skip_id))
    mark_news(principal.member_id, row.goal_id, now)
    db.session.commit()


def skips(principal: Principal, client_id: UUID, query: PageQuery, now: datetime) -> Page[dict[str, Any]]:
    """Page through a client's excused time, the latest first; the reason is a note and shared like one."""
    view = client_in_view(principal, client_id, now)
    columns = Skip.__table__.c
    statement = sa.select(*columns).where(Skip.client_id == client_id)
    if not view.is_own:
        private = sa.select(Goal.id).where(Goal.client_id == client_id, Goal.is_private)
        statement = statement.where(sa.or_(Skip.goal_id.is_(None), Skip.goal_id.not_in(private)))

    keys = [(columns.from_on, True), (columns.id, True)]
    return map_page(fetch_page(statement, keys, query), lambda row: tell_skip(row, view))


def tell_skip(row: Any, view: View) -> dict[str, Any]:
    """Give excused time as one reader may see it."""
    reason = (
        crypto.unseal_or_none(row.reason, row.client_id, "skip", "reason", row.id) if view.notes else None
    )
    return {
        "id": row.id,
        "goal_id": row.goal_id,
        "from_on": row.from_on,
        "until_on": row.until_on,
        "reason": reason,
    }


def mark_news(client_id: UUID, goal_id: UUID | None, now: datetime) -> None:
    """The next tick looks at that goal again, or at all of the client's."""
    which = Goal.client_id == client_id if goal_id is None else Goal.id == goal_id
    db.session.execute(sa.update(Goal).where(which).values(stall_check_due_at=now))
