"""Everybody who may call: the circle, a colleague and a second client in the foreign practice, and who got in once."""

from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import uuid4

import sqlalchemy as sa
from flask import Flask

from api import clock
from api.accounts.models import Membership, Person, Practice, Session
from api.accounts.services.people import engage
from api.db import db
from tests.factories import Caller, Circle, a_browser, a_circle, a_member, agreed, posted
from tests.leaving import left
from tests.matrix.canaries import Canaries

CIRCLE = (
    "anyone", "client", "sibling", "coach", "outsider", "former",
    "owner", "foreign_client", "foreign_coach", "foreign_owner",
)  # fmt: skip
"""The callers who have a column of their own in policy.csv."""

MIRROR = {
    "sibling": {"client": "sibling", "sibling": "client"},
    "foreign_client": {
        "client": "foreign_client", "sibling": "foreign_client", "foreign_client": "client",
        "coach": "foreign_coach", "outsider": "foreign_coach", "former": "foreign_coach",
        "foreign_coach": "coach", "owner": "foreign_owner", "foreign_owner": "owner",
    },
    # Whoever has left is nobody's client any more.
    "removed": {"client": "sibling", "coach": "outsider"},
}  # fmt: skip
"""Who stands to this client's things as whom to those of `client`."""
WHOSE = ("client", *MIRROR)


@dataclass(frozen=True)
class Stranger:
    """Somebody who is answered like a caller of the circle. What they hold was good once, or is good elsewhere."""

    like: str
    holds: str


STRANGERS = {
    "expired": Stranger("anyone", "the coach's session, run out a second ago"),
    "left": Stranger("anyone", "the session of the client's coach and an owner, who has left the practice"),
    "removed": Stranger("anyone", "the session of a client who has left the practice"),
    "revoked": Stranger("anyone", "an API token of the client that was taken back"),
    "demoted": Stranger(
        "sibling", "the session of a client who once coached the client, and whose engagement goes on"
    ),
    "left_program": Stranger("anyone", "an API token of a client who has left the practice"),
    "link_holder": Stranger(
        "anyone", "the tokens of the client's links and calendar, shown as if they were a session"
    ),
}


@dataclass(frozen=True)
class Program:
    """An API token: it is answered like its member where its scopes reach, and turned away elsewhere."""

    of: str
    scopes: tuple[str, ...]


PROGRAMS = {
    "reading": Program("client", ("read",)),
    "check_ins": Program("client", ("read", "check-ins:write")),
    "goals": Program("client", ("goals:write",)),
    "meetings": Program("coach", ("read", "appointments:write")),
}


def everybody(app: Flask, canaries: Canaries) -> tuple[dict[str, Circle], dict[str, Caller]]:
    """Give the circle around each client, and all callers by name; their names and addresses are canaries."""
    circle = a_circle(app)
    foreign = replace(
        circle,
        owner=circle.foreign_owner,
        coach=circle.foreign_coach,
        client=circle.foreign_client,
        sibling=a_member(app, circle.foreign_owner, "Away", "client", coach=circle.foreign_coach),
        outsider=a_member(app, circle.foreign_owner, "Afar", "coach"),
        former=a_member(app, circle.foreign_owner, "Gone", "coach"),
        foreign_owner=circle.owner,
        foreign_coach=circle.coach,
        foreign_client=circle.client,
    )
    circles = {
        "client": circle,
        "sibling": replace(circle, client=circle.sibling, sibling=circle.client),
        "foreign_client": foreign,
    }
    callers = {name: getattr(circle, name) for name in CIRCLE}
    callers |= _strangers(app, circle, canaries)
    callers |= _programs(circle, canaries)
    circles["removed"] = replace(circle, client=callers["removed"])
    _cross_engagements(app, circle)
    named = {name: caller for name, caller in callers.items() if caller.id and name not in PROGRAMS}
    for name, caller in (named | {"foreign_sibling": foreign.sibling}).items():
        _name(app, canaries, name, caller)
    return circles, callers


