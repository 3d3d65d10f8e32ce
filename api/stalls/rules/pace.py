"""Whether progress has stalled, followed observation by observation: the only state the model keeps."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from statistics import median

from api.goals.rules import Observation, Plan
from api.stalls.rules.params import StallParams

_WEEK = 7
_TOLERANCE = 1e-9


@dataclass(slots=True)
class Spell:
    """One stay in the stalled state. `since` is the observation three weeks or more before `entry`, where it began."""

    entry: Observation
    since: Observation
    closed_on: date | None = None


@dataclass(slots=True)
class Stall:
    """What the observations amount to: `now` after each of them, every spell, and how long the open one has lasted."""

    now: list[bool] = field(default_factory=list)
    held: list[bool] = field(default_factory=list)
    spells: list[Spell] = field(default_factory=list)
    weeks: int = 0

    @property
    def open(self) -> Spell | None:
        return self.spells[-1] if self.spells and self.spells[-1].closed_on is None else None


def follow_stall(seen: Sequence[Observation], plans: Sequence[Plan], params: StallParams) -> Stall:
    """Enter and leave the stalled state over the observations, oldest first.

    It is entered when progress is stalled at two in a row, and left when the pace is back at two in a row, when the
    goal is reached or ahead, or when a new plan counts in another unit or direction.
    """
    stall = Stall()
    first = 0
    in_a_row = moving = 0
    spell: Spell | None = None
    for index, each in enumerate(seen):
        if index and each.segment != seen[index - 1].segment:
            first = index
            in_a_row = moving = 0
            if spell is not None and (turned := _turned_on(plans, seen[index - 1].segment, each.segment)):
                spell.closed_on = turned
                spell = None
        now = _is_stalled_now(seen, first, index, params)
        if spell is not None:
            stall.weeks += 1
            moving = moving + 1 if _is_moving(seen, first, index, params) else 0
            if moving >= params.leave_after or each.reached or _is_ahead(seen, first, index, params):
                spell.closed_on = each.on
                spell = None
                in_a_row = moving = 0
        else:
            in_a_row = in_a_row + 1 if now else 0
            if in_a_row >= params.enter_after:
                spell = Spell(each, since_observation(seen, first, index, params))
                stall.spells.append(spell)
                stall.weeks = params.weeks_before_entry
        stall.now.append(now)
        stall.held.append(spell is not None)
    if spell is not None and (turned := _turned_on(plans, seen[-1].segment, len(plans) - 1)):
        spell.closed_on = turned
        stall.held[-1] = stall.now[-1] = False
    if stall.open is None:
        stall.weeks = 0
    return stall


def window(seen: Sequence[Observation], first: int, index: int, params: StallParams) -> Sequence[Observation]:
    """Give the observations a slope is read from: the last six of the segment within 63 days."""
    start = max(first, index + 1 - params.window_observations)
    oldest = seen[index].active - params.window_days
    while seen[start].active < oldest:
        start += 1
    return seen[start : index + 1]


def pair_slopes(seen: Sequence[Observation], params: StallParams) -> list[float]:
    """Give the pace, in planned weeks a week, between every two observations far enough apart."""
    apart = params.pair_days
    # Plain pairs: every goal of a practice passes here a few hundred times.
    marks = [(each.active, each.u) for each in seen]
    return [
        (u - earlier_u) * _WEEK / (place - earlier)
        for number, (place, u) in enumerate(marks)
        for earlier, earlier_u in marks[:number]
        if place - earlier >= apart
    ]


def can_be_read(seen: Sequence[Observation], params: StallParams) -> bool:
    """Say whether there is enough in the window to read a pace at all."""
    return (
        len(seen) >= params.least_observations and seen[-1].active - seen[0].active >= params.least_span_days
    )


def since_observation(
    seen: Sequence[Observation], first: int, index: int, params: StallParams
) -> Observation:
    """Give the segment's latest observation three weeks or more before this one: a stall began there at the latest."""
    latest = seen[index].active - params.least_span_days
    back = index
    while back > first and seen[back].active > latest:
        back -= 1
    return seen[back]


def segment_start(seen: Sequence[Observation]) -> int:
    """Give the index at which the last observation's segment begins."""
    start = len(seen) - 1
    while start > 0 and seen[start - 1].segment == seen[-1].segment:
        start -= 1
    return start


def _is_stalled_now(seen: Sequence[Observation], first: int, index: int, params: StallParams) -> bool:
    last = seen[index]
    if last.reached or last.u >= last.planned - _TOLERANCE:
        return False
    recent = window(seen, first, index, params)
    if not can_be_read(recent, params):
        return False
    slopes = sorted(pair_slopes(recent, params))
    if len(slopes) < params.least_pairs:
        return False
    moving = len(slopes) - bisect_left(slopes, params.moving_pace - _TOLERANCE)
    if moving >= params.moving_share * len(slopes):
        return False
    return median(slopes) < params.stalled_below_pace - _TOLERANCE


def _is_moving(seen: Sequence[Observation], first: int, index: int, params: StallParams) -> bool:
    start = index + 1 - params.leave_observations
    if start < first:
        return False
    days = seen[index].active - seen[start].active
    if days < params.leave_span_days:
        return False
    return (seen[index].u - seen[start].u) * _WEEK / days >= params.leave_pace - _TOLERANCE


def _is_ahead(seen: Sequence[Observation], first: int, index: int, params: StallParams) -> bool:
    """Say whether the goal is on or before its plan, once that plan is old enough for this to mean something."""
    # A new plan starts level with itself; that alone does not end the stall it answers.
    last = seen[index]
    since_plan = last.active - seen[first].active
    return last.u >= last.planned - _TOLERANCE and since_plan >= params.least_span_days


def _turned_on(plans: Sequence[Plan], earlier: int, later: int) -> date | None:
    """Give the day from which a plan counts in another unit or direction than the one before, if any does."""
    for number in range(earlier + 1, later + 1):
        before, after = plans[number - 1], plans[number]
        if (before.unit, before.direction) != (after.unit, after.direction):
            return after.from_on
    return None
