"""What a practice chooses of the model, and what that would have flagged in its own history."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa
import structlog
from uuid_utils.compat import uuid7

from api import crypto
from api.accounts.rules import Principal, coach_view
from api.accounts.services.choices import keep_choice
from api.accounts.services.sight import audit, facts_of_clients, members_of
from api.db import db, reading
from api.errors import NotFound, TooMany
from api.goals.models import Goal
from api.goals.services.reading import ENDED, SHARING
from api.stalls.models import StallDryRun, StallSettings
from api.stalls.rules.params import params_of
from api.stalls.rules.replaying import DryRun, Flags, replay, summed
from api.stalls.services.assessing import histories_of

log = structlog.get_logger()

RUN = StallDryRun.__table__.c
GOALS_AT_ONCE = 100
MOST_WAITING = 3


def stall_settings(principal: Principal) -> tuple[dict[str, Any], int]:
    """Give what the practice has chosen, and its version; 0 before it has chosen."""
    row = db.session.execute(
        sa.select(StallSettings.looks_earlier, StallSettings.version).where(
            StallSettings.practice_id == principal.practice_id
        )
    ).one_or_none()
    looks_earlier, version = (row.looks_earlier, row.version) if row else (False, 0)
    _, params_version = params_of(looks_earlier=looks_earlier)
    return {"looks_earlier": looks_earlier, "params_version": params_version}, version


def choose_settings(
    principal: Principal, *, looks_earlier: bool, version: int, now: datetime
) -> tuple[dict[str, Any], int]:
    """The practice's goals are judged by this from now on; verdicts given before stay on record as they were."""
    practice_id = principal.practice_id
    chosen = {"looks_earlier": looks_earlier, "changed_at": now}
    keep_choice(StallSettings, practice_id, version, chosen)
    db.session.execute(
        sa.update(Goal)
        .where(Goal.practice_id == practice_id, Goal.client_id.in_(members_of(practice_id)))
        .where(Goal.status.not_in(ENDED))
        .values(stall_check_due_at=now)
    )
    audit(practice_id, principal.member_id, "stall_settings.chosen", practice_id, now)
    db.session.commit()
    return stall_settings(principal)


def ask_dry_run(principal: Principal, *, looks_earlier: bool, weeks: int, now: datetime) -> dict[str, Any]:
    """The question waits for the job. Raises TooMany while three of the practice wait already."""
    waiting = db.session.scalar(
        sa.select(sa.func.count()).where(RUN.practice_id == principal.practice_id, RUN.answered_at.is_(None))
    )
    if (waiting or 0) >= MOST_WAITING:
        raise TooMany("Three of these are being worked out already. Please wait for them.")
    made = uuid7()
    db.session.execute(
        sa.insert(StallDryRun).values(
            id=made,
            practice_id=principal.practice_id,
            asked_by_id=principal.member_id,
            looks_earlier=looks_earlier,
            weeks=weeks,
            asked_at=now,
        )
    )
    db.session.commit()
    return dry_run(principal, made)


def dry_run(principal: Principal, dry_run_id: UUID) -> dict[str, Any]:
    """Give a question and, once it is there, its answer. Raises NotFound."""
    row = db.session.execute(
        sa.select(*RUN).where(RUN.id == dry_run_id, RUN.practice_id == principal.practice_id)
    ).one_or_none()
    if row is None:
        raise NotFound
    told = dict(row._mapping)
    if row.answered_at is None:
        return told | {"flags_a_week": None, "sentence": None}
    found = DryRun(row.weeks, row.clients, row.flagged_clients, row.flags, row.suggested_clients)
    return told | {"flags_a_week": found.flags_a_week, "sentence": found.sentence}


def has_dry_runs() -> bool:
    """Say whether a question waits for its answer, without waiting for the writer."""
    with reading():
        found = db.session.scalar(sa.select(RUN.id).where(RUN.answered_at.is_(None)).limit(1)) is not None
        db.session.rollback()
    return found


def answer_dry_runs(now: datetime) -> int:
    """Every question that waits has its answer, but for one that fails, which waits on. Returns their number."""
    count = 0
    failed: list[UUID] = []
    while True:
        with reading():
            row = db.session.execute(
                sa.select(*RUN)
                .where(RUN.answered_at.is_(None), RUN.id.not_in(failed))
                .order_by(RUN.asked_at)
                .limit(1)
            ).one_or_none()
            db.session.rollback()
        if row is None:
            _clear_old(now)
            return count
        try:
            found = replay_practice(row.practice_id, row.weeks, now, looks_earlier=row.looks_earlier)
        except Exception as error:  # noqa: BLE001 -- one practice's history must not hold up the others' answers
            db.session.rollback()
            log.error("dry run not answered", dry_run=str(row.id), error=type(error).__name__)
            failed.append(row.id)
            continue
        db.session.execute(
            sa.update(StallDryRun)
            .where(RUN.id == row.id)
            .values(
                answered_at=now,
                clients=found.clients,
                flagged_clients=found.flagged_clients,
                flags=found.flags,
                suggested_clients=found.suggested_clients,
            )
        )
        db.session.commit()
        count += 1


def replay_practice(practice_id: UUID, weeks: int, now: datetime, *, looks_earlier: bool) -> DryRun:
    """Replay what coaches may see of the practice's running goals over the last weeks, under these settings."""
    params, _ = params_of(looks_earlier=looks_earlier)
    with reading():

        def flags() -> Iterator[tuple[UUID, Flags]]:
            for goals in _goals(practice_id):
                facts = facts_of_clients([practice_id], {row.goal_client_id for row in goals})
                views = {client_id: (coach_view(one),) for client_id, one in facts.items()}
                crypto.ring().load(set(facts))
                for row, view, history in histories_of(goals, views):
                    if view.numbers:
                        yield row.goal_client_id, replay(history, view.today(now), weeks, params)

        found = summed(flags(), weeks)
        db.session.rollback()
    return found


def _goals(practice_id: UUID) -> Iterator[list[Any]]:
    columns = (
        Goal.id, Goal.practice_id, Goal.client_id.label("goal_client_id"), Goal.kind, Goal.status, *SHARING,
    )  # fmt: skip
    last: UUID | None = None
    while True:
        statement = sa.select(*columns).where(
            Goal.practice_id == practice_id,
            Goal.client_id.in_(members_of(practice_id)),
            Goal.status.not_in(ENDED),
            sa.not_(Goal.is_private),
        )
        if last is not None:
            statement = statement.where(Goal.id > last)
        rows = list(db.session.execute(statement.order_by(Goal.id).limit(GOALS_AT_ONCE)))
        if not rows:
            return
        yield rows
        last = rows[-1].id


def _clear_old(now: datetime) -> None:
    """An answer is of its day: after a month it is gone."""
    is_old = RUN.answered_at < now - timedelta(days=30)
    with reading():
        is_there = db.session.scalar(sa.select(RUN.id).where(is_old).limit(1)) is not None
        db.session.rollback()
    if is_there:
        db.session.execute(sa.delete(StallDryRun).where(is_old))
        db.session.commit()
