"""The figures of reminders, each with its unit."""

from dataclasses import dataclass
from datetime import time, timedelta


@dataclass(frozen=True, slots=True)
class NudgeParams:
    """How gently a client is reminded."""

    most_a_week: int = 3
    """Messages in seven days over all channels, unless the client chose more weekdays than that."""
    most_pushes_a_day: int = 1
    unanswered_until_weekly: int = 3
    """In a row, whereupon one a week is enough."""
    unanswered_until_monthly: int = 6
    """In a row: three at the full rhythm, three weekly ones."""
    weekly_days: int = 7
    monthly_days: int = 28
    late_after: timedelta = timedelta(minutes=15)
    """From then on a reminder is a late one, and keeps out of the quiet hours."""
    follow_up_at: time = time(9, 0)
    """Local, the next morning; later where the quiet hours last longer."""
    follow_up_until: time = time(12, 0)
    """A follow-up that would come later than this is no morning's, and does not come."""
    lapse_days: int = 3
    lapse_unanswered: int = 2
    """A lapse is told of after so many days without a check-in and so many reminders without an answer."""
    usual_days: int = 56
    """Check-ins that say when a client usually checks in are at most so old."""
    usual_least: int = 8
    usual_least_days: int = 5
    """Fewer check-ins, or on fewer days, say nothing yet."""
    usual_widest_minutes: int = 240
    """The middle half of them lies within this, or there is no usual hour."""
    usual_step_minutes: int = 5
    learn_again_days: int = 7
    soon_days: int = 3
    """A milestone is soon when its day is at most so far off."""
    reached_days: int = 7
    """A milestone that was reached is asked about for so long."""
    held_out_share: float = 0.1
    """Of the reminders that would be sent, where the practice measures."""
    completed_within: timedelta = timedelta(hours=24)
    judged_after: timedelta = timedelta(hours=48)
    """A phone that was offline may tell of a check-in so much later."""
    least_a_side: int = 100
    """Occasions; below that a comparison says nothing."""
    confidence: float = 0.95


DEFAULT = NudgeParams()
