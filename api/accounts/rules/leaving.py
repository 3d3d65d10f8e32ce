"""Roles that end, and people who leave: what must not happen by it, and when what they had ends; pure."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from uuid import UUID

from api import localtime


def has_owner_without(owner_ids: Collection[UUID], member_id: UUID) -> bool:
    """Say whether the practice still has an owner when this member is none."""
    return any(one != member_id for one in owner_ids)


def first_day(now: datetime, zones: Collection[str]) -> date:
    """Give the day from which something counts at once, wherever its people are."""
    return min(localtime.local_day(now, zone) for zone in zones)


def last_day(now: datetime, zones: Collection[str]) -> date:
    """Give the last day of something that ends at once: over already, wherever its people are."""
    return first_day(now, zones) - timedelta(days=1)
