"""What was assessed is kept: verdicts with their evidence, the episodes, and when each goal is looked at next."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from operator import attrgetter
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from uuid_utils.compat import uuid7

from api import crypto, localtime
from api.accounts.rules import View
from api.db import db
from api.goals.models import Goal
from api.goals.rules import GoalHistory, Step, weekly_gains
from api.goals.services.reading import ENDED
from api.stalls.models import StallAssessment, StallEpisode
from api.stalls.rules import DEFAULT, Sign, StallHistory, Verdict

SPARKLINE_WEEKS = 8
SUPPORT = "consider_support"
# A verdict asks for its next look in days; sooner than this only news brings a goal back.
SHORTEST_WAIT = timedelta(hours=1)


def _values_of(kind: type[Any], *but: str) -> Callable[[Any], tuple[Any, ...]]:
    """Give what reads every field of such a value as a plain tuple, but for those named."""
    return attrgetter(*(field.name for field in fields(kind) if field.name not in but))


_PARAMS = hashlib.sha256(repr(DEFAULT).encode()).hexdigest()
_HISTORY, _GOAL = (
    _values_of(StallHistory, "goal", "reflections"),
    _values_of(GoalHistory, "steps", "check_ins"),
)
_VERDICT, _SIGN, _STEP = _values_of(Verdict, "signs"), _values_of(Sign), _values_of(Step)


@dataclass(frozen=True, slots=True)
class Assessed:
    """One goal as one viewer may see it, and what the rule says of it."""

    goal_id: UUID
    view: View
    history: StallHistory
    verdict: Verdict
    params_version: str


def store(
    goals: Sequence[Any], assessed: Sequence[Assessed], known: dict[tuple[UUID, str], Any], now: datetime
) -> None:
    """Keep what is new of the verdicts, and set each goal's next due date unless it got news meanwhile. Commits."""
    # Only what nobody touched meanwhile: a consent taken back in between must find nothing stored afterwards.
    untouched = _set_next_due(goals, assessed, now)
    assessed = [one for one in assessed if one.goal_id in untouched]
    practice_ids = {one.view.practice_id for one in assessed}
    outdated: list[UUID] = []
    made: list[dict[str, Any]] = []
    last: Assessed | None = None
    inputs_hash = b""
    for one in assessed:
        before = known.pop((one.goal_id, one.view.reader), None)
        # Two viewers who see the same were given one history and one verdict.
        if last is None or last.history is not one.history or last.verdict is not one.verdict:
            inputs_hash = _hash_of(one)
        last = one
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
            .where(StallAssessment.id.in_(outdated), StallAssessment.practice_id.in_(practice_ids))
            .values(is_latest=False, referral_check_due_at=None)
        )
    if made:
        db.session.execute(sa.insert(StallAssessment), made)
    _store_episodes([one for one in assessed if one.view.is_own])
    db.session.commit()


def _hash_of(one: Assessed) -> bytes:
    # Spelled out as plain tuples: the names of fields, a hundred times over, cost more than the rule.
    history, goal, verdict = one.history, one.history.goal, one.verdict
    told = (
        *(
            [(on.toordinal(), outcome, value, codes) for on, outcome, value, codes in goal.check_ins],
            [(week_on.toordinal(), *taps) for week_on, *taps in history.reflections],
            list(map(_STEP, goal.steps)),
        ),
        *(_GOAL(goal), _HISTORY(history)),
    )
    # The verdict belongs to the hash: the passing of time is an input, too.
    concluded = (list(map(_SIGN, verdict.signs)), _VERDICT(verdict))
    return hashlib.sha256(repr((one.params_version, _PARAMS, told, concluded)).encode()).digest()


def _assessment(one: Assessed, inputs_hash: bytes, now: datetime) -> dict[str, Any]:
    assessment_id, verdict = uuid7(), one.verdict
    told = tell(verdict, one.params_version) | {
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
        "params_version": one.params_version,
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
    practice_ids = {one.view.practice_id for one in assessed}
    stored = {
        (row.goal_id, row.opened_on): (row.closed_on, row.was_adapted)
        for row in db.session.execute(
            sa.select(
                StallEpisode.goal_id, StallEpisode.opened_on, StallEpisode.closed_on, StallEpisode.was_adapted
            ).where(StallEpisode.goal_id.in_(goal_ids), StallEpisode.practice_id.in_(practice_ids))
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
                StallEpisode.goal_id == goal_id,
                StallEpisode.practice_id == views[goal_id].practice_id,
                StallEpisode.opened_on == opened_on,
            )
        )
    for (goal_id, opened_on), (closed_on, was_adapted) in told.items():
        if (goal_id, opened_on) in stored and stored[goal_id, opened_on] != (closed_on, was_adapted):
            db.session.execute(
                sa.update(StallEpisode)
                .where(StallEpisode.goal_id == goal_id, StallEpisode.opened_on == opened_on)
                .where(StallEpisode.practice_id == views[goal_id].practice_id)
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
    practice_ids = {row.practice_id for row in goals}
    together: dict[datetime | None, list[tuple[UUID, datetime]]] = defaultdict(list)
    for row in goals:
        due_at = None if row.status in ENDED else next_due.get(row.id, now + SHORTEST_WAIT)
        together[due_at].append((row.id, row.stall_check_due_at))
    for due_at, met in together.items():
        found = db.session.execute(
            sa.update(Goal)
            .where(sa.tuple_(Goal.id, Goal.stall_check_due_at).in_(met), Goal.practice_id.in_(practice_ids))
            .values(stall_check_due_at=due_at)
            .returning(Goal.id)
        )
        untouched.update(found.scalars())
    return untouched


def tell(verdict: Verdict, params_version: str) -> dict[str, Any]:
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
        "params_version": params_version,
    }
