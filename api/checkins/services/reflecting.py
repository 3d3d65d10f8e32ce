"""The weekly three taps."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from api import localtime
from api.accounts.rules import Principal
from api.accounts.services.sight import client_in_view, hold_client
from api.checkins.models import CheckIn, Reflection
from api.checkins.rules import EARLIEST_DAY, latest_day
from api.checkins.services.excusing import mark_news
from api.db import db
from api.errors import Conflict, Invalid, NotAllowed


def put_reflection(
    principal: Principal,
    reflection_id: UUID,
    week_on: date,
    heavy: int,
    drained: int,
    bigger: str,
    now: datetime,
) -> tuple[dict[str, Any], bool]:
    """The week's reflection reads as sent; of several, the one sent last counts. Returns it, and whether it is new.

    Raises NotAllowed while the client has not agreed to keep feelings, Invalid for a week that has not begun.
    """
    view = client_in_view(principal, principal.member_id, now)
    if not view.feelings:
        raise NotAllowed("Reflections are kept once you agree to keep feelings, under Settings.")
    if week_on > latest_day(now, view.zone):
        raise Invalid.field("week", "This week has not begun yet.")
    if week_on < EARLIEST_DAY:
        raise Invalid.field("week", f"Weeks from {EARLIEST_DAY.year} on can be filled in.")
    # Two answers on one week at once, or one sent twice: the second waits, and finds the first.
    hold_client(principal.member_id)
    rows = db.session.execute(
        sa.select(Reflection.id, Reflection.client_id, Reflection.week_on, Reflection.counts).where(
            sa.or_(
                Reflection.id == reflection_id,
                sa.and_(Reflection.client_id == principal.member_id, Reflection.week_on == week_on),
            )
        )
    ).all()
    known = next((row for row in rows if row.id == reflection_id), None)
    if known is not None and (known.client_id != principal.member_id or known.week_on != week_on):
        raise Conflict("This id belongs to another reflection. Make a new one.")
    others = [row.id for row in rows if row.counts and row.id != reflection_id]
    if others:
        db.session.execute(sa.update(Reflection).where(Reflection.id.in_(others)).values(counts=False))
    values = {
        "week_on": week_on,
        "heavy": heavy,
        "drained": drained,
        "bigger": bigger,
        "logged_at": now,
        "counts": True,
    }
    if known is None:
        try:
            db.session.execute(
                sa.insert(Reflection).values(
                    id=reflection_id,
                    practice_id=principal.practice_id,
                    client_id=principal.member_id,
                    **values,
                )
            )
        except IntegrityError as error:
            db.session.rollback()
            raise Conflict("This id was used a moment ago. Make a new one.") from error
    else:
        db.session.execute(sa.update(Reflection).where(Reflection.id == reflection_id).values(**values))
    mark_news(principal.member_id, None, now)
    db.session.commit()
    told = {
        "id": reflection_id,
        "week": localtime.week_name(week_on),
        "heavy": heavy,
        "drained": drained,
        "bigger": bigger,
    }
    return told, known is None


def forget_feelings(client_id: UUID) -> None:
    """Nothing is kept of how it felt: no reflection, and no feeling on any check-in. Does not commit."""
    db.session.execute(sa.delete(Reflection).where(Reflection.client_id == client_id))
    db.session.execute(
        sa.update(CheckIn).where(CheckIn.client_id == client_id, CheckIn.felt.is_not(None)).values(felt=None)
    )
