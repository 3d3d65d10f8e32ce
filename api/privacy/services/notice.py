"""What is said to a client about the things that others keep on them."""

from typing import Any

from api.accounts.rules import Principal
from api.caseload.services import notes_kept_on
from api.privacy.rules import COACH_NOTES_RULE, NOT_CLAIMED, SIGHTS


def privacy_notice(principal: Principal) -> dict[str, Any]:
    """Give what the caller should know: who keeps private notes on them and how many, and what Waymark is not."""
    kept = notes_kept_on(principal.member_id)
    return {
        "coach_notes": {
            "rule": COACH_NOTES_RULE,
            "kept_by": [{"coach": {"id": row.id, "name": row.name}, "notes": row.count} for row in kept],
        },
        "not_claimed": list(NOT_CLAIMED),
    }


def visibility() -> dict[str, Any]:
    """Give who sees what, for every kind of thing."""
    return {"items": list(SIGHTS)}
