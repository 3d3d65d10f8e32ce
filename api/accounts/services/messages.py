"""How the messages of a practice fare: counts of a week and a server's last answer, without addresses or content."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from api.accounts.models import Membership, Person
from api.accounts.rules import Principal
from api.db import db
from api.delivery.models import Outbox, PushSubscription, Suppression

LATELY = timedelta(days=7)
_WAITING = ("queued", "claimed", "transmitting")
_CODE = re.compile(r"[2-5]\d\d(?:[ -][245]\.\d{1,3}\.\d{1,3})?\b")
"""A status code (RFC 5321) with its enhanced one (RFC 3463): what follows may name the reader, or quote the mail."""


@dataclass(frozen=True, slots=True)
class Channel:
    """What became of the messages of one channel lately, and what waits now."""

    sent: int
    failed: int
    late: int
    """Given up because they would have come too late to be of use."""
    waiting: int
    oldest_at: datetime | None
    """Since when the oldest of those that wait has been due."""


@dataclass(frozen=True, slots=True)
class Messages:
    since: datetime
    email: Channel
    push: Channel
    refusing: int
    """Members whose address refuses mail."""
    browsers: int
    last_answer: str | None
    """The codes of what a mail server said last; None: it said nothing, or no code."""
    last_answer_at: datetime | None


def messages(principal: Principal, now: datetime) -> Messages:
    """Give how the messages of the caller's practice fared in the last week, and what waits. Three statements.

    What goes to a member as a person, as a sign-in code does, belongs to no practice and is counted with theirs.
    """
    practice_id, since = principal.practice_id, now - LATELY
    addresses = (
        sa.select(Person.email)
        .join(Membership, Membership.person_id == Person.id)
        .where(Membership.practice_id == practice_id, Membership.left_at.is_(None))
    )
    of_practice = (
        sa.or_(
            Outbox.practice_id == practice_id,
            sa.and_(Outbox.practice_id.is_(None), Outbox.address.in_(addresses)),
        ),
    )
    number, due = sa.func.count().label("number"), sa.func.min(Outbox.due_at, type_=Outbox.due_at.type)
    states = db.session.execute(
        sa.select(Outbox.channel, Outbox.state, number, due.label("due_at"))
        .where(*of_practice, sa.or_(Outbox.state.in_(_WAITING), Outbox.ended_at > since))
        .group_by(Outbox.channel, Outbox.state)
    ).all()
    last = db.session.execute(
        sa.select(Outbox.reply, sa.func.coalesce(Outbox.ended_at, Outbox.due_at).label("at"))
        .where(*of_practice, Outbox.channel == "email", Outbox.reply.is_not(None), Outbox.state != "dropped")
        .order_by(Outbox.ended_at.is_(None).desc(), Outbox.ended_at.desc())
        .limit(1)
    ).one_or_none()
    refusing = (
        sa.select(sa.func.count(Membership.id))
        .join(Person, Person.id == Membership.person_id)
        .join(Suppression, Suppression.address == Person.email)
        .where(Membership.practice_id == practice_id, Membership.left_at.is_(None))
    )
    browsers = sa.select(sa.func.count(PushSubscription.id)).where(
        PushSubscription.practice_id == practice_id
    )
    counts = db.session.execute(sa.select(refusing.scalar_subquery(), browsers.scalar_subquery())).one()
    return Messages(
        since=since,
        email=_channel(states, "email", now),
        push=_channel(states, "push", now),
        refusing=counts[0],
        browsers=counts[1],
        last_answer=last and code_of(last.reply),
        last_answer_at=last and last.at,
    )


def code_of(reply: str) -> str | None:
    """Give the codes that a server's answer begins with; None where it has none."""
    found = _CODE.match(reply)
    return found and found[0].replace("-", " ")


def _channel(states: Sequence[Any], channel: str, now: datetime) -> Channel:
    here = {row.state: row for row in states if row.channel == channel}
    ended = {state: row.number for state, row in here.items()}
    waiting = [here[state] for state in _WAITING if state in here]
    # Of those that wait for their hour none is late.
    oldest = min((row.due_at for row in waiting if row.due_at <= now), default=None)
    return Channel(
        sent=ended.get("sent", 0),
        failed=ended.get("failed", 0),
        late=ended.get("expired", 0),
        waiting=sum(row.number for row in waiting),
        oldest_at=oldest,
    )
