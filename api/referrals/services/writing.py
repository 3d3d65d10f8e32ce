"""The rows of a suggestion: its words sealed, its steps on record. Nothing here commits."""

import json
from collections import defaultdict
from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from uuid_utils.compat import uuid7

from api import crypto, localtime
from api.db import db
from api.referrals import rules
from api.referrals.models import Suggestion, SuggestionEvent
from api.referrals.rules import PastSuggestion

SAID = ("client_request", "coach", "said")
"""Reasons that a person gave, in place of a sign."""


def add_suggestion(
    client_id: UUID,
    practice_id: UUID,
    goal_id: UUID | None,
    draft: rules.Draft,
    load_0_10: float | None,
    by_id: UUID | None,
    now: datetime,
    reasons: list[dict[str, Any]] | None = None,
) -> UUID:
    """A draft stands; `by_id` started it (None: the model). Returns its id.

    reasons: in place of the draft's own, when there are more.
    """
    suggestion_id = uuid7()
    db.session.execute(
        sa.insert(Suggestion).values(
            id=suggestion_id,
            practice_id=practice_id,
            client_id=client_id,
            goal_id=goal_id,
            basis=draft.basis,
            state="drafted",
            reasons=seal_reasons(client_id, suggestion_id, reasons or reasons_from(goal_id, draft)),
            text=crypto.seal(draft.text, client_id, "suggestion", "text", suggestion_id),
            load_0_10=load_0_10,
            version=1,
            created_at=now,
        )
    )
    add_event(practice_id, suggestion_id, "drafted", by_id, now)
    return suggestion_id


def add_event(practice_id: UUID, suggestion_id: UUID, kind: str, by_id: UUID | None, now: datetime) -> None:
    """The step is on record."""
    db.session.execute(
        sa.insert(SuggestionEvent).values(
            id=uuid7(), practice_id=practice_id, suggestion_id=suggestion_id, kind=kind, at=now, by_id=by_id
        )
    )


def reasons_from(goal_id: UUID | None, draft: rules.Draft) -> list[dict[str, Any]]:
    """Give a draft's reasons as they are kept."""
    return [
        {"goal_id": goal_id and str(goal_id), "sign": reason.sign, "sentence": reason.sentence}
        for reason in draft.reasons
    ]


def reasons_of(row: Any) -> list[dict[str, Any]]:
    """Give the reasons kept with a suggestion."""
    told: list[dict[str, Any]] = json.loads(
        crypto.unseal(row.reasons, row.client_id, "suggestion", "reasons", row.id)
    )
    return told


def seal_reasons(client_id: UUID, suggestion_id: UUID, reasons: list[dict[str, Any]]) -> bytes:
    """Give reasons as they are kept with this suggestion."""
    return crypto.seal(json.dumps(reasons), client_id, "suggestion", "reasons", suggestion_id)


def past_of(
    practice_ids: Collection[UUID], client_ids: set[UUID], zones: dict[UUID, str]
) -> dict[UUID, list[PastSuggestion]]:
    """Give every suggestion each client ever had, as the rules see it; days are the client's own."""
    found: dict[UUID, list[PastSuggestion]] = defaultdict(list)
    rows = db.session.execute(
        sa.select(*Suggestion.__table__.columns)
        .where(Suggestion.client_id.in_(client_ids), Suggestion.practice_id.in_(practice_ids))
        .order_by(Suggestion.created_at)
    )
    for row in rows:
        zone = zones[row.client_id]
        decided_at = row.dismissed_at or row.offered_at
        if row.basis == "client_request":
            # By asking, a client takes back what they once said against being asked.
            asked_on = localtime.local_day(row.created_at, zone)
            found[row.client_id] = [replace(past, reopened_on=asked_on) for past in found[row.client_id]]
        found[row.client_id].append(
            PastSuggestion(
                id=row.id,
                state=row.state,
                decided_on=decided_at and localtime.local_day(decided_at, zone),
                answered_on=row.answered_at and localtime.local_day(row.answered_at, zone),
                choice=row.response,
                load=row.load_0_10,
            )
        )
    return found
