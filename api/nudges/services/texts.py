"""The words of a practice's reminders: its own where it wrote any, with a look at how they will be read."""

import json
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID
from zlib import crc32

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from uuid_utils.compat import uuid7

from api import crypto
from api.accounts.models import Practice
from api.accounts.rules import Principal
from api.accounts.services.sight import audit
from api.batch import among, read_rows
from api.crypto import SYSTEM
from api.db import db
from api.delivery.services import compose, paragraph
from api.errors import Fault, Invalid, Stale
from api.languages import ENGLISH, into, say
from api.nudges import rules
from api.nudges.models import NudgeText
from api.nudges.rules import EXAMPLES, GENERIC, PUSH_BODY, PUSH_TITLE, SUBJECT, TEXTS

_MOST_VERSION = 10**9
"""A version has nine digits at the most."""


@dataclass(frozen=True, slots=True)
class TextSeen:
    """One kind of text: as it is used, as it is without the practice's own, what may be filled in, what is unwise."""

    kind: str
    language: str
    text: str
    default: str
    placeholders: tuple[str, ...]
    warnings: list[str]

    @property
    def is_own(self) -> bool:
        return self.text != self.default


@dataclass(frozen=True, slots=True)
class Preview:
    """How a text will be read: in a mail, in a notification, on the sheet in the app, with names and without."""

    subject: str
    email_text: str
    email_html: str
    push_title: str
    push_body: str
    push_title_discreet: str
    push_body_discreet: str
    sheet: str
    warnings: list[str]


def texts(principal: Principal, language: str = ENGLISH) -> list[TextSeen]:
    """Give every kind of text as the caller's practice uses it."""
    own = own_texts([principal.practice_id])[principal.practice_id, language]
    return [_see(kind, language, own.get(kind) or usual(kind, language)) for kind in TEXTS]


def version_of(seen: Sequence[TextSeen]) -> int:
    """Give what stands for these words, and changes with every one of them; 1 where none is the practice's own."""
    own = [(one.kind, one.text) for one in seen if one.is_own]
    return crc32(json.dumps(own).encode()) % _MOST_VERSION if own else 1


def put_texts(
    principal: Principal, version: int, sent: Mapping[str, str | None], language: str, now: datetime
) -> list[TextSeen]:
    """The practice uses these texts from now on; None brings the usual words back.

    Raises Invalid naming each fault, and Stale when the texts are not those of `version` any more.
    """
    faults = [
        Fault(f"texts.{kind}", sentence)
        for kind, text in sent.items()
        if text is not None
        for sentence in rules.faults(kind, text)
    ]
    if faults:
        raise Invalid(None, *faults)
    # Two owners who save at once come one after the other, and the second learns of the first.
    db.session.execute(sa.select(Practice.id).where(Practice.id == principal.practice_id).with_for_update())
    if version_of(texts(principal, language)) != version:
        raise Stale
    for kind, text in sent.items():
        same = (
            NudgeText.practice_id == principal.practice_id,
            NudgeText.kind == kind,
            NudgeText.language == language,
        )
        if text is None or text == usual(kind, language):
            db.session.execute(sa.delete(NudgeText).where(*same))
            continue
        _upsert(principal, kind, language, text, now)
    audit(principal.practice_id, principal.member_id, "nudges.texts_changed", principal.practice_id, now)
    db.session.commit()
    return texts(principal, language)


def usual(kind: str, language: str) -> str:
    """Give the text of a kind that is used unless a practice has its own."""
    return into(TEXTS[kind].text, language)


_OWN = sa.select(
    NudgeText.id, NudgeText.practice_id, NudgeText.language, NudgeText.kind, NudgeText.text
).where(among(NudgeText.practice_id, "practice_ids"))


def own_texts(practice_ids: Collection[UUID]) -> dict[tuple[UUID, str], dict[str, str]]:
    """Give the texts that these practices wrote themselves, by practice and language, and by kind."""
    own: dict[tuple[UUID, str], dict[str, str]] = defaultdict(dict)
    for row in read_rows(_OWN, {"practice_ids": practice_ids}):
        own[row.practice_id, row.language][row.kind] = crypto.unseal(
            row.text, SYSTEM, "nudge_text", "text", row.id
        )
    return own


def preview(kind: str, text: str) -> Preview:
    """Give how a text will be read, filled in with an example. Raises Invalid for a text that cannot be used."""
    found = rules.faults(kind, text)
    if found:
        raise Invalid(None, *(Fault("text", sentence) for sentence in found))
    filled = rules.fill(text, {name: say(example) for name, example in EXAMPLES.items()})
    mail = compose(SUBJECT, EXAMPLES["day"], [paragraph(filled)])
    return Preview(
        subject=mail.subject,
        email_text=mail.text,
        email_html=mail.html,
        push_title=say(PUSH_TITLE),
        push_body=filled,
        push_title_discreet=say(PUSH_TITLE),
        push_body_discreet=say(PUSH_BODY),
        sheet=filled,
        warnings=rules.warnings(text),
    )


def fill_generic(text: str, values: Mapping[str, str]) -> str:
    """Give the text with everything filled in but names, which stay general."""
    return rules.fill(text, {**values, **GENERIC})


def _see(kind: str, language: str, text: str) -> TextSeen:
    placeholders = TEXTS[kind].placeholders
    return TextSeen(kind, language, text, usual(kind, language), placeholders, rules.warnings(text))


def _upsert(principal: Principal, kind: str, language: str, text: str, now: datetime) -> None:
    insert: Any = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
    row_id = uuid7()
    values = {
        "id": row_id,
        # The practice's words belong to no client: the instance's own key seals them.
        "text": crypto.seal(text, SYSTEM, "nudge_text", "text", row_id),
        "by_id": principal.member_id,
        "changed_at": now,
    }
    statement = insert(NudgeText).values(
        practice_id=principal.practice_id, kind=kind, language=language, **values
    )
    db.session.execute(
        statement.on_conflict_do_update(index_elements=["practice_id", "kind", "language"], set_=values)
    )
