"""What coaches made of the stalls that were found, and how often they were worth knowing."""

import json
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from uuid_utils.compat import uuid7

from api import crypto
from api.accounts.rules import Principal
from api.accounts.services.sight import audit
from api.db import db
from api.errors import Conflict, NotAllowed, NotFound
from api.goals.models import Goal
from api.goals.services import GoalSeen, goal_in_view
from api.pagination import Page, PageQuery, fetch_page, map_page
from api.stalls.models import StallEpisode, StallVerdict

EPISODE = StallEpisode.__table__.c
VERDICT = StallVerdict.__table__.c


def episodes(principal: Principal, goal_id: UUID, query: PageQuery, now: datetime) -> Page[dict[str, Any]]:
    """Page through the stretches in which a goal stood still, the latest first.

    They rest on numbers: a coach with whom none are shared finds none. What a coach made of them is told to coaches.
    """
    goal = goal_in_view(principal, goal_id, now)
    statement = sa.select(*EPISODE).where(EPISODE.goal_id == goal_id)
    if not goal.view.numbers:
        statement = statement.where(sa.false())
    page = fetch_page(statement, [(EPISODE.opened_on, True), (EPISODE.id, True)], query)
    verdicts = [] if goal.view.is_own else _verdicts(goal_id)
    return map_page(page, lambda row: _tell(row, verdicts))


def judge_episode(
    principal: Principal, episode_id: UUID, verdict: str, reason: str | None, now: datetime
) -> dict[str, Any]:
    """The coach has said whether this stall was worth knowing. Raises NotFound, or NotAllowed to the client."""
    row = db.session.execute(sa.select(*EPISODE).where(EPISODE.id == episode_id)).one_or_none()
    if row is None:
        raise NotFound
    goal = goal_in_view(principal, row.goal_id, now, lock=True)
    if not goal.view.numbers:
        raise NotFound
    if goal.view.is_own:
        raise NotAllowed("What a coach makes of a stall is the coach's to say.")
    _keep(principal, goal, row.closed_on or goal.view.today(now), row, verdict, reason, now)
    db.session.commit()
    return _tell(row, _verdicts(row.goal_id))


def judge_goal(principal: Principal, goal_id: UUID, verdict: str, reason: str | None, now: datetime) -> None:
    """The coach has said whether the stall that this goal is in was worth knowing. Does not commit.

    Raises Conflict when the goal is not stalled.
    """
    goal = goal_in_view(principal, goal_id, now, lock=True)
    row = db.session.execute(
        sa.select(*EPISODE).where(EPISODE.goal_id == goal_id, EPISODE.closed_on.is_(None))
    ).one_or_none()
    if row is None:
        raise Conflict("This goal is not stalled any more.")
    _keep(principal, goal, goal.view.today(now), row, verdict, reason, now)


def take_back_verdict(principal: Principal, goal_id: UUID, said_at: datetime, now: datetime) -> None:
    """What this coach said of the goal at that instant is unsaid, and what it took the place of stands again.

    What was said since stands. Does not commit.
    """
    gone = db.session.execute(
        sa.delete(StallVerdict)
        .where(VERDICT.goal_id == goal_id, VERDICT.by_id == principal.member_id, VERDICT.at == said_at)
        .returning(*VERDICT)
    ).one_or_none()
    if gone is not None:
        _restore(gone)
        audit(principal.practice_id, principal.member_id, "stall.verdict_taken_back", goal_id, now)


def precision_of(practice_id: UUID, since: datetime) -> dict[str, int]:
    """Count the practice's verdicts since then, by what they say."""
    statement = (
        sa.select(VERDICT.verdict, sa.func.count().label("times"))
        .where(VERDICT.practice_id == practice_id, VERDICT.at >= since)
        .group_by(VERDICT.verdict)
    )
    return {row.verdict: row.times for row in db.session.execute(statement)}


