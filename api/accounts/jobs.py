"""What the clock starts in accounts."""

from flask import current_app

from api import clock
from api.accounts.services import addresses, invitations, recovering, refused_mail, sign_in
from api.config import Settings


def clear_expired() -> None:
    """Codes, attempts, sessions, invitations and changes of address that have run out are gone."""
    now = clock.now()
    sign_in.clear_expired(now)
    invitations.clear_ended(now)
    addresses.clear_ended(now)


def change_addresses() -> None:
    """What practices have asked for, and nobody has objected to for three days, is so."""
    settings: Settings = current_app.config["WAYMARK"]
    recovering.take_effect(settings.secret, settings.public_url, clock.now())


def tell_of_refused_mail() -> None:
    """The coaches of clients whose address has begun to refuse mail are told."""
    if refused_mail.has_news():
        refused_mail.tell_coaches(clock.now())
