"""When the next reminder of a plan is due: after a choice, after a decision, after a journey."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import lru_cache
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api import localtime
from api.accounts.models import Membership
from api.accounts.services.moves import has_moves, take_moves
from api.batch import among, write_many
from api.checkins.models import CheckIn
from api.db import db, of_one_practice
from api.nudges.models import LetterPlan, NudgePlan
from api.nudges.rules import DEFAULT, Quiet, Rhythmic, Slot, after_move, chosen_time, next_first, usual_time
from api.nudges.services.letters import next_letter_at

OWN_DOORS = ("app", "outbox")
"""Check-ins through these say when somebody checks in unasked; a tap in a reminder says when they were reminded."""

PLAN = sa.inspect(NudgePlan).local_table


@dataclass(frozen=True, slots=True)
class Learned:
    """When a client usually checks in, "HH:MM", None while too little says so; as of an instant."""

    usual_at: str | None
    learned_at: datetime


@lru_cache
def read_weekdays(stored: str) -> tuple[int, ...]:
    """Give the weekdays of their stored form."""
    return tuple(map(int, stored))


@lru_cache(maxsize=24 * 60)
def read_time(at_local: str) -> time:
    """Give the local time of "HH:MM"."""
    return time(int(at_local[:2]), int(at_local[3:]))


def quiet_of(plan: Any) -> Quiet:
    """Give the quiet hours of a plan's row."""
    return Quiet(read_time(plan.quiet_from), read_time(plan.quiet_until))


def rhythm_of(plan: Any, zone: str, learned: Learned | None = None) -> Rhythmic:
    """Give the rhythm of a plan's row in that zone: at the learned time, where that was chosen and there is one.

    learned: what was learned since the row was read.
    """
    at = read_time(plan.at_local)
    usual_at = learned.usual_at if learned else plan.usual_at
    if plan.timing == "usual" and usual_at:
        at = chosen_time(at, read_time(usual_at), quiet_of(plan))
    return Rhythmic(read_weekdays(plan.weekdays), at, zone)


def slot_values(slot: Slot | None, zone: str) -> dict[str, Any]:
    """Give the columns of a plan that say what is due next."""
    return {
        "next_at": slot and slot.at,
        "next_kind": slot.kind if slot else "first",
        "next_on": slot and slot.on,
        "zone": zone,
        "from_zone": None,
    }


_UNASKED = sa.select(CheckIn.client_id, CheckIn.recorded_at, CheckIn.happened_on).where(
    among(CheckIn.client_id, "client_ids"),
    among(CheckIn.practice_id, "practice_ids"),
    CheckIn.happened_on >= sa.bindparam("since_on"),
    CheckIn.undone_at.is_(None),
    CheckIn.source.in_(OWN_DOORS),
)


def learn_usual(practice_ids: Collection[UUID], zones: dict[UUID, str], now: datetime) -> dict[UUID, Learned]:
    """Give when each of these practices' clients usually checks in.

    From what they logged themselves about the day itself.
    """
    if not zones:
        return {}
    since_on = (now - timedelta(days=DEFAULT.usual_days)).date()
    whose = {"practice_ids": practice_ids, "client_ids": zones, "since_on": since_on}
    seen_at: dict[UUID, list[datetime]] = defaultdict(list)
    for client_id, recorded_at, happened_on in db.session.connection().execute(_UNASKED, whose):
        if localtime.local_day(recorded_at, zones[client_id]) == happened_on:
            seen_at[client_id].append(recorded_at)
    learned = {}
    for client_id, zone in zones.items():
        at = usual_time(seen_at.get(client_id, ()), zone)
        learned[client_id] = Learned(None if at is None else f"{at:%H:%M}", now)
    return learned


def is_stale(plan: Any, now: datetime) -> bool:
    """Say whether it is time to look again at when the client usually checks in."""
    if plan.timing != "usual":
        return False
    return plan.learned_at is None or now - plan.learned_at > timedelta(days=DEFAULT.learn_again_days)


def follow_moves(now: datetime, most: int = 500) -> int:
    """Whoever changed their zone has their reminders and letters planned anew, by the clock where they are now.

    Returns how many had moved.
    """
    if not has_moves():
        return 0
    moved = take_moves(most)
    practice_ids = set(moved.values())
    _plan_nudges_anew(practice_ids, moved, now)
    _plan_letters_anew(practice_ids, moved, now)
    db.session.commit()
    return len(moved)


def moved_slot(plan: Any, zone: str, now: datetime) -> dict[str, Any]:
    """Give the columns of a plan whose client is in `zone` now, and planned elsewhere."""
    rhythm, quiet, from_zone = rhythm_of(plan, zone), quiet_of(plan), plan.zone or zone
    if plan.next_at is None:
        return slot_values(next_first(now, rhythm, plan.done_on), zone)
    on = plan.next_on or localtime.local_day(plan.next_at, from_zone)
    planned = Slot(plan.next_at, on, plan.next_kind)
    slot = after_move(planned, rhythm, from_zone, plan.done_on, quiet, now)
    values = slot_values(slot, zone)
    if slot is not None and slot.on == on and slot.at == now:
        values["from_zone"] = from_zone
    return values


def _plan_nudges_anew(practice_ids: Collection[UUID], moved: Collection[UUID], now: datetime) -> None:
    rows = db.session.execute(
        sa.select(*PLAN.c, Membership.zone.label("new_zone"))
        .join(Membership, sa.and_(Membership.id == PLAN.c.client_id, of_one_practice(Membership, PLAN.c)))
        .where(PLAN.c.client_id.in_(moved), PLAN.c.practice_id.in_(practice_ids), PLAN.c.is_on)
        .with_for_update(of=PLAN)
    ).all()
    write_plans(
        {row.client_id: moved_slot(row, row.new_zone, now) for row in rows if row.zone != row.new_zone},
        {row.client_id: row.practice_id for row in rows},
    )


def _plan_letters_anew(practice_ids: Collection[UUID], moved: Collection[UUID], now: datetime) -> None:
    rows = db.session.execute(
        sa.select(LetterPlan.member_id, LetterPlan.practice_id, LetterPlan.kind, Membership.zone)
        .join(
            Membership,
            sa.and_(Membership.id == LetterPlan.member_id, of_one_practice(Membership, LetterPlan)),
        )
        .where(LetterPlan.member_id.in_(moved), LetterPlan.practice_id.in_(practice_ids), LetterPlan.is_on)
    ).all()
    for row in rows:
        db.session.execute(
            sa.update(LetterPlan)
            .where(LetterPlan.member_id == row.member_id, LetterPlan.practice_id == row.practice_id)
            .where(LetterPlan.kind == row.kind)
            .values(next_at=next_letter_at(row.kind, row.zone, now))
        )


ONE_PLAN = sa.update(PLAN).where(  # type: ignore[arg-type]
    PLAN.c.client_id == sa.bindparam("whose"), PLAN.c.practice_id == sa.bindparam("whose_practice")
)


def write_plans(plans: dict[UUID, dict[str, Any]], practices: Mapping[UUID, UUID]) -> None:
    """Write columns of many plans, those of one shape in one statement; practices: whose client each one is."""
    shapes: dict[tuple[str, ...], list[dict[str, Any]]] = defaultdict(list)
    for client_id, values in plans.items():
        of = {"whose": client_id, "whose_practice": practices[client_id]}
        shapes[tuple(values)].append(values | of)
    for rows in shapes.values():
        write_many(ONE_PLAN, rows)
