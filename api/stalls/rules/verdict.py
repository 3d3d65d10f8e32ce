"""The verdict on one goal: gates that can be told one by one, and no score.

Weeks that are over step every sign. A client on holiday is silent, not stalled; silence adds nothing to a stall and
takes evidence away as it ages, so that no referral can come of it.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from statistics import median

from api.goals.rules import (
    ActiveDays,
    GoalHistory,
    Observation,
    Plan,
    Series,
    gap_days,
    is_sparse,
    plan_on,
    read_series,
)
from api.stalls.rules import words
from api.stalls.rules.history import Adaptation, Episode, Sign, StallHistory, Verdict
from api.stalls.rules.lanes import next_check, standing_lane
from api.stalls.rules.load import Bigger, Load, closed_reflections, count_bigger, follow_load
from api.stalls.rules.pace import (
    Spell,
    Stall,
    can_be_read,
    follow_stall,
    pair_slopes,
    segment_start,
    window,
)
from api.stalls.rules.params import DEFAULT, StallParams

_WEEK = 7
_TOLERANCE = 1e-9


@dataclass(slots=True)
class _Reading:
    """Everything the signs say as of the last day of the last closed week."""

    today: date
    plan: Plan
    seen: list[Observation]
    stall: Stall
    pace: float | None
    load: Load
    bigger: Bigger
    bigger_holds: bool
    theme: words.Theme | None
    restarts: tuple[date, ...]
    all_tried: list[Adaptation]
    settled: list[Adaptation]
    was_tried: bool
    span_days: int
    recent: int
    expected: float
    has_enough: bool
    is_fresh: bool
    episodes: tuple[Episode, ...]

    @property
    def has_repeat(self) -> bool:
        return self.theme is not None or bool(self.restarts)


def assess(history: StallHistory, today: date, params: StallParams = DEFAULT) -> Verdict:
    """Say whether progress on one goal has stalled as of local day `today`.

    history: oldest first, and only what the reader of the verdict may see. Only ISO weeks that are over are judged.
    Returns the level and lane, with the evidence in the order a coach would tell it.
    Source: docs/stall-model.md.
    """
    goal = history.goal
    series = read_series(goal, today)
    seen = series.observations
    plan = plan_on(goal, today)
    lane = standing_lane(history, plan, today, series.active, params)
    check_on = next_check(history, plan, today, series.active, params, is_quiet=lane == "quiet")
    if not history.patterns:
        level = _plain_level(goal, plan, seen, params)
        missing = (*_too_early(goal, plan, series, level, params), words.PATTERNS_OFF)
        clears = _clears_when(level, plan, seen, params)
        return Verdict(level, lane, None, None, (), missing, clears, None, (), None, check_on)
    reading = _read(history, plan, series, today, params)
    level, basis = _level(goal, reading, params)
    spell = reading.stall.open if level not in {"too_early", "on_path", "behind", "slipping"} else None
    since_on = spell.since.on if spell else _slipping_since(level, seen, params)
    weeks = reading.stall.weeks if spell else params.weeks_before_entry if since_on else None
    if lane is None and reading.load.costs and level == "on_path":
        lane = "at_a_cost"
    return Verdict(
        level=level,
        lane=lane,
        since_on=since_on,
        at_least_weeks=weeks,
        signs=_signs(reading, params),
        missing=(*_too_early(goal, plan, series, level, params), *_missing(reading, params)),
        clears_when=_clears_when(level, plan, seen, params),
        basis=basis,
        episodes=reading.episodes,
        load=None if reading.load.z is None else round(reading.load.z, 2),
        next_check_on=check_on,
    )


# Signs


def _read(
    history: StallHistory,
    plan: Plan,
    series: Series,
    today: date,
    params: StallParams,
) -> _Reading:
    goal, active = history.goal, series.active
    # Observations too far apart are too few for a slope; what they drew before a sparse plan is not judged by it.
    seen = [] if is_sparse(plan.cadence) else series.observations
    as_of = today.toordinal() - today.weekday() - 1
    now = active.at(as_of)
    plans = [each for each in goal.plans if each.from_on.toordinal() <= as_of] or goal.plans[:1]
    stall = follow_stall(seen, plans, params)
    reflections = closed_reflections(history.reflections, active, as_of)
    found_load = follow_load(
        reflections, now, params, lambda week_on: _was_fine(goal, seen, stall, week_on, params)
    )
    found_bigger = count_bigger(reflections, now, params)
    changes = _changes(history, as_of)
    spell = stall.open
    # What was changed this week cannot have helped yet, but whoever logged it sees that it is known.
    known = _changes(history, today.toordinal())
    all_tried = _in_stall(known, spell, active, params) if spell else []
    last_place = seen[-1].active if seen else 0
    ages = [last_place - active.at(each.on.toordinal()) for each in all_tried]
    settled = [
        each for each, age in zip(all_tried, ages, strict=True) if age >= params.persistence_after_days
    ]
    span_days = seen[-1].active - seen[0].active if seen else 0
    recent, expected = _expected(goal, plan, seen, active, params, now=now)
    return _Reading(
        today=today,
        plan=plan,
        seen=seen,
        stall=stall,
        pace=_pace(seen, params),
        load=found_load,
        bigger=found_bigger,
        bigger_holds=found_bigger.yes >= params.bigger_yes,
        theme=_theme(series.themes, params),
        restarts=_restarts(history.restarts, as_of, params),
        all_tried=all_tried,
        settled=settled,
        was_tried=max(ages, default=0) >= params.tried_after_days,
        span_days=span_days,
        recent=recent,
        expected=expected,
        has_enough=(
            len(seen) >= params.enough_observations
            and span_days >= params.enough_span_days
            and recent >= params.enough_share * expected
        ),
        is_fresh=bool(seen)
        and now - last_place <= max(params.fresh_days, params.quiet_missed * gap_days(plan.cadence)),
        episodes=_episodes(stall, changes, active, params),
    )


def _pace(seen: list[Observation], params: StallParams) -> float | None:
    if not seen:
        return None
    recent = window(seen, segment_start(seen), len(seen) - 1, params)
    slopes = pair_slopes(recent, params) if can_be_read(recent, params) else []
    return median(slopes) if len(slopes) >= params.least_pairs else None


def _theme(themes: list[tuple[date, frozenset[str]]], params: StallParams) -> words.Theme | None:
    """Give the inner obstacle that keeps coming back, the most frequent one if there are several."""
    last = themes[-params.repeat_of :]
    counted = Counter(code for _, codes in last for code in codes)
    if not counted:
        return None
    code, times = min(counted.items(), key=lambda item: (-item[1], item[0]))
    if times < params.repeat_weeks:
        return None
    return words.Theme(code, times, len(last), tuple(on for on, codes in last if code in codes))


def _restarts(restarts: tuple[date, ...], as_of: int, params: StallParams) -> tuple[date, ...]:
    recent = tuple(on for on in restarts if as_of - params.restart_days < on.toordinal() <= as_of)
    return recent if len(recent) >= params.restarts else ()


def _changes(history: StallHistory, as_of: int) -> list[Adaptation]:
    """Give the changes of approach, oldest first; a new plan is one, whether or not it was logged as well."""
    known = {each.on for each in history.adaptations if each.kind == "goal"}
    replans = [
        Adaptation("goal", plan.from_on) for plan in history.goal.plans[1:] if plan.from_on not in known
    ]
    changes = [*history.adaptations, *replans] if replans else list(history.adaptations)
    return sorted((each for each in changes if each.on.toordinal() <= as_of), key=lambda each: each.on)


def _in_stall(
    changes: list[Adaptation], spell: Spell, active: ActiveDays, params: StallParams
) -> list[Adaptation]:
    first = spell.entry.active - params.tried_before_days
    return [
        each
        for each in changes
        if active.at(each.on.toordinal()) >= first and (spell.closed_on is None or each.on <= spell.closed_on)
    ]


def _episodes(
    stall: Stall, changes: list[Adaptation], active: ActiveDays, params: StallParams
) -> tuple[Episode, ...]:
    return tuple(
        Episode(spell.entry.on, spell.closed_on, bool(_in_stall(changes, spell, active, params)))
        for spell in stall.spells
    )


def _expected(
    goal: GoalHistory,
    plan: Plan,
    seen: list[Observation],
    active: ActiveDays,
    params: StallParams,
    *,
    now: int,
) -> tuple[int, float]:
    """Give the observations of the last 56 days, and how many the cadence leads one to expect there."""
    recent = sum(1 for each in seen[-params.enough_days :] if each.active > now - params.enough_days)
    days = now - active.at(goal.plans[0].start_on.toordinal() - 1)
    return recent, max(0, min(params.enough_days, days)) / max(_WEEK, gap_days(plan.cadence))


# Levels


def _level(goal: GoalHistory, reading: _Reading, params: StallParams) -> tuple[str, str | None]:
    if is_sparse(reading.plan.cadence):
        return "too_early", None
    if reading.stall.open is None:
        if reading.seen and reading.stall.now[-1]:
            return "slipping", None
        return _plain_level(goal, reading.plan, reading.seen, params), None
    felt = reading.load.is_on + reading.bigger_holds + reading.has_repeat
    basis = _basis(reading, felt, params)
    if basis is not None:
        return "consider_support", basis
    return ("stalled_loaded" if felt >= params.signs_wanted else "stalled"), None


def _basis(reading: _Reading, felt: int, params: StallParams) -> str | None:
    """Say on what a referral could rest. Old evidence, thin evidence and silence carry none."""
    if not (reading.has_enough and reading.is_fresh and reading.was_tried):
        return None
    weeks = reading.stall.weeks
    by_client = reading.load.is_on or reading.bigger_holds
    if weeks >= params.support_weeks and felt >= params.signs_wanted and by_client:
        return "signs"
    changed_on = {each.on for each in reading.settled}
    if weeks >= params.persistence_weeks and len(changed_on) >= params.persistence_adaptations:
        return "persistence"
    lately = [
        each
        for each in reading.episodes
        if each.adapted and (reading.today - each.opened_on).days <= params.persistence_days
    ]
    return "persistence" if len(lately) >= params.persistence_episodes else None


def _plain_level(goal: GoalHistory, plan: Plan, seen: list[Observation], params: StallParams) -> str:
    if is_sparse(plan.cadence) or not _is_enough_to_begin(seen, len(seen), params):
        return "too_early"
    return "behind" if _is_behind(goal, seen, len(seen), params) else "on_path"


def _is_enough_to_begin(seen: list[Observation], count: int, params: StallParams) -> bool:
    return (
        count >= params.least_observations
        and seen[count - 1].active - seen[0].active >= params.least_span_days
    )


def _is_behind(goal: GoalHistory, seen: list[Observation], count: int, params: StallParams) -> bool:
    last = seen[count - 1]
    if goal.kind != "habit":
        return last.planned - last.u > _allowed_behind(last, params) + _TOLERANCE
    lately = seen[max(0, count - params.behind_habit_weeks) : count]
    as_planned = sum(each.full for each in lately)
    return sum(each.gain for each in lately) < params.behind_habit_gain * as_planned - _TOLERANCE


def _allowed_behind(last: Observation, params: StallParams) -> float:
    return max(params.behind_weeks, params.behind_share * last.planned)


def _was_fine(
    goal: GoalHistory, seen: list[Observation], stall: Stall, week_on: date, params: StallParams
) -> bool:
    """Say whether the goal was on path as of that week's end."""
    count = len(seen)
    while count and seen[count - 1].week_on > week_on:
        count -= 1
    if not _is_enough_to_begin(seen, count, params) or stall.held[count - 1] or stall.now[count - 1]:
        return False
    return not _is_behind(goal, seen, count, params)


