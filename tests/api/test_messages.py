"""How a practice's messages fare, for its owner: counts and codes, never an address or a word."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
from uuid_utils.compat import uuid7

from api import clock, crypto
from api.accounts.services.messages import code_of
from api.db import db
from api.delivery.models import Outbox
from tests.factories import refused_mail, rows, statements


def a_message(app, whose, state, *, days_ago=0.0, reply=None, channel="email", of_nobody=False):
    now, waits = clock.now(), state in {"queued", "claimed", "transmitting"}
    at = now - timedelta(days=days_ago)
    practice_id = None if of_nobody else rows(app, "membership", id=whose.id)[0].practice_id
    with app.app_context():
        made = {
            "id": uuid7(), "practice_id": practice_id, "kind": "nudge",
            "channel": channel, "address": whose.email, "client_id": crypto.SYSTEM, "dedupe_key": str(uuid7()),
            "message_id": str(uuid7()), "state": state, "due_at": at, "useless_at": now + timedelta(days=9),
            "created_at": at, "ended_at": None if waits else at, "reply": reply,
        }  # fmt: skip
        db.session.execute(sa.insert(Outbox).values(made))
        db.session.commit()


def test_the_owner_sees_what_was_sent_failed_and_waits(app, circle):
    a_message(app, circle.client, "sent", days_ago=1, reply="250 2.0.0 queued for zqclient@example.org")
    a_message(app, circle.client, "sent", days_ago=8, reply="250 ok")
    a_message(app, circle.client, "failed", days_ago=3, reply=f"550 5.1.1 <{circle.client.email}> unknown")
    a_message(app, circle.client, "expired", days_ago=2, reply="too late to be of use")
    a_message(app, circle.client, "dropped", reply="paused")
    a_message(app, circle.client, "queued", days_ago=0.5)
    a_message(app, circle.client, "queued", days_ago=-1)
    a_message(app, circle.client, "failed", channel="push", reply="410 the subscription is over")
    a_message(app, circle.foreign_client, "failed", reply="554 5.7.1 go away")
    refused_mail(app, circle.client)
    refused_mail(app, circle.foreign_client)
    with statements(app) as seen:
        answer = circle.owner.get("/messages")
    assert len(seen) <= 4
    told = answer.json
    assert {name: told["email"][name] for name in ("sent", "failed", "late", "waiting")} == {
        "sent": 1, "failed": 1, "late": 1, "waiting": 2,
    }  # fmt: skip
    assert told["email"]["oldest_at"] is not None
    assert (told["push"]["sent"], told["push"]["failed"], told["push"]["oldest_at"]) == (0, 1, None)
    assert (told["refusing"], told["browsers"]) == (1, 0)
    assert told["last_answer"] == "250 2.0.0"
    assert "@" not in answer.get_data(as_text=True)


def test_a_code_that_a_member_signs_in_with_is_a_mail_like_any_other(app, circle):
    before = circle.owner.get("/messages").json["email"]
    a_message(app, circle.client, "sent", of_nobody=True)
    a_message(app, circle.client, "failed", of_nobody=True, reply="550 5.1.1 no")
    a_message(app, circle.foreign_client, "sent", of_nobody=True)
    told = circle.owner.get("/messages").json
    assert (told["email"]["sent"] - before["sent"], told["email"]["failed"]) == (1, before["failed"] + 1)
    assert told["last_answer"] == "550 5.1.1"


def test_a_server_that_does_not_take_mail_just_now_is_what_is_told(app, circle):
    a_message(app, circle.client, "sent", days_ago=0.1, reply="250 2.0.0 ok")
    a_message(app, circle.client, "queued", days_ago=1, reply="451 4.7.1 greylisted, ask ada@example.org")
    assert circle.owner.get("/messages").json["last_answer"] == "451 4.7.1"


@pytest.mark.parametrize(
    ("reply", "code"),
    [
        ("250 2.0.0 Ok: queued", "250 2.0.0"),
        ("250-5.1.1 <a@b.example>", "250 5.1.1"),
        ("421 closing", "421"),
        ("550 5.1.1", "550 5.1.1"),
        ("2505 x", None),
        ("timed out", None),
        ("ada@example.org does not exist", None),
    ],
)
def test_of_a_servers_answer_its_codes_are_told(reply, code):
    assert code_of(reply) == code
