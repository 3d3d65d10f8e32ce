"""What the last weeks of a client's goals look like, all of them at once."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api import crypto
from api.accounts.models import Membership
from api.accounts.rules import Principal
from api.accounts.services.sight import CALLER, CALLERS_PRACTICE, FACTS, caller_is, with_facts
from api.checkins.models import CheckIn
from api.checkins.services.recording import read_obstacles
from api.checkins.services.trails import trails_of
from api.db import db, of_one_practice
from api.goals.models import Goal
from api.goals.rules import GOAL_PARAMS, GoalHistory, adherence, calendar
from api.goals.services import GoalSeen
from api.goals.services.reading import GOAL, own_view, see_goal

_ACTIVE = (
    with_facts(
        sa.select(*GOAL, *FACTS)
        .select_from(Goal)
        .join(Membership, sa.and_(Membership.id == Goal.client_id, of_one_practice(Membership, Goal)))
    )
    .where(Goal.client_id == CALLER, Goal.practice_id == CALLERS_PRACTICE, Goal.status == "active")
    .order_by(Goal.id.desc())
)
_SAID = (
    sa.select(CheckIn.goal_id, CheckIn.happened_on, CheckIn.felt, CheckIn.obstacles)
    .where(CheckIn.client_id == CALLER, CheckIn.practice_id == CALLERS_PRACTICE, CheckIn.counts)
    .where(CheckIn.happened_on >= sa.bindparam("since_on"))
    .order_by(CheckIn.happened_on)
)


def insights(principal: Principal, now: datetime) -> dict[str, Any]:
    """Give what was kept, felt and in the way on each of the caller's active goals, the newest goal first.

    Of what was felt and in the way the last 12 weeks, oldest first. As many statements for one goal as for ten.
    """
    on = principal.today(now)
    asked = caller_is(principal, now)
    rows = db.session.connection().execute(_ACTIVE, asked).all()
    goals = [goal for row in rows if (goal := see_goal(row, own_view(row)))]
    kinds = {goal.id: (principal.member_id, goal.row.kind) for goal in goals}
    trails = trails_of([principal.practice_id], kinds)
    said = _said(asked, on - timedelta(days=GOAL_PARAMS.patterns_days - 1)) if goals else {}
    return {
        "as_of": on,
        "items": [_tell(goal, trails[goal.id].history, said.get(goal.id, ()), on) for goal in goals],
    }


def _said(asked: Mapping[str, Any], since_on: date) -> dict[UUID, list[Any]]:
    found: dict[UUID, list[Any]] = defaultdict(list)
    for row in db.session.connection().execute(_SAID, {**asked, "since_on": since_on}):
        found[row.goal_id].append(row)
    return found


def _tell(goal: GoalSeen, history: GoalHistory, said: Iterable[Any], on: date) -> dict[str, Any]:
    title = crypto.unseal(goal.row.title, goal.view.client_id, "goal", "title", goal.id)
    return {
        "goal": {"id": goal.id, "title": title},
        "begun_on": min(plan.start_on for plan in history.plans),
        "adherence": adherence(history, on),
        "calendar": list(calendar(history, on)),
        "said": [
            {"happened_on": row.happened_on, "felt": felt, "obstacles": read_obstacles(row.obstacles)}
            for row in said
            for felt in [row.felt if goal.view.feelings else None]
            if felt is not None or row.obstacles
        ],
    }
