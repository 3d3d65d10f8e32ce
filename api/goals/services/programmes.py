"""Programmes: templates in order, each released to an enrolled client when its turn comes."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa
import structlog
from sqlalchemy.exc import IntegrityError
from uuid_utils.compat import uuid7

from api import crypto, localtime
from api.accounts.models import Membership
from api.accounts.rules import Principal
from api.accounts.services import reads
from api.accounts.services.sight import audit, client_in_view, is_engaged
from api.crypto import SYSTEM
from api.db import AnySelect, db, of_one_practice
from api.errors import Conflict, Invalid, NotFound
from api.goals.models import Enrolment, EnrolmentGoal, Goal, GoalTemplate, Programme, ProgrammeStep
from api.goals.rules.releasing import Released, Step, next_release
from api.goals.services.reading import ENDED
from api.goals.services.templates import add_goal_from, content_of
from api.pagination import Page, PageQuery, fetch_page, map_page

log = structlog.get_logger()

BATCH = 100
# News of a goal does not reach an enrolment by itself: a step that waits for a goal to end is looked at this often.
LOOK_AGAIN = timedelta(hours=1)
_PROGRAMME_ID = Programme.__table__.c.id


def make_programme(
    principal: Principal, title: str, steps: Sequence[dict[str, Any]], now: datetime
) -> dict[str, Any]:
    """Clients can be enrolled in these templates, in this order. Raises Invalid naming the step."""
    known = set(
        db.session.scalars(
            sa.select(GoalTemplate.id).where(
                GoalTemplate.practice_id == principal.practice_id,
                GoalTemplate.id.in_([step["template_id"] for step in steps]),
                GoalTemplate.retired_at.is_(None),
            )
        )
    )
    for number, step in enumerate(steps):
        if step["template_id"] not in known:
            raise Invalid.field(f"steps.{number}.template_id", "The practice has no such template.")
        if (step["release"] == "delay") != (step["after_days"] is not None):
            raise Invalid.field(
                f"steps.{number}.after_days", "Days go with a release after a delay, and only there."
            )
        if (step["release"] == "date") != (step["on"] is not None):
            raise Invalid.field(f"steps.{number}.on", "A day goes with a release by date, and only there.")
    programme_id = uuid7()
    db.session.execute(
        sa.insert(Programme).values(
            id=programme_id,
            practice_id=principal.practice_id,
            title=crypto.seal(title, SYSTEM, "programme", "title", programme_id),
            made_by_id=principal.member_id,
            made_at=now,
        )
    )
    db.session.execute(
        sa.insert(ProgrammeStep),
        [
            {
                "id": uuid7(),
                "practice_id": principal.practice_id,
                "programme_id": programme_id,
                "position": number,
                **step,
            }
            for number, step in enumerate(steps)
        ],
    )
    audit(principal.practice_id, principal.member_id, "programme.made", programme_id, now)
    db.session.commit()
    return programme(principal, programme_id)


def programme(principal: Principal, programme_id: UUID) -> dict[str, Any]:
    """Give a programme of the caller's practice with its steps. Raises NotFound."""
    row = db.session.execute(_programmes(principal).where(Programme.id == programme_id)).one_or_none()
    if row is None:
        raise NotFound
    return _tell_programme(row, _steps_of([principal.practice_id], [programme_id]).get(programme_id, []))


def programmes(principal: Principal, query: PageQuery) -> Page[dict[str, Any]]:
    """Page through the practice's programmes, the newest first."""
    page = fetch_page(_programmes(principal), [(_PROGRAMME_ID, True)], query)
    steps = _steps_of([principal.practice_id], [row.id for row in page.items])
    return map_page(page, lambda row: _tell_programme(row, steps.get(row.id, [])))


def retire_programme(principal: Principal, programme_id: UUID, now: datetime) -> None:
    """Nobody is enrolled in it any more; who is in it goes on."""
    programme(principal, programme_id)
    db.session.execute(sa.update(Programme).where(Programme.id == programme_id).values(retired_at=now))
    audit(principal.practice_id, principal.member_id, "programme.retired", programme_id, now)
    db.session.commit()


def enrol(
    principal: Principal, programme_id: UUID, client_id: UUID, starts_on: date | None, now: datetime
) -> dict[str, Any]:
    """The client is on the programme; what its steps ask for by now is released at once."""
    programme(principal, programme_id)
    view = client_in_view(principal, client_id, now)
    running = sa.select(Enrolment.id).where(
        Enrolment.client_id == client_id, Enrolment.programme_id == programme_id, Enrolment.ended_at.is_(None)
    )
    if db.session.scalar(running) is not None:
        raise Conflict("The client is on this programme already.")
    enrolment_id = uuid7()
    values = {
        "id": enrolment_id,
        "practice_id": principal.practice_id,
        "programme_id": programme_id,
        "client_id": client_id,
        "coach_id": principal.member_id,
        "starts_on": starts_on or view.today(now),
        "begun_at": now,
        "check_due_at": now,
    }
    try:
        db.session.execute(sa.insert(Enrolment).values(values))
    except IntegrityError as error:
        db.session.rollback()
        raise Conflict("The client was put on this programme a moment ago.") from error
    audit(principal.practice_id, principal.member_id, "enrolment.begun", enrolment_id, now)
    _release_steps_of(_enrolments_due(now, only=enrolment_id), now, is_strict=True)
    db.session.commit()
    return enrolment(principal, enrolment_id, now)


