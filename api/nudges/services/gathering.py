"""Everything that speaks for a reminder or against it, read for many clients with the same few statements."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

import sqlalchemy as sa

from api import localtime
from api.accounts.models import Membership, Person
from api.accounts.services.coaching import coached_today
from api.batch import among, read_rows
from api.checkins.models import CheckIn
from api.checkins.services import DayAsked, DueGoal, days_asked
from api.db import AnySelect, of_one_practice
from api.delivery.services import has_push, suppressed
from api.goals.models import Milestone
from api.nudges.models import Nudge, NudgePlan
from api.nudges.rules import DEFAULT, SENT, Asked, Channel, Kind, may_ask
from api.nudges.services.measuring import measuring_among, read_ids
from api.nudges.services.planning import PLAN
from api.nudges.services.standing import PLANNED, STANDING, Standing
from api.stalls.services import loaded_clients

RECENT = timedelta(days=8)
"""Reminders that a week's cap, and periods of a week, are counted from."""
THEIRS = (
    "next_on", "zone", "learned_at", "is_measured", "unanswered", "unanswered_on", "asked_at", "eased", "eased_at",
    "client_id", "practice_id",
)  # fmt: skip
LATEST_CHECK_INS = 10
"""Among so many of a client's latest days is the check-in that was logged last."""


@dataclass(frozen=True, slots=True)
class News:
    """A milestone that there is something to say of: soon, or reached."""

    milestone_id: UUID
    what: str

    @property
    def token(self) -> str:
        return f"{self.what}:{self.milestone_id.hex}"


class Planned(NamedTuple):
    """Whose plan is due, how they stand, and what the message is to ask about and to tell."""

    client_id: UUID
    practice_id: UUID
    email: str
    asked_at: datetime | None
    eased: str
    eased_at: datetime | None
    standing: Standing
    asked: Sequence[DueGoal]
    news: Sequence[News]
    is_measured: bool


@dataclass(slots=True)
class Past:
    """Reminders that a client has had lately."""

    sent_on: list[date] = field(default_factory=list)
    pushed_on: list[date] = field(default_factory=list)
    asked_on: dict[UUID, list[date]] = field(default_factory=lambda: defaultdict(list))
    told: set[str] = field(default_factory=set)
    firsts: dict[date, tuple[Channel | None, frozenset[UUID]]] = field(default_factory=dict)
    """How the first reminder about a day went, and what it asked about."""


NO_PAST = Past()


def occurrence_key(client_id: UUID | str, on: date, kind: Kind) -> str:
    """Give the key of one occurrence; there is one row of each."""
    return f"{client_id}:{on.isoformat()}:{kind}"


def _day(name: str) -> sa.BindParameter[date]:
    return sa.bindparam(name, type_=sa.Date())


HAS_LEFT = sa.or_(Membership.left_at.is_not(None), sa.not_(Membership.is_client)).label("has_left")


def with_person(plans: AnySelect) -> AnySelect:
    """Join plans with whom they are for."""
    theirs = sa.and_(Membership.id == NudgePlan.client_id, of_one_practice(Membership, NudgePlan))
    return plans.join(Membership, theirs).join(Person, Person.id == Membership.person_id)


def _plans() -> AnySelect:
    """Select plans: how their clients stand, as Standing begins, and then what is each one's own.

    Who they are for, when they last logged a check-in, and the latest day that has one.
    """
    latest = (
        sa.select(CheckIn.logged_at)
        .where(CheckIn.client_id == NudgePlan.client_id, of_one_practice(CheckIn, NudgePlan))
        .where(CheckIn.undone_at.is_(None))
        .order_by(CheckIn.happened_on.desc())
        .limit(LATEST_CHECK_INS)
        .correlate(NudgePlan)
        .subquery()
    )
    logged_at = sa.select(sa.func.max(latest.c.logged_at)).correlate(NudgePlan).scalar_subquery()
    happened_on = (
        sa.select(sa.func.max(CheckIn.happened_on))
        .where(CheckIn.client_id == NudgePlan.client_id, of_one_practice(CheckIn, NudgePlan))
        .correlate(NudgePlan)
        .scalar_subquery()
    )
    return with_person(
        sa.select(
            *(PLAN.c[name] for name in PLANNED),
            Membership.zone.label("member_zone"),
            HAS_LEFT,
            *(PLAN.c[name] for name in THEIRS),
            Person.email,
            logged_at.label("checked_in_at"),
            happened_on.label("checked_in_on"),
        )
    )


