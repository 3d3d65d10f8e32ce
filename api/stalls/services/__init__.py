"""Use cases of stalls: assessing goals, telling the evidence, logging what was tried."""

from api.stalls.services.adapting import adaptations_of_goal, put_adaptation
from api.stalls.services.assessing import (
    assess_goals_with_news,
    disclose,
    forget_derived,
    level_as_client_reads_it,
    stall_as_coach_reads_it,
    stall_of_goal,
    told_of,
    verdict_of,
)

__all__ = [
    "adaptations_of_goal",
    "assess_goals_with_news",
    "disclose",
    "forget_derived",
    "level_as_client_reads_it",
    "put_adaptation",
    "stall_as_coach_reads_it",
    "stall_of_goal",
    "told_of",
    "verdict_of",
]
