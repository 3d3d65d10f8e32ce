"""What reflections say: load, smoothed, against the client's own start; and reactions bigger than their cause."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from math import sqrt
from statistics import median

from api.goals.rules import ActiveDays
from api.stalls.rules.history import Reflection
from api.stalls.rules.params import StallParams

_WEEK = 7


@dataclass(frozen=True, slots=True)
class Load:
    """`z`: smoothed load 0-10, None when unknown. `in_a_row`: reflections it was high at. `costs`: lane W is open."""

    z: float | None = None
    is_on: bool = False
    in_a_row: int = 0
    costs: bool = False


@dataclass(frozen=True, slots=True)
class Bigger:
    """`yes` of the last `answers`, the latest yes in the week of `latest_on`."""

    yes: int = 0
    answers: int = 0
    latest_on: date | None = None


def closed_reflections(
    reflections: Sequence[Reflection], active: ActiveDays, as_of: int
) -> list[tuple[Reflection, int]]:
    """Give the reflections of weeks that are over and not wholly excused, each with its place on the active scale."""
    found = []
    for each in reflections:
        monday = each.week_on.toordinal()
        sunday = monday + _WEEK - 1
        if sunday > as_of:
            break
        place = active.at(sunday)
        if place > active.at(monday - 1):
            found.append((each, place))
    return found


def follow_load(
    reflections: Sequence[tuple[Reflection, int]],
    now: int,
    params: StallParams,
    is_fine_in: Callable[[date], bool],
) -> Load:
    """Smooth the load over the reflections, oldest first, and say whether it is high as of place `now`.

    z <- z + w (e - z), w = 1 - 0.65^(days / 7). High on the scale, or against the client's own first six; on after
    three in a row, off after two that are low and not risen. `is_fine_in(week)`: progress was on path that week.
    """
    if not reflections or now - reflections[-1][1] > params.load_known_days:
        return Load()
    rises = _risen(reflections, params)
    spells = _CostSpells(params)
    is_on = False
    in_a_row = low = 0
    z = 0.0
    before: int | None = None
    for (each, place), rise_at in zip(reflections, rises, strict=True):
        taken = (each.heavy + each.drained) / 2.0
        if before is None:
            z = taken
        else:
            w = 1.0 - params.keep_a_week ** ((place - before) / _WEEK)
            z += min(w, params.most_new) * (taken - z)
        before = place
        has_risen = z >= rise_at
        in_a_row = in_a_row + 1 if has_risen or z >= params.load_high else 0
        low = low + 1 if z <= params.load_off and not has_risen else 0
        is_on = low < params.load_off_after if is_on else in_a_row >= params.load_on_after
        spells.step(z, each.week_on, is_fine_in)
    return Load(z, is_on, in_a_row, spells.is_open)


def count_bigger(reflections: Sequence[tuple[Reflection, int]], now: int, params: StallParams) -> Bigger:
    """Count the yes among the last six answers within twelve weeks; a skip is no answer."""
    yes = answers = 0
    latest_on = None
    for each, place in reversed(reflections):
        if now - place > params.bigger_days or answers == params.bigger_of:
            break
        if each.bigger is None:
            continue
        answers += 1
        if each.bigger:
            yes += 1
            latest_on = latest_on or each.week_on
    return Bigger(yes, answers, latest_on)


def _risen(reflections: Sequence[tuple[Reflection, int]], params: StallParams) -> Iterator[float]:
    """Give, for each reflection, the value from which load counts as risen: none while the baseline is being taken."""
    first = [(each.heavy + each.drained) / 2.0 for each, _ in reflections[: params.load_baseline]]
    rise_at = float("inf")
    for number in range(1, len(reflections) + 1):
        if number == params.load_baseline:
            baseline = median(first)
            spread = params.mad_to_sd * median(abs(value - baseline) for value in first)
            spread = min(max(spread, params.spread_least), params.spread_most)
            new = 1.0 - params.keep_a_week
            rise = max(params.load_rise_least, params.load_rise_spreads * spread * sqrt(new / (2.0 - new)))
            rise_at = max(params.load_risen_from, baseline + rise)
        yield rise_at


class _CostSpells:
    """Lane W over time: opened at most every 84 calendar days, open for as long as its reason lasts."""

    def __init__(self, params: StallParams) -> None:
        self.is_open = False
        self._params = params
        self._in_a_row = 0
        self._opened: date | None = None

    def step(self, z: float, week_on: date, is_fine_in: Callable[[date], bool]) -> None:
        self._in_a_row = self._in_a_row + 1 if z >= self._params.cost_load else 0
        if self._in_a_row < self._params.cost_in_a_row or not is_fine_in(week_on):
            self.is_open = False
            return
        if self.is_open:
            return
        if self._opened is None or (week_on - self._opened).days >= self._params.cost_again_days:
            self.is_open = True
            self._opened = week_on
