"""What holds for every history: silence refers nobody, pauses and units do not count, nothing untrue is said."""

from dataclasses import replace
from datetime import timedelta
from statistics import median

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from api.goals.rules import Cadence, CheckIn, GoalHistory, Plan, Step, observations
from api.stalls.rules import DEFAULT, Adaptation, Reflection, StallHistory, assess, for_client
from tests.rules.histories import START, a_habit, a_metric, a_plan, day, with_pause
from tests.rules.stalls.generated import ORDER, WEEKS, gist, held, histories, metrics, paused_histories, until

# Silence


@given(histories(), st.integers(4, WEEKS))
def test_silence_never_reaches_support(history, week):
    said = until(history, day(week, -1))
    assume(assess(said, day(week)).level != "consider_support")
    later = [assess(said, day(week + more)).level for more in range(1, 30)]
    assert "consider_support" not in later


@given(histories(), st.integers(4, WEEKS))
def test_reflections_alone_do_not_refer_a_goal_gone_silent(history, week):
    said = until(history, day(week, -1))
    weekly = tuple(Reflection(day(each), 10, 10, True) for each in range(week, week + 20))
    said = replace(said, reflections=said.reflections + weekly)
    later = [assess(said, day(week + more)).level for more in range(7, 20)]
    assert "consider_support" not in later


@given(st.integers(1, 5), st.booleans())
def test_every_other_week_of_silence_between_full_weeks_is_no_stall(times, first):
    weeks = ["✓" * times if (week % 2 == 0) == first else "·" for week in range(WEEKS)]
    goal = a_habit(weeks, times=times)
    found = {assess(StallHistory(goal), day(week)).level for week in range(WEEKS)}
    assert found <= {"too_early", "on_path"}


# Pauses, replays, time


@given(histories(), st.integers(1, WEEKS), st.integers(1, 6))
def test_a_pause_put_in_changes_nothing(history, week, weeks):
    history = replace(history, restarts=())
    before, after = assess(history, day(WEEKS)), assess(with_pause(history, week, weeks), day(WEEKS + weeks))
    assert gist(after) == gist(before)
    assert [each.sentence.count("%") for each in after.signs] == [
        each.sentence.count("%") for each in before.signs
    ]


@given(paused_histories(), st.integers(0, WEEKS * 7))
def test_replaying_equals_following_live(history, days):
    today = START + timedelta(days=days)
    assert assess(history, today) == assess(until(history, today), today)


@given(paused_histories(), st.integers(0, WEEKS * 7))
def test_time_alone_changes_nothing_before_the_day_it_names(history, days):
    today = START + timedelta(days=days)
    history = until(history, today)
    verdict = assess(history, today)
    assert today < verdict.next_check_on <= today + timedelta(days=7)
    passing = today + timedelta(days=1)
    while passing < verdict.next_check_on:
        assert assess(history, passing) == verdict
        passing += timedelta(days=1)


@given(paused_histories())
def test_nothing_raises_and_only_known_words_come_out(history):
    verdict = assess(history, day(WEEKS))
    assert verdict.level in ORDER
    assert verdict.lane in {None, "quiet", "paused", "at_a_cost"}
    assert (verdict.basis is not None) == (verdict.level == "consider_support")
    assert (verdict.since_on is None) == (ORDER.index(verdict.level) < ORDER.index("slipping"))
    assert (verdict.at_least_weeks is None) == (verdict.since_on is None)
    assert for_client(verdict).level in ORDER[:5]
    off = assess(replace(history, patterns=False), day(WEEKS))
    assert off.level in ORDER[:3]
    assert off.signs == ()


# Evidence


@given(paused_histories())
def test_no_feeling_makes_or_ends_a_stall(history):
    felt, unfelt = assess(history, day(WEEKS)), assess(replace(history, reflections=()), day(WEEKS))
    assert (felt.since_on, felt.at_least_weeks) == (unfelt.since_on, unfelt.at_least_weeks)
    assert felt.episodes == unfelt.episodes
    assert unfelt.basis in {None, "persistence"}
    assert {"stalled_now", "stalled", "tried", "enough_data"}.isdisjoint(held(felt) ^ held(unfelt))


