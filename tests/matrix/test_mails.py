"""What each kind of mail may hold, against mails.csv, which people wrote. Push messages get a table here too."""

import json

import pytest
import sqlalchemy as sa

from api import clock, crypto
from api.db import db
from api.delivery.models import Outbox
from api.delivery.services import kinds_of
from tests.matrix.asking import NOON
from tests.matrix.matrix import HERE, Matrix, read

MAILS = {row["kind"]: row for row in read(HERE / "mails.csv")}


@pytest.fixture
def matrix(sqlite_stage, monkeypatch):
    sqlite_stage.clear()
    monkeypatch.setattr(clock, "now", lambda: NOON)
    made = Matrix(sqlite_stage)
    yield made
    made.kept.close()


def test_every_kind_of_mail_stands_in_the_table(sqlite_stage):
    assert set(kinds_of(sqlite_stage.app)) == set(MAILS)


def test_what_lies_in_the_outbox_holds_no_more_than_its_kind_may(matrix, sqlite_stage):
    kinds, worded = kinds_of(sqlite_stage.app), set()
    with sqlite_stage.app.app_context():
        waiting = list(db.session.scalars(sa.select(Outbox).where(Outbox.payload.is_not(None))))
        for row in waiting:
            payload = crypto.unseal(row.payload, row.client_id, "outbox", "payload", row.id)
            kind = kinds[row.kind]
            [known] = kind.known([json.loads(payload) | {"practice_id": row.practice_id}], clock.now())
            mail = kind.render(known, row.address)
            head = f"{mail.subject}\n{mail.reply_to}\n{dict(mail.headers)}"
            for part, text in (("head", head), ("body", mail.text + mail.html)):
                held = {canary.what for canary in matrix.canaries.seen_in(text, asked=row.address)}
                assert held <= set(MAILS[row.kind][part].split(";")), (row.kind, part)
            worded.add(row.kind)
    assert {"reply", "invitation"} <= worded
