"""What the clock starts in accounts."""

from api import clock
from api.accounts.services import refused_mail, sign_in


def clear_expired() -> None:
    """Codes, attempts and sessions that have run out are gone."""
    sign_in.clear_expired(clock.now())


def tell_of_refused_mail() -> None:
    """The coaches of clients whose address has begun to refuse mail are told."""
    if refused_mail.has_news():
        refused_mail.tell_coaches(clock.now())
