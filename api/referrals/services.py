"""A suggestion of a referral: drafted for the coach, offered or dismissed by the coach, answered by the client."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from uuid_utils.compat import uuid7

from api import crypto, localtime
from api.accounts.models import Membership
from api.accounts.rules import Principal, View
from api.accounts.services.sight import (
    FACTS,
    audit,
    facts_of_clients,
    goal_seen,
    is_engaged,
    seen_by,
    with_facts,
)
from api.db import AnySelect, changed, db
from api.errors import Conflict, NotAllowed, NotFound, Stale
from api.goals.models import Goal
from api.goals.services.reading import SHARING
from api.pagination import Page, PageQuery, fetch_page, map_page
from api.referrals import rules
from api.referrals.models import Suggestion, SuggestionEvent
from api.referrals.rules import PastSuggestion
from api.stalls.models import StallAssessment
from api.stalls.services import disclose, verdict_of

BATCH = 100
NEEDS = {"load": "reflections", "bigger": "reflections", "repeat": "obstacles"}
"""What a reader must be shown for a sign; every other sign rests on numbers."""


# What the clock starts


def draft_suggestions(now: datetime) -> int:
    """Every coach-side verdict that asks for it has led to a draft, joined an open one, or waits for its cool-down.

    Returns the number of verdicts looked at.
    """
    _forget_drafts_on_private_goals()
    statement = (
        sa.select(*StallAssessment.__table__.columns)
        .where(StallAssessment.referral_check_due_at <= now, StallAssessment.is_latest)
        .order_by(StallAssessment.referral_check_due_at, StallAssessment.id)
        .limit(BATCH)
        .with_for_update(skip_locked=True)
    )
    assessments = list(db.session.execute(statement))
    client_ids = {row.client_id for row in assessments}
    facts = facts_of_clients(client_ids)
    crypto.ring().load(client_ids)
    past = _past_of(client_ids, {client_id: one.zone for client_id, one in facts.items()})
    for row in assessments:
        zone = facts[row.client_id].zone
        decision = rules.suggest(verdict_of(row), past[row.client_id], localtime.local_day(now, zone))
        if decision.action == "draft" and decision.draft is not None:
            made = _add_draft(row, decision.draft, now)
            past[row.client_id].append(made)
        elif decision.action == "join" and decision.draft is not None and isinstance(decision.joins, UUID):
            _join(row, decision.joins, decision.draft)
        wait_until = decision.not_before_on and localtime.day_starts(decision.not_before_on, zone)
        db.session.execute(
            sa.update(StallAssessment)
            .where(StallAssessment.id == row.id)
            .values(referral_check_due_at=wait_until and max(wait_until, now + timedelta(hours=1)))
        )
    db.session.commit()
    return len(assessments)


def _forget_drafts_on_private_goals() -> None:
    """A goal that its client keeps to themselves has no draft: nobody could see it, and it held up all others."""
    private = sa.select(Goal.id).where(Goal.id == Suggestion.goal_id, Goal.is_private)
    db.session.execute(sa.delete(Suggestion).where(Suggestion.state == "drafted", private.exists()))


def _past_of(client_ids: set[UUID], zones: dict[UUID, str]) -> dict[UUID, list[PastSuggestion]]:
    found: dict[UUID, list[PastSuggestion]] = defaultdict(list)
    rows = db.session.execute(
        sa.select(*Suggestion.__table__.columns)
        .where(Suggestion.client_id.in_(client_ids))
        .order_by(Suggestion.created_at)
    )
    for row in rows:
        zone = zones[row.client_id]
        decided_at = row.dismissed_at or row.offered_at
        found[row.client_id].append(
            PastSuggestion(
                id=row.id,
                state=row.state,
                decided_on=decided_at and localtime.local_day(decided_at, zone),
                answered_on=row.answered_at and localtime.local_day(row.answered_at, zone),
                choice=row.response,
                load=row.load_0_10,
            )
        )
    return found


def _add_draft(assessment: Any, draft: rules.Draft, now: datetime) -> PastSuggestion:
    suggestion_id, client_id = uuid7(), assessment.client_id
    db.session.execute(
        sa.insert(Suggestion).values(
            id=suggestion_id,
            practice_id=assessment.practice_id,
            client_id=client_id,
            goal_id=assessment.goal_id,
            basis=draft.basis,
            state="drafted",
            reasons=crypto.seal(
                _reasons(assessment.goal_id, draft), client_id, "suggestion", "reasons", suggestion_id
            ),
            text=crypto.seal(draft.text, client_id, "suggestion", "text", suggestion_id),
            load_0_10=assessment.load_0_10,
            version=1,
            created_at=now,
        )
    )
    _add_event(assessment.practice_id, suggestion_id, "drafted", None, now)
    return PastSuggestion(id=suggestion_id, state="drafted")


def _join(assessment: Any, suggestion_id: UUID, draft: rules.Draft) -> None:
    """The draft says what is known of this goal now, beside the client's other goals; its own goal also words it."""
    row = db.session.execute(
        sa.select(*Suggestion.__table__.columns).where(Suggestion.id == suggestion_id)
    ).one()
    before = _reasons_of(row)
    kept = [reason for reason in before if reason["goal_id"] != str(assessment.goal_id)]
    after = kept + json.loads(_reasons(assessment.goal_id, draft))
    # The goal that the suggestion is about comes first, the others in an order that does not depend on who came last.
    after.sort(key=lambda reason: (reason["goal_id"] != str(row.goal_id), reason["goal_id"]))
    if after == before:
        return
    values: dict[str, Any] = {
        "reasons": crypto.seal(json.dumps(after), row.client_id, "suggestion", "reasons", row.id)
    }
    if assessment.goal_id == row.goal_id:
        values["basis"] = draft.basis
        values["text"] = crypto.seal(draft.text, row.client_id, "suggestion", "text", row.id)
    db.session.execute(
        sa.update(Suggestion)
        .where(Suggestion.id == suggestion_id, Suggestion.state == "drafted")
        .values(version=Suggestion.version + 1, **values)
    )


