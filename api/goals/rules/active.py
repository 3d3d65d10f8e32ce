"""Active days: the calendar with skips, pauses and stretches on hold taken out."""

from collections.abc import Iterable
from datetime import date

from api.goals.rules.history import Pause

_FOREVER = date.max.toordinal()


class ActiveDays:
    """Counts days (as ordinals) that are not excused. Distances on this scale are what the rules call days."""

    __slots__ = ("spans",)

    def __init__(self, pauses: Iterable[Pause]) -> None:
        """Merge the pauses: `spans` are their first and last days, oldest first, never touching."""
        self.spans: list[tuple[int, int]] = []
        bounds = sorted(
            (pause.from_on.toordinal(), _FOREVER if pause.until_on is None else pause.until_on.toordinal())
            for pause in pauses
        )
        for first, last in bounds:
            if last < first:
                continue
            if self.spans and first <= self.spans[-1][1] + 1:
                if last > self.spans[-1][1]:
                    self.spans[-1] = (self.spans[-1][0], last)
            else:
                self.spans.append((first, last))

    def at(self, day: int) -> int:
        """Give the day's place on the active scale: it stands still while days are excused."""
        lost = 0
        for first, last in self.spans:
            if first > day:
                break
            lost += min(day, last) - first + 1
        return day - lost

    def is_excused(self, day: int) -> bool:
        for first, last in self.spans:
            if first > day:
                return False
            if day <= last:
                return True
        return False

    def last_until(self, day: int) -> int:
        """Give the latest active day that is not after `day`."""
        for first, last in reversed(self.spans):
            if first <= day <= last:
                return first - 1
        return day

    def day_after(self, day: int, active_days: int) -> int | None:
        """Give the day that lies `active_days` active days after `day`; None if an open-ended pause comes first."""
        left = active_days
        here = day
        for first, last in self.spans:
            if last <= here:
                continue
            until_pause = max(0, first - 1 - here)
            if left <= until_pause:
                break
            left -= until_pause
            here = last
        return None if here >= _FOREVER else here + left
