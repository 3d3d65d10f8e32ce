"""A push reaches the browsers of a client, sealed and signed; or the client is written to instead."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
import sqlalchemy as sa

from api import clock
from api.accounts.models import Membership
from api.db import db
from api.delivery.jobs import deliver
from api.delivery.models import Outbox, PushSubscription
from api.delivery.services import Draft, Email, Push, drop_push, enqueue, has_push, kinds_of, register_kind
from api.delivery.webpush import VapidKey, subject
from tests.delivery.conftest import MailServer
from tests.delivery.push_service import BrowserKeys, PushService, a_push_service
from tests.factories import a_circle

GOAL, CHECK_IN = uuid4(), uuid4()


@pytest.fixture
def service() -> Iterator[PushService]:
    with a_push_service() as service:
        yield service


def reached(*callers) -> set:
    """Those whom a push can reach."""
    [practice_id] = set(
        db.session.scalars(
            sa.select(Membership.practice_id).where(Membership.id.in_(one.id for one in callers))
        )
    )
    return has_push([practice_id], [one.id for one in callers])


class Notified:
    """A client, their browsers, and a kind of message that is a push first and a mail where there is none."""

    def __init__(self, app, service: PushService) -> None:
        self.app, self.service, self.circle = app, service, a_circle(app)
        self.wanted = True
        register_kind(
            app,
            "word",
            lambda *_: Email("A word", "A word", "<p>A word</p>"),
            lambda *_: self.wanted,
            render_push=lambda *_: Push(
                "Time for your check-in", "One tap is enough.", "/today?on=2026-11-23", "reminder",
                "2026-11-23", self.client.id, [(GOAL, CHECK_IN)],
            ),
        )  # fmt: skip

    @property
    def client(self):
        return self.circle.client

    def browser(self, name: str = "one", caller=None) -> BrowserKeys:
        keys = BrowserKeys()
        answer = (caller or self.client).post(
            "/push-subscriptions", keys.subscription(f"{self.service.origin}/{name}")
        )
        assert answer.status_code == 201, answer.json
        return keys

    def put(self) -> Outbox:
        now = clock.now()
        practice_id = db.session.scalar(sa.select(PushSubscription.practice_id).limit(1))
        draft = Draft(
            "word", self.client.email, f"word {uuid4()}", {}, now + timedelta(hours=8), self.client.id, practice_id,
            channel="push",
        )  # fmt: skip
        enqueue([draft], now)
        db.session.commit()
        return self.one()

    def one(self) -> Outbox:
        db.session.rollback()
        db.session.expire_all()
        return db.session.scalars(sa.select(Outbox).where(Outbox.kind != "sign_in_code")).one()


@pytest.fixture
def notified(app, server: MailServer, service: PushService, monkeypatch) -> Iterator[Notified]:
    settings = replace(
        app.config["WAYMARK"],
        smtp_host="127.0.0.1",
        smtp_port=server.port,
        smtp_security="none",
        push_origins=(service.origin,),
        vapid_contact="mailto:people@practice.example",
    )
    monkeypatch.setitem(app.config, "WAYMARK", settings)
    with app.app_context():
        yield Notified(app, service)
        db.session.remove()
    for name in ("word", "letter"):
        kinds_of(app).pop(name, None)


def test_a_push_arrives_sealed_for_the_browser_and_signed_by_this_instance(notified, service, server):
    keys = notified.browser()
    row = notified.put()

    deliver()

    sent = notified.one()
    assert (sent.state, sent.channel, sent.reply, sent.payload) == ("sent", "push", "201 taken", None)
    assert server.received == []
    [posted] = service.posted
    said = keys.open(posted.body)
    assert said["web_push"] == 8030
    notification = said["notification"]
    assert notification["title"] == "Time for your check-in"
    assert notification["navigate"] == "http://127.0.0.1:8000/today?on=2026-11-23"
    assert [action["action"] for action in notification["actions"]] == ["done", "not"]
    assert notification["data"] == {
        "on": "2026-11-23",
        "client": str(notified.client.id),
        "goals": [{"goal": str(GOAL), "check_in": str(CHECK_IN)}],
    }
    headers = posted.headers
    assert (headers["Content-Encoding"], headers["Topic"]) == ("aes128gcm", row.message_id)
    assert 8 * 3600 - 60 < int(headers["TTL"]) <= 8 * 3600
    assert headers["Urgency"] == "normal"
    assert posted.claims["aud"] == service.origin
    assert posted.claims["sub"] == "mailto:people@practice.example"
    assert 0 < posted.claims["exp"] - clock.now().timestamp() <= 24 * 3600
    assert posted.claims["key"] == notified.client.get("/push-key").json["key"]
    assert b"check-in" not in posted.body


def test_one_of_two_browsers_is_enough_and_the_one_that_is_gone_is_forgotten(notified, service):
    notified.browser("gone")
    notified.browser("here")
    service.status_of = lambda path: (410, {}) if path == "/gone" else (201, {})
    notified.put()

    deliver()

    assert notified.one().state == "sent"
    [left] = notified.client.get("/push-subscriptions").json["items"]
    assert len(service.posted) == 2
    assert left["endpoint_hash"] == hashlib.sha256(f"{service.origin}/here".encode()).hexdigest()


@pytest.mark.parametrize("status", [404, 410])
def test_a_client_whose_only_browser_is_gone_is_written_to(notified, service, server, status):
    notified.browser()
    service.status_of = lambda _: (status, {})
    row = notified.put()

    deliver()

    sent = notified.one()
    assert (sent.state, sent.channel) == ("sent", "email")
    [mail] = server.received
    assert mail["Message-ID"] == f"<{row.message_id}@waymark.example>"
    assert reached(notified.client) == set()


def test_a_service_that_is_busy_is_asked_again_when_it_says(notified, service, server):
    notified.browser()
    service.status_of = lambda _: (429, {"Retry-After": "600"})
    notified.put()

    deliver()

    waits = notified.one()
    assert (waits.state, waits.channel, waits.attempts) == ("queued", "push", 1)
    assert 590 < (waits.due_at - clock.now()).total_seconds() <= 600
    assert server.received == []


def test_a_service_out_of_reach_is_tried_once_a_run_and_holds_up_no_mail(notified, server, monkeypatch):
    with a_push_service() as closed:
        settings = notified.app.config["WAYMARK"]
        monkeypatch.setitem(notified.app.config, "WAYMARK", replace(settings, push_origins=(closed.origin,)))
        notified.service = closed
        notified.browser("one")
        notified.browser("two")
    now = clock.now()
    notified.put()
    register_kind(notified.app, "letter", lambda *_: Email("x", "x", "x"), lambda *_: True)
    enqueue([Draft("letter", "a@example.org", "letter", {}, now + timedelta(days=3))], now)
    db.session.commit()

    deliver()

    states = dict(db.session.execute(sa.select(Outbox.kind, Outbox.state)).all())
    assert states == {"word": "queued", "letter": "sent"}


def test_a_refused_key_is_no_reason_to_forget_the_browser(notified, service, server):
    notified.browser()
    service.status_of = lambda _: (403, {})
    notified.put()

    deliver()

    assert len(server.received) == 1, "the client is written to"
    assert reached(notified.client) == {notified.client.id}


def test_a_redirect_is_not_followed(notified, service):
    notified.browser()
    service.status_of = lambda _: (307, {"Location": f"{service.origin}/elsewhere"})
    notified.put()

    deliver()

    assert [each.path for each in service.posted] == ["/one"]


def test_a_push_that_nobody_wants_any_more_is_not_posted(notified, service, server):
    notified.browser()
    notified.wanted = False
    notified.put()

    deliver()

    assert notified.one().state == "dropped"
    assert (service.posted, server.received) == ([], [])


def test_a_message_that_is_wanted_later_waits_and_has_not_been_tried(notified, service):
    notified.browser()
    notified.put()
    notified.wanted = later = clock.now() + timedelta(hours=2)

    deliver()

    waits = notified.one()
    assert (waits.state, waits.attempts, waits.due_at) == ("queued", 0, later)
    assert service.posted == []


def test_whoever_signs_out_gets_nothing_more_on_that_browser(notified, service, server):
    notified.browser()
    assert notified.client.delete("/session").status_code == 204

    assert reached(notified.client) == set()


def test_whoever_leaves_gets_nothing_more(notified, service):
    notified.browser()

    drop_push([notified.client.id])
    db.session.commit()

    assert reached(notified.client) == set()


def test_a_browser_belongs_to_whoever_signed_in_there_last(notified):
    keys = notified.browser()
    where = keys.subscription(f"{notified.service.origin}/one")

    assert notified.circle.sibling.post("/push-subscriptions", where).status_code == 201
    assert reached(notified.client, notified.circle.sibling) == {notified.circle.sibling.id}
    assert notified.circle.sibling.post("/push-subscriptions", where).status_code == 200


def test_a_client_keeps_ten_browsers_at_most(notified):
    for number in range(12):
        notified.browser(f"{number}")

    assert len(notified.client.get("/push-subscriptions").json["items"]) == 10


def test_the_test_notification_arrives_and_asking_twice_sends_one(notified, service, server):
    keys = notified.browser()

    answers = [notified.client.post("/push-subscriptions/test").status_code for _ in range(2)]
    deliver()

    assert answers == [202, 202]
    assert 1 <= len(service.posted) <= 2, "two only where ten seconds ended in between"
    assert keys.open(service.posted[0].body)["notification"]["actions"] == []
    assert server.received == []


def test_a_test_without_a_browser_says_so(notified):
    assert notified.client.post("/push-subscriptions/test").status_code == 409


def test_what_a_browser_said_is_sealed_in_the_database(notified, service):
    notified.browser("secret-path")

    [row] = db.session.scalars(sa.select(PushSubscription))
    assert b"secret-path" not in row.sealed
    assert service.origin.encode() not in row.sealed


def test_the_key_is_made_once_and_nobody_else_reads_it(tmp_path):
    first, second = VapidKey.kept_in(tmp_path / "keys"), VapidKey.kept_in(tmp_path / "keys")

    assert first.public == second.public
    assert (tmp_path / "keys" / "vapid.pem").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    "contact", ["", "mailto:me@localhost", "mailto:me", "https://example.org", "me@example.org"]
)
def test_a_push_service_is_never_told_of_localhost(contact):
    assert subject(contact, "Waymark <hello@example.org>") == "mailto:hello@example.org"


@pytest.mark.parametrize(
    ("named", "keys"),
    [
        ("keys.p256dh", {"p256dh": "AAAA", "auth": "BTBZMqHH6r4Tts7J_aSIgg"}),
        ("keys.p256dh", {"p256dh": "ü", "auth": "BTBZMqHH6r4Tts7J_aSIgg"}),
        ("keys.auth", {"p256dh": BrowserKeys().subscription("")["keys"]["p256dh"], "auth": "AAAA"}),
    ],
)
def test_keys_that_nothing_can_be_sealed_with_are_refused_by_name(notified, named, keys):
    where = {"endpoint": f"{notified.service.origin}/one", "keys": keys}
    answer = notified.client.post("/push-subscriptions", where)

    assert answer.status_code == 422
    assert [error["field"] for error in answer.json["errors"]] == [named]
