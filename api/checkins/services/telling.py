"""Which check-ins of a goal exist for a reader at all: that there is one is already half of what it says."""

from uuid import UUID

import sqlalchemy as sa

from api.accounts.rules import View
from api.checkins.models import CheckIn, Reply
from api.db import db, of_one_practice
from api.errors import NotFound


def is_told(view: View) -> sa.ColumnElement[bool]:
    """Say in SQL whether the reader knows of a check-in.

    Where numbers are shared, of each. Otherwise of those that hold something that is shared, and of those that were
    answered: a reply was meant for the other.
    """
    if view.numbers:
        return sa.true()
    answered = (
        sa.exists()
        .where(Reply.check_in_id == CheckIn.id, of_one_practice(Reply, CheckIn))
        .correlate(CheckIn.__table__)
    )
    shared: list[sa.ColumnElement[bool]] = [answered]
    if view.feelings:
        shared.append(CheckIn.felt.is_not(None))
    if view.obstacles:
        shared.append(CheckIn.obstacles != "")
    if view.notes:
        shared.append(CheckIn.note.is_not(None))
    return sa.or_(*shared)


def require_told(view: View, check_in_id: UUID) -> None:
    """Raise NotFound unless the reader knows of that check-in of a goal they see."""
    if view.numbers:
        return
    told = sa.select(CheckIn.id).where(CheckIn.id == check_in_id, CheckIn.practice_id == view.practice_id)
    if db.session.scalar(told.where(is_told(view))) is None:
        raise NotFound
