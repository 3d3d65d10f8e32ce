"""Who sees what of a suggestion."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api import crypto
from api.accounts.models import Membership
from api.accounts.rules import Principal, View
from api.accounts.services.sight import FACTS, goal_seen, is_engaged, seen_by, with_facts
from api.db import AnySelect, db, of_one_practice
from api.errors import NotFound
from api.goals.models import Goal
from api.goals.services.reading import SHARING
from api.pagination import Page, PageQuery, fetch_page, map_page
from api.referrals import rules
from api.referrals.models import Suggestion, SuggestionEvent
from api.referrals.services.writing import SAID, reasons_of

NEEDS = {"load": "reflections", "bigger": "reflections", "repeat": "obstacles"}
"""What a reader must be shown for a sign; every other sign rests on numbers, and what a person said on nothing."""
COACHS_OWN = frozenset({"went_on_without_pulse"})

_COLUMNS = tuple(
    column.label(f"suggestion_{column.key}" if column.key == "client_id" else column.key)
    for column in Suggestion.__table__.columns
)
SUGGESTION_ID = _COLUMNS[[column.key for column in Suggestion.__table__.columns].index("id")]


def suggestions(
    principal: Principal, client_id: UUID | None, query: PageQuery, now: datetime
) -> Page[dict[str, Any]]:
    """Page through the suggestions that the caller may know of, the latest first."""
    statement = _seen(principal, now)
    if client_id is not None:
        statement = statement.where(Suggestion.client_id == client_id)
    page = fetch_page(statement, [(SUGGESTION_ID, True)], query)
    # First the views: each row brings its client's key, with which its words open.
    views = {row.id: _view_of(principal, row) for row in page.items}
    goals = _goals_told_of(page.items)
    return map_page(page, lambda row: _tell(row, views[row.id], goals))


def suggestion(principal: Principal, suggestion_id: UUID, now: datetime) -> tuple[dict[str, Any], int]:
    """Give a suggestion and its version. Raises NotFound: to a client also before it is offered."""
    row, view = find(principal, suggestion_id, now)
    return _tell(row, view, _goals_told_of([row])), row.version


def _seen(principal: Principal, now: datetime) -> AnySelect:
    """Say in SQL which suggestions the caller may know of: a coach's clients', a client's own once offered."""
    engaged = is_engaged(principal, Suggestion.client_id, now)
    own = sa.and_(Suggestion.client_id == principal.member_id, is_known_to_client())
    coached = sa.and_(engaged, sa.func.coalesce(sa.not_(Goal.is_private), sa.true()))
    allowed = [
        condition for role, condition in (("client", own), ("coach", coached)) if role in principal.roles
    ]
    statement = (
        sa.select(*_COLUMNS, *FACTS, engaged.label("engaged"), Goal.title.label("goal_title"))
        .select_from(Suggestion)
        .join(
            Membership,
            sa.and_(Membership.id == Suggestion.client_id, of_one_practice(Membership, Suggestion)),
        )
        .outerjoin(Goal, sa.and_(Goal.id == Suggestion.goal_id, of_one_practice(Goal, Suggestion)))
    )
    return with_facts(statement).where(
        Suggestion.practice_id == principal.practice_id,
        Suggestion.state != rules.WISH,
        Membership.left_at.is_(None),
        sa.or_(sa.false(), *allowed),
    )


def find(principal: Principal, suggestion_id: UUID, now: datetime) -> tuple[Any, View]:
    row = db.session.execute(_seen(principal, now).where(Suggestion.id == suggestion_id)).one_or_none()
    if row is None:
        raise NotFound
    return row, _view_of(principal, row)


def _view_of(principal: Principal, row: Any) -> View:
    view = seen_by(principal, row, is_engaged=row.engaged)
    if view is None:
        raise NotFound
    return view


def _goals_told_of(rows: Sequence[Any]) -> dict[str, Any]:
    """Give, by id as text, what their clients share of the goals that these suggestions tell of."""
    goal_ids = {UUID(reason["goal_id"]) for row in rows for reason in reasons_of(row) if reason["goal_id"]}
    goal_ids |= {UUID(one) for row in rows if row.goals_meanwhile for one in json.loads(row.goals_meanwhile)}
    if not goal_ids:
        return {}
    found = db.session.execute(sa.select(Goal.id, *SHARING).where(Goal.id.in_(goal_ids)))
    return {str(goal.id): goal for goal in found}


