"""A client's browsers that take notifications."""

from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api.accounts.models import Membership, Person
from api.accounts.rules import Principal
from api.config import Settings
from api.db import db
from api.delivery.rules import endpoint_fault
from api.delivery.services import Browser, ask_for_test, subscribe, subscriptions, unsubscribe
from api.delivery.webpush import VapidKey, is_point, is_secret
from api.errors import Invalid, NotAllowed
from api.pagination import Page, PageQuery


def public_key(settings: Settings) -> str:
    """Give the key under which browsers subscribe."""
    return VapidKey.kept_in(settings.keys_folder).public


def mine(principal: Principal, query: PageQuery) -> Page[Any]:
    """Page through the caller's browsers, the latest first."""
    return subscriptions(principal.member_id, query)


def add(principal: Principal, sent: dict[str, Any], settings: Settings, now: datetime) -> tuple[Any, bool]:
    """The browser takes notifications while the caller's session lasts. Returns its row, and whether it is new.

    Raises Invalid for an address of no known push service, or keys that nothing can be sealed with.
    """
    if principal.session_id is None:
        raise NotAllowed("A browser is added by itself, signed in.")
    endpoint, keys = sent["endpoint"], sent["keys"]
    if fault := endpoint_fault(endpoint, settings.push_origins):
        raise Invalid.field("endpoint", fault)
    if not is_point(keys["p256dh"]):
        raise Invalid.field("keys.p256dh", "This is not the key of a browser.")
    if not is_secret(keys["auth"]):
        raise Invalid.field("keys.auth", "This is not the secret of a browser.")
    browser = Browser(
        principal.practice_id,
        principal.member_id,
        principal.session_id,
        endpoint,
        keys["p256dh"],
        keys["auth"],
    )
    return subscribe(browser, now)


def remove(principal: Principal, subscription_id: UUID) -> None:
    """The browser takes no more notifications. Raises NotFound."""
    unsubscribe(principal.member_id, subscription_id)


def send_test(principal: Principal, now: datetime) -> None:
    """A notification is on its way to the caller's browsers. Raises Conflict when there is none."""
    address = db.session.scalar(
        sa.select(Person.email)
        .join(Membership, Membership.person_id == Person.id)
        .where(Membership.id == principal.member_id)
    )
    ask_for_test(principal.practice_id, principal.member_id, address or "", now)
