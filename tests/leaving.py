"""People leave: a practice, or each other."""

from datetime import datetime, timedelta

import sqlalchemy as sa

from api import clock
from api.accounts.models import Engagement, Membership
from api.db import db
from tests.factories import Caller


def left(member: Caller) -> None:
    """This member has left the practice."""
    _set_left_at(member, clock.now())


def came_back(member: Caller) -> None:
    """This member belongs to the practice again."""
    _set_left_at(member, None)


def _set_left_at(member: Caller, at: datetime | None) -> None:
    with member.app.app_context():
        db.session.execute(sa.update(Membership).where(Membership.id == member.id).values(left_at=at))
        db.session.commit()


def stopped_working_together(coach: Caller, client: Caller) -> None:
    """The coach no longer coaches the client, since the day before yesterday."""
    with coach.app.app_context():
        pair = (Engagement.coach_id == coach.id, Engagement.client_id == client.id)
        until_on = clock.now().date() - timedelta(days=2)
        db.session.execute(sa.update(Engagement).where(*pair).values(until_on=until_on))
        db.session.commit()
