"""The mail that carries an invitation."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api.accounts.models import Invitation
from api.accounts.rules.inviting import DEFAULT, role_words
from api.accounts.services.people_mail import one_line
from api.db import db
from api.delivery.services import Email, button, compose, note, paragraph

KIND = "invitation"


def word(payload: Mapping[str, Any], _address: str) -> Email:
    """Give the mail: who invites whom into what, what Waymark is, what a coach sees, and the link."""
    inviter, practice = one_line(payload["inviter"]), one_line(payload["practice"])
    blocks = [
        paragraph(f"{inviter} invites you to {practice} in Waymark, as {role_words(payload['roles'])}."),
        paragraph(
            "Waymark is where coaching goes on between two meetings: your goals, short check-ins, and what you agreed."
        ),
    ]
    if "client" in payload["roles"]:
        blocks.append(
            paragraph(
                "What your coach sees: your goals, whether you did what you planned, and the numbers you enter. How it "
                "felt, what was in the way and your notes stay with you unless you share them. You can change all of "
                "this at any time, and keep a goal to yourself."
            )
        )
    return compose(
        f"{inviter} invites you to {practice}",
        f"You are invited to {practice}",
        [
            *blocks,
            button("Look at the invitation", payload["link"]),
            note(
                f"The link is for you alone: it works once, within {DEFAULT.open_days} days. Nothing is made for you "
                f"until you accept; if you would rather not, you need do nothing. Answers to this mail go to {inviter}."
            ),
        ],
        reply_to=payload["reply_to"],
    )


def still_wanted(payload: Mapping[str, Any], address: str, now: datetime) -> bool:
    """Say whether the invitation is still open."""
    statement = sa.select(Invitation.id).where(
        Invitation.id == UUID(payload["invitation_id"]),
        Invitation.email == address,
        Invitation.accepted_at.is_(None),
        Invitation.cancelled_at.is_(None),
        Invitation.expires_at > now,
    )
    return db.session.scalar(statement) is not None
