"""What happened to goals, gathered for the rules: a few statements, whatever the number of goals."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from operator import itemgetter
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api.checkins.models import CheckIn, Skip
from api.checkins.services.recording import kinds_in
from api.db import by_stored_id, day_of, db, stored
from api.goals.rules import CheckIn as CheckInFacts
from api.goals.rules import GoalHistory, Pause
from api.goals.services import histories_of, pauses_and_restarts
from api.goals.services.reading import plans_of, statuses_of

LONGEST_DAYS = {"day": 1, "week": 7, "month": 31}
CHECK_IN = CheckIn.__table__.c


@dataclass(frozen=True, slots=True)
class Trail:
    """A goal's history, and the days on which it was taken up again after a rest."""

    history: GoalHistory
    restarts: tuple[date, ...]


def trails_of(practice_ids: Collection[UUID], goals: Mapping[UUID, tuple[UUID, str]]) -> dict[UUID, Trail]:
    """Give the trail of each of these practices' goals; goals: goal id -> (client id, kind)."""
    if not goals:
        return {}
    pauses: dict[UUID, list[Pause]] = defaultdict(list)
    restarts: dict[UUID, list[date]] = {}
    for goal_id, statuses in statuses_of(practice_ids, goals).items():
        held, restarts[goal_id] = pauses_and_restarts(statuses)
        pauses[goal_id].extend(held)
    of_client: dict[UUID, list[UUID]] = defaultdict(list)
    for goal_id, (client_id, _) in goals.items():
        of_client[client_id].append(goal_id)
    for skip in _skips(practice_ids, set(of_client)):
        for goal_id in of_client[skip.client_id] if skip.goal_id is None else (skip.goal_id,):
            pauses[goal_id].append(Pause(skip.from_on, skip.until_on))
    for spans in pauses.values():
        spans.sort(key=lambda pause: pause.from_on)
    kinds = {goal_id: kind for goal_id, (_, kind) in goals.items()}
    plans = plans_of(practice_ids, goals)
    histories = histories_of(practice_ids, kinds, plans, _check_ins(practice_ids, list(goals)), pauses)
    return {
        goal_id: Trail(history, tuple(restarts.get(goal_id, ()))) for goal_id, history in histories.items()
    }


def periods_begin(on: date, plans: Iterable[Any]) -> date:
    """Give a day on or before which every period of these plans that holds `on` begins."""
    longest = max((plan.interval * LONGEST_DAYS[plan.every] for plan in plans), default=0)
    return on - timedelta(days=longest)


def _skips(practice_ids: Collection[UUID], client_ids: set[UUID]) -> list[Any]:
    statement = sa.select(Skip.client_id, Skip.goal_id, Skip.from_on, Skip.until_on).where(
        Skip.client_id.in_(client_ids), Skip.practice_id.in_(practice_ids)
    )
    return list(db.session.execute(statement))


def _check_ins(practice_ids: Collection[UUID], goal_ids: list[UUID]) -> dict[UUID, tuple[CheckInFacts, ...]]:
    columns = (CHECK_IN.goal_id, CHECK_IN.happened_on, CHECK_IN.outcome, CHECK_IN.value, CHECK_IN.obstacles)
    statement = (
        sa.select(*map(stored, columns))
        .where(CHECK_IN.goal_id.in_(goal_ids), CHECK_IN.practice_id.in_(practice_ids), CHECK_IN.counts)
        .order_by(CHECK_IN.goal_id, CHECK_IN.happened_on)
    )
    found: dict[UUID, tuple[CheckInFacts, ...]] = {}
    goals = by_stored_id(goal_ids)
    for goal_id, rows in groupby(db.session.execute(statement), key=itemgetter(0)):
        found[goals[goal_id]] = tuple(
            CheckInFacts(day_of(on), outcome, value, kinds_in(codes)) for _, on, outcome, value, codes in rows
        )
    return found
