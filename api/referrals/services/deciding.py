"""What coach and client do with a suggestion."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api import crypto
from api.accounts.rules import Principal
from api.accounts.services.sight import (
    audit,
    client_in_view,
    hold_client,
)
from api.db import changed, db
from api.errors import Conflict, Invalid, NotAllowed, NotFound, Stale
from api.goals.models import Goal
from api.goals.services import goal_in_view
from api.referrals import rules
from api.referrals.models import Suggestion, SuggestionEvent
from api.referrals.services.drafting import look_again
from api.referrals.services.telling import NEEDS, find, suggestion
from api.referrals.services.writing import (
    SAID,
    add_event,
    add_suggestion,
    past_of,
    reasons_from,
    reasons_of,
    seal_reasons,
)
from api.stalls.services import disclose, is_answered_lately

NO_CONSENT = (
    "Your client has not agreed to patterns being looked for, so nothing of this kind is kept about them. "
    "Speak with them; they can ask for support themselves at any time."
)
NOT_KEPT = (
    "What was written here rested on how things felt. That is no longer kept, and neither are these words."
)
"""In place of a text that told of feelings."""


def offer(
    principal: Principal, suggestion_id: UUID, text: str, version: int, now: datetime
) -> tuple[dict[str, Any], int]:
    """The client sees the suggestion, in the coach's words, in the app alone."""
    row, view = find(principal, suggestion_id, now)
    if view.is_own:
        raise NotAllowed("A coach offers; a client answers.")
    sealed = crypto.seal(text, row.client_id, "suggestion", "text", row.id)
    _advance(row, "offer", version, principal, now, text=sealed, offered_at=now)
    if not is_answered_lately(row.client_id, now):
        add_event(row.practice_id, row.id, "went_on_without_pulse", principal.member_id, now)
    if row.goal_id is not None:
        disclose(row.goal_id, row.client_id, row.practice_id, now)
    db.session.commit()
    return suggestion(principal, suggestion_id, now)


def dismiss(
    principal: Principal, suggestion_id: UUID, reason: str, version: int, now: datetime
) -> tuple[dict[str, Any], int]:
    """The coach does not offer it; the client never knew of it."""
    row, view = find(principal, suggestion_id, now)
    if view.is_own:
        raise NotAllowed("A coach dismisses; a client answers.")
    if row.basis == "client_request":
        raise Conflict(
            "Your client asked for this. Answer it in your own words: offer what you can point to."
        )
    sealed = crypto.seal(reason, row.client_id, "suggestion", "dismissal_reason", row.id)
    _advance(row, "dismiss", version, principal, now, dismissal_reason=sealed, dismissed_at=now)
    look_again([row.client_id], now)
    db.session.commit()
    return suggestion(principal, suggestion_id, now)


def respond(
    principal: Principal, suggestion_id: UUID, choice: str, version: int, now: datetime
) -> tuple[dict[str, Any], int]:
    """The client has answered, and may answer anew. Coaching goes on whatever the answer is."""
    row, view = find(principal, suggestion_id, now)
    if not view.is_own:
        raise NotAllowed("Only the client answers.")
    _advance(row, "answer", version, principal, now, response=choice, answered_at=now)
    look_again([row.client_id], now)
    db.session.commit()
    return suggestion(principal, suggestion_id, now)


