"""Whether a reminder is sent, through which door, and how gently: asked once more at the moment of sending."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from api import localtime
from api.nudges.rules.params import DEFAULT, NudgeParams
from api.nudges.rules.timing import Kind, Quiet, Rhythmic, ends_at

Reason = Literal[
    "client_left",
    "coach_left",
    "consent_withdrawn",
    "channel_gone",
    "too_late",
    "paused",
    "already_logged",
    "period_done",
    "asked_already",
    "one_a_day",
    "weekly_cap",
    "daily_push_cap",
    "backed_off",
    "quiet_hours",
    "held_out",
    "not_decided",
]
Rhythm = Literal["full", "weekly", "monthly"]
Channel = Literal["push", "email"]
Tone = Literal["first", "second", "lapse", "soft"]

RHYTHMS: tuple[Rhythm, ...] = ("full", "weekly", "monthly")
SENT = ("queued", "sent")
"""Outcomes of a reminder that has left, or is about to."""


@dataclass(frozen=True, slots=True)
class Doors:
    """Through which doors the client can be reached, and wants to be."""

    has_push: bool = False
    """A browser of theirs takes pushes."""
    by_push: bool = True
    by_email: bool = True
    is_reachable: bool = True
    """Their address takes mail."""
    pushes_today: int = 0
    """Pushes that have left on the client's local day of today."""
    first_by: Channel | None = None
    """How the first reminder went that this one follows up."""


USUAL_QUIET = Quiet()
ANY_DOOR = Doors()


@dataclass(frozen=True, slots=True)
class Occasion:
    """One planned reminder, and everything that speaks for it or against it when it is about to be sent.

    `on` is the local day it is about, `next_at` the instant it was planned for.
    """

    next_at: datetime
    on: date
    rhythm: Rhythmic
    kind: Kind = "first"
    from_zone: str | None = None
    quiet: Quiet = USUAL_QUIET
    is_on: bool = True
    has_left: bool = False
    has_coach: bool = True
    doors: Doors = ANY_DOOR
    is_paused: bool = False
    due: int = 1
    """Goals that ask for a check-in that day, and milestones that there is something to say of."""
    still_open: int = 1
    """Those of them that nothing has been said of."""
    to_ask: int = 1
    """Those of them that may be asked about once more in their period."""
    sent_on: Sequence[date] = ()
    """Local days on which earlier reminders left, at least of the last seven."""
    has_had_today: bool = False
    """One of them left on the local day of now."""
    unanswered: int = 0
    """First reminders sent since the client's latest check-in, whatever it was about."""
    latest_unanswered_on: date | None = None
    days_silent: int | None = None
    """Local days since the latest check-in; None when there never was one."""
    is_loaded: bool = False
    """The client has been telling of a high load, and wants that to be known here."""
    is_held_out: bool = False
    """The draw for this occasion says that it is withheld."""


@dataclass(frozen=True, slots=True)
class Send:
    """Send it: how often it now comes, through which door, in which tone."""

    rhythm: Rhythm
    channel: Channel = "email"
    tone: Tone = "first"


@dataclass(frozen=True, slots=True)
class NotSent:
    """Do not send it, and say why."""

    reason: Reason


@dataclass(frozen=True, slots=True)
class Move:
    """Ask again at that instant, the end of the quiet hours."""

    until: datetime


Decision = Send | NotSent | Move


def decide_nudge(occasion: Occasion, now: datetime, params: NudgeParams = DEFAULT) -> Decision:
    """Decide at the moment of sending whether a planned reminder is sent.

    First whether it may be sent at all, then whether it is still of use, then whether it would be one too many. A late
    one keeps out of the quiet hours, and out of the next day. What would be sent after all that may be held out.
    """
    reason = _not_allowed(occasion) or _not_of_use(occasion, now) or _too_many(occasion, params)
    if reason:
        return NotSent(reason)
    if now - occasion.next_at > params.late_after:
        quiet = occasion.quiet
        until = localtime.after_quiet_hours(now, occasion.rhythm.zone, quiet.from_local, quiet.until_local)
        if until > now:
            return Move(until) if until < useless_at(occasion) else NotSent("quiet_hours")
    channel = choose_channel(occasion.doors, occasion.kind, params)
    if channel is None:
        return NotSent("daily_push_cap" if _is_push_used_up(occasion.doors, params) else "channel_gone")
    if occasion.is_held_out:
        return NotSent("held_out")
    return Send(rhythm_after(occasion.unanswered, params), channel, tone_of(occasion, params))


