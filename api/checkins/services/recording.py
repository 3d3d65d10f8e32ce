"""A check-in arrives: through whichever door, as often as it likes, it is one row."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from api import crypto
from api.accounts.rules import Principal, View
from api.accounts.services.sight import CALLER, CALLERS_PRACTICE, has_moved_since
from api.checkins.models import CheckIn, Reply
from api.checkins.rules import EARLIEST_DAY, kind_of, latest_day, latest_day_anywhere, overrules
from api.checkins.services.chips import known_obstacles
from api.checkins.services.replying import forget_unread, replies_of
from api.checkins.services.telling import is_told, require_told
from api.db import db, of_one_practice
from api.errors import Conflict, Gone, Invalid, NotAllowed, NotFound
from api.goals.models import UnreadReply
from api.goals.services import goal_in_view
from api.goals.services.writing import begin_if_not_started, mark_news
from api.pagination import Page, PageQuery, fetch_page, map_page

# The longest way west across the date line takes a day out of the calendar, and a phone may be offline on it.
JUST_MOVED = timedelta(days=2)


_INSERT = sa.insert(CheckIn)
_CHANGE = sa.update(CheckIn).where(
    CheckIn.id == sa.bindparam("check_in_id"), CheckIn.practice_id == CALLERS_PRACTICE
)
_KNOWN = sa.select(
    CheckIn.id, CheckIn.goal_id, CheckIn.happened_on, CheckIn.recorded_at, CheckIn.counts, CheckIn.undone_at,
).where(
    CheckIn.practice_id == CALLERS_PRACTICE,
    sa.or_(
        CheckIn.id == sa.bindparam("check_in_id"),
        sa.and_(CheckIn.goal_id == sa.bindparam("goal_id"), CheckIn.happened_on == sa.bindparam("on")),
    ),
)  # fmt: skip
"""The check-in of an id and the others of its goal and day."""
_OF_GOAL = sa.select(*CheckIn.__table__.columns).where(
    CheckIn.goal_id == sa.bindparam("goal_id"),
    CheckIn.practice_id == CALLERS_PRACTICE,
    CheckIn.undone_at.is_(None),
)
_UNREAD_OF_GOAL = _OF_GOAL.where(
    sa.exists()
    .where(Reply.check_in_id == CheckIn.id, UnreadReply.reply_id == Reply.id, UnreadReply.reader_id == CALLER)
    .where(of_one_practice(Reply, CheckIn), of_one_practice(UnreadReply, Reply))
    .correlate(CheckIn.__table__)
)
"""Whoever sees the goal knows of each of these: it was answered."""
_NEWEST_FIRST = ((CheckIn.__table__.c.happened_on, True), (CheckIn.__table__.c.id, True))


@dataclass(frozen=True, slots=True)
class CheckInSent:
    """A check-in as a door received it."""

    goal_id: UUID
    happened_on: date
    recorded_at: datetime | None = None
    outcome: str | None = None
    value: float | None = None
    felt: str | None = None
    obstacles: tuple[str, ...] = ()
    note: str | None = None
    source: str = "api"


def record_check_in(
    principal: Principal, check_in_id: UUID, sent: CheckInSent, now: datetime
) -> tuple[dict[str, Any], bool]:
    """The check-in is durable, and counts for its goal and day if none there was recorded later.

    Sending the same id again edits or replays it. Returns it as its client sees it, and whether it is new. The
    feeling of a client who has not agreed to keep feelings is left out. Raises Conflict when the id belongs to
    another goal, Gone when it was undone after it was recorded, Invalid for a day that has not come.
    """
    goal = goal_in_view(principal, sent.goal_id, now, lock=True)
    if not goal.view.is_own:
        raise NotAllowed("Only clients themselves check in.")
    _refuse_faults(principal, sent, goal.view, now)
    # A phone whose clock runs ahead must not outrank every later check-in.
    recorded_at = min(sent.recorded_at or now, now)
    connection = db.session.connection()
    here = {CALLERS_PRACTICE.key: principal.practice_id}
    same_day = connection.execute(
        _KNOWN, here | {"check_in_id": check_in_id, "goal_id": sent.goal_id, "on": sent.happened_on}
    ).all()
    known = next((row for row in same_day if row.id == check_in_id), None)
    if known is not None:
        if known.goal_id != sent.goal_id:
            raise Conflict("This id belongs to a check-in of another goal. Make a new one.")
        if known.undone_at is not None and known.undone_at >= recorded_at:
            raise Gone("This check-in was undone after it was recorded. Nothing was changed.")
        if known.undone_at is None and known.recorded_at > recorded_at:
            return check_in(principal, check_in_id, now), False
    rival = next(
        (
            row
            for row in same_day
            if row.counts and row.id != check_in_id and row.happened_on == sent.happened_on
        ),
        None,
    )
    counts = rival is None or overrules(recorded_at, check_in_id, rival.recorded_at, rival.id)
    if counts and rival is not None:
        connection.execute(_CHANGE, here | {"check_in_id": rival.id, "counts": False})
    obstacles = known_obstacles(goal.view.practice_id, sent.obstacles)
    values = {
        "happened_on": sent.happened_on,
        "recorded_at": recorded_at,
        "outcome": sent.outcome,
        "value": sent.value,
        "felt": sent.felt if goal.view.feelings else None,
        "obstacles": ",".join(obstacles),
        "note": crypto.seal_or_none(sent.note or None, goal.view.client_id, "check_in", "note", check_in_id),
        "source": sent.source,
        "counts": counts,
        "undone_at": None,
        "logged_at": now,
    }
    if known is None:
        _insert(check_in_id, goal.view, sent.goal_id, values)
    else:
        connection.execute(_CHANGE, here | {"check_in_id": check_in_id} | values)
        if known.counts and known.happened_on != sent.happened_on:
            _let_next_count(principal, sent.goal_id, known.happened_on)
    begin_if_not_started(goal, now)
    db.session.commit()
    told = (
        {"id": check_in_id, "goal_id": sent.goal_id}
        | values
        | {"obstacles": list(obstacles), "note": sent.note or None}
    )
    return told, known is None


def undo_check_in(principal: Principal, check_in_id: UUID, now: datetime) -> None:
    """The check-in no longer counts and its content is gone; another of the same day counts again. Raises NotFound."""
    row = _find(principal, check_in_id)
    goal = goal_in_view(principal, row.goal_id, now, lock=True)
    if not goal.view.is_own:
        raise NotAllowed("Only clients themselves undo a check-in.")
    # Another undo of the day may have gone before while this one waited for the goal: look again.
    row = _find(principal, check_in_id)
    db.session.execute(
        sa.update(CheckIn)
        .where(CheckIn.id == check_in_id, CheckIn.practice_id == principal.practice_id)
        .values(undone_at=now, counts=False, outcome=None, value=None, felt=None, obstacles="", note=None)
    )
    forget_unread(goal.view, check_in_id)
    if row.counts:
        _let_next_count(principal, row.goal_id, row.happened_on)
    mark_news(goal, now)
    db.session.commit()


def check_in(principal: Principal, check_in_id: UUID, now: datetime) -> dict[str, Any]:
    """Give a check-in as the caller may see it. Raises NotFound."""
    row = _find(principal, check_in_id)
    view = goal_in_view(principal, row.goal_id, now).view
    require_told(view, check_in_id)
    return tell_check_in(row, view) | {"replies": replies_of(view, [row.id]).get(row.id, [])}


def check_ins_of_goal(
    principal: Principal, goal_id: UUID, query: PageQuery, now: datetime, *, unread: bool = False
) -> Page[dict[str, Any]]:
    """Page through a goal's check-ins as the caller may see them, the newest day first.

    unread: only those with a reply that the caller has not read.
    """
    goal = goal_in_view(principal, goal_id, now)
    asked = {CALLERS_PRACTICE.key: principal.practice_id, "goal_id": goal_id}
    if unread:
        page = fetch_page(_UNREAD_OF_GOAL, _NEWEST_FIRST, query, asked | {CALLER.key: principal.member_id})
    elif goal.view.numbers:
        page = fetch_page(_OF_GOAL, _NEWEST_FIRST, query, asked)
    else:
        told = _OF_GOAL.where(is_told(goal.view)).params(**asked)
        page = fetch_page(told, _NEWEST_FIRST, query)
    replies = replies_of(goal.view, [row.id for row in page.items]) if page.items else {}
    return map_page(page, lambda row: tell_check_in(row, goal.view) | {"replies": replies.get(row.id, [])})


def tell_check_in(row: Any, view: View) -> dict[str, Any]:
    """Give a check-in's row as one reader may see it: what is not shared is empty, never refused."""
    note = crypto.unseal_or_none(row.note, row.client_id, "check_in", "note", row.id) if view.notes else None
    return {
        "id": row.id,
        "goal_id": row.goal_id,
        "happened_on": row.happened_on,
        "recorded_at": row.recorded_at,
        "logged_at": row.logged_at,
        "outcome": row.outcome if view.numbers else None,
        "value": row.value if view.numbers else None,
        "felt": row.felt if view.feelings else None,
        "obstacles": read_obstacles(row.obstacles) if view.obstacles else [],
        "note": note,
        "source": row.source,
        "counts": row.counts,
    }


