"""Where somebody is signed in, in which of their practices, and how they end it."""

from datetime import timedelta
from uuid import uuid4

import pytest

from api.accounts.models import Membership
from api.accounts.services import ending
from api.db import db
from tests.authenticators import add_passkey, show_passkey
from tests.factories import Caller, a_goal, codes_for, posted, rows, signed_in_again
from tests.joining import in_both
from tests.leaving import left

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:150.0) Gecko/20100101 Firefox/150.0"
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/19.0 Mobile/15E148 Safari/604.1"
)


def sign_in(app, email, agent=FIREFOX):
    caller = Caller(app)
    caller.http.environ_base["HTTP_USER_AGENT"] = agent
    assert caller.post("/sign-in-codes", {"email": email}).status_code == 202
    answer = caller.post("/session", {"email": email, "code": codes_for(app, email)[-1]})
    assert answer.status_code == 201, answer.json
    caller.id = answer.json["id"]
    return caller


# Devices


def test_every_device_is_told_in_plain_words(app, circle):
    sign_in(app, circle.sibling.email)
    phone = sign_in(app, circle.sibling.email, IPHONE)
    items = phone.get("/sessions").json["items"]
    assert [it["device"] for it in items][:2] == ["Safari on iPhone", "Firefox on Windows"]
    assert [it["current"] for it in items] == [True, False, False]
    assert items[0]["practice"] == "practice"
    assert items[0]["signed_in_with"] == "code"


def test_of_the_browser_nothing_else_is_kept(app, circle):
    sign_in(app, circle.client.email, FIREFOX + " CANARY/1.2.3")
    assert "CANARY" not in str(rows(app, "session"))
    assert "150" not in str([row.device for row in rows(app, "session")])


def test_a_session_that_has_run_out_is_not_told(app, time, circle):
    sign_in(app, circle.coach.email)
    time.set(time.now + timedelta(minutes=31))
    now = sign_in(app, circle.coach.email)
    assert [it["current"] for it in now.get("/sessions").json["items"]] == [True]
    client = sign_in(app, circle.client.email)
    assert len(client.get("/sessions").json["items"]) == 2


def test_one_device_is_signed_out_from_another(app, circle):
    lost, phone = sign_in(app, circle.client.email), sign_in(app, circle.client.email, IPHONE)
    [found] = [it["id"] for it in phone.get("/sessions").json["items"] if "Firefox" in it["device"]]
    assert phone.delete(f"/sessions/{found}").status_code == 204
    assert lost.get("/me").status_code == 401
    assert phone.get("/me").status_code == 200
    assert phone.delete(f"/sessions/{found}").status_code == 404


def test_signing_out_the_device_in_hand_takes_its_cookie(app, circle):
    phone = sign_in(app, circle.client.email)
    [current] = [it["id"] for it in phone.get("/sessions").json["items"] if it["current"]]
    assert phone.delete(f"/sessions/{current}").status_code == 204
    assert phone.http.get_cookie("waymark") is None


def test_all_other_devices_are_signed_out_at_once(app, circle):
    others = [circle.client, sign_in(app, circle.client.email)]
    phone = sign_in(app, circle.client.email, IPHONE)
    assert phone.delete("/sessions").status_code == 204
    assert [it.get("/me").status_code for it in others] == [401, 401]
    assert phone.get("/me").status_code == 200
    assert circle.sibling.get("/me").status_code == 200


def test_nobody_sees_or_ends_anothers_session(app, circle):
    session_id = rows(app, "session", member_id=circle.client.id)[0].id
    for caller in (circle.coach, circle.owner, circle.foreign_owner):
        assert caller.delete(f"/sessions/{session_id}").status_code == 404
        assert str(session_id) not in caller.get("/sessions").text
    assert circle.client.delete(f"/sessions/{uuid4()}").status_code == 404


def test_signing_in_again_in_one_browser_leaves_one_session(app, circle):
    caller = sign_in(app, circle.outsider.email)
    before = len(rows(app, "session", member_id=circle.outsider.id))
    caller.post("/sign-in-codes", {"email": circle.outsider.email})
    code = codes_for(app, circle.outsider.email)[-1]
    assert caller.post("/session", {"email": circle.outsider.email, "code": code}).status_code == 201
    assert len(rows(app, "session", member_id=circle.outsider.id)) == before


# Several practices


def test_a_person_in_two_practices_is_two_members(app, circle):
    in_both(app, circle.client, circle.foreign_client)
    goal = a_goal(circle.client)
    caller = sign_in(app, circle.client.email)
    me = caller.get("/me").json
    assert [(it["practice"]["name"], it["roles"]) for it in me["memberships"]] == [
        ("practice", ["client"]),
        ("foreign_practice", ["client"]),
    ]
    assert me["id"] == str(circle.client.id)
    assert caller.get(f"/goals/{goal['id']}").status_code == 200
    there = caller.post("/session/membership", {"id": str(circle.foreign_client.id)})
    assert there.status_code == 201
    assert there.json["id"] == str(circle.foreign_client.id)
    assert caller.get("/me").json == there.json
    assert caller.get(f"/goals/{goal['id']}").status_code == 404
    assert caller.get("/goals").json["items"] == []


def test_switching_ends_the_session_one_came_with(app, circle):
    in_both(app, circle.client, circle.foreign_client)
    caller = sign_in(app, circle.client.email)
    before = caller.http.get_cookie("waymark").value
    caller.post("/session/membership", {"id": str(circle.foreign_client.id)})
    after = caller.http.get_cookie("waymark").value
    assert after != before
    caller.http.set_cookie("waymark", before)
    assert caller.get("/me").status_code == 401