def useless_at(occasion: Occasion) -> datetime:
    """Give the instant from which the reminder is of no more use: the end of its local day."""
    return ends_at(occasion.on, occasion.rhythm.zone, occasion.from_zone, occasion.kind)


def choose_channel(doors: Doors, kind: Kind, params: NudgeParams = DEFAULT) -> Channel | None:
    """Give the door: a push where one can arrive, else a mail; a follow-up takes the other one, where there are two."""
    can_push = doors.has_push and doors.by_push and not _is_push_used_up(doors, params)
    open_doors: list[Channel] = ["push"] if can_push else []
    if doors.by_email and doors.is_reachable:
        open_doors.append("email")
    if kind == "follow_up":
        open_doors.sort(key=lambda door: door == doors.first_by)
    return open_doors[0] if open_doors else None


def tone_of(occasion: Occasion, params: NudgeParams = DEFAULT) -> Tone:
    """Give the tone: soft under load, before anything else."""
    if occasion.is_loaded:
        return "soft"
    if occasion.kind == "follow_up":
        return "second"
    has_lapsed = occasion.days_silent is not None and occasion.days_silent >= params.lapse_days
    return "lapse" if has_lapsed and occasion.unanswered >= params.lapse_unanswered else "first"


def _is_push_used_up(doors: Doors, params: NudgeParams) -> bool:
    return doors.has_push and doors.by_push and doors.pushes_today >= params.most_pushes_a_day


def _not_allowed(occasion: Occasion) -> Reason | None:
    if occasion.has_left:
        return "client_left"
    if not occasion.has_coach:
        return "coach_left"
    if not occasion.is_on:
        return "consent_withdrawn"
    doors = occasion.doors
    can_be_reached = (doors.by_email and doors.is_reachable) or (doors.by_push and doors.has_push)
    return None if can_be_reached else "channel_gone"


def _not_of_use(occasion: Occasion, now: datetime) -> Reason | None:
    if now >= useless_at(occasion):
        return "too_late"
    if occasion.due == 0:
        return "paused" if occasion.is_paused else "period_done"
    return None if occasion.still_open else "already_logged"


def _too_many(occasion: Occasion, params: NudgeParams) -> Reason | None:
    if occasion.has_had_today:
        return "one_a_day"
    if occasion.to_ask == 0:
        return "asked_already"
    if is_backed_off(occasion, rhythm_after(occasion.unanswered, params), params):
        return "backed_off"
    return "weekly_cap" if is_over_cap(occasion, params) else None


def rhythm_after(unanswered: int, params: NudgeParams = DEFAULT) -> Rhythm:
    """Give how often reminders come after so many in a row without an answer; any check-in restores the full rhythm."""
    if unanswered >= params.unanswered_until_monthly:
        return "monthly"
    return "weekly" if unanswered >= params.unanswered_until_weekly else "full"


def is_backed_off(occasion: Occasion, rhythm: Rhythm, params: NudgeParams = DEFAULT) -> bool:
    """Say whether the last unanswered reminder is too recent for the rhythm; easing off has no follow-ups."""
    if rhythm == "full" or occasion.latest_unanswered_on is None:
        return False
    if occasion.kind == "follow_up":
        return True
    days = params.weekly_days if rhythm == "weekly" else params.monthly_days
    return (occasion.on - occasion.latest_unanswered_on).days < days


def most_a_week(occasion: Occasion, params: NudgeParams = DEFAULT) -> int:
    """Give how many messages seven days may hold; under load half as many, one at least."""
    most = max(params.most_a_week, len(occasion.rhythm.weekdays))
    return max(1, (most + 1) // 2) if occasion.is_loaded else most


def is_over_cap(occasion: Occasion, params: NudgeParams = DEFAULT) -> bool:
    """Say whether the last seven days already hold as many messages as a week may; under load, none is followed up."""
    if occasion.is_loaded and occasion.kind == "follow_up":
        return True
    today = occasion.on + timedelta(days=occasion.kind == "follow_up")
    since = today - timedelta(days=6)
    return sum(1 for day in occasion.sent_on if since <= day <= today) >= most_a_week(occasion, params)