def read_obstacles(stored: str) -> list[str]:
    """Give the codes of their stored form."""
    return stored.split(",") if stored else []


@lru_cache(maxsize=1_000)
def kinds_in(stored: str) -> tuple[str, ...]:
    """Give the kinds of the codes in their stored form: the rules know no practice's own chips."""
    return tuple(dict.fromkeys(map(kind_of, read_obstacles(stored))))


def _refuse_faults(principal: Principal, sent: CheckInSent, view: View, now: datetime) -> None:
    if sent.outcome is None and sent.value is None:
        raise Invalid.field("outcome", "Say how it went, or give a number.")
    if sent.happened_on > latest_day(now, view.zone) and not _had_begun(principal, sent.happened_on, now):
        raise Invalid.field("happened_on", "This day has not come yet where the client is.")
    if sent.happened_on < EARLIEST_DAY:
        raise Invalid.field("happened_on", f"Days from {EARLIEST_DAY.year} on can be filled in.")


def _had_begun(principal: Principal, on: date, now: datetime) -> bool:
    """Say whether a day may have begun in the zone that the client came from: told on the way, it arrives later."""
    return on <= latest_day_anywhere(now) and has_moved_since(principal, now - JUST_MOVED)


def _insert(check_in_id: UUID, view: View, goal_id: UUID, values: dict[str, Any]) -> None:
    of = {
        "id": check_in_id,
        "practice_id": view.practice_id,
        "client_id": view.client_id,
        "goal_id": goal_id,
    }
    try:
        db.session.connection().execute(_INSERT, of | values)
    except IntegrityError as error:
        # Another goal's writer, whom the lock on this goal does not hold back, took the id a moment ago.
        db.session.rollback()
        raise Conflict("This id was used a moment ago for something else. Make a new one.") from error


def _let_next_count(principal: Principal, goal_id: UUID, on: date) -> None:
    """Of the check-ins left on that day, the one recorded last counts."""
    latest = (
        sa.select(CheckIn.id)
        .where(CheckIn.goal_id == goal_id, CheckIn.practice_id == principal.practice_id)
        .where(CheckIn.happened_on == on, CheckIn.undone_at.is_(None))
        .order_by(CheckIn.recorded_at.desc(), CheckIn.id.desc())
        .limit(1)
    )
    db.session.execute(
        sa.update(CheckIn)
        .where(CheckIn.id.in_(latest), CheckIn.practice_id == principal.practice_id)
        .values(counts=True)
    )


def _find(principal: Principal, check_in_id: UUID) -> Any:
    row = db.session.execute(
        sa.select(*CheckIn.__table__.columns).where(
            CheckIn.id == check_in_id,
            CheckIn.practice_id == principal.practice_id,
            CheckIn.undone_at.is_(None),
        )
    ).one_or_none()
    if row is None:
        raise NotFound
    return row
