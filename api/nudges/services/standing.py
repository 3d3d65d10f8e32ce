"""What decides about a reminder, apart from who it is for: clients who stand alike are decided once, and alike."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from api import localtime
from api.nudges.rules import (
    Channel,
    Decision,
    Doors,
    Kind,
    Move,
    NotSent,
    Occasion,
    Send,
    after_first,
    decide_nudge,
    next_first,
    rhythm_after,
    useless_at,
)
from api.nudges.services.planning import Learned, quiet_of, rhythm_of, slot_values


class Standing(NamedTuple):
    """How one client stands when their reminder is due, by columns of their plan and by what was read around it.

    Nothing else goes into an answer, and nothing in it says who it is: what two clients share may be answered once.
    """

    next_at: datetime
    kind: Kind
    from_zone: str | None
    weekdays: str
    at_local: str
    timing: str
    usual_at: str | None
    quiet_from: str
    quiet_until: str
    is_on: bool
    done_on: date | None
    follows_up: bool
    by_push: bool
    by_email: bool
    zone: str
    has_left: bool
    on: date
    has_coach: bool
    has_push: bool
    is_reachable: bool
    pushes_today: int
    first_by: Channel | None
    is_paused: bool
    due: int
    still_open: int
    to_ask: int
    sent_on: tuple[date, ...]
    has_had_today: bool
    unanswered: int
    latest_unanswered_on: date | None
    days_silent: int | None
    is_loaded: bool
    is_held_out: bool


PLANNED = (
    "next_at", "next_kind", "from_zone", "weekdays", "at_local", "timing", "usual_at", "quiet_from", "quiet_until",
    "is_on", "done_on", "follows_up", "by_push", "by_email",
)  # fmt: skip
"""Columns of the plan that a Standing begins with."""
STANDING = len(PLANNED) + 2
"""So many of a Standing's values are read with the plan: these, the client's zone, and whether they left."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What is decided for everybody who stands so, and what is written of it.

    `asked_at` and `eased_at` of a plan are the client's own: they become now when `is_counted`, and when what is
    `eased` is not what it was.
    """

    told: tuple[Any, ...]
    """Columns of the reminder, as TOLD names them."""
    plan: tuple[Any, ...]
    """Columns of the plan, as NEXT names them."""
    payload: str
    """The message's, as JSON, but for what is the client's own."""
    useless_at: datetime
    is_sent: bool
    says_what: bool
    """The reminder keeps what it asked about, or would have."""
    is_counted: bool
    eased: str


TOLD = ("on_date", "kind", "outcome", "reason", "decided_at", "channel", "sent_on")
NEXT = (
    "next_at", "next_kind", "next_on", "zone", "from_zone", "done_on", "unanswered", "unanswered_on", "eased",
)  # fmt: skip


def answer_to(standing: Standing, learned: Learned | None, now: datetime) -> Answer:
    """Decide about everybody who stands so. learned: what was learned just now of when they usually check in."""
    occasion = _occasion_of(standing)
    decision = decide_nudge(occasion, now)
    is_sent = isinstance(decision, Send)
    is_counted = is_sent and occasion.kind == "first"
    unanswered = occasion.unanswered + is_counted
    eased = rhythm_after(unanswered)
    has_done = occasion.kind == "first" and not isinstance(decision, Move)
    on, done_on = occasion.on, standing.done_on
    following = _next_slot(standing, occasion, decision, learned, now) | {
        "done_on": max(on, done_on or on) if has_done else done_on,
        "unanswered": unanswered,
        "unanswered_on": on if is_counted else occasion.latest_unanswered_on,
        "eased": eased,
    }
    return Answer(
        told(decision, on, occasion.kind, standing.zone, now),
        tuple(following[name] for name in NEXT),
        _payload(occasion, decision) if isinstance(decision, Send) else "",
        useless_at(occasion),
        is_sent,
        is_sent or decision == NotSent("held_out"),
        is_counted,
        eased,
    )


def told(decision: Decision, on: date, kind: str, zone: str, now: datetime) -> tuple[Any, ...]:
    """Give what a reminder's row says of a decision, as TOLD names it."""
    if isinstance(decision, Send):
        return on, kind, "queued", None, now, decision.channel, localtime.local_day(now, zone)
    if isinstance(decision, Move):
        return on, kind, "moved", "quiet_hours", now, None, None
    return on, kind, "not_sent", decision.reason, now, None, None


def with_own(payload: str, client_id: str, goals: Sequence[str], milestones: Sequence[str]) -> str:
    """Give the payload with what is the client's own: ids, which need no escaping."""
    own = f'"client_id": "{client_id}", "goals": {_listed(goals)}, "milestones": {_listed(milestones)}'
    return f"{payload[:-1]}, {own}}}"


def _listed(ids: Sequence[str]) -> str:
    return f"""["{'", "'.join(ids)}"]""" if ids else "[]"


def _occasion_of(standing: Standing) -> Occasion:
    return Occasion(
        next_at=standing.next_at,
        on=standing.on,
        kind=standing.kind,
        from_zone=standing.from_zone,
        rhythm=rhythm_of(standing, standing.zone),
        quiet=quiet_of(standing),
        is_on=standing.is_on,
        has_left=standing.has_left,
        has_coach=standing.has_coach,
        doors=Doors(
            has_push=standing.has_push,
            by_push=standing.by_push,
            by_email=standing.by_email,
            is_reachable=standing.is_reachable,
            pushes_today=standing.pushes_today,
            first_by=standing.first_by,
        ),
        is_paused=standing.is_paused,
        due=standing.due,
        still_open=standing.still_open,
        to_ask=standing.to_ask,
        sent_on=standing.sent_on,
        has_had_today=standing.has_had_today,
        unanswered=standing.unanswered,
        latest_unanswered_on=standing.latest_unanswered_on,
        days_silent=standing.days_silent,
        is_loaded=standing.is_loaded,
        is_held_out=standing.is_held_out,
    )


def _next_slot(
    standing: Standing, occasion: Occasion, decision: Decision, learned: Learned | None, now: datetime
) -> dict[str, Any]:
    """Give the columns of the plan that say what is due next."""
    zone = standing.zone
    if isinstance(decision, Move):
        return {
            "next_at": decision.until,
            "next_kind": occasion.kind,
            "next_on": occasion.on,
            "zone": zone,
            "from_zone": occasion.from_zone,
        }
    rhythm = rhythm_of(standing, zone, learned) if learned else occasion.rhythm
    if occasion.kind == "first":
        is_followed_up = (
            isinstance(decision, Send)
            and standing.follows_up
            and not occasion.is_loaded
            and rhythm_after(occasion.unanswered) == "full"
        )
        slot = after_first(occasion.on, rhythm, occasion.quiet, now, is_followed_up=is_followed_up)
    else:
        slot = next_first(now, rhythm, occasion.on)
    values = slot_values(slot, zone)
    if decision == NotSent("client_left"):
        # Whoever comes back says anew when to be reminded.
        values["next_at"] = None
    return values


def _payload(occasion: Occasion, decision: Send) -> str:
    # Ids alone are added to it: names are looked up when the message is worded, by what the client wants then.
    return json.dumps(
        {
            "on": occasion.on.isoformat(),
            "kind": occasion.kind,
            "planned_at": occasion.next_at.isoformat(),
            "from_zone": occasion.from_zone,
            "tone": decision.tone,
            "rhythm": decision.rhythm,
            "days_silent": occasion.days_silent,
        }
    )