def more_bigger(history):
    return replace(history, reflections=tuple(each._replace(bigger=True) for each in history.reflections))


def more_load(history):
    """Heavier from the seventh reflection on; the first six are what the client's own start is read from."""
    heavier = tuple(
        each._replace(heavy=10, drained=10) if number >= 6 else each
        for number, each in enumerate(history.reflections)
    )
    return replace(history, reflections=heavier)


def more_themes(history):
    check_ins = tuple(each._replace(obstacles=(*each.obstacles, "worry")) for each in history.goal.check_ins)
    return replace(history, goal=replace(history.goal, check_ins=check_ins))


def more_changes(history):
    changes = {*history.adaptations, *(Adaptation("schedule", day(week)) for week in range(WEEKS))}
    return replace(history, adaptations=tuple(sorted(changes, key=lambda each: each.on)))


def more_restarts(history):
    return replace(history, restarts=tuple(sorted({*history.restarts, day(WEEKS - 3), day(WEEKS - 2)})))


@given(
    histories(),
    st.lists(
        st.sampled_from([more_bigger, more_load, more_themes, more_changes, more_restarts]),
        min_size=1,
        unique=True,
    ),
)
def test_more_evidence_never_lowers_a_level(history, more):
    before = assess(history, day(WEEKS))
    for add in more:
        history = add(history)
    after = assess(history, day(WEEKS))
    assert ORDER.index(after.level) >= ORDER.index(before.level)
    assert held(after) >= held(before)


@given(paused_histories())
def test_the_level_is_what_the_true_signs_say(history):
    verdict = assess(history, day(WEEKS))
    signs = held(verdict)
    felt = signs & {"load", "bigger", "repeat"}
    stalled = "stalled" in signs
    assert (ORDER.index(verdict.level) >= ORDER.index("stalled")) == stalled
    if verdict.level == "slipping":
        assert "stalled_now" in signs
    if verdict.level == "stalled_loaded":
        assert len(felt) >= 2
    if verdict.level == "stalled":
        assert len(felt) < 2
    if verdict.level == "consider_support":
        assert signs >= {"tried", "enough_data"}
        assert verdict.at_least_weeks >= 4
    if verdict.basis == "signs":
        assert len(felt) >= 2
        assert felt & {"load", "bigger"}
    if verdict.basis == "persistence":
        changed_on = {each.on for each in history.adaptations}
        weeks, changes = DEFAULT.persistence_weeks, DEFAULT.persistence_adaptations
        long = verdict.at_least_weeks >= weeks and len(changed_on) >= changes
        often = sum(episode.adapted for episode in verdict.episodes) >= DEFAULT.persistence_episodes
        assert long or often or len(history.goal.plans) > 1
    assert (verdict.load is not None) or "load" not in signs


TOLD_WHEN_TRUE = {
    "stalled_now": "Over the last",
    "stalled": "since",
    "tried": "of approach w",
    "load": "Weeks have felt heavy",
    "bigger": "A reaction felt bigger",
    "repeat": "(",
    "enough_data": "There are",
}
TOLD_ONLY_WHEN_TRUE = {"stalled", "tried", "load", "repeat"}


@given(paused_histories())
def test_every_true_sign_is_told_and_no_other_is_told_as_true(history):
    for each in assess(history, day(WEEKS)).signs:
        says_so = TOLD_WHEN_TRUE[each.sign] in each.sentence
        if each.holds:
            assert says_so
        elif each.sign in TOLD_ONLY_WHEN_TRUE:
            assert not says_so


def plainly_stalled(goal):
    """The rule for one observation, and the state, as docs/stall-model.md words them and as slowly as that."""
    seen = observations(goal, day(WEEKS))
    now = []
    for index, last in enumerate(seen):
        lately = [
            each
            for each in seen[: index + 1][-6:]
            if each.segment == last.segment and (last.on - each.on).days <= 63
        ]
        slopes = [
            7 * (b.u - a.u) / (b.on - a.on).days for a in lately for b in lately if (b.on - a.on).days >= 6
        ]
        now.append(
            last.u < last.planned - 1e-9
            and len(lately) >= 4
            and (lately[-1].on - lately[0].on).days >= 21
            and len(slopes) >= 3
            and median(slopes) < 0.25 - 1e-9
            and sum(slope >= 0.5 - 1e-9 for slope in slopes) / len(slopes) < 0.35 - 1e-12
        )
    return now


