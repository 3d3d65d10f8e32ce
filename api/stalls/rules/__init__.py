"""STEADY, the stall model, pure: docs/stall-model.md tells it in words."""

from api.stalls.rules.history import Adaptation, Episode, Reflection, Sign, StallHistory, Verdict
from api.stalls.rules.params import DEFAULT, EARLIER, PARAMS_VERSION, StallParams
from api.stalls.rules.telling import for_client, level_for_client
from api.stalls.rules.verdict import assess

__all__ = [
    "DEFAULT",
    "EARLIER",
    "PARAMS_VERSION",
    "Adaptation",
    "Episode",
    "Reflection",
    "Sign",
    "StallHistory",
    "StallParams",
    "Verdict",
    "assess",
    "for_client",
    "level_for_client",
]