PLANS = _plans()
_PAST = sa.select(
    Nudge.client_id,
    Nudge.on_date,
    Nudge.kind,
    Nudge.channel,
    Nudge.sent_on,
    Nudge.goals,
    Nudge.milestones,
).where(
    among(Nudge.client_id, "client_ids"),
    among(Nudge.practice_id, "practice_ids"),
    Nudge.on_date >= _day("since_on"),
    Nudge.outcome.in_(SENT),
)
_LONG_PAST = _PAST.where(Nudge.on_date < _day("until_on"), Nudge.kind == "first")
_NEWS = (
    sa.select(Milestone.id, Milestone.client_id, Milestone.due_on, Milestone.reached_on)
    .where(
        among(Milestone.goal_id, "goal_ids"),
        among(Milestone.practice_id, "practice_ids"),
        sa.or_(
            sa.and_(
                Milestone.reached_on.is_(None),
                Milestone.due_on >= _day("near"),
                Milestone.due_on <= _day("far"),
            ),
            sa.and_(Milestone.reached_on >= _day("reached_since"), Milestone.what_worked.is_(None)),
        ),
    )
    .order_by(Milestone.due_on, Milestone.id)
)


def day_of(row: Any) -> date:
    """Give the local day that a plan's next reminder is about."""
    if row.next_on is not None:
        on: date = row.next_on
        return on
    return localtime.local_day(row.next_at, row.member_zone)


def gather(rows: Sequence[Any], now: datetime) -> list[Planned]:
    """Give each plan that is due with all that its decision needs."""
    days = {row.client_id: day_of(row) for row in rows}
    practice_ids = {row.practice_id for row in rows}
    asked = days_asked(practice_ids, days)
    past = _past(practice_ids, days)
    _add_long_periods(practice_ids, asked, past, days)
    around = _Around.of(rows, asked, now)
    return [
        _planned(
            row,
            days[row.client_id],
            asked[row.client_id],
            past.get(row.client_id, NO_PAST),
            around,
            now,
        )
        for row in rows
    ]


@dataclass(frozen=True, slots=True)
class _Around:
    """What stands around the clients of one batch."""

    coached: Collection[UUID]
    refusing: Collection[str]
    reached: Collection[UUID]
    loaded: Collection[UUID]
    measuring: Collection[UUID]
    news: Mapping[UUID, list[tuple["News", Any]]]

    @classmethod
    def of(cls, rows: Sequence[Any], asked: Mapping[UUID, DayAsked], now: datetime) -> "_Around":
        client_ids = [row.client_id for row in rows]
        practice_ids = {row.practice_id for row in rows}
        return cls(
            coached_today(practice_ids, client_ids, now),
            suppressed([row.email for row in rows]),
            has_push(practice_ids, client_ids),
            loaded_clients(practice_ids, client_ids),
            measuring_among(practice_ids),
            _news(practice_ids, asked, now),
        )


def _planned(row: Any, on: date, asked: DayAsked, had: Past, around: _Around, now: datetime) -> Planned:
    standing = row[:STANDING]
    _, kind, *_, follows_up, _, _, zone, _ = standing
    (
        _, _, _, is_measured, unanswered, unanswered_on, asked_at, eased, eased_at, client_id, practice_id, email,
        answered_at, checked_in_on,
    ) = row[STANDING:]  # fmt: skip
    today = localtime.local_day(now, zone)
    if kind == "follow_up":
        first_by, first_asked = had.firsts.get(on, (None, frozenset()))
        goals = [goal for goal in asked.goals if goal.goal_id in first_asked]
        to_ask = open_goals = [goal for goal in goals if not goal.is_done]
        news: Sequence[News] = ()
    else:
        first_by, goals = None, asked.goals
        open_goals = [goal for goal in goals if not goal.is_done]
        to_ask = _to_ask(open_goals, had, on, follows_up=follows_up) if had.asked_on else open_goals
        has_news = around.news and client_id in around.news
        news = _to_tell(around.news[client_id], had, on) if has_news else ()
    is_answered = answered_at is not None and asked_at is not None and answered_at >= asked_at
    standing = (
        *standing,
        on,
        client_id in around.coached,
        bool(around.reached) and client_id in around.reached,
        email not in around.refusing,
        had.pushed_on.count(today),
        first_by,
        asked.is_excused,
        len(goals) + len(news),
        len(open_goals) + len(news),
        len(to_ask) + len(news),
        tuple(had.sent_on),
        today in had.sent_on,
        0 if is_answered else unanswered,
        None if is_answered else unanswered_on,
        None if checked_in_on is None else (on - checked_in_on).days,
        bool(around.loaded) and client_id in around.loaded,
        False,
    )
    is_compared = bool(kind == "first" and to_ask and is_measured and practice_id in around.measuring)
    return Planned(
        client_id, practice_id, email, asked_at, eased, eased_at, Standing._make(standing), to_ask, news, is_compared
    )  # fmt: skip


