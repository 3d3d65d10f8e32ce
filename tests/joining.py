"""Somebody is invited, reads the mail, and accepts; or belongs to two practices."""

import sqlalchemy as sa

from api.accounts.models import Membership
from api.db import db
from tests.factories import Caller, outbox

NORA = "nora@example.org"


def invited(by, email=NORA, roles=("client",), **more):
    answer = by.post("/invitations", {"email": email, "name": "Nora", "roles": list(roles)} | more)
    assert answer.status_code == 201, answer.json
    return answer.json


def token_for(app, email=NORA):
    """Give the token of the latest invitation on its way to an address."""
    links = [payload["link"] for address, payload in outbox(app) if address == email and "link" in payload]
    link, _, token = links[-1].partition("#")
    assert link == "http://127.0.0.1:8000/invitation"
    return token


def accept(app, token, email=NORA, caller=None, **more):
    caller = caller or Caller(app)
    return caller, caller.post("/invitation-acceptances", {"token": token, "email": email} | more)


def joined(app, by, email=NORA, roles=("client",), **more):
    invited(by, email, roles, **more)
    caller, answer = accept(app, token_for(app, email), email)
    assert answer.status_code == 201, answer.json
    return caller, answer.json


def in_both(app, one, other):
    """The people of two members are one person, who belongs to both practices and was in neither yet."""
    with app.app_context():
        person_id = db.session.get_one(Membership, one.id).person_id
        both = sa.update(Membership).where(Membership.id.in_([one.id, other.id]))
        db.session.execute(both.values(person_id=person_id, opened_at=None))
        db.session.commit()
