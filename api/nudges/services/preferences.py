"""When a client wants to be reminded, and what became of every reminder."""

from dataclasses import dataclass
from datetime import datetime, time
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api.accounts.rules import Principal
from api.accounts.services.sight import audit, hold_client
from api.db import changed, db
from api.nudges.models import Nudge, NudgePlan
from api.nudges.rules import Rhythmic, next_nudge_at
from api.pagination import Page, PageQuery, fetch_page

WORKDAYS = (0, 1, 2, 3, 4)
USUAL_TIME = "16:00"


@dataclass(frozen=True, slots=True)
class Preferences:
    """A client's reminder: on or off, weekdays (0 = Monday), local time "HH:MM"."""

    is_on: bool
    weekdays: tuple[int, ...]
    at_local: str


UNSET = Preferences(is_on=False, weekdays=WORKDAYS, at_local=USUAL_TIME)
"""Nobody is reminded who has not asked for it."""


def preferences(principal: Principal) -> Preferences:
    """Give the caller's own reminder."""
    row = db.session.execute(
        sa.select(NudgePlan.is_on, NudgePlan.weekdays, NudgePlan.at_local).where(
            NudgePlan.client_id == principal.member_id
        )
    ).one_or_none()
    return Preferences(row.is_on, read_weekdays(row.weekdays), row.at_local) if row else UNSET


def put_preferences(principal: Principal, wanted: Preferences, now: datetime) -> Preferences:
    """The caller is reminded as they say from now on."""
    rhythm = Rhythmic(wanted.weekdays, read_time(wanted.at_local), principal.zone)
    values = {
        "is_on": wanted.is_on,
        "weekdays": "".join(str(day) for day in sorted(set(wanted.weekdays))),
        "at_local": wanted.at_local,
        "next_at": next_nudge_at(now, rhythm) if wanted.is_on else None,
    }
    hold_client(principal.member_id)
    met = db.session.execute(
        sa.update(NudgePlan).where(NudgePlan.client_id == principal.member_id).values(**values)
    )
    if changed(met) == 0:
        db.session.execute(
            sa.insert(NudgePlan).values(
                client_id=principal.member_id, practice_id=principal.practice_id, **values
            )
        )
    audit(principal.practice_id, principal.member_id, "nudges.changed", principal.member_id, now)
    db.session.commit()
    return preferences(principal)


def turn_off(client_id: UUID, now: datetime) -> None:
    """The client gets no more reminders, whoever asked for that with their link; once more changes nothing."""
    practice_id = db.session.scalar(
        sa.update(NudgePlan)
        .where(NudgePlan.client_id == client_id, NudgePlan.is_on)
        .values(is_on=False, next_at=None)
        .returning(NudgePlan.practice_id)
    )
    if practice_id is not None:
        audit(practice_id, client_id, "nudges.turned_off_by_link", client_id, now)
    db.session.commit()


def nudges(principal: Principal, query: PageQuery) -> Page[Any]:
    """Page through the caller's own reminders, the latest first, each with what became of it and why."""
    columns = sa.inspect(Nudge).local_table.c
    shown = (columns.id, columns.on_date, columns.kind, columns.outcome, columns.reason, columns.decided_at)
    statement = sa.select(*shown).where(columns.client_id == principal.member_id)
    return fetch_page(statement, [(columns.decided_at, True), (columns.id, True)], query)


def read_weekdays(stored: str) -> tuple[int, ...]:
    """Give the weekdays of their stored form."""
    return tuple(int(digit) for digit in stored)


def read_time(at_local: str) -> time:
    """Give the local time of "HH:MM"."""
    return time.fromisoformat(at_local)
