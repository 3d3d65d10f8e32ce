"""Goals with news are assessed by the one pure rule, once for the client and once for what the coach may see."""

import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Any
from uuid import UUID

import sqlalchemy as sa
import structlog

from api import crypto, localtime
from api.accounts.rules import Principal, View, client_view, coach_view
from api.accounts.services.sight import facts_of_clients, goal_seen
from api.batch import uncollected
from api.checkins.models import Reflection
from api.checkins.services import trails_of
from api.db import by_stored_id, day_of, db, reading, stored
from api.goals.models import Goal
from api.goals.services import goal_in_view
from api.goals.services.reading import ENDED, RUNNING, SHARING
from api.stalls import rules
from api.stalls.models import (
    Adaptation,
    StallAssessment,
    StallDisclosure,
    StallEpisode,
    StallSettings,
    StallVerdict,
)
from api.stalls.rules import StallHistory, Verdict
from api.stalls.rules.params import params_of
from api.stalls.services.seeing import as_seen, not_shared
from api.stalls.services.storing import Assessed, store, tell

log = structlog.get_logger()

BATCH = 200
REFLECTION = Reflection.__table__.c
BIGGER = {"yes": True, "no": False}
"""What was answered; a skip is no answer."""


def stall_of_goal(principal: Principal, goal_id: UUID, now: datetime) -> dict[str, Any]:
    """Give what the model says of a goal from what this reader may see, with its evidence in words."""
    goal = goal_in_view(principal, goal_id, now)
    [assessed] = _assess([goal.row], {goal.view.client_id: (goal.view,)}, now)
    verdict = assessed.verdict
    if goal.view.is_own and not _is_disclosed(principal.practice_id, goal_id):
        verdict = rules.for_client(verdict)
    return tell(verdict, assessed.params_version)


def stall_as_coach_reads_it(coach: Principal, goal_id: UUID, now: datetime) -> dict[str, Any]:
    """Give the card that this coach reads, to its client: before an offer, the level by the client's name for it."""
    told = stall_of_goal(coach, goal_id, now)
    if _is_disclosed(coach.practice_id, goal_id):
        return told
    return told | {"level": rules.level_for_client(told["level"])}


def level_as_client_reads_it(client_id: UUID, level: str) -> str:
    """Give a level that a coach reads of some goal by the name that its client may read."""
    named = rules.level_for_client(level)
    if named == level:
        return level
    disclosed = (
        sa.select(StallDisclosure.goal_id)
        .join(StallAssessment, StallAssessment.goal_id == StallDisclosure.goal_id)
        .where(StallAssessment.client_id == client_id, StallAssessment.viewer == "coach")
        .where(StallAssessment.is_latest, StallAssessment.level == level)
    )
    return named if db.session.scalar(disclosed.limit(1)) is None else level


def has_goals_with_news(now: datetime) -> bool:
    """Say whether a goal's check is due, without waiting for the writer."""
    with reading():
        found = (
            db.session.scalar(sa.select(Goal.id).where(Goal.stall_check_due_at <= now).limit(1)) is not None
        )
        db.session.rollback()
    return found


def assess_goals_with_news(now: datetime) -> int:
    """Every goal whose check was due has its verdicts stored, and the next instant at which time alone may change them.

    The reading is done without the write lock; a goal that got more news meanwhile keeps its due date and comes round
    again. Returns the number of goals assessed.
    """
    return _assess_batches(lambda _: _goals_with_news(now), now)


def reassess_all(now: datetime) -> int:
    """Every goal that has not ended has been assessed anew, batch by batch, as it is when the model changes.

    Interrupted, it is finished by the clock. Returns the number of goals assessed.
    """
    db.session.execute(sa.update(Goal).where(Goal.status.not_in(ENDED)).values(stall_check_due_at=now))
    db.session.commit()
    # A client's goals follow each other, so that what they share is read once.
    return _assess_batches(_goals_by_client, now)


def _assess_batches(next_goals: Callable[[Any], list[Any]], now: datetime) -> int:
    """Assess and store batch after batch. next_goals: told the last goal of the batch before, gives the next ones."""
    count = 0
    last: Any = None
    while True:
        with uncollected():
            goals = _assess_batch(next_goals, last, now)
        if not goals:
            return count
        count += len(goals)
        last = goals[-1]


