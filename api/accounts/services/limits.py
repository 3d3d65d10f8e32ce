"""How often something was tried, counted in the database, so that all processes count together."""

import hmac
from collections.abc import Sequence
from datetime import datetime, timedelta
from math import ceil

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from api.accounts.models import Rate
from api.accounts.rules.limits import Limit
from api.db import db
from api.errors import TooMany


def count(tries: Sequence[tuple[Limit, str]], secret: str, now: datetime) -> None:
    """Each of the tries, a limit and who or what it is for, is counted in the running transaction, by one statement.

    Raises TooMany, with the time to wait, when one is beyond its limit; what the caller then rolls back did not count.
    """
    limits = {_key(secret, limit, subject): limit for limit, subject in tries}
    # In one order everywhere: two requests that count the same things wait for each other, and not in a circle.
    rows = [{"key": key, "tries": 1, "ends_at": now + limits[key].per} for key in sorted(limits)]
    insert = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
    statement = insert(Rate).values(rows)
    is_over = Rate.ends_at <= now
    counted = statement.on_conflict_do_update(
        index_elements=["key"],
        set_={
            "tries": sa.case((is_over, 1), else_=Rate.tries + 1),
            "ends_at": sa.case((is_over, statement.excluded.ends_at), else_=Rate.ends_at),
        },
    ).returning(Rate.key, Rate.tries, Rate.ends_at)
    refused = [row for row in db.session.execute(counted) if row.tries > limits[row.key].most]
    if refused:
        wait = max(row.ends_at for row in refused) - now
        raise TooMany(after_seconds=max(1, ceil(wait / timedelta(seconds=1))))


def count_alone(limit: Limit, subject: str, secret: str, now: datetime) -> None:
    """One more try is on record, whatever comes of it. Raises TooMany."""
    try:
        count([(limit, subject)], secret, now)
    except TooMany:
        db.session.rollback()
        raise
    db.session.commit()


def clear_ended(now: datetime) -> None:
    """What counts no more is gone. Does not commit."""
    db.session.execute(sa.delete(Rate).where(Rate.ends_at <= now))


def _key(secret: str, limit: Limit, subject: str) -> bytes:
    # Keyed: neither addresses nor where people are can be read from the table, or guessed by trying.
    return hmac.digest(secret.encode(), f"rate:{limit.name}:{subject}".encode(), "sha256")
