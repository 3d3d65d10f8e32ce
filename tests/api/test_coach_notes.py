"""A coach's private notes: their author's alone, sealed with the client's key, and declared to the client."""

from uuid import uuid4

import pytest
import sqlalchemy as sa

from api import crypto
from api.caseload.services import noting
from api.db import db
from tests.factories import a_goal, a_member, at_once, posted, problem_fields, rows, today_of


def noted(coach, client, text="NOTE on the client", note_id=None):
    answer = coach.put(f"/clients/{client.id}/notes/{note_id or uuid4()}", {"text": text})
    assert answer.status_code in {200, 201}, answer.json
    return answer.json


def notes(coach, client):
    return coach.get(f"/clients/{client.id}/notes")


def begin(circle, coach, client):
    posted(circle.owner, "/engagements", {"client_id": str(client.id), "coach_id": str(coach.id)})


def test_a_note_is_kept_changed_and_deleted(circle):
    note = noted(circle.coach, circle.client)
    assert (note["text"], note["edited_at"]) == ("NOTE on the client", None)
    assert notes(circle.coach, circle.client).json["items"] == [note]
    path = f"/clients/{circle.client.id}/notes/{note['id']}"
    assert circle.coach.put(path, {"text": "NOTE on the client"}).json == note, "sent again, it is the same"
    changed = circle.coach.put(path, {"text": "Otherwise"}).json
    assert (changed["text"], changed["written_at"]) == ("Otherwise", note["written_at"])
    assert changed["edited_at"]
    assert circle.coach.delete(path).status_code == 204
    assert circle.coach.delete(path).status_code == 404
    assert notes(circle.coach, circle.client).json["items"] == []


def test_the_latest_comes_first_and_lists_come_in_pages(circle):
    made = [noted(circle.coach, circle.client, str(number)) for number in range(5)]
    first = circle.coach.get(f"/clients/{circle.client.id}/notes?limit=3").json
    rest = circle.coach.get(f"/clients/{circle.client.id}/notes?limit=3&cursor={first['next']}").json
    assert first["items"] + rest["items"] == made[::-1]


def test_nobody_but_its_author_reads_a_note(app, circle):
    begin(circle, circle.outsider, circle.client)
    note = noted(circle.coach, circle.client)
    assert notes(circle.outsider, circle.client).json["items"] == []
    path = f"/clients/{circle.client.id}/notes/{note['id']}"
    assert circle.outsider.put(path, {"text": "x"}).status_code == 409
    assert circle.outsider.delete(path).status_code == 404
    both = a_member(app, circle.owner, "Both", "owner", "coach")
    assert notes(both, circle.client).status_code == 404
    begin(circle, both, circle.client)
    assert notes(both, circle.client).json["items"] == [], "owning the practice opens nothing"
    for caller in (circle.client, circle.owner, circle.anyone):
        assert notes(caller, circle.client).status_code in {401, 403}
    assert notes(circle.coach, circle.client).json["items"] == [note]


def test_after_a_transfer_neither_the_new_coach_nor_the_old_one_opens_it(app, circle):
    noted(circle.coach, circle.client)
    begin(circle, circle.outsider, circle.client)
    with app.app_context():
        db.session.execute(
            sa.text("UPDATE engagement SET until_on = '2026-01-01' WHERE coach_id = :coach"),
            {"coach": circle.coach.id.hex if db.engine.dialect.name == "sqlite" else circle.coach.id},
        )
        db.session.commit()
    assert notes(circle.outsider, circle.client).json["items"] == []
    assert notes(circle.coach, circle.client).status_code == 404


def test_a_note_on_one_client_is_not_among_those_on_another(circle):
    note = noted(circle.coach, circle.client)
    assert notes(circle.coach, circle.sibling).json["items"] == []
    path = f"/clients/{circle.sibling.id}/notes/{note['id']}"
    assert circle.coach.put(path, {"text": "x"}).status_code == 409
    assert circle.coach.delete(path).status_code == 404


def test_it_is_sealed_with_the_clients_own_key(app, circle):
    note = noted(circle.coach, circle.client)
    [row] = rows(app, "coach_note")
    assert b"NOTE" not in row.text
    with app.app_context():
        assert crypto.unseal(row.text, circle.client.id, "coach_note", "text", row.id) == note["text"]
        db.session.execute(sa.delete(crypto.ClientKey).where(crypto.ClientKey.client_id == circle.client.id))
        db.session.commit()
        crypto.ring().forget(circle.client.id)
        with pytest.raises(crypto.KeyErased):
            crypto.unseal(row.text, circle.client.id, "coach_note", "text", row.id)


def test_the_client_learns_how_many_there_are_and_by_which_rule(circle):
    empty = circle.client.get("/privacy-notice").json["coach_notes"]
    assert empty["kept_by"] == []
    assert "your export contains them" in empty["rule"]
    noted(circle.coach, circle.client)
    noted(circle.coach, circle.client)
    noted(circle.coach, circle.sibling)
    answer = circle.client.get("/privacy-notice")
    coach = {"id": str(circle.coach.id), "name": "Coach"}
    assert answer.json["coach_notes"]["kept_by"] == [{"coach": coach, "notes": 2}]
    assert "NOTE" not in answer.get_data(as_text=True)


def test_the_audit_says_that_there_was_one_and_nothing_of_it(app, circle):
    note = noted(circle.coach, circle.client)
    circle.coach.delete(f"/clients/{circle.client.id}/notes/{note['id']}")
    said = [
        (row.action, str(row.subject_id))
        for row in rows(app, "audit", actor_id=circle.coach.id)
        if row.action.startswith("coach note")
    ]
    assert said == [("coach note.written", note["id"]), ("coach note.deleted", note["id"])]


@pytest.mark.parametrize("text", ["", "   ", "x" * 8001, None, 7])
def test_a_note_has_words_and_not_too_many(circle, text):
    answer = circle.coach.put(f"/clients/{circle.client.id}/notes/{uuid4()}", {"text": text})
    assert (answer.status_code, problem_fields(answer)) == (422, ["text"])


def test_an_id_that_stands_for_something_else_is_a_conflict_or_a_note_of_its_own(circle):
    goal = a_goal(circle.client)
    assert noted(circle.coach, circle.client, note_id=goal["id"])["id"] == goal["id"]
    assert circle.client.get(f"/goals/{goal['id']}").json["title"] == goal["title"]


def test_one_note_sent_many_times_at_once_is_one_note(app, circle):
    path = f"/clients/{circle.client.id}/notes/{uuid4()}"
    told = at_once(8, lambda _: circle.coach.put(path, {"text": "x"}).status_code)
    assert set(told) <= {200, 201, 409}
    assert len(rows(app, "coach_note")) == 1


def test_there_is_an_end_to_how_many_a_coach_can_keep(circle, monkeypatch):
    monkeypatch.setattr(noting, "MOST_NOTES", 2)
    kept = [noted(circle.coach, circle.client) for _ in range(2)]
    assert circle.coach.put(f"/clients/{circle.client.id}/notes/{uuid4()}", {"text": "x"}).status_code == 409
    assert noted(circle.coach, circle.client, "Changed", kept[0]["id"])["text"] == "Changed"


def test_somebody_who_is_coach_and_client_keeps_none_on_themselves(app, circle):
    both = a_member(app, circle.owner, "Both", "coach", "client", coach=circle.coach)
    assert both.put(f"/clients/{both.id}/notes/{uuid4()}", {"text": "x"}).status_code == 403
    assert today_of(both)