def _assess_batch(next_goals: Callable[[Any], list[Any]], last: Any, now: datetime) -> list[Any]:
    with reading():
        goals = next_goals(last)
        practice_ids = {row.practice_id for row in goals}
        facts = facts_of_clients(practice_ids, {row.goal_client_id for row in goals})
        views = {client_id: (client_view(one), coach_view(one)) for client_id, one in facts.items()}
        crypto.ring().load(set(facts))
        assessed = list(_assess(goals, views, now, goes_on=True))
        known = _latest(practice_ids, {row.id for row in goals})
        db.session.rollback()
    if goals:
        store(goals, assessed, known, now)
    # Kept for a minute each, the keys of everybody in a re-assessment would fill the memory.
    for client_id in facts:
        crypto.ring().forget(client_id)
    return goals


def told_of(assessment: Any) -> dict[str, Any]:
    """Give the evidence stored with an assessment: what GET /goals/{id}/stall tells, and the weekly gains."""
    sealed = crypto.unseal(
        assessment.evidence, assessment.client_id, "stall_assessment", "evidence", assessment.id
    )
    told: dict[str, Any] = json.loads(sealed)
    return told


def verdict_of(assessment: Any) -> Verdict:
    """Give the verdict that was stored; its episodes stand in their own table."""
    told = told_of(assessment)
    return Verdict(
        level=assessment.level,
        lane=assessment.lane,
        since_on=assessment.since_on,
        at_least_weeks=told["at_least_weeks"],
        signs=tuple(rules.Sign(**sign) for sign in told["signs"]),
        missing=tuple(told["missing"]),
        clears_when=told["clears_when"],
        basis=assessment.basis,
        episodes=(),
        load=assessment.load_0_10,
        next_check_on=localtime.local_day(assessment.assessed_at, "UTC"),
    )


def disclose(goal_id: UUID, client_id: UUID, practice_id: UUID, now: datetime) -> None:
    """From now on the client reads this goal's level by its own name. Does not commit."""
    if not _is_disclosed(practice_id, goal_id):
        db.session.execute(
            sa.insert(StallDisclosure).values(
                goal_id=goal_id, client_id=client_id, practice_id=practice_id, at=now
            )
        )


def forget_derived(client_id: UUID, now: datetime, *, episodes: bool) -> None:
    """What was concluded of this client's goals is gone; what may still be concluded is, by the next tick.

    Does not commit. episodes: also those, for a client who wants no patterns looked for.
    """
    db.session.execute(sa.delete(StallAssessment).where(StallAssessment.client_id == client_id))
    if episodes:
        db.session.execute(sa.delete(StallEpisode).where(StallEpisode.client_id == client_id))
        db.session.execute(sa.delete(StallDisclosure).where(StallDisclosure.client_id == client_id))
        db.session.execute(sa.delete(StallVerdict).where(StallVerdict.client_id == client_id))
    db.session.execute(
        sa.update(Goal)
        .where(Goal.client_id == client_id, Goal.status.not_in(ENDED))
        .values(stall_check_due_at=now)
    )


# Reading


_GOAL = (
    Goal.id, Goal.practice_id, Goal.client_id.label("goal_client_id"), Goal.kind, Goal.status, *SHARING,
    Goal.stall_check_due_at,
)  # fmt: skip


def _goals_with_news(now: datetime) -> list[Any]:
    statement = (
        sa.select(*_GOAL)
        .where(Goal.stall_check_due_at <= now)
        # Goals due at one instant are taken in any order: sorting all of them for every batch costs more than the rule.
        .order_by(Goal.stall_check_due_at)
        .limit(BATCH)
    )
    return list(db.session.execute(statement))


def _goals_by_client(last: Any) -> list[Any]:
    statement = sa.select(*_GOAL).where(Goal.status.not_in(ENDED))
    if last is not None:
        statement = statement.where(sa.tuple_(Goal.client_id, Goal.id) > (last.goal_client_id, last.id))
    return list(db.session.execute(statement.order_by(Goal.client_id, Goal.id).limit(BATCH)))


def histories_of(
    goals: Sequence[Any], views: Mapping[UUID, Sequence[View]]
) -> Iterator[tuple[Any, View, StallHistory]]:
    """Give each goal's history once for each reader who sees it, as they see it; a private one for its client alone."""
    practice_ids = {row.practice_id for row in goals}
    trails = trails_of(practice_ids, {row.id: (row.goal_client_id, row.kind) for row in goals})
    reflections = _reflections(practice_ids, {row.goal_client_id for row in goals})
    adaptations = _adaptations(practice_ids, [row.id for row in goals])
    for row in goals:
        trail = trails[row.id]
        # Who sees the same is given the same history, and the rule is asked once for both.
        seen: dict[tuple[bool, bool, bool], StallHistory] = {}
        for view in views[row.goal_client_id]:
            seen_by = goal_seen(view, row)
            if seen_by is None:
                continue
            # Where no patterns are looked for, feelings and obstacles are not looked at.
            patterns = seen_by.patterns
            sees = (seen_by.numbers, patterns and seen_by.reflections, patterns and seen_by.obstacles)
            if sees not in seen:
                seen[sees] = StallHistory(
                    goal=as_seen(trail.history, seen_by),
                    reflections=reflections.get(row.goal_client_id, ()) if sees[1] else (),
                    adaptations=tuple(adaptations.get(row.id, ())),
                    restarts=trail.restarts,
                    on_hold_or_done=row.status not in RUNNING,
                    patterns=patterns,
                )
            yield row, seen_by, seen[sees]


