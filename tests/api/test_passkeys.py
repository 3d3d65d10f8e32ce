"""Passkeys: made and shown by a device of the person's own, each challenge once, and told of by mail."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from api.accounts.models import Membership, Person
from api.crypto import b64, from_b64
from api.db import db
from api.delivery.services.kinds import kinds_of
from tests.authenticators import Authenticator, add_passkey, added, show_passkey
from tests.factories import Caller, at_once, outbox, problem_fields, rows, signed_in_again


def refused(app, authenticator):
    before = len(rows(app, "session"))
    answer = show_passkey(Caller(app), authenticator)
    assert (answer.status_code, problem_fields(answer)) == (401, ["credential"])
    assert len(rows(app, "session")) == before


# Adding and showing


def test_a_passkey_signs_its_owner_in_without_an_address(app, circle):
    authenticator = added(circle.client)
    caller = Caller(app)
    answer = show_passkey(caller, authenticator)
    assert answer.status_code == 201
    assert answer.json["id"] == str(circle.client.id)
    assert caller.get("/me").json == answer.json
    assert rows(app, "session", member_id=circle.client.id)[-1].via == "passkey"


def test_the_options_name_this_place_and_ask_for_a_person_who_is_there(app, circle):
    options = circle.client.post("/passkeys/options").json["public_key"]
    assert options["rp"] == {"id": "localhost", "name": "Waymark"}
    assert options["user"]["name"] == circle.client.email
    assert options["authenticatorSelection"]["residentKey"] == "required"
    assert options["authenticatorSelection"]["userVerification"] == "required"
    assert options["attestation"] == "none"
    assert len(from_b64(options["challenge"])) == 32


def test_the_options_to_sign_in_name_nobody(app, circle):
    added(circle.client)
    options = Caller(app).post("/session/passkey-options").json["public_key"]
    assert options["allowCredentials"] == []
    assert set(options) <= {"rpId", "challenge", "timeout", "allowCredentials", "userVerification"}


def test_a_device_that_has_a_passkey_already_is_told_so(app, circle):
    authenticator = added(circle.client)
    options = circle.client.post("/passkeys/options").json["public_key"]
    assert [it["id"] for it in options["excludeCredentials"]] == [b64(authenticator.id)]


def test_the_person_is_told_by_mail_and_the_mail_says_nothing_of_it(app, circle):
    added(circle.client, name="CANARY phone")
    [(address, payload)] = outbox(app)
    assert address == circle.client.email
    assert payload == {"what": "passkey"}
    with app.app_context():
        mail = kinds_of(app)["access_added"].render(payload, address)
    assert "CANARY" not in mail.text + mail.html


def test_a_passkey_can_be_added_after_signing_in_with_another(app, circle):
    caller = Caller(app)
    show_passkey(caller, added(circle.client))
    _, answer = add_passkey(caller, name="Key ring")
    assert answer.status_code == 201
    assert [it["name"] for it in caller.get("/passkeys").json["items"]] == ["Key ring", "Phone"]


def test_a_passkey_opens_all_practices_of_the_person(app, circle):
    authenticator = added(circle.client)
    with app.app_context():
        person_id = db.session.get_one(Membership, circle.client.id).person_id
        member = db.session.get_one(Membership, circle.foreign_client.id)
        member.person_id = person_id
        db.session.commit()
    caller = Caller(app)
    me = show_passkey(caller, authenticator).json
    assert {it["id"] for it in me["memberships"]} == {str(circle.client.id), str(circle.foreign_client.id)}
    assert len(caller.get("/passkeys").json["items"]) == 1


def test_somebody_who_left_every_practice_is_let_in_nowhere(app, circle):
    authenticator = added(circle.client)
    with app.app_context():
        db.session.get_one(Membership, circle.client.id).left_at = Membership.created_at
        db.session.commit()
    refused(app, authenticator)


def test_only_the_session_that_added_a_passkey_counts_as_one_with_a_passkey(app, circle):
    signed_in_again(circle.coach)
    added(circle.coach)
    assert sorted(row.via for row in rows(app, "session", member_id=circle.coach.id)) == ["code", "passkey"]
    assert {row.via for row in rows(app, "session", member_id=circle.sibling.id)} == {"code"}


# What is refused


@pytest.mark.parametrize(
    "wrong",
    [
        {"origin": "https://evil.example"},
        {"origin": "http://localhost:8001"},
        {"origin": "http://127.0.0.1:8000"},
        {"rp_id": "evil.example"},
        {"flags": 1},
        {"flags": 4},
        {"flags": 0},
    ],
)
def test_what_was_made_or_shown_elsewhere_or_by_nobody_is_refused(app, circle, wrong):
    _, answer = add_passkey(circle.client, replace(Authenticator(), **wrong))
    assert (answer.status_code, problem_fields(answer)) == (422, ["credential"])
    assert rows(app, "passkey") == []
    authenticator = added(circle.client)
    for name, value in wrong.items():
        setattr(authenticator, name, value)
    refused(app, authenticator)


def test_the_signature_of_another_key_is_refused(app, circle):
    authenticator = added(circle.client)
    authenticator.key = Authenticator().key
    refused(app, authenticator)


def test_a_passkey_that_nobody_added_is_refused(app, circle):
    refused(app, Authenticator(handle=b"x" * 16))


def test_a_passkey_that_says_it_is_somebody_elses_is_refused(app, circle):
    authenticator = added(circle.client)
    authenticator.handle = added(circle.coach).handle
    refused(app, authenticator)


def test_a_count_that_does_not_rise_is_a_copy_and_refused(app, circle):
    authenticator = added(circle.client, authenticator=Authenticator(count=4))
    authenticator.count = 6
    assert show_passkey(Caller(app), authenticator).status_code == 201
    for count in (6, 5, 0):
        authenticator.count = count
        refused(app, authenticator)
    authenticator.count = 7
    assert show_passkey(Caller(app), authenticator).status_code == 201


def test_a_challenge_works_once_even_after_a_wrong_try(app, circle):
    authenticator = added(circle.client)
    for right_first in (True, False):
        options = Caller(app).post("/session/passkey-options").json["public_key"]
        shown = authenticator.show(options)
        first = shown if right_first else Authenticator(handle=authenticator.handle).show(options)
        Caller(app).post("/session/passkey", {"credential": first})
        again = Caller(app).post("/session/passkey", {"credential": shown})
        assert again.status_code == 401


@pytest.mark.parametrize(("minutes", "status"), [(4.9, 201), (5.1, 401)])
def test_a_challenge_works_for_five_minutes(app, time, circle, minutes, status):
    authenticator = added(circle.client)
    options = Caller(app).post("/session/passkey-options").json["public_key"]
    time.set(time.now + timedelta(minutes=minutes))
    answer = Caller(app).post("/session/passkey", {"credential": authenticator.show(options)})
    assert answer.status_code == status


def test_a_challenge_to_sign_in_adds_no_passkey_nor_the_other_way_round(app, circle):
    authenticator = added(circle.client)
    to_sign_in = Caller(app).post("/session/passkey-options").json["public_key"]
    to_add = circle.client.post("/passkeys/options").json["public_key"]
    made = Authenticator().make(to_add | {"challenge": to_sign_in["challenge"]})
    assert circle.client.post("/passkeys", {"name": "x", "credential": made}).status_code == 422
    shown = authenticator.show(to_add)
    assert Caller(app).post("/session/passkey", {"credential": shown}).status_code == 401


def test_a_challenge_adds_a_passkey_only_in_the_session_it_was_given_to(app, circle):
    options = circle.client.post("/passkeys/options").json["public_key"]
    made = Authenticator().make(options)
    assert circle.sibling.post("/passkeys", {"name": "x", "credential": made}).status_code == 422
    assert circle.client.post("/passkeys", {"name": "x", "credential": made}).status_code == 201


def test_nobody_can_add_a_passkey_that_somebody_has(app, circle):
    authenticator = added(circle.client)
    _, answer = add_passkey(circle.sibling, authenticator)
    assert (answer.status_code, problem_fields(answer)) == (422, ["credential"])


@pytest.mark.parametrize(
    "part", ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]
)
@pytest.mark.parametrize(
    "bytes_", [b"", b"\xff" * 40, b"[" * 3000, b"null", b"{}", b'{"challenge": 7}', b"\xa1\x63fmt"]
)
def test_bytes_that_mean_nothing_are_refused(app, circle, part, bytes_):
    authenticator = added(circle.client)
    made = Authenticator().make(circle.client.post("/passkeys/options").json["public_key"])
    shown = authenticator.show(Caller(app).post("/session/passkey-options").json["public_key"])
    if part in made["response"]:
        made["response"][part] = b64(bytes_)
        answer = circle.client.post("/passkeys", {"name": "x", "credential": made})
        assert (answer.status_code, problem_fields(answer)) == (422, ["credential"])
    if part in shown["response"]:
        shown["response"][part] = b64(bytes_)
        answer = Caller(app).post("/session/passkey", {"credential": shown})
        assert (answer.status_code, problem_fields(answer)) == (401, ["credential"])


def test_twenty_showings_of_one_signature_at_once_open_one_session(app, circle):
    authenticator = added(circle.client)
    before = len(rows(app, "session"))
    shown = authenticator.show(Caller(app).post("/session/passkey-options").json["public_key"])
    answers = at_once(20, lambda _: Caller(app).post("/session/passkey", {"credential": shown}).status_code)
    assert sorted(answers) == [201] + [401] * 19
    assert len(rows(app, "session")) == before + 1


def test_twenty_at_once_add_one_passkey(app, circle):
    made = Authenticator().make(circle.client.post("/passkeys/options").json["public_key"])
    cookie = circle.client.http.get_cookie("waymark").value

    def add(_):
        caller = Caller(app)
        caller.http.set_cookie("waymark", cookie)
        return caller.post("/passkeys", {"name": "x", "credential": made}).status_code

    assert sorted(at_once(20, add)) == [201] + [422] * 19
    assert len(rows(app, "passkey")) == 1


def test_twenty_passkeys_are_enough(app, circle):
    for _ in range(20):
        added(circle.client)
    _, answer = add_passkey(circle.client)
    assert answer.status_code == 409


# Removing, and how lately one must have signed in


def test_a_passkey_that_was_removed_opens_nothing(app, circle):
    authenticator, answer = add_passkey(circle.client)
    assert circle.client.delete(f"/passkeys/{answer.json['id']}").status_code == 204
    refused(app, authenticator)
    assert circle.client.get("/passkeys").json["items"] == []
    assert circle.client.delete(f"/passkeys/{answer.json['id']}").status_code == 404


def test_nobody_removes_anothers_passkey(app, circle):
    _, answer = add_passkey(circle.client)
    for caller in (circle.coach, circle.owner, circle.foreign_owner):
        assert caller.delete(f"/passkeys/{answer.json['id']}").status_code == 404
        assert caller.get("/passkeys").json["items"] == []
    assert circle.client.delete(f"/passkeys/{uuid4()}").status_code == 404


def test_ways_in_are_changed_only_soon_after_signing_in(app, time, circle):
    _, answer = add_passkey(circle.client)
    options = circle.client.post("/passkeys/options").json["public_key"]
    time.set(time.now + timedelta(minutes=15, seconds=1))
    tries = [
        circle.client.post("/passkeys/options"),
        circle.client.post("/passkeys", {"name": "x", "credential": Authenticator().make(options)}),
        circle.client.delete(f"/passkeys/{answer.json['id']}"),
        circle.client.post("/api-tokens", {"name": "x", "scopes": ["read"]}),
    ]
    assert {it.status_code for it in tries} == {403}
    assert {it.json["type"] for it in tries} == {"urn:waymark:sign-in-again"}
    assert circle.client.get("/passkeys").status_code == 200
    signed_in_again(circle.client)
    assert circle.client.delete(f"/passkeys/{answer.json['id']}").status_code == 204


def test_whose_passkey_it_is_stands_in_no_other_row(app, circle):
    added(circle.client)
    [passkey] = rows(app, "passkey")
    with app.app_context():
        person = db.session.get_one(Person, passkey.person_id)
        assert person.email == circle.client.email
    assert isinstance(passkey.id, UUID)