@given(metrics())
def test_stalled_now_is_the_rule_as_it_is_written(goal):
    now = plainly_stalled(goal)
    for week in range(4, WEEKS + 1):
        closed = len(observations(goal, day(week)))
        verdict = assess(StallHistory(goal), day(week))
        said = next(each.holds for each in verdict.signs if each.sign == "stalled_now")
        turned = any(plan.unit != "pages" and plan.from_on < day(week) for plan in goal.plans)
        if not turned:
            assert said == bool(closed and now[closed - 1])


# Units


@given(
    metrics(),
    st.sampled_from([2.20462, 0.1, 1 / 3, 100.0, -1.0, -0.7]),
    st.sampled_from([0.0, 32.0, -7.5, 1e4]),
)
def test_units_do_not_matter(goal, factor, offset):
    def scaled(value):
        return None if value is None else value * factor + offset

    other = replace(
        goal,
        plans=tuple(
            replace(
                plan,
                start_value=scaled(plan.start_value),
                target_value=scaled(plan.target_value),
                direction="up" if factor > 0 else "down",
            )
            for plan in goal.plans
        ),
        check_ins=tuple(each._replace(value=scaled(each.value)) for each in goal.check_ins),
    )
    for week in (8, 16, WEEKS):
        assert gist(assess(StallHistory(other), day(week))) == gist(assess(StallHistory(goal), day(week)))


# Ahead, finished, on plan


@given(st.lists(st.integers(0, 8), min_size=4, max_size=WEEKS))
def test_a_goal_ahead_or_finished_is_never_stalled(leads):
    values, best = [], 0
    for week, lead in enumerate(leads):
        best = max(best, min(26, week + 1 + lead))
        values.append(best)
    goal = a_metric(values, weekday=0)
    found = {assess(StallHistory(goal), day(week)).level for week in range(WEEKS + 1)}
    assert found <= {"too_early", "on_path"}


@given(st.lists(st.integers(1, 8), min_size=1, max_size=5), st.integers(0, 6))
def test_a_path_walked_exactly_by_its_plan_is_never_stalled(lengths, weekday):
    due = [sum(lengths[: number + 1]) for number in range(len(lengths))]
    steps = tuple(Step(due_on=day(week), reached_on=day(week), position=n) for n, week in enumerate(due))
    check_ins = tuple(CheckIn(day(week, weekday), "done") for week in range(WEEKS))
    goal = GoalHistory("steps", (Plan(START, START, None, Cadence("week")),), steps, check_ins)
    found = {assess(StallHistory(goal), day(week)).level for week in range(WEEKS + 1)}
    assert found <= {"too_early", "on_path"}


@given(st.integers(3, 12), st.integers(0, 10))
def test_a_monthly_habit_kept_evenly_is_never_stalled(times, shift):
    plan = Plan(START, START, None, Cadence("month", times=times))
    gap = 30.4375 / times
    days = {int(shift + number * gap) for number in range(int(WEEKS * 7 / gap))}
    check_ins = tuple(CheckIn(START + timedelta(days=each), "done") for each in sorted(days))
    goal = GoalHistory("habit", (plan,), (), check_ins)
    found = {assess(StallHistory(goal), day(week)).level for week in range(WEEKS)}
    assert not found & {"slipping", "stalled"}


@settings(max_examples=30)
@given(st.integers(1, 3), st.integers(0, 27))
def test_check_ins_planned_monthly_are_too_sparse_to_stall(interval, shift):
    plan = a_plan(cadence=Cadence("month", interval))
    check_ins = tuple(CheckIn(day(4 * n, shift), None, 4.0 * n) for n in range(6))
    goal = GoalHistory("metric", (plan,), (), check_ins)
    assert {assess(StallHistory(goal), day(week)).level for week in range(WEEKS)} == {"too_early"}