def _assess(
    goals: Sequence[Any], views: Mapping[UUID, Sequence[View]], now: datetime, *, goes_on: bool = False
) -> Iterator[Assessed]:
    """Assess each goal once for each reader of its client, as its practice chose.

    goes_on: a goal that cannot be assessed is left out and logged, so that it holds up no other.
    """
    chosen = _chosen({row.practice_id for row in goals})
    for goal_id, seen in groupby(histories_of(goals, views), key=lambda each: each[0].id):
        try:
            assessed = list(_assess_goal(seen, chosen, now))
        except Exception as error:
            if not goes_on:
                raise
            log.error("goal not assessed", goal=str(goal_id), error=type(error).__name__)
        else:
            yield from assessed


def _assess_goal(
    seen: Iterable[tuple[Any, View, StallHistory]], chosen: Collection[UUID], now: datetime
) -> Iterator[Assessed]:
    known: Assessed | None = None
    for row, view, history in seen:
        if known is not None and known.history is history:
            yield replace(known, view=view)
            continue
        params, version = params_of(looks_earlier=row.practice_id in chosen)
        verdict = rules.assess(history, view.today(now), params)
        told = verdict if view.numbers else not_shared(verdict, view)
        known = Assessed(row.id, view, history, told, version)
        yield known


def _chosen(practice_ids: Collection[UUID]) -> set[UUID]:
    """Give those of these practices that chose to be told earlier."""
    statement = sa.select(StallSettings.practice_id).where(
        StallSettings.practice_id.in_(practice_ids), StallSettings.looks_earlier
    )
    return set(db.session.scalars(statement))


def _reflections(
    practice_ids: Collection[UUID], client_ids: Collection[UUID]
) -> dict[UUID, tuple[rules.Reflection, ...]]:
    columns = (
        REFLECTION.client_id,
        REFLECTION.week_on,
        REFLECTION.heavy,
        REFLECTION.drained,
        REFLECTION.bigger,
    )
    statement = (
        sa.select(*map(stored, columns))
        .where(REFLECTION.client_id.in_(client_ids), REFLECTION.practice_id.in_(practice_ids))
        .where(REFLECTION.counts)
        .order_by(REFLECTION.client_id, REFLECTION.week_on)
    )
    found: dict[UUID, tuple[rules.Reflection, ...]] = {}
    clients = by_stored_id(client_ids)
    for client_id, rows in groupby(db.session.execute(statement), key=itemgetter(0)):
        found[clients[client_id]] = tuple(
            rules.Reflection(day_of(week_on), heavy, drained, BIGGER.get(bigger))
            for _, week_on, heavy, drained, bigger in rows
        )
    return found


def _adaptations(
    practice_ids: Collection[UUID], goal_ids: Collection[UUID]
) -> dict[UUID, list[rules.Adaptation]]:
    statement = sa.select(Adaptation.goal_id, Adaptation.kind, Adaptation.on).where(
        Adaptation.goal_id.in_(goal_ids), Adaptation.practice_id.in_(practice_ids)
    )
    found: dict[UUID, list[rules.Adaptation]] = defaultdict(list)
    for goal_id, kind, on in db.session.execute(statement.order_by(Adaptation.on, Adaptation.id)):
        found[goal_id].append(rules.Adaptation(kind, on))
    return found


def _latest(practice_ids: Collection[UUID], goal_ids: Collection[UUID]) -> dict[tuple[UUID, str], Any]:
    columns = (
        StallAssessment.id,
        StallAssessment.goal_id,
        StallAssessment.viewer,
        StallAssessment.inputs_hash,
    )
    statement = sa.select(*columns).where(
        StallAssessment.goal_id.in_(goal_ids),
        StallAssessment.practice_id.in_(practice_ids),
        StallAssessment.is_latest,
    )
    return {(row.goal_id, row.viewer): row for row in db.session.execute(statement)}


def _is_disclosed(practice_id: UUID, goal_id: UUID) -> bool:
    found = sa.select(StallDisclosure.goal_id).where(
        StallDisclosure.goal_id == goal_id, StallDisclosure.practice_id == practice_id
    )
    return db.session.scalar(found) is not None
