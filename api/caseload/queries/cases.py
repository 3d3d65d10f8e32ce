"""The coach's list, read with the same few statements for five clients and for five hundred."""

from collections import defaultdict
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from api import crypto
from api.accounts.models import Engagement, Membership, Sharing
from api.accounts.rules import Principal, View
from api.accounts.services.sight import (
    CALLER,
    CALLER_COACHES,
    CALLERS_DAY,
    CALLERS_PRACTICE,
    FACTS,
    caller_is,
    goal_seen,
    lasts_on,
    seen_by,
    with_facts,
)
from api.caseload import rules
from api.caseload.rules import Standing
from api.checkins.models import CheckIn
from api.db import db, of_one_practice
from api.errors import NotFound
from api.goals.models import Goal, UnreadReply
from api.goals.services.reading import RUNNING, SHARING
from api.pagination import Key, Page, PageQuery, fetch_page
from api.referrals.models import Suggestion
from api.referrals.rules import OPEN_STATES
from api.stalls.models import StallAssessment
from api.stalls.services import told_of

ANSWER_SHOWN = timedelta(days=28)


def caseload(principal: Principal, query: PageQuery, now: datetime) -> Page[dict[str, Any]]:
    """Page through the clients whose coach the caller is today, those who need the coach first."""
    page = fetch_page(_CLIENTS, _NEEDING_MOST_FIRST, query, asked_by(principal, now))
    views = {row.client_id: _view_of(principal, row) for row in page.items}
    crypto.ring().load(set(views))
    standings = _standings(principal, views)
    return Page([_tell(row, views[row.client_id], standings[row.client_id]) for row in page.items], page.next)


def case(principal: Principal, client_id: UUID, now: datetime) -> dict[str, Any]:
    """Give one client's line of the caller's caseload. Raises NotFound when the caller is not their coach today."""
    statement = _CLIENTS.where(Membership.id == client_id)
    row = db.session.execute(statement, asked_by(principal, now)).one_or_none()
    if row is None:
        raise NotFound
    view = _view_of(principal, row)
    return _tell(row, view, _standings(principal, {client_id: view})[client_id])


SHOWN = sa.and_(Goal.status.in_(RUNNING), sa.not_(Goal.is_private))
_ORDER = sa.case(
    (StallAssessment.lane == "paused", rules.ORDER.index("paused")),
    *(
        (
            sa.and_(StallAssessment.lane == lane, StallAssessment.level.not_in(rules.ASKS_FOR_COACH)),
            rules.ORDER.index(lane),
        )
        for lane in rules.LANES_FIRST
    ),
    *((StallAssessment.level == level, place) for place, level in enumerate(rules.ORDER)),
    else_=rules.ORDER.index("too_early"),
)
_LAST = (
    sa.select(sa.func.max(CheckIn.happened_on))
    .join(Goal, sa.and_(Goal.id == CheckIn.goal_id, of_one_practice(Goal, CheckIn)))
    .where(CheckIn.client_id == Membership.id, of_one_practice(CheckIn, Membership))
    .where(CheckIn.counts, sa.not_(Goal.is_private))
    .where(sa.func.coalesce(Goal.numbers_shared, Sharing.numbers, sa.true()))
    .correlate(Membership, Sharing)
    .scalar_subquery()
    .label("last_on")
)

_ON_PRIVATE_GOAL = (
    sa.exists()
    .where(Goal.id == Suggestion.goal_id, of_one_practice(Goal, Suggestion))
    .where(Goal.is_private)
    .correlate(Suggestion.__table__)
)


ANSWERED_SINCE = sa.bindparam("answered_since", type_=Suggestion.answered_at.type)
MY_CLIENTS = sa.select(Engagement.client_id).where(
    Engagement.coach_id == CALLER,
    Engagement.practice_id == CALLERS_PRACTICE,
    *lasts_on(CALLERS_DAY),
    CALLER_COACHES,
)
"""Whose coach the caller is today: lists begin here, so that a coach's page costs what the coach has to do."""

