"""Local days, weeks and hours, purely: no clock is read here and no zone is guessed.

A person's day starts at 03:00 on their own wall clock: a check-in tapped at half past one belongs to the
evening before. Days are dates, weeks are ISO weeks named by their Monday, instants are aware UTC datetimes, zones
are IANA names.
"""

import re
from collections.abc import Collection
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

DAY_STARTS_AT = time(3, 0)
_ONE_DAY = timedelta(days=1)
_ONE_WEEK = timedelta(days=7)
_WEEKDAYS = range(7)
_SHARED = 4096
"""Answers kept: in one batch, many people of one zone ask about the same instant."""
_WEEK_NAME = re.compile("[0-9]{4}-W[0-9]{2}")


class UnknownZone(ValueError):
    """The name is not in the IANA time zone database."""


def zone_named(zone: str) -> ZoneInfo:
    """Give the zone of an IANA name. Raises UnknownZone."""
    try:
        return ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as fault:
        raise UnknownZone(zone) from fault


# Days


@lru_cache(maxsize=_SHARED)
def local_day(now: datetime, zone: str, day_starts_at: time = DAY_STARTS_AT) -> date:
    """Give the local day that `now` belongs to; before 03:00 that is still the day before."""
    _require_aware(now)
    local = now.astimezone(zone_named(zone))
    if local.time() >= day_starts_at:
        return local.date()
    return _day_before(local.date(), zone)


def day_exists(day: date, zone: str) -> bool:
    """Say whether the zone's calendar has this day at all: Apia has no 30 December 2011."""
    local = zone_named(zone)
    noon = datetime.combine(day, time(12), tzinfo=local)
    return noon.astimezone(UTC).astimezone(local).date() == day


def day_starts(day: date, zone: str, day_starts_at: time = DAY_STARTS_AT) -> datetime:
    """Give the instant (UTC) at which the local day begins; it ends where the next one begins."""
    return instant(day, day_starts_at, zone)


def instant(day: date, at: time, zone: str) -> datetime:
    """Give the instant (UTC) at which the zone's wall clock shows `at` on `day`.

    A time the clock skips becomes the next instant that exists; a time it shows twice is the first of the two.
    """
    local = zone_named(zone)
    first = datetime.combine(day, at.replace(tzinfo=None, fold=0), tzinfo=local)
    as_utc = first.astimezone(UTC)
    if as_utc.astimezone(local).replace(tzinfo=None) == first.replace(tzinfo=None):
        return as_utc
    return _end_of_gap(first, local)


def next_local_time(after: datetime, zone: str, weekdays: Collection[int], at: time) -> datetime:
    """Give the first instant (UTC) after `after` at which it is `at` on one of the weekdays (0 = Monday).

    A day the zone's calendar leaves out has no occurrence. Raises ValueError without a weekday.
    """
    _require_aware(after)
    wanted = frozenset(weekdays)
    if not wanted or not wanted.issubset(_WEEKDAYS):
        raise ValueError("weekdays must be at least one of 0 (Monday) to 6 (Sunday)")
    # A day early: a gap of a whole day may push yesterday's occurrence past `after`.
    day = after.astimezone(zone_named(zone)).date() - _ONE_DAY
    while True:
        if day.weekday() in wanted and day_exists(day, zone):
            occurrence = instant(day, at, zone)
            if occurrence > after:
                return occurrence
        day += _ONE_DAY


# Weeks


def monday_of(day: date) -> date:
    """Give the Monday that names the ISO week of `day`."""
    return day - timedelta(days=day.weekday())


def week_name(day: date) -> str:
    """Give the ISO week of `day` as the API writes it: "2026-W47"."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def week_named(name: str) -> date:
    """Give the Monday of "2026-W47". Raises ValueError for any other spelling, or a week the year does not have."""
    if not _WEEK_NAME.fullmatch(name):
        raise ValueError(f"not an ISO week: {name!r}")
    return date.fromisocalendar(int(name[:4]), int(name[-2:]), 1)


def week_is_over(week_on: date, today: date) -> bool:
    """Say whether the ISO week that holds `week_on` has ended by local day `today`."""
    return today >= monday_of(week_on) + _ONE_WEEK


# Quiet hours


def is_quiet(now: datetime, zone: str, quiet_from: time, quiet_until: time) -> bool:
    """Say whether the wall clock lies in [quiet_from, quiet_until), which may run over midnight; equal means never."""
    _require_aware(now)
    at = now.astimezone(zone_named(zone)).time()
    if quiet_from <= quiet_until:
        return quiet_from <= at < quiet_until
    return at >= quiet_from or at < quiet_until


def after_quiet_hours(now: datetime, zone: str, quiet_from: time, quiet_until: time) -> datetime:
    """Give `now`, or the end of the quiet hours it lies in, whichever is later."""
    if not is_quiet(now, zone, quiet_from, quiet_until):
        return now
    return next_local_time(now, zone, _WEEKDAYS, quiet_until)


def _day_before(day: date, zone: str) -> date:
    before = day - _ONE_DAY
    while not day_exists(before, zone):
        before -= _ONE_DAY
    return before


def _end_of_gap(skipped: datetime, local: ZoneInfo) -> datetime:
    """Give the instant at which the clock jumped over `skipped`, to the second."""
    # In a gap fold=1 reads the offset after the jump and so lies before it; fold=0 lies on the jump or after it.
    low = int(skipped.replace(fold=1).astimezone(UTC).timestamp())
    high = int(skipped.replace(fold=0).astimezone(UTC).timestamp())
    before = datetime.fromtimestamp(low, local).utcoffset()
    while high - low > 1:
        middle = (low + high) // 2
        if datetime.fromtimestamp(middle, local).utcoffset() == before:
            low = middle
        else:
            high = middle
    return datetime.fromtimestamp(high, UTC)


def _require_aware(moment: datetime) -> None:
    if moment.tzinfo is None:
        raise ValueError("an instant needs its offset")
