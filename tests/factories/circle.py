"""Who is in a test: two practices and everybody in them, each with a browser."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

import sqlalchemy as sa
from flask import Flask
from werkzeug.test import TestResponse

from api import clock
from api.accounts.models import Membership
from api.accounts.services import people
from api.accounts.services.people import NewMember
from api.accounts.services.sign_in import open_session
from api.db import db
from tests.factories.replay import Made

API = "/api/v1"
NOBODY = UUID(int=7)
"""An id that no row has."""


@dataclass
class Caller:
    """A browser. It keeps its cookies, and sends JSON to /api/v1."""

    app: Flask
    id: UUID | None = None
    email: str = ""

    def __post_init__(self) -> None:
        self.http = self.app.test_client()

    def get(self, path: str, **more) -> TestResponse:
        return self.send("GET", path, **more)

    def put(self, path: str, body=None, **more) -> TestResponse:
        return self.send("PUT", path, body, **more)

    def post(self, path: str, body=None, **more) -> TestResponse:
        return self.send("POST", path, body, **more)

    def patch(self, path: str, body=None, **more) -> TestResponse:
        return self.send("PATCH", path, body, **more)

    def delete(self, path: str, **more) -> TestResponse:
        return self.send("DELETE", path, **more)

    def send(self, method: str, path: str, body=None, *, etag: str | None = None, **more) -> TestResponse:
        headers = more.pop("headers", {}) | ({"If-Match": etag} if etag else {})
        if body is not None:
            more |= {"data": json.dumps(body), "content_type": "application/json"}
        return self.open(API + path, method=method, headers=headers, **more)

    def open(self, address: str, method: str = "GET", **more) -> TestResponse:
        """Send anything to any address."""
        return self.http.open(address, method=method, buffered=True, **more)


@dataclass(frozen=True)
class Circle:
    """Everybody, signed in. `foreign_*` belong to another practice."""

    owner: Caller
    coach: Caller
    client: Caller
    sibling: Caller
    outsider: Caller
    former: Caller
    foreign_owner: Caller
    foreign_coach: Caller
    foreign_client: Caller
    anyone: Caller


@dataclass(frozen=True)
class KeptCircle:
    """A circle as it was made once: its rows, and who held which session."""

    made: Made
    members: Mapping[str, tuple[UUID, str, str]]
    """By their part in the circle: id, address, the session's token."""


KEPT: dict[str, KeptCircle] = {}
"""By zone. Nearly every test begins with a circle; to make one takes a hundred statements, to repeat it ten."""


def a_circle(app: Flask, zone: str = "Europe/London") -> Circle:
    """Two practices stand, and everybody in them is signed in. `anyone` is not."""
    now = clock.now()
    with app.app_context():
        if zone in KEPT:
            kept = KEPT[zone]
            ids = kept.made.again(now)
            members = {name: (ids[old], *rest) for name, (old, *rest) in kept.members.items()}
        else:
            is_alone = db.session.scalar(sa.select(sa.func.count()).select_from(Membership)) == 0
            members = _make_circle(zone, now)
            if is_alone:
                KEPT[zone] = KeptCircle(Made.everything(now), members)
        db.session.commit()
    return Circle(anyone=Caller(app), **{name: _holding(app, *member) for name, member in members.items()})


def _make_circle(zone: str, now: datetime) -> dict[str, tuple[UUID, str, str]]:
    roles = {"foreign_owner": "owner", "outsider": "coach", "former": "coach", "sibling": "client"}
    made = {}
    for prefix in ("", "foreign_"):
        owner = NewMember("Olive", f"{prefix}owner@example.org", frozenset({"owner"}), zone)
        owner_id = people.create_practice(f"{prefix}practice", owner, now)
        practice_id = db.session.scalar(sa.select(Membership.practice_id).where(Membership.id == owner_id))
        made[f"{prefix}owner"] = _with_session(owner_id)
        names = ("coach", "client") if prefix else ("coach", "client", "sibling", "outsider", "former")
        for name in names:
            email, its_roles = f"{prefix}{name}@example.org", frozenset({roles.get(name, name)})
            member = NewMember(name.title(), email, its_roles, zone)
            made[prefix + name] = _with_session(people.add_member(practice_id, member, now))
        begun = now.date() - timedelta(days=400)
        for name in {"client", "sibling"}.intersection(names):
            people.engage(practice_id, made[prefix + name][0], made[f"{prefix}coach"][0], begun, now)
        if not prefix:
            ended = people.engage(practice_id, made["client"][0], made["former"][0], begun, now)
            end_engagement(ended, now.date() - timedelta(days=2))
    return made


def end_engagement(engagement_id: UUID, until_on: date) -> None:
    """The engagement ended on that day. Does not commit."""
    db.session.execute(
        sa.update(people.Engagement).where(people.Engagement.id == engagement_id).values(until_on=until_on)
    )


def signed_in(app: Flask, member_id: UUID) -> Caller:
    """Give a browser that holds a session of this member. Does not commit."""
    return _holding(app, *_with_session(member_id))


def _with_session(member_id: UUID) -> tuple[UUID, str, str]:
    member = db.session.get_one(Membership, member_id)
    email = db.session.scalar(sa.select(people.Person.email).where(people.Person.id == member.person_id))
    return member_id, email, open_session(member, clock.now()).token


def _holding(app: Flask, member_id: UUID, email: str, token: str) -> Caller:
    caller = Caller(app, member_id, email)
    caller.http.set_cookie("waymark", token)
    return caller


def signed_in_again(caller: Caller) -> None:
    """The browser holds a new session: the one it had may have run out."""
    with caller.app.app_context():
        member = db.session.get_one(Membership, caller.id)
        caller.http.set_cookie("waymark", open_session(member, clock.now()).token)
        db.session.commit()


def a_member(app: Flask, of: Caller, name: str, *roles: str, coach: Caller | None = None) -> Caller:
    """Somebody more belongs to the practice of `of`, and is signed in; a client has that coach."""
    now = clock.now()
    with app.app_context():
        practice_id = db.session.scalar(sa.select(Membership.practice_id).where(Membership.id == of.id))
        member = NewMember(name, f"{name.lower()}@example.org", frozenset(roles))
        member_id = people.add_member(practice_id, member, now)
        if coach:
            people.engage(practice_id, member_id, coach.id, now.date() - timedelta(days=400), now)
        caller = signed_in(app, member_id)
        db.session.commit()
    return caller


def today_of(caller: Caller) -> date:
    return date.fromisoformat(caller.get("/me").json["today"])
