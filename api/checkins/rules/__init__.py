"""What a check-in may say, and which one of a day counts."""

from datetime import date, datetime, timedelta
from uuid import UUID

from api import localtime
from api.checkins.rules.chips import (
    CODE,
    LONGEST_WORDS,
    MOST_LISTED,
    USUAL,
    Chip,
    ChipWanted,
    arranged,
    faults,
    is_code,
    kind_of,
    known,
)

__all__ = [
    "BIGGER",
    "CODE",
    "EARLIEST_DAY",
    "FEELINGS",
    "LONGEST_WORDS",
    "MOST_LISTED",
    "OUTCOMES",
    "SOURCES",
    "USUAL",
    "Chip",
    "ChipWanted",
    "arranged",
    "faults",
    "is_code",
    "kind_of",
    "known",
    "latest_day",
    "latest_day_anywhere",
    "overrules",
    "reflection_week",
]

EARLIEST_DAY = date(2000, 1, 1)
OUTCOMES = ("done", "partly", "not")
FEELINGS = ("heavy", "hard", "okay", "good", "great")
SOURCES = ("app", "outbox", "push", "email", "api")
BIGGER = ("yes", "no", "skip")

FRIDAY = 4
FURTHEST_EAST = timedelta(hours=14)


def latest_day(now: datetime, zone: str) -> date:
    """Give the last day that can be filled in.

    Between midnight and three the evening's day still runs, but a check-in may already say the new date.
    """
    return max(localtime.local_day(now, zone), now.astimezone(localtime.zone_named(zone)).date())


def latest_day_anywhere(now: datetime) -> date:
    """Give the last day that has begun anywhere on Earth."""
    return (now + FURTHEST_EAST).date()


def overrules(recorded_at: datetime, check_in_id: UUID, other_recorded_at: datetime, other_id: UUID) -> bool:
    """Say whether a check-in counts instead of another of the same goal and day: the one recorded later does.

    The tie is broken by id, so that the order of arrival never matters.
    """
    return (recorded_at, check_in_id) > (other_recorded_at, other_id)


def reflection_week(today: date) -> date:
    """Give the Monday of the week to look back on: this one from Friday on, before that the last."""
    monday = localtime.monday_of(today)
    return monday if today.weekday() >= FRIDAY else monday - timedelta(days=7)