def open_stalls_by_age(practice_id: UUID, now: datetime, edges_days: tuple[int, ...]) -> list[int]:
    """Count the stalls that are open today in a practice by their age: up to each edge, and beyond the last.

    Goals that their clients keep to themselves are not counted.
    """
    statement = (
        sa.select(EPISODE.opened_on)
        .join(Goal, Goal.id == EPISODE.goal_id)
        .where(EPISODE.practice_id == practice_id, EPISODE.closed_on.is_(None), sa.not_(Goal.is_private))
    )
    counts = [0] * (len(edges_days) + 1)
    for opened_on in db.session.scalars(statement):
        age = (now.date() - opened_on).days
        counts[sum(age > edge for edge in edges_days)] += 1
    return counts


def _keep(
    principal: Principal,
    goal: GoalSeen,
    judged_on: date,
    episode: Any,
    verdict: str,
    reason: str | None,
    now: datetime,
) -> None:
    # One verdict an episode: a later one takes the place of an earlier one, whoever gave it.
    earlier = db.session.execute(
        sa.delete(StallVerdict).where(VERDICT.goal_id == goal.id, *_within(episode)).returning(*VERDICT)
    ).all()
    made = uuid7()
    replaced = json.dumps(_said(max(earlier, key=lambda row: row.judged_on))) if earlier else None
    db.session.execute(
        sa.insert(StallVerdict).values(
            id=made,
            practice_id=goal.view.practice_id,
            goal_id=goal.id,
            client_id=goal.view.client_id,
            judged_on=judged_on,
            verdict=verdict,
            reason=crypto.seal_or_none(reason or None, goal.view.client_id, "stall_verdict", "reason", made),
            by_id=principal.member_id,
            at=now,
            replaced=crypto.seal_or_none(replaced, goal.view.client_id, "stall_verdict", "replaced", made),
        )
    )
    audit(goal.view.practice_id, principal.member_id, f"stall.{verdict}", goal.id, now)


def _said(row: Any) -> dict[str, Any]:
    """Give a verdict in a form that can be kept, and from which `_restore` makes it again."""
    return {
        "judged_on": row.judged_on.isoformat(),
        "verdict": row.verdict,
        "reason": _reason_of(row),
        "by_id": row.by_id and str(row.by_id),
        "at": row.at.isoformat(),
    }


def _restore(gone: Any) -> None:
    text = crypto.unseal_or_none(gone.replaced, gone.client_id, "stall_verdict", "replaced", gone.id)
    if text is None:
        return
    said, made = json.loads(text), uuid7()
    db.session.execute(
        sa.insert(StallVerdict).values(
            id=made,
            practice_id=gone.practice_id,
            goal_id=gone.goal_id,
            client_id=gone.client_id,
            judged_on=date.fromisoformat(said["judged_on"]),
            verdict=said["verdict"],
            reason=crypto.seal_or_none(said["reason"], gone.client_id, "stall_verdict", "reason", made),
            by_id=said["by_id"] and UUID(said["by_id"]),
            at=datetime.fromisoformat(said["at"]),
        )
    )


def _reason_of(row: Any) -> str | None:
    return crypto.unseal_or_none(row.reason, row.client_id, "stall_verdict", "reason", row.id)


def _within(episode: Any) -> tuple[sa.ColumnElement[bool], ...]:
    until = () if episode.closed_on is None else (VERDICT.judged_on <= episode.closed_on,)
    return VERDICT.judged_on >= episode.opened_on, *until


def _verdicts(goal_id: UUID) -> list[Any]:
    return list(
        db.session.execute(sa.select(*VERDICT).where(VERDICT.goal_id == goal_id).order_by(VERDICT.judged_on))
    )


def _tell(row: Any, verdicts: list[Any]) -> dict[str, Any]:
    until = row.closed_on or date.max - timedelta(days=1)
    [*_, said] = [None, *(one for one in verdicts if row.opened_on <= one.judged_on <= until)]
    told: dict[str, Any] = {
        name: getattr(row, name) for name in ("id", "goal_id", "opened_on", "closed_on", "was_adapted")
    }
    return told | {"verdict": said and said.verdict, "verdict_reason": said and _reason_of(said)}
