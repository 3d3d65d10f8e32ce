"""The words of a reminder: name, fact, choice. Nothing of loss, streaks, load or failure."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from api.config import Settings
from api.delivery.services import Email, Footer, Link, choices, compose, note, paragraph
from api.nudges.services.links import OneTap, write_one_tap, write_unsubscribe

SUBJECT = "Time for your check-in"
OUTCOME_WORDS = {"done": "Done", "partly": "Partly", "not": "Not this time"}
_EASING = {
    "weekly": "We’ve moved these to weekly. Change that any time.",
    "monthly": "We’ve moved these to monthly. Change that any time.",
}


def word_nudge(settings: Settings, payload: Mapping[str, Any], _address: str) -> Email:
    """Give the mail: every goal that is due, with a link for each outcome."""
    client_id, on = UUID(payload["client_id"]), date.fromisoformat(payload["on"])
    unsubscribe = f"{settings.public_url}/u/{write_unsubscribe(settings.secret, client_id)}"
    blocks = [
        paragraph("One tap is enough. Done, partly, not this time: all useful."),
        *(
            choices(goal["title"], _links(settings, client_id, UUID(goal["id"]), on))
            for goal in payload["goals"]
        ),
    ]
    easing = _EASING.get(payload["rhythm"])
    if easing:
        blocks.append(note(easing))
    footer = [Footer("You asked to be reminded at this time.", "Turn reminders off", unsubscribe)]
    if payload["reply_to"]:
        footer.insert(0, Footer("Reply to this mail and your coach reads it."))
    return compose(
        SUBJECT,
        f"{day_words(on)}. How did it go?",
        blocks,
        footer,
        payload["reply_to"],
        List_Unsubscribe=f"<{unsubscribe}>",
        List_Unsubscribe_Post="List-Unsubscribe=One-Click",
    )


def day_words(on: date) -> str:
    """Give the day as people say it: Tuesday 17 November."""
    return f"{on:%A} {on.day} {on:%B}"


def _links(settings: Settings, client_id: UUID, goal_id: UUID, on: date) -> list[Link]:
    return [
        Link(
            label,
            f"{settings.public_url}/c/{write_one_tap(settings.secret, OneTap(client_id, goal_id, on, outcome))}",
        )
        for outcome, label in OUTCOME_WORDS.items()
    ]