def _reasons(goal_id: UUID, draft: rules.Draft) -> str:
    return json.dumps(
        [
            {"goal_id": str(goal_id), "sign": reason.sign, "sentence": reason.sentence}
            for reason in draft.reasons
        ]
    )


def _reasons_of(row: Any) -> list[dict[str, str]]:
    told: list[dict[str, str]] = json.loads(
        crypto.unseal(row.reasons, row.client_id, "suggestion", "reasons", row.id)
    )
    return told


# What coach and client do


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
    row, view = _find(principal, suggestion_id, now)
    return _tell(row, view, _goals_told_of([row])), row.version


def offer(
    principal: Principal, suggestion_id: UUID, text: str, version: int, now: datetime
) -> tuple[dict[str, Any], int]:
    """The client sees the suggestion, in the coach's words, in the app alone."""
    row, view = _find(principal, suggestion_id, now)
    if view.is_own:
        raise NotAllowed("A coach offers; a client answers.")
    sealed = crypto.seal(text, row.client_id, "suggestion", "text", row.id)
    _advance(row, "offer", version, principal, now, text=sealed, offered_at=now)
    if row.goal_id is not None:
        disclose(row.goal_id, row.client_id, row.practice_id, now)
    db.session.commit()
    return suggestion(principal, suggestion_id, now)


def dismiss(
    principal: Principal, suggestion_id: UUID, reason: str, version: int, now: datetime
) -> tuple[dict[str, Any], int]:
    """The coach does not offer it; the client never knew of it."""
    row, view = _find(principal, suggestion_id, now)
    if view.is_own:
        raise NotAllowed("A coach dismisses; a client answers.")
    sealed = crypto.seal(reason, row.client_id, "suggestion", "dismissal_reason", row.id)
    _advance(row, "dismiss", version, principal, now, dismissal_reason=sealed, dismissed_at=now)
    _look_again(row.client_id, now)
    db.session.commit()
    return suggestion(principal, suggestion_id, now)


def respond(
    principal: Principal, suggestion_id: UUID, choice: str, version: int, now: datetime
) -> tuple[dict[str, Any], int]:
    """The client has answered, and may answer anew. Coaching goes on whatever the answer is."""
    row, view = _find(principal, suggestion_id, now)
    if not view.is_own:
        raise NotAllowed("Only the client answers.")
    _advance(row, "answer", version, principal, now, response=choice, answered_at=now)
    _look_again(row.client_id, now)
    db.session.commit()
    return suggestion(principal, suggestion_id, now)


def forget_suggestions(client_id: UUID) -> None:
    """Every suggestion about this client is gone; a wish not to be asked again stays, and tells nothing else.

    Does not commit.
    """
    is_wish = sa.func.coalesce(Suggestion.response, "").in_(rules.LASTING_CHOICES)
    db.session.execute(sa.delete(Suggestion).where(Suggestion.client_id == client_id, sa.not_(is_wish)))
    kept = _empty(
        client_id,
        is_wish,
        state=rules.WISH,
        basis=rules.WISH,
        goal_id=None,
        load_0_10=None,
        dismissal_reason=None,
        offered_at=None,
    )
    db.session.execute(sa.delete(SuggestionEvent).where(SuggestionEvent.suggestion_id.in_(kept)))


def forget_drafts(client_id: UUID) -> None:
    """What the coach has not offered yet is gone; what may still be concluded is drafted anew. Does not commit."""
    db.session.execute(
        sa.delete(Suggestion).where(Suggestion.client_id == client_id, Suggestion.state == "drafted")
    )
    # What was dismissed still holds its cool-down, and nothing of what it was drafted from.
    _empty(client_id, Suggestion.state == "dismissed")