def start(
    principal: Principal,
    client_id: UUID,
    goal_id: UUID | None,
    note: str | None,
    now: datetime,
) -> tuple[dict[str, Any], int, bool]:
    """A client has asked for support beside coaching, or a coach has begun a suggestion by hand.

    Returns the suggestion that now stands for the client, its version, and whether it is new. A client's request needs
    no level, no consent and no waiting; it takes the place of a draft that they know nothing of. Raises Conflict to a
    coach whose client has not agreed to patterns being looked for, or asked not to be asked.
    """
    view = client_in_view(principal, client_id, now)
    if goal_id is not None:
        goal = goal_in_view(principal, goal_id, now)
        if goal.view.client_id != client_id:
            raise NotFound
        # A client's request reaches the coach; a goal that they keep to themselves does not.
        goal_id = None if goal.row.is_private else goal_id
    if not view.is_own and not view.patterns:
        raise Conflict(NO_CONSENT)
    hold_client(client_id)
    basis = "client_request" if view.is_own else "coach"
    standing = db.session.execute(
        sa.select(
            Suggestion.id, Suggestion.state, Suggestion.basis, Suggestion.reasons, Suggestion.client_id
        ).where(Suggestion.client_id == client_id, Suggestion.state.in_(rules.OPEN_STATES))
    ).one_or_none()
    is_unknown_to_client = (
        standing is not None and standing.state == "drafted" and standing.basis != "client_request"
    )
    if standing is not None and not (view.is_own and is_unknown_to_client):
        db.session.rollback()
        return (*suggestion(principal, standing.id, now), False)
    past = past_of([view.practice_id], {client_id}, {client_id: view.zone})[client_id]
    decision = rules.start(basis, [one for one in past if one.state not in rules.OPEN_STATES])
    if decision.draft is None:
        raise Conflict("Your client asked not to be asked again. They can ask for it themselves at any time.")
    reasons = reasons_from(goal_id, decision.draft)
    if note:
        reasons.append({"goal_id": None, "sign": "said", "sentence": note})
    if standing is not None:
        # A row of its own: nothing of it tells the client that something was drafted before they asked.
        reasons += reasons_of(standing)
        db.session.execute(
            sa.update(Suggestion)
            .where(Suggestion.id == standing.id)
            .values(state="closed", closed_at=now, version=Suggestion.version + 1)
        )
        add_event(view.practice_id, standing.id, "closed", None, now)
    made = add_suggestion(
        client_id, view.practice_id, goal_id, decision.draft, None, principal.member_id, now, reasons
    )
    audit(view.practice_id, principal.member_id, "suggestion.started", made, now)
    db.session.commit()
    return (*suggestion(principal, made, now), True)


def close(
    principal: Principal, suggestion_id: UUID, version: int, now: datetime
) -> tuple[dict[str, Any], int]:
    """It is done with: a coach ends what was offered, a client also what they asked for themselves."""
    row, view = find(principal, suggestion_id, now)
    if not view.is_own and row.state == "drafted":
        raise Conflict("A draft is dismissed, with a reason, or offered.")
    _advance(row, "close", version, principal, now, closed_at=now)
    look_again([row.client_id], now)
    db.session.commit()
    return suggestion(principal, suggestion_id, now)


def record_outcome(
    principal: Principal,
    suggestion_id: UUID,
    outcome: str | None,
    *,
    is_shared: bool,
    version: int,
    now: datetime,
) -> tuple[dict[str, Any], int]:
    """What came of it stands as the client puts it; the coach reads it only if it is shared. None takes it back."""
    row, view = find(principal, suggestion_id, now)
    if not view.is_own:
        raise NotAllowed("What came of it is the client's to tell.")
    if row.offered_at is None:
        raise Conflict("Nothing has been offered yet.")
    _amend(row, version, outcome=outcome, is_outcome_shared=is_shared)
    db.session.commit()
    return suggestion(principal, suggestion_id, now)


def keep_in_coaching(
    principal: Principal, suggestion_id: UUID, goal_ids: Sequence[UUID], version: int, now: datetime
) -> tuple[dict[str, Any], int]:
    """Coach and client have said which goals stay in coaching meanwhile; a client's private ones are theirs to say."""
    row, view = find(principal, suggestion_id, now)
    if row.offered_at is None:
        raise Conflict("Nothing has been offered yet.")
    private = {
        goal.id: goal.is_private
        for goal in db.session.execute(
            sa.select(Goal.id, Goal.is_private).where(Goal.client_id == row.client_id)
        )
    }
    unseen = {one for one, is_private in private.items() if is_private and not view.is_own}
    if unknown := [one for one in goal_ids if one not in private or one in unseen]:
        raise Invalid.field("goal_ids", f"There is no such goal: {unknown[0]}.")
    before = json.loads(row.goals_meanwhile) if row.goals_meanwhile else []
    kept = [str(one) for one in goal_ids] + [one for one in before if UUID(one) in unseen]
    _amend(row, version, goals_meanwhile=json.dumps(sorted(set(kept))))
    audit(row.practice_id, principal.member_id, "suggestion.meanwhile", row.id, now)
    db.session.commit()
    return suggestion(principal, suggestion_id, now)


def _amend(row: Any, version: int, **values: Any) -> None:
    if row.version != version:
        raise Stale
    moved = db.session.execute(
        sa.update(Suggestion)
        .where(Suggestion.id == row.id, Suggestion.version == version)
        .values(version=version + 1, **values)
    )
    if changed(moved) != 1:
        raise Stale


