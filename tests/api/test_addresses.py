"""A person's address changes by a code; or by their practice: slowly, in front of everybody, unless they object."""

from datetime import timedelta

import pytest

from api.accounts.jobs import change_addresses, clear_expired
from api.delivery.services import kinds_of
from tests.factories import (
    Caller,
    a_goal,
    a_member,
    at_once,
    outbox,
    problem_fields,
    rows,
    signed_in_again,
    statements,
)
from tests.joining import in_both
from tests.leaving import came_back, left

NEW = "new@example.org"


def codes_for(app, email):
    """Give the codes on their way to an address, oldest first."""
    return [told["code"] for address, told in outbox(app) if address == email and "code" in told]


def ask(caller, email=NEW):
    answer = caller.post("/email-changes", {"email": email})
    assert (answer.status_code, answer.json) == (202, {})
    return answer


def confirm(caller, code, email=NEW):
    return caller.put("/me/email", {"email": email, "code": code})


def changed(app, caller, email=NEW):
    ask(caller, email)
    answer = confirm(caller, codes_for(app, email)[-1], email)
    assert answer.status_code == 200, answer.json


def objection(app, email):
    """Give the token of the latest link to object that is on its way to an address."""
    urls = [told["url"] for address, told in outbox(app) if address == email and told.get("url")]
    where, _, token = urls[-1].partition("#")
    assert where == "http://127.0.0.1:8000/objection"
    return token


def objected(app, token):
    return Caller(app).post("/email-objections", {"token": token})


def mails(app, kind):
    return sorted(row.address for row in rows(app, "outbox", kind=kind))


def person_of(app, email):
    return rows(app, "person", email=email)


def wrong(code):
    return f"{(int(code) + 1) % 10**6:06d}"


# By a code


def test_a_code_sent_to_the_new_address_changes_it_everywhere(app, circle):
    phone = Caller(app, circle.client.id)
    signed_in_again(phone)
    ask(circle.client)
    [code] = codes_for(app, NEW)
    answer = confirm(circle.client, f"{code[:3]} {code[3:]}", "New@Example.org")
    assert (answer.status_code, answer.json["email"]) == (200, NEW)
    assert circle.client.get("/me").json["email"] == NEW
    assert phone.get("/me").status_code == 401, "other devices are signed out"
    assert person_of(app, "client@example.org") == []
    assert mails(app, "email_changed") == ["client@example.org", NEW]
    told = dict(outbox(app))
    assert told[NEW]["url"] is None, "only the old address can object"


def test_a_code_is_for_its_person_and_address_and_works_once_for_ten_minutes(app, time, circle):
    ask(circle.client)
    [code] = codes_for(app, NEW)
    for caller, email in ((circle.sibling, NEW), (circle.client, "other@example.org")):
        refused = confirm(caller, code, email)
        assert (refused.status_code, problem_fields(refused)) == (422, ["code"])
    assert confirm(circle.client, code).status_code == 200
    assert confirm(circle.client, code).status_code == 422
    ask(circle.client, "newer@example.org")
    time.pass_by(minutes=10)
    late = confirm(circle.client, codes_for(app, "newer@example.org")[0], "newer@example.org")
    assert late.status_code == 422


def test_five_wrong_codes_spend_the_right_one(app, circle):
    ask(circle.client)
    [code] = codes_for(app, NEW)
    for _ in range(5):
        assert confirm(circle.client, wrong(code)).status_code == 422
    assert confirm(circle.client, code).status_code == 422
    ask(circle.client)
    assert confirm(circle.client, codes_for(app, NEW)[-1]).status_code == 200


def test_only_the_latest_code_works(app, circle):
    ask(circle.client)
    ask(circle.client)
    first, second = codes_for(app, NEW)
    assert first == second or confirm(circle.client, first).status_code == 422
    assert confirm(circle.client, second).status_code == 200


