"""Reminders that are due are decided, many at a time, each in the transaction that also queues its message."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from uuid_utils.compat import uuid7

from api import localtime
from api.db import db, reading, write_many
from api.delivery.services import Draft, enqueue
from api.nudges.models import Nudge, NudgePlan
from api.nudges.rules import (
    SENT,
    Decision,
    Move,
    NotSent,
    Send,
    after_first,
    decide_nudge,
    is_held_out,
    next_first,
    rhythm_after,
    useless_at,
)
from api.nudges.services.gathering import Planned, day_of, gather, gather_again, occurrence_key, plans
from api.nudges.services.planning import (
    Learned,
    is_stale,
    learn_usual,
    moved_slot,
    rhythm_of,
    slot_values,
    write_plans,
)

KIND = "nudge"


class DatabaseAway(Exception):
    """The database is busy or away, which says nothing of any reminder: all of them wait."""


def has_due(now: datetime) -> bool:
    """Say whether any reminder is due, without waiting for the writer."""
    with reading():
        found = db.session.scalar(sa.select(NudgePlan.client_id).where(_is_due(now)).limit(1)) is not None
        db.session.rollback()
    return found


def decide_due(now: datetime, most: int, secret: str, only: UUID | None = None) -> int:
    """At most `most` reminders that are due are decided, for good or until they are due again. Returns how many.

    The decisions, the messages and the next instants are one transaction: each reminder is decided once, whoever
    else decides. only: this client's alone. Raises DatabaseAway.
    """
    try:
        return _decide_due(now, most, secret, only)
    except (sa.exc.OperationalError, sa.exc.InterfaceError) as error:
        db.session.rollback()
        raise DatabaseAway from error
    except BaseException:
        db.session.rollback()
        raise


def due_clients(now: datetime, most: int) -> list[UUID]:
    """Give whose reminders are due, those due longest first."""
    with reading():
        statement = sa.select(NudgePlan.client_id).where(_is_due(now)).order_by(NudgePlan.next_at).limit(most)
        found = list(db.session.scalars(statement))
        db.session.rollback()
    return found


def set_aside(client_id: UUID, now: datetime) -> None:
    """A plan that cannot be decided waits for its next slot; its reminder is on record as not decided."""
    row = db.session.execute(plans().where(NudgePlan.client_id == client_id)).one_or_none()
    if row is None:
        db.session.rollback()
        return
    try:
        on = day_of(row)
        slot = next_first(now, rhythm_of(row, row.member_zone), on)
        values = slot_values(slot, row.member_zone) | {"done_on": on}
    except ValueError:
        # Whatever is wrong with the plan or its zone: tomorrow somebody may have mended it.
        on = now.date()
        values = {"next_at": now + timedelta(days=1)}
    _write_nudges([_nudge_row(row, on, row.next_kind, NotSent("not_decided"), now)])
    write_plans({client_id: values})
    db.session.commit()


def _decide_due(now: datetime, most: int, secret: str, only: UUID | None) -> int:
    due = plans().where(_is_due(now)).order_by(NudgePlan.next_at).limit(most)
    if only is not None:
        due = due.where(NudgePlan.client_id == only)
    rows = db.session.connection().execute(due.with_for_update(of=NudgePlan, skip_locked=True)).all()
    if not rows:
        db.session.rollback()
        return 0
    values: dict[UUID, dict[str, Any]] = {}
    # Whose zone is another one now, unnoticed as yet: the instant that was planned means nothing there.
    elsewhere = [row for row in rows if row.zone is not None and row.zone != row.member_zone]
    for row in elsewhere:
        values[row.client_id] = moved_slot(row, row.member_zone, now)
    here = [row for row in rows if row.client_id not in values]
    learned = learn_usual({row.client_id: row.member_zone for row in here if is_stale(row, now)}, now)
    decided: list[tuple[Planned, Decision]] = []
    for planned in gather(here, now) if here else ():
        is_drawn = planned.is_measured and is_held_out(
            secret.encode(), planned.client_id, planned.occurrence_key
        )
        occasion = replace(planned.occasion, is_held_out=True) if is_drawn else planned.occasion
        decision = decide_nudge(occasion, now)
        decided.append((planned, decision))
        values[planned.client_id] = _next_values(planned, decision, learned.get(planned.client_id), now)
    _write_nudges([_tell(planned, decision, now) for planned, decision in decided])
    enqueue([_draft(planned, one) for planned, one in decided if isinstance(one, Send)], now)
    write_plans(values)
    db.session.commit()
    return len(rows)


def still_wanted(payload: Mapping[str, Any], address: str, now: datetime) -> bool | datetime:
    """Say whether a queued reminder may still leave, or when to ask again; if not, its row says why.

    For the transaction that sends it.
    """
    client_id, on, kind = UUID(payload["client_id"]), date.fromisoformat(payload["on"]), payload["kind"]
    row = db.session.execute(plans().where(NudgePlan.client_id == client_id)).one_or_none()
    if row is None:
        return False
    goal_ids = frozenset(UUID(one) for one in payload["goals"])
    planned = gather_again(row, on, kind, goal_ids, now)
    occasion, news = planned.occasion, len(payload["milestones"])
    is_reachable = occasion.doors.is_reachable and row.email == address
    occasion = replace(
        occasion,
        next_at=datetime.fromisoformat(payload["planned_at"]),
        from_zone=payload["from_zone"],
        doors=replace(occasion.doors, is_reachable=is_reachable),
        due=occasion.due + news,
        still_open=occasion.still_open + news,
        to_ask=occasion.still_open + news,
    )
    decision = decide_nudge(occasion, now)
    if isinstance(decision, Send):
        return True
    outcome, reason = (
        ("queued", "quiet_hours") if isinstance(decision, Move) else ("not_sent", decision.reason)
    )
    key = occurrence_key(client_id, on, kind)
    db.session.execute(
        sa.update(Nudge)
        .where(Nudge.occurrence_key == key)
        .values(outcome=outcome, reason=reason, decided_at=now)
    )
    return decision.until if isinstance(decision, Move) else False


def _is_due(now: datetime) -> sa.ColumnElement[bool]:
    return sa.and_(NudgePlan.is_on, NudgePlan.next_at <= now)


def _next_values(
    planned: Planned, decision: Decision, learned: Learned | None, now: datetime
) -> dict[str, Any]:
    """Give the columns of the plan after this decision; all decisions give the same columns."""
    row, occasion = planned.row, planned.occasion
    rhythm = rhythm_of(row, row.member_zone, learned) if learned else occasion.rhythm
    is_sent = isinstance(decision, Send)
    if isinstance(decision, Move):
        values = {
            "next_at": decision.until,
            "next_kind": occasion.kind,
            "next_on": occasion.on,
            "zone": row.member_zone,
            "from_zone": occasion.from_zone,
        }
    elif occasion.kind == "first":
        is_followed_up = (
            is_sent
            and row.follows_up
            and not occasion.is_loaded
            and rhythm_after(occasion.unanswered) == "full"
        )
        slot = after_first(occasion.on, rhythm, occasion.quiet, now, is_followed_up=is_followed_up)
        values = slot_values(slot, row.member_zone)
    else:
        values = slot_values(next_first(now, rhythm, occasion.on), row.member_zone)
    if decision == NotSent("client_left"):
        # Whoever comes back says anew when to be reminded.
        values["next_at"] = None
    is_counted = is_sent and occasion.kind == "first"
    unanswered = occasion.unanswered + is_counted
    eased = rhythm_after(unanswered)
    has_done = occasion.kind == "first" and not isinstance(decision, Move)
    return values | {
        "usual_at": learned.usual_at if learned else row.usual_at,
        "learned_at": learned.learned_at if learned else row.learned_at,
        "done_on": max(occasion.on, row.done_on or occasion.on) if has_done else row.done_on,
        "unanswered": unanswered,
        "unanswered_on": occasion.on if is_counted else occasion.latest_unanswered_on,
        "asked_at": now if is_counted else row.asked_at,
        "eased": eased,
        "eased_at": row.eased_at if eased == row.eased else now,
    }


def _tell(planned: Planned, decision: Decision, now: datetime) -> dict[str, Any]:
    occasion = planned.occasion
    told = _nudge_row(planned.row, occasion.on, occasion.kind, decision, now)
    is_held_out = decision == NotSent("held_out")
    if isinstance(decision, Send) or is_held_out:
        told["goals"] = ",".join(goal.goal_id.hex for goal in planned.asked)
        told["milestones"] = ",".join(news.token for news in planned.news)
        told["is_measured"] = planned.is_measured
    return told


def _nudge_row(row: Any, on: date, kind: str, decision: Decision, now: datetime) -> dict[str, Any]:
    outcome, reason, channel, sent_on = "not_sent", None, None, None
    if isinstance(decision, Send):
        outcome, channel, sent_on = "queued", decision.channel, localtime.local_day(now, row.member_zone)
    elif isinstance(decision, Move):
        outcome, reason = "moved", "quiet_hours"
    else:
        reason = decision.reason
    return {
        "id": uuid7(),
        "practice_id": row.practice_id,
        "client_id": row.client_id,
        "on_date": on,
        "kind": kind,
        "occurrence_key": occurrence_key(row.client_id, on, kind),  # type: ignore[arg-type]
        "outcome": outcome,
        "reason": reason,
        "decided_at": now,
        "channel": channel,
        "sent_on": sent_on,
        "goals": "",
        "milestones": "",
        "is_measured": False,
    }


def _write_nudges(rows: Sequence[dict[str, Any]]) -> None:
    if not rows:
        return
    insert: Any = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
    statement = insert(sa.inspect(Nudge).local_table)
    # One reminder a local day: what was decided before stands once it was sent, and is overruled until then.
    overruled = [name for name in rows[0] if name not in {"id", "practice_id", "client_id", "occurrence_key"}]
    statement = statement.on_conflict_do_update(
        index_elements=["occurrence_key"],
        set_={name: statement.excluded[name] for name in overruled},
        where=sa.and_(*(Nudge.outcome != outcome for outcome in SENT)),
    )
    write_many(statement, rows)


def _draft(planned: Planned, decision: Send) -> Draft:
    row, occasion = planned.row, planned.occasion
    return Draft(
        kind=KIND,
        address=row.email,
        channel=decision.channel,
        dedupe_key=f"{KIND}:{planned.occurrence_key}",
        # Ids alone: names are looked up when the message is worded, by what the client wants then.
        payload={
            "client_id": str(planned.client_id),
            "on": occasion.on.isoformat(),
            "kind": occasion.kind,
            "planned_at": occasion.next_at.isoformat(),
            "from_zone": occasion.from_zone,
            "goals": [goal.goal_id.hex for goal in planned.asked],
            "milestones": [news.token for news in planned.news],
            "tone": decision.tone,
            "rhythm": decision.rhythm,
            "days_silent": occasion.days_silent,
        },
        useless_at=useless_at(occasion),
        client_id=planned.client_id,
        practice_id=row.practice_id,
    )
