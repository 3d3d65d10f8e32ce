"""Use cases of the caseload: a coach's own notes, and their inbox."""

from api.caseload.services.noting import delete_note, notes, notes_kept_on, put_note
from api.caseload.services.triaging import plan_conversation, set_aside, snooze, take_up_again

__all__ = [
    "delete_note",
    "notes",
    "notes_kept_on",
    "plan_conversation",
    "put_note",
    "set_aside",
    "snooze",
    "take_up_again",
]
