"""Who coaches whom on the coach's own day of today, for jobs that ask about many clients."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import NamedTuple
from uuid import UUID

import sqlalchemy as sa

from api import localtime
from api.accounts.models import Engagement, Membership, Person
from api.db import among, db

_ABOUT = timedelta(days=2)
"""No zone's day lies further from the day in UTC."""


class CoachToday(NamedTuple):
    """A coach who works with a client today."""

    coach_id: UUID
    email: str


def covers(from_on: date, until_on: date | None, coach_zone: str, now: datetime) -> bool:
    """Say whether an engagement covers the coach's own day of today."""
    today = localtime.local_day(now, coach_zone)
    return from_on <= today and (until_on is None or until_on >= today)


def coaches_today(client_ids: Collection[UUID], now: datetime) -> dict[UUID, list[CoachToday]]:
    """Give the coaches of each client who has any today, the one of longest standing first."""
    on = now.date()
    statement = (
        sa.select(
            Engagement.client_id,
            Engagement.coach_id,
            Engagement.from_on,
            Engagement.until_on,
            Membership.zone,
            Person.email,
        )
        .join(Membership, Membership.id == Engagement.coach_id)
        .join(Person, Person.id == Membership.person_id)
        .where(among(Engagement.client_id, client_ids), Membership.left_at.is_(None), Membership.is_coach)
        .where(
            Engagement.from_on <= on + _ABOUT,
            sa.or_(Engagement.until_on.is_(None), Engagement.until_on >= on - _ABOUT),
        )
        .order_by(Engagement.from_on, Engagement.id)
    )
    found: dict[UUID, list[CoachToday]] = defaultdict(list)
    for client_id, coach_id, from_on, until_on, zone, email in (
        db.session.connection().execute(statement).all()
    ):
        if covers(from_on, until_on, zone, now):
            found[client_id].append(CoachToday(coach_id, email))
    return found
