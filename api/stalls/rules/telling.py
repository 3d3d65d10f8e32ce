"""By which name a level is told to the client it is about."""

from dataclasses import replace

from api.stalls.rules.history import Verdict

_KEPT_FROM_CLIENT = frozenset({"stalled_loaded", "consider_support"})


def for_client(verdict: Verdict) -> Verdict:
    """Give the verdict as the client reads it before anything is offered: stalled; sentences and numbers the same."""
    level = level_for_client(verdict.level)
    return verdict if level == verdict.level else replace(verdict, level=level, basis=None)


def level_for_client(level: str) -> str:
    """Give the name by which the client reads a level before anything is offered."""
    return "stalled" if level in _KEPT_FROM_CLIENT else level