def test_asking_tells_nobody_whether_an_address_is_taken(app, circle):
    told = {}
    for email in (circle.sibling.email, "stranger@example.org"):
        with statements(app) as seen:
            answer = ask(circle.client, email)
        told[email] = (answer.data, sorted(answer.headers), seen)
    assert told[circle.sibling.email] == told["stranger@example.org"]
    for email in told:
        assert len(rows(app, "outbox", address=email)) == 1
    [code] = codes_for(app, circle.sibling.email)
    assert confirm(circle.client, wrong(code), circle.sibling.email).status_code == 422
    ask(circle.client, circle.sibling.email)
    taken = confirm(circle.client, codes_for(app, circle.sibling.email)[-1], circle.sibling.email)
    assert taken.status_code == 409, "told to whoever reads that mailbox"
    assert circle.client.get("/me").json["email"] == "client@example.org"
    assert circle.sibling.get("/me").status_code == 200


def test_codes_for_an_address_are_few_an_hour(app, circle):
    for _ in range(5):
        ask(circle.client)
    for caller in (circle.client, circle.sibling):
        refused = caller.post("/email-changes", {"email": NEW})
        assert refused.status_code == 429
        assert int(refused.headers["Retry-After"]) > 0


def test_ten_confirmations_at_once_change_it_once(app, circle):
    ask(circle.client)
    [code] = codes_for(app, NEW)
    statuses = at_once(10, lambda _: confirm(circle.client, code).status_code)
    assert statuses.count(200) == 1
    assert set(statuses) == {200, 422}
    assert len(rows(app, "outbox", kind="email_changed")) == 2


# Objecting


def test_the_old_address_has_it_undone_and_every_way_in_is_shut(app, circle):
    changed(app, circle.client)
    assert objected(app, objection(app, "client@example.org")).status_code == 204
    assert circle.client.get("/me").status_code == 401
    signed_in_again(circle.client)
    assert circle.client.get("/me").json["email"] == "client@example.org"
    assert mails(app, "email_put_back") == ["client@example.org", NEW]


def test_whoever_changed_it_twice_is_undone_by_the_first_objection(app, circle):
    changed(app, circle.client)
    first = objection(app, "client@example.org")
    changed(app, circle.client, "newer@example.org")
    assert objected(app, first).status_code == 204
    assert len(person_of(app, "client@example.org")) == 1
    assert objected(app, objection(app, NEW)).status_code == 410, "and not done again from there"


def test_an_objection_works_once_for_seven_days_and_others_are_answered_alike(app, time, circle):
    changed(app, circle.client)
    token = objection(app, "client@example.org")
    answers = [objected(app, "made up")]
    assert objected(app, token).status_code == 204
    answers.append(objected(app, token))
    changed(app, signed_in(circle.client), "newer@example.org")
    time.pass_by(days=7)
    answers.append(objected(app, objection(app, "client@example.org")))
    assert {(answer.status_code, answer.data) for answer in answers} == {(410, answers[0].data)}


def signed_in(caller):
    signed_in_again(caller)
    return caller


def test_an_old_address_that_is_somebody_elses_by_now_is_not_taken_from_them(app, circle):
    changed(app, circle.client)
    a_member(app, circle.owner, "Client", "coach")
    assert objected(app, objection(app, "client@example.org")).status_code == 409
    assert circle.client.get("/me").json["email"] == NEW


# By the practice


def recover(by, whose, email=NEW):
    return by.post(f"/people/{whose.id}/recovery", {"email": email})


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


# The mails, and what is kept


@pytest.mark.parametrize("kind", ["email_changed", "recovery_asked", "email_change_code", "email_put_back"])
def test_every_mail_about_an_address_can_be_worded(app, time, circle, kind):
    recover(circle.owner, circle.client)
    changed(app, circle.client)
    objected(app, objection(app, "client@example.org"))
    found = [row for row in rows(app, "outbox", kind=kind) if row.payload]
    assert found
    told = outbox(app)
    for address in {row.address for row in found}:
        for payload in (each for to, each in told if to == address):
            with app.app_context():
                try:
                    mail = kinds_of(app)[kind].render(payload, address)
                except KeyError:
                    continue  # another kind's
            assert mail.subject
            assert "Client" not in mail.text


def test_changes_that_are_long_over_are_gone(app, time, circle):
    changed(app, circle.client)
    for days, remain in ((36, 1), (1, 0)):
        time.now += timedelta(days=days)
        with app.app_context():
            clear_expired()
        assert len(rows(app, "email_change")) == remain
