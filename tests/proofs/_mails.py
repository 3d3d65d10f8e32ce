"""One mail of every kind that there is, put into the outbox by what puts it there in life."""

import json
from datetime import timedelta
from uuid import uuid4

import sqlalchemy as sa
from flask import Flask

from api import clock, crypto, localtime
from api.accounts.jobs import tell_of_refused_mail
from api.caseload.jobs import send_digests
from api.db import db
from api.delivery.models import Outbox
from api.delivery.services import Email, kinds_of
from api.nudges.jobs import decide_due_nudges, plan_letters, send_look_backs
from api.nudges.models import LetterPlan, NudgePlan
from tests.factories import (
    Circle,
    a_circle,
    a_goal,
    checked_in,
    outbox,
    posted,
    refused_mail,
    shared,
    today_of,
)
from tests.joining import invited

EVERY_DAY = [0, 1, 2, 3, 4, 5, 6]


def queue_every_mail(app: Flask) -> Circle:
    """Every kind of mail waits in the outbox. Returns whose it is."""
    circle = a_circle(app, _noon_zone())
    client, coach, today = circle.client, circle.coach, today_of(circle.client)
    plan = {"plan": {"start_on": "2026-01-05", "target_on": None, "cadence": {"every": "day", "times": 1}}}
    walk, _ = (a_goal(client, title=title, **plan) for title in ("Walk before lunch", "Board pack"))
    shared(client)
    said = [checked_in(client, walk, today - timedelta(days=day)) for day in range(1, 12)]
    reply = coach.put(f"/check-ins/{said[0]['id']}/replies/{uuid4()}", {"text": "Well walked."})
    assert reply.status_code == 201, reply.json
    assert circle.anyone.post("/sign-in-codes", {"email": circle.sibling.email}).status_code == 202
    wanted = {"on": True, "weekdays": EVERY_DAY, "at_local": "12:00", "discreet": False, "look_back": True}
    answer = client.put("/nudge-preferences", wanted)
    assert answer.status_code == 200, answer.json
    # With one client booked, the digest has another to name who is not.
    meeting = {
        "client_id": str(client.id),
        "starts_at": f"{today + timedelta(days=3)}T10:00:00Z",
        "minutes": 60,
    }
    assert coach.post("/appointments", meeting).status_code == 201
    _queue_mail_about_people(circle)
    refused_mail(app, circle.sibling)
    with app.app_context():
        now = clock.now()
        zone = db.session.scalar(sa.select(NudgePlan.zone))
        db.session.execute(
            sa.update(NudgePlan).values(next_at=now, next_on=localtime.local_day(now, zone), at_local="12:00")
        )
        db.session.commit()
        plan_letters()
        db.session.execute(sa.update(LetterPlan).values(next_at=now - timedelta(minutes=1)))
        db.session.commit()
        for job in (decide_due_nudges, send_look_backs, send_digests, tell_of_refused_mail):
            job()
        db.session.remove()
    return circle


def _queue_mail_about_people(circle: Circle) -> None:
    """Somebody is invited, coached by one more, to be erased, removed; addresses change, and one is put back."""
    app, owner, client = circle.owner.app, circle.owner, circle.client
    invited(circle.coach)
    assert circle.foreign_client.put("/erasure", {"when": "in_7_days"}).status_code == 200
    posted(client, "/api-tokens", {"name": "Spreadsheet", "scopes": ["read"]})
    posted(owner, "/engagements", {"client_id": str(client.id), "coach_id": str(circle.outsider.id)})
    for caller, email in (
        (circle.outsider, "moved@example.org"),
        (circle.foreign_coach, "stays@example.org"),
    ):
        assert caller.post("/email-changes", {"email": email}).status_code == 202
        [code] = [told["code"] for address, told in outbox(app) if address == email]
        assert caller.put("/me/email", {"email": email, "code": code}).status_code == 200
    # The other change's link to object stays as it is in life, unused.
    [url] = [
        told["url"] for address, told in outbox(app) if address == circle.outsider.email and told.get("url")
    ]
    token = url.partition("#")[2]
    assert circle.anyone.post("/email-objections", {"token": token}).status_code == 204
    lost = f"/people/{circle.foreign_client.id}/recovery"
    posted(circle.foreign_owner, lost, {"email": "found@example.org"})
    former = f"/people/{circle.former.id}"
    etag = owner.get(former).headers["ETag"]
    assert owner.delete(former, etag=etag).status_code == 204


def every_mail(app: Flask) -> dict[str, Email]:
    """Give one of every kind, worded. Fails when there is a kind that nothing put into the outbox."""
    queue_every_mail(app)
    kinds = {name: kind for name, kind in kinds_of(app).items() if kind.render}
    found: dict[str, Email] = {}
    waiting = sa.select(Outbox).where(Outbox.payload.is_not(None)).order_by(Outbox.id)
    with app.app_context():
        for row in db.session.scalars(waiting).all():
            payload = json.loads(crypto.unseal(row.payload, row.client_id, "outbox", "payload", row.id))
            kind = kinds[row.kind]
            [known] = kind.known([payload | {"practice_id": row.practice_id}], clock.now())
            found[row.kind] = kind.render(known, row.address)
        db.session.remove()
    assert found.keys() == kinds.keys(), kinds.keys() - found.keys()
    return found


def _noon_zone() -> str:
    ahead = 12 - clock.now().hour
    return f"Etc/GMT{-ahead:+d}" if ahead else "Etc/GMT"
