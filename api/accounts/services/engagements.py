"""Who coaches whom: agreements begin, are handed to another coach, and end."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from api import localtime
from api.accounts.models import Appointment, Engagement, Membership
from api.accounts.rules import Principal
from api.accounts.rules.leaving import first_day, last_day
from api.accounts.services import people_mail
from api.accounts.services.people import engage
from api.accounts.services.sight import audit, lasts_on, members_of
from api.db import AnySelect, changed, db
from api.errors import Conflict, Invalid, NotAllowed, NotFound, Stale
from api.pagination import Page, PageQuery, fetch_page

_CLIENT = aliased(Membership)
_COACH = aliased(Membership)
_ENGAGEMENT = (
    Engagement.id, Engagement.client_id, Engagement.coach_id,
    Engagement.from_on, Engagement.until_on, Engagement.version,
)  # fmt: skip
_ZONES = (_CLIENT.zone.label("client_zone"), _COACH.zone.label("coach_zone"))


def engagements(principal: Principal, query: PageQuery, client_id: UUID | None = None) -> Page[Any]:
    """Page through engagements, of one client alone if said: an owner's practice, a coach's own, a client's own."""
    statement = sa.select(*_ENGAGEMENT).where(Engagement.practice_id == principal.practice_id)
    if "owner" in principal.roles:
        # By its members, who have an index: of engagements there is none by the practice alone.
        statement = statement.where(Engagement.client_id.in_(members_of(principal.practice_id)))
    else:
        statement = statement.where(_has_part(principal))
    if client_id is not None:
        statement = statement.where(Engagement.client_id == client_id)
    return fetch_page(statement, [(Engagement.id, False)], query)


def engagement(principal: Principal, engagement_id: UUID) -> Any:
    """Give one engagement that the caller may know of. Raises NotFound."""
    row = _find(principal, engagement_id)
    if "owner" not in principal.roles and principal.member_id not in {row.client_id, row.coach_id}:
        raise NotFound
    return row


def begin(
    principal: Principal, client_id: UUID, coach_id: UUID, instead_of: UUID | None, now: datetime
) -> Any:
    """The client has this coach from today on; the one whose engagement `instead_of` names, no longer.

    The client is told by mail that something changed. Raises Invalid naming what does not fit.
    """
    zones = _hold_pair(principal, client_id, coach_id)
    from_on = first_day(now, zones)
    lasting = sa.select(Engagement.id).where(
        Engagement.client_id == client_id, Engagement.coach_id == coach_id, *lasts_on(from_on)
    )
    if db.session.scalar(lasting.limit(1)) is not None:
        raise Conflict("This coach already works with this client.")
    if instead_of is not None:
        ended = sa.and_(Engagement.id == instead_of, Engagement.client_id == client_id)
        if not _end_at_once(sa.and_(ended, Engagement.practice_id == principal.practice_id), now):
            raise Invalid.field("instead_of", "No engagement of this client that still lasts has this id.")
        audit(principal.practice_id, principal.member_id, "engagement.ended", instead_of, now)
    engagement_id = engage(principal.practice_id, client_id, coach_id, from_on, now, principal.member_id)
    people_mail.tell_of_coaching([client_id], f"begun:{engagement_id}", now)
    db.session.commit()
    return _find(principal, engagement_id)


def end(principal: Principal, engagement_id: UUID, until_on: date | None, version: int, now: datetime) -> Any:
    """The engagement ends with that day, or at once (None); from the next on, the coach sees nothing of the client.

    An owner sets any day; a client may end their own and never lengthen it. Appointments of the two that come later
    are off, and whoever did not do it is told that something changed.
    """
    row = engagement(principal, engagement_id)
    is_owner = "owner" in principal.roles
    if not is_owner and row.client_id != principal.member_id:
        raise NotAllowed("Engagements are ended by the client or by whoever owns the practice.")
    zones = (row.client_zone, row.coach_zone)
    last_on = until_on or max(last_day(now, zones), row.from_on - timedelta(days=1))
    if last_on < row.from_on - timedelta(days=1):
        raise Invalid.field("until_on", "An engagement cannot end before it began.")
    if not is_owner and row.until_on is not None and last_on > row.until_on:
        raise Invalid.field("until_on", "Your practice lengthens engagements.")
    moved = db.session.execute(
        sa.update(Engagement)
        .where(Engagement.id == engagement_id, Engagement.version == version)
        .values(until_on=last_on, version=Engagement.version + 1)
    )
    if changed(moved) != 1:
        raise Stale
    pair = sa.and_(Appointment.client_id == row.client_id, Appointment.coach_id == row.coach_id)
    cancel_appointments(pair, _ends_at(last_on, now, row), now)
    audit(principal.practice_id, principal.member_id, "engagement.ended", engagement_id, now)
    told = {row.client_id, row.coach_id} - {principal.member_id}
    people_mail.tell_of_coaching(sorted(told), f"ended:{engagement_id}:{version}", now)
    db.session.commit()
    return _find(principal, engagement_id)


