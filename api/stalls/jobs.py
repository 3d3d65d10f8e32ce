"""What the clock starts in stalls."""

from api import clock
from api.stalls import services


def has_goals_with_news() -> bool:
    """Say whether a goal is to be assessed."""
    return services.has_goals_with_news(clock.now())


def assess_goals_with_news() -> None:
    """Goals with news, or whose verdict time alone may have changed, are assessed."""
    services.assess_goals_with_news(clock.now())


def has_dry_runs() -> bool:
    """Say whether a practice has asked."""
    return services.has_dry_runs()


def answer_dry_runs() -> None:
    """What a practice asked of its own history is answered."""
    services.answer_dry_runs(clock.now())
