"""Use cases of nudges: what clients choose, what is decided, what is said, and what a link in it does."""

from api.accounts.services.moves import has_moves
from api.nudges.services.deciding import (
    KIND,
    DatabaseAway,
    decide_due,
    due_clients,
    has_due,
    set_aside,
)
from api.nudges.services.last_look import look, still_wanted
from api.nudges.services.letters import (
    DIGEST,
    LOOK_BACK,
    USEFUL,
    Reader,
    choose_letter,
    gets_letter,
    plan_letters,
    put_letter,
    send_letters,
    stop_letter,
    wanting,
)
from api.nudges.services.links import LetterStop, read_one_tap, read_stop, write_letter_stop
from api.nudges.services.look_back import send_look_backs, word_look_back
from api.nudges.services.look_back import still_wanted as look_back_still_wanted
from api.nudges.services.measuring import (
    EffectSeen,
    Setting,
    effect,
    has_unjudged,
    judge_measured,
    put_setting,
    setting,
)
from api.nudges.services.outcomes import asked_lately, has_ended, nudges, settle
from api.nudges.services.planning import follow_moves
from api.nudges.services.preferences import (
    Preferences,
    PreferencesSeen,
    amend_preferences,
    preferences,
    put_preferences,
    turn_off,
)
from api.nudges.services.tapping import save_tap, tap_in_view, undo_tap
from api.nudges.services.texts import Preview, TextSeen, preview, put_texts, texts, version_of
from api.nudges.services.wording import OUTCOME_WORDS, day_words, word_nudge, word_push

__all__ = [
    "DIGEST",
    "KIND",
    "LOOK_BACK",
    "OUTCOME_WORDS",
    "USEFUL",
    "DatabaseAway",
    "EffectSeen",
    "LetterStop",
    "Preferences",
    "PreferencesSeen",
    "Preview",
    "Reader",
    "Setting",
    "TextSeen",
    "amend_preferences",
    "asked_lately",
    "choose_letter",
    "day_words",
    "decide_due",
    "due_clients",
    "effect",
    "follow_moves",
    "gets_letter",
    "has_due",
    "has_ended",
    "has_moves",
    "has_unjudged",
    "judge_measured",
    "look",
    "look_back_still_wanted",
    "nudges",
    "plan_letters",
    "preferences",
    "preview",
    "put_letter",
    "put_preferences",
    "put_setting",
    "put_texts",
    "read_one_tap",
    "read_stop",
    "save_tap",
    "send_letters",
    "send_look_backs",
    "set_aside",
    "setting",
    "settle",
    "still_wanted",
    "stop_letter",
    "tap_in_view",
    "texts",
    "turn_off",
    "undo_tap",
    "version_of",
    "wanting",
    "word_look_back",
    "word_nudge",
    "word_push",
    "write_letter_stop",
]