def forget_suggestions(client_id: UUID) -> None:
    """Every suggestion about this client is gone; a wish not to be asked again stays, and tells nothing else.

    What a client asked for themselves stays, with what was said and nothing that was concluded. Does not commit.
    """
    _keep_what_was_said(client_id, Suggestion.basis == "client_request")
    is_concluded = Suggestion.basis != "client_request"
    is_wish = sa.and_(is_concluded, sa.func.coalesce(Suggestion.response, "").in_(rules.LASTING_CHOICES))
    db.session.execute(
        sa.delete(Suggestion).where(Suggestion.client_id == client_id, is_concluded, sa.not_(is_wish))
    )
    kept = _empty(
        client_id,
        is_wish,
        state=rules.WISH,
        basis=rules.WISH,
        goal_id=None,
        load_0_10=None,
        dismissal_reason=None,
        offered_at=None,
        closed_at=None,
        outcome=None,
        is_outcome_shared=False,
        goals_meanwhile=None,
    )
    db.session.execute(sa.delete(SuggestionEvent).where(SuggestionEvent.suggestion_id.in_(kept)))


def forget_drafts(client_id: UUID) -> None:
    """What the coach has not offered yet is gone; what may still be concluded is drafted anew. Does not commit.

    What a client asked for themselves stays, in their own words alone.
    """
    is_request = Suggestion.basis == "client_request"
    db.session.execute(
        sa.delete(Suggestion).where(
            Suggestion.client_id == client_id, Suggestion.state == "drafted", sa.not_(is_request)
        )
    )
    _keep_what_was_said(client_id, sa.and_(Suggestion.state == "drafted", is_request))
    # What was dismissed still holds its cool-down, and nothing of what it was drafted from.
    _empty(client_id, sa.or_(Suggestion.state == "dismissed", _was_replaced()))


def forget_felt(client_id: UUID) -> None:
    """No suggestion holds a load, a word or a reason that rests on feelings. Does not commit.

    What was offered stands, to be answered. A text that was drafted from feelings is gone from it, and so is what a
    coach gave as a reason for dismissing one. What people wrote themselves, to ask for support or to begin, stays.
    """
    statement = sa.select(*Suggestion.__table__.columns).where(Suggestion.client_id == client_id)
    for row in list(db.session.execute(statement)):
        reasons = reasons_of(row)
        kept = [reason for reason in reasons if NEEDS.get(reason["sign"]) != "reflections"]
        values: dict[str, Any] = {"reasons": seal_reasons(client_id, row.id, kept), "load_0_10": None}
        is_felt = len(kept) < len(reasons) or row.load_0_10 is not None
        if is_felt and row.basis not in SAID:
            values["text"] = crypto.seal(NOT_KEPT, client_id, "suggestion", "text", row.id)
            values["version"] = row.version + 1
        db.session.execute(
            sa.update(Suggestion).where(Suggestion.id == row.id).values(dismissal_reason=None, **values)
        )


def _keep_what_was_said(client_id: UUID, which: sa.ColumnElement[bool]) -> None:
    """Those suggestions tell what people said, and nothing that was concluded."""
    statement = sa.select(*Suggestion.__table__.columns).where(Suggestion.client_id == client_id, which)
    for row in list(db.session.execute(statement)):
        said = [reason for reason in reasons_of(row) if reason["sign"] in SAID]
        db.session.execute(
            sa.update(Suggestion)
            .where(Suggestion.id == row.id)
            .values(reasons=seal_reasons(client_id, row.id, said))
        )


def _was_replaced() -> sa.ColumnElement[bool]:
    return sa.and_(Suggestion.state == "closed", Suggestion.offered_at.is_(None))


def _empty(client_id: UUID, which: sa.ColumnElement[bool], **values: Any) -> list[UUID]:
    """Those suggestions have no words any more, and these values. Returns their ids."""
    ids = list(db.session.scalars(sa.select(Suggestion.id).where(Suggestion.client_id == client_id, which)))
    for one in ids:
        text = crypto.seal("", client_id, "suggestion", "text", one)
        db.session.execute(
            sa.update(Suggestion)
            .where(Suggestion.id == one)
            .values(reasons=seal_reasons(client_id, one, []), text=text, **values)
        )
    return ids


def _advance(row: Any, step: str, version: int, principal: Principal, now: datetime, **values: Any) -> None:
    # The job that drafts holds the client first, too: neither waits for the other with something in hand.
    hold_client(row.client_id)
    if row.version != version:
        raise Stale
    try:
        state = rules.advance(row.state, step)
    except rules.StepNotOpen as error:
        raise Conflict(f"This suggestion is {row.state}; that step is no longer open.") from error
    _amend(row, version, state=state, **values)
    add_event(row.practice_id, row.id, state, principal.member_id, now)
    audit(row.practice_id, principal.member_id, f"suggestion.{state}", row.id, now)
