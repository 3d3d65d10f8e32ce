"""Use cases of stalls: assessing goals, telling the evidence, logging what was tried."""

from api.stalls.services.adapting import adaptations_of_goal, put_adaptation
from api.stalls.services.assessing import (
    assess_goals_with_news,
    disclose,
    forget_derived,
    has_goals_with_news,
    level_as_client_reads_it,
    reassess_all,
    stall_as_coach_reads_it,
    stall_of_goal,
    told_of,
    verdict_of,
)
from api.stalls.services.choosing import (
    answer_dry_runs,
    ask_dry_run,
    choose_settings,
    dry_run,
    has_dry_runs,
    replay_practice,
    stall_settings,
)
from api.stalls.services.judging import (
    episodes,
    judge_episode,
    judge_goal,
    open_stalls_by_age,
    precision_of,
    take_back_verdict,
)
from api.stalls.services.loaded import loaded_clients
from api.stalls.services.pulsing import is_answered_lately, pulses, put_pulse
from api.stalls.services.supporting import support_for_goal

__all__ = [
    "adaptations_of_goal",
    "answer_dry_runs",
    "ask_dry_run",
    "assess_goals_with_news",
    "choose_settings",
    "disclose",
    "dry_run",
    "episodes",
    "forget_derived",
    "has_dry_runs",
    "has_goals_with_news",
    "is_answered_lately",
    "judge_episode",
    "judge_goal",
    "level_as_client_reads_it",
    "loaded_clients",
    "open_stalls_by_age",
    "precision_of",
    "pulses",
    "put_adaptation",
    "put_pulse",
    "reassess_all",
    "replay_practice",
    "stall_as_coach_reads_it",
    "stall_of_goal",
    "stall_settings",
    "support_for_goal",
    "take_back_verdict",
    "told_of",
    "verdict_of",
]
