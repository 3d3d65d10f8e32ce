"""How often the model is right about many made-up clients, how often wrong, and how late."""

import os
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from statistics import median

from api.stalls.rules import DEFAULT, StallParams
from tests.simulation.clients import KINDS, World
from tests.simulation.following import Followed, follow

WITHIN_WEEKS = 26
WEEKS_A_YEAR = 52
LONG_STALL_WEEKS = 8
LOOKED_BACK_WEEKS = 6
"""A stall is read from as many weeks: one that begins so soon after standing still was no mistake."""


@dataclass(frozen=True, slots=True)
class Figures:
    """One rule, judged by the truth. A hit is a suggestion within 26 weeks of a pattern's onset.

    `false_a_year`: suggestions for a client without a pattern, or before its onset, a client-year lived so.
    `specificity`: clients without a pattern who never got one. `delay_weeks`: median of the hits. Errors are standard
    errors from client to client: what other clients of the same world would change.
    """

    sensitivity: float
    sensitivity_error: float
    specificity: float
    false_a_year: float
    false_error: float
    delay_weeks: float | None
    patterns: int
    free_years: float


@dataclass(frozen=True, slots=True)
class StallFigures:
    """L2 as a finder of stalls that would have lasted eight weeks untold; clients who fade are left out."""

    hit_rate: float
    hit_error: float
    delay_weeks: float | None
    false_a_year: float
    stalls: int


def population(count: int, seed: int) -> list[tuple[str, str]]:
    """Give (kind, seed) of that many clients, every kind in its share."""
    clients = []
    for name, kind in KINDS.items():
        clients.extend((name, f"{seed}/{name}/{number}") for number in range(round(count * kind.share)))
    return clients


def follow_all(
    clients: Sequence[tuple[str, str]],
    world: World,
    params: StallParams = DEFAULT,
    *,
    processes: int | None = None,
) -> list[Followed]:
    """Follow every client; the same seeds give the same lives, on however many processes."""
    processes = processes or os.cpu_count() or 1
    if processes == 1:
        return [follow(name, world, seed, params) for name, seed in clients]
    parts = [(clients[number::processes], world, params) for number in range(processes)]
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        return [each for part in pool.map(_follow_part, parts) for each in part]


def judge(followed: Iterable[Followed], rule: str) -> Figures:
    """Judge one rule by the truth."""
    hits: list[int] = []
    lived: list[tuple[int, int]] = []
    patterns = clean = free = 0
    for each in followed:
        drafts = each.drafts[rule]
        until = min(each.onset, each.weeks) if each.is_pattern else each.weeks
        lived.append((sum(1 for week in drafts if week < until), until))
        if not each.is_pattern:
            free += 1
            clean += not drafts
        elif each.onset < each.weeks:
            patterns += 1
            within = range(each.onset, each.onset + WITHIN_WEEKS)
            hits.extend([week + 1 - each.onset for week in drafts if week in within][:1])
    years = sum(weeks for _, weeks in lived) / WEEKS_A_YEAR
    false_a_year = sum(wrong for wrong, _ in lived) / years if years else 0.0
    sensitivity = len(hits) / patterns if patterns else 0.0
    return Figures(
        sensitivity,
        _error_of_share(sensitivity, patterns),
        clean / free if free else 1.0,
        false_a_year,
        _error_of_rate(false_a_year, lived, years),
        median(hits) if hits else None,
        patterns,
        years,
    )


def judge_stalls(followed: Iterable[Followed]) -> StallFigures:
    """Judge the stalled state by the weeks in which progress truly stood still."""
    delays: list[int] = []
    long = wrong = moving_weeks = 0
    for each in followed:
        for week, is_stalled in enumerate(each.stalled):
            recent = each.stuck[max(0, week + 1 - LOOKED_BACK_WEEKS) : week + 1]
            if any(recent):
                continue
            moving_weeks += 1
            wrong += is_stalled and not (week and each.stalled[week - 1])
        if each.stuck_untold is None or KINDS[each.kind].fades:
            continue
        first, end = each.stuck_untold
        end = min(end, each.weeks)
        if end - first < LONG_STALL_WEEKS:
            continue
        long += 1
        delays.extend([week + 1 - first for week in range(first, end) if each.stalled[week]][:1])
    hit_rate = len(delays) / long if long else 0.0
    return StallFigures(
        hit_rate,
        _error_of_share(hit_rate, long),
        median(delays) if delays else None,
        wrong * WEEKS_A_YEAR / moving_weeks if moving_weeks else 0.0,
        long,
    )


def ever_drafted(followed: Iterable[Followed], kind: str, rule: str) -> float:
    """Give the share of a kind's clients for whom the rule ever drafted; for a pattern, since its onset."""
    lives = [each for each in followed if each.kind == kind]
    got = sum(
        1 for each in lives if any(week >= each.onset or not each.is_pattern for week in each.drafts[rule])
    )
    return got / len(lives) if lives else 0.0


def _error_of_share(share: float, count: int) -> float:
    return (share * (1 - share) / count) ** 0.5 if count else 0.0


def _error_of_rate(rate: float, lived: Iterable[tuple[int, int]], years: float) -> float:
    """Give the standard error of a ratio; a client's drafts are not independent of each other, clients are."""
    squares = sum((wrong - rate * weeks / WEEKS_A_YEAR) ** 2 for wrong, weeks in lived)
    return squares**0.5 / years if years else 0.0


def _follow_part(part: tuple[Sequence[tuple[str, str]], World, StallParams]) -> list[Followed]:
    clients, world, params = part
    return [follow(name, world, seed, params) for name, seed in clients]
