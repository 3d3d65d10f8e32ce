"""Goals with news are assessed by the one pure rule, once for the client and once for what the coach may see."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa
import structlog
from uuid_utils.compat import uuid7

from api import crypto, localtime
from api.accounts.rules import Principal, View, client_view, coach_view
from api.accounts.services.sight import facts_of_clients
from api.checkins.models import Reflection
from api.checkins.services import trails_of
from api.checkins.services.trails import Trail
from api.db import changed, db, reading
from api.goals.models import Goal
from api.goals.rules import CheckIn, GoalHistory, weekly_gains
from api.goals.services import goal_in_view
from api.goals.services.reading import ENDED, RUNNING
from api.stalls import rules
from api.stalls.models import Adaptation, StallAssessment, StallDisclosure, StallEpisode, StallVerdict
from api.stalls.rules import DEFAULT, PARAMS_VERSION, StallHistory, Verdict

log = structlog.get_logger()

BATCH = 200
SPARKLINE_WEEKS = 8
SUPPORT = "consider_support"
NOTHING_SHARED = "The client shares no numbers of this goal."
# A verdict asks for its next look in days; sooner than this only news brings a goal back.
SHORTEST_WAIT = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Assessed:
    """One goal as one viewer may see it, and what the rule says of it."""

    goal_id: UUID
    view: View
    history: StallHistory
    verdict: Verdict


def stall_of_goal(principal: Principal, goal_id: UUID, now: datetime) -> dict[str, Any]:
    """Give what the model says of a goal from what this reader may see, with its evidence in words."""
    goal = goal_in_view(principal, goal_id, now)
    [assessed] = _assess([goal.row], {goal.view.client_id: (goal.view,)}, now)
    verdict = assessed.verdict
    if goal.view.is_own and not _is_disclosed(goal_id):
        verdict = rules.for_client(verdict)
    return _tell(verdict)


def assess_goals_with_news(now: datetime) -> int:
    """Every goal whose check was due has its verdicts stored, and the next instant at which time alone may change them.

    The reading is done without the write lock; a goal that got more news meanwhile keeps its due date and comes round
    again. Returns the number of goals assessed.
    """
    count = 0
    while True:
        with reading():
            goals = _goals_with_news(now)
            facts = facts_of_clients({row.goal_client_id for row in goals})
            views = {client_id: (client_view(one), coach_view(one)) for client_id, one in facts.items()}
            crypto.ring().load(set(facts))
            assessed = list(_assess(goals, views, now, goes_on=True))
            known = _latest({row.id for row in goals})
            db.session.rollback()
        if not goals:
            return count
        _store(goals, assessed, known, now)
        count += len(goals)


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
    if not _is_disclosed(goal_id):
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


def _goals_with_news(now: datetime) -> list[Any]:
    columns = (
        Goal.id, Goal.practice_id, Goal.client_id.label("goal_client_id"), Goal.kind, Goal.status, Goal.is_private,
        Goal.stall_check_due_at,
    )  # fmt: skip
    statement = (
        sa.select(*columns)
        .where(Goal.stall_check_due_at <= now)
        .order_by(Goal.stall_check_due_at, Goal.id)
        .limit(BATCH)
    )
    return list(db.session.execute(statement))


def _assess(
    goals: Sequence[Any], views: Mapping[UUID, Sequence[View]], now: datetime, *, goes_on: bool = False
) -> Iterator[Assessed]:
    """Assess each goal once for each view of its client; a private goal only for its client.

    goes_on: a goal that cannot be assessed is left out and logged, so that it holds up no other.
    """
    trails = trails_of({row.id: (row.goal_client_id, row.kind) for row in goals})
    reflections = _reflections({row.goal_client_id for row in goals})
    adaptations = _adaptations([row.id for row in goals])
    for row in goals:
        known = (reflections.get(row.goal_client_id, ()), adaptations.get(row.id, ()))
        seen_by = [view for view in views[row.goal_client_id] if view.is_own or not row.is_private]
        try:
            assessed = [_assess_for(view, row, trails[row.id], *known, now) for view in seen_by]
        except Exception as error:
            if not goes_on:
                raise
            log.error("goal not assessed", goal=str(row.id), error=type(error).__name__)
        else:
            yield from assessed


def _assess_for(
    view: View,
    row: Any,
    trail: Trail,
    reflections: Iterable[rules.Reflection],
    adaptations: Iterable[rules.Adaptation],
    now: datetime,
) -> Assessed:
    history = StallHistory(
        goal=_as_seen(trail.history, view),
        reflections=tuple(reflections) if view.feelings else (),
        adaptations=tuple(adaptations),
        restarts=trail.restarts,
        on_hold_or_done=row.status not in RUNNING,
        patterns=view.patterns,
    )
    verdict = rules.assess(history, view.today(now))
    return Assessed(row.id, view, history, verdict if view.numbers else _not_shared(verdict))


def _as_seen(history: GoalHistory, view: View) -> GoalHistory:
    """Leave out what this reader may not see: a sign uses only what its reader may see."""
    if not view.numbers:
        return GoalHistory(history.kind, history.plans, (), (), history.pauses)
    if view.obstacles:
        return history
    bare = tuple(CheckIn(one.on, one.outcome, one.value) for one in history.check_ins)
    return GoalHistory(history.kind, history.plans, history.steps, bare, history.pauses)


def _not_shared(verdict: Verdict) -> Verdict:
    """A client who shares no numbers is not quiet: their coach cannot tell."""
    return replace(
        verdict, lane=verdict.lane if verdict.lane == "paused" else None, missing=(NOTHING_SHARED,)
    )


def _reflections(client_ids: Collection[UUID]) -> dict[UUID, list[rules.Reflection]]:
    statement = (
        sa.select(
            Reflection.client_id, Reflection.week_on, Reflection.heavy, Reflection.drained, Reflection.bigger
        )
        .where(Reflection.client_id.in_(client_ids), Reflection.counts)
        .order_by(Reflection.week_on)
    )
    answers = {"yes": True, "no": False}
    found: dict[UUID, list[rules.Reflection]] = defaultdict(list)
    for client_id, week_on, heavy, drained, bigger in db.session.execute(statement):
        found[client_id].append(rules.Reflection(week_on, heavy, drained, answers.get(bigger)))
    return found


def _adaptations(goal_ids: Collection[UUID]) -> dict[UUID, list[rules.Adaptation]]:
    statement = sa.select(Adaptation.goal_id, Adaptation.kind, Adaptation.on).where(
        Adaptation.goal_id.in_(goal_ids)
    )
    found: dict[UUID, list[rules.Adaptation]] = defaultdict(list)
    for goal_id, kind, on in db.session.execute(statement.order_by(Adaptation.on, Adaptation.id)):
        found[goal_id].append(rules.Adaptation(kind, on))
    return found


def _latest(goal_ids: Collection[UUID]) -> dict[tuple[UUID, str], Any]:
    columns = (
        StallAssessment.id,
        StallAssessment.goal_id,
        StallAssessment.viewer,
        StallAssessment.inputs_hash,
    )
    statement = sa.select(*columns).where(StallAssessment.goal_id.in_(goal_ids), StallAssessment.is_latest)
    return {(row.goal_id, row.viewer): row for row in db.session.execute(statement)}


def _is_disclosed(goal_id: UUID) -> bool:
    return (
        db.session.scalar(sa.select(StallDisclosure.goal_id).where(StallDisclosure.goal_id == goal_id))
        is not None
    )


# Writing


def _store(
    goals: Sequence[Any], assessed: Sequence[Assessed], known: dict[tuple[UUID, str], Any], now: datetime
) -> None:
    """Keep what is new of the verdicts, and set each goal's next due date unless it got news meanwhile. Commits."""
    # Only what nobody touched meanwhile: a consent taken back in between must find nothing stored afterwards.
    untouched = _set_next_due(goals, assessed, now)
    assessed = [one for one in assessed if one.goal_id in untouched]
    outdated: list[UUID] = []
    made: list[dict[str, Any]] = []
    for one in assessed:
        before = known.pop((one.goal_id, one.view.reader), None)
        inputs_hash = _hash_of(one)
        if before is not None and before.inputs_hash == inputs_hash:
            continue
        if before is not None:
            outdated.append(before.id)
        made.append(_assessment(one, inputs_hash, now))
    # What is left of a goal that was assessed has no such viewer any more: the goal has become private.
    told = {one.goal_id for one in assessed}
    outdated.extend(row.id for row in known.values() if row.goal_id in told)
    if outdated:
        db.session.execute(
            sa.update(StallAssessment)
            .where(StallAssessment.id.in_(outdated))
            .values(is_latest=False, referral_check_due_at=None)
        )
    if made:
        db.session.execute(sa.insert(StallAssessment), made)
    _store_episodes([one for one in assessed if one.view.is_own])
    db.session.commit()


