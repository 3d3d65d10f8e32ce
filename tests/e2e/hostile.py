"""A demo practice whose every word, on every row, is an attempt to run as code in somebody's browser."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from tests.e2e.callers import DEMO_CLIENT, DEMO_COACH, DEMO_OWNER, Address, Caller, new_address, sign_in
from tests.e2e.server import Waymark

PAYLOADS = (Path(__file__).parent / "payloads.txt").read_text().splitlines()
"""Each says MARK where the mark of the column goes."""

NO_WORDS = {
    "export.content",
    "imported_record.content",
    "obstacle_pulse.answers",
    "outbox.payload",
    "push_subscription.sealed",
    "stall_verdict.replaced",
}
"""Sealed columns of codes, files, addresses, and what would first be put back elsewhere: no screen shows them."""

OF_TABLES = (
    "api_token.name",
    "invitation.name",
    "membership.name",
    "passkey.name",
    "practice.name",
    "provider.contact",
    "provider.credentials",
    "provider.name",
    "provider.region",
    "provider.specialties",
    "session.device",
)
"""Columns of words that are not sealed, because they are searched, sorted, or nobody's secret."""

# Run in the instance, beside the server: what people wrote is something else from here on.
_POISON = """
import itertools, json, os, sys
import sqlalchemy as sa
from api import clock, create_app, crypto
from api.accounts.models import Passkey, Person
from api.db import Base, db
from api.keeping.rules.belonging import Whose
from api.keeping.services.rows import parts
told = json.loads(sys.stdin.read())
WORDS = {"title", "why", "cue", "act", "action", "then", "unit", "sentence", "note", "en", "de"}
marks, numbers = {}, itertools.count()

def payload(column):
    mark = marks.setdefault(column, f"wmx{len(marks):02}z")
    return told["payloads"][next(numbers) % len(told["payloads"])].replace("MARK", mark)

def poisoned(column, text):
    try:
        read = json.loads(text)
    except ValueError:
        read = None
    return json.dumps(within(column, read)) if isinstance(read, dict | list) else payload(column)

def within(column, read):
    if isinstance(read, list):
        return [within(column, it) for it in read]
    if not isinstance(read, dict):
        return read
    return {
        key: payload(column) if key in WORDS and isinstance(it, str) else within(column, it)
        for key, it in read.items()
    }

with create_app().app_context():
    person = db.session.scalar(sa.select(Person.id).where(Person.email == told["coach"]))
    passkey = {"credential_id": os.urandom(16), "public_key": b"x", "sign_count": 0, "transports": "", "name": "x"}
    db.session.add(Passkey(person_id=person, created_at=clock.now(), **passkey))
    db.session.flush()
    for table, part in parts():
        for name in part.sealed:
            column = f"{table.name}.{name}"
            if column in told["left_out"]:
                continue
            for row in db.session.execute(sa.select(table).where(table.c[name].is_not(None))).mappings().all():
                whose = row[table.c[part.of]] if part.whose is Whose.MEMBER else crypto.SYSTEM
                place = (whose, table.name, name, row[table.c.id])
                text = crypto.unseal(row[table.c[name]], *place)
                sealed = crypto.seal(poisoned(column, text), *place)
                db.session.execute(sa.update(table).where(table.c.id == row[table.c.id]).values({name: sealed}))
            marks.setdefault(column, "")
    for column in told["of_tables"]:
        table = Base.metadata.tables[column.partition(".")[0]]
        name = column.partition(".")[2]
        for row in db.session.execute(sa.select(table)).mappings().all():
            text = row[table.c[name]]
            value = json.dumps([payload(column)]) if text and text.startswith("[") else payload(column)
            db.session.execute(sa.update(table).where(table.c.id == row[table.c.id]).values({name: value}))
    db.session.commit()
print(json.dumps(marks))
"""


