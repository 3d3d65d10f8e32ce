"""What a client shares with their coach: of everything, and of one goal otherwise. In force at once."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api.accounts.models import Sharing
from api.accounts.rules import Principal
from api.accounts.rules.sharing import SHARED_FIELDS
from api.accounts.services.sight import audit, hold_client
from api.db import db
from api.errors import NotFound
from api.goals.models import Goal
from api.goals.services import GoalSeen, goal_in_view
from api.goals.services.reading import shared_with_coach
from api.referrals.services import forget_drafts
from api.stalls.services import forget_derived


def sharing(principal: Principal) -> dict[str, bool]:
    """Give what the caller lets their coach see."""
    row = db.session.execute(
        sa.select(*(Sharing.__table__.c[name] for name in SHARED_FIELDS)).where(
            Sharing.client_id == principal.member_id
        )
    ).one()
    return dict(row._mapping)


def set_sharing(principal: Principal, sent: dict[str, bool], now: datetime) -> dict[str, bool]:
    """The coach sees from now on what `sent` says; what was concluded for them from anything else is gone."""
    hold_client(principal.member_id)
    before = sharing(principal)
    after = before | sent
    if after != before:
        db.session.execute(sa.update(Sharing).where(Sharing.client_id == principal.member_id).values(**after))
        follow_sharing(principal.member_id, before, after, now)
        audit(principal.practice_id, principal.member_id, "sharing.set", principal.member_id, now)
    db.session.commit()
    return after


def goal_sharing(principal: Principal, goal_id: UUID, now: datetime) -> dict[str, Any]:
    """Give what the caller says of one of their goals (None: as everywhere), and what comes of it. Raises NotFound."""
    return _tell(_own_goal(principal, goal_id, now))


def set_goal_sharing(
    principal: Principal, goal_id: UUID, sent: dict[str, bool | None], now: datetime
) -> dict[str, Any]:
    """The coach sees of this goal from now on what `sent` says; what was concluded from anything else is gone."""
    hold_client(principal.member_id)
    before = _tell(_own_goal(principal, goal_id, now, lock=True))
    changes = {name: said for name, said in sent.items() if said != before[name]}
    if changes:
        db.session.execute(
            sa.update(Goal)
            .where(Goal.id == goal_id)
            .values({f"{name}_shared": said for name, said in changes.items()})
        )
        after = _tell(_own_goal(principal, goal_id, now))
        was, is_now = before["shared"], after["shared"]
        follow_sharing(principal.member_id, was, is_now, now)
        audit(principal.practice_id, principal.member_id, "goal.sharing.set", goal_id, now)
    db.session.commit()
    return goal_sharing(principal, goal_id, now)


def follow_sharing(
    client_id: UUID, before: Mapping[str, bool], after: Mapping[str, bool], now: datetime
) -> None:
    """What was concluded for the coach from what was shared before is gone. Does not commit."""
    if before == after:
        return
    forget_derived(client_id, now, episodes=False)
    if any(before[name] and not after[name] for name in SHARED_FIELDS):
        # A draft joins what is known of several goals, and its words rest on all of them.
        forget_drafts(client_id)


def _own_goal(principal: Principal, goal_id: UUID, now: datetime, *, lock: bool = False) -> GoalSeen:
    goal = goal_in_view(principal, goal_id, now, lock=lock)
    if not goal.view.is_own:
        raise NotFound
    return goal


def _tell(goal: GoalSeen) -> dict[str, Any]:
    said = {name: getattr(goal.row, f"{name}_shared") for name in SHARED_FIELDS}
    return {"goal_id": goal.id, **said, "shared": shared_with_coach(goal.coachs_view)}
