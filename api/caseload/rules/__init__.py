"""Who needs the coach, in which order, and why in one line; pure."""

from collections.abc import Mapping
from dataclasses import dataclass

ORDER = (
    "consider_support",
    "stalled_loaded",
    "stalled",
    "at_a_cost",
    "quiet",
    "slipping",
    "behind",
    "on_path",
    "too_early",
    "paused",
)
"""Levels and lanes, those that need the coach first."""
LANES_FIRST = ("paused", "quiet", "at_a_cost")
"""A lane says more than the level it comes with, except where the level already asks for the coach."""
ASKS_FOR_COACH = frozenset({"consider_support", "stalled_loaded", "stalled"})
TOLD_BY = {
    "consider_support": "stalled",
    "stalled_loaded": "stalled",
    "stalled": "stalled",
    "slipping": "stalled_now",
    "at_a_cost": "load",
}
"""The sign whose sentence says why."""
USUAL = {
    "consider_support": "Progress keeps stalling.",
    "stalled_loaded": "Stalled, and it has felt heavy.",
    "stalled": "Progress has stalled.",
    "slipping": "Progress has slowed.",
    "on_path": "Moving as planned.",
    "too_early": "Too early to say.",
    "paused": "Paused. Nothing is sent and nothing counts.",
    "quiet": "Quiet for three expected check-ins.",
    "behind": "A little behind the plan.",
    "at_a_cost": "On path, and it feels heavy.",
}
NOTHING_SHARED = "Nothing shared."
NO_GOAL = "No running goal."


@dataclass(frozen=True, slots=True)
class Standing:
    """One goal's latest verdict for the coach."""

    level: str
    lane: str | None
    holding: Mapping[str, str]
    """The sentence of each sign that holds."""
    missing: tuple[str, ...]


def shown_as(level: str, lane: str | None) -> str:
    """Give the one word of ORDER that a level and its lane are shown and sorted by."""
    if lane == "paused" or (lane in LANES_FIRST and level not in ASKS_FOR_COACH):
        return str(lane)
    return level


def place(level: str, lane: str | None) -> int:
    """Give the place in the order: the lower, the sooner."""
    return ORDER.index(shown_as(level, lane))


def why(standing: Standing) -> str:
    """Say in one line why the client stands there: the sentence of the sign that put them there, where there is one."""
    word = shown_as(standing.level, standing.lane)
    if word == "too_early" and standing.missing:
        return standing.missing[0]
    return standing.holding.get(TOLD_BY.get(word, ""), USUAL[word])


DIGEST_GROUPS: Mapping[str, str] = {
    "talk": "Worth a conversation",
    "quiet": "Quiet lately",
    "eased": "Reminders come once a month now, for want of an answer",
    "unbooked": "No appointment booked",
}
"""What the weekly digest says over names; a mail may be read by others, so these words carry no verdict."""
_TALK = ASKS_FOR_COACH | {"at_a_cost"}


def group_of(level: str, lane: str | None) -> str | None:
    """Give the digest's group for where a client stands; None: the digest does not name them."""
    word = shown_as(level, lane)
    if word in _TALK:
        return "talk"
    return "quiet" if word == "quiet" else None
