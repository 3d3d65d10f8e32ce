"""Use cases of stalls: assessing goals, telling the evidence, logging what was tried."""

from api.stalls.services.adapting import adaptations_of_goal, put_adaptation
from api.stalls.services.assessing import (
    assess_goals_with_news,
    disclose,
    forget_derived,
    stall_of_goal,
    told_of,
    verdict_of,
)
from api.stalls.services.loaded import loaded_clients

__all__ = [
    "adaptations_of_goal",
    "assess_goals_with_news",
    "disclose",
    "forget_derived",
    "loaded_clients",
    "put_adaptation",
    "stall_of_goal",
    "told_of",
    "verdict_of",
]
