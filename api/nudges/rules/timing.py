"""When a reminder is due: the client's own hour, once a local day, through clock changes and journeys."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from statistics import median, quantiles
from typing import Literal

from api import localtime
from api.nudges.rules.params import DEFAULT, NudgeParams

Kind = Literal["first", "follow_up"]

_ONE_DAY = timedelta(days=1)
_DAY_MINUTES = 24 * 60
_SHARED = 4096
"""Answers kept: in one batch, many clients chose the same hour of the same zone."""


@dataclass(frozen=True, slots=True)
class Rhythmic:
    """What a client chose: the weekdays (0 = Monday) and the local time of their reminder."""

    weekdays: tuple[int, ...]
    at_local: time
    zone: str


@dataclass(frozen=True, slots=True)
class Quiet:
    """The client's quiet hours, local; equal ends mean none."""

    from_local: time = time(21, 30)
    until_local: time = time(8, 0)


@dataclass(frozen=True, slots=True)
class Slot:
    """The instant at which a reminder is due, its kind, and the local day that it is about."""

    at: datetime
    on: date
    kind: Kind = "first"


@lru_cache(maxsize=_SHARED)
def next_first(after: datetime, rhythm: Rhythmic, done_on: date | None = None) -> Slot | None:
    """Give the first slot after `after` about a local day later than `done_on`; None when no weekday is chosen."""
    if not rhythm.weekdays:
        return None
    while True:
        at = localtime.next_local_time(after, rhythm.zone, rhythm.weekdays, rhythm.at_local)
        on = localtime.local_day(at, rhythm.zone)
        # A gap in the clock may push one night's slot into the next local day, which has a slot of its own.
        if done_on is None or on > done_on:
            return Slot(at, on)
        after = at


def is_planned_for(instant: datetime, rhythm: Rhythmic) -> bool:
    """Say whether the chosen weekdays and time give this instant."""
    slot = next_first(instant - timedelta(microseconds=1), rhythm)
    return slot is not None and slot.at == instant


@lru_cache(maxsize=_SHARED)
def follow_up(
    on: date, rhythm: Rhythmic, quiet: Quiet, now: datetime, params: NudgeParams = DEFAULT
) -> Slot | None:
    """Give the slot, after `now`, on the morning after `on`.

    None when that day has a reminder of its own, or no morning outside the quiet hours.
    """
    morning = _day_after(on, rhythm.zone)
    following = next_first(now, rhythm, on)
    if following is not None and following.on <= morning:
        return None
    wanted = localtime.instant(morning, params.follow_up_at, rhythm.zone)
    at = localtime.after_quiet_hours(wanted, rhythm.zone, quiet.from_local, quiet.until_local)
    latest = localtime.instant(morning, params.follow_up_until, rhythm.zone)
    return Slot(at, on, "follow_up") if now < at <= latest else None


def after_first(
    on: date, rhythm: Rhythmic, quiet: Quiet, now: datetime, *, is_followed_up: bool
) -> Slot | None:
    """Give what is due next once the first reminder about `on` is decided."""
    again = follow_up(on, rhythm, quiet, now) if is_followed_up else None
    return again or next_first(now, rhythm, on)


def after_move(
    planned: Slot, rhythm: Rhythmic, from_zone: str, done_on: date | None, quiet: Quiet, now: datetime
) -> Slot | None:
    """Give what is due next for a client who is in `rhythm.zone` now and planned `planned` in `from_zone`.

    A day that has not had its reminder keeps it, at once if its hour has passed here, while that day still runs here or
    there; a day that had one gets no second.
    """
    if planned.kind == "follow_up":
        wanted = follow_up(planned.on, rhythm, quiet, now)
        if wanted is not None:
            return wanted
        # The morning may have passed on the way; what it would have asked is asked with the next first one.
        return next_first(now, rhythm, done_on)
    following = next_first(now, rhythm, done_on)
    if following is None or following.on <= planned.on:
        return following
    is_missed = localtime.instant(planned.on, rhythm.at_local, rhythm.zone) <= now or planned.at <= now
    if is_missed and now < ends_at(planned.on, rhythm.zone, from_zone):
        return Slot(now, planned.on)
    return following


@lru_cache(maxsize=_SHARED)
def ends_at(on: date, zone: str, from_zone: str | None = None, kind: Kind = "first") -> datetime:
    """Give the instant at which a reminder about that local day is of no more use.

    Of two zones, the one in which that comes later decides. A follow-up is of use for one more day.
    """
    last = _day_after(on, zone) if kind == "follow_up" else on
    end = localtime.day_starts(last + _ONE_DAY, zone)
    if from_zone is None or from_zone == zone:
        return end
    return max(end, localtime.day_starts(last + _ONE_DAY, from_zone))


def usual_time(seen_at: Iterable[datetime], zone: str, params: NudgeParams = DEFAULT) -> time | None:
    """Give the local time at which a client usually checks in; None while too little says so.

    seen_at: when check-ins about the day itself were made, of the last eight weeks. The middle one of them, on a clock
    that starts at 03:00, in steps of five minutes; None unless the middle half lies within four hours.
    """
    here = localtime.zone_named(zone)
    local = [at.astimezone(here) for at in seen_at]
    if len(local) < params.usual_least or len({at.date() for at in local}) < params.usual_least_days:
        return None
    begins = localtime.DAY_STARTS_AT.hour * 60 + localtime.DAY_STARTS_AT.minute
    minutes = [(at.hour * 60 + at.minute - begins) % _DAY_MINUTES for at in local]
    first, _, third = quantiles(minutes, n=4, method="inclusive")
    if third - first > params.usual_widest_minutes:
        return None
    step = params.usual_step_minutes
    usual = (int(median(minutes)) // step * step + begins) % _DAY_MINUTES
    return time(usual // 60, usual % 60)


def chosen_time(at_local: time, usual_at: time | None, quiet: Quiet) -> time:
    """Give the time to remind at: the learned one, if there is one outside the quiet hours, else the chosen one."""
    if usual_at is None:
        return at_local
    noon = datetime.combine(date(2026, 1, 1), usual_at, tzinfo=UTC)
    is_quiet = localtime.is_quiet(noon, "UTC", quiet.from_local, quiet.until_local)
    return at_local if is_quiet else usual_at


def next_weekly(after: datetime, zone: str, weekday: int, at_local: time) -> datetime:
    """Give the first instant after `after` of a weekly letter."""
    return localtime.next_local_time(after, zone, (weekday,), at_local)


def _day_after(on: date, zone: str) -> date:
    day = on + _ONE_DAY
    while not localtime.day_exists(day, zone):
        day += _ONE_DAY
    return day
