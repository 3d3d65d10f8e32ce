"""One goal with everything on record, to take away: as a whole, or its check-ins as a table."""

import csv
import io
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api.accounts.rules import Principal
from api.checkins.models import CheckIn, Skip
from api.checkins.rules import kind_of
from api.checkins.services.chips import own_words
from api.checkins.services.excusing import tell_skip
from api.checkins.services.recording import tell_check_in
from api.checkins.services.replying import replies_of
from api.checkins.services.telling import is_told
from api.db import db
from api.goals.services import goal_in_view, tell_goals
from api.goals.services.reading import plans_of, statuses_of, tell_plan

COLUMNS = (
    "happened_on",
    "outcome",
    "value",
    "felt",
    "obstacles",
    "note",
    "replies",
    "source",
    "counts",
    "recorded_at",
)
# A spreadsheet takes a cell that begins like this for a formula.
_LIKE_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def goal_on_record(principal: Principal, goal_id: UUID, now: datetime) -> dict[str, Any]:
    """Give a goal with its plans, statuses, check-ins, replies and excused time, as the caller may see them."""
    goal = goal_in_view(principal, goal_id, now)
    [told] = tell_goals([goal])
    rows = db.session.execute(
        sa.select(*CheckIn.__table__.columns)
        .where(CheckIn.goal_id == goal_id, CheckIn.undone_at.is_(None), is_told(goal.view))
        .order_by(CheckIn.happened_on, CheckIn.recorded_at, CheckIn.id)
    ).all()
    replies = replies_of(goal.view, [row.id for row in rows])
    skips = db.session.execute(
        sa.select(*Skip.__table__.columns)
        .where(Skip.client_id == goal.view.client_id, sa.or_(Skip.goal_id.is_(None), Skip.goal_id == goal_id))
        .where(sa.true() if goal.view.numbers else sa.false())
        .order_by(Skip.from_on, Skip.id)
    )
    own = [goal.view.practice_id]
    return {
        "goal": told,
        "plans": [tell_plan(plan) | {"from_on": plan.from_on} for plan in plans_of(own, [goal_id])[goal_id]],
        "statuses": [
            {"status": one.status, "since_on": one.from_on} for one in statuses_of(own, [goal_id])[goal_id]
        ],
        "check_ins": [tell_check_in(row, goal.view) | {"replies": replies.get(row.id, [])} for row in rows],
        "skips": [tell_skip(row, goal.view) for row in skips],
    }


def as_csv(principal: Principal, record: dict[str, Any]) -> str:
    """Give the check-ins of a record as CSV (RFC 4180), notes and replies included."""
    words = own_words(principal.practice_id)
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for check_in in record["check_ins"]:
        replies = "\n".join(f"{reply['author']['name']}: {reply['text']}" for reply in check_in["replies"])
        cells = check_in | {"obstacles": named(check_in["obstacles"], words), "replies": replies}
        writer.writerow([cell(cells[column]) for column in COLUMNS])
    return text.getvalue()


def named(codes: Iterable[str], words: Mapping[str, Mapping[str, str]]) -> str:
    """Give what was in the way as a cell's text: kinds by their codes, the practice's own chips with their words."""
    return " ".join(
        f'{kind_of(code)} "{next(iter(words[code].values()))}"' if code in words else code for code in codes
    )


def cell(value: Any) -> str:
    """Give a value as a cell of a CSV file; one that a spreadsheet would run is prefixed."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.15g}"
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%dT%H:%M:%SZ")
    cell = str(value)
    return f"'{cell}" if cell.startswith(_LIKE_A_FORMULA) else cell
