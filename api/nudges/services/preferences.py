"""How a client wants to be reminded, and when."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api.accounts.rules import Principal
from api.accounts.services.sight import audit, hold_client
from api.db import changed, db
from api.nudges.models import NudgePlan
from api.nudges.rules import follow_up, next_first
from api.nudges.services.letters import LOOK_BACK, gets_letter, put_letter
from api.nudges.services.measuring import is_measuring
from api.nudges.services.planning import (
    PLAN,
    learn_usual,
    quiet_of,
    read_weekdays,
    rhythm_of,
    slot_values,
)

WORKDAYS = (0, 1, 2, 3, 4)
USUAL_TIME = "16:00"


@dataclass(frozen=True, slots=True)
class Preferences:
    """A client's reminder. Weekdays: 0 = Monday; times: local, "HH:MM".

    `timing`: set (at `at_local`) or usual (when they usually check in, once that is known). `is_discreet`: no message
    names a goal. `is_measured`: takes part where the practice measures.
    """

    is_on: bool
    weekdays: tuple[int, ...]
    at_local: str
    timing: str = "set"
    quiet_from: str = "21:30"
    quiet_until: str = "08:00"
    is_discreet: bool = True
    follows_up: bool = True
    is_measured: bool = True
    looks_back: bool = False
    by_push: bool = True
    by_email: bool = True

    @property
    def channels(self) -> list[str]:
        return [name for name, is_open in (("push", self.by_push), ("email", self.by_email)) if is_open]


@dataclass(frozen=True, slots=True)
class PreferencesSeen:
    """What a client chose, and what came of it.

    `usual_at`: when they usually check in, None while too little says so. `eased`: full, weekly or monthly.
    `practice_measures`: whether their practice withholds some reminders to see whether they help.
    """

    chosen: Preferences
    usual_at: str | None
    eased: str
    next_at: datetime | None
    practice_measures: bool


UNSET = Preferences(is_on=False, weekdays=WORKDAYS, at_local=USUAL_TIME)
"""Nobody is reminded who has not asked for it."""

_OF_PLAN = (
    "is_on", "at_local", "timing", "quiet_from", "quiet_until", "is_discreet", "follows_up", "is_measured", "by_push",
    "by_email",
)  # fmt: skip


def preferences(principal: Principal) -> PreferencesSeen:
    """Give the caller's own reminder."""
    row = _row(principal.member_id)
    looks_back = gets_letter(principal.member_id, LOOK_BACK, unless_chosen=False)
    measures = is_measuring(principal.practice_id)
    if row is None:
        return PreferencesSeen(replace(UNSET, looks_back=looks_back), None, "full", None, measures)
    chosen = Preferences(
        weekdays=read_weekdays(row.weekdays),
        looks_back=looks_back,
        **{name: getattr(row, name) for name in _OF_PLAN},
    )
    return PreferencesSeen(chosen, row.usual_at, row.eased, row.next_at, measures)


def amend_preferences(principal: Principal, sent: dict[str, Any], now: datetime) -> PreferencesSeen:
    """The caller is reminded as they say from now on; what they do not mention stays as it was."""
    hold_client(principal.member_id)
    return put_preferences(principal, replace(preferences(principal).chosen, **sent), now)


def put_preferences(principal: Principal, wanted: Preferences, now: datetime) -> PreferencesSeen:
    """The caller is reminded exactly as they say from now on, in the full rhythm."""
    hold_client(principal.member_id)
    before = _row(principal.member_id)
    values: dict[str, Any] = {name: getattr(wanted, name) for name in _OF_PLAN}
    values["weekdays"] = "".join(str(day) for day in sorted(set(wanted.weekdays)))
    values |= {"restarted_at": now, "unanswered": 0, "unanswered_on": None, "eased": "full", "eased_at": None}
    values |= {"usual_at": None, "learned_at": None}
    if wanted.is_on and wanted.timing == "usual":
        learned = learn_usual([principal.practice_id], {principal.member_id: principal.zone}, now)[
            principal.member_id
        ]
        values |= {"usual_at": learned.usual_at, "learned_at": learned.learned_at}
    values |= _next_values(principal, values, before, now)
    met = db.session.execute(
        sa.update(NudgePlan).where(NudgePlan.client_id == principal.member_id).values(**values)
    )
    if changed(met) == 0:
        db.session.execute(
            sa.insert(NudgePlan).values(
                client_id=principal.member_id, practice_id=principal.practice_id, **values
            )
        )
    if wanted.looks_back != gets_letter(principal.member_id, LOOK_BACK, unless_chosen=False):
        put_letter(
            principal.member_id,
            principal.practice_id,
            LOOK_BACK,
            principal.zone,
            now,
            is_on=wanted.looks_back,
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


def _next_values(principal: Principal, values: dict[str, Any], before: Any, now: datetime) -> dict[str, Any]:
    """Give what is due next. A follow-up that was planned stays planned; a day that had its reminder gets no second."""
    if not values["is_on"]:
        return slot_values(None, principal.zone)
    plan = _Wanted(values)
    rhythm, done_on = rhythm_of(plan, principal.zone), before.done_on if before else None
    if before is not None and before.is_on and before.next_kind == "follow_up" and values["follows_up"]:
        again = follow_up(before.next_on, rhythm, quiet_of(plan), now - timedelta(microseconds=1))
        if again is not None:
            return slot_values(again, principal.zone)
    return slot_values(next_first(now, rhythm, done_on), principal.zone)


class _Wanted:
    """Columns that are about to be written, read like a row."""

    def __init__(self, values: dict[str, Any]) -> None:
        self.__dict__.update(values)


def _row(client_id: UUID) -> Any:
    return db.session.execute(sa.select(*PLAN.c).where(PLAN.c.client_id == client_id)).one_or_none()
