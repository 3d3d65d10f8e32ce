"""Erasure: afterwards nothing tells of the client, wherever one looks, and whatever is brought back."""

import json
from datetime import timedelta

import pytest
import sqlalchemy as sa

from api import clock, crypto
from api.accounts.models import Membership
from api.accounts.services import people
from api.db import Base, db
from api.delivery.services import kinds_of
from api.keeping.services import erasing
from api.keeping.services.erasing import erase, erase_due
from api.keeping.services.exporting import make_waiting
from api.keeping.services.key_backup import NAME
from api.nudges.services.letters import put_letter
from tests.factories import (
    Caller,
    a_goal,
    a_member,
    assess,
    at_once,
    checked_in,
    outbox,
    posted,
    rows,
    signed_in,
    signed_in_again,
    statements,
    today_of,
)
from tests.keeping.conftest import CANARY
from tests.leaving import left


def everything(app) -> str:
    """Give all that stands in the database, in clear where a key at hand opens it."""
    told = []
    with app.app_context():
        for table in Base.metadata.sorted_tables:
            told += [f"{table.name}: {dict(row)}" for row in db.session.execute(sa.select(table)).mappings()]
        db.session.rollback()
    return "\n".join(told)


def backups_of(app):
    return app.config["WAYMARK"].backups_folder


def erase_waiting(app, now) -> int:
    with app.app_context():
        return erase_due(backups_of(app), now)


def lines_about(app, *needles: str) -> list[str]:
    return [line for line in everything(app).splitlines() if any(needle in line for needle in needles)]


def test_nothing_about_the_client_is_left_but_that_they_were_erased(app, circle, life):
    circle.client.post("/exports", {})
    with app.app_context():
        make_waiting(clock.now())
    assess(app)
    client_id = str(circle.client.id)
    before = rows(app, "goal", client_id=circle.sibling.id), rows(app, "membership", id=circle.sibling.id)
    answer = circle.client.put("/erasure", {"when": "now"})
    assert answer.json["state"] == "done"
    assert circle.client.get("/me").status_code == 401
    with pytest.raises(crypto.KeyErased), app.app_context():
        crypto.seal("x", circle.client.id, "goal", "title", circle.client.id)
    assert lines_about(app, CANARY, f"'{circle.client.email}'") == []
    tables = {line.split(":")[0] for line in lines_about(app, client_id, repr(circle.client.id))}
    assert tables == {"audit", "erasure"}
    assert (
        rows(app, "goal", client_id=circle.sibling.id),
        rows(app, "membership", id=circle.sibling.id),
    ) == before
    told = circle.coach.get("/caseload").get_data(as_text=True)
    assert client_id not in told
    assert CANARY not in told
    assert (backups_of(app) / NAME).stat().st_mode & 0o777 == 0o600
    assert f'"client_id": "{client_id}", "wrapped"' not in (backups_of(app) / NAME).read_text()


def test_the_grace_can_be_used_to_stay_and_runs_out(app, circle, life):
    client = circle.client
    assert client.get("/erasure").json == {"state": "none", "asked_at": None, "due_at": None}
    assert client.delete("/erasure").status_code == 404
    first = client.put("/erasure", {"when": "in_7_days"}).json
    assert first["state"] == "waiting"
    assert client.put("/erasure", {"when": "in_7_days"}).json == first, "asking again does not put it off"
    assert client.get("/erasure").json == first
    assert client.delete("/erasure").status_code == 204
    assert erase_waiting(app, clock.now() + timedelta(days=8)) == 0
    assert client.get("/goals").json["items"]
    client.put("/erasure", {"when": "in_7_days"})
    assert erase_waiting(app, clock.now() + timedelta(days=6, hours=23)) == 0
    assert client.get("/me").status_code == 200
    assert erase_waiting(app, clock.now() + timedelta(days=7, minutes=1)) == 1
    assert client.get("/me").status_code == 401
    assert lines_about(app, CANARY) == []
    [kept] = rows(app, "erasure")
    assert kept.cleared_at is not None


