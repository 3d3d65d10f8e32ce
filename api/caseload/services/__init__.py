"""Use cases of the caseload: a coach's own notes, their inbox, and their weekly digest."""

from api.caseload.services.digest import send_digests, still_wanted, word_digest
from api.caseload.services.noting import delete_note, notes, notes_kept_on, put_note
from api.caseload.services.triaging import forget_marks, plan_conversation, set_aside, snooze, take_up_again
from api.nudges.services import DIGEST

__all__ = [
    "DIGEST",
    "delete_note",
    "forget_marks",
    "notes",
    "notes_kept_on",
    "plan_conversation",
    "put_note",
    "send_digests",
    "set_aside",
    "snooze",
    "still_wanted",
    "take_up_again",
    "word_digest",
]
