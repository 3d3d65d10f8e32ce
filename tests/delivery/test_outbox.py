"""Every message ends in one known state, whatever the mail server does and whoever dies."""

import json
import socket
import threading
from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa

from api import clock, crypto
from api.db import db
from api.delivery.models import Outbox, Suppression
from api.delivery.services import Draft, claim_due, enqueue, register_kind, release
from tests.delivery.conftest import Letters, MailServer

SECOND = timedelta(seconds=1)


def test_a_message_is_sent_and_its_words_are_gone_from_the_outbox(letters: Letters, server: MailServer):
    letters.put("ada@example.org")

    letters.deliver()

    sent = letters.one()
    assert (sent.state, sent.payload, sent.reply, sent.attempts) == ("sent", None, "250 2.0.0 Taken", 1)
    [mail] = server.received
    assert mail["To"] == "ada@example.org"
    assert mail.get_body(("plain",)).get_content().strip() == "To ada@example.org"


def test_one_connection_carries_many_messages(letters: Letters, server: MailServer):
    letters.put(*(f"person{n}@example.org" for n in range(30)))

    letters.deliver()

    assert letters.states() == ["sent"] * 30
    assert server.connections == 1


def test_the_same_message_twice_is_one_row(letters: Letters, server: MailServer):
    now = clock.now()
    draft = Draft("letter", "ada@example.org", "the same", {"text": "x"}, now + timedelta(hours=1))

    enqueue([draft], now)
    db.session.commit()
    enqueue([draft, draft], now)
    db.session.commit()

    assert letters.states() == ["queued"]


def test_a_message_that_was_rolled_back_is_never_sent(letters: Letters, server: MailServer):
    now = clock.now()
    enqueue([Draft("letter", "ada@example.org", "undone", {"text": "x"}, now + timedelta(hours=1))], now)
    db.session.rollback()

    letters.deliver()

    assert server.received == []


def test_a_greylisted_message_waits_a_minute_and_is_then_sent(letters: Letters, server: MailServer):
    letters.put("ada@example.org")
    server.at_recipient = lambda _: "451 4.7.1 Greylisted"

    letters.deliver()

    waiting = letters.one()
    assert (waiting.state, waiting.attempts, waiting.reply) == ("queued", 1, "451 4.7.1 Greylisted")
    assert 50 < (waiting.due_at - clock.now()).total_seconds() <= 60
    letters.deliver()
    assert letters.one().attempts == 1, "tried before its time"

    server.at_recipient = lambda _: "250 Fine"
    letters.deliver_later()

    assert letters.one().state == "sent"


def test_a_refused_address_fails_with_the_reply_and_gets_nothing_more(letters: Letters, server: MailServer):
    letters.put("gone@example.org")
    server.at_recipient = lambda _: "550 5.1.1 No such user"

    letters.deliver()

    assert (letters.one().state, letters.one().reply) == ("failed", "550 5.1.1 No such user")
    assert db.session.scalars(sa.select(Suppression.address)).all() == ["gone@example.org"]

    server.at_recipient = lambda _: "250 Fine"
    letters.put("gone@example.org")
    letters.deliver()

    assert letters.states() == ["failed", "failed"]
    assert server.received == []


def test_a_message_asked_for_goes_to_a_refused_address_and_lifts_the_refusal(
    letters: Letters, server: MailServer
):
    now = clock.now()
    db.session.add(Suppression(address="ada@example.org", at=now, reply="550 Full"))
    db.session.commit()
    kind = letters.app.extensions["waymark-message-kinds"]["letter"]
    register_kind(letters.app, "letter", kind.render, kind.still_wanted, is_asked_for=True)
    letters.put("ada@example.org")

    letters.deliver()

    assert letters.one().state == "sent"
    assert db.session.scalars(sa.select(Suppression.address)).all() == []


def test_content_refused_by_policy_does_not_blame_the_address(letters: Letters, server: MailServer):
    letters.put("ada@example.org")
    server.at_content = lambda _: "554 5.7.1 Looks like spam"

    letters.deliver()

    assert letters.one().state == "failed"
    assert db.session.scalars(sa.select(Suppression.address)).all() == []


def test_a_connection_cut_after_the_content_sends_again_with_the_same_message_id(
    letters: Letters, server: MailServer
):
    letters.put("ada@example.org")
    server.cuts = 1

    letters.deliver()
    assert letters.one().state == "queued"
    letters.deliver_later()

    assert letters.one().state == "sent"
    first, second = server.message_ids()
    assert first == second


def test_one_refused_message_does_not_hold_up_the_others(letters: Letters, server: MailServer):
    letters.put("a@example.org", "gone@example.org", "slow@example.org", "b@example.org")
    replies = {"gone@example.org": "550 5.1.1 No", "slow@example.org": "450 4.2.1 Later"}
    server.at_recipient = lambda address: replies.get(address, "250 Fine")

    letters.deliver()

    assert letters.states() == ["sent", "failed", "queued", "sent"]


