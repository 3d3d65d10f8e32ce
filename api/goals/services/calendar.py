"""A calendar feed: appointments and milestones, for whoever holds its secret address."""

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from icalendar import Calendar, Event
from sqlalchemy.orm import aliased
from uuid_utils.compat import uuid7

from api import crypto
from api.accounts.models import Appointment, CalendarFeed, Membership, Person
from api.accounts.rules import Principal
from api.accounts.rules.sharing import LIST
from api.accounts.services import reads
from api.accounts.services.sessions import roles_of
from api.accounts.services.sight import audit, hold_client, is_engaged
from api.db import db
from api.errors import NotFound
from api.goals.models import Goal, Milestone
from api.goals.services.reading import RUNNING
from api.languages import say, speaking

LOOK_BACK = timedelta(days=90)


def make_feed(principal: Principal, now: datetime, *, shows_titles: bool) -> str:
    """The caller has a feed with a new secret address; an earlier one ends. Returns its token."""
    token = secrets.token_urlsafe(32)
    hold_client(principal.member_id)
    _end_feed(principal)
    db.session.execute(
        sa.insert(CalendarFeed).values(
            id=uuid7(),
            practice_id=principal.practice_id,
            member_id=principal.member_id,
            token_hash=_hash(token),
            shows_titles=shows_titles,
            made_at=now,
        )
    )
    audit(principal.practice_id, principal.member_id, "calendar feed.made", principal.member_id, now)
    db.session.commit()
    return token


def end_feed(principal: Principal, now: datetime) -> None:
    """The caller's feed answers nobody any more."""
    _end_feed(principal)
    audit(principal.practice_id, principal.member_id, "calendar feed.ended", principal.member_id, now)
    db.session.commit()


def read_feed(token: str, now: datetime) -> bytes:
    """Give the feed as iCalendar (RFC 5545). Raises NotFound for an unknown token and once its owner has left.

    Each event's UID never changes and its SEQUENCE rises with every change; a cancelled appointment is told as such.
    Titles are left out unless the feed was made to show them.
    """
    feed = db.session.execute(
        sa.select(
            CalendarFeed.member_id,
            CalendarFeed.practice_id,
            CalendarFeed.shows_titles,
            Membership.zone,
            Membership.is_coach,
            Membership.is_client,
            Membership.is_owner,
            Person.language,
        )
        .join(Membership, Membership.id == CalendarFeed.member_id)
        .join(Person, Person.id == Membership.person_id)
        .where(CalendarFeed.token_hash == _hash(token), Membership.left_at.is_(None))
    ).one_or_none()
    if feed is None:
        raise NotFound
    calendar = Calendar()
    calendar.add("prodid", "-//Waymark//Waymark//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "Waymark")
    appointments, milestones = _appointments(feed, now), _milestones(feed) if feed.is_client else []
    crypto.ring().load({row.client_id for row in (*appointments, *milestones)})
    with speaking(feed.language):
        for row in appointments:
            calendar.add_component(_appointment_event(row, feed))
        for row in milestones:
            calendar.add_component(_milestone_event(row, now, shows_title=feed.shows_titles))
    ical: bytes = calendar.to_ical()
    if any(row.client_id != feed.member_id for row in appointments):
        # A calendar asks every hour by itself: one line for all of whom it is told.
        reader = Principal(feed.member_id, feed.practice_id, roles_of(feed), feed.zone)
        reads.note_list(reader, LIST)
    return ical


def _end_feed(principal: Principal) -> None:
    db.session.execute(sa.delete(CalendarFeed).where(CalendarFeed.member_id == principal.member_id))


def _hash(token: str) -> bytes:
    # The token is 256 random bits: a plain hash is enough.
    return hashlib.sha256(token.encode()).digest()


def _appointments(feed: Any, now: datetime) -> list[Any]:
    client, coach = (aliased(Membership), aliased(Membership))
    reader = Principal(feed.member_id, feed.practice_id, roles_of(feed), feed.zone)
    # A coach follows those whom they coach today: whoever has left their care leaves their calendar.
    coached = sa.and_(Appointment.coach_id == feed.member_id, is_engaged(reader, Appointment.client_id, now))
    statement = (
        sa.select(
            *Appointment.__table__.columns, client.name.label("client_name"), coach.name.label("coach_name")
        )
        .join(client, client.id == Appointment.client_id)
        .join(coach, coach.id == Appointment.coach_id)
        .where(sa.or_(Appointment.client_id == feed.member_id, coached))
        .where(Appointment.starts_at > now - LOOK_BACK, client.left_at.is_(None))
        .order_by(Appointment.starts_at, Appointment.id)
    )
    return list(db.session.execute(statement))


def _milestones(feed: Any) -> list[Any]:
    statement = (
        sa.select(*Milestone.__table__.columns)
        .join(Goal, Goal.id == Milestone.goal_id)
        .where(Goal.client_id == feed.member_id, Goal.status.in_(RUNNING))
        .where(Milestone.due_on.is_not(None), Milestone.reached_on.is_(None))
        .order_by(Milestone.due_on, Milestone.id)
    )
    return list(db.session.execute(statement))


def _appointment_event(row: Any, feed: Any) -> Event:
    event = Event()
    other = row.coach_name if row.client_id == feed.member_id else row.client_name
    event.add("uid", f"appointment-{row.id}@waymark")
    event.add("sequence", row.version - 1)
    event.add("dtstamp", row.changed_at)
    event.add("dtstart", row.starts_at)
    event.add("dtend", row.starts_at + timedelta(minutes=row.minutes))
    event.add("summary", say(f"Coaching with {other}" if feed.shows_titles else "Appointment"))
    event.add("status", "CANCELLED" if row.cancelled_at else "CONFIRMED")
    if row.place is not None and feed.shows_titles:
        event.add("location", crypto.unseal(row.place, row.client_id, "appointment", "place", row.id))
    return event


def _milestone_event(row: Any, now: datetime, *, shows_title: bool) -> Event:
    event = Event()
    event.add("uid", f"milestone-{row.id}@waymark")
    event.add("sequence", row.version - 1)
    event.add("dtstamp", now)
    event.add("dtstart", row.due_from or row.due_on)
    event.add("dtend", row.due_on + timedelta(days=1))
    title = (
        crypto.unseal(row.title, row.client_id, "milestone", "title", row.id)
        if shows_title
        else say("Milestone")
    )
    event.add("summary", title)
    event.add("transp", "TRANSPARENT")
    return event
