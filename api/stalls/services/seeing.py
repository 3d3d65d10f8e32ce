"""What of a goal's history a verdict may be made from, and what of the verdict may be told: per reader."""

from dataclasses import replace

from api.accounts.rules import View
from api.goals.rules import CheckIn, GoalHistory
from api.stalls.rules import Verdict

OF_REFLECTIONS = frozenset({"load", "bigger"})
"""Signs that rest on reflections alone."""
NOTHING_SHARED = "The client shares no numbers of this goal."


def as_seen(history: GoalHistory, view: View) -> GoalHistory:
    """Leave out what this reader may not see: a sign uses only what its reader may see.

    Where no patterns are looked for, obstacles are not looked at.
    """
    if not view.numbers:
        return GoalHistory(history.kind, history.plans, (), (), history.pauses)
    if view.patterns and view.obstacles:
        return history
    bare = tuple(CheckIn(one.on, one.outcome, one.value) for one in history.check_ins)
    return GoalHistory(history.kind, history.plans, history.steps, bare, history.pauses)


def not_shared(verdict: Verdict, view: View) -> Verdict:
    """Say nothing of a goal whose numbers the reader does not see but that it rests, and what rests on feelings.

    A client who shares no numbers is not quiet: their coach cannot tell. And "0 of 8 expected" would be a false answer.
    """
    return replace(
        verdict,
        level="too_early",
        lane=verdict.lane if verdict.lane == "paused" else None,
        since_on=None,
        at_least_weeks=None,
        signs=tuple(sign for sign in verdict.signs if view.reflections and sign.sign in OF_REFLECTIONS),
        missing=(NOTHING_SHARED,),
        clears_when=None,
        basis=None,
    )
