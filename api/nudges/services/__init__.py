"""Use cases of nudges: what clients choose, what is decided, what is mailed, and what a link in it does."""

from api.nudges.services.deciding import KIND, decide_due, has_due, postpone_first, still_wanted
from api.nudges.services.links import read_one_tap, read_unsubscribe
from api.nudges.services.preferences import Preferences, nudges, preferences, put_preferences, turn_off
from api.nudges.services.tapping import save_tap, tap_in_view, undo_tap
from api.nudges.services.wording import OUTCOME_WORDS, day_words, word_nudge

__all__ = [
    "KIND",
    "OUTCOME_WORDS",
    "Preferences",
    "day_words",
    "decide_due",
    "has_due",
    "nudges",
    "postpone_first",
    "preferences",
    "put_preferences",
    "read_one_tap",
    "read_unsubscribe",
    "save_tap",
    "still_wanted",
    "tap_in_view",
    "turn_off",
    "undo_tap",
    "word_nudge",
]