def test_one_message_that_cannot_be_worded_does_not_hold_up_the_others(letters: Letters, server: MailServer):
    letters.put("a@example.org", "b@example.org", "c@example.org")
    kind = letters.app.extensions["waymark-message-kinds"]["letter"]

    def render(payload, address):
        if address == "b@example.org":
            raise KeyError(address)
        return kind.render(payload, address)

    register_kind(letters.app, "letter", render, kind.still_wanted)

    letters.deliver()

    assert letters.states() == ["sent", "queued", "sent"]


def test_an_unreachable_server_costs_one_try_and_the_rest_stays_queued(letters: Letters, monkeypatch):
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    settings = replace(letters.app.config["WAYMARK"], smtp_port=port)
    monkeypatch.setitem(letters.app.config, "WAYMARK", settings)
    letters.put("a@example.org", "b@example.org", "c@example.org")

    letters.deliver()

    assert letters.states() == ["queued"] * 3
    assert sorted(letter.attempts for letter in letters.all()) == [0, 0, 1]


def test_a_message_nobody_wants_any_more_is_dropped_before_its_content(letters: Letters, server: MailServer):
    letters.put("ada@example.org")
    letters.wanted = False

    letters.deliver()

    dropped = letters.one()
    assert (dropped.state, dropped.payload) == ("dropped", None)
    assert server.received == []


def test_a_message_that_came_too_late_expires_unsent(letters: Letters, server: MailServer):
    letters.put("ada@example.org", useless_in=timedelta(seconds=-1))

    letters.deliver()

    assert letters.one().state == "expired"
    assert server.received == []


def test_a_message_whose_next_try_would_be_too_late_expires_with_the_last_reply(
    letters: Letters, server: MailServer
):
    letters.put("ada@example.org", useless_in=timedelta(seconds=30))
    server.at_recipient = lambda _: "451 4.3.0 Busy"

    letters.deliver()

    assert (letters.one().state, letters.one().reply) == ("expired", "451 4.3.0 Busy")


@pytest.mark.parametrize("stranded", ["claimed", "transmitting"])
def test_what_a_dead_worker_held_is_sent_with_the_same_message_id(
    letters: Letters, server: MailServer, stranded
):
    letters.put("ada@example.org")
    message_id = letters.one().message_id
    letters.change(state=stranded, claimed_by="dead", claimed_until=clock.now() + timedelta(minutes=1))

    letters.deliver()
    assert letters.one().state == stranded, "its lease still ran"
    letters.change(claimed_until=clock.now() - SECOND)
    letters.deliver()

    assert letters.one().state == "sent"
    assert server.message_ids() == [f"<{message_id}@waymark.example>"]


def test_a_worker_that_lost_its_lease_does_not_send(letters: Letters, server: MailServer):
    letters.put("ada@example.org")
    kind = letters.app.extensions["waymark-message-kinds"]["letter"]

    def wanted_but_lost(*_):
        db.session.execute(sa.update(Outbox).values(claimed_by="another"))
        return True

    register_kind(letters.app, "letter", kind.render, wanted_but_lost)

    letters.deliver()

    assert server.received == []


def test_two_workers_never_claim_the_same_message(letters: Letters):
    letters.put(*(f"person{n}@example.org" for n in range(60)))
    claimed: dict[str, list[object]] = {"one": [], "two": [], "three": []}
    start = threading.Barrier(3)

    def work(worker: str) -> None:
        with letters.app.app_context():
            start.wait(10)
            while batch := claim_due(worker, clock.now(), 3):
                claimed[worker] += [message.id for message in batch]
            db.session.remove()

    threads = [threading.Thread(target=work, args=(worker,)) for worker in claimed]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)

    everything = [each for batch in claimed.values() for each in batch]
    assert len(everything) == 60
    assert len(set(everything)) == 60


def test_what_is_useless_first_is_claimed_first(letters: Letters):
    letters.put("nudge@example.org", useless_in=timedelta(hours=8))
    letters.put("code@example.org", useless_in=timedelta(minutes=10))

    [first] = claim_due("one", clock.now(), 1)

    assert first.address == "code@example.org"


def test_released_messages_are_anybodys_again(letters: Letters):
    letters.put("a@example.org", "b@example.org")
    claimed = claim_due("one", clock.now(), 2)

    release(claimed, "one")

    assert len(claim_due("two", clock.now(), 2)) == 2


def test_the_words_of_a_waiting_message_are_sealed(letters: Letters):
    letters.put("ada@example.org")

    assert b"To ada" not in letters.one().payload
    said = crypto.unseal(letters.one().payload, crypto.SYSTEM, "outbox", "payload", letters.one().id)
    assert json.loads(said) == {"text": "To ada@example.org"}
