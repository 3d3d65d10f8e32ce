"""The client's weekly look-back: what their week held, in counts. Silent when it held nothing."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api import localtime
from api.accounts.services.coaching import coached_today
from api.checkins.models import CheckIn
from api.config import Settings
from api.db import db
from api.delivery.services import Draft, Email, Footer, button, compose, paragraph
from api.goals.models import Goal, Milestone
from api.nudges.rules import days_in_words
from api.nudges.services.letters import LOOK_BACK, USEFUL, Reader, send_letters, wanting
from api.nudges.services.links import write_letter_stop

SUBJECT = "Your week in Waymark"
_WEEK = timedelta(days=7)


def send_look_backs(now: datetime, most: int = 200) -> int:
    """Every look-back that is due is on its way, unless the week held nothing. Returns how many were due."""
    return send_letters(LOOK_BACK, now, most, _drafts)


def _drafts(readers: Sequence[Reader], now: datetime) -> list[Draft]:
    weeks = {reader.member_id: _last_week(reader.due_at, reader.zone) for reader in readers}
    practice_ids = {reader.practice_id for reader in readers}
    coached = coached_today(practice_ids, weeks, now)
    check_ins, reached = _weeks(practice_ids, weeks), _reached(practice_ids, weeks)
    drafts = []
    for reader in readers:
        counts, milestones = check_ins.get(reader.member_id), reached.get(reader.member_id, 0)
        if reader.is_client and reader.member_id in coached and (counts or milestones):
            drafts.append(_draft(reader, weeks[reader.member_id], counts or Counter(), milestones))
    return drafts


def word_look_back(settings: Settings, payload: Mapping[str, Any], _address: str) -> Email:
    """Give the mail: counts and days, no goal's name, nothing of how it felt."""
    monday = date.fromisoformat(payload["week_on"])
    counts, days, milestones = payload["counts"], payload["days"], payload["milestones"]
    told = [f"{number} {words}" for words, number in _told(counts)]
    lines = []
    if told:
        lines.append(f"You checked in on {days_in_words(days).lower()}: {', '.join(told)}.")
    if milestones:
        lines.append(
            "A milestone was reached." if milestones == 1 else f"{milestones} milestones were reached."
        )
    lines.append("The whole picture, week by week, is in Waymark.")
    stop = (
        f"{settings.public_url}/u/{write_letter_stop(settings.secret, UUID(payload['client_id']), LOOK_BACK)}"
    )
    return compose(
        SUBJECT,
        f"The week from {monday.day} {monday:%B}",
        [*map(paragraph, lines), button("Look back", f"{settings.public_url}/insights")],
        [Footer("You asked for this once a week.", "Stop these letters", stop)],
        List_Unsubscribe=f"<{stop}>",
        List_Unsubscribe_Post="List-Unsubscribe=One-Click",
    )


def still_wanted(payload: Mapping[str, Any], _address: str, now: datetime) -> bool:
    """Say whether the reader still wants it, and still has a coach here."""
    client_id = UUID(payload["client_id"])
    practice_ids = wanting(LOOK_BACK, [client_id]).values()
    return bool(coached_today(practice_ids, [client_id], now))


def _last_week(due_at: datetime, zone: str) -> date:
    return localtime.monday_of(localtime.local_day(due_at, zone)) - _WEEK


def _weeks(practice_ids: Collection[UUID], weeks: Mapping[UUID, date]) -> dict[UUID, Counter[str]]:
    """Give, for each client, how often each outcome was told in their week; the key "days" counts days."""
    if not weeks:
        return {}
    statement = sa.select(CheckIn.client_id, CheckIn.happened_on, CheckIn.outcome).where(
        CheckIn.client_id.in_(weeks),
        CheckIn.practice_id.in_(practice_ids),
        CheckIn.counts,
        *_within(CheckIn.happened_on, weeks.values()),
    )
    found: dict[UUID, Counter[str]] = {}
    days: dict[UUID, set[date]] = {}
    for client_id, on, outcome in db.session.execute(statement):
        if weeks[client_id] <= on < weeks[client_id] + _WEEK:
            found.setdefault(client_id, Counter())[outcome or "number"] += 1
            days.setdefault(client_id, set()).add(on)
    for client_id, counts in found.items():
        counts["days"] = len(days[client_id])
    return found


def _reached(practice_ids: Collection[UUID], weeks: Mapping[UUID, date]) -> Counter[UUID]:
    if not weeks:
        return Counter()
    # Milestones have no index by client: their goals lead there.
    goals = sa.select(Goal.id).where(Goal.client_id.in_(weeks), Goal.practice_id.in_(practice_ids))
    statement = sa.select(Milestone.client_id, Milestone.reached_on).where(
        Milestone.goal_id.in_(goals),
        Milestone.practice_id.in_(practice_ids),
        *_within(Milestone.reached_on, weeks.values()),
    )
    found: Counter[UUID] = Counter()
    for client_id, on in db.session.execute(statement):
        if on is not None and weeks[client_id] <= on < weeks[client_id] + _WEEK:
            found[client_id] += 1
    return found


def _within(column: Any, mondays: Any) -> Sequence[sa.ColumnElement[bool]]:
    return column >= min(mondays), column < max(mondays) + _WEEK


def _told(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    words = {"done": "done", "partly": "partly", "not": "not this time", "number": "with a number"}
    return [(word, counts[outcome]) for outcome, word in words.items() if counts.get(outcome)]


def _draft(row: Reader, week_on: date, counts: Counter[str], milestones: int) -> Draft:
    return Draft(
        kind=LOOK_BACK,
        address=row.email,
        dedupe_key=f"{LOOK_BACK}:{row.member_id}:{week_on.isoformat()}",
        payload={
            "client_id": str(row.member_id),
            "week_on": week_on.isoformat(),
            "days": counts.pop("days", 0),
            "counts": dict(counts),
            "milestones": milestones,
        },
        useless_at=row.due_at + USEFUL,
        client_id=row.member_id,
        practice_id=row.practice_id,
    )
