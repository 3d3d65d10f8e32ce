"""The mail that carries a sign-in code."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from api.accounts.models import Membership, Person
from api.accounts.rules.limits import CODE_MINUTES
from api.db import db
from api.delivery.models import Outbox
from api.delivery.services import Email, button, code, compose, note, paragraph

KIND = "sign_in_code"


def word(payload: Mapping[str, Any], _address: str) -> Email:
    """Give the mail: the code for typing, and a link that fills it in."""
    return compose(
        f"Your Waymark code: {payload['code']}",
        "Your sign-in code",
        [
            paragraph("Type this code where you are signing in, in the same browser:"),
            code(payload["code"]),
            paragraph(
                f"It works once, for {CODE_MINUTES} minutes. If you asked in this browser, you can also use the link:"
            ),
            button("Open Waymark", payload["link"]),
            note("If you did not ask for it, you need do nothing: without this code nobody gets in."),
        ],
    )


def still_wanted(_payload: Mapping[str, Any], address: str, _now: datetime) -> bool:
    """Say whether somebody who belongs to a practice has this address; mail for anybody else is dropped."""
    statement = (
        sa.select(Membership.id)
        .join(Person, Person.id == Membership.person_id)
        .where(Person.email == address, Membership.left_at.is_(None))
    )
    return db.session.scalar(statement.limit(1)) is not None


def clear_sent(now: datetime) -> None:
    """What is left of these mails is gone a day after they ended; many are to nobody. Does not commit."""
    db.session.execute(
        sa.delete(Outbox).where(Outbox.kind == KIND, Outbox.ended_at <= now - timedelta(days=1))
    )