def end_all(whose: sa.ColumnElement[bool], now: datetime) -> set[UUID]:
    """All engagements that `whose` names are over at once, with their appointments. Does not commit.

    Returns their clients.
    """
    return {row.client_id for row in _end_at_once(whose, now)}


def cancel_appointments(whose: sa.ColumnElement[bool], after: datetime, now: datetime) -> None:
    """The appointments that `whose` names and that begin after that are off; calendars learn of it. Does not commit."""
    db.session.execute(
        sa.update(Appointment)
        .where(whose, Appointment.starts_at > after, Appointment.cancelled_at.is_(None))
        .values(cancelled_at=now, changed_at=now, version=Appointment.version + 1)
        .execution_options(synchronize_session=False)
    )


def _end_at_once(whose: sa.ColumnElement[bool], now: datetime) -> list[Any]:
    rows = list(
        db.session.execute(
            _with_zones().where(
                whose, sa.or_(Engagement.until_on.is_(None), Engagement.until_on >= _earliest_day(now))
            )
        )
    )
    if rows:
        days: dict[date, list[UUID]] = {}
        for row in rows:
            last_on = last_day(now, (row.client_zone, row.coach_zone))
            days.setdefault(min(last_on, row.until_on or last_on), []).append(row.id)
        # As many statements as there are different days: one, two across the date line.
        for last_on, ids in days.items():
            db.session.execute(
                sa.update(Engagement)
                .where(Engagement.id.in_(ids))
                .values(until_on=last_on, version=Engagement.version + 1)
                .execution_options(synchronize_session=False)
            )
        pairs = sa.tuple_(Appointment.client_id, Appointment.coach_id)
        cancel_appointments(pairs.in_({(row.client_id, row.coach_id) for row in rows}), now, now)
    return rows


def _find(principal: Principal, engagement_id: UUID) -> Any:
    row = db.session.execute(
        _with_zones().where(Engagement.id == engagement_id, Engagement.practice_id == principal.practice_id)
    ).one_or_none()
    if row is None:
        raise NotFound
    return row


def _with_zones() -> AnySelect:
    return (
        sa.select(*_ENGAGEMENT, *_ZONES)
        .join(_CLIENT, _CLIENT.id == Engagement.client_id)
        .join(_COACH, _COACH.id == Engagement.coach_id)
    )


def _hold_pair(principal: Principal, client_id: UUID, coach_id: UUID) -> list[str]:
    """Give the zones of both; nobody engages, removes or changes them until the transaction ends."""
    rows = db.session.execute(
        sa.select(Membership.id, Membership.zone, Membership.is_client, Membership.is_coach)
        .where(
            Membership.id.in_([client_id, coach_id]),
            Membership.practice_id == principal.practice_id,
            Membership.left_at.is_(None),
        )
        # In one order everywhere: two requests about the same two wait for each other, and not in a circle.
        .order_by(Membership.id)
        .with_for_update(key_share=True)
    ).all()
    for field, member_id, role in (("client_id", client_id, "client"), ("coach_id", coach_id, "coach")):
        if not any(row.id == member_id and getattr(row, f"is_{role}") for row in rows):
            raise Invalid.field(field, "Nobody in this practice has this id and role.")
    return [row.zone for row in rows]


def _has_part(principal: Principal) -> sa.ColumnElement[bool]:
    return sa.or_(Engagement.coach_id == principal.member_id, Engagement.client_id == principal.member_id)


def _earliest_day(now: datetime) -> date:
    """Give the day that it is where the day is youngest."""
    return localtime.local_day(now, "Etc/GMT+12")


def _ends_at(last_on: date, now: datetime, row: Any) -> datetime:
    next_day = last_on + timedelta(days=1)
    return max(now, min(localtime.day_starts(next_day, zone) for zone in (row.client_zone, row.coach_zone)))
