"""How often things may be tried: counted by caller and address, for all processes, and nobody can lock somebody out."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
import sqlalchemy as sa
from werkzeug.middleware.proxy_fix import ProxyFix

from api.accounts.jobs import clear_expired
from api.accounts.models import Rate
from api.accounts.rules.limits import caller_of, is_loopback
from api.db import db
from api.delivery.models import Outbox
from tests.authenticators import add_passkey, show_passkey
from tests.factories import Caller, at_once, codes_for, rows

ELSEWHERE = "203.0.113.7"
ADDRESS = "client@example.org"


def at(app, address):
    """A browser elsewhere on the network."""
    caller = Caller(app)
    caller.http.environ_base["REMOTE_ADDR"] = address
    return caller


def ask(app, address, email=ADDRESS):
    return at(app, address).post("/sign-in-codes", {"email": email})


def test_one_caller_cannot_fill_a_mailbox_nor_keep_its_owner_out(app, time, circle):
    answers = [ask(app, ELSEWHERE) for _ in range(12)]
    assert [it.status_code for it in answers] == [202] * 10 + [429] * 2
    assert answers[-1].headers["Retry-After"] == "3600"
    assert len(codes_for(app, ADDRESS)) == 10
    assert ask(app, "198.51.100.1").status_code == 202
    time.set(time.now + timedelta(minutes=61))
    assert ask(app, ELSEWHERE).status_code == 202


def test_many_callers_cannot_fill_a_mailbox_either(app, circle):
    statuses = [ask(app, f"198.51.100.{number}").status_code for number in range(40)]
    assert statuses == [202] * 30 + [429] * 10


def test_a_day_has_a_limit_of_its_own(app, time, circle):
    sent = 0
    for _ in range(5):
        sent += sum(ask(app, f"198.51.100.{number}").status_code == 202 for number in range(31))
        time.set(time.now + timedelta(minutes=61))
    assert sent == 90


def test_whoever_signed_in_here_before_is_not_kept_out_by_what_others_ask_for(app, time, circle):
    phone = at(app, "192.0.2.9")
    phone.post("/sign-in-codes", {"email": ADDRESS})
    body = {"email": ADDRESS, "code": codes_for(app, ADDRESS)[-1]}
    assert phone.post("/session", body).status_code == 201
    for number in range(40):
        ask(app, f"198.51.100.{number}")
    assert ask(app, "198.51.100.99").status_code == 429
    assert phone.post("/sign-in-codes", {"email": ADDRESS}).status_code == 202
    body = {"email": ADDRESS, "code": codes_for(app, ADDRESS)[-1]}
    assert phone.post("/session", body).status_code == 201
    # Only for the address with which somebody signed in.
    for number in range(40):
        ask(app, f"198.51.100.{number}", "coach@example.org")
    assert phone.post("/sign-in-codes", {"email": "coach@example.org"}).status_code == 429


def test_a_browser_cannot_make_up_that_it_is_known(app, circle):
    for number in range(40):
        ask(app, f"198.51.100.{number}")
    caller = at(app, ELSEWHERE)
    caller.http.set_cookie("waymark-browser", "b" * 43 + "." + "0" * 64)
    assert caller.post("/sign-in-codes", {"email": ADDRESS}).status_code == 429


def test_a_passkey_signs_in_whatever_was_done_to_the_address(app, circle):
    authenticator, _ = add_passkey(circle.client)
    for number in range(40):
        ask(app, f"198.51.100.{number}")
    assert show_passkey(at(app, ELSEWHERE), authenticator).status_code == 201


def test_random_addresses_grow_nothing_without_a_limit(app, circle):
    statuses = [ask(app, ELSEWHERE, f"{uuid4()}@example.org").status_code for _ in range(62)]
    assert statuses == [202] * 60 + [429] * 2
    assert len(rows(app, "sign_in_code")) == len(rows(app, "outbox")) == 60


@pytest.mark.parametrize(
    ("path", "body", "most"),
    [
        ("/session", {"email": ADDRESS, "code": "000000"}, 120),
        ("/session/passkey-options", None, 240),
        ("/session/passkey", {"credential": {}}, 240),
    ],
)
def test_ways_in_are_tried_only_so_often_by_one_caller(app, circle, path, body, most):
    caller = at(app, ELSEWHERE)
    statuses = [caller.post(path, body).status_code for _ in range(most + 2)]
    assert 429 not in statuses[:most]
    assert statuses[most:] == [429, 429]
    assert at(app, "198.51.100.1").post(path, body).status_code != 429


def test_no_more_get_in_at_once_than_one_after_the_other(app, circle):
    answers = at_once(16, lambda _: ask(app, ELSEWHERE).status_code)
    assert sorted(answers) == [202] * 10 + [429] * 6


def test_where_people_are_is_not_kept(app, circle):
    ask(app, ELSEWHERE)
    kept = str([rows(app, table) for table in ("rate", "sign_in_code", "session")])
    assert ELSEWHERE not in kept
    assert all(len(row.key) == 32 for row in rows(app, "rate"))


def test_what_has_run_out_is_gone_and_mails_to_nobody_with_it(app, time, circle):
    ask(app, ELSEWHERE, "nobody@example.org")
    Caller(app).post("/session/passkey-options")
    with app.app_context():
        db.session.execute(sa.update(Outbox).values(state="dropped", ended_at=time.now, payload=None))
        db.session.commit()
    for hours, left in ((0.01, (1, 4, 1, 1)), (2, (0, 1, 0, 1)), (26, (0, 0, 0, 0))):
        time.set(time.now + timedelta(hours=hours))
        with app.app_context():
            clear_expired()
        tables = ("sign_in_code", "rate", "challenge", "outbox")
        assert tuple(len(rows(app, table)) for table in tables) == left, hours


# Who calls


@pytest.mark.parametrize(
    ("address", "caller"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ("", "unknown"),
        (None, "unknown"),
        ("x", "unknown"),
    ],
)
def test_a_caller_is_an_address_or_the_network_of_one_customer(address, caller):
    assert caller_of(address) == caller


def test_the_machine_itself_is_known():
    assert is_loopback(caller_of("127.0.0.1"))
    assert is_loopback(caller_of("::1"))
    assert not is_loopback(caller_of("10.0.0.1"))
    assert not is_loopback("unknown")


def counted(app):
    with app.app_context():
        return db.session.scalar(sa.select(sa.func.count()).select_from(Rate))


def test_what_a_caller_says_of_itself_is_not_believed(app, circle):
    for number in range(11):
        caller = at(app, ELSEWHERE)
        said = {"X-Forwarded-For": f"198.51.100.{number}", "Forwarded": f"for=198.51.100.{number}"}
        answer = caller.post("/sign-in-codes", {"email": ADDRESS}, headers=said)
    assert answer.status_code == 429


def test_behind_a_proxy_it_is_as_the_proxy_says(app, circle, monkeypatch):
    monkeypatch.setattr(app, "wsgi_app", ProxyFix(app.wsgi_app, 1, 1, 1))
    for number in range(11):
        caller = at(app, "10.0.0.1")
        # The first is what the caller made up, the last what the proxy saw.
        said = {"X-Forwarded-For": f"198.51.100.{number}, {ELSEWHERE}"}
        answer = caller.post("/sign-in-codes", {"email": ADDRESS}, headers=said)
    assert answer.status_code == 429


def test_the_machine_itself_is_limited_in_production_alone(app, circle, monkeypatch):
    for _ in range(12):
        assert ask(app, "127.0.0.1").status_code == 202
    settings = replace(app.config["WAYMARK"], env="production")
    monkeypatch.setitem(app.config, "WAYMARK", settings)
    assert [ask(app, "127.0.0.1").status_code for _ in range(11)] == [202] * 10 + [429]