def test_a_practice_one_has_left_is_no_place_to_be_signed_in(app, circle):
    in_both(app, circle.client, circle.foreign_client)
    listed = circle.client.get("/sessions").json["items"]
    assert {it["practice"] for it in listed} == {"practice", "foreign_practice"}
    left(circle.foreign_client)
    assert {it["practice"] for it in circle.client.get("/sessions").json["items"]} == {"practice"}
    assert [it["practice"]["name"] for it in circle.client.get("/me").json["memberships"]] == ["practice"]


def test_signing_in_opens_the_practice_last_used(app, circle):
    in_both(app, circle.client, circle.foreign_client)
    caller = sign_in(app, circle.client.email)
    caller.post("/session/membership", {"id": str(circle.foreign_client.id)})
    assert sign_in(app, circle.client.email).id == str(circle.foreign_client.id)
    with app.app_context():
        db.session.get_one(Membership, circle.foreign_client.id).left_at = Membership.created_at
        db.session.commit()
    assert sign_in(app, circle.client.email).id == str(circle.client.id)


def test_nobody_switches_into_what_is_not_theirs_or_was_left(app, circle):
    in_both(app, circle.client, circle.foreign_client)
    caller = sign_in(app, circle.client.email)
    with app.app_context():
        db.session.get_one(Membership, circle.foreign_client.id).left_at = Membership.created_at
        db.session.commit()
    for member_id in (circle.coach.id, circle.foreign_client.id, uuid4()):
        assert caller.post("/session/membership", {"id": str(member_id)}).status_code == 404
    assert len(caller.get("/me").json["memberships"]) == 1


@pytest.mark.parametrize(("minutes", "status"), [(29, 201), (31, 403)])
def test_a_phone_that_stays_signed_in_opens_no_caseload(app, time, circle, minutes, status):
    in_both(app, circle.client, circle.foreign_coach)
    caller = sign_in(app, circle.client.email)
    assert caller.id == str(circle.client.id)
    time.set(time.now + timedelta(minutes=minutes))
    assert caller.get("/me").status_code == 200
    answer = caller.post("/session/membership", {"id": str(circle.foreign_coach.id)})
    assert answer.status_code == status
    if status == 403:
        assert answer.json["type"] == "urn:waymark:sign-in-again"
        assert caller.get("/me").status_code == 200


def test_a_coach_who_switches_to_and_fro_is_signed_out_after_twelve_hours_all_the_same(app, time, circle):
    in_both(app, circle.coach, circle.foreign_coach)
    caller = sign_in(app, circle.coach.email)
    for turn in range(36):
        time.set(time.now + timedelta(minutes=20))
        to = (circle.foreign_coach, circle.coach)[turn % 2]
        assert caller.post("/session/membership", {"id": str(to.id)}).status_code == 201, turn
    time.set(time.now + timedelta(minutes=1))
    assert caller.get("/me").status_code == 401


def test_a_coach_who_is_also_a_client_is_signed_out_as_a_coach(app, time, circle):
    with app.app_context():
        db.session.get_one(Membership, circle.coach.id).is_client = True
        db.session.commit()
    caller = sign_in(app, circle.coach.email)
    assert caller.get("/me").json["roles"] == ["client", "coach"]
    time.set(time.now + timedelta(minutes=31))
    assert caller.get("/me").status_code == 401


def test_devices_and_passkeys_are_one_persons_in_all_their_practices(app, circle):
    in_both(app, circle.client, circle.foreign_client)
    caller = sign_in(app, circle.client.email)
    signed_in_again(circle.foreign_client)
    assert {it["practice"] for it in caller.get("/sessions").json["items"]} == {
        "practice",
        "foreign_practice",
    }
    caller.delete("/sessions")
    assert circle.foreign_client.get("/me").status_code == 401


# Leaving, and losing what one signed in with


def test_who_leaves_is_let_in_by_nothing_and_stays_elsewhere(app, circle):
    in_both(app, circle.client, circle.foreign_client)
    signed_in_again(circle.foreign_client)
    authenticator, _ = add_passkey(circle.client)
    token = posted(circle.client, "/api-tokens", {"name": "x", "scopes": ["read"]})["token"]
    with app.app_context():
        member = db.session.get_one(Membership, circle.client.id)
        member.left_at = member.created_at
        ending.end_all_access([member.id], member.created_at)
        db.session.commit()
    assert circle.client.get("/me").status_code == 401
    assert rows(app, "session", member_id=circle.client.id) == rows(app, "api_token") == []
    program = Caller(app)
    assert program.get("/me", headers={"Authorization": f"Bearer {token}"}).status_code == 401
    assert circle.foreign_client.get("/me").status_code == 200
    assert show_passkey(Caller(app), authenticator).json["id"] == str(circle.foreign_client.id)


def test_who_lost_what_they_sign_in_with_is_signed_out_everywhere(app, circle):
    in_both(app, circle.client, circle.foreign_client)
    signed_in_again(circle.foreign_client)
    authenticator, _ = add_passkey(circle.client)
    posted(circle.client, "/api-tokens", {"name": "x", "scopes": ["read"]})
    circle.client.post("/passkeys/options")
    waiting = Caller(app)
    waiting.post("/sign-in-codes", {"email": circle.client.email})
    with app.app_context():
        member = db.session.get_one(Membership, circle.client.id)
        ending.end_all_access_of_person(member.person_id, member.created_at)
        db.session.commit()
    assert circle.client.get("/me").status_code == circle.foreign_client.get("/me").status_code == 401
    assert show_passkey(Caller(app), authenticator).status_code == 401
    for table in ("passkey", "api_token", "challenge", "sign_in_code"):
        assert rows(app, table) == [], table
    assert circle.sibling.get("/me").status_code == 200
    assert sign_in(app, circle.client.email).get("/me").status_code == 200
