"""Messages to people who have left."""

from datetime import timedelta
from uuid import uuid4

import pytest

from api import clock, crypto
from api.accounts.models import Practice
from api.db import db
from api.delivery.services import Draft, enqueue
from api.delivery.services.leaving import drop_for
from tests.factories import rows


@pytest.fixture
def practice_ids(app):
    made = [uuid4(), uuid4()]
    with app.app_context():
        for each in made:
            db.session.add(Practice(id=each, name="x", created_at=clock.now(), version=1))
        db.session.commit()
    return made


def queued(app, key, address, client_id=crypto.SYSTEM, practice_id=None):
    now = clock.now()
    with app.app_context():
        draft = Draft("x", address, key, {"words": "x"}, now + timedelta(hours=1), client_id, practice_id)
        enqueue([draft], now)
        db.session.commit()


def dropped(app, *arguments, **named):
    with app.app_context():
        drop_for(*arguments, clock.now(), **named)
        db.session.commit()
    found = rows(app, "outbox", state="dropped")
    assert all(row.payload is None and row.ended_at and row.reply == "left" for row in found)
    return {row.dedupe_key for row in found}


def test_what_belongs_to_a_client_is_sent_to_nobody(app):
    client, other = uuid4(), uuid4()
    with app.app_context():
        crypto.ring().make_client_keys([client, other])
        db.session.commit()
    queued(app, "to the client", "client@example.org", client)
    queued(app, "about the client", "coach@example.org", client)
    queued(app, "of another", "coach@example.org", other)
    assert dropped(app, [client], []) == {"to the client", "about the client"}


def test_an_address_hears_nothing_more_of_the_practice_that_was_left(app, practice_ids):
    here, there = practice_ids
    queued(app, "here", "coach@example.org", practice_id=here)
    queued(app, "there", "coach@example.org", practice_id=there)
    queued(app, "a code", "coach@example.org")
    assert dropped(app, [], ["coach@example.org"], practice_id=here) == {"here"}
    assert dropped(app, [], ["coach@example.org"]) == {"here", "there", "a code"}
