"""The mail that tells somebody that everything of theirs is to be erased: it may not have been they who asked."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api.accounts.models import Membership, Person
from api.accounts.rules import Principal
from api.config import Settings
from api.db import db
from api.delivery.services import Draft, Email, button, compose, enqueue, note, paragraph
from api.keeping.models import Erasure

KIND = "erasure_asked"


def tell(principal: Principal, now: datetime, due_at: datetime) -> None:
    """A mail is on its way to the client that says so, and until when they can keep everything. Does not commit."""
    email = db.session.scalars(
        sa.select(Person.email)
        .join(Membership, Membership.person_id == Person.id)
        .where(Membership.id == principal.member_id)
    ).one()
    payload = {
        "client_id": str(principal.member_id),
        "at": due_at.strftime("%-d %B %Y, %H:%M UTC"),
    }
    enqueue(
        [
            Draft(
                KIND,
                email,
                f"{KIND}:{principal.member_id}:{now.isoformat()}",
                payload,
                useless_at=due_at,
                client_id=principal.member_id,
                practice_id=principal.practice_id,
            )
        ],
        now,
    )


def word(settings: Settings, payload: Mapping[str, Any], _address: str) -> Email:
    """Give the mail: from when on, and how to keep everything."""
    return compose(
        "Everything of yours in Waymark is to be erased",
        "Is this what you want?",
        [
            paragraph(
                f"Somebody signed in as you, and asked Waymark to erase everything of yours on {payload['at']}."
            ),
            paragraph("If that was you, there is nothing to do. Until then you can change your mind."),
            button("Keep everything", f"{settings.public_url}/privacy/data"),
            note(
                "If it was not you: keep everything there, and sign out all other devices under sign-in. "
                "If you cannot get in, your practice can help."
            ),
        ],
    )


def still_wanted(payload: Mapping[str, Any], address: str, _now: datetime) -> bool:
    """Say whether that is still to come, and the client still has this address."""
    statement = (
        sa.select(Erasure.client_id)
        .join(Membership, Membership.id == Erasure.client_id)
        .join(Person, Person.id == Membership.person_id)
        .where(
            Erasure.client_id == UUID(payload["client_id"]),
            Erasure.done_at.is_(None),
            Person.email == address,
        )
    )
    return db.session.scalar(statement) is not None
