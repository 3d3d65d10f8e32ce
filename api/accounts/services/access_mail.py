"""The mail that tells somebody of a new way into their account; it says nothing of what is in there."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from api.accounts.services.sign_in_mail import still_wanted
from api.delivery.services import Draft, Email, compose, enqueue, paragraph

KIND = "access_added"
USEFUL = timedelta(days=3)

__all__ = ["KIND", "still_wanted", "tell", "word"]

_WORDS = {
    "passkey": (
        "A passkey was added to your Waymark account",
        "A passkey was added",
        "Somebody signed in as you, and added a passkey. With it they can sign in without a code.",
    ),
    "token": (
        "An API token was made in your Waymark account",
        "An API token was made",
        "Somebody signed in as you, and made a token with which a program can act for you.",
    ),
}


def tell(email: str, what: str, row_id: UUID, now: datetime) -> None:
    """A mail is on its way that says so; what: passkey or token. Does not commit."""
    enqueue([Draft(KIND, email, f"access:{row_id}", {"what": what}, useless_at=now + USEFUL)], now)


def word(payload: Mapping[str, Any], _address: str) -> Email:
    """Give the mail."""
    subject, title, what = _WORDS[payload["what"]]
    return compose(
        subject,
        title,
        [
            paragraph(what),
            paragraph("If that was you, there is nothing to do."),
            paragraph(
                "If it was not: open Waymark, remove it under sign-in, and sign out all other devices. "
                "If you cannot get in, your practice can help."
            ),
        ],
    )