def write_everywhere(waymark: Waymark) -> Address:
    """Have a word on record wherever people write some; give a client with a goal let go and a break."""
    coach, owner, client = (sign_in(waymark, it) for it in (DEMO_COACH, DEMO_OWNER, DEMO_CLIENT))
    drafts = _suggestions(coach, "drafted")
    spare = drafts[-1]
    looked_at = drafts[0]["client_id"]
    _put(coach, f"/clients/{looked_at}/notes/{uuid4()}", {"text": "x"})
    _post(coach, "/appointments", _meeting(looked_at))
    etag = coach("GET", f"/suggestions/{spare['id']}").etag
    assert coach("PUT", f"/suggestions/{spare['id']}/dismissal", {"reason": "x"}, etag).status == 200
    for client_id in {each["client_id"] for each in drafts}:
        _judge(coach, client_id)
    _post(coach, "/appointments", _meeting(client.id))
    plan = {"cadence": {"every": "day", "times": 1}}
    words = {"why": "x", "if_then": {"if": "x", "then": "x"}}
    template = {"title": "x", "area": "own", "kind": "habit", "plan": plan, **words}
    kept = _post(coach, "/goal-templates", template)["id"]
    steps = [{"template_id": kept, "release": "at_once"}]
    programme = _post(coach, "/programmes", {"title": "x", "steps": steps})["id"]
    _post(coach, f"/programmes/{programme}/enrolments", {"client_id": spare["client_id"]})
    _post(coach, "/api-tokens", {"name": "x", "scopes": ["read"], "expires_on": "2090-01-05"})
    _post(owner, "/invitations", {"email": new_address("Ole").email, "name": "x", "roles": ["coach"]})
    provider = {"name": "x", "credentials": "x", "specialties": ["x"], "region": "x", "contact": "x"}
    _post(owner, "/providers", provider | {"remote": True, "accepting": True, "url": "https://x.example"})
    texts = dict.fromkeys(("first", "soft"), "{goal}?")
    put = {"texts": texts, "language": "en"}
    assert owner("PUT", "/nudge-texts", put, owner("GET", "/nudge-texts").etag).status == 200
    usual = {"code": "time", "kind": "time", "shown": True}
    chips = [usual, {"code": None, "kind": "time", "words": {"en": "x", "de": "x"}, "shown": True}]
    assert (
        owner("PUT", "/obstacle-chips", {"chips": chips}, owner("GET", "/obstacle-chips").etag).status == 200
    )
    assert client("PUT", "/sharing", {"notes": True}).status == 200
    person = next(it for it in coach.get("/people?limit=100")["items"] if it["id"] == spare["client_id"])
    other = Address(person["name"], person["email"])
    let_go = {"status": "let_go", "status_reason": "x"}
    path = f"/goals/{spare['goal_id']}"
    those = sign_in(waymark, other)
    assert those("PATCH", path, let_go, those("GET", path).etag).status == 200
    days = {"from_on": str(those.today), "until_on": str(those.today + timedelta(days=7))}
    _put(those, f"/skips/{uuid4()}", {"goal_id": None, "reason": "x", **days})
    goal = client.get("/goals")["items"][0]
    check_in = client.get(f"/goals/{goal['id']}/check-ins")["items"][0]
    _put(coach, f"/check-ins/{check_in['id']}/replies/{uuid4()}", {"text": "x"})
    return other


def poison(waymark: Waymark) -> dict[str, str]:
    """Put a payload in the place of every word; give by column the mark that its payloads carry."""
    told = {
        "payloads": PAYLOADS,
        "left_out": sorted(NO_WORDS),
        "of_tables": OF_TABLES,
        "coach": DEMO_COACH.email,
    }
    marks: dict[str, str] = json.loads(waymark.run(_POISON, json.dumps(told)).splitlines()[-1])
    return marks


def _judge(coach: Caller, client_id: str) -> None:
    """The coach says of each of the client's stalls whether it mattered, and why."""
    for goal in coach.get(f"/goals?limit=100&client_id={client_id}")["items"]:
        for episode in coach.get(f"/stall-episodes?goal_id={goal['id']}")["items"]:
            judged = {"verdict": "relevant", "reason": "x"}
            answer = coach("PUT", f"/stall-episodes/{episode['id']}/verdict", judged)
            assert answer.status == 200, answer


def _suggestions(coach: Caller, state: str) -> list[dict[str, Any]]:
    return [it for it in coach.get("/suggestions?limit=100")["items"] if it["state"] == state]


def _meeting(client_id: str) -> dict[str, Any]:
    return {"client_id": client_id, "starts_at": "2090-01-05T07:00:00Z", "place": "x"}


def _post(caller: Caller, path: str, body: dict[str, Any]) -> dict[str, Any]:
    answer = caller("POST", path, body)
    assert answer.status == 201, (path, answer)
    found: dict[str, Any] = answer.body
    return found


def _put(caller: Caller, path: str, body: dict[str, Any]) -> None:
    assert caller("PUT", path, body).status == 201, path
