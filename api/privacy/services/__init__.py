"""What a client shares and agrees to, and what they may know of what others see."""

from api.accounts.rules.sharing import SHARED_FIELDS as SHARED
from api.privacy.services.agreeing import consents, follow_consents, set_consents
from api.privacy.services.coachs_eyes import goal_as_my_coach_sees_it, what_my_coach_sees
from api.privacy.services.sharing import follow_sharing, goal_sharing, set_goal_sharing, set_sharing, sharing

__all__ = [
    "SHARED",
    "consents",
    "follow_consents",
    "follow_sharing",
    "goal_as_my_coach_sees_it",
    "goal_sharing",
    "set_consents",
    "set_goal_sharing",
    "set_sharing",
    "sharing",
    "what_my_coach_sees",
]