def _hash_of(one: Assessed) -> bytes:
    # The verdict belongs to the hash: the passing of time is an input, too.
    return hashlib.sha256(repr((PARAMS_VERSION, DEFAULT, one.history, one.verdict)).encode()).digest()


def _assessment(one: Assessed, inputs_hash: bytes, now: datetime) -> dict[str, Any]:
    assessment_id, verdict = uuid7(), one.verdict
    told = _tell(verdict) | {
        "sparkline": weekly_gains(one.history.goal, one.view.today(now), SPARKLINE_WEEKS)
    }
    evidence = json.dumps(told, default=date.isoformat)
    return {
        "id": assessment_id,
        "practice_id": one.view.practice_id,
        "goal_id": one.goal_id,
        "client_id": one.view.client_id,
        "viewer": one.view.reader,
        "is_latest": True,
        "inputs_hash": inputs_hash,
        "params_version": PARAMS_VERSION,
        "level": verdict.level,
        "lane": verdict.lane,
        "basis": verdict.basis,
        "since_on": verdict.since_on,
        "load_0_10": verdict.load,
        "evidence": crypto.seal(evidence, one.view.client_id, "stall_assessment", "evidence", assessment_id),
        "assessed_at": now,
        "referral_check_due_at": now if verdict.level == SUPPORT and one.view.reader == "coach" else None,
    }


