"""What the clock starts: verdicts that ask for it lead to drafts."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api import crypto, localtime
from api.accounts.services.sight import facts_of_clients
from api.db import db
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

BATCH = 100


def draft_suggestions(now: datetime) -> int:
    """Every coach-side verdict that asks for it has led to a draft, joined an open one, or waits for its cool-down.

    Returns the number of verdicts looked at.
    """
    _forget_drafts_on_private_goals()
    statement = (
        sa.select(*StallAssessment.__table__.columns)
        .where(StallAssessment.referral_check_due_at <= now, StallAssessment.is_latest)
        .order_by(StallAssessment.referral_check_due_at, StallAssessment.id)
        .limit(BATCH)
        .with_for_update(skip_locked=True)
    )
    assessments = list(db.session.execute(statement))
    client_ids = {row.client_id for row in assessments}
    facts = facts_of_clients(client_ids)
    crypto.ring().load(client_ids)
    past = past_of(client_ids, {client_id: one.zone for client_id, one in facts.items()})
    for row in assessments:
        zone = facts[row.client_id].zone
        decision = rules.suggest(verdict_of(row), past[row.client_id], localtime.local_day(now, zone))
        if decision.action == "draft" and decision.draft is not None:
            made = add_suggestion(
                row.client_id, row.practice_id, row.goal_id, decision.draft, row.load_0_10, None, now
            )
            past[row.client_id].append(PastSuggestion(id=made, state="drafted"))
        elif decision.action == "join" and decision.draft is not None and isinstance(decision.joins, UUID):
            _join(row, decision.joins, decision.draft)
        wait_until = decision.not_before_on and localtime.day_starts(decision.not_before_on, zone)
        db.session.execute(
            sa.update(StallAssessment)
            .where(StallAssessment.id == row.id)
            .values(referral_check_due_at=wait_until and max(wait_until, now + timedelta(hours=1)))
        )
    db.session.commit()
    return len(assessments)


def _forget_drafts_on_private_goals() -> None:
    """A goal that its client keeps to themselves has no draft: nobody could see it, and it held up all others."""
    private = sa.select(Goal.id).where(Goal.id == Suggestion.goal_id, Goal.is_private)
    db.session.execute(sa.delete(Suggestion).where(Suggestion.state == "drafted", private.exists()))


def _join(row: Any, suggestion_id: UUID, draft: rules.Draft) -> None:
    """The draft says what is known of this goal now, beside the client's other goals; its own goal also words it."""
    joined = db.session.execute(
        sa.select(*Suggestion.__table__.columns).where(Suggestion.id == suggestion_id)
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
        .where(Suggestion.id == suggestion_id, Suggestion.state == "drafted")
        .values(version=version, **values)
    )
