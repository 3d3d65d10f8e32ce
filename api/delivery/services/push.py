"""Browsers that take pushes: whose they are, and for how long."""

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from uuid_utils.compat import uuid7

from api import crypto
from api.batch import among
from api.db import AnySelect, db
from api.delivery.models import PushSubscription
from api.delivery.services.outbox import Draft, enqueue, insert_into
from api.delivery.webpush import Push, Subscription
from api.errors import Conflict, NotFound
from api.pagination import Page, PageQuery, fetch_page

TEST_KIND = "push_test"
MOST_BROWSERS = 10
"""Of one client; the one that was subscribed first makes room."""
_TEST_MINUTES = 10


@dataclass(frozen=True, slots=True)
class Browser:
    """What a browser hands over when it subscribes, and whose it is."""

    practice_id: UUID
    client_id: UUID
    session_id: UUID
    endpoint: str
    p256dh: str
    auth: str


def subscribe(browser: Browser, now: datetime) -> tuple[Any, bool]:
    """The browser takes pushes for this client while this session lasts. Returns its row, and whether it is new.

    Somebody else's subscription of the same browser is over: a browser speaks to whoever is signed in there.
    """
    known = hashlib.sha256(browser.endpoint.encode()).hexdigest()
    before = db.session.execute(
        sa.select(PushSubscription.id, PushSubscription.client_id).where(
            PushSubscription.endpoint_hash == known
        )
    ).one_or_none()
    is_theirs = before is not None and before.client_id == browser.client_id
    subscription_id = before.id if before is not None and is_theirs else uuid7()
    said = json.dumps({"endpoint": browser.endpoint, "p256dh": browser.p256dh, "auth": browser.auth})
    values = {
        "id": subscription_id,
        "practice_id": browser.practice_id,
        "client_id": browser.client_id,
        "session_id": browser.session_id,
        "endpoint_hash": known,
        "sealed": crypto.seal(said, browser.client_id, "push_subscription", "sealed", subscription_id),
        "made_at": now,
    }
    db.session.execute(
        insert_into(PushSubscription)
        .values(**values)
        .on_conflict_do_update(index_elements=["endpoint_hash"], set_=values)
    )
    _make_room(browser.client_id)
    row = db.session.execute(_shown().where(PushSubscription.id == subscription_id)).one()
    db.session.commit()
    return row, not is_theirs


def unsubscribe(client_id: UUID, subscription_id: UUID) -> None:
    """The browser takes no more pushes. Raises NotFound."""
    ended = db.session.scalar(
        sa.delete(PushSubscription)
        .where(PushSubscription.id == subscription_id, PushSubscription.client_id == client_id)
        .returning(PushSubscription.id)
    )
    if ended is None:
        db.session.rollback()
        raise NotFound
    db.session.commit()


def subscriptions(client_id: UUID, query: PageQuery) -> Page[Any]:
    """Page through a client's browsers, the latest first."""
    statement = _shown().where(PushSubscription.client_id == client_id)
    return fetch_page(statement, [(PushSubscription.id, True)], query)


_REACHED = (
    sa.select(PushSubscription.client_id)
    .where(among(PushSubscription.client_id, "client_ids"))
    .where(among(PushSubscription.practice_id, "practice_ids"))
    .distinct()
)


def has_push(practice_ids: Collection[UUID], client_ids: Collection[UUID]) -> set[UUID]:
    """Give those of these practices' clients whom a push can reach."""
    whose = {"practice_ids": practice_ids, "client_ids": client_ids}
    return set(db.session.connection().scalars(_REACHED, whose))


def drop_push(member_ids: Iterable[UUID]) -> None:
    """No browser takes pushes for these members any more, once the running transaction commits."""
    db.session.execute(sa.delete(PushSubscription).where(PushSubscription.client_id.in_(list(member_ids))))


def ask_for_test(practice_id: UUID, client_id: UUID, address: str, now: datetime) -> None:
    """A push that says that pushes arrive is on its way to every browser of the client, one in ten seconds at most.

    Raises Conflict when there is none.
    """
    if not has_push([practice_id], [client_id]):
        raise Conflict("No browser of yours takes notifications yet.")
    slot = int(now.timestamp()) // 10
    draft = Draft(
        TEST_KIND,
        address,
        f"{TEST_KIND}:{client_id}:{slot}",
        {"client_id": str(client_id), "on": now.date().isoformat()},
        useless_at=now + timedelta(minutes=_TEST_MINUTES),
        client_id=client_id,
        practice_id=practice_id,
        channel="push",
    )
    enqueue([draft], now)
    db.session.commit()


def word_test(payload: Mapping[str, Any], _address: str) -> Push:
    """Give the push that was asked for under Settings."""
    return Push(
        "Notifications arrive here",
        "You asked for this one. Reminders look the same.",
        "/settings",
        "test",
        payload["on"],
        UUID(payload["client_id"]),
    )


_LIVE = (
    sa.select(PushSubscription.id, PushSubscription.sealed)
    .where(PushSubscription.client_id == sa.bindparam("client_id"))
    .where(PushSubscription.practice_id == sa.bindparam("practice_id"))
    .order_by(PushSubscription.id)
)


def live_subscriptions(practice_id: UUID, client_id: UUID) -> list[Subscription]:
    """Give where pushes for a client are posted, now."""
    whose = {"practice_id": practice_id, "client_id": client_id}
    rows = db.session.connection().execute(_LIVE, whose).all()
    return [
        Subscription(
            id=row.id,
            **json.loads(crypto.unseal(row.sealed, client_id, "push_subscription", "sealed", row.id)),
        )
        for row in rows
    ]


def end_subscriptions(practice_id: UUID, subscription_ids: Sequence[UUID]) -> None:
    """These browsers are gone, the push service says. For the caller's transaction."""
    gone = (PushSubscription.id.in_(subscription_ids), PushSubscription.practice_id == practice_id)
    db.session.execute(sa.delete(PushSubscription).where(*gone))


def _make_room(client_id: UUID) -> None:
    latest = (
        sa.select(PushSubscription.id)
        .where(PushSubscription.client_id == client_id)
        .order_by(PushSubscription.made_at.desc(), PushSubscription.id.desc())
        .limit(MOST_BROWSERS)
    )
    db.session.execute(
        sa.delete(PushSubscription).where(
            PushSubscription.client_id == client_id, PushSubscription.id.not_in(latest)
        )
    )


def _shown() -> AnySelect:
    return sa.select(PushSubscription.id, PushSubscription.endpoint_hash, PushSubscription.made_at)
