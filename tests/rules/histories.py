"""Goals and their histories, built from only what a test is about. Week 0 begins on START, a Monday."""

from dataclasses import replace
from datetime import date, timedelta

from api.goals.rules import Cadence, CheckIn, GoalHistory, Pause, Plan, Step
from api.stalls.rules import Adaptation, Reflection, StallHistory

START = date(2026, 7, 6)


def day(week, weekday=0):
    return START + timedelta(weeks=week, days=weekday)


def a_plan(start_on=START, *, weeks=26, cadence=None, start=0.0, target=26.0, **fields):
    """A number that is to rise by one a week, so that its value is its planned weeks."""
    return Plan(
        from_on=fields.pop("from_on", start_on),
        start_on=start_on,
        target_on=start_on + timedelta(weeks=weeks),
        cadence=cadence or Cadence("week"),
        start_value=start,
        target_value=target,
        unit=fields.pop("unit", "pages"),
        direction=fields.pop("direction", "up" if target > start else "down"),
        **fields,
    )


def a_metric(values, *, obstacles=None, weekday=3, plans=None, pauses=(), **plan):
    """A number checked in once a week, None for a week of silence."""
    obstacles = obstacles or {}
    check_ins = tuple(
        CheckIn(day(week, weekday), None, float(value), tuple(obstacles.get(week, ())))
        for week, value in enumerate(values)
        if value is not None
    )
    return GoalHistory("metric", plans or (a_plan(**plan),), (), check_ins, tuple(pauses))


MARKS = {"✓": "done", "~": "partly", "x": "not"}


def a_habit(weeks, *, times=3, start_on=START, target_on=None, pauses=(), **cadence):
    """A habit from one word a week: "✓✓x" is done twice and not once, "·" or an empty word is silence."""
    plan = Plan(start_on, start_on, target_on, Cadence("week", times=times, **cadence))
    check_ins = tuple(
        CheckIn(day(week, weekday), MARKS[mark])
        for week, marks in enumerate(weeks)
        for weekday, mark in enumerate(marks)
        if mark != "·"
    )
    return GoalHistory("habit", (plan,), (), check_ins, tuple(pauses))


def a_path_of(due, *, reached=(), told=0):
    """Milestones due on the Mondays of those weeks, the first ones reached in the weeks given; a check-in a week."""
    reached = dict(enumerate(reached))
    steps = tuple(
        Step(due_on=day(week), reached_on=day(reached[n]) if n in reached else None, position=n)
        for n, week in enumerate(due)
    )
    check_ins = tuple(CheckIn(day(week), "done") for week in range(told))
    return GoalHistory("steps", (Plan(START, START, None, Cadence("week")),), steps, check_ins)


def loads(values, *, bigger=(), first=0):
    """Weekly reflections with the same answer to both items; `bigger`: the weeks answered yes, all others no."""
    return tuple(
        Reflection(day(week), value, value, week in bigger)
        for week, value in enumerate(values, start=first)
        if value is not None
    )


def tried(*weeks):
    return tuple(Adaptation("strategy", day(week)) for week in weeks)


def a_history(goal, **fields):
    return StallHistory(goal, **fields)


def with_pause(history, week, weeks):
    """The same history with whole weeks of pause put in before `week`, and everything after moved along."""
    shift = timedelta(weeks=weeks)
    border = day(week)

    def moved(on):
        return on if on is None or on < border else on + shift

    goal = history.goal
    pause = Pause(border, border + shift - timedelta(days=1))
    return replace(
        history,
        goal=replace(
            goal,
            plans=tuple(
                replace(
                    plan,
                    from_on=moved(plan.from_on),
                    start_on=moved(plan.start_on),
                    # What is planned after the pause is planned for as long.
                    target_on=plan.target_on
                    if plan.target_on is None or plan.start_on < border
                    else plan.target_on + shift,
                )
                for plan in goal.plans
            ),
            steps=tuple(replace(step, reached_on=moved(step.reached_on)) for step in goal.steps),
            check_ins=tuple(each._replace(on=moved(each.on)) for each in goal.check_ins),
            pauses=(*goal.pauses, pause),
        ),
        reflections=tuple(each._replace(week_on=moved(each.week_on)) for each in history.reflections),
        adaptations=tuple(replace(each, on=moved(each.on)) for each in history.adaptations),
    )
