"""Who the demo's people are and what they have done, as plain values; nothing here is stored."""

from api.demo.rules.clients import CLIENTS, THE_CLIENT
from api.demo.rules.events import (
    Adapted,
    CheckedIn,
    Event,
    GoalSet,
    Reached,
    Reflected,
    Replanned,
    Skipped,
    StatusSet,
)
from api.demo.rules.shapes import Client, Goal
from api.demo.rules.story import story_of

__all__ = [
    "CLIENTS",
    "THE_CLIENT",
    "Adapted",
    "CheckedIn",
    "Client",
    "Event",
    "Goal",
    "GoalSet",
    "Reached",
    "Reflected",
    "Replanned",
    "Skipped",
    "StatusSet",
    "story_of",
]
