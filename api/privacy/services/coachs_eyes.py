"""What a client's coach sees of them, told to the client: read by the very services that answer the coach."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api.accounts.models import Engagement, Membership
from api.accounts.rules import Principal
from api.accounts.services import reads
from api.caseload.queries import case
from api.checkins.services import check_ins_of_goal, goal_progress
from api.db import db
from api.errors import NotFound
from api.goals.services import goal_in_view, goals_in_view, tell_goals
from api.pagination import Page, PageQuery
from api.stalls.services import adaptations_of_goal, level_as_client_reads_it, stall_as_coach_reads_it

NOT_SHOWN = (
    "Drafts of a suggestion: your coach decides whether to bring one up, and it is yours to read from then on.",
    "The names of two levels that would give a draft away: they read “stalled” here until a suggestion is offered.",
    "Your coach's private notes: the privacy notice says how many there are.",
)
"""Said always, in the same words, whether there is anything of the kind or not."""


def what_my_coach_sees(
    principal: Principal, coach_id: UUID | None, query: PageQuery, now: datetime
) -> dict[str, Any]:
    """Give the caller's line of their coach's caseload, and their goals as that coach reads them.

    Without a coach today nobody sees anything: `coach` is None and the rest empty. Raises NotFound for somebody who is
    not the caller's coach today.
    """
    coach = _coach(principal, coach_id, now)
    told: dict[str, Any] = {"coach": None, "caseload": None, "goals": Page([]), "not_shown": NOT_SHOWN}
    if coach is None:
        return told
    eyes = _eyes(coach)
    with reads.aside():
        found = goals_in_view(eyes, principal.member_id, query, now)
        row = case(eyes, principal.member_id, now)
        goals = tell_goals(found.items)
    # Which suggestion there is, if any, the client reads among their suggestions, once it is offered.
    row |= {"open_suggestion": None, "level": level_as_client_reads_it(principal.member_id, row["level"])}
    return told | {"coach": _name(coach), "caseload": row, "goals": Page(goals, found.next)}


def goal_as_my_coach_sees_it(
    principal: Principal, goal_id: UUID, coach_id: UUID | None, query: PageQuery, now: datetime
) -> dict[str, Any]:
    """Give one goal's page as the caller's coach reads it. Raises NotFound for a goal that is not the caller's own.

    A goal that the coach does not see, or that nobody coaches, is told by empty parts.
    """
    own = goal_in_view(principal, goal_id, now)
    if not own.view.is_own:
        raise NotFound
    coach = _coach(principal, coach_id, now)
    told: dict[str, Any] = {
        "coach": coach and _name(coach),
        "goal": None,
        "progress": None,
        "stall": None,
        "check_ins": Page([]),
        "adaptations": Page([]),
        "not_shown": NOT_SHOWN,
    }
    if coach is None or own.coachs_view is None:
        return told
    eyes = _eyes(coach)
    with reads.aside():
        [goal] = tell_goals([goal_in_view(eyes, goal_id, now)])
        return told | {
            "goal": goal,
            "progress": goal_progress(eyes, goal_id, now),
            "stall": stall_as_coach_reads_it(eyes, goal_id, now),
            "check_ins": check_ins_of_goal(eyes, goal_id, query, now),
            "adaptations": adaptations_of_goal(eyes, goal_id, PageQuery(limit=query.limit), now),
        }


def _coach(principal: Principal, coach_id: UUID | None, now: datetime) -> Any:
    """Give the row of that coach, or of the one who has coached the caller longest; None: nobody does today."""
    coaches = _coaches(principal, now)
    if coach_id is None:
        return coaches[0] if coaches else None
    found = next((coach for coach in coaches if coach.id == coach_id), None)
    if found is None:
        raise NotFound
    return found


def _coaches(principal: Principal, now: datetime) -> Sequence[Any]:
    rows = db.session.execute(
        sa.select(
            Membership.id, Membership.practice_id, Membership.name, Membership.zone, Engagement.from_on,
            Engagement.until_on,
        )
        .join(Engagement, Engagement.coach_id == Membership.id)
        .where(Engagement.client_id == principal.member_id, Engagement.practice_id == principal.practice_id)
        .where(Membership.is_coach, Membership.left_at.is_(None))
        .order_by(Engagement.from_on, Membership.id)
    )  # fmt: skip
    coaches = []
    for row in rows:
        today = _eyes(row).today(now)
        if row.from_on <= today and (row.until_on is None or row.until_on >= today):
            coaches.append(row)
    return coaches


def _eyes(coach: Any) -> Principal:
    return Principal(coach.id, coach.practice_id, frozenset({"coach"}), coach.zone)


def _name(coach: Any) -> dict[str, Any]:
    return {"id": coach.id, "name": coach.name}
