"""What became of a reminder, told to the client it was for."""

from collections.abc import Mapping

WHY: Mapping[str, str] = {
    "client_left": "You had left the practice.",
    "coach_left": "No coach was working with you that day.",
    "consent_withdrawn": "Reminders were off.",
    "channel_gone": "Neither a mail nor a notification could reach you.",
    "too_late": "The day was over before it could be sent.",
    "paused": "You were pausing.",
    "already_logged": "You had already checked in.",
    "period_done": "Nothing was due.",
    "asked_already": "You had been asked about it, and asked again, in this period.",
    "one_a_day": "There had been a reminder that day.",
    "weekly_cap": "There had been enough reminders in seven days.",
    "daily_push_cap": "There had been a notification that day.",
    "backed_off": "The last ones stayed without an answer, so they come less often. Any check-in brings them back.",
    "quiet_hours": "It would have come in your quiet hours.",
    "held_out": "It was withheld by chance, to see whether reminders help. You can opt out of that.",
    "not_decided": "Something went wrong on our side.",
}
MOVED = "It was moved to the end of your quiet hours."
QUEUED = "It is on its way."
SENT: Mapping[str | None, str] = {
    "email": "Sent as a mail.",
    "push": "Sent as a notification.",
    None: "Sent.",
}


def why(outcome: str, reason: str | None, channel: str | None) -> str:
    """Say in one sentence what became of a reminder, and why."""
    if outcome == "moved" or (outcome == "queued" and reason == "quiet_hours"):
        return MOVED
    if outcome == "queued":
        return QUEUED
    if outcome == "sent":
        return SENT.get(channel, SENT[None])
    return WHY.get(reason or "", "It was not sent.")
