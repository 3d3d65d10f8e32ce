"""What was kept long enough is gone, by the list in `rules.retention`."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from uuid import UUID

import sqlalchemy as sa
import structlog

from api.db import changed, db, reading
from api.keeping.rules import RETENTION, Rule
from api.keeping.services.rows import table_of

log = structlog.get_logger()

AT_ONCE = 500
BATCHES = 20
"""How many batches of one rule a run deletes at most; what is left waits for the next."""


def prune(now: datetime) -> dict[str, int]:
    """What each rule says is gone, so much of it as one run may take. Returns how many rows of each table.

    A rule that fails holds up no other, and is tried again by the next run.
    """
    gone: dict[str, int] = {}
    for rule in RETENTION:
        try:
            for _ in range(BATCHES):
                deleted = _delete_some(rule, now)
                gone[rule.table] = gone.get(rule.table, 0) + deleted
                if deleted < AT_ONCE:
                    break
        except (sa.exc.OperationalError, sa.exc.InterfaceError):
            # The database is busy or away: the other rules would fare no better.
            raise
        except Exception as error:  # noqa: BLE001 -- one table's rows must not keep all others
            db.session.rollback()
            log.error("not pruned", table=rule.table, error=type(error).__name__)
    return gone


def _delete_some(rule: Rule, now: datetime) -> int:
    table = table_of(rule.table)
    keys = list(table.primary_key.columns)
    before = now - timedelta(days=rule.days)
    due = sa.select(*keys).where(table.c[rule.since] < before, *covered(rule)).order_by(*keys).limit(AT_ONCE)
    if keys[0].name == "id" and rule.is_id_made_here:
        # Ids are in the order of time: the primary key finds what is old, and nothing when there is nothing.
        due = due.where(keys[0] < _first_id_of(before))
    # Whoever looks for nothing holds nobody up.
    with reading():
        found = [tuple(row) for row in db.session.execute(due)]
        db.session.rollback()
    if not found:
        return 0
    is_found = sa.tuple_(*keys).in_(found) if len(keys) > 1 else keys[0].in_([one for [one] in found])
    deleted = changed(db.session.execute(sa.delete(table).where(is_found)))
    db.session.commit()
    return deleted


def covered(rule: Rule) -> Iterator[sa.ColumnElement[bool]]:
    """Say in SQL which rows of its table a rule is about, however old."""
    table = table_of(rule.table)
    for column, value in rule.only:
        yield table.c[column] == value
    if rule.never is not None:
        column, values = rule.never
        yield sa.func.coalesce(table.c[column], "").not_in(values)


def _first_id_of(instant: datetime) -> UUID:
    """Give the lowest id that can have been made at that instant (RFC 9562, version 7)."""
    milliseconds = (instant - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)
    return UUID(int=milliseconds << 80)
