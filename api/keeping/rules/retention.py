"""How long what is kept: one line for each rule, with its reason."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """Rows of `table` whose `since` lies more than `days` back are deleted."""

    table: str
    since: str
    days: int
    why: str
    only: tuple[tuple[str, object], ...] = ()
    """Further columns, and the value that each has to have."""
    never: tuple[str, tuple[str, ...]] | None = None
    """A column, and the values with which a row stays."""
    is_id_made_here: bool = True
    """Its ids are in the order of time; those that a phone made are in none."""
    tells_of_clients: bool = False
    """A count of its rows says how clients fare: in a small practice it comes close to a name."""


# A client's "don't suggest this again" is their word and no timer's: it stands until they take it back.
_IN_FORCE = ("response", ("dont_suggest", "have_support"))

RETENTION = (
    Rule("outbox", "ended_at", 30, "a message that ended has no words left; its row says that it went"),
    Rule("nudge", "decided_at", 400, "why a reminder came or not is asked soon; a year shows a rhythm"),
    Rule("suggestion", "dismissed_at", 180, "no longer anybody's business", tells_of_clients=True),
    Rule(
        "suggestion",
        "answered_at",
        180,
        "the answer has been acted on",
        never=_IN_FORCE,
        tells_of_clients=True,
    ),
    Rule(
        "suggestion",
        "closed_at",
        180,
        "no longer anybody's business",
        never=_IN_FORCE,
        tells_of_clients=True,
    ),
    Rule(
        "stall_assessment",
        "assessed_at",
        90,
        "a newer verdict stands",
        only=(("is_latest", False),),
        tells_of_clients=True,
    ),
    Rule("triage_mark", "until_at", 30, "what was put aside is back long since", tells_of_clients=True),
    Rule(
        "stall_verdict",
        "at",
        730,
        "two years: what was made of a stall is read beside those that follow",
        tells_of_clients=True,
    ),
    Rule(
        "obstacle_pulse",
        "asked_at",
        730,
        "two years: what was in the way then says little now",
        is_id_made_here=False,
        tells_of_clients=True,
    ),
    Rule("suppression", "at", 730, "an address is tried once more; one that is nobody's does not stay"),
    Rule("audit", "at", 730, "two years: who did what to which row, never content"),
    Rule("access_log", "hour_at", 730, "two years: who read what of whom, never content"),
    Rule("erasure", "done_at", 730, "longer than the oldest backup that may come back"),
)
