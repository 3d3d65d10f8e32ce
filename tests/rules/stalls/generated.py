"""Generated histories: numbers, habits and paths that mostly stay where they are."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import strategies as st

from api.goals.rules import Cadence, CheckIn, GoalHistory, Pause, Plan, Step
from api.stalls.rules import Adaptation, Reflection, StallHistory
from tests.rules.histories import START, a_plan, day

ORDER = ("too_early", "on_path", "behind", "slipping", "stalled", "stalled_loaded", "consider_support")
THEMES = ("self_doubt", "worry", "avoidance", "time", "people", "other")
WEEKS = 24

# Numbers that stay where they are, or mostly do, or now and then jump; and are sometimes not told.
STUCK = (0, 0, 0, 0, 0, 0, 0.25, -0.5, None)
MIXED = (0, 0, 0, 0, 0, 0.25, 0.5, 1, 1.5, -0.5, 4, None)
obstacles = st.lists(st.sampled_from(THEMES), max_size=2, unique=True).map(tuple)
answers = st.sampled_from([True, True, False, None])


def walked(steps):
    values, here = [], 0.0
    for step in steps:
        here += step or 0
        values.append(None if step is None else here)
    return values


@st.composite
def metrics(draw, weeks=WEEKS):
    gains = draw(st.sampled_from([STUCK, MIXED]))
    least = draw(st.sampled_from([4, weeks, weeks]))
    values = walked(draw(st.lists(st.sampled_from(gains), min_size=least, max_size=weeks)))
    check_ins = tuple(
        CheckIn(day(week, draw(st.integers(0, 6))), None, value, draw(obstacles))
        for week, value in enumerate(values)
        if value is not None
    )
    plans = [a_plan()]
    replan = draw(st.sampled_from([None, None, None, 5, 9, 14]))
    if replan is not None:
        unit = draw(st.sampled_from(["pages", "pages", "chapters"]))
        plans.append(
            a_plan(
                day(replan, draw(st.integers(0, 6))),
                start=values[min(replan, len(values) - 1)] or 0.0,
                target=30.0,
                unit=unit,
            )
        )
    return GoalHistory("metric", tuple(plans), (), check_ins)


@st.composite
def habits(draw, weeks=WEEKS):
    cadence = draw(
        st.sampled_from(
            [
                Cadence("week", times=3),
                Cadence("week", times=1),
                Cadence("week", interval=2),
                Cadence("week", weekdays=(0, 3)),
                Cadence("day"),
                Cadence("day", interval=3),
                Cadence("month", times=6),
                Cadence("month"),
                Cadence("week", times=2, at_most=True),
            ]
        )
    )
    outcomes = st.sampled_from(["done", *["not"] * draw(st.integers(1, 8)), "partly", None])
    least = draw(st.sampled_from([7, weeks * 3, weeks * 3]))
    told = draw(st.lists(outcomes, min_size=least, max_size=weeks * 3))
    check_ins = tuple(
        CheckIn(START + timedelta(days=number * 7 // 3), outcome, None, draw(obstacles))
        for number, outcome in enumerate(told)
        if outcome is not None
    )
    start_on = START + timedelta(days=draw(st.integers(0, 6)))
    return GoalHistory("habit", (Plan(start_on, start_on, None, cadence),), (), check_ins)


@st.composite
def paths(draw, weeks=WEEKS):
    count = draw(st.integers(1, 5))
    steps = tuple(
        Step(
            due_on=draw(st.one_of(st.none(), st.integers(1, weeks).map(day))),
            weight=draw(st.sampled_from([0.0, 1.0, 3.0])),
            reached_on=draw(st.one_of(st.none(), st.integers(0, weeks).map(day))),
            position=number,
        )
        for number in range(count)
    )
    told = draw(st.lists(st.booleans(), max_size=weeks))
    check_ins = tuple(
        CheckIn(day(week), "partly", None, draw(obstacles)) for week, yes in enumerate(told) if yes
    )
    end = draw(st.sampled_from([None, day(weeks)]))
    return GoalHistory("steps", (Plan(START, START, end, Cadence("week")),), steps, check_ins)


@st.composite
def histories(draw, goals=None, weeks=WEEKS):
    goal = draw(goals if goals is not None else st.one_of(metrics(weeks), habits(weeks), paths(weeks)))
    base = draw(st.sampled_from([1, 4, 6, 8]))
    reflections = tuple(
        Reflection(day(week), min(10, base + draw(st.integers(0, 3))), base, draw(answers))
        for week in range(weeks)
        if draw(st.integers(0, 5))
    )
    changes = sorted(draw(st.sets(st.integers(0, weeks - 1), min_size=draw(st.integers(0, 2)), max_size=5)))
    return StallHistory(
        goal,
        reflections if draw(st.integers(0, 4)) else (),
        tuple(Adaptation("strategy", day(week, 1)) for week in changes),
        tuple(day(week) for week in sorted(draw(st.sets(st.integers(0, weeks - 1), max_size=2)))),
    )


pauses = st.lists(
    st.tuples(st.integers(0, 150), st.integers(0, 25)).map(
        lambda pair: Pause(START + timedelta(days=pair[0]), START + timedelta(days=sum(pair)))
    ),
    max_size=2,
).map(tuple)


@st.composite
def paused_histories(draw):
    history = draw(histories())
    return replace(history, goal=replace(history.goal, pauses=draw(pauses)))


def held(verdict):
    return {each.sign for each in verdict.signs if each.holds}


def gist(verdict):
    """The verdict without its dates."""
    return (
        verdict.level,
        verdict.basis,
        verdict.at_least_weeks,
        verdict.load,
        held(verdict),
        [episode.adapted for episode in verdict.episodes],
    )


def until(history, today):
    """The history as it was known on that day, had everything been told on its own day."""
    goal = history.goal
    return replace(
        history,
        goal=replace(
            goal,
            plans=tuple(plan for plan in goal.plans if plan.from_on <= today) or goal.plans[:1],
            steps=tuple(
                replace(
                    step, reached_on=step.reached_on if step.reached_on and step.reached_on <= today else None
                )
                for step in goal.steps
            ),
            check_ins=tuple(each for each in goal.check_ins if each.on <= today),
        ),
        reflections=tuple(each for each in history.reflections if each.week_on <= today),
        adaptations=tuple(each for each in history.adaptations if each.on <= today),
        restarts=tuple(on for on in history.restarts if on <= today),
    )
