"""Active days: the calendar with skips, pauses and stretches on hold taken out."""

from collections.abc import Iterable
from datetime import date, timedelta

from api.goals.rules.history import GoalHistory, Pause

_FOREVER = date.max.toordinal()
_ONE_DAY = timedelta(days=1)


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


def active_days(goal: GoalHistory) -> ActiveDays:
    """Give the goal's active days. A day on which something was done before its rest began is still one of them."""
    done = {each.on for each in goal.check_ins if each.value is not None or each.outcome != "not"}
    done.update(step.reached_on for step in goal.steps if step.reached_on is not None)
    return ActiveDays(
        Pause(pause.from_on + _ONE_DAY, pause.until_on) if pause.from_on in done else pause
        for pause in goal.pauses
    )
