"""What stands in a coach's inbox, in which order, and what to do next; pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from api.stalls.rules.support import FOR_COACH

KINDS = ("request", "answer", "draft", "stalled_loaded", "stalled", "at_a_cost", "quiet")
"""What a card is about, the most pressing first."""
SHOWN_AT_MOST = 10
PLANNED_FOR = timedelta(days=7)
NOT_A_CONCERN_FOR = timedelta(days=56)
"""As long as a coach's decision on a suggestion stands."""

CLAIMS = {
    "request": "Asked about support beside coaching.",
    "answer": "Answered your suggestion.",
    "draft": "Support beside coaching may help here.",
    "stalled_loaded": "Stalled, and it has felt heavy.",
    "stalled": "Progress has stalled.",
    "at_a_cost": "On path, and it feels heavy.",
    "quiet": "Quiet for three expected check-ins.",
}
NEXT_STEPS = {
    "request": "Answer in your own words, and say what you can point to.",
    "answer": "Read the answer, and pick it up when you next meet.",
    "draft": "Read the evidence, ask what is in the way, then offer or dismiss.",
    "stalled_loaded": FOR_COACH["stalled_loaded"],
    "stalled": FOR_COACH["stalled"],
    "at_a_cost": "Say what you see: the goal moves, and it weighs. Ask what could be lighter.",
    "quiet": "A short, friendly question is enough. Silence can mean many things.",
}
ANSWERS = {
    "talk": "They would like to talk about it with you.",
    "see_options": "They are looking at the options.",
    "not_now": "Not now.",
    "dont_suggest": "They ask not to be asked again.",
    "have_support": "They have support already.",
}


@dataclass(frozen=True, slots=True)
class Card:
    """One signal: what it is about, since when (any sortable date text), and under which id it is dealt with."""

    kind: str
    subject_id: object
    since: str


def kind_of_goal(level: str, lane: str | None, basis: str | None) -> str | None:
    """Give the card that a goal's latest verdict for the coach calls for; None: none."""
    if lane == "paused":
        return None
    if level == "consider_support":
        # The draft has a card of its own; after a decision on it, the stall is what is left to speak of.
        return "stalled" if basis == "persistence" else "stalled_loaded"
    if level in {"stalled_loaded", "stalled"}:
        return level
    return lane if lane in {"at_a_cost", "quiet"} else None


def kind_of_suggestion(state: str, basis: str) -> str | None:
    """Give the card that a suggestion calls for; None: it is with the client, or done with."""
    if state == "answered":
        return "answer"
    if state != "drafted":
        return None
    return "request" if basis == "client_request" else "draft"


def place(kind: str) -> int:
    """Give the place in the order: the lower, the sooner."""
    return KINDS.index(kind)


def is_hidden(kind: str, marked_place: int | None) -> bool:
    """Say whether a mark that still lasts hides the card: not once it has become more pressing."""
    return marked_place is not None and place(kind) >= marked_place


def inbox(cards: Sequence[Card], marked: Mapping[object, int]) -> tuple[list[Card], int]:
    """Give the cards to show, at most ten, the most pressing and longest waiting first; and how many wait behind them.

    marked: the place at which a subject stood when it was dealt with, for marks that still last.
    """
    waiting = in_order(cards, marked)
    return waiting[:SHOWN_AT_MOST], max(0, len(waiting) - SHOWN_AT_MOST)


def in_order(cards: Sequence[Card], marked: Mapping[object, int]) -> list[Card]:
    """Give the cards that no mark hides, the most pressing and longest waiting first."""
    waiting = [card for card in cards if not is_hidden(card.kind, marked.get(card.subject_id))]
    return sorted(waiting, key=lambda card: (place(card.kind), card.since, str(card.subject_id)))