def _strangers(app: Flask, circle: Circle, canaries: Canaries) -> dict[str, Caller]:
    strangers = {
        "expired": a_member(app, circle.owner, "Late", "coach"),
        "left": a_member(app, circle.owner, "Parted", "coach", "owner"),
        "removed": a_member(app, circle.owner, "Removed", "client", coach=circle.coach),
        "demoted": a_member(app, circle.owner, "Demoted", "coach", "client"),
        "left_program": Caller(app),
        "link_holder": Caller(app),
    }
    now = clock.now()
    engagement = {"client_id": str(circle.client.id)}
    agreed(strangers["demoted"])
    posted(strangers["demoted"], "/push-subscriptions", a_browser("demoted"))
    for name in ("left", "expired", "demoted"):
        made = circle.owner.post("/engagements", engagement | {"coach_id": str(strangers[name].id)})
        assert made.status_code == 201, made.json
    noted = {"text": canaries.word("demoted", "coach note")}
    path = f"/clients/{circle.client.id}/notes/{canaries.note('demoted', 'coach note', str(uuid4()))}"
    assert strangers["demoted"].put(path, noted).status_code == 201
    coached = {"client_id": str(strangers["demoted"].id), "coach_id": str(circle.coach.id)}
    assert circle.owner.post("/engagements", coached).status_code == 201
    left(strangers["left"])
    # Who opens a list is told to those whom it may have told of.
    assert strangers["expired"].get("/caseload").status_code == 200
    assert circle.foreign_owner.get("/people").status_code == 200
    with app.app_context():
        db.session.get_one(Membership, strangers["demoted"].id).is_coach = False
        ran_out = sa.update(Session).where(Session.member_id == strangers["expired"].id)
        late = now - timedelta(minutes=30, seconds=1)
        db.session.execute(ran_out.values(seen_at=late, created_at=late))
        db.session.commit()
    return strangers


def _programs(circle: Circle, canaries: Canaries) -> dict[str, Caller]:
    programs = {}
    for name, program in (PROGRAMS | {"revoked": PROGRAMS["reading"]}).items():
        member: Caller = getattr(circle, program.of)
        made = posted(member, "/api-tokens", {"name": name, "scopes": list(program.scopes)})
        programs[name] = Caller(circle.client.app, member.id if name in PROGRAMS else None)
        programs[name].http.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {made['token']}"
        canaries.note(program.of, "api token secret", made["token"])
        if name == "revoked":
            assert member.delete(f"/api-tokens/{made['id']}").status_code == 204
        # The first use is noted down, and the next ones only after a while.
        programs[name].get("/me")
    return programs


def _cross_engagements(app: Flask, circle: Circle) -> None:
    """Two rows stand that nothing makes: an engagement across practices opens nothing to either side."""
    with app.app_context():
        for coach, client in ((circle.foreign_coach, circle.client), (circle.coach, circle.foreign_client)):
            practice_id = db.session.get_one(Membership, client.id).practice_id
            engage(practice_id, client.id, coach.id, clock.now().date(), clock.now())
        db.session.commit()


def _name(app: Flask, canaries: Canaries, whose: str, caller: Caller) -> None:
    """Nobody else is called this, or has this address."""
    with app.app_context():
        member = db.session.get_one(Membership, caller.id)
        member.name = canaries.word(whose, "name")
        caller.email = f"{canaries.word(whose, 'email')}@example.org"
        db.session.get_one(Person, member.person_id).email = caller.email
        if whose in {"owner", "foreign_owner"}:
            db.session.get_one(Practice, member.practice_id).name = canaries.word(whose, "practice name")
            canaries.note(whose, "practice id", str(member.practice_id))
        db.session.commit()
    canaries.note(whose, "member id", str(caller.id))
    canaries.note(whose, "session", caller.http.get_cookie("waymark").value)
