"""A practice changes a member's address: slowly, in front of everybody, unless they object."""

from api.accounts.jobs import change_addresses
from tests.addresses import NEW, changed, codes_for, mails, objected, objection, person_of, recover, signed_in
from tests.factories import Caller, a_goal, a_member, at_once, rows, signed_in_again
from tests.joining import in_both
from tests.leaving import came_back, left


def waited(app, time, **more):
    time.pass_by(**more)
    with app.app_context():
        change_addresses()


def test_a_practice_changes_an_address_after_three_days_and_everybody_is_told(app, time, circle):
    answer = recover(circle.owner, circle.client)
    assert (answer.status_code, answer.json["email"]) == (201, NEW)
    assert answer.json["takes_effect_at"].startswith("2026-11-26T12:00")
    # The old address, the new one, and their coach.
    assert mails(app, "recovery_asked") == ["client@example.org", "coach@example.org", NEW]
    hint = circle.client.get("/me").json["address_change"]
    assert hint == {"email_hint": "n…@example.org", "takes_effect_at": answer.json["takes_effect_at"]}
    assert circle.sibling.get("/me").json["address_change"] is None
    shown = {one["name"]: one["recovery"] for one in circle.owner.get("/people").json["items"]}
    assert shown["Client"]["email"] == NEW
    assert circle.coach.get(f"/people/{circle.client.id}").json["recovery"] is None
    waited(app, time, hours=71, minutes=59)
    assert len(person_of(app, "client@example.org")) == 1
    assert circle.client.get("/me").status_code == 200
    waited(app, time, minutes=1)
    assert len(person_of(app, NEW)) == 1
    assert circle.client.get("/me").status_code == 401, "every device is signed out"
    assert mails(app, "email_changed") == ["client@example.org", NEW]
    actions = {row.action for row in rows(app, "audit")}
    assert {"recovery.asked", "recovery.done"} <= actions


def test_the_person_stops_it_from_a_phone_that_is_still_signed_in(app, time, circle):
    recover(circle.owner, circle.client)
    assert circle.sibling.delete("/me/address-change").status_code == 404
    assert circle.client.delete("/me/address-change").status_code == 204
    assert circle.client.get("/me").json["address_change"] is None
    waited(app, time, hours=72)
    assert len(person_of(app, "client@example.org")) == 1
    assert circle.client.get("/me").status_code == 200, "nobody is signed out by it"
    signed_in_again(circle.owner)
    again = recover(circle.owner, circle.client)
    assert again.status_code == 409, "and is left alone for a month"
    time.pass_by(circle.owner, days=28)
    assert recover(circle.owner, circle.client).status_code == 201


def test_the_person_stops_it_from_the_old_mailbox_before_and_after(app, time, circle):
    for effect in (False, True):
        time.pass_by(circle.owner, days=31)
        assert recover(circle.owner, circle.client).status_code == 201
        if effect:
            waited(app, time, hours=72)
            assert len(person_of(app, NEW)) == 1
        assert objected(app, objection(app, "client@example.org")).status_code == 204
        waited(app, time, hours=72)
        assert len(person_of(app, "client@example.org")) == 1
        assert person_of(app, NEW) == []


def test_an_owner_cannot_recover_who_belongs_elsewhere_too(app, time, circle):
    body = {"csv": f"name,email\nClient,{circle.client.email}\n", "preview": False, "invite": False}
    assert circle.foreign_coach.post("/client-imports", body).json["imported"] == 1
    refused = recover(circle.owner, circle.client)
    assert refused.status_code == 409
    assert "no other practice" in refused.json["detail"]
    assert mails(app, "recovery_asked") == []


def test_who_has_left_the_other_practice_is_recovered_like_anybody(app, time, circle):
    in_both(app, circle.client, circle.foreign_client)
    left(circle.foreign_client)
    assert recover(circle.owner, circle.client).status_code == 201


def test_another_practice_neither_learns_of_it_nor_withdraws_it(app, time, circle):
    recover(circle.owner, circle.client)
    in_both(app, circle.client, circle.foreign_client)
    there = f"/people/{circle.foreign_client.id}"
    assert circle.foreign_owner.get(there).json["recovery"] is None
    assert circle.foreign_owner.delete(f"{there}/recovery").status_code == 404
    assert circle.owner.get(f"/people/{circle.client.id}").json["recovery"]["email"] == NEW


