"""What settings would have flagged in weeks gone by, by replaying histories; pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from api import localtime
from api.stalls.rules.history import StallHistory
from api.stalls.rules.params import StallParams
from api.stalls.rules.support import STUCK
from api.stalls.rules.verdict import assess

_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Flags:
    """In how many of the replayed weeks a goal newly stood as stalled, and whether support would have been drafted."""

    raised: int
    suggests: bool


@dataclass(frozen=True, slots=True)
class DryRun:
    """What a practice's own history would have shown, over so many weeks; clients, not goals, are counted."""

    weeks: int
    clients: int
    flagged_clients: int
    flags: int
    suggested_clients: int

    @property
    def flags_a_week(self) -> float:
        return round(self.flags / self.weeks, 1) if self.weeks else 0.0

    @property
    def sentence(self) -> str:
        flagged = f"{self.flagged_clients} of {self.clients} clients"
        return (
            f"Over {self.weeks} weeks, these settings would have flagged {flagged}, {self.flags_a_week} a week, "
            f"and drafted a suggestion for {self.suggested_clients}."
        )


def replay(history: StallHistory, today: date, weeks: int, params: StallParams) -> Flags:
    """Follow one goal over the last `weeks` weeks, as it was judged on each Monday under these settings."""
    this_monday = localtime.monday_of(today)
    raised, suggests, was_stuck = 0, False, False
    for back in range(weeks, -1, -1):
        verdict = assess(history, this_monday - back * _WEEK, params)
        is_stuck = verdict.level in STUCK
        # What stood already when the replay began was not raised in it.
        raised += is_stuck and not was_stuck and back < weeks
        suggests = suggests or (verdict.level == "consider_support" and verdict.lane is None)
        was_stuck = is_stuck
    return Flags(raised, suggests)


def summed(flags: Iterable[tuple[object, Flags]], weeks: int) -> DryRun:
    """Sum up what was replayed.

    flags: for each goal its client and what was found.
    """
    clients: set[object] = set()
    flagged: set[object] = set()
    suggested: set[object] = set()
    raised = 0
    for client, found in flags:
        clients.add(client)
        raised += found.raised
        if found.raised:
            flagged.add(client)
        if found.suggests:
            suggested.add(client)
    return DryRun(weeks, len(clients), len(flagged), raised, len(suggested))
