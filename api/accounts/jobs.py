"""What the clock starts in accounts."""

from api import clock
from api.accounts.services import sign_in


def clear_expired() -> None:
    """Codes, attempts and sessions that have run out are gone."""
    sign_in.clear_expired(clock.now())