def _slipping_since(level: str, seen: list[Observation], params: StallParams) -> date | None:
    if level != "slipping":
        return None
    latest = seen[-1].active - params.least_span_days
    return next(each.on for each in reversed(seen) if each.active <= latest)


# The explanation


def _signs(reading: _Reading, params: StallParams) -> tuple[Sign, ...]:
    seen, today = reading.seen, reading.today
    now = bool(seen) and reading.stall.now[-1]
    spell = reading.stall.open
    recent = window(seen, segment_start(seen), len(seen) - 1, params) if seen else ()
    is_ahead = bool(seen) and seen[-1].u >= seen[-1].planned - _TOLERANCE
    stalled = (
        words.stalled_since(spell.since, seen[-1], reading.stall.weeks, today) if spell else words.NOT_STALLED
    )
    enough = words.enough_data(len(seen), reading.span_days, reading.recent, reading.expected, params)
    return (
        Sign("stalled_now", now, words.pace_now(recent, reading.pace, is_ahead, today)),
        Sign("stalled", spell is not None, stalled),
        Sign("tried", reading.was_tried, _tried(reading, params)),
        Sign("load", reading.load.is_on, words.load(reading.load, params)),
        Sign("bigger", reading.bigger_holds, words.bigger(reading.bigger, params, today)),
        Sign("repeat", reading.has_repeat, words.repeat(reading.theme, reading.restarts, today)),
        Sign("enough_data", reading.has_enough, enough),
    )