def test_the_client_is_told_by_mail_that_they_are_to_be_erased_and_how_to_stay(app, time, circle):
    asked = circle.client.put("/erasure", {"when": "in_7_days"}).json
    circle.client.put("/erasure", {"when": "in_7_days"})
    [(address, payload)] = outbox(app)
    assert address == circle.client.email
    kind = kinds_of(app)["erasure_asked"]
    with app.app_context():
        mail = kind.render(payload, address)
        assert kind.still_wanted(payload, address, time.now)
    assert "30 November 2026, 12:00 UTC" in mail.text
    assert asked["due_at"].startswith("2026-11-30T12:00")
    assert "/privacy/data" in mail.text
    assert "Client" not in mail.text
    assert circle.client.delete("/erasure").status_code == 204
    with app.app_context():
        assert not kind.still_wanted(payload, address, time.now)


def test_to_be_erased_now_wants_a_sign_in_of_just_now_and_later_does_not(app, time, circle):
    time.set(time.now + timedelta(minutes=15, seconds=1))
    late = circle.client.put("/erasure", {"when": "now"})
    assert (late.status_code, late.json["type"]) == (403, "urn:waymark:sign-in-again")
    assert circle.client.get("/erasure").json["state"] == "none"
    assert circle.client.put("/erasure", {"when": "in_7_days"}).json["state"] == "waiting"
    signed_in_again(circle.client)
    assert circle.client.put("/erasure", {"when": "now"}).json["state"] == "done"


def test_whoever_also_coaches_goes_on_coaching(app, circle):
    both = a_member(app, circle.owner, "Both", "coach", "client", coach=circle.coach)
    goal = a_goal(both, title=CANARY)
    checked_in(both, goal, today_of(both))
    token = posted(both, "/api-tokens", {"name": "Notes", "scopes": ["read"], "expires_on": None})["token"]
    reminder = {"on": True, "weekdays": [0], "at_local": "07:30"}
    assert both.put("/nudge-preferences", reminder).status_code == 200
    [member] = rows(app, "membership", id=both.id)
    with app.app_context():
        for kind in ("digest", "look_back"):
            put_letter(both.id, member.practice_id, kind, "UTC", clock.now(), is_on=True)
        db.session.commit()
    circle.owner.post("/sign-in-codes", {"email": both.email})
    assert both.put("/erasure", {"when": "now"}).status_code == 200
    assert both.get("/me").json["roles"] == ["coach"], "a coach's session goes on"
    assert both.http.get("/api/v1/me", headers={"Authorization": f"Bearer {token}"}).status_code == 200
    assert [row.kind for row in rows(app, "letter_plan", member_id=both.id)] == ["digest"]
    assert len(rows(app, "outbox", address=both.email, kind="sign_in_code")) == 1
    assert rows(app, "nudge_plan", client_id=both.id) == []
    assert rows(app, "goal", client_id=both.id) == []
    assert rows(app, "client_key", client_id=both.id) == []


def test_erase_now_does_not_wait_for_a_vacuum(app, circle, life):
    with statements(app) as seen:
        assert circle.client.put("/erasure", {"when": "now"}).status_code == 200
    assert [one for one in seen if "VACUUM" in one] == []
    assert str(circle.client.id) not in {
        row["client_id"] for row in json.loads((backups_of(app) / NAME).read_text())["client_key"]
    }
    with statements(app) as seen:
        erase_waiting(app, clock.now() + timedelta(minutes=1))
    [kept] = rows(app, "erasure")
    assert kept.cleared_at is not None
    if app.config["SQLALCHEMY_DATABASE_URI"].startswith("postgresql"):
        assert len([one for one in seen if one.startswith("VACUUM")]) == 1


def test_somebody_of_two_practices_stays_in_the_other(app, circle, life):
    person = rows(app, "membership", id=circle.client.id)[0].person_id
    other = a_member(app, circle.foreign_owner, "Temp", "client")
    with app.app_context():
        db.session.execute(
            sa.update(Base.metadata.tables["membership"])
            .where(Base.metadata.tables["membership"].c.id == other.id)
            .values(person_id=person)
        )
        db.session.commit()
    circle.client.put("/erasure", {"when": "now"})
    assert other.get("/me").json["email"] == circle.client.email
    assert lines_about(app, CANARY) == []


def test_asked_from_two_phones_at_once_it_is_done_once(app, circle, life):
    callers = [Caller(app), Caller(app), Caller(app)]
    with app.app_context():
        callers = [signed_in(app, circle.client.id) for _ in callers]
        db.session.commit()
    answers = at_once(3, lambda number: callers[number].put("/erasure", {"when": "now"}))
    assert 200 in {answer.status_code for answer in answers}
    assert {answer.status_code for answer in answers} <= {200, 401}
    assert len(rows(app, "erasure")) == 1
    assert lines_about(app, CANARY) == []


