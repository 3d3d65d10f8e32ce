"""When the next step of a programme is released; pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

RELEASES = ("at_once", "completion", "delay", "date")


@dataclass(frozen=True, slots=True)
class Step:
    """`release`: at_once; completion of the step before; delay of `after_days` since the step before; date `on`."""

    position: int
    release: str
    after_days: int | None = None
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Released:
    """A step that was released. `is_ended`: its goal is achieved, let go or gone."""

    position: int
    released_on: date
    is_ended: bool


@dataclass(frozen=True, slots=True)
class NextRelease:
    """`step` is released now, or `wait_until_on` says when to look again; both None: wait for news, or all done."""

    step: Step | None
    wait_until_on: date | None
    is_complete: bool = False


def next_release(
    steps: Sequence[Step], released: Sequence[Released], starts_on: date, today: date
) -> NextRelease:
    """Say what becomes of the first step that is still to be released.

    steps: in order. released: what was released before, in order. The first step counts its delay from `starts_on`.
    """
    done = {each.position for each in released}
    waiting = [step for step in steps if step.position not in done]
    if not waiting:
        return NextRelease(None, None, is_complete=True)
    step = waiting[0]
    if today < starts_on:
        return NextRelease(None, starts_on)
    before = released[-1] if released else None
    if step.release == "completion" and before is not None and not before.is_ended:
        return NextRelease(None, None)
    opens_on = starts_on
    if step.release == "delay":
        opens_on = (before.released_on if before else starts_on) + timedelta(days=step.after_days or 0)
    elif step.release == "date" and step.on is not None:
        opens_on = step.on
    return NextRelease(step, None) if today >= opens_on else NextRelease(None, opens_on)