def enrolment(principal: Principal, enrolment_id: UUID, now: datetime) -> dict[str, Any]:
    """Give an enrolment that the caller sees. Raises NotFound."""
    row = db.session.execute(_enrolments(principal, now).where(Enrolment.id == enrolment_id)).one_or_none()
    if row is None:
        raise NotFound
    reads.note(principal, row.client_id)
    return _tell_enrolment(
        principal, row, _released_of([principal.practice_id], [enrolment_id]).get(enrolment_id, [])
    )


def enrolments(
    principal: Principal, client_id: UUID | None, query: PageQuery, now: datetime
) -> Page[dict[str, Any]]:
    """Page through the enrolments that the caller sees, the newest first."""
    statement = _enrolments(principal, now)
    if client_id is not None:
        statement = statement.where(Enrolment.client_id == client_id)
    page = fetch_page(statement, [(Enrolment.__table__.c.id, True)], query)
    reads.note(principal, *(row.client_id for row in page.items))
    released = _released_of([principal.practice_id], [row.id for row in page.items])
    return map_page(page, lambda row: _tell_enrolment(principal, row, released.get(row.id, [])))


def end_enrolment(principal: Principal, enrolment_id: UUID, now: datetime) -> None:
    """No further step is released; the goals that came of it stay."""
    enrolment(principal, enrolment_id, now)
    db.session.execute(
        sa.update(Enrolment)
        .where(Enrolment.id == enrolment_id, Enrolment.ended_at.is_(None))
        .values(ended_at=now, check_due_at=None)
    )
    audit(principal.practice_id, principal.member_id, "enrolment.ended", enrolment_id, now)
    db.session.commit()


def release_due_steps(now: datetime) -> int:
    """Every step whose turn has come is a goal of its client. Returns the number of enrolments looked at."""
    count = 0
    while due := _enrolments_due(now):
        _release_steps_of(due, now)
        db.session.commit()
        count += len(due)
    return count


def _enrolments_due(now: datetime, only: UUID | None = None) -> list[Any]:
    statement = (
        sa.select(*Enrolment.__table__.columns, Membership.zone, Membership.left_at)
        .join(
            Membership, sa.and_(Membership.id == Enrolment.client_id, of_one_practice(Membership, Enrolment))
        )
        .where(Enrolment.check_due_at <= now)
        .order_by(Enrolment.check_due_at, Enrolment.id)
        .limit(BATCH)
        .with_for_update(of=Enrolment, skip_locked=True)
    )
    if only is not None:
        statement = statement.where(Enrolment.id == only)
    return list(db.session.execute(statement))


def _release_steps_of(enrolments_due: Sequence[Any], now: datetime, *, is_strict: bool = False) -> None:
    """Release all that is due of each, and note when to look again. Does not commit.

    is_strict: raise what keeps a step from being released, rather than trying again later.
    """
    practice_ids = {row.practice_id for row in enrolments_due}
    steps = _steps_of(practice_ids, {row.programme_id for row in enrolments_due})
    released = _released_of(practice_ids, {row.id for row in enrolments_due})
    for row in enrolments_due:
        try:
            with db.session.begin_nested():
                next_look = _release_steps(row, steps[row.programme_id], released.get(row.id, []), now)
        except Exception as error:
            if is_strict:
                raise
            # One step that cannot become a goal must not hold up everybody else's.
            log.error("step not released", enrolment=str(row.id), error=type(error).__name__)
            next_look = now + LOOK_AGAIN
        is_over = next_look is None
        db.session.execute(
            sa.update(Enrolment)
            .where(Enrolment.id == row.id, Enrolment.practice_id == row.practice_id)
            .values(check_due_at=next_look, ended_at=now if is_over else None)
        )


def _release_steps(row: Any, steps: Sequence[Any], released: Sequence[Any], now: datetime) -> datetime | None:
    """Release all that is due of one enrolment. Returns when to look again; None when there is nothing left to do."""
    if row.left_at is not None:
        return None
    today = localtime.local_day(now, row.zone)
    plan = [Step(step.position, step.release, step.after_days, step.on) for step in steps]
    past = [Released(one.position, one.released_on, one.is_ended) for one in released]
    while (following := next_release(plan, past, row.starts_on, today)).step is not None:
        _release(row, steps[following.step.position], today, now)
        past.append(Released(following.step.position, today, is_ended=False))
    if following.is_complete:
        return None
    look_at = now + LOOK_AGAIN
    if following.wait_until_on is None:
        return look_at
    return max(look_at, localtime.day_starts(following.wait_until_on, row.zone))


