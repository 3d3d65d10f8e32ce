"""Goals that a coach sets again and again."""

import json
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from uuid_utils.compat import uuid7

from api import crypto
from api.accounts.rules import Principal
from api.accounts.services.sight import audit, client_in_view
from api.crypto import SYSTEM
from api.db import AnySelect, changed, db
from api.errors import Fault, Invalid, NotFound, Stale
from api.goals.models import GoalTemplate
from api.goals.rules import plan_faults
from api.goals.services.reading import GoalSeen, goal_in_view
from api.goals.services.writing import NewGoal, add_goal, add_milestone, plan_facts_of
from api.pagination import Page, PageQuery, fetch_page, map_page

_TEMPLATE = tuple(GoalTemplate.__table__.columns)
_TEMPLATE_ID = GoalTemplate.__table__.c.id


def make_template(principal: Principal, sent: dict[str, Any], now: datetime) -> Any:
    """The practice's coaches can set such a goal. Raises Invalid when no plan could come of it."""
    _refuse_content(sent, now)
    template_id = uuid7()
    db.session.execute(
        sa.insert(GoalTemplate).values(
            id=template_id,
            practice_id=principal.practice_id,
            made_by_id=principal.member_id,
            version=1,
            made_at=now,
            **_sealed_content(template_id, sent),
        )
    )
    audit(principal.practice_id, principal.member_id, "template.made", template_id, now)
    db.session.commit()
    return template(principal, template_id)


def template(principal: Principal, template_id: UUID) -> dict[str, Any]:
    """Give a template of the caller's practice. Raises NotFound."""
    row = db.session.execute(_templates(principal).where(GoalTemplate.id == template_id)).one_or_none()
    if row is None:
        raise NotFound
    return _tell_template(row)


def templates(principal: Principal, query: PageQuery) -> Page[dict[str, Any]]:
    """Page through the practice's templates, the newest first."""
    return map_page(fetch_page(_templates(principal), [(_TEMPLATE_ID, True)], query), _tell_template)


def amend_template(
    principal: Principal, template_id: UUID, sent: dict[str, Any], version: int, now: datetime
) -> Any:
    """The template reads as sent; goals that came of it stay as they are."""
    template(principal, template_id)
    _refuse_content(sent, now)
    _write_template(template_id, version, **_sealed_content(template_id, sent))
    audit(principal.practice_id, principal.member_id, "template.amended", template_id, now)
    db.session.commit()
    return template(principal, template_id)


def retire_template(principal: Principal, template_id: UUID, version: int, now: datetime) -> None:
    """The template is no longer offered; programmes that have it keep it."""
    template(principal, template_id)
    _write_template(template_id, version, retired_at=now)
    audit(principal.practice_id, principal.member_id, "template.retired", template_id, now)
    db.session.commit()


def set_goal_from(
    principal: Principal, template_id: UUID, client_id: UUID, start_on: date | None, now: datetime
) -> GoalSeen:
    """The client has a goal as the template says, from `start_on` (by default today)."""
    content = template(principal, template_id)
    view = client_in_view(principal, client_id, now)
    today = view.today(now)
    goal_id = add_goal_from(
        view.practice_id, principal.member_id, content, view.client_id, start_on or today, today, now
    )
    db.session.commit()
    return goal_in_view(principal, goal_id, now)


def add_goal_from(
    practice_id: UUID,
    actor_id: UUID,
    content: dict[str, Any],
    client_id: UUID,
    start_on: date,
    today: date,
    now: datetime,
) -> UUID:
    """The client has a goal as `content` says, its days counted from `start_on`. Does not commit."""
    plan = content["plan"]
    goal_id = add_goal(
        practice_id,
        actor_id,
        NewGoal(
            client_id=client_id,
            title=content["title"],
            area=content["area"],
            kind=content["kind"],
            is_priority=content["is_priority"],
            is_private=False,
            why=content["why"],
            if_then=content["if_then"],
            plan=plan_from(plan, start_on),
        ),
        today,
        now,
    )
    for position, milestone in enumerate(content["milestones"]):
        add_milestone(
            practice_id,
            goal_id,
            client_id,
            uuid7(),
            {
                "title": milestone["title"],
                "position": position,
                "due_from": None,
                "due_on": None
                if milestone["due_after_days"] is None
                else start_on + timedelta(days=milestone["due_after_days"]),
                "weight": milestone["weight"],
                "reached_on": None,
                "what_worked": None,
            },
        )
    return goal_id


def plan_from(content: dict[str, Any], start_on: date) -> dict[str, Any]:
    """Give the plan that a template's plan is on a day: its weeks become a target day."""
    plan = {name: value for name, value in content.items() if name != "weeks"}
    weeks = content["weeks"]
    return plan | {
        "start_on": start_on,
        "target_on": None if weeks is None else start_on + timedelta(weeks=weeks),
    }


def content_of(row: Any) -> dict[str, Any]:
    """Give what a template's row holds."""
    content: dict[str, Any] = json.loads(
        crypto.unseal(row.content, SYSTEM, "goal_template", "content", row.id)
    )
    return content


def _templates(principal: Principal) -> AnySelect:
    return sa.select(*_TEMPLATE).where(
        GoalTemplate.practice_id == principal.practice_id, GoalTemplate.retired_at.is_(None)
    )


def _tell_template(row: Any) -> dict[str, Any]:
    return content_of(row) | {"id": row.id, "version": row.version, "made_at": row.made_at}


def _sealed_content(template_id: UUID, sent: dict[str, Any]) -> dict[str, bytes]:
    # A template belongs to no client: the instance's own key seals it.
    return {"content": crypto.seal(json.dumps(sent), SYSTEM, "goal_template", "content", template_id)}


def _refuse_content(sent: dict[str, Any], now: datetime) -> None:
    """Raise Invalid when the plan would be refused on the day it is used."""
    today = now.date()
    faults = plan_faults(sent["kind"], plan_facts_of(plan_from(sent["plan"], today), today))
    if faults:
        # A template has weeks where a plan has a day.
        own = {"plan.target_on": ("plan.weeks", "A number needs a time in which to reach it.")}
        raise Invalid(None, *(Fault(*own.get(field, (field, detail))) for field, detail in faults))


def _write_template(template_id: UUID, version: int, **values: Any) -> None:
    moved = db.session.execute(
        sa.update(GoalTemplate)
        .where(GoalTemplate.id == template_id, GoalTemplate.version == version)
        .values(version=version + 1, **values)
    )
    if changed(moved) != 1:
        raise Stale
