"""The lanes beside the levels: paused, and quiet; and the day on which time alone may change a verdict."""

from datetime import date, timedelta

from api.goals.rules import ActiveDays, GoalHistory, Plan, gap_days, period_of
from api.stalls.rules.history import StallHistory
from api.stalls.rules.params import StallParams

_WEEK = 7
_ONE_DAY = timedelta(days=1)
_TOLERANCE = 1e-9


def standing_lane(
    history: StallHistory, plan: Plan, today: date, active: ActiveDays, params: StallParams
) -> str | None:
    """Say whether the goal is paused today, or quiet: three expected check-ins have passed without a word."""
    if history.on_hold_or_done or active.is_excused(today.toordinal()):
        return "paused"
    last = _last_told(history.goal, plan, today)
    return "quiet" if _missed(plan, last, today, active, params) >= params.quiet_missed else None


def next_check(
    history: StallHistory,
    plan: Plan,
    today: date,
    active: ActiveDays,
    params: StallParams,
    *,
    is_quiet: bool,
) -> date:
    """Give the next day on which time alone may change the verdict: a week's end, a pause's edge, a goal gone quiet."""
    monday = today + timedelta(days=_WEEK - today.weekday())
    if history.on_hold_or_done:
        return monday
    last = None if is_quiet else _last_told(history.goal, plan, today)
    was_excused = active.is_excused(today.toordinal())
    day = today + _ONE_DAY
    while day < monday:
        if active.is_excused(day.toordinal()) != was_excused:
            return day
        if last is not None and _missed(plan, last, day, active, params) >= params.quiet_missed:
            return day
        day += _ONE_DAY
    return monday


def _last_told(goal: GoalHistory, plan: Plan, today: date) -> date:
    """Give the last day on which the client said anything about the goal, or the day before it began."""
    last = plan.start_on - _ONE_DAY
    for check_in in reversed(goal.check_ins):
        if check_in.on <= today:
            last = max(last, check_in.on)
            break
    if goal.kind == "steps":
        for step in goal.steps:
            if step.reached_on is not None and last < step.reached_on <= today:
                last = step.reached_on
    return last


def _missed(plan: Plan, last: date, today: date, active: ActiveDays, params: StallParams) -> int:
    """Count the expected check-ins between `last` and `today`, both left out; weekdays only as far as quiet goes."""
    cadence = plan.cadence
    if cadence.weekdays:
        return _missed_weekdays(plan, last, today, active, enough=params.quiet_missed)
    first, end = last.toordinal() + 1, today.toordinal() - 1
    if cadence.every == "week":
        # Any day of the week will do, so only a whole week can be missed.
        first += (_WEEK - last.weekday() - 1) % _WEEK
        end -= today.weekday()
    if end < first:
        return 0
    days = active.at(end) - active.at(first - 1)
    return int(days / gap_days(cadence) + _TOLERANCE)


def _missed_weekdays(plan: Plan, last: date, today: date, active: ActiveDays, *, enough: int) -> int:
    weekdays = plan.cadence.weekdays or ()
    missed = 0
    day = last + _ONE_DAY
    while day < today and missed < enough:
        if (
            day.weekday() in weekdays
            and (day - period_of(plan, day)[0]).days < _WEEK
            and not active.is_excused(day.toordinal())
        ):
            missed += 1
        day += _ONE_DAY
    return missed