def _release(enrolment_row: Any, step: Any, today: date, now: datetime) -> None:
    goal_id = add_goal_from(
        enrolment_row.practice_id,
        enrolment_row.coach_id,
        content_of(step),
        enrolment_row.client_id,
        today,
        today,
        now,
    )
    db.session.execute(
        sa.insert(EnrolmentGoal).values(
            id=uuid7(),
            practice_id=enrolment_row.practice_id,
            enrolment_id=enrolment_row.id,
            position=step.position,
            goal_id=goal_id,
            released_on=today,
        )
    )


def _steps_of(practice_ids: Collection[UUID], programme_ids: Collection[UUID]) -> dict[UUID, list[Any]]:
    """Give the steps of each programme in order, each with its template's content under the template's id."""
    statement = (
        sa.select(
            ProgrammeStep.programme_id, ProgrammeStep.position, ProgrammeStep.release, ProgrammeStep.after_days,
            ProgrammeStep.on, GoalTemplate.id, GoalTemplate.content,
        )
        .join(
            GoalTemplate,
            sa.and_(GoalTemplate.id == ProgrammeStep.template_id, of_one_practice(GoalTemplate, ProgrammeStep)),
        )
        .where(ProgrammeStep.programme_id.in_(programme_ids), ProgrammeStep.practice_id.in_(practice_ids))
        .order_by(ProgrammeStep.programme_id, ProgrammeStep.position)
    )  # fmt: skip
    found: dict[UUID, list[Any]] = defaultdict(list)
    for row in db.session.execute(statement):
        found[row.programme_id].append(row)
    return found


def _released_of(practice_ids: Collection[UUID], enrolment_ids: Collection[UUID]) -> dict[UUID, list[Any]]:
    statement = (
        sa.select(
            EnrolmentGoal.enrolment_id, EnrolmentGoal.position, EnrolmentGoal.released_on, EnrolmentGoal.goal_id,
            Goal.status.in_(ENDED).label("is_ended"), Goal.is_private,
        )
        .join(Goal, sa.and_(Goal.id == EnrolmentGoal.goal_id, of_one_practice(Goal, EnrolmentGoal)))
        .where(EnrolmentGoal.enrolment_id.in_(enrolment_ids), EnrolmentGoal.practice_id.in_(practice_ids))
        .order_by(EnrolmentGoal.enrolment_id, EnrolmentGoal.position)
    )  # fmt: skip
    found: dict[UUID, list[Any]] = defaultdict(list)
    for row in db.session.execute(statement):
        found[row.enrolment_id].append(row)
    return found


def _programmes(principal: Principal) -> AnySelect:
    return sa.select(*Programme.__table__.columns).where(
        Programme.practice_id == principal.practice_id, Programme.retired_at.is_(None)
    )


def _enrolments(principal: Principal, now: datetime) -> AnySelect:
    """Say in SQL which enrolments the caller sees: a client's own, and those of a coach's clients."""
    coached = is_engaged(principal, Enrolment.client_id, now)
    return (
        sa.select(*Enrolment.__table__.columns, Programme.title)
        .join(Programme, Programme.id == Enrolment.programme_id)
        .join(Membership, Membership.id == Enrolment.client_id)
        .where(Enrolment.practice_id == principal.practice_id, Membership.left_at.is_(None))
        .where(sa.or_(Enrolment.client_id == principal.member_id, coached))
    )


def _tell_programme(row: Any, steps: Sequence[Any]) -> dict[str, Any]:
    return {
        "id": row.id,
        "title": crypto.unseal(row.title, SYSTEM, "programme", "title", row.id),
        "steps": [
            {"template_id": step.id, "release": step.release, "after_days": step.after_days, "on": step.on}
            for step in steps
        ],
    }


def _tell_enrolment(principal: Principal, row: Any, released: Sequence[Any]) -> dict[str, Any]:
    """Give an enrolment; a goal that the client took to themselves does not exist for the coach."""
    told = [one for one in released if row.client_id == principal.member_id or not one.is_private]
    return {
        "id": row.id,
        "programme_id": row.programme_id,
        "title": crypto.unseal(row.title, SYSTEM, "programme", "title", row.programme_id),
        "client_id": row.client_id,
        "starts_on": row.starts_on,
        "ended_at": row.ended_at,
        "goals": [{"goal_id": one.goal_id, "released_on": one.released_on} for one in told],
    }