def _tried(reading: _Reading, params: StallParams) -> str:
    settled = reading.settled if reading.was_tried else []
    return words.tried(settled, reading.all_tried, params, reading.today)


def _too_early(
    goal: GoalHistory, plan: Plan, series: Series, level: str, params: StallParams
) -> tuple[str, ...]:
    if level != "too_early":
        return ()
    if is_sparse(plan.cadence):
        return (words.TOO_SPARSE,)
    seen = series.observations
    span_days = seen[-1].active - seen[0].active if seen else 0
    if series.themes and not seen and goal.kind in words.NOTHING_TO_READ:
        return (words.NOTHING_TO_READ[goal.kind],)
    return (words.too_early(len(seen), span_days, params),)


def _missing(reading: _Reading, params: StallParams) -> tuple[str, ...]:
    """Say what a stalled goal's evidence lacks."""
    if reading.stall.open is None:
        return ()
    missing = []
    if not reading.was_tried:
        missing.append(_tried(reading, params))
    if reading.load.z is None:
        missing.append(words.load(reading.load, params))
    if not reading.has_enough:
        missing.append(words.more_data(params))
    return tuple(missing)


def _clears_when(level: str, plan: Plan, seen: list[Observation], params: StallParams) -> str | None:
    if level in {"too_early", "on_path"}:
        return None
    if level == "slipping":
        return words.CLEAR_SLIPPING
    if level == "behind":
        # Only a habit's weeks have a full gain to fall short of.
        return (
            words.CLEAR_HABIT if seen[-1].full > 0 else words.clear_behind(_allowed_behind(seen[-1], params))
        )
    return words.clear_stalled(plan.target_on is not None, params)
