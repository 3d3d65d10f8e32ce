"""The explanation: a sentence for each sign, with dates and numbers, then what is missing and what would clear it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from api.goals.rules import Observation
from api.stalls.rules.history import Adaptation
from api.stalls.rules.load import Bigger, Load
from api.stalls.rules.params import StallParams

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_OBSTACLES = {
    "self_doubt": "self-doubt",
    "exhaustion": "running on empty",
    "worry": "worry",
    "avoidance": "putting it off",
    "connection": "feeling on one’s own",
    "perfectionism": "wanting it perfect",
}
_KINDS = {
    "goal": "the goal or plan",
    "step_size": "step size",
    "strategy": "strategy",
    "schedule": "schedule",
    "environment": "surroundings",
    "extra_session": "an extra session",
}
_NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")
_WEEK = 7

PATTERNS_OFF = "Pattern detection is switched off, so stalls are not looked for."
TOO_SPARSE = "Check-ins are planned more than two weeks apart, which is too sparse to judge."
NOTHING_TO_READ = {
    "steps": "The milestones have no days to be reached by yet, so there is no plan to compare with.",
    "metric": "No number has been recorded yet in a week that is over.",
}


@dataclass(frozen=True, slots=True)
class Theme:
    """An inner obstacle that came up in `times` of the last `of` check-in weeks, on `dates`."""

    code: str
    times: int
    of: int
    dates: tuple[date, ...]


def day(on: date, today: date) -> str:
    """Give "12 October", with its year when that is not this one."""
    words = f"{on.day} {_MONTHS[on.month - 1]}"
    return words if on.year == today.year else f"{words} {on.year}"


def percent(pace: float) -> str:
    return f"{max(0, round(pace * 100))}%"


# Signs


def pace_now(recent: Sequence[Observation], pace: float | None, is_ahead: bool, today: date) -> str:
    if pace is None:
        return "There are too few check-in weeks yet to read a pace."
    between = f"from {day(recent[0].on, today)} to {day(recent[-1].on, today)}"
    text = f"Over the last {len(recent)} check-in weeks, {between}, progress ran at {percent(pace)} of its planned pace"
    return f"{text}, and the goal is on its plan or ahead of it." if is_ahead else f"{text}."


def stalled_since(since: Observation, last: Observation, weeks: int, today: date) -> str:
    long = f"since {day(since.on, today)}, at least {weeks} weeks"
    if last.segment != since.segment:
        return f"Progress on this goal has been stalled {long}, and the new plan has not changed that yet."
    pace = (last.u - since.u) * _WEEK / max(1, last.active - since.active)
    if pace < 0:
        return f"Progress on this goal has moved away from its target {long}."
    return f"Progress on this goal has run at {percent(pace)} of its planned pace {long}."


NOT_STALLED = "Progress on this goal is not held up at two check-in weeks in a row."


def load(found: Load, params: StallParams) -> str:
    if found.z is None:
        return f"How heavy weeks feel is not known: there is no reflection from the last {params.load_known_days} days."
    if not found.is_on:
        return (
            f"Weeks have not felt heavy for {params.load_on_after} in a row: {found.z:.1f} of 10, smoothed."
        )
    if found.in_a_row:
        return f"Weeks have felt heavy: {found.z:.1f} of 10, smoothed, {found.in_a_row} in a row."
    return f"Weeks have felt heavy and are only now easing: {found.z:.1f} of 10, smoothed."


def bigger(found: Bigger, params: StallParams, today: date) -> str:
    if not found.answers:
        return f"Whether reactions felt bigger than what happened was not told in the last {params.bigger_days} days."
    text = f"A reaction felt bigger than what happened in {found.yes} of the last {found.answers} answers"
    return f"{text}, last in the week of {day(found.latest_on, today)}." if found.latest_on else f"{text}."


def repeat(theme: Theme | None, restarts: Sequence[date], today: date) -> str:
    told = []
    if theme is not None:
        dates = ", ".join(day(on, today) for on in theme.dates)
        told.append(
            f"{_OBSTACLES[theme.code].capitalize()} came up in {theme.times} of the last {theme.of} "
            f"check-in weeks ({dates})."
        )
    if restarts:
        dates = ", ".join(day(on, today) for on in restarts)
        told.append(f"The goal was taken up again {len(restarts)} times ({dates}).")
    return (
        " ".join(told)
        or "No inner obstacle keeps coming back, and the goal was not put down and taken up again."
    )


def tried(
    settled: Sequence[Adaptation], all_tried: Sequence[Adaptation], params: StallParams, today: date
) -> str:
    if settled:
        changes = "change" if len(settled) == 1 else "changes"
        were = "was" if len(settled) == 1 else "were"
        count = _NUMBERS[len(settled)] if len(settled) < len(_NUMBERS) else str(len(settled))
        listed = ", ".join(f"{day(each.on, today)}: {_KINDS.get(each.kind, each.kind)}" for each in settled)
        return f"{count} {changes} of approach {were} tried ({listed})."
    if all_tried:
        latest = day(all_tried[-1].on, today)
        return f"The approach was changed on {latest}; {params.tried_after_days} days will show whether that helps."
    return "No change of approach has been logged for this stall."


def enough_data(weeks: int, span_days: int, recent: int, expected: float, params: StallParams) -> str:
    return (
        f"There are {weeks} check-in weeks over {span_days} days, "
        f"{recent} of {max(1, round(expected))} expected in the last {params.enough_days}."
    )


# What is missing


def too_early(weeks: int, span_days: int, params: StallParams) -> str:
    return (
        f"It takes {params.least_observations} check-in weeks over {params.least_span_days} days to say anything; "
        f"there {'is' if weeks == 1 else 'are'} {weeks} over {span_days}."
    )


def more_data(params: StallParams) -> str:
    return (
        f"It takes {params.enough_observations} check-in weeks over {params.enough_span_days} days, and half of those "
        f"expected in the last {params.enough_days}, to be surer."
    )


# What would clear it

CLEAR_SLIPPING = "A quarter of the planned pace or more would clear this."
CLEAR_HABIT = "Three quarters of the plan, averaged over four check-in weeks, would clear this."


def clear_stalled(has_target: bool, params: StallParams) -> str:
    text = (
        f"Half the planned pace or more over {params.leave_observations} check-in weeks, "
        "seen at two check-in weeks in a row, would clear this"
    )
    return f"{text}; so would reaching the target." if has_target else f"{text}."


def clear_behind(weeks: float) -> str:
    return f"Being within {weeks:.1f} planned weeks of the plan would clear this."
