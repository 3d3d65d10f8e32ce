"""A practice that asks its coaches for a passkey: who is held up without one, and who is asked for nothing."""

from dataclasses import replace

import pytest

from api.accounts.models import Membership, Practice
from api.db import db
from tests.authenticators import add_passkey, added, show_passkey
from tests.factories import Caller, posted, problem_fields, signed_in_again
from tests.joining import in_both
from tests.leaving import left


def require_passkeys(app, of):
    """The practice asks its coaches for passkeys."""
    with app.app_context():
        practice_id = db.session.get_one(Membership, of.id).practice_id
        db.session.get_one(Practice, practice_id).passkeys_required_of_coaches = True
        db.session.commit()


def test_a_coach_without_the_passkey_that_is_asked_for_can_only_add_one(app, circle):
    require_passkeys(app, circle.owner)
    held_up = circle.coach
    answer = held_up.get("/caseload")
    assert (answer.status_code, answer.json["type"]) == (403, "urn:waymark:passkey-first")
    for path in ("/goals", "/people", "/sessions", "/api-tokens"):
        assert held_up.get(path).status_code == 403, path
    assert held_up.patch("/me", {"name": "x"}).status_code == 403
    assert held_up.get("/me").json["passkey_first"] == "add"
    assert held_up.get("/session").status_code == 200
    added(held_up)
    assert held_up.get("/me").json["passkey_first"] is None
    assert held_up.get("/caseload").status_code == 200


def test_a_code_opens_nothing_for_a_coach_who_has_the_passkey_that_is_asked_for(app, circle):
    authenticator, answer = add_passkey(circle.coach)
    require_passkeys(app, circle.owner)
    signed_in_again(circle.coach)
    by_code = circle.coach
    assert by_code.get("/me").json["passkey_first"] == "use"
    assert by_code.get("/caseload").status_code == 403
    # Or a mailbox would be enough after all.
    assert by_code.post("/passkeys/options").json["type"] == "urn:waymark:passkey-first"
    assert by_code.delete(f"/passkeys/{answer.json['id']}").json["type"] == "urn:waymark:passkey-first"
    by_passkey = Caller(app)
    assert show_passkey(by_passkey, authenticator).json["passkey_first"] is None
    assert by_passkey.get("/caseload").status_code == 200
    last = by_passkey.delete(f"/passkeys/{answer.json['id']}")
    assert last.status_code == 409


def test_a_coachs_program_waits_for_the_passkey_that_is_asked_for(app, circle):
    programs = {}
    for who in (circle.coach, circle.client):
        token = posted(who, "/api-tokens", {"name": "A program", "scopes": ["read"]})["token"]
        programs[who.id] = Caller(app)
        programs[who.id].http.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {token}"
    require_passkeys(app, circle.owner)
    answer = programs[circle.coach.id].get("/caseload")
    assert (answer.status_code, answer.json["type"]) == (403, "urn:waymark:passkey-first")
    assert programs[circle.client.id].get("/goals").status_code == 200
    added(circle.coach)
    assert programs[circle.coach.id].get("/caseload").status_code == 200


def asked_for_passkeys(owner):
    etag = owner.get("/practice").headers["ETag"]
    return owner.patch("/practice", {"name": "Another", "passkeys_required_of_coaches": True}, etag=etag)


def test_an_owner_asks_for_passkeys_only_when_they_came_with_one(app, circle):
    refusals = [asked_for_passkeys(circle.owner)]
    authenticator = added(circle.owner)
    signed_in_again(circle.owner)
    refusals.append(asked_for_passkeys(circle.owner))
    for answer, said in zip(refusals, ("Add a passkey", "Sign in with your own"), strict=True):
        assert (answer.status_code, problem_fields(answer)) == (409, ["passkeys_required_of_coaches"])
        assert answer.json["detail"].startswith(said)
    assert circle.owner.get("/practice").json["name"] == "practice"
    by_passkey = Caller(app)
    show_passkey(by_passkey, authenticator)
    assert asked_for_passkeys(by_passkey).status_code == 200
    # Said again it is no news.
    assert asked_for_passkeys(by_passkey).status_code == 200


def test_a_passkey_that_is_gone_meanwhile_does_not_count(app, circle):
    _, answer = add_passkey(circle.owner)
    assert circle.owner.delete(f"/passkeys/{answer.json['id']}").status_code == 204
    assert asked_for_passkeys(circle.owner).status_code == 409


@pytest.mark.parametrize(
    "url", ["https://192.0.2.7", "http://[2001:db8::7]:8000", "http://waymark.example.org"]
)
def test_where_browsers_know_no_passkeys_they_are_not_asked_for(app, circle, monkeypatch, url):
    added(circle.owner)
    monkeypatch.setitem(app.config, "WAYMARK", replace(app.config["WAYMARK"], public_url=url))
    circle.owner.http.set_cookie("__Host-waymark", circle.owner.http.get_cookie("waymark").value)
    answer = asked_for_passkeys(circle.owner)
    assert (answer.status_code, problem_fields(answer)) == (409, ["passkeys_required_of_coaches"])
    assert url in answer.json["detail"]


def test_clients_and_other_practices_are_asked_for_nothing(app, circle):
    require_passkeys(app, circle.owner)
    assert circle.client.get("/goals").status_code == 200
    assert circle.foreign_coach.get("/caseload").status_code == 200
    assert circle.owner.get("/people").status_code == 403


def test_the_last_passkey_may_go_where_no_practice_of_theirs_asks_for_one(app, circle):
    require_passkeys(app, circle.owner)
    in_both(app, circle.coach, circle.foreign_coach)
    of_client, of_coach = (add_passkey(one)[1].json["id"] for one in (circle.client, circle.foreign_coach))
    assert circle.client.delete(f"/passkeys/{of_client}").status_code == 204
    assert circle.foreign_coach.delete(f"/passkeys/{of_coach}").status_code == 409
    left(circle.coach)
    assert circle.foreign_coach.delete(f"/passkeys/{of_coach}").status_code == 204