def _to_ask(open_goals: Sequence[DueGoal], had: Past, on: date, *, follows_up: bool) -> list[DueGoal]:
    return [
        goal
        for goal in open_goals
        if goal.goal_id not in had.asked_on
        or may_ask(
            Asked(goal.due.wanted, goal.is_limit, goal.first_on, goal.last_on, had.asked_on[goal.goal_id]),
            on,
            follows_up=follows_up,
        )
    ]


def _to_tell(news: Sequence[tuple[News, Any]], had: Past, on: date) -> list[News]:
    """Give what of the milestones is to be told on that day and has not been."""
    told = []
    for one, row in news:
        if one.what == "soon":
            is_time = on <= row.due_on <= on + timedelta(days=DEFAULT.soon_days)
        else:
            is_time = on - timedelta(days=DEFAULT.reached_days) <= row.reached_on <= on
        if is_time and one.token not in had.told:
            told.append(one)
    return told


def _past(practice_ids: Collection[UUID], days: Mapping[UUID, date]) -> dict[UUID, Past]:
    """Give the reminders that each client has had in the last days."""
    past: dict[UUID, Past] = defaultdict(Past)
    since_on = min(days.values()) - RECENT
    about = {"practice_ids": practice_ids, "client_ids": days, "since_on": since_on}
    rows = read_rows(_PAST, about)
    for client_id, on, kind, channel, sent_on, goals, milestones in rows:
        had = past[client_id]
        had.sent_on.append(sent_on or on)
        if channel == "push":
            had.pushed_on.append(sent_on or on)
        goal_ids = read_ids(goals)
        if kind == "first":
            had.firsts[on] = (channel, goal_ids)
            for goal_id in goal_ids:
                had.asked_on[goal_id].append(on)
        if milestones:
            had.told.update(milestones.split(","))
    return past


def _add_long_periods(
    practice_ids: Collection[UUID],
    asked: Mapping[UUID, DayAsked],
    past: dict[UUID, Past],
    days: Mapping[UUID, date],
) -> None:
    """A goal whose period is longer than a week may have been asked about earlier than in the last days."""
    until_on = min(days.values()) - RECENT
    long = [
        (client_id, goal.first_on)
        for client_id, day in asked.items()
        for goal in day.goals
        if goal.first_on < until_on
    ]
    if not long:
        return
    about = {
        "practice_ids": practice_ids,
        "client_ids": {client_id for client_id, _ in long},
        "since_on": min(first_on for _, first_on in long),
        "until_on": until_on,
    }
    for client_id, on, _, _, _, goals, _ in read_rows(_LONG_PAST, about):
        for goal_id in read_ids(goals):
            past[client_id].asked_on[goal_id].append(on)


def _news(
    practice_ids: Collection[UUID], asked: Mapping[UUID, DayAsked], now: datetime
) -> dict[UUID, list[tuple[News, Any]]]:
    goal_ids = [goal_id for day in asked.values() for goal_id in day.running]
    near = (now - timedelta(days=1)).date()
    about = {
        "practice_ids": practice_ids,
        "goal_ids": goal_ids,
        "near": near,
        "far": (now + timedelta(days=DEFAULT.soon_days + 1)).date(),
        "reached_since": near - timedelta(days=DEFAULT.reached_days),
    }
    found: dict[UUID, list[tuple[News, Any]]] = defaultdict(list)
    for row in read_rows(_NEWS, about):
        what = "soon" if row.reached_on is None else "reached"
        found[row.client_id].append((News(row.id, what), row))
    return found
