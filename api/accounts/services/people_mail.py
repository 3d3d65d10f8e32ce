"""Mails about people and their places: that something changed, and never what anybody wrote.

Each kind is worded from its payload; names of practices and people stand in them only where the reader must know who
is speaking.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api import crypto
from api.accounts.models import EmailChange, Membership, Person
from api.accounts.rules.recovering import DEFAULT as ADDRESSES
from api.batch import among, read_rows
from api.config import Settings
from api.db import db
from api.delivery.services import Draft, Email, Footer, button, code, compose, enqueue, note, paragraph

COACHING = "coaching_changed"
LEFT = "left_practice"
NEW_ADDRESS = "email_change_code"
CHANGED = "email_changed"
ASKED = "recovery_asked"
PUT_BACK = "email_put_back"

TOLD_WITHIN = timedelta(days=3)


def tell_of_coaching(member_ids: Sequence[UUID], what: str, now: datetime) -> None:
    """Each of these members learns by mail that their coaching changed, not how. Does not commit."""
    statement = (
        sa.select(Membership.id, Membership.practice_id, Membership.is_client, Person.email)
        .join(Person, Person.id == Membership.person_id)
        .where(Membership.id.in_(member_ids), Membership.left_at.is_(None))
    )
    drafts = [
        Draft(
            COACHING,
            row.email,
            f"{COACHING}:{what}:{row.id}",
            {"member_id": str(row.id)},
            useless_at=now + TOLD_WITHIN,
            # A coach has no key.
            client_id=row.id if row.is_client else crypto.SYSTEM,
            practice_id=row.practice_id,
        )
        for row in (db.session.execute(statement) if member_ids else ())
    ]
    enqueue(drafts, now)


def word_coaching(settings: Settings, _payload: Mapping[str, Any], _address: str) -> Email:
    """Give the mail: who works with whom has changed, and nothing of whom."""
    return compose(
        "Your coaching in Waymark has changed",
        "Your coaching has changed",
        [
            paragraph("Who you work with in Waymark has changed. The app shows how it is now."),
            button("Open Waymark", settings.public_url),
        ],
        _why(settings),
    )


def member_has_address(payload: Mapping[str, Any], address: str, _now: datetime) -> bool:
    """Say whether the member still belongs to the practice and has this address."""
    statement = (
        sa.select(Membership.id)
        .join(Person, Person.id == Membership.person_id)
        .where(
            Membership.id == UUID(payload["member_id"]),
            Membership.left_at.is_(None),
            Person.email == address,
        )
    )
    return db.session.scalar(statement) is not None


def tell_of_leaving(
    practice_id: UUID, practice: str, member_id: UUID, email: str, reply_to: str | None, now: datetime
) -> None:
    """Whoever has left learns by mail that their access has ended. Does not commit."""
    payload = {"practice": practice, "reply_to": reply_to}
    key = f"{LEFT}:{member_id}:{now.isoformat()}"
    draft = Draft(LEFT, email, key, payload, useless_at=now + TOLD_WITHIN, practice_id=practice_id)
    enqueue([draft], now)


def word_leaving(payload: Mapping[str, Any], _address: str) -> Email:
    """Give the mail: what has ended, and whom to ask for a copy or for erasure."""
    practice = one_line(payload["practice"])
    return compose(
        f"You no longer belong to {practice} in Waymark",
        "Your access has ended",
        [
            paragraph(
                f"You no longer belong to {practice} in Waymark. You are signed out of it everywhere, its reminders "
                "have ended, and no coach there sees anything of yours any more."
            ),
            paragraph(
                "What you wrote is not deleted by this. For a copy of it, or to have it erased, answer this mail."
            ),
        ],
        reply_to=payload["reply_to"],
    )


def always(_payload: Mapping[str, Any], _address: str, _now: datetime) -> bool:
    """Say that the message is wanted whatever has happened since: it tells of something that is done."""
    return True


def send_address_code(email: str, change_id: UUID, typed: str, now: datetime, expires_at: datetime) -> None:
    """The code that proves a new address is on its way there. Does not commit."""
    draft = Draft(NEW_ADDRESS, email, f"{NEW_ADDRESS}:{change_id}", {"code": typed}, useless_at=expires_at)
    enqueue([draft], now)


def word_address_code(payload: Mapping[str, Any], _address: str) -> Email:
    """Give the mail: the code, for typing where the change was asked for."""
    return compose(
        f"Your Waymark code: {payload['code']}",
        "Is this your new address?",
        [
            paragraph(
                "Somebody wants to sign in to Waymark with this address from now on. If it is you, type:"
            ),
            code(payload["code"]),
            note(
                f"It works once, for {ADDRESSES.code_minutes} minutes, where you asked for it. If that was not you, "
                "you need do nothing: without this code nothing changes."
            ),
        ],
    )


def send_address_changed(change: Any, objection_url: str, now: datetime, expires_at: datetime) -> None:
    """Both addresses learn that the old one no longer signs anybody in; the old one can object. Does not commit."""
    enqueue(
        [
            _address_draft(CHANGED, change, change.old_email, expires_at, url=objection_url, to="old"),
            _address_draft(CHANGED, change, change.new_email, expires_at, url=None, to="new"),
        ],
        now,
    )


def word_address_changed(settings: Settings, payload: Mapping[str, Any], _address: str) -> Email:
    """Give the mail: to the old address with the way to object, to the new one as a note."""
    if payload["to"] == "new":
        return compose(
            "This address now signs you in to Waymark",
            "Your address has changed",
            [
                paragraph("From now on you sign in to Waymark with this address, and mails come here."),
                button("Open Waymark", settings.public_url),
            ],
        )
    return compose(
        "Your address in Waymark has changed",
        "Your address has changed",
        [
            paragraph(
                "From now on you sign in to Waymark with another address, and mails go there. If that was you, you "
                "need do nothing."
            ),
            paragraph(
                "If it was not you, have it undone: this address signs you in again, and every device is signed out."
            ),
            button("This was not me", payload["url"]),
            note(f"The link works for {ADDRESSES.objection_days} days."),
        ],
    )


def send_recovery_asked(
    change: Any, practice: str, objection_url: str, others: Collection[str], now: datetime
) -> None:
    """Everybody concerned learns what a practice has asked for and from when it counts. Does not commit.

    The old address can object. others: addresses of coaches and owners, who learn no more than that there is a wish.
    """
    told: dict[str, Any] = {
        "practice": practice,
        "at": change.takes_effect_at.strftime("%-d %B %Y, %H:%M UTC"),
    }
    useless_at = change.takes_effect_at
    enqueue(
        [
            _address_draft(ASKED, change, change.old_email, useless_at, url=objection_url, to="old", **told),
            _address_draft(ASKED, change, change.new_email, useless_at, url=None, to="new", **told),
            *(
                _address_draft(ASKED, change, email, useless_at, url=None, to="witness", **told)
                for email in sorted(others)
            ),
        ],
        now,
    )


def word_recovery_asked(settings: Settings, payload: Mapping[str, Any], _address: str) -> Email:
    """Give the mail to the old address, to the new one, or to somebody who should know of it."""
    practice, at = one_line(payload["practice"]), payload["at"]
    if payload["to"] == "old":
        return compose(
            "Another address is to sign you in to Waymark",
            "Is this what you want?",
            [
                paragraph(
                    f"{practice} has been told that you cannot reach this mailbox any more, and has asked Waymark to "
                    f"sign you in with another address from {at} on."
                ),
                paragraph(
                    "If you asked for it, you need do nothing. If not, say so: nothing is changed then, and the "
                    "practice cannot ask again for a month."
                ),
                button("I did not ask for this", payload["url"]),
            ],
        )
    if payload["to"] == "new":
        return compose(
            "This address is to sign you in to Waymark",
            "In a few days",
            [
                paragraph(
                    f"{practice} has asked Waymark to sign you in with this address from {at} on. Until then nothing "
                    "changes: the wait lets somebody object whose address it should have stayed."
                ),
                note("If you do not know what this is about, you need do nothing."),
            ],
        )
    return compose(
        "An address in your practice is to change",
        "An address is to change",
        [
            paragraph(
                f"In {practice}, somebody who cannot reach their mailbox is to sign in with another address from "
                f"{at} on. You are told because you work with them or run the practice. If it surprises you, ask them."
            ),
            button("Open Waymark", settings.public_url),
        ],
    )


def send_put_back(change: Any, now: datetime) -> None:
    """Both addresses learn that the change was objected to. Does not commit."""
    useless_at = now + TOLD_WITHIN
    enqueue(
        [_address_draft(PUT_BACK, change, to, useless_at) for to in (change.old_email, change.new_email)], now
    )


def word_put_back(settings: Settings, _payload: Mapping[str, Any], _address: str) -> Email:
    """Give the mail: the old address stands, and how to sign in."""
    return compose(
        "The change of your address in Waymark was undone",
        "The earlier address stands",
        [
            paragraph(
                "Somebody with the earlier address objected to the change. It signs in again, and every device was "
                "signed out to be safe."
            ),
            button("Open Waymark", settings.public_url),
        ],
    )


def still_to_come(payload: Mapping[str, Any], _address: str, _now: datetime) -> bool:
    """Say whether the change that the practice asked for still stands."""
    statement = sa.select(EmailChange.id).where(
        EmailChange.id == UUID(payload["change_id"]), EmailChange.ended_at.is_(None)
    )
    return db.session.scalar(statement) is not None


def one_line(text: str) -> str:
    """Give a name as it can stand in a subject."""
    return " ".join(text.split())


def _address_draft(kind: str, change: Any, email: str, useless_at: datetime, **payload: Any) -> Draft:
    return Draft(
        kind,
        email,
        f"{kind}:{change.id}:{email}",
        {"change_id": str(change.id), **payload},
        useless_at=useless_at,
        practice_id=None,
    )


def _why(settings: Settings) -> list[Footer]:
    return [
        Footer("You get this because you belong to a practice in Waymark.", "Open it", settings.public_url)
    ]


_LANGUAGES = sa.select(Person.email, Person.language).where(
    among(Person.email, "addresses"), Person.language.is_not(None)
)


def languages_of(emails: Collection[str]) -> dict[str, str]:
    """Give the language in which whoever has each of these addresses wants to be written to, if they have said one."""
    return dict(read_rows(_LANGUAGES, {"addresses": emails}))
