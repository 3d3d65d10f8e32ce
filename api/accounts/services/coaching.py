"""Who coaches whom on the coach's own day of today, for jobs that ask about many clients."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

import sqlalchemy as sa

from api import localtime
from api.accounts.models import Engagement, Membership, Person
from api.batch import among, read_rows
from api.db import of_one_practice

_ABOUT = timedelta(days=2)
"""No zone's day lies further from the day in UTC."""
_SHARED = 4096
"""Answers kept: in one batch, many engagements began on the same day with the same coach."""
_ABOUT_TODAY = (
    sa.select(Engagement.client_id, Engagement.from_on, Engagement.until_on, Membership.zone)
    .join(Membership, sa.and_(Membership.id == Engagement.coach_id, of_one_practice(Membership, Engagement)))
    .where(among(Engagement.client_id, "client_ids"), among(Engagement.practice_id, "practice_ids"))
    .where(Membership.left_at.is_(None), Membership.is_coach)
    .where(
        Engagement.from_on <= sa.bindparam("latest_on", type_=sa.Date()),
        sa.or_(
            Engagement.until_on.is_(None), Engagement.until_on >= sa.bindparam("earliest_on", type_=sa.Date())
        ),
    )
)
_WHOSE = (
    _ABOUT_TODAY.add_columns(Engagement.coach_id, Person.email)
    .join(Person, Person.id == Membership.person_id)
    .order_by(Engagement.from_on, Engagement.id)
)


class CoachToday(NamedTuple):
    """A coach who works with a client today."""

    coach_id: UUID
    email: str


@lru_cache(maxsize=_SHARED)
def covers(from_on: date, until_on: date | None, coach_zone: str, now: datetime) -> bool:
    """Say whether an engagement covers the coach's own day of today."""
    today = localtime.local_day(now, coach_zone)
    return from_on <= today and (until_on is None or until_on >= today)


def coaches_today(
    practice_ids: Collection[UUID], client_ids: Collection[UUID], now: datetime
) -> dict[UUID, list[CoachToday]]:
    """Give the coaches of each of these practices' clients who has any today, the one of longest standing first."""
    found: dict[UUID, list[CoachToday]] = defaultdict(list)
    rows = read_rows(_WHOSE, _about_today(practice_ids, client_ids, now))
    for client_id, from_on, until_on, zone, coach_id, email in rows:
        if covers(from_on, until_on, zone, now):
            found[client_id].append(CoachToday(coach_id, email))
    return found


def coached_today(practice_ids: Collection[UUID], client_ids: Collection[UUID], now: datetime) -> set[UUID]:
    """Give those of these practices' clients who have a coach today."""
    rows = read_rows(_ABOUT_TODAY, _about_today(practice_ids, client_ids, now))
    return {client_id for client_id, from_on, until_on, zone in rows if covers(from_on, until_on, zone, now)}


def _about_today(
    practice_ids: Collection[UUID], client_ids: Collection[UUID], now: datetime
) -> dict[str, Any]:
    on = now.date()
    whose = {"practice_ids": practice_ids, "client_ids": client_ids}
    return whose | {"latest_on": on + _ABOUT, "earliest_on": on - _ABOUT}
