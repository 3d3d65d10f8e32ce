"""What of a practice is kept for a while and then deleted: how much of it there is, and when the next of it goes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa

from api.accounts.models import Membership
from api.accounts.rules import Principal
from api.accounts.services.sight import members_of
from api.caseload.rules import ledger
from api.db import db
from api.keeping.rules import RETENTION, Rule
from api.keeping.services.pruning import covered
from api.keeping.services.rows import table_of


@dataclass(frozen=True, slots=True)
class Held:
    """What one rule of retention is about. A count is None where it is not the practice's, or would name somebody."""

    kind: str
    from_the: str
    """The column whose time it counts from."""
    days: int
    why: str
    rows: int | None
    past: int | None
    """Rows whose time is over: they go with the next run."""
    next_on: date | None
    """The owner's day on which the oldest of the others goes."""


def held(principal: Principal, now: datetime) -> list[Held]:
    """Give each rule with what it holds of the caller's practice, in one statement."""
    counted = [rule for rule in RETENTION if "practice_id" in table_of(rule.table).c]
    clients = sa.select(sa.literal(-1), sa.func.count(), sa.literal(0), sa.null()).where(
        Membership.practice_id == principal.practice_id, Membership.is_client, Membership.left_at.is_(None)
    )
    counts = (_count(place, rule, principal, now) for place, rule in enumerate(counted))
    counted_rows: Any = db.session.execute(sa.union_all(*counts, clients))
    found = {row[0]: row[1:] for row in counted_rows}
    is_enough = ledger.is_large_enough(found.pop(-1)[0])
    told = {
        rule: found[place] for place, rule in enumerate(counted) if is_enough or not rule.tells_of_clients
    }
    return [_tell(rule, told.get(rule), principal) for rule in RETENTION]


def _count(
    place: int, rule: Rule, principal: Principal, now: datetime
) -> sa.Select[tuple[int, int, int, datetime]]:
    table = table_of(rule.table)
    since = table.c[rule.since]
    before = now - timedelta(days=rule.days)
    is_past = sa.case((since < before, 1), else_=0)
    oldest = sa.func.min(sa.case((since >= before, since)), type_=since.type)
    return (
        sa.select(sa.literal(place), sa.func.count(), sa.func.coalesce(sa.func.sum(is_past), 0), oldest)
        .where(since.is_not(None), table.c.practice_id == principal.practice_id)
        .where(*_of_members(table, principal), *covered(rule))
    )


def _of_members(table: sa.Table, principal: Principal) -> Sequence[sa.ColumnElement[bool]]:
    """What belongs to clients is found by them: not all of it has an index of the practice."""
    client_id = table.c.get("client_id")
    if client_id is None or client_id.nullable or not client_id.foreign_keys:
        return ()
    return (client_id.in_(members_of(principal.practice_id)),)


def _tell(rule: Rule, found: tuple[int, int, datetime | None] | None, principal: Principal) -> Held:
    rows, past, oldest = found or (None, None, None)
    # The day that one suggestion was settled would say when somebody was offered it.
    goes_at = None if oldest is None or rule.tells_of_clients else oldest + timedelta(days=rule.days)
    return Held(
        kind=rule.table,
        from_the=rule.since,
        days=rule.days,
        why=rule.why,
        rows=rows,
        past=None if past is None else int(past),
        next_on=goes_at and principal.today(goes_at),
    )
