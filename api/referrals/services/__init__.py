"""Use cases of referrals: drafting, deciding, telling, and the directory of providers."""

from api.referrals.services.deciding import (
    close,
    dismiss,
    forget_drafts,
    forget_felt,
    forget_suggestions,
    keep_in_coaching,
    offer,
    record_outcome,
    respond,
    start,
)
from api.referrals.services.drafting import draft_suggestions, has_drafts_due
from api.referrals.services.providers import (
    add_provider,
    change_provider,
    provider,
    providers,
    retire_provider,
)
from api.referrals.services.telling import (
    as_asked,
    events,
    is_known_to_client,
    is_told_to_client,
    reasons_shown,
    suggestion,
    suggestions,
)

__all__ = [
    "add_provider",
    "as_asked",
    "change_provider",
    "close",
    "dismiss",
    "draft_suggestions",
    "events",
    "forget_drafts",
    "forget_felt",
    "forget_suggestions",
    "has_drafts_due",
    "is_known_to_client",
    "is_told_to_client",
    "keep_in_coaching",
    "offer",
    "provider",
    "providers",
    "reasons_shown",
    "record_outcome",
    "respond",
    "retire_provider",
    "start",
    "suggestion",
    "suggestions",
]
