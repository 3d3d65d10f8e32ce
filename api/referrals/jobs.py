"""What the clock starts in referrals."""

from api import clock
from api.referrals import services


def draft_suggestions() -> None:
    """Verdicts that ask for it have led to a draft for the coach."""
    services.draft_suggestions(clock.now())
