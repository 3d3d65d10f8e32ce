"""Whether reminders help: the practice's choice to measure, and what has been seen since."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api import localtime
from api.accounts.rules import Principal
from api.accounts.services.choices import keep_choice
from api.accounts.services.sight import audit, members_of
from api.checkins.models import CheckIn
from api.db import db, reading
from api.nudges.models import Nudge, NudgeSetting
from api.nudges.rules import DEFAULT, SENT, Band, Effect, Judged, decay_of, effect_of, sides_of

EFFECT_WEEKS = 26
UNSET_VERSION = 1


@dataclass(frozen=True, slots=True)
class Setting:
    """Whether the practice measures, and the version of that choice."""

    is_measuring: bool
    version: int


@dataclass(frozen=True, slots=True)
class EffectSeen:
    """What the practice's reminders do: over all, and by weeks since each client's first measured one."""

    is_measuring: bool
    since_on: date
    overall: Effect
    decay: list[Band]


def setting(practice_id: UUID) -> Setting:
    """Give the practice's choice; nothing is measured until it says so."""
    row = db.session.execute(
        sa.select(NudgeSetting.is_measuring, NudgeSetting.version).where(
            NudgeSetting.practice_id == practice_id
        )
    ).one_or_none()
    return (
        Setting(row.is_measuring, row.version) if row else Setting(is_measuring=False, version=UNSET_VERSION)
    )


def is_measuring(practice_id: UUID) -> bool:
    """Say whether the practice withholds some reminders to see whether they help."""
    return setting(practice_id).is_measuring


def measuring_among(practice_ids: Collection[UUID]) -> set[UUID]:
    """Give those of the practices that measure."""
    return set(
        db.session.scalars(
            sa.select(NudgeSetting.practice_id).where(
                NudgeSetting.practice_id.in_(practice_ids), NudgeSetting.is_measuring
            )
        )
    )


def put_setting(principal: Principal, version: int, now: datetime, *, is_measuring: bool) -> Setting:
    """The practice measures from now on, or no longer. Raises Stale when somebody else was quicker."""
    chosen = {"is_measuring": is_measuring, "changed_at": now}
    keep_choice(NudgeSetting, principal.practice_id, version, chosen, unset=UNSET_VERSION)
    action = "nudges.measuring_begun" if is_measuring else "nudges.measuring_ended"
    audit(principal.practice_id, principal.member_id, action, principal.practice_id, now)
    db.session.commit()
    return setting(principal.practice_id)


def effect(principal: Principal, now: datetime) -> EffectSeen:
    """Compare what followed reminders of the last half year with what followed those withheld."""
    since_on = localtime.monday_of(principal.today(now)) - timedelta(weeks=EFFECT_WEEKS)
    measured = (
        Nudge.practice_id == principal.practice_id,
        Nudge.client_id.in_(members_of(principal.practice_id)),
        Nudge.is_measured,
    )
    first = (
        sa.select(Nudge.client_id, sa.func.min(Nudge.on_date).label("first_on"))
        .where(*measured)
        .group_by(Nudge.client_id)
        .subquery()
    )
    was_held_out = (Nudge.reason == "held_out").label("was_held_out")
    statement = (
        sa.select(
            Nudge.on_date,
            first.c.first_on,
            was_held_out,
            Nudge.was_completed,
            sa.func.count(Nudge.id).label("number"),
        )
        .join(first, first.c.client_id == Nudge.client_id)
        .where(*measured, Nudge.was_completed.is_not(None), Nudge.on_date >= since_on)
        .where(sa.or_(Nudge.outcome.in_(SENT), Nudge.reason == "held_out"))
        .group_by(Nudge.on_date, first.c.first_on, was_held_out, Nudge.was_completed)
    )
    judged = [
        Judged(row.on_date, row.first_on, bool(row.was_held_out), row.was_completed, row.number)
        for row in db.session.execute(statement.order_by(Nudge.on_date))
    ]
    overall = effect_of(*sides_of(judged))
    return EffectSeen(is_measuring(principal.practice_id), since_on, overall, decay_of(judged))


def has_unjudged(now: datetime) -> bool:
    """Say whether an occasion is old enough to be judged, without waiting for the writer."""
    return _has(_unjudged(now))


def judge_measured(now: datetime, most: int = 500) -> int:
    """Occasions that are two days old know whether a check-in followed within a day. Returns how many were judged."""
    due = _unjudged(now)
    if not _has(due):
        return 0
    rows = db.session.execute(
        sa.select(Nudge.id, Nudge.practice_id, Nudge.client_id, Nudge.on_date, Nudge.goals, Nudge.decided_at)
        .where(*due)
        .order_by(Nudge.decided_at)
        .limit(most)
        .with_for_update(skip_locked=True)
    ).all()
    made = _check_ins(
        {row.practice_id for row in rows}, {row.client_id for row in rows}, {row.on_date for row in rows}
    )
    values = [
        {"which": row.id, "whose": row.practice_id, "completed": _was_completed(row, made)} for row in rows
    ]
    if values:
        nudges = sa.inspect(Nudge).local_table
        db.session.execute(
            sa.update(nudges)  # type: ignore[arg-type]
            .where(nudges.c.id == sa.bindparam("which"), nudges.c.practice_id == sa.bindparam("whose"))
            .values(was_completed=sa.bindparam("completed")),
            values,
        )
    db.session.commit()
    return len(rows)


def _was_completed(row: Any, made: dict[tuple[UUID, date], list[tuple[UUID, datetime]]]) -> bool:
    asked = read_ids(row.goals)
    until = row.decided_at + DEFAULT.completed_within
    return any(
        goal_id in asked and row.decided_at <= recorded_at <= until
        for goal_id, recorded_at in made.get((row.client_id, row.on_date), ())
    )


def _check_ins(
    practice_ids: Collection[UUID], client_ids: Collection[UUID], days: Collection[date]
) -> dict[tuple[UUID, date], list[tuple[UUID, datetime]]]:
    statement = sa.select(CheckIn.client_id, CheckIn.happened_on, CheckIn.goal_id, CheckIn.recorded_at).where(
        CheckIn.client_id.in_(client_ids),
        CheckIn.practice_id.in_(practice_ids),
        CheckIn.happened_on.in_(days),
        CheckIn.undone_at.is_(None),
    )
    found: dict[tuple[UUID, date], list[tuple[UUID, datetime]]] = {}
    for client_id, on, goal_id, recorded_at in db.session.execute(statement):
        found.setdefault((client_id, on), []).append((goal_id, recorded_at))
    return found


def _unjudged(now: datetime) -> tuple[sa.ColumnExpressionArgument[bool], ...]:
    return (
        Nudge.was_completed.is_(None),
        Nudge.is_measured,
        Nudge.decided_at <= now - DEFAULT.judged_after,
    )


def _has(due: tuple[sa.ColumnExpressionArgument[bool], ...]) -> bool:
    with reading():
        found = db.session.scalar(sa.select(Nudge.id).where(*due).limit(1)) is not None
        db.session.rollback()
    return found


def read_ids(stored: str) -> frozenset[UUID]:
    """Give the ids of their stored form."""
    return frozenset(UUID(one) for one in stored.split(",")) if stored else frozenset()
