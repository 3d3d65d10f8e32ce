"""What happened to goals, gathered for the rules: a few statements, whatever the number of goals."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api.checkins.models import CheckIn, Skip
from api.checkins.services.recording import read_obstacles
from api.db import by_stored_id, db, stored_id
from api.goals.rules import CheckIn as CheckInFacts
from api.goals.rules import GoalHistory, Pause
from api.goals.services import histories_of, pauses_and_restarts
from api.goals.services.reading import plans_of, statuses_of

LOOK_BACK = timedelta(days=100)
LONGEST_DAYS = {"day": 1, "week": 7, "month": 31}


@dataclass(frozen=True, slots=True)
class Trail:
    """A goal's history, and the days on which it was taken up again after a rest."""

    history: GoalHistory
    restarts: tuple[date, ...]


def trails_of(goals: Mapping[UUID, tuple[UUID, str]], around: date | None = None) -> dict[UUID, Trail]:
    """Give the trail of each goal.

    goals: goal id -> (client id, kind). around: leave out check-ins that no period at or after that day can hold.
    """
    if not goals:
        return {}
    pauses: dict[UUID, list[Pause]] = defaultdict(list)
    restarts: dict[UUID, list[date]] = {}
    for goal_id, statuses in statuses_of(goals).items():
        held, restarts[goal_id] = pauses_and_restarts(statuses)
        pauses[goal_id].extend(held)
    of_client: dict[UUID, list[UUID]] = defaultdict(list)
    for goal_id, (client_id, _) in goals.items():
        of_client[client_id].append(goal_id)
    for skip in _skips(set(of_client)):
        for goal_id in of_client[skip.client_id] if skip.goal_id is None else (skip.goal_id,):
            pauses[goal_id].append(Pause(skip.from_on, skip.until_on))
    for spans in pauses.values():
        spans.sort(key=lambda pause: pause.from_on)
    kinds = {goal_id: kind for goal_id, (_, kind) in goals.items()}
    plans = plans_of(goals)
    since_on = around and periods_begin(around, (plan for each in plans.values() for plan in each))
    histories = histories_of(kinds, plans, _check_ins(list(goals), since_on), pauses)
    return {
        goal_id: Trail(history, tuple(restarts.get(goal_id, ()))) for goal_id, history in histories.items()
    }


def periods_begin(on: date, plans: Iterable[Any]) -> date:
    """Give a day on or before which every period of these plans that holds `on` begins; a quarter back at least."""
    longest = max((plan.interval * LONGEST_DAYS[plan.every] for plan in plans), default=0)
    return on - max(LOOK_BACK, timedelta(days=longest))


def _skips(client_ids: set[UUID]) -> list[Any]:
    columns = (Skip.client_id, Skip.goal_id, Skip.from_on, Skip.until_on)
    return list(db.session.execute(sa.select(*columns).where(Skip.client_id.in_(client_ids))))


def _check_ins(goal_ids: list[UUID], since_on: date | None) -> dict[UUID, tuple[CheckInFacts, ...]]:
    statement = (
        sa.select(
            stored_id(CheckIn.goal_id), CheckIn.happened_on, CheckIn.outcome, CheckIn.value, CheckIn.obstacles
        )
        .where(CheckIn.goal_id.in_(goal_ids), CheckIn.counts)
        .order_by(CheckIn.goal_id, CheckIn.happened_on)
    )
    if since_on is not None:
        statement = statement.where(CheckIn.happened_on >= since_on)
    found: dict[UUID, list[CheckInFacts]] = defaultdict(list)
    goals = by_stored_id(goal_ids)
    for goal_id, on, outcome, value, obstacles in db.session.execute(statement):
        told = CheckInFacts(on, outcome, value, tuple(read_obstacles(obstacles)))
        found[goals[goal_id]].append(told)
    return {goal_id: tuple(check_ins) for goal_id, check_ins in found.items()}