def _is_told(reason: Mapping[str, Any], view: View, goals: Mapping[str, Any]) -> bool:
    """Say whether a reader may know a reason: what a person said, or what rests on what is shared of its goal."""
    if reason["sign"] in SAID:
        return True
    goal = goals.get(reason["goal_id"])
    seen = goal and goal_seen(view, goal)
    return bool(seen and getattr(seen, NEEDS.get(reason["sign"], "numbers")))


def _tell(row: Any, view: View, goals: Mapping[str, Any]) -> dict[str, Any]:
    client_id, told_to_coach = row.client_id, not view.is_own
    # Before the offer a client reads of their own request what they said, and nothing that was concluded.
    is_asked_only = view.is_own and row.offered_at is None
    dismissal = crypto.unseal_or_none(
        row.dismissal_reason, client_id, "suggestion", "dismissal_reason", row.id
    )
    meanwhile = json.loads(row.goals_meanwhile) if row.goals_meanwhile else []
    return {
        "id": row.id,
        "client_id": client_id,
        "client_name": row.client_name,
        "goal_id": row.goal_id,
        "goal_title": crypto.unseal_or_none(row.goal_title, client_id, "goal", "title", row.goal_id),
        "basis": row.basis,
        "state": row.state,
        "reasons": [
            reason["sentence"]
            for reason in reasons_of(row)
            if (reason["sign"] in SAID or not is_asked_only) and _is_told(reason, view, goals)
        ],
        "text": "" if is_asked_only else crypto.unseal(row.text, client_id, "suggestion", "text", row.id),
        "response": row.response,
        "created_at": row.created_at,
        "offered_at": row.offered_at,
        "answered_at": row.answered_at,
        "closed_at": row.closed_at,
        "dismissal_reason": dismissal if told_to_coach else None,
        "outcome": row.outcome if view.is_own or row.is_outcome_shared else None,
        "outcome_shared": row.is_outcome_shared,
        "goals_meanwhile": [one for one in meanwhile if one in goals and goal_seen(view, goals[one])],
    }


def reasons_shown(row: Any, view: View) -> list[str]:
    """Give the sentences of a suggestion about its own goal that this reader may see.

    row: a suggestion with SHARING of its goal.
    """
    own = {str(row.goal_id): row} if row.goal_id else {}
    return [reason["sentence"] for reason in reasons_of(row) if _is_told(reason, view, own)]


def events(principal: Principal, suggestion_id: UUID, now: datetime) -> list[dict[str, Any]]:
    """Give the steps of a suggestion, oldest first: what, when, and whose; to a client from the offer on."""
    row, view = find(principal, suggestion_id, now)
    statement = (
        sa.select(SuggestionEvent.kind, SuggestionEvent.at, SuggestionEvent.by_id)
        .where(SuggestionEvent.suggestion_id == suggestion_id)
        .order_by(SuggestionEvent.at, SuggestionEvent.id)
    )
    if view.is_own:
        statement = statement.where(is_told_to_client())
    return [
        {"kind": kind, "at": at, "by": _who(by_id, row.client_id)}
        for kind, at, by_id in db.session.execute(statement)
    ]


def is_known_to_client() -> sa.ColumnElement[bool]:
    """Say in SQL whether its client may know of a suggestion: once it is offered, and of their own request and wish."""
    return sa.or_(Suggestion.offered_at.is_not(None), Suggestion.basis.in_(("client_request", rules.WISH)))


def as_asked(told: Mapping[str, Any]) -> dict[str, Any]:
    """Give what of a suggestion in clear is its client's own before the offer: what was said, nothing concluded."""
    reasons = [reason for reason in json.loads(told["reasons"]) if reason["sign"] in SAID]
    return {**told, "reasons": json.dumps(reasons), "text": "", "load_0_10": None}


def is_told_to_client() -> sa.ColumnElement[bool]:
    """Say in SQL whether its client may know of a step: of their own request, or from the offer on."""
    is_known = sa.or_(Suggestion.basis == "client_request", SuggestionEvent.at >= Suggestion.offered_at)
    its_own = sa.exists().where(Suggestion.id == SuggestionEvent.suggestion_id, is_known)
    return sa.and_(SuggestionEvent.kind.not_in(COACHS_OWN), its_own)


def _who(by_id: UUID | None, client_id: UUID) -> str:
    if by_id is None:
        return "model"
    return "client" if by_id == client_id else "coach"
