"""What is due on a day, and how a goal goes against its plan."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from api import crypto, localtime
from api.accounts.rules import Principal
from api.checkins.rules import EARLIEST_DAY, latest_day, reflection_week
from api.checkins.services.day import Day, read_day
from api.checkins.services.recording import tell_check_in
from api.checkins.services.trails import trails_of
from api.errors import Invalid
from api.goals.rules import GoalHistory, due_on, in_force, next_due_on, progress
from api.goals.services import goal_in_view
from api.goals.services.reading import latest_plans, tell_goal

STRIP_DAYS = 7


def today(principal: Principal, on: date | None, now: datetime) -> dict[str, Any]:
    """Give what the client's day `on` (default: today) asks for and what of it is done."""
    this_day = principal.today(now)
    on = on or this_day
    if not EARLIEST_DAY <= on <= latest_day(now, principal.zone):
        raise Invalid.field("on", "Choose a day that has come.")
    week = reflection_week(this_day)
    day = read_day(principal, on, this_day - timedelta(days=STRIP_DAYS - 1), week, now)
    dues = {goal.id: due_on(day.histories[goal.id], on) for goal in day.goals}
    shown = [goal for goal in day.goals if dues[goal.id].is_due or goal.id in day.saved]
    # The thumb rests at the bottom: what is still open stands lowest, the priority lowest of all.
    shown.sort(
        key=lambda goal: (goal.id not in day.saved, goal.row.is_priority, -goal.row.created_at.timestamp())
    )
    return {
        "on": on,
        "zone": principal.zone,
        "strip": _strip(day.histories, this_day),
        "due": [
            {
                "goal": tell_goal(goal, in_force(day.plans[goal.id], on), day.milestones.get(goal.id, ())),
                "check_in": tell_check_in(day.saved[goal.id], day.view) if goal.id in day.saved else None,
                "last_value": _last_value(day.histories[goal.id], on),
                "done_this_period": dues[goal.id].done,
                "wanted_this_period": dues[goal.id].wanted,
            }
            for goal in shown
        ],
        "next_due_on": _next_due_on(day.histories, on),
        "paused": _pause_on(day.skips, on),
        "reflection": {"week": localtime.week_name(week), "due": day.view.feelings and not day.is_reflected},
        "asks_feelings": day.view.feelings,
        "next_appointment": _appointment(day),
        "replies": [_answered(row) for row in day.answered],
    }


def goal_progress(principal: Principal, goal_id: UUID, now: datetime) -> dict[str, Any]:
    """Give a goal's path against its plan; the plan alone where the client does not share numbers with the caller."""
    goal = goal_in_view(principal, goal_id, now)
    on = goal.view.today(now)
    own = [goal.view.practice_id]
    history = trails_of(own, {goal_id: (goal.view.client_id, goal.row.kind)})[goal_id].history
    if not goal.view.numbers:
        # Excused days are answers, too: they would tell on which days none was due.
        history = GoalHistory(history.kind, history.plans)
    plan = latest_plans(own, [goal_id])[goal_id]
    found = progress(history, on)
    told = {
        "goal_id": goal_id,
        "kind": found.kind,
        "unit": crypto.unseal_or_none(plan.unit, goal.view.client_id, "plan", "unit", plan.id),
        "as_of": found.as_of,
        "shared": goal.view.numbers,
        "planned_weeks": found.planned_weeks,
        "points": found.points,
        "plan": found.plan,
        "replans": [{"on": day} for day in found.replans],
        "excused": [{"from_on": from_on, "until_on": until_on} for from_on, until_on in found.excused],
        "strength": found.strength,
        "adherence": found.adherence,
        "calendar": found.calendar,
    }
    return (
        told
        if goal.view.numbers
        else told | {"points": [], "strength": None, "adherence": None, "calendar": []}
    )


def _strip(histories: Mapping[UUID, GoalHistory], this_day: date) -> list[dict[str, Any]]:
    logged: dict[date, int] = defaultdict(int)
    for history in histories.values():
        for check_in in history.check_ins:
            logged[check_in.on] += 1
    strip = []
    for back in reversed(range(STRIP_DAYS)):
        on = this_day - timedelta(days=back)
        dues = [due_on(history, on) for history in histories.values()]
        strip.append(
            {
                "on": on,
                "due": sum(due.is_due for due in dues),
                "logged": logged[on],
                "excused": bool(dues) and all(due.excused for due in dues),
            }
        )
    return strip


def _last_value(history: GoalHistory, on: date) -> float | None:
    values = [
        check_in.value for check_in in history.check_ins if check_in.value is not None and check_in.on <= on
    ]
    return values[-1] if values else history.plans[-1].start_value


def _next_due_on(histories: Mapping[UUID, GoalHistory], on: date) -> date | None:
    days = [day for history in histories.values() if (day := next_due_on(history, on)) is not None]
    return min(days, default=None)


def _pause_on(skips: Sequence[Any], on: date) -> dict[str, Any] | None:
    """Give the excused time that covers the day: what covers all goals first, of several the latest."""
    covering = [row for row in skips if row.from_on <= on and (row.until_on is None or row.until_on >= on)]
    if not covering:
        return None
    row = max(covering, key=lambda one: (one.goal_id is None, one.at))
    return {"skip_id": row.id, "goal_id": row.goal_id, "from_on": row.from_on, "until_on": row.until_on}


def _appointment(day: Day) -> dict[str, Any] | None:
    row = day.appointment
    if row is None:
        return None
    place = crypto.unseal_or_none(row.title, row.client_id, "appointment", "place", row.id)
    return {"id": row.id, "starts_at": row.at, "minutes": row.position, "place": place}


def _answered(row: Any) -> dict[str, Any]:
    title = crypto.unseal(row.title, row.client_id, "goal", "title", row.goal_id)
    return {"goal": {"id": row.goal_id, "title": title}, "unread": row.position}
