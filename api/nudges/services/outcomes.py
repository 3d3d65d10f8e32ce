"""What became of reminders: told by their rows, which follow the outbox."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api.accounts.rules import Principal
from api.batch import among
from api.db import db, of_one_practice, reading
from api.delivery.models import Outbox
from api.nudges.models import Nudge, NudgePlan
from api.nudges.rules import SENT, why
from api.nudges.services.deciding import KIND, NUDGE
from api.nudges.services.measuring import read_ids
from api.pagination import Page, PageQuery, fetch_page, map_page

_BATCH = 1000
_EASING = timedelta(days=62)
"""Three reminders, three a week apart, and what a pause may have put between them."""
_ENDED = {"sent": ("sent", None), "failed": ("not_sent", "channel_gone"), "expired": ("not_sent", "too_late")}
"""What an ended message makes of its reminder; one that was dropped for no noted reason had nobody to go to."""
_DROPPED = ("not_sent", "consent_withdrawn")
# In so many words, because SQLite takes a partial index only for its own condition.
_IS_QUEUED = sa.text("nudge.outcome = 'queued'")
_SAME = sa.and_(
    Outbox.dedupe_key == sa.literal(f"{KIND}:").concat(Nudge.occurrence_key), of_one_practice(Outbox, Nudge)
)
_HOW = sa.update(NUDGE).where(
    NUDGE.c.id == sa.bindparam("which"),
    NUDGE.c.practice_id == sa.bindparam("whose_practice"),
    NUDGE.c.outcome == "queued",
)
_TOLD = ("new_outcome", "new_reason", "new_channel")
_SETTLED = _HOW.values({name.removeprefix("new_"): sa.bindparam(name) for name in _TOLD})


def nudges(principal: Principal, query: PageQuery) -> Page[dict[str, Any]]:
    """Page through the caller's own reminders, the latest first, each with what became of it and why."""
    columns = sa.inspect(Nudge).local_table.c
    shown = (
        columns.id,
        columns.on_date,
        columns.kind,
        columns.outcome,
        columns.reason,
        columns.channel,
        columns.decided_at,
        Outbox.state.label("message_state"),
        Outbox.channel.label("message_channel"),
    )
    statement = (
        sa.select(*shown)
        .outerjoin(Outbox, _SAME)
        .where(columns.client_id == principal.member_id, columns.practice_id == principal.practice_id)
    )
    return map_page(fetch_page(statement, [(columns.decided_at, True), (columns.id, True)], query), _tell)


def asked_lately(practice_id: UUID, client_ids: Collection[UUID], now: datetime) -> set[UUID]:
    """Give the goals that the clients' reminders have asked about while they can have become monthly."""
    statement = sa.select(Nudge.goals).where(
        among(Nudge.client_id, client_ids),
        Nudge.practice_id == practice_id,
        Nudge.on_date >= now.date() - _EASING,
        Nudge.outcome.in_(SENT),
    )
    return set().union(*map(read_ids, db.session.scalars(statement)))


def settle() -> int:
    """Reminders whose messages have ended say how: sent, or not and why. Returns how many."""
    if not has_ended():
        return 0
    count = 0
    while True:
        rows = db.session.execute(
            sa.select(Nudge.id, Nudge.practice_id, Nudge.client_id, Nudge.kind, Outbox.state, Outbox.channel)
            .join(Outbox, _SAME)
            .where(_IS_QUEUED, Outbox.ended_at.is_not(None))
            .order_by(Nudge.decided_at)
            .limit(_BATCH)
        ).all()
        _write(rows)
        db.session.commit()
        count += len(rows)
        if len(rows) < _BATCH:
            return count


def has_ended() -> bool:
    """Say whether messages of reminders have ended whose rows do not say so, without waiting for the writer."""
    with reading():
        statement = sa.select(Nudge.id).join(Outbox, _SAME).where(_IS_QUEUED, Outbox.ended_at.is_not(None))
        found = db.session.scalar(statement.limit(1)) is not None
        db.session.rollback()
    return found


def _write(rows: Any) -> None:
    settled = []
    for row in rows:
        outcome, reason = _ENDED.get(row.state, _DROPPED)
        settled.append(
            {
                "which": row.id,
                "whose_practice": row.practice_id,
                "new_outcome": outcome,
                "new_reason": reason,
                "new_channel": row.channel,
            }
        )
    if not settled:
        return
    db.session.connection().execute(_SETTLED, settled)
    for row in rows:
        if row.state != "sent" and row.kind == "first":
            # What never arrived was not left unanswered.
            db.session.execute(
                sa.update(NudgePlan)
                .where(NudgePlan.client_id == row.client_id, NudgePlan.practice_id == row.practice_id)
                .where(NudgePlan.unanswered > 0)
                .values(unanswered=NudgePlan.unanswered - 1)
            )


def _tell(row: Any) -> dict[str, Any]:
    outcome, reason, channel = row.outcome, row.reason, row.channel
    if outcome == "queued" and row.message_state in {"sent", "failed", "expired", "dropped"}:
        outcome, reason = _ENDED.get(row.message_state, _DROPPED)
        channel = row.message_channel
    sentence = why(outcome, reason, channel)
    return {
        "id": row.id,
        "on": row.on_date,
        "kind": row.kind,
        "outcome": "waiting" if outcome == "queued" else outcome,
        "reason": reason,
        "channel": channel,
        "why": sentence,
        "decided_at": row.decided_at,
    }
