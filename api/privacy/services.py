"""What a client shares and agrees to. Taking back takes effect in the commit that says so."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from api.accounts.models import Consent, Sharing
from api.accounts.rules import CONSENT_KINDS, CONSENT_VERSION, Principal
from api.accounts.services.sight import audit, hold_client
from api.db import db
from api.referrals.services import forget_drafts, forget_suggestions
from api.stalls.services import forget_derived

SHARED = ("numbers", "feelings", "obstacles", "notes")


def sharing(principal: Principal) -> dict[str, bool]:
    """Give what the caller lets their coach see."""
    row = db.session.execute(
        sa.select(*(Sharing.__table__.c[name] for name in SHARED)).where(
            Sharing.client_id == principal.member_id
        )
    ).one()
    return dict(row._mapping)


def set_sharing(principal: Principal, sent: dict[str, bool], now: datetime) -> dict[str, bool]:
    """The coach sees from now on what `sent` says; what was concluded for them from anything else is gone."""
    hold_client(principal.member_id)
    before = sharing(principal)
    after = before | sent
    if after != before:
        db.session.execute(sa.update(Sharing).where(Sharing.client_id == principal.member_id).values(**after))
        forget_derived(principal.member_id, now, episodes=False)
        if any(before[name] and not after[name] for name in SHARED):
            forget_drafts(principal.member_id)
        audit(principal.practice_id, principal.member_id, "sharing.set", principal.member_id, now)
    db.session.commit()
    return after


def consents(principal: Principal) -> dict[str, dict[str, Any]]:
    """Give what the caller has agreed to, in which version of the words, and since when."""
    rows = db.session.execute(
        sa.select(Consent.kind, Consent.version, Consent.given, Consent.at).where(
            Consent.client_id == principal.member_id
        )
    )
    answered = {row.kind: {"given": row.given, "version": row.version, "at": row.at} for row in rows}
    return {
        kind: answered.get(kind, {"given": False, "version": CONSENT_VERSION, "at": None})
        for kind in CONSENT_KINDS
    }


def set_consents(principal: Principal, sent: dict[str, bool], now: datetime) -> dict[str, dict[str, Any]]:
    """The caller has agreed, or no longer does; what was derived under an agreement taken back is deleted."""
    hold_client(principal.member_id)
    before = consents(principal)
    changed = {
        kind: given
        for kind, given in sent.items()
        if given != before[kind]["given"] or before[kind]["at"] is None
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
                version=CONSENT_VERSION,
                given=given,
                at=now,
            )
        )
        audit(
            principal.practice_id,
            principal.member_id,
            f"consent.{kind}.{'given' if given else 'taken back'}",
            principal.member_id,
            now,
        )
    if changed:
        taken_back = {kind for kind, given in changed.items() if not given}
        forget_derived(principal.member_id, now, episodes="patterns" in taken_back)
        if "patterns" in taken_back:
            forget_suggestions(principal.member_id)
        elif taken_back:
            forget_drafts(principal.member_id)
    db.session.commit()
    return consents(principal)