_GOALS = (
    sa.select(
        Goal.client_id,
        sa.func.count(Goal.id).label("goals"),
        sa.func.sum(sa.case((Goal.numbers_shared.is_(sa.true()), 1), else_=0)).label("goals_shared"),
        sa.func.sum(sa.case((Goal.numbers_shared.is_(None), 1), else_=0)).label("goals_as_everywhere"),
        sa.func.min(_ORDER).label("place"),
    )
    .select_from(Goal)
    .outerjoin(
        StallAssessment,
        sa.and_(
            StallAssessment.goal_id == Goal.id,
            of_one_practice(StallAssessment, Goal),
            StallAssessment.viewer == "coach",
            StallAssessment.is_latest,
        ),
    )
    # Their goals are their clients'; said here, so that nobody else's are read and grouped.
    .where(SHOWN, Goal.client_id.in_(MY_CLIENTS), Goal.practice_id == CALLERS_PRACTICE)
    .group_by(Goal.client_id)
    .subquery("goals")
)
"""Each client's running goals summed up, and the place of the one that needs the coach most."""
_UNREAD = (
    sa.select(UnreadReply.client_id, sa.func.count().label("replies"))
    .join(Goal, sa.and_(Goal.id == UnreadReply.goal_id, of_one_practice(Goal, UnreadReply)))
    .where(UnreadReply.reader_id == CALLER, UnreadReply.practice_id == CALLERS_PRACTICE)
    .where(sa.not_(Goal.is_private))
    .group_by(UnreadReply.client_id)
    .subquery("unread")
)
_PLACE = sa.func.coalesce(_GOALS.c.place, rules.ORDER.index("too_early"), type_=sa.Integer()).label("place")
_SUGGESTION_TO_SHOW = (
    sa.select(Suggestion.id)
    .where(Suggestion.client_id == Membership.id, of_one_practice(Suggestion, Membership))
    .where(sa.not_(_ON_PRIVATE_GOAL))
    .where(
        sa.or_(
            Suggestion.state.in_(OPEN_STATES),
            sa.and_(Suggestion.state == "answered", Suggestion.answered_at > ANSWERED_SINCE),
        )
    )
    .order_by(Suggestion.created_at.desc())
    .limit(1)
    .correlate(Membership)
    .scalar_subquery()
)
"""The client's latest suggestion that is open, or was answered lately: an answer is not to be overlooked."""
_SUGGESTED = aliased(Suggestion)
_CLIENTS = (
    with_facts(
        sa.select(
            *FACTS,
            Membership.id,
            Membership.name,
            *(_GOALS.c.goals, _GOALS.c.goals_shared, _GOALS.c.goals_as_everywhere),
            _PLACE,
            _LAST,
            sa.func.coalesce(_UNREAD.c.replies, 0).label("unread_replies"),
            _SUGGESTED.id.label("suggestion_id"),
            _SUGGESTED.state.label("suggestion_state"),
        ).select_from(Membership)
    )
    .outerjoin(_GOALS, _GOALS.c.client_id == Membership.id)
    .outerjoin(_UNREAD, _UNREAD.c.client_id == Membership.id)
    .outerjoin(
        _SUGGESTED, sa.and_(_SUGGESTED.id == _SUGGESTION_TO_SHOW, of_one_practice(_SUGGESTED, Membership))
    )
    .where(
        Membership.practice_id == CALLERS_PRACTICE,
        Membership.is_client,
        Membership.left_at.is_(None),
        Membership.id.in_(MY_CLIENTS),
    )
)
"""The caller's clients of today."""
_NEEDING_MOST_FIRST: tuple[tuple[Key, bool], ...] = (
    (_PLACE, False),
    (Membership.name, False),
    (Membership.id, False),
)


def asked_by(principal: Principal, now: datetime) -> dict[str, Any]:
    """Give the parameters of the statements that are made once: building one takes longer than running it."""
    return caller_is(principal, now) | {"answered_since": now - ANSWER_SHOWN}


def _view_of(principal: Principal, row: Any) -> View:
    view = seen_by(principal, row, is_engaged=True)
    if view is None:
        raise NotFound
    return view


_VERDICTS = (
    sa.select(
        StallAssessment.id,
        StallAssessment.client_id,
        StallAssessment.level,
        StallAssessment.lane,
        StallAssessment.evidence,
        *SHARING,
    )
    .join(Goal, sa.and_(Goal.id == StallAssessment.goal_id, of_one_practice(Goal, StallAssessment)))
    .where(
        StallAssessment.client_id.in_(sa.bindparam("client_ids", expanding=True)),
        StallAssessment.practice_id == CALLERS_PRACTICE,
        StallAssessment.viewer == "coach",
        StallAssessment.is_latest,
        SHOWN,
    )
    .order_by(Goal.created_at)
)


def _standings(principal: Principal, views: dict[UUID, View]) -> dict[UUID, list[tuple[Any, bool]]]:
    """Give each client's latest verdicts that the coach may see, and of each whether its numbers are."""
    found: dict[UUID, list[tuple[Any, bool]]] = defaultdict(list)
    asked = {CALLERS_PRACTICE.key: principal.practice_id, "client_ids": list(views)}
    for row in db.session.connection().execute(_VERDICTS, asked):
        seen = goal_seen(views[row.client_id], row)
        if seen is not None and (seen.numbers or row.lane == "paused"):
            found[row.client_id].append((row, seen.numbers))
    return found


def _tell(row: Any, view: View, standings: list[tuple[Any, bool]]) -> dict[str, Any]:
    tells_numbers = bool(row.goals_shared or (row.goals_as_everywhere and view.numbers))
    told: dict[str, Any] = {
        "client": {"id": row.client_id, "name": row.client_name},
        "level": "too_early",
        "lane": None,
        "why": rules.NOTHING_SHARED if row.goals and not tells_numbers else rules.NO_GOAL,
        "sparkline": [],
        "last_check_in_on": row.last_on,
        "goals": row.goals or 0,
        "unread_replies": row.unread_replies,
        "open_suggestion": row.suggestion_id and {"id": row.suggestion_id, "state": row.suggestion_state},
    }
    if standings:
        # One of their goals is told, so one verdict is opened.
        worst, tells_line = min(standings, key=lambda one: rules.place(one[0].level, one[0].lane))
        evidence = told_of(worst)
        holding = {sign["sign"]: sign["sentence"] for sign in evidence["signs"] if sign["holds"]}
        standing = Standing(worst.level, worst.lane, holding, tuple(evidence["missing"]))
        told |= {
            "level": worst.level,
            "lane": worst.lane,
            "why": rules.why(standing),
            "sparkline": evidence["sparkline"] if tells_line else [],
        }
    elif row.goals and tells_numbers:
        told["why"] = rules.USUAL["too_early"]
    return told
