"""Signing in by a mailed code: once, for ten minutes, and telling nobody who has an account."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from api.accounts.models import Membership
from api.db import db
from tests.factories import Caller, a_circle, at_once, codes_for, outbox, problem_fields, rows, statements

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
ADDRESS = "client@example.org"


def a_browser(app, name="b"):
    """A browser that has asked for a code before; of the same name, the same one."""
    caller = Caller(app)
    caller.http.set_cookie("waymark-browser", name * 43)
    return caller


def ask(app, email=ADDRESS, times=1, browser="b"):
    for _ in range(times):
        answer = a_browser(app, browser).post("/sign-in-codes", {"email": email})
        assert (answer.status_code, answer.json) == (202, {})
    return codes_for(app, email)


def redeem(app, code, email=ADDRESS, browser="b"):
    caller = a_browser(app, browser)
    return caller, caller.post("/session", {"email": email, "code": code})


def sign_in(app, email=ADDRESS):
    caller, answer = redeem(app, ask(app, email)[-1], email)
    assert answer.status_code == 201, answer.json
    return caller


def wrong(code):
    return f"{(int(code) + 1) % 10**6:06d}"


def test_the_code_from_the_mail_opens_a_session_that_says_who_this_is(app, circle):
    [code] = ask(app)
    caller, answer = redeem(app, code)
    assert answer.status_code == 201
    assert answer.json["id"] == str(circle.client.id)
    assert answer.json["roles"] == ["client"]
    assert answer.json["practice"]["name"] == "practice"
    assert answer.json["coach"] == {"id": str(circle.coach.id), "name": "Coach"}
    assert caller.get("/session").json == answer.json == caller.get("/me").json


def test_where_nobody_is_signed_in_the_session_says_so_and_that_is_no_error(app, circle):
    answer = circle.anyone.get("/session")
    assert (answer.status_code, answer.data) == (204, b"")
    assert circle.anyone.get("/me").status_code == 401
    assert circle.client.delete("/session").status_code == 204
    assert circle.client.get("/session").status_code == 204


def test_a_token_that_opens_nothing_is_told_so_by_the_session_too(circle):
    headers = {"Authorization": "Bearer made-up"}
    assert circle.anyone.get("/session", headers=headers).status_code == 401


def test_a_code_works_once(app, circle):
    [code] = ask(app)
    redeem(app, code)
    _, again = redeem(app, code)
    assert again.status_code == 401
    assert problem_fields(again) == ["code"]


def test_a_code_is_typed_as_people_type(app, circle):
    [code] = ask(app, "Client@Example.org ".strip())[-1:] or codes_for(app, ADDRESS)
    _, answer = redeem(app, f" {code[:3]} {code[3:]} ", "CLIENT@example.ORG")
    assert answer.status_code == 201


@pytest.mark.parametrize(("seconds", "status"), [(599, 201), (600, 401), (3600, 401)])
def test_a_code_works_for_ten_minutes(app, seconds, status):
    with time_machine.travel(NOON, tick=False) as time:
        a_circle(app)
        [code] = ask(app)
        time.shift(seconds)
        _, answer = redeem(app, code)
    assert answer.status_code == status


def test_a_code_is_for_the_address_it_was_mailed_to(app, circle):
    [code] = ask(app)
    _, answer = redeem(app, code, "coach@example.org")
    assert answer.status_code == 401


def test_an_older_code_works_while_a_slow_mail_may_still_bring_it(app, circle):
    codes = ask(app, times=5)
    assert redeem(app, codes[0])[1].status_code == 201


def test_the_oldest_code_ends_when_too_many_are_asked_for(app, circle):
    codes = ask(app, times=6)
    assert redeem(app, codes[0])[1].status_code == 401
    assert redeem(app, codes[1])[1].status_code == 201


def test_a_code_works_only_in_the_browser_that_asked_for_it(app, circle):
    [code] = ask(app, browser="m")
    # A program that opens the link of a mail and presses its buttons is another browser.
    for caller in (Caller(app), a_browser(app, "s")):
        assert caller.post("/session", {"email": ADDRESS, "code": code}).status_code == 401
    assert redeem(app, code, browser="m")[1].status_code == 201


def test_the_link_in_the_mail_keeps_the_code_from_every_server(app, circle):
    [code] = ask(app)
    [(_, payload)] = outbox(app)
    before, fragment = payload["link"].split("#")
    assert code not in before
    assert f"code={code}" in fragment


def test_a_browser_that_never_asked_is_given_something_to_be_known_by(app, circle):
    caller = Caller(app)
    caller.post("/sign-in-codes", {"email": ADDRESS})
    cookie = caller.http.get_cookie("waymark-browser")
    assert cookie.http_only
    assert cookie.same_site == "Lax"
    [code] = codes_for(app, ADDRESS)
    assert caller.post("/session", {"email": ADDRESS, "code": code}).status_code == 201


def test_five_wrong_codes_spend_those_of_this_browser_and_nobody_elses(app, circle):
    mine, guessers = ask(app, browser="m")[0], ask(app, browser="g")[1]
    tries = [redeem(app, wrong(guessers), browser="g")[1].status_code for _ in range(5)]
    assert tries == [401] * 5
    assert redeem(app, guessers, browser="g")[1].status_code == 401
    assert redeem(app, mine, browser="m")[1].status_code == 201


def test_four_wrong_codes_are_forgiven(app, circle):
    [code] = ask(app)
    for _ in range(4):
        redeem(app, wrong(code))
    assert redeem(app, code)[1].status_code == 201


def test_a_new_code_can_be_asked_for_after_five_wrong_ones(app, circle):
    [code] = ask(app)
    for _ in range(5):
        redeem(app, wrong(code))
    assert redeem(app, ask(app)[-1])[1].status_code == 201


def test_a_stranger_gets_the_same_answer_by_the_same_statements_and_rows(app, circle):
    told, now = {}, datetime.now(UTC)
    for email in (ADDRESS, "stranger@example.org"):
        # The cookie says until which second it is kept.
        with time_machine.travel(now, tick=False), statements(app) as seen:
            answer = a_browser(app).post("/sign-in-codes", {"email": email})
        told[email] = (answer.status_code, answer.data, sorted(answer.headers), seen)
    assert told[ADDRESS] == told["stranger@example.org"]
    for table, column in (("sign_in_code", "email"), ("outbox", "address")):
        for email in told:
            assert len(rows(app, table, **{column: email})) == 1, (table, email)


def test_a_stranger_with_a_code_is_told_what_a_member_with_a_wrong_code_is_told(app, circle):
    [known], [unknown] = ask(app), ask(app, "stranger@example.org")
    _, member = redeem(app, wrong(known))
    _, stranger = redeem(app, wrong(unknown), "stranger@example.org")
    _, right_but_nobody = redeem(app, unknown, "stranger@example.org")
    assert member.status_code == stranger.status_code == right_but_nobody.status_code == 401
    assert member.data == stranger.data == right_but_nobody.data


def test_twenty_redemptions_at_once_open_one_session(app, circle):
    before = len(rows(app, "session"))
    [code] = ask(app)
    answers = at_once(20, lambda _: redeem(app, code)[1].status_code)
    assert answers.count(201) == 1
    assert set(answers) <= {201, 401, 429}
    assert len(rows(app, "session")) == before + 1


def test_a_fresh_code_works_after_a_double_tap_spent_the_first(app, circle):
    [code] = ask(app)
    at_once(2, lambda _: redeem(app, code)[1].status_code)
    assert redeem(app, ask(app)[-1])[1].status_code == 201


# How long it lasts


@pytest.mark.parametrize(
    ("email", "idle", "status"),
    [
        (ADDRESS, timedelta(days=29), 200),
        (ADDRESS, timedelta(days=31), 401),
        ("coach@example.org", timedelta(minutes=29), 200),
        ("coach@example.org", timedelta(minutes=31), 401),
        ("owner@example.org", timedelta(minutes=31), 401),
    ],
)
def test_a_session_that_lies_idle_ends_sooner_at_a_desk_than_on_a_phone(app, email, idle, status):
    with time_machine.travel(NOON, tick=False) as time:
        a_circle(app)
        caller = sign_in(app, email)
        time.shift(idle)
        assert caller.get("/me").status_code == status


def test_a_session_that_is_used_lasts_twelve_hours_at_a_desk(app):
    with time_machine.travel(NOON, tick=False) as time:
        a_circle(app)
        coach = sign_in(app, "coach@example.org")
        for _ in range(12 * 3):
            time.shift(timedelta(minutes=20))
            assert coach.get("/me").status_code == 200
        time.shift(timedelta(minutes=1))
        assert coach.get("/me").status_code == 401


def test_a_client_who_uses_it_stays_signed_in_for_months(app):
    with time_machine.travel(NOON, tick=False) as time:
        a_circle(app)
        client = sign_in(app)
        for _ in range(6):
            time.shift(timedelta(days=25))
            assert client.get("/me").status_code == 200


def test_signing_out_ends_this_session_alone(app, circle):
    phone, laptop = sign_in(app), sign_in(app)
    token = phone.http.get_cookie("waymark").value
    out = phone.delete("/session")
    assert out.status_code == 204
    assert phone.http.get_cookie("waymark") is phone.http.get_cookie("waymark-browser") is None
    phone.http.set_cookie("waymark", token)
    assert phone.get("/me").status_code == 401
    assert laptop.get("/me").status_code == 200


def test_a_session_token_is_kept_only_as_its_hash(app, circle):
    token = sign_in(app).http.get_cookie("waymark").value
    for session in rows(app, "session"):
        assert token.encode() not in session.token_hash


def test_a_member_who_has_left_is_signed_out_everywhere(app, circle):
    client = sign_in(app)
    with app.app_context():
        db.session.get_one(Membership, circle.client.id).left_at = NOON
        db.session.commit()
    assert client.get("/me").status_code == 401
    assert redeem(app, ask(app)[-1])[1].status_code == 401


# The cookie


def cookie_of(app):
    [code] = ask(app)
    return cookie_in(redeem(app, code)[1])


def cookie_in(answer):
    name, *attributes = answer.headers.getlist("Set-Cookie")[0].split("; ")
    return name.split("=")[0], set(attributes)


def test_over_http_the_cookie_is_for_this_host_and_no_script(app, circle):
    name, attributes = cookie_of(app)
    assert name == "waymark"
    assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= attributes
    assert "Secure" not in attributes
    assert not any(attribute.startswith("Domain") for attribute in attributes)


def test_over_https_the_browser_itself_binds_the_cookie_to_this_host(app, circle, monkeypatch):
    settings = replace(app.config["WAYMARK"], public_url="https://waymark.example.org")
    monkeypatch.setitem(app.config, "WAYMARK", settings)
    caller = Caller(app)
    caller.http.set_cookie("__Host-waymark-browser", "b" * 43)
    caller.post("/sign-in-codes", {"email": ADDRESS})
    answer = caller.post("/session", {"email": ADDRESS, "code": codes_for(app, ADDRESS)[0]})
    name, attributes = cookie_in(answer)
    assert name == "__Host-waymark"
    assert {"HttpOnly", "SameSite=Lax", "Path=/", "Secure"} <= attributes
    assert not any(attribute.startswith("Domain") for attribute in attributes)


def test_the_link_in_the_mail_fills_in_even_an_unusual_address(app, circle):
    ask(app, "a&b=c+d%41@example.org")
    [(_, payload)] = outbox(app)
    assert payload["link"].endswith(f"/sign-in#email=a%26b%3Dc%2Bd%2541%40example.org&code={payload['code']}")


# Another site


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 204),
        ({"Sec-Fetch-Site": "same-origin"}, 204),
        ({"Sec-Fetch-Site": "none"}, 204),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"}, 403),
        ({"Origin": "http://localhost"}, 204),
        ({"Origin": "http://localhost.evil.example"}, 403),
        ({"Origin": "http://localhost:81"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": ""}, 403),
    ],
)
def test_a_write_that_another_site_makes_a_browser_send_is_refused(app, circle, headers, status):
    client = sign_in(app)
    answer = client.delete("/session", headers=headers)
    assert answer.status_code == status
    assert client.get("/me").status_code == (401 if status == 204 else 200)


def test_another_site_cannot_sign_a_browser_in(app, circle):
    [code] = ask(app)
    caller = a_browser(app)
    body = {"email": ADDRESS, "code": code}
    refused = caller.post("/session", body, headers={"Sec-Fetch-Site": "cross-site"})
    assert refused.status_code == 403
    assert caller.http.get_cookie("waymark") is None
    assert problem_fields(refused) == []
    assert redeem(app, code)[1].status_code == 201


def test_reading_is_left_to_the_browsers_own_rules(app, circle):
    answer = circle.client.get("/me", headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 200