def test_what_they_objected_to_elsewhere_is_not_held_against_a_practice(app, time, circle):
    in_both(app, circle.client, circle.foreign_client)
    left(circle.client)
    assert recover(circle.foreign_owner, circle.foreign_client).status_code == 201
    assert circle.foreign_client.delete("/me/address-change").status_code == 204
    came_back(circle.client)
    left(circle.foreign_client)
    assert recover(circle.owner, circle.client).status_code == 201


def test_who_joined_another_practice_while_it_waited_keeps_their_address(app, time, circle):
    recover(circle.owner, circle.client)
    body = {"csv": f"name,email\nClient,{circle.client.email}\n", "preview": False, "invite": False}
    assert circle.foreign_coach.post("/client-imports", body).json["imported"] == 1
    waited(app, time, hours=72)
    assert len(person_of(app, "client@example.org")) == 1
    assert circle.client.get("/me").json["address_change"] is None


def test_an_address_that_somebody_else_has_is_dropped_without_a_word_to_the_owner(app, time, circle):
    assert recover(circle.owner, circle.client, circle.foreign_coach.email).status_code == 201
    waited(app, time, hours=72)
    assert len(person_of(app, "client@example.org")) == 1
    assert len(person_of(app, circle.foreign_coach.email)) == 1


def test_an_owner_recovers_others_alone_and_only_freshly_signed_in(app, time, circle):
    assert recover(circle.owner, circle.owner).status_code == 409
    assert recover(circle.owner, circle.client, circle.client.email).status_code == 409
    for foreign in (circle.foreign_client, circle.foreign_coach):
        assert recover(circle.owner, foreign).status_code == 404
    for other in (circle.coach, circle.client):
        assert recover(other, circle.sibling).status_code == 403
    time.pass_by(minutes=16)
    again = recover(circle.owner, circle.client)
    assert (again.status_code, again.json["type"]) == (403, "urn:waymark:sign-in-again")


def test_an_owner_who_asks_again_begins_the_wait_anew(app, time, circle):
    recover(circle.owner, circle.client, "first@example.org")
    time.pass_by(circle.owner, hours=48)
    recover(circle.owner, circle.client)
    waited(app, time, hours=48)
    assert len(person_of(app, "client@example.org")) == 1
    waited(app, time, hours=24)
    assert len(person_of(app, NEW)) == 1


def test_an_owner_withdraws_it(app, time, circle):
    recover(circle.owner, circle.client)
    where = f"/people/{circle.client.id}/recovery"
    assert circle.foreign_owner.delete(where).status_code == 404
    assert circle.owner.delete(where).status_code == 204
    assert circle.owner.delete(where).status_code == 404
    waited(app, time, hours=72)
    assert len(person_of(app, "client@example.org")) == 1
    assert recover(signed_in(circle.owner), circle.client).status_code == 201, "nobody objected"


def test_a_person_who_proves_an_address_of_their_own_has_answered_the_practice(app, time, circle):
    recover(circle.owner, circle.client)
    changed(app, circle.client, "mine@example.org")
    waited(app, time, hours=72)
    assert len(person_of(app, "mine@example.org")) == 1


def test_until_then_the_new_address_signs_nobody_in_and_reads_nothing(app, time, circle):
    a_goal(circle.client, private=True, title="SECRET")
    recover(circle.owner, circle.client)
    time.pass_by(hours=71)
    asked = Caller(app)
    asked.post("/sign-in-codes", {"email": NEW})
    code = codes_for(app, NEW)[-1]
    assert asked.post("/session", {"email": NEW, "code": code}).status_code == 401


def test_two_owners_who_ask_at_once_leave_one_wish(app, circle):
    other = a_member(app, circle.owner, "Other", "owner")

    def one(index):
        by = (circle.owner, other)[index % 2]
        return recover(by, circle.client, f"n{index}@example.org").status_code

    assert set(at_once(6, one)) == {201}
    waiting = [row for row in rows(app, "email_change") if row.ended_at is None]
    assert len(waiting) == 1


def test_an_objection_at_the_moment_it_takes_effect_wins(app, time, circle):
    recover(circle.owner, circle.client)
    time.pass_by(hours=72)
    token = objection(app, "client@example.org")

    def one(index):
        if index:
            return objected(app, token).status_code
        with app.app_context():
            change_addresses()
        return None

    assert 204 in at_once(2, one)
    assert len(person_of(app, "client@example.org")) == 1
    assert person_of(app, NEW) == []