def test_what_is_written_in_the_same_moment_is_gone_too(app, circle, life):
    goal, on = life["goal"], today_of(circle.client)

    def one(number):
        if number == 0:
            return circle.client.put("/erasure", {"when": "now"}).status_code
        caller = writers[number]
        return caller.put(
            f"/check-ins/0198c0de-0000-7000-8000-00000000000{number}",
            {"goal_id": goal["id"], "happened_on": str(on), "outcome": "done", "note": CANARY},
        ).status_code

    with app.app_context():
        writers = [signed_in(app, circle.client.id) for _ in range(5)]
        db.session.commit()
    statuses = at_once(5, one)
    assert statuses[0] == 200, statuses
    assert set(statuses[1:]) <= {200, 201, 401, 404, 500, 503}
    assert rows(app, "check_in", client_id=circle.client.id) == []
    assert lines_about(app, CANARY) == []


def test_the_operator_erases_who_cannot_sign_in_any_more(app, circle, life):
    left(circle.client)
    result = app.test_cli_runner().invoke(args=["erase", str(circle.client.id), "--yes"])
    assert result.exit_code == 0, result.output
    assert lines_about(app, CANARY) == []
    again = app.test_cli_runner().invoke(args=["erase", str(circle.client.id), "--yes"])
    assert again.exit_code == 1


def test_who_is_no_client_any_more_and_coaches_can_still_be_erased(app, circle):
    both = a_member(app, circle.owner, "Both", "coach", "client", coach=circle.coach)
    checked_in(both, a_goal(both, title=CANARY), today_of(both))
    [member] = rows(app, "membership", id=both.id)
    roles = circle.owner.patch(f"/people/{both.id}", {"roles": ["coach"]}, etag=f'"{member.version}"')
    assert roles.status_code == 200
    result = app.test_cli_runner().invoke(args=["erase", str(both.id), "--yes"])
    assert result.exit_code == 0, result.output
    assert rows(app, "goal", client_id=both.id) == []
    assert rows(app, "client_key", client_id=both.id) == []
    assert len(rows(app, "erasure", client_id=both.id)) == 1
    assert both.get("/caseload").status_code == 200


def once_coached(app, circle) -> Caller:
    """Give a client who was a coach here before, with a client and a note on them."""
    both = a_member(app, circle.owner, "Both", "coach", "client", coach=circle.coach)
    with app.app_context():
        practice_id = db.session.scalar(sa.select(Membership.practice_id).where(Membership.id == both.id))
        people.engage(
            practice_id, circle.client.id, both.id, clock.now().date() - timedelta(days=9), clock.now()
        )
        db.session.commit()
    note = f"/clients/{circle.client.id}/notes/0198c0de-0000-7000-8000-000000000001"
    assert both.put(note, {"text": "Speak of the board."}).status_code == 201
    checked_in(both, a_goal(both, title=CANARY), today_of(both))
    [member] = rows(app, "membership", id=both.id)
    roles = circle.owner.patch(f"/people/{both.id}", {"roles": ["client"]}, etag=f'"{member.version}"')
    assert roles.status_code == 200, roles.json
    assert both.patch("/me", {"name": f"Both {CANARY}"}).status_code == 200
    return both


def test_of_a_client_who_coached_once_others_keep_what_is_theirs_and_nobody_a_name(app, circle):
    both = once_coached(app, circle)
    assert both.put("/erasure", {"when": "now"}).status_code == 200
    assert both.get("/me").status_code == 401
    assert lines_about(app, CANARY, both.email) == []
    [kept] = rows(app, "membership", id=both.id)
    assert (kept.is_owner, kept.is_coach, kept.is_client) == (False, False, False)
    assert len(rows(app, "coach_note", client_id=circle.client.id)) == 1
    with app.app_context():
        erase(both.id, kept.practice_id, clock.now())


def test_one_erasure_that_fails_holds_up_no_other(app, circle, life, monkeypatch):
    for one in (circle.sibling, circle.client):
        one.put("/erasure", {"when": "in_7_days"})
    done = erasing.delete_rows

    def fail(client_id, now):
        if client_id == circle.sibling.id:
            raise ValueError("torn")
        return done(client_id, now)

    monkeypatch.setattr(erasing, "delete_rows", fail)
    assert erase_waiting(app, clock.now() + timedelta(days=8)) == 1
    assert lines_about(app, CANARY) == []
    assert circle.sibling.get("/me").status_code == 200
