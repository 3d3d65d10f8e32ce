"""Messages that leave one after the other: what is read for all of them at once, and what of it may be old."""

import time
from dataclasses import replace

import pytest
import sqlalchemy as sa

from api import clock
from api.db import db
from api.delivery.models import Outbox
from api.delivery.rules import DEFAULT
from api.delivery.services import Wires, claim_due, kinds_of, register_kind, send
from api.delivery.services.leaving import drop_for
from api.nudges.jobs import decide_due_nudges
from tests.delivery.conftest import Letters, MailServer
from tests.factories import statements
from tests.proofs._crowd import a_crowd

MOMENT = 0.3
"""Longer than what was read may be old."""


class Taking:
    """A wire whose other end takes everything; `states` are the outbox's at each of these moments."""

    def __init__(self) -> None:
        self.states: list[list[str]] = []

    def send(self, _email, _address, _message_id, before_content) -> str:
        before_content()
        with db.engine.connect() as another:
            self.states.append(list(another.scalars(sa.select(Outbox.state).order_by(Outbox.id))))
        return "250 Taken"


class Quick:
    """A wire whose other end takes everything, at which nobody looks."""

    def send(self, _email, _address, _message_id, before_content) -> str:
        before_content()
        return "250 Taken"


def test_a_message_is_noted_as_taken_before_the_next_may_leave(letters: Letters):
    letters.put("a@example.org", "b@example.org", "c@example.org")
    wire = Taking()

    assert send(claim_due("one", clock.now(), 3), Wires(wire, wire), kinds_of(letters.app), "one")

    assert wire.states == [
        ["transmitting", "claimed", "claimed"],
        ["sent", "transmitting", "claimed"],
        ["sent", "sent", "transmitting"],
    ]
    assert letters.states() == ["sent"] * 3


def test_a_process_told_to_end_has_noted_what_was_taken_and_gives_the_rest_back(letters: Letters):
    letters.put("a@example.org", "b@example.org", "c@example.org")
    wire = Taking()
    claimed, kinds = claim_due("one", clock.now(), 3), kinds_of(letters.app)

    goes_on = send(claimed, Wires(wire, wire), kinds, "one", is_ending=lambda: len(wire.states) == 2)

    assert not goes_on
    assert letters.states() == ["sent", "sent", "queued"]


def knowing(letters: Letters, read) -> None:
    """Letters of this kind are asked about with what `read` gives."""
    kind = kinds_of(letters.app)["letter"]
    register_kind(letters.app, "letter", kind.render, lambda payload, *_: payload["is_wanted"], read=read)


def test_who_changes_their_mind_while_others_are_written_to_is_heard(letters: Letters, server: MailServer):
    letters.put("a@example.org", "b@example.org", "c@example.org")
    knowing(letters, lambda some, _: [each | {"is_wanted": letters.wanted} for each in some])

    def change_of_mind(_address: str) -> str:
        letters.wanted = False
        time.sleep(MOMENT)
        return "250 Taken"

    server.at_content = change_of_mind
    letters.deliver()

    assert letters.states() == ["sent", "dropped", "dropped"]
    assert len(server.received) == 1


def test_what_takes_long_between_wording_and_content_is_asked_about_anew(
    letters: Letters, server: MailServer
):
    letters.put("a@example.org")
    knowing(letters, lambda some, _: [each | {"is_wanted": letters.wanted} for each in some])

    def change_of_mind(_address: str) -> str:
        letters.wanted = False
        time.sleep(MOMENT)
        return "250 Known"

    server.at_recipient = change_of_mind
    letters.deliver()

    assert letters.states() == ["dropped"]
    assert server.received == []


def test_who_leaves_while_others_are_written_to_gets_nothing_however_fresh_what_was_read(
    letters: Letters, server: MailServer
):
    letters.put("a@example.org", "b@example.org", "c@example.org")

    def leave(_address: str) -> str:
        with letters.app.app_context():
            drop_for([], ["b@example.org"], clock.now())
            db.session.commit()
            db.session.remove()
        return "250 Taken"

    server.at_content = leave
    letters.deliver()

    assert letters.states() == ["sent", "dropped", "sent"]
    assert [mail["To"] for mail in server.received] == ["a@example.org", "c@example.org"]


def test_an_address_refused_a_moment_ago_is_not_tried_again_in_the_same_slice(
    letters: Letters, server: MailServer
):
    letters.put("gone@example.org", "gone@example.org", "ada@example.org")
    asked = []
    server.at_recipient = lambda address: (
        asked.append(address) or ("550 5.1.1 No" if address.startswith("gone") else "250 Fine")
    )

    letters.deliver()

    assert letters.states() == ["failed", "failed", "sent"]
    assert asked == ["gone@example.org", "ada@example.org"]


def test_one_message_that_nothing_can_be_read_for_does_not_hold_up_the_others(
    letters: Letters, server: MailServer
):
    letters.put("a@example.org", "b@example.org", "c@example.org")

    def read(some, _now):
        if any(each["text"] == "To b@example.org" for each in some):
            raise ValueError("damaged")
        return [each | {"is_wanted": True} for each in some]

    knowing(letters, read)
    letters.deliver()

    assert letters.states() == ["sent", "queued", "sent"]
    assert letters.all()[1].attempts == 1


@pytest.mark.parametrize("size", [3, 50])
def test_a_slice_of_reminders_is_read_at_once_and_each_takes_two_statements(app, size):
    a_crowd(app, size)
    with app.app_context():
        decide_due_nudges()
        claimed = claim_due("one", clock.now(), size)
        assert [message.kind for message in claimed] == ["nudge"] * size
        lasting = replace(DEFAULT, batch_seconds=3600)
        with statements(app) as seen:
            send(claimed, Wires(Quick(), Quick()), kinds_of(app), "one", lasting)
        db.session.remove()
    reads = [each for each in seen if each.startswith("SELECT")]
    assert len(reads) == 11, "\n\n".join(reads)
    assert len(seen) - len(reads) == 2 * size
