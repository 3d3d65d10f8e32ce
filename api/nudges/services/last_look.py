"""The last look at reminders before they leave: read for all that leave together, and each asked about by itself."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api.accounts.models import Membership, Person
from api.accounts.services.coaching import CoachToday, coaches_today
from api.batch import among, read_rows
from api.checkins.services import DayAsked, days_asked, goal_names
from api.db import db, of_one_practice
from api.delivery.services import has_push
from api.goals.models import Goal, Milestone
from api.nudges.models import Nudge, NudgePlan
from api.nudges.rules import Doors, Move, Occasion, Send, decide_nudge
from api.nudges.services.gathering import HAS_LEFT, occurrence_key, with_person
from api.nudges.services.planning import PLAN, quiet_of, rhythm_of
from api.nudges.services.texts import own_texts

NUDGE: sa.Table = Nudge.__table__  # type: ignore[assignment]
_PLANS = with_person(sa.select(*PLAN.c, Membership.zone.label("member_zone"), HAS_LEFT, Person.email)).where(
    among(NudgePlan.client_id, "client_ids"), among(NudgePlan.practice_id, "practice_ids")
)
_MILESTONES = (
    sa.select(Milestone.id, Milestone.client_id, Milestone.title, Milestone.due_on, Goal.is_private)
    .join(Goal, sa.and_(Goal.id == Milestone.goal_id, of_one_practice(Goal, Milestone)))
    .where(among(Milestone.id, "milestone_ids"), among(Milestone.practice_id, "practice_ids"))
)
_OTHERWISE = sa.update(NUDGE).where(
    NUDGE.c.occurrence_key == sa.bindparam("which"), NUDGE.c.practice_id == sa.bindparam("whose_practice")
)


@dataclass(frozen=True, slots=True)
class LastLook:
    """Everything that a reminder is worded from and asked about with. `plan`: None when there is none any more."""

    plan: Any | None
    asked: DayAsked
    coaches: Sequence[CoachToday]
    is_reached: bool
    """A browser of theirs takes pushes."""
    goal_names: Mapping[tuple[UUID, UUID], str | None]
    """By client and goal; None is not to be named."""
    milestones: Mapping[UUID, Any]
    own_texts: Mapping[tuple[UUID, str], Mapping[str, str]]


def look(payloads: Sequence[Mapping[str, Any]], now: datetime) -> list[Mapping[str, Any]]:
    """Give the payloads, each with the last look at its reminder."""
    practice_ids = {payload["practice_id"] for payload in payloads}
    about = [(UUID(payload["client_id"]), date.fromisoformat(payload["on"])) for payload in payloads]
    client_ids = {client_id for client_id, _ in about}
    whose = {"practice_ids": practice_ids, "client_ids": client_ids}
    plans = {row.client_id: row for row in read_rows(_PLANS, whose)}
    asked = _asked(practice_ids, set(about))
    coaches, reached = coaches_today(practice_ids, client_ids, now), has_push(practice_ids, client_ids)
    names = goal_names(practice_ids, {UUID(goal) for payload in payloads for goal in payload["goals"]})
    milestones = _milestones(practice_ids, [one for payload in payloads for one in payload["milestones"]])
    texts = own_texts(practice_ids)
    return [
        {
            **payload,
            "look": LastLook(
                plans.get(client_id),
                asked[client_id, on],
                coaches.get(client_id, ()),
                client_id in reached,
                names,
                milestones,
                texts,
            ),
        }
        for payload, (client_id, on) in zip(payloads, about, strict=True)
    ]


def still_wanted(payload: Mapping[str, Any], address: str, now: datetime) -> bool | datetime:
    """Say whether a queued reminder may still leave, or when to ask again; if not, its row says why.

    For a transaction just before it leaves.
    """
    looked: LastLook = payload["look"]
    plan = looked.plan
    if plan is None:
        return False
    on, kind = date.fromisoformat(payload["on"]), payload["kind"]
    goal_ids, news = frozenset(map(UUID, payload["goals"])), len(payload["milestones"])
    still_open = news + sum(1 for goal in looked.asked.goals if goal.goal_id in goal_ids and not goal.is_done)
    occasion = Occasion(
        next_at=datetime.fromisoformat(payload["planned_at"]),
        on=on,
        kind=kind,
        rhythm=rhythm_of(plan, plan.member_zone),
        from_zone=payload["from_zone"],
        quiet=quiet_of(plan),
        is_on=plan.is_on,
        has_left=plan.has_left,
        has_coach=bool(looked.coaches),
        doors=Doors(
            has_push=looked.is_reached,
            by_push=plan.by_push,
            by_email=plan.by_email,
            is_reachable=plan.email == address and not payload["is_refused"],
        ),
        is_paused=looked.asked.is_excused,
        due=len(looked.asked.goals) + news,
        still_open=still_open,
        to_ask=still_open,
    )
    decision = decide_nudge(occasion, now)
    if isinstance(decision, Send):
        return True
    outcome, reason = (
        ("queued", "quiet_hours") if isinstance(decision, Move) else ("not_sent", decision.reason)
    )
    which = {"which": occurrence_key(plan.client_id, on, kind), "whose_practice": plan.practice_id}
    told_now = {"outcome": outcome, "reason": reason, "decided_at": now}
    db.session.connection().execute(_OTHERWISE, which | told_now)
    return decision.until if isinstance(decision, Move) else False


def _asked(
    practice_ids: Collection[UUID], about: set[tuple[UUID, date]]
) -> dict[tuple[UUID, date], DayAsked]:
    """Give what clients' days ask for. Hardly anybody has reminders of two days leave together."""
    asked: dict[tuple[UUID, date], DayAsked] = {}
    while about:
        days = dict(about)
        found = days_asked(practice_ids, days)
        asked |= {(client_id, on): found[client_id] for client_id, on in days.items()}
        about = about - days.items()
    return asked


def _milestones(practice_ids: Collection[UUID], tokens: Sequence[str]) -> dict[UUID, Any]:
    if not tokens:
        return {}
    ids = [UUID(token.partition(":")[2]) for token in tokens]
    return {
        row.id: row for row in read_rows(_MILESTONES, {"practice_ids": practice_ids, "milestone_ids": ids})
    }
