"""The coach's inbox: one card a signal, read with the same few statements whatever the caseload."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api import crypto
from api.accounts.models import Membership
from api.accounts.rules import Principal, View
from api.accounts.services.sight import (
    CALLER,
    CALLERS_PRACTICE,
    FACTS,
    caller_is,
    client_in_view,
    goal_seen,
    seen_by,
    with_facts,
)
from api.caseload import rules
from api.caseload.models import TriageMark
from api.caseload.queries.cases import ANSWERED_SINCE, MY_CLIENTS, SHOWN, asked_by
from api.caseload.rules import triage as inbox
from api.db import db, of_one_practice
from api.errors import NotFound
from api.goals.models import Goal, UnreadReply
from api.goals.services.reading import SHARING
from api.referrals.models import Suggestion
from api.referrals.services import reasons_shown
from api.stalls.models import StallAssessment
from api.stalls.services import told_of

MARK = TriageMark.__table__.c


_GOALS = with_facts(
    sa.select(
        *FACTS, sa.literal("goal").label("of"), StallAssessment.id, StallAssessment.goal_id, StallAssessment.level,
        StallAssessment.lane, StallAssessment.basis, StallAssessment.since_on, StallAssessment.evidence,
        StallAssessment.assessed_at, Goal.title, *SHARING,
    )
    .select_from(StallAssessment)
    .join(Goal, sa.and_(Goal.id == StallAssessment.goal_id, of_one_practice(Goal, StallAssessment)))
    .join(
        Membership,
        sa.and_(Membership.id == StallAssessment.client_id, of_one_practice(Membership, StallAssessment)),
    )
).where(
    StallAssessment.client_id.in_(MY_CLIENTS),
    StallAssessment.viewer == "coach",
    StallAssessment.is_latest,
    SHOWN,
    sa.or_(
        StallAssessment.level.in_(rules.ASKS_FOR_COACH),
        StallAssessment.lane.in_(["quiet", "at_a_cost"]),
    ),
    Membership.practice_id == CALLERS_PRACTICE,
    Membership.is_client,
    Membership.left_at.is_(None),
)  # fmt: skip
_SUGGESTIONS = with_facts(
    sa.select(
        *FACTS, sa.literal("suggestion").label("of"), Suggestion.id, Suggestion.goal_id, Suggestion.state,
        Suggestion.basis, Suggestion.reasons, Suggestion.response, Suggestion.created_at, Suggestion.answered_at,
        Goal.title, *SHARING,
    )
    .select_from(Suggestion)
    .join(Membership, sa.and_(Membership.id == Suggestion.client_id, of_one_practice(Membership, Suggestion)))
    .outerjoin(Goal, sa.and_(Goal.id == Suggestion.goal_id, of_one_practice(Goal, Suggestion)))
).where(
    Suggestion.client_id.in_(MY_CLIENTS),
    sa.or_(
        Suggestion.state.in_(["drafted", "offered"]),
        sa.and_(Suggestion.state == "answered", Suggestion.answered_at > ANSWERED_SINCE),
    ),
    sa.func.coalesce(sa.not_(Goal.is_private), sa.true()),
    Membership.practice_id == CALLERS_PRACTICE,
    Membership.is_client,
    Membership.left_at.is_(None),
)  # fmt: skip


_UNREAD = (
    sa.select(UnreadReply.goal_id, sa.func.count().label("replies"))
    .where(UnreadReply.reader_id == CALLER, UnreadReply.practice_id == CALLERS_PRACTICE)
    .group_by(UnreadReply.goal_id)
    .subquery("unread")
)
_REPLIES = (
    with_facts(
        sa.select(*FACTS, Goal.id.label("goal_id"), Goal.title, _UNREAD.c.replies, *SHARING)
        .select_from(Goal)
        .join(_UNREAD, _UNREAD.c.goal_id == Goal.id)
        .join(Membership, sa.and_(Membership.id == Goal.client_id, of_one_practice(Membership, Goal)))
    )
    .where(
        Goal.client_id.in_(MY_CLIENTS),
        sa.not_(Goal.is_private),
        Membership.practice_id == CALLERS_PRACTICE,
        Membership.is_client,
        Membership.left_at.is_(None),
    )
    .order_by(Membership.name, Goal.created_at, Goal.id)
)


@dataclass(frozen=True, slots=True)
class Signal:
    """A card, and the row it was read from."""

    card: inbox.Card
    view: View
    row: Any

    @property
    def subject_kind(self) -> str:
        return "goal" if isinstance(self.card.subject_id, UUID) and self.row.of == "goal" else "suggestion"


def triage(principal: Principal, now: datetime) -> dict[str, Any]:
    """Give the cards that wait for this coach, at most ten, and how many wait behind them."""
    signals = _signals(principal, now)
    shown, more = inbox.inbox([signal.card for signal in signals.values()], _marked(principal, now))
    return _page(signals, shown, more, _replies(principal, now))


def triage_of(principal: Principal, client_id: UUID, now: datetime) -> dict[str, Any]:
    """Give all cards of one client, those put off included: whoever prepares a conversation wants them before them.

    What is not a concern to the coach stays aside. Raises NotFound when the caller may not see the client.
    """
    # No other client's is read: whose was read stands in their log.
    this = Membership.id == client_id
    signals = _signals(principal, now, this)
    replies = _replies(principal, now, this)
    if not signals and not replies:
        client_in_view(principal, client_id, now)
    aside = _marked(principal, now, MARK.verdict == "not_a_concern")
    shown = inbox.in_order([signal.card for signal in signals.values()], aside)
    return _page(signals, shown, 0, replies)


def _marked(principal: Principal, now: datetime, *such: sa.ColumnElement[bool]) -> dict[object, int]:
    mine = (MARK.coach_id == principal.member_id, MARK.practice_id == principal.practice_id)
    marks = db.session.execute(
        sa.select(MARK.subject_id, MARK.place).where(*mine, MARK.until_at > now, *such)
    )
    return {row.subject_id: row.place for row in marks}


def _page(
    signals: dict[object, Signal], shown: list[inbox.Card], more: int, replies: list[dict[str, Any]]
) -> dict[str, Any]:
    crypto.ring().load({signals[card.subject_id].view.client_id for card in shown})
    items = [_tell(signals[card.subject_id]) for card in shown]
    return {"items": items, "next": None, "more": more, "replies": replies}


def _replies(principal: Principal, now: datetime, *of: sa.ColumnElement[bool]) -> list[dict[str, Any]]:
    """Give the goals on which clients answered and the caller has not read it."""
    told = []
    for row in db.session.execute(_REPLIES.where(*of), caller_is(principal, now)):
        client = seen_by(principal, row, is_engaged=True)
        if client is None or goal_seen(client, row) is None:
            continue
        title = crypto.unseal(row.title, row.client_id, "goal", "title", row.goal_id)
        named = {"id": row.client_id, "name": row.client_name}
        told.append({"client": named, "goal": {"id": row.goal_id, "title": title}, "unread": row.replies})
    return told


def card_of(principal: Principal, subject_id: UUID, now: datetime) -> Signal:
    """Give the card of that goal or suggestion. Raises NotFound when no such card waits for this coach."""
    found = _signals(principal, now).get(subject_id)
    if found is None:
        raise NotFound
    return found


def _signals(principal: Principal, now: datetime, *of: sa.ColumnElement[bool]) -> dict[object, Signal]:
    asked = asked_by(principal, now)
    suggestions = list(db.session.execute(_SUGGESTIONS.where(*of), asked))
    found: dict[object, Signal] = {}
    in_hand = {row.goal_id for row in suggestions if row.state in {"drafted", "offered"}}
    # Who asks for support after answering has said something newer than that answer.
    asking = {
        row.client_id for row in suggestions if inbox.kind_of_suggestion(row.state, row.basis) == "request"
    }
    for row in suggestions:
        kind = inbox.kind_of_suggestion(row.state, row.basis)
        if kind == "answer" and row.client_id in asking:
            continue
        view = seen_by(principal, row, is_engaged=True)
        since = row.answered_at if row.state == "answered" else row.created_at
        if kind is not None and view is not None:
            found[row.id] = Signal(inbox.Card(kind, row.id, since.isoformat()), view, row)
    for row in db.session.execute(_GOALS.where(*of), asked):
        client = seen_by(principal, row, is_engaged=True)
        view = client and goal_seen(client, row)
        kind = inbox.kind_of_goal(row.level, row.lane, row.basis)
        if kind is not None and view is not None and view.numbers and row.goal_id not in in_hand:
            card = inbox.Card(kind, row.goal_id, (row.since_on or row.assessed_at.date()).isoformat())
            found[row.goal_id] = Signal(card, view, row)
    return found


def _tell(signal: Signal) -> dict[str, Any]:
    kind, row, client_id = signal.card.kind, signal.row, signal.view.client_id
    title = crypto.unseal_or_none(row.title, client_id, "goal", "title", row.goal_id)
    return {
        "id": signal.card.subject_id,
        "kind": kind,
        "client": {"id": client_id, "name": signal.view.name},
        "goal": row.goal_id and {"id": row.goal_id, "title": title},
        "suggestion_id": row.id if row.of == "suggestion" else None,
        "claim": inbox.CLAIMS[kind],
        "evidence": _evidence(signal),
        "next_step": inbox.NEXT_STEPS[kind],
        "since_on": date.fromisoformat(signal.card.since[:10]),
    }


def _evidence(signal: Signal) -> str:
    row = signal.row
    if signal.card.kind == "answer":
        return inbox.ANSWERS[row.response]
    if row.of == "suggestion":
        return next(iter(reasons_shown(row, signal.view)), "")
    told = told_of(row)
    holding = {sign["sign"]: sign["sentence"] for sign in told["signs"] if sign["holds"]}
    return rules.why(rules.Standing(row.level, row.lane, holding, tuple(told["missing"])))
