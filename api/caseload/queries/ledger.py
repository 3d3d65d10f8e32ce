"""The owner's ledger: how many flags stand open, how old, and what coaches made of them. No content, no names."""

from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from api.accounts.models import Membership
from api.accounts.rules import Principal
from api.caseload.rules import ledger as rules
from api.db import db
from api.referrals.models import Suggestion
from api.stalls.services import open_stalls_by_age, precision_of

YEAR = timedelta(days=365)


def ledger(principal: Principal, now: datetime) -> dict[str, Any]:
    """Give the practice's open flags by age and its verdicts of a year.

    In a practice too small for a count to name nobody, only the number of clients is told.
    """
    practice_id = principal.practice_id
    clients = db.session.scalar(
        sa.select(sa.func.count()).where(
            Membership.practice_id == practice_id, Membership.is_client, Membership.left_at.is_(None)
        )
    )
    if not rules.is_large_enough(clients or 0):
        return {"clients": clients, "is_enough": False, "open": [], "verdicts": None, "suggestions": None}
    stalls = open_stalls_by_age(practice_id, now, rules.EDGES_DAYS)
    drafts = [0] * len(stalls)
    states: dict[str, int] = dict.fromkeys(rules.STATES, 0)
    since = now - YEAR
    for state, created_at in db.session.execute(
        sa.select(Suggestion.state, Suggestion.created_at).where(
            Suggestion.practice_id == practice_id,
            Suggestion.created_at >= since,
            # What is left of one when a client takes back their agreement is a wish, and counts as nothing.
            Suggestion.state.in_(rules.STATES),
        )
    ):
        states[state] += 1
        if state == "drafted":
            drafts[rules.age_group((now - created_at).days)] += 1
    verdicts = rules.precision(precision_of(practice_id, since))
    return {
        "clients": clients,
        "is_enough": True,
        "open": [
            {"age": age, "stalls": stalled, "drafts": drafted}
            for age, stalled, drafted in zip(rules.AGES, stalls, drafts, strict=True)
        ],
        "verdicts": verdicts,
        "suggestions": states,
    }
