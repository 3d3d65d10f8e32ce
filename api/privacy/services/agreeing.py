"""What a client agrees to, in which words. Taking back takes effect in the commit that says so."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api.accounts.models import Consent
from api.accounts.rules import CONSENT_KINDS, Principal
from api.accounts.services.sight import audit, hold_client
from api.caseload.services import forget_marks
from api.checkins.services.reflecting import forget_feelings
from api.db import db
from api.errors import Conflict
from api.languages import spoken
from api.privacy.rules import current_words, is_current, words_of
from api.referrals.services import forget_drafts, forget_felt, forget_suggestions
from api.stalls.services import forget_derived


def consents(principal: Principal) -> dict[str, dict[str, Any]]:
    """Give what the caller has agreed to, in which words and since when, beside the words of today."""
    rows = db.session.execute(
        sa.select(Consent.kind, Consent.version, Consent.given, Consent.at).where(
            Consent.client_id == principal.member_id
        )
    )
    answered = {row.kind: row for row in rows}
    return {kind: _tell(kind, answered.get(kind)) for kind in CONSENT_KINDS}


def set_consents(
    principal: Principal, sent: dict[str, bool], now: datetime, read: Mapping[str, str] | None = None
) -> dict[str, dict[str, Any]]:
    """The caller has agreed, or no longer does; what was derived under an agreement taken back is deleted.

    read: the version of the words that the caller had before them; without it, those of their language. Raises
    Conflict when there are newer ones: nobody agrees to words they were not shown.
    """
    shown = {kind: current_words(kind, spoken()).version for kind in sent} | dict(read or {})
    for kind, version in shown.items():
        if sent.get(kind) and not is_current(kind, version):
            raise Conflict("These words have changed meanwhile. Please read them again.")
    hold_client(principal.member_id)
    before = consents(principal)
    changed = {
        kind: given
        for kind, given in sent.items()
        if given != before[kind]["given"]
        or before[kind]["at"] is None
        or (given and not before[kind]["is_current"])
    }
    for kind, given in changed.items():
        db.session.execute(
            sa.delete(Consent).where(Consent.client_id == principal.member_id, Consent.kind == kind)
        )
        db.session.execute(
            sa.insert(Consent).values(
                client_id=principal.member_id,
                kind=kind,
                practice_id=principal.practice_id,
                version=shown[kind] if given else before[kind]["version"],
                given=given,
                at=now,
            )
        )
        step = f"given.{shown[kind]}" if given else "taken back"
        audit(principal.practice_id, principal.member_id, f"consent.{kind}.{step}", principal.member_id, now)
    follow_consents(
        principal.member_id,
        {kind: given for kind, given in changed.items() if given != before[kind]["given"]},
        now,
    )
    db.session.commit()
    return consents(principal)


def follow_consents(client_id: UUID, moved: Mapping[str, bool], now: datetime) -> None:
    """What was derived under an agreement that was taken back is gone. Does not commit.

    moved: the kinds whose answer is another one now, and what it is.
    """
    if not moved:
        return
    taken_back = {kind for kind, given in moved.items() if not given}
    forget_derived(client_id, now, episodes="patterns" in taken_back)
    if "feelings" in taken_back:
        # The agreement was to keep them at all.
        forget_feelings(client_id)
        forget_felt(client_id)
    if "patterns" in taken_back:
        forget_suggestions(client_id)
        forget_marks(client_id)
    elif taken_back:
        forget_drafts(client_id)


def _tell(kind: str, row: Any) -> dict[str, Any]:
    today = current_words(kind, spoken())
    words = words_of(kind, row.version) if row else today
    return {
        "given": bool(row and row.given),
        "version": words.version,
        "at": row.at if row else None,
        "title": words.title,
        "text": words.text,
        "language": words.language,
        "is_current": is_current(kind, words.version),
        "current": asdict(today),
    }
