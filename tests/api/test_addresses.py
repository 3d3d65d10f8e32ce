"""A person's address changes by a code, and back by whoever has the old one."""

from datetime import timedelta

import pytest

from api.accounts.jobs import clear_expired
from api.delivery.services import kinds_of
from tests.addresses import (
    NEW,
    ask,
    changed,
    codes_for,
    confirm,
    mails,
    objected,
    objection,
    person_of,
    recover,
    signed_in,
)
from tests.factories import (
    Caller,
    a_member,
    at_once,
    outbox,
    problem_fields,
    rows,
    signed_in_again,
    statements,
)


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


def test_an_old_address_that_is_somebody_elses_by_now_is_not_taken_from_them(app, circle):
    changed(app, circle.client)
    a_member(app, circle.owner, "Client", "coach")
    assert objected(app, objection(app, "client@example.org")).status_code == 409
    assert circle.client.get("/me").json["email"] == NEW


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
