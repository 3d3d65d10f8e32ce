"""What the clock starts in referrals."""

from api import clock
from api.referrals import services


def has_drafts_due() -> bool:
    """Say whether a verdict asks for a draft."""
    return services.has_drafts_due(clock.now())


def draft_suggestions() -> None:
    """Verdicts that ask for it have led to a draft for the coach."""
    services.draft_suggestions(clock.now())
