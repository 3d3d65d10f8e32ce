"""When a referral is suggested, in which words, and how a suggestion moves from draft to answer.

A draft goes to the coach and nowhere else. The coach decides; the client chooses. Nobody is asked twice in a row.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from api.stalls.rules import Verdict

STATES = ("drafted", "offered", "dismissed", "answered", "closed")
OPEN_STATES = frozenset({"drafted", "offered"})
BASES = ("signs", "persistence", "client_request", "coach")
CHOICES = ("talk", "see_options", "not_now", "dont_suggest", "have_support")
# The client's word, not a timer: only they can take it back.
LASTING_CHOICES = frozenset({"dont_suggest", "have_support"})
WISH = "wish"
"""What is left of a suggestion when everything concluded is deleted: that the client asked not to be asked again."""
_TOLD_IN_REASONS = ("stalled", "tried", "load", "bigger", "repeat")
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
class ReferralParams:
    """How long a decision stands. Calendar days; chosen, not measured."""

    after_coach_days: int = 56  # calendar days after the coach offered, dismissed or closed
    after_not_now_days: int = 28  # calendar days after the client's "not now"
    load_risen_by: float = 2.0  # points of 10: so much heavier that waiting would be wrong


DEFAULT = ReferralParams()


@dataclass(frozen=True, slots=True)
class PastSuggestion:
    """A suggestion as the rules see it; all of one client's are passed, whatever the goal.

    `decided_on`: the coach offered, dismissed or closed it; `answered_on`, `choice`: the client's latest answer;
    `load`: smoothed load 0-10 when it was drafted; `reopened_on`: the client allowed suggestions again since.
    """

    id: object
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
    """What the coach finds: why, and words to start from. `text` goes to the client once the coach has edited it."""

    basis: str
    reasons: tuple[Reason, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Decision:
    """What to do: `action` is draft (write `draft`), join (add `draft`'s reasons to the one it `joins`) or none.

    `why` says it in words for the log. `not_before_on`: the day a cool-down ends, when that is what holds it back.
    """

    action: str
    why: str
    draft: Draft | None = None
    joins: object | None = None
    not_before_on: date | None = None


# When


def suggest(
    verdict: Verdict,
    past: Sequence[PastSuggestion],
    today: date,
    params: ReferralParams = DEFAULT,
) -> Decision:
    """Decide what a verdict on one goal leads to.

    verdict: assessed from what the coach may see. past: every suggestion this client ever had, in any order.
    A quiet or paused goal refers nobody; an open draft takes in what is known now; a decision stands
    for its cool-down unless load has clearly risen since; "don't suggest" stands until the client takes it back.
    """
    if verdict.level != "consider_support" or verdict.basis is None:
        return Decision("none", "the level does not call for it")
    if verdict.lane in {"quiet", "paused"}:
        return Decision("none", f"the goal is {verdict.lane}")
    draft = draft_of(verdict)
    still_open = next((each for each in past if each.state in OPEN_STATES), None)
    if still_open is not None:
        if still_open.state != "drafted":
            return Decision("none", "a suggestion is with the client")
        # A goal that is in it already joins again: what the coach reads is what is known now.
        return Decision("join", "a draft is open for this client", draft, joins=still_open.id)
    if any(_forbids(each) for each in past):
        return Decision("none", "the client asked not to be asked again")
    ends = [end for each in past if (end := _cool_down_ends(each, verdict.load, params)) is not None]
    if ends and max(ends) > today:
        return Decision("none", "an earlier decision still stands", not_before_on=max(ends))
    return Decision("draft", "the level holds and nothing is open", draft)


def start(basis: str, past: Iterable[PastSuggestion]) -> Decision:
    """Decide what a client's request, or a coach's own start, leads to: no level and no cool-down applies."""
    if basis not in {"client_request", "coach"}:
        raise ValueError(f"not a basis a person starts from: {basis}")
    draft = Draft(basis, (Reason(basis, _STARTED_BY[basis]),), _TEXTS[basis])
    past = list(past)
    still_open = next((each for each in past if each.state in OPEN_STATES), None)
    if still_open is not None:
        return Decision("join", "a suggestion is open for this client", draft, joins=still_open.id)
    if basis == "coach" and any(_forbids(each) for each in past):
        return Decision("none", "the client asked not to be asked again")
    return Decision("draft", "a person asked for it", draft)


def advance(state: str, step: str) -> str:
    """Give the state after `step` (offer, dismiss, answer, close). Raises StepNotOpen."""
    try:
        return _MOVES[state, step]
    except KeyError:
        raise StepNotOpen(f"{step} is not possible once a suggestion is {state}") from None


def _forbids(past: PastSuggestion) -> bool:
    if past.choice not in LASTING_CHOICES or past.answered_on is None:
        return False
    return past.reopened_on is None or past.reopened_on < past.answered_on


def _cool_down_ends(past: PastSuggestion, load: float | None, params: ReferralParams) -> date | None:
    """Give the first day on which this earlier suggestion no longer stands in the way; None when it does not at all."""
    if load is not None and past.load is not None and load >= past.load + params.load_risen_by:
        return None
    if past.reopened_on is not None and (past.answered_on is None or past.reopened_on >= past.answered_on):
        return None
    # Once the client has answered, their answer is what stands.
    since = past.answered_on or past.decided_on
    if since is None:
        return None
    days = params.after_not_now_days if past.choice == "not_now" else params.after_coach_days
    return since + timedelta(days=days)


# In which words


def draft_of(verdict: Verdict) -> Draft:
    """Give the coach's draft: the true signs' sentences, and words to start from. Raises ValueError without a basis."""
    if verdict.basis is None:
        raise ValueError("a verdict without a basis drafts nothing")
    held = {sign.sign: sign.sentence for sign in verdict.signs if sign.holds}
    reasons = tuple(Reason(name, held[name]) for name in _TOLD_IN_REASONS if name in held)
    text = _TEXTS[verdict.basis].format(felt=_felt(held))
    return Draft(verdict.basis, reasons, text)


def _felt(held: Iterable[str]) -> str:
    """Say what the client told about how it has been, and nothing that they did not."""
    *earlier, last = [words for sign, words in _FELT.items() if sign in held] or [""]
    return f"{', '.join(earlier)} and {last}" if earlier else last


_FELT = {
    "load": "the weeks have felt heavy",
    "bigger": "some reactions have felt bigger than what happened",
    "repeat": "the same things keep getting in the way",
}
_STARTED_BY = {
    "client_request": "The client asked about support beside coaching.",
    "coach": "The coach started this.",
}
_CHOICE = (
    "This is not a diagnosis, and it is your choice. Our coaching goes on either way. You can talk it over with me, "
    "look at some options, leave it for now, or tell me not to bring it up again. All of these are fine."
)
_TEXTS = {
    "signs": (
        "We have changed the approach on this goal, and you have kept at it. Progress has still not picked up. You "
        "also told me that {felt}. When these go together, more effort or a better plan is often not what is "
        "missing.\n\n"
        "Some people find it useful to talk with a therapist beside coaching: coaching is about what to do, therapy is "
        f"about what keeps getting in the way.\n\n{_CHOICE}"
    ),
    "persistence": (
        "Progress keeps stalling although the approach changed. That can have many reasons, and you know them better "
        "than I do.\n\n"
        "Some people find it useful to look at such a goal with a therapist as well, as a different kind of "
        f"conversation. I wanted you to know that this is possible.\n\n{_CHOICE}"
    ),
    "client_request": (
        "You asked about support beside our coaching. Thank you for saying so. Here is what I can point you to, and "
        f"we can go through it together.\n\n{_CHOICE}"
    ),
    "coach": (
        "I have been thinking about our last conversations. Some of what you are working on may deserve a kind of "
        f"conversation that coaching is not. A therapist could be a good addition.\n\n{_CHOICE}"
    ),
}
