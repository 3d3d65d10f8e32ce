"""A coach's own notes on a client: nobody else reads them in the app, the owner and the next coach included."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from api import crypto
from api.accounts.models import Membership
from api.accounts.rules import Principal, View
from api.accounts.services.sight import audit, client_in_view
from api.caseload.models import CoachNote
from api.db import AnySelect, changed, db
from api.errors import Conflict, NotAllowed, NotFound
from api.pagination import Page, PageQuery, fetch_page, map_page

MOST_NOTES = 2000
"""Of one coach on one client."""


def put_note(
    principal: Principal, client_id: UUID, note_id: UUID, text: str, now: datetime
) -> tuple[dict[str, Any], bool]:
    """The note reads as sent. Returns it, and whether it is new.

    Raises NotFound for a client whom the caller does not coach, Conflict for an id that stands for anything else,
    somebody else's note included.
    """
    view = _coached(principal, client_id, now)
    known = db.session.execute(
        sa.select(CoachNote.client_id, CoachNote.author_id, CoachNote.text).where(CoachNote.id == note_id)
    ).one_or_none()
    if known is not None and (known.client_id, known.author_id) != (client_id, principal.member_id):
        raise Conflict("This id belongs to something else. Make a new one.")
    sealed = crypto.seal(text, client_id, "coach_note", "text", note_id)
    if known is None:
        count = db.session.scalar(
            sa.select(sa.func.count(CoachNote.id)).where(
                CoachNote.client_id == client_id, CoachNote.author_id == principal.member_id
            )
        )
        if count is not None and count >= MOST_NOTES:
            raise Conflict(f"You can keep at most {MOST_NOTES} notes on a client.")
        _add(principal, view, note_id, sealed, now)
    elif crypto.unseal(known.text, client_id, "coach_note", "text", note_id) != text:
        db.session.execute(
            sa.update(CoachNote).where(CoachNote.id == note_id).values(text=sealed, edited_at=now)
        )
    row = db.session.execute(_own(principal, client_id).where(CoachNote.id == note_id)).one()
    db.session.commit()
    return _tell(row), known is None


def notes(principal: Principal, client_id: UUID, query: PageQuery, now: datetime) -> Page[dict[str, Any]]:
    """Page through the caller's own notes on a client, the latest first. Raises NotFound."""
    _coached(principal, client_id, now)
    keys = [(CoachNote.__table__.c.written_at, True), (CoachNote.__table__.c.id, True)]
    return map_page(fetch_page(_own(principal, client_id), keys, query), _tell)


def delete_note(principal: Principal, client_id: UUID, note_id: UUID, now: datetime) -> None:
    """The note is gone. Raises NotFound for any but the caller's own."""
    _coached(principal, client_id, now)
    gone = db.session.execute(
        sa.delete(CoachNote).where(
            CoachNote.id == note_id,
            CoachNote.client_id == client_id,
            CoachNote.author_id == principal.member_id,
        )
    )
    if changed(gone) != 1:
        raise NotFound
    audit(principal.practice_id, principal.member_id, "coach note.deleted", note_id, now)
    db.session.commit()


def notes_kept_on(client_id: UUID) -> Sequence[Any]:
    """Give who keeps notes on this client, and how many: rows with id, name and count."""
    statement = (
        sa.select(Membership.id, Membership.name, sa.func.count(CoachNote.id).label("count"))
        .join(CoachNote, CoachNote.author_id == Membership.id)
        .where(CoachNote.client_id == client_id)
        .group_by(Membership.id, Membership.name)
        .order_by(Membership.name, Membership.id)
    )
    return db.session.execute(statement).all()


def _coached(principal: Principal, client_id: UUID, now: datetime) -> View:
    view = client_in_view(principal, client_id, now)
    if view.is_own:
        raise NotAllowed("A coach keeps notes on their clients.")
    return view


def _own(principal: Principal, client_id: UUID) -> AnySelect:
    return sa.select(*CoachNote.__table__.columns).where(
        CoachNote.client_id == client_id,
        CoachNote.author_id == principal.member_id,
        CoachNote.practice_id == principal.practice_id,
    )


def _add(principal: Principal, view: View, note_id: UUID, sealed: bytes, now: datetime) -> None:
    try:
        db.session.execute(
            sa.insert(CoachNote).values(
                id=note_id,
                practice_id=view.practice_id,
                client_id=view.client_id,
                author_id=principal.member_id,
                text=sealed,
                written_at=now,
            )
        )
    except IntegrityError as error:
        db.session.rollback()
        raise Conflict("This id was used a moment ago. Make a new one.") from error
    audit(principal.practice_id, principal.member_id, "coach note.written", note_id, now)


def _tell(row: Any) -> dict[str, Any]:
    return {
        "id": row.id,
        "text": crypto.unseal(row.text, row.client_id, "coach_note", "text", row.id),
        "written_at": row.written_at,
        "edited_at": row.edited_at,
    }
