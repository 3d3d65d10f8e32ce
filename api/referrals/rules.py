"""When a referral is suggested, in which words, and how a suggestion moves; pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from api.stalls.rules import Verdict

OPEN_STATES = frozenset({"drafted", "offered"})
_MOVES = {
    ("drafted", "offer"): "offered",
    ("drafted", "dismiss"): "dismissed",
    ("drafted", "close"): "closed",
    ("offered", "answer"): "answered",
    ("offered", "close"): "closed",
    ("answered", "answer"): "answered",
    ("answered", "close"): "closed",
}


class StepNotOpen(ValueError):
    """The suggestion's state does not allow this step."""


@dataclass(frozen=True, slots=True)
class PastSuggestion:
    """A suggestion as the rules see it; all of one client's are passed, whatever the goal.

    `decided_on`: the coach offered or dismissed it; `answered_on`, `choice`: the client's latest answer
    (talk, see_options, not_now, dont_suggest, have_support); `load`: smoothed load when it was decided, 0-10;
    `reopened_on`: the client allowed suggestions again after "don't suggest".
    """

    id: object
    goal_id: object
    state: str
    decided_on: date | None = None
    answered_on: date | None = None
    choice: str | None = None
    load: float | None = None
    reopened_on: date | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """`sign` names the stall sign it came from, so that a reader is shown only what they may see."""

    sign: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Draft:
    basis: str
    reasons: tuple[Reason, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Decision:
    """`action`: draft (write `draft`), join (add its reasons to the open suggestion `joins`) or none (`why`).

    `not_before_on`: the day a cool-down ends, when one is what holds it back.
    """

    action: str
    why: str
    draft: Draft | None = None
    joins: object | None = None
    not_before_on: date | None = None


def suggest(verdict: Verdict, goal_id: object, past: Sequence[PastSuggestion], today: date) -> Decision:
    """Decide what the coach's verdict on one goal leads to, given all suggestions this client ever had."""
    raise NotImplementedError


def request(basis: str, past: Sequence[PastSuggestion]) -> Decision:
    """Decide what a client's own request, or a coach's own start, leads to: no level and no cool-down applies."""
    raise NotImplementedError


def advance(state: str, step: str) -> str:
    """Give the state after `step` (offer, dismiss, answer, close). Raises StepNotOpen."""
    try:
        return _MOVES[state, step]
    except KeyError:
        raise StepNotOpen(f"{step} is not possible once a suggestion is {state}") from None
