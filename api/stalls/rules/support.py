"""What to think through and to try when a goal is stuck; pure. An alert without this barely helps."""

HYPOTHESES = (
    ("goal", "Is it still the right goal, at the right size and pace?"),
    ("obstacle", "Is something in the way that a change of approach could move?"),
    ("load", "Is there too much to carry just now?"),
)
"""For client and coach together, before anything else."""

CHANGES = (
    ("goal", "Change the target, the pace or the date: a new plan starts a new stretch."),
    ("step_size", "Make the next step small enough to be done on a bad day."),
    ("strategy", "Go about it in another way."),
    ("schedule", "Choose another day or hour, one that has worked before."),
    ("environment", "Change the place, the people or the tools around it."),
    ("extra_session", "Meet once more, and use the time for this alone."),
)
"""What may be tried, and is logged when it is."""

FOR_CLIENT = {
    "slipping": "Has something changed around this? What is the smallest next step that would still count?",
    "stalled": "This has stood still for a while. That says nothing about effort. What could be made smaller, or "
    "dropped? Your coach can help to look.",
}
FOR_COACH = {
    "slipping": "Nothing to do yet. Your client is asked what the smallest next step could be.",
    "stalled": "Go through the three hypotheses together, choose one change, and log it: what follows shows then.",
    "stalled_loaded": "Ask first how this has felt. Then choose one change together, a lighter one, and log it.",
    "consider_support": "Ask what is in the way, then read the draft. You decide, and your client chooses.",
}
STUCK = frozenset({"stalled", "stalled_loaded", "consider_support"})


def next_step(level: str, *, is_client: bool) -> str | None:
    """Say what to do next about a goal of that level, as this reader was told it; None: nothing to do."""
    return (FOR_CLIENT if is_client else FOR_COACH).get(level)