def _store_episodes(assessed: Sequence[Assessed]) -> None:
    """The episodes are those that the history now tells; a late check-in may have changed where one begins."""
    goal_ids = [one.goal_id for one in assessed]
    stored = {
        (row.goal_id, row.opened_on): (row.closed_on, row.was_adapted)
        for row in db.session.execute(
            sa.select(
                StallEpisode.goal_id, StallEpisode.opened_on, StallEpisode.closed_on, StallEpisode.was_adapted
            ).where(StallEpisode.goal_id.in_(goal_ids))
        )
    }
    told = {
        (one.goal_id, episode.opened_on): (episode.closed_on, episode.adapted)
        for one in assessed
        for episode in one.verdict.episodes
    }
    views = {one.goal_id: one.view for one in assessed}
    for goal_id, opened_on in stored.keys() - told.keys():
        db.session.execute(
            sa.delete(StallEpisode).where(
                StallEpisode.goal_id == goal_id, StallEpisode.opened_on == opened_on
            )
        )
    for (goal_id, opened_on), (closed_on, was_adapted) in told.items():
        if (goal_id, opened_on) in stored and stored[goal_id, opened_on] != (closed_on, was_adapted):
            db.session.execute(
                sa.update(StallEpisode)
                .where(StallEpisode.goal_id == goal_id, StallEpisode.opened_on == opened_on)
                .values(closed_on=closed_on, was_adapted=was_adapted)
            )
    made = [
        {
            "id": uuid7(),
            "practice_id": views[goal_id].practice_id,
            "goal_id": goal_id,
            "client_id": views[goal_id].client_id,
            "opened_on": opened_on,
            "closed_on": closed_on,
            "was_adapted": was_adapted,
        }
        for (goal_id, opened_on), (closed_on, was_adapted) in told.items()
        if (goal_id, opened_on) not in stored
    ]
    if made:
        db.session.execute(sa.insert(StallEpisode), made)


def _set_next_due(goals: Sequence[Any], assessed: Sequence[Assessed], now: datetime) -> set[UUID]:
    """Set when each goal is looked at next. Returns, held until the commit, those that got no news meanwhile."""
    untouched: set[UUID] = set()
    next_due: dict[UUID, datetime] = {}
    for one in assessed:
        due = max(localtime.day_starts(one.verdict.next_check_on, one.view.zone), now + SHORTEST_WAIT)
        next_due[one.goal_id] = min(due, next_due.get(one.goal_id, due))
    for row in goals:
        due_at = None if row.status in ENDED else next_due.get(row.id, now + SHORTEST_WAIT)
        met = db.session.execute(
            sa.update(Goal)
            .where(Goal.id == row.id, Goal.stall_check_due_at == row.stall_check_due_at)
            .values(stall_check_due_at=due_at)
        )
        if changed(met):
            untouched.add(row.id)
    return untouched


def _tell(verdict: Verdict) -> dict[str, Any]:
    return {
        "level": verdict.level,
        "lane": verdict.lane,
        "since_on": verdict.since_on,
        "at_least_weeks": verdict.at_least_weeks,
        "signs": [
            {"sign": sign.sign, "holds": sign.holds, "sentence": sign.sentence} for sign in verdict.signs
        ],
        "missing": list(verdict.missing),
        "clears_when": verdict.clears_when,
        "params_version": PARAMS_VERSION,
    }
