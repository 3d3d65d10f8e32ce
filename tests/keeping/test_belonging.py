"""For every table it is decided whose its rows are, and what becomes of them."""

import sqlalchemy as sa

from api.db import Base
from api.keeping.rules import BELONGING, RETENTION, Kind, Whose
from api.keeping.schemas.record import ROWS
from api.keeping.services.exporting import shown_columns


def test_every_table_is_decided(app):
    undecided = set(Base.metadata.tables) - set(BELONGING)
    assert not undecided, f"say in api/keeping/rules/belonging.py whose these are: {sorted(undecided)}"
    assert set(BELONGING) <= set(Base.metadata.tables)


def test_a_table_that_refers_to_a_client_belongs_to_somebody(app):
    for name, part in BELONGING.items():
        table = Base.metadata.tables[name]
        if part.kind is Kind.OF_PRACTICE:
            assert "client_id" not in table.c or name == "erasure", name
        elif part.whose is Whose.ROW:
            assert BELONGING[part.via].whose is Whose.MEMBER, name
        else:
            assert part.of in table.c, name


def test_every_column_of_bytes_is_sealed_or_no_word(app):
    """Hashes, keys and counters are no words. Whatever else is kept as bytes is words, and stands under a key."""
    no_words = ("hash", "_id", "wrapped", "wrapped_before", "value", "key")
    for name, table in Base.metadata.tables.items():
        for column in table.columns:
            if isinstance(column.type, sa.LargeBinary) and not column.key.endswith(no_words):
                assert column.key in BELONGING[name].sealed, (name, column.key)


PLAIN = {
    "email", "old_email", "new_email", "address", "name", "zone", "from_zone",
    # Of a provider, who stands in the directory of the practice.
    "credentials", "specialties", "region", "contact", "url",
}  # fmt: skip
CODES = {
    "action", "area", "at_local", "basis", "bigger", "by", "channel", "claimed_by", "dedupe_key", "device", "direction",
    "door", "every", "felt", "job", "kind", "lane", "level", "message_id", "obstacles", "occurrence_key", "outcome",
    "params_version", "reason", "release", "reply", "response", "scopes", "source", "state", "status", "transports",
    "version", "via", "viewer", "weekdays",
    "answered_by", "eased", "endpoint_hash", "goals", "goals_meanwhile", "language", "milestones", "next_kind",
    "quiet_from", "quiet_until", "subject_kind", "timing", "usual_at", "verdict",
}  # fmt: skip


def test_what_is_plain_is_a_name_an_address_or_a_code(app):
    """A new column of text is a word of somebody's until it is listed here as none."""
    for name, table in Base.metadata.tables.items():
        plain = {column.key for column in table.columns if isinstance(column.type, sa.String)}
        assert plain <= PLAIN | CODES, (name, plain - PLAIN - CODES)


def test_what_is_given_can_be_read_back_column_by_column(app):
    given = {name for name, part in BELONGING.items() if part.kind is Kind.GIVEN}
    assert given == set(ROWS)
    for name in given:
        shown = {column.key for column in shown_columns(Base.metadata.tables[name], BELONGING[name])}
        assert set(ROWS[name]().fields) == shown, name


def test_every_rule_of_retention_names_columns_that_are_there(app):
    for rule in RETENTION:
        table = Base.metadata.tables[rule.table]
        assert {rule.since, *(name for name, _ in rule.only)} <= set(table.c.keys())
        assert rule.never is None or rule.never[0] in table.c