def _empty(client_id: UUID, which: sa.ColumnElement[bool], **values: Any) -> list[UUID]:
    """Those suggestions have no words any more, and these values. Returns their ids."""
    ids = list(db.session.scalars(sa.select(Suggestion.id).where(Suggestion.client_id == client_id, which)))
    for one in ids:
        reasons = crypto.seal("[]", client_id, "suggestion", "reasons", one)
        text = crypto.seal("", client_id, "suggestion", "text", one)
        db.session.execute(
            sa.update(Suggestion).where(Suggestion.id == one).values(reasons=reasons, text=text, **values)
        )
    return ids


def _advance(row: Any, step: str, version: int, principal: Principal, now: datetime, **values: Any) -> None:
    if row.version != version:
        raise Stale
    try:
        state = rules.advance(row.state, step)
    except rules.StepNotOpen as error:
        raise Conflict(f"This suggestion is {row.state}; that step is no longer open.") from error
    moved = db.session.execute(
        sa.update(Suggestion)
        .where(Suggestion.id == row.id, Suggestion.version == version)
        .values(state=state, version=version + 1, **values)
    )
    if changed(moved) != 1:
        raise Stale
    _add_event(row.practice_id, row.id, state, principal.member_id, now)
    audit(row.practice_id, principal.member_id, f"suggestion.{state}", row.id, now)


def _look_again(client_id: UUID, now: datetime) -> None:
    """With this one settled, the client's other verdicts are weighed again, and find the cool-down."""
    db.session.execute(
        sa.update(StallAssessment)
        .where(
            StallAssessment.client_id == client_id,
            StallAssessment.viewer == "coach",
            StallAssessment.is_latest,
            StallAssessment.level == "consider_support",
        )
        .values(referral_check_due_at=now)
    )


def _add_event(practice_id: UUID, suggestion_id: UUID, kind: str, by_id: UUID | None, now: datetime) -> None:
    db.session.execute(
        sa.insert(SuggestionEvent).values(
            id=uuid7(), practice_id=practice_id, suggestion_id=suggestion_id, kind=kind, at=now, by_id=by_id
        )
    )


# Who sees what of it

_COLUMNS = tuple(
    column.label(f"suggestion_{column.key}" if column.key == "client_id" else column.key)
    for column in Suggestion.__table__.columns
)
SUGGESTION_ID = _COLUMNS[[column.key for column in Suggestion.__table__.columns].index("id")]


def _seen(principal: Principal, now: datetime) -> AnySelect:
    """Say in SQL which suggestions the caller may know of: a coach's clients', a client's own once offered."""
    engaged = is_engaged(principal, Suggestion.client_id, now)
    own = sa.and_(Suggestion.client_id == principal.member_id, Suggestion.offered_at.is_not(None))
    coached = sa.and_(engaged, sa.func.coalesce(sa.not_(Goal.is_private), sa.true()))
    allowed = [
        condition for role, condition in (("client", own), ("coach", coached)) if role in principal.roles
    ]
    statement = (
        sa.select(*_COLUMNS, *FACTS, engaged.label("engaged"), Goal.title.label("goal_title"))
        .select_from(Suggestion)
        .join(Membership, Membership.id == Suggestion.client_id)
        .outerjoin(Goal, Goal.id == Suggestion.goal_id)
    )
    return with_facts(statement).where(
        Suggestion.practice_id == principal.practice_id,
        Suggestion.state != rules.WISH,
        Membership.left_at.is_(None),
        sa.or_(sa.false(), *allowed),
    )


def _find(principal: Principal, suggestion_id: UUID, now: datetime) -> tuple[Any, View]:
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
    goal_ids = {UUID(reason["goal_id"]) for row in rows for reason in _reasons_of(row)}
    if not goal_ids:
        return {}
    found = db.session.execute(sa.select(Goal.id, *SHARING).where(Goal.id.in_(goal_ids)))
    return {str(goal.id): goal for goal in found}


def _is_told(reason: Mapping[str, str], view: View, goals: Mapping[str, Any]) -> bool:
    """Say whether a reader may know a reason: what its sign rests on is shared of its goal."""
    goal = goals.get(reason["goal_id"])
    seen = goal and goal_seen(view, goal)
    return bool(seen and getattr(seen, NEEDS.get(reason["sign"], "numbers")))


def _tell(row: Any, view: View, goals: Mapping[str, Any]) -> dict[str, Any]:
    client_id, told_to_coach = row.client_id, not view.is_own
    dismissal = crypto.unseal_or_none(
        row.dismissal_reason, client_id, "suggestion", "dismissal_reason", row.id
    )
    return {
        "id": row.id,
        "client_id": client_id,
        "client_name": row.client_name,
        "goal_id": row.goal_id,
        "goal_title": crypto.unseal_or_none(row.goal_title, client_id, "goal", "title", row.goal_id),
        "basis": row.basis,
        "state": row.state,
        "reasons": [reason["sentence"] for reason in _reasons_of(row) if _is_told(reason, view, goals)],
        "text": crypto.unseal(row.text, client_id, "suggestion", "text", row.id),
        "response": row.response,
        "created_at": row.created_at,
        "offered_at": row.offered_at,
        "answered_at": row.answered_at,
        "dismissal_reason": dismissal if told_to_coach else None,
    }
