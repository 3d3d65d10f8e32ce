"""When coach and client meet: arranged and changed by the coach, seen by both."""

from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from uuid_utils.compat import uuid7

from api import crypto
from api.accounts.models import Appointment, Membership
from api.accounts.rules import Principal
from api.accounts.services import reads
from api.accounts.services.sight import audit, client_in_view, is_engaged
from api.db import AnySelect, changed, db
from api.errors import Invalid, NotAllowed, NotFound, Stale
from api.pagination import Page, PageQuery, fetch_page, map_page

COLUMNS = tuple(Appointment.__table__.columns)
_STARTS_AT = Appointment.__table__.c.starts_at
_ID = Appointment.__table__.c.id


def appointments(
    principal: Principal, client_id: UUID | None, from_at: datetime | None, query: PageQuery, now: datetime
) -> Page[dict[str, Any]]:
    """Page through the appointments the caller has part in, in the order in which they come; no cancelled ones."""
    statement = _seen(principal, now).where(Appointment.cancelled_at.is_(None))
    if client_id is not None:
        statement = statement.where(Appointment.client_id == client_id)
    if from_at is not None:
        statement = statement.where(Appointment.starts_at >= from_at)
    page = fetch_page(statement, [(_STARTS_AT, False), (_ID, False)], query)
    client_ids = {row.client_id for row in page.items}
    reads.note(principal, *client_ids)
    crypto.ring().load(client_ids)
    return map_page(page, tell_appointment)


def appointment(principal: Principal, appointment_id: UUID, now: datetime) -> dict[str, Any]:
    """Give one appointment that the caller has part in. Raises NotFound."""
    row = _find(principal, appointment_id, now)
    reads.note(principal, row.client_id)
    return tell_appointment(row)


def arrange(
    principal: Principal, client_id: UUID, starts_at: datetime, minutes: int, place: str | None, now: datetime
) -> dict[str, Any]:
    """Coach and client have an appointment. Raises NotFound when the caller does not coach the client."""
    view = client_in_view(principal, client_id, now)
    if view.is_own:
        raise NotAllowed("Your coach arranges appointments.")
    appointment_id = uuid7()
    db.session.execute(
        sa.insert(Appointment).values(
            id=appointment_id,
            practice_id=principal.practice_id,
            client_id=client_id,
            coach_id=principal.member_id,
            starts_at=starts_at,
            minutes=minutes,
            place=crypto.seal_or_none(place or None, client_id, "appointment", "place", appointment_id),
            version=1,
            changed_at=now,
        )
    )
    audit(principal.practice_id, principal.member_id, "appointment.arranged", appointment_id, now)
    db.session.commit()
    return appointment(principal, appointment_id, now)


def change(
    principal: Principal, appointment_id: UUID, changes: dict[str, Any], version: int, now: datetime
) -> dict[str, Any]:
    """The appointment reads as `changes` say. Raises Stale when it is no longer at `version`."""
    row = _arranged_by_coach(principal, appointment_id, now)
    if changes.get("was_attended") is not None and changes.get("starts_at", row.starts_at) > now:
        raise Invalid.field("attended", "This appointment is still to come.")
    if changes.get("starts_at", row.starts_at) > now:
        # Moved to a day to come, it has not taken place.
        changes["was_attended"] = None
    if "place" in changes:
        place = changes["place"] or None
        changes["place"] = crypto.seal_or_none(place, row.client_id, "appointment", "place", appointment_id)
    _write(row, version, now, **changes)
    audit(principal.practice_id, principal.member_id, "appointment.changed", appointment_id, now)
    db.session.commit()
    return appointment(principal, appointment_id, now)


def cancel(principal: Principal, appointment_id: UUID, version: int, now: datetime) -> None:
    """The appointment is off; calendars that follow a feed learn of it."""
    row = _arranged_by_coach(principal, appointment_id, now)
    _write(row, version, now, cancelled_at=now)
    audit(principal.practice_id, principal.member_id, "appointment.cancelled", appointment_id, now)
    db.session.commit()


def tell_appointment(row: Any) -> dict[str, Any]:
    """Give an appointment as both its people see it."""
    return {
        "id": row.id,
        "client_id": row.client_id,
        "coach_id": row.coach_id,
        "starts_at": row.starts_at,
        "minutes": row.minutes,
        "place": crypto.unseal_or_none(row.place, row.client_id, "appointment", "place", row.id),
        "attended": row.was_attended,
        "version": row.version,
    }


def _seen(principal: Principal, now: datetime) -> AnySelect:
    """Say in SQL which appointments the caller has part in: a client's own, and those of a coach's clients."""
    coached = is_engaged(principal, Appointment.client_id, now)
    return (
        sa.select(*COLUMNS)
        .join(Membership, Membership.id == Appointment.client_id)
        .where(Appointment.practice_id == principal.practice_id, Membership.left_at.is_(None))
        .where(sa.or_(Appointment.client_id == principal.member_id, coached))
    )


def _find(principal: Principal, appointment_id: UUID, now: datetime) -> Any:
    statement = _seen(principal, now).where(
        Appointment.id == appointment_id, Appointment.cancelled_at.is_(None)
    )
    row = db.session.execute(statement).one_or_none()
    if row is None:
        raise NotFound
    return row


def _arranged_by_coach(principal: Principal, appointment_id: UUID, now: datetime) -> Any:
    row = _find(principal, appointment_id, now)
    if row.client_id == principal.member_id:
        raise NotAllowed("Your coach changes appointments.")
    return row


def _write(row: Any, version: int, now: datetime, **values: Any) -> None:
    moved = db.session.execute(
        sa.update(Appointment)
        .where(Appointment.id == row.id, Appointment.version == version)
        .values(version=version + 1, changed_at=now, **values)
    )
    if changed(moved) != 1:
        raise Stale
