"""What the clock starts: verdicts that ask for it lead to drafts."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa
import structlog

from api import crypto, localtime
from api.accounts.services.sight import facts_of_clients, hold_clients_at_hand
from api.db import AnySelect, db, of_one_practice, reading
from api.goals.models import Goal
from api.referrals import rules
from api.referrals.models import Suggestion
from api.referrals.rules import PastSuggestion
from api.referrals.services.writing import (
    SAID,
    add_suggestion,
    past_of,
    reasons_from,
    reasons_of,
    seal_reasons,
)
from api.stalls.models import StallAssessment
from api.stalls.services import verdict_of

log = structlog.get_logger()

BATCH = 100
TRY_AGAIN = timedelta(hours=1)


def has_drafts_due(now: datetime) -> bool:
    """Say whether a verdict asks for a draft, or a draft is on a private goal, without waiting for the writer."""
    with reading():
        due = sa.select(StallAssessment.id).where(*_due(now))
        found = any(db.session.scalar(each.limit(1)) is not None for each in (due, _on_private()))
        db.session.rollback()
    return found


def draft_suggestions(now: datetime) -> int:
    """Every coach-side verdict that asks for it has led to a draft, joined an open one, or waits for its cool-down.

    A client about whom somebody decides in this moment is left for the next tick. Returns the number of verdicts
    looked at.
    """
    _forget_drafts_on_private_goals(now)
    due = _due(now)
    in_turn = (StallAssessment.referral_check_due_at, StallAssessment.id)
    waiting = db.session.execute(
        sa.select(StallAssessment.client_id, StallAssessment.practice_id)
        .where(*due)
        .order_by(*in_turn)
        .limit(BATCH)
    ).all()
    practice_ids = {row.practice_id for row in waiting}
    # The client before the verdict: that is the order in which coach, client and consent take them.
    held = hold_clients_at_hand(practice_ids, {row.client_id for row in waiting})
    statement = (
        sa.select(*StallAssessment.__table__.columns)
        .where(*due, StallAssessment.client_id.in_(held), StallAssessment.practice_id.in_(practice_ids))
        .order_by(*in_turn)
        .limit(BATCH)
        .with_for_update(skip_locked=True)
    )
    assessments = list(db.session.execute(statement))
    client_ids = {row.client_id for row in assessments}
    facts = facts_of_clients(practice_ids, client_ids)
    crypto.ring().load(client_ids)
    past = past_of(practice_ids, client_ids, {client_id: one.zone for client_id, one in facts.items()})
    for row in assessments:
        try:
            # A step of its own: what cannot be read of one goal holds up no other.
            with db.session.begin_nested():
                wait_until = _weigh(row, past[row.client_id], facts[row.client_id].zone, now)
        except Exception as error:  # noqa: BLE001 -- logged, and tried again
            log.error("suggestion not weighed", goal=str(row.goal_id), error=type(error).__name__)
            wait_until = now + TRY_AGAIN
        db.session.execute(
            sa.update(StallAssessment)
            .where(StallAssessment.id == row.id, StallAssessment.practice_id == row.practice_id)
            .values(referral_check_due_at=wait_until)
        )
    db.session.commit()
    return len(assessments)


def look_again(client_ids: Collection[UUID], now: datetime) -> None:
    """These clients' verdicts are weighed again at the next tick, and find the cool-down. Does not commit."""
    db.session.execute(
        sa.update(StallAssessment)
        .where(
            StallAssessment.client_id.in_(client_ids),
            # A verdict on a goal that has just become private still stands until the goal is assessed anew.
            sa.not_(sa.exists().where(Goal.id == StallAssessment.goal_id, Goal.is_private)),
            StallAssessment.viewer == "coach",
            StallAssessment.is_latest,
            StallAssessment.level == "consider_support",
        )
        .values(referral_check_due_at=now)
    )


def _weigh(row: Any, past: list[PastSuggestion], zone: str, now: datetime) -> datetime | None:
    """Draft, join or leave it, as the rules say. Returns when to weigh this verdict again; None: only after news."""
    decision = rules.suggest(verdict_of(row), past, localtime.local_day(now, zone))
    if decision.action == "draft" and decision.draft is not None:
        made = add_suggestion(
            row.client_id, row.practice_id, row.goal_id, decision.draft, row.load_0_10, None, now
        )
        past.append(PastSuggestion(id=made, state="drafted"))
    elif decision.action == "join" and decision.draft is not None and isinstance(decision.joins, UUID):
        _join(row, decision.joins, decision.draft)
    if decision.not_before_on is None:
        return None
    return max(localtime.day_starts(decision.not_before_on, zone), now + TRY_AGAIN)


def _forget_drafts_on_private_goals(now: datetime) -> None:
    """A goal that its client keeps to themselves has no draft: nobody could see it, and it held up all others.

    What the client asked for themselves still reaches the coach, without the goal.
    """
    found = list(db.session.execute(_on_private()))
    if not found:
        return
    theirs = Suggestion.practice_id.in_({row.practice_id for row in found})
    asked = [row.id for row in found if row.basis == "client_request"]
    db.session.execute(sa.update(Suggestion).where(Suggestion.id.in_(asked), theirs).values(goal_id=None))
    drafted = [row.id for row in found if row.basis != "client_request"]
    db.session.execute(sa.delete(Suggestion).where(Suggestion.id.in_(drafted), theirs))
    look_again({row.client_id for row in found}, now)


def _due(now: datetime) -> tuple[sa.ColumnExpressionArgument[bool], ...]:
    return StallAssessment.referral_check_due_at <= now, StallAssessment.is_latest


def _on_private() -> AnySelect:
    return (
        sa.select(Suggestion.id, Suggestion.practice_id, Suggestion.client_id, Suggestion.basis)
        .join(Goal, sa.and_(Goal.id == Suggestion.goal_id, of_one_practice(Goal, Suggestion)))
        .where(
            # In so many words, because SQLite takes a partial index only for its own condition.
            sa.text("suggestion.state IN ('drafted', 'offered')"),
            Suggestion.state == "drafted",
            Goal.is_private,
        )
    )


def _join(row: Any, suggestion_id: UUID, draft: rules.Draft) -> None:
    """The draft says what is known of this goal now, beside the client's other goals; its own goal also words it."""
    joined = db.session.execute(
        sa.select(*Suggestion.__table__.columns).where(
            Suggestion.id == suggestion_id, Suggestion.practice_id == row.practice_id
        )
    ).one()
    before = reasons_of(joined)
    kept = [reason for reason in before if reason["goal_id"] != str(row.goal_id) or reason["sign"] in SAID]
    after = kept + reasons_from(row.goal_id, draft)
    # What a person said comes first, then the goal it is about, the others in an order that does not depend on who
    # came last.
    after.sort(
        key=lambda one: (one["sign"] not in SAID, one["goal_id"] != str(joined.goal_id), str(one["goal_id"]))
    )
    if after == before:
        return
    values: dict[str, Any] = {"reasons": seal_reasons(joined.client_id, joined.id, after)}
    if joined.basis == "client_request":
        # The client holds this one's version, and is not to learn from it that something was concluded meanwhile.
        version: Any = Suggestion.version
    else:
        version = Suggestion.version + 1
        if row.goal_id == joined.goal_id and joined.basis != "coach":
            values["basis"] = draft.basis
            values["text"] = crypto.seal(draft.text, joined.client_id, "suggestion", "text", joined.id)
    db.session.execute(
        sa.update(Suggestion)
        .where(Suggestion.id == suggestion_id, Suggestion.practice_id == row.practice_id)
        .where(Suggestion.state == "drafted")
        .values(version=version, **values)
    )
