"""When a reminder is due, whether it is sent, and how gently."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal

from api import localtime

Reason = Literal[
    "client_left",
    "coach_left",
    "consent_withdrawn",
    "channel_gone",
    "too_late",
    "paused",
    "already_logged",
    "period_done",
    "weekly_cap",
    "backed_off",
    "quiet_hours",
]
Rhythm = Literal["full", "weekly", "monthly"]


@dataclass(frozen=True, slots=True)
class NudgeParams:
    """How gently a client is reminded."""

    most_a_week: int = 3
    """Reminders in seven days, unless the client chose more weekdays than that."""
    unanswered_until_weekly: int = 3
    """In a row, whereupon one a week is enough."""
    unanswered_until_monthly: int = 6
    """In a row: three at the full rhythm, three weekly ones."""
    weekly_days: int = 7
    monthly_days: int = 28
    quiet_from: time = time(21, 30)
    quiet_until: time = time(8, 0)
    """Local. They hold back what is late; a time that the client chose is theirs to choose."""
    late_after: timedelta = timedelta(minutes=15)
    """From then on a reminder is a late one."""


DEFAULT = NudgeParams()


@dataclass(frozen=True, slots=True)
class Rhythmic:
    """What a client chose: the weekdays (0 = Monday) and the local time of their reminder."""

    weekdays: tuple[int, ...]
    at_local: time
    zone: str


@dataclass(frozen=True, slots=True)
class Occasion:
    """One planned reminder, and everything that speaks for it or against it when it is about to be sent.

    `on` is the local day it is about, `next_at` the instant it was planned for.
    """

    next_at: datetime
    on: date
    rhythm: Rhythmic
    is_on: bool = True
    has_left: bool = False
    has_coach: bool = True
    is_reachable: bool = True
    is_paused: bool = False
    due: int = 1
    """Goals that ask for a check-in that day."""
    still_open: int = 1
    """Those of them without one."""
    sent_on: Sequence[date] = ()
    """Local days of earlier reminders, at least the last seven."""
    unanswered: int = 0
    """Reminders sent since the client's latest check-in, whatever it was about."""
    latest_unanswered_on: date | None = None


@dataclass(frozen=True, slots=True)
class Send:
    """Send it; the rhythm is how often it now comes."""

    rhythm: Rhythm


@dataclass(frozen=True, slots=True)
class NotSent:
    """Do not send it, and say why."""

    reason: Reason


@dataclass(frozen=True, slots=True)
class Move:
    """Ask again at that instant, the end of the quiet hours."""

    until: datetime


Decision = Send | NotSent | Move


def next_nudge_at(after: datetime, rhythm: Rhythmic) -> datetime | None:
    """Give the first instant after `after` for a reminder; None when no weekday is chosen."""
    if not rhythm.weekdays:
        return None
    return localtime.next_local_time(after, rhythm.zone, rhythm.weekdays, rhythm.at_local)


def is_planned_for(instant: datetime, rhythm: Rhythmic) -> bool:
    """Say whether the chosen weekdays and time give this instant; after a move to another zone they do not."""
    return next_nudge_at(instant - timedelta(microseconds=1), rhythm) == instant


def decide_nudge(occasion: Occasion, now: datetime, params: NudgeParams = DEFAULT) -> Decision:
    """Decide at the moment of sending whether a planned reminder is sent.

    First whether it may be sent at all, then whether it is still of use, then whether it would be one too many.
    A late one keeps out of the quiet hours, and out of the next day.
    """
    reason = _not_allowed(occasion) or _not_of_use(occasion, now) or _too_many(occasion, params)
    if reason:
        return NotSent(reason)
    if now - occasion.next_at > params.late_after:
        until = localtime.after_quiet_hours(now, occasion.rhythm.zone, params.quiet_from, params.quiet_until)
        if until > now:
            is_same_day = is_of_use(occasion.on, occasion.rhythm.zone, until)
            return Move(until) if is_same_day else NotSent("quiet_hours")
    return Send(rhythm_after(occasion.unanswered, params))


def _not_allowed(occasion: Occasion) -> Reason | None:
    if occasion.has_left:
        return "client_left"
    if not occasion.has_coach:
        return "coach_left"
    if not occasion.is_on:
        return "consent_withdrawn"
    return None if occasion.is_reachable else "channel_gone"


def _not_of_use(occasion: Occasion, now: datetime) -> Reason | None:
    if not is_of_use(occasion.on, occasion.rhythm.zone, now):
        return "too_late"
    if occasion.due == 0:
        return "paused" if occasion.is_paused else "period_done"
    return None if occasion.still_open else "already_logged"


def _too_many(occasion: Occasion, params: NudgeParams) -> Reason | None:
    if is_backed_off(occasion, rhythm_after(occasion.unanswered, params), params):
        return "backed_off"
    return "weekly_cap" if is_over_cap(occasion, params) else None


def is_of_use(on: date, zone: str, now: datetime) -> bool:
    """Say whether the local day that a reminder is about still runs."""
    return localtime.local_day(now, zone) <= on


def ends_at(on: date, zone: str) -> datetime:
    """Give the instant at which a reminder about that local day is of no more use."""
    return localtime.day_starts(on + timedelta(days=1), zone)


def rhythm_after(unanswered: int, params: NudgeParams = DEFAULT) -> Rhythm:
    """Give how often reminders come after so many in a row without an answer; any check-in restores the full rhythm."""
    if unanswered >= params.unanswered_until_monthly:
        return "monthly"
    return "weekly" if unanswered >= params.unanswered_until_weekly else "full"


def is_backed_off(occasion: Occasion, rhythm: Rhythm, params: NudgeParams = DEFAULT) -> bool:
    """Say whether the last unanswered reminder is too recent for the rhythm."""
    if rhythm == "full" or occasion.latest_unanswered_on is None:
        return False
    days = params.weekly_days if rhythm == "weekly" else params.monthly_days
    return (occasion.on - occasion.latest_unanswered_on).days < days


def is_over_cap(occasion: Occasion, params: NudgeParams = DEFAULT) -> bool:
    """Say whether the last seven days already hold as many reminders as a week may."""
    cap = max(params.most_a_week, len(occasion.rhythm.weekdays))
    since = occasion.on - timedelta(days=6)
    return sum(1 for day in occasion.sent_on if since <= day <= occasion.on) >= cap
