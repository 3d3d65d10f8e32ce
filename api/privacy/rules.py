"""The words that clients agree to, and who sees what; pure."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """What is put before a client when they are asked to agree."""

    version: str
    title: str
    text: str


CONSENTS: Mapping[str, tuple[Words, ...]] = {
    "feelings": (
        Words(
            "2026-11",
            "Keep how it felt",
            "I agree that Waymark keeps how it felt: the feeling that I add to a check-in, and my weekly reflection "
            "(how heavy, how drained, whether a reaction was bigger than what happened). It is kept for me. My coach "
            "sees it only while I share it with them, and the owner of the practice never does merely as owner. I can "
            "take this back at any time. These answers, and everything that was concluded from them, are then deleted "
            "at once and for good.",
        ),
    ),
    "patterns": (
        Words(
            "2026-11",
            "Look for patterns",
            "I agree that Waymark looks through my check-ins, and through how it felt if I keep that, for signs that a "
            "goal keeps stalling although the approach changed. It then drafts a suggestion for my coach, from what I "
            "share with them and from nothing else: that support beside coaching might help. My coach decides whether "
            "to bring it up. It is not a diagnosis, and no mail ever tells of it. I can take this back at any time. "
            "What was concluded is then deleted at once; only a wish of mine not to be asked again stays.",
        ),
    ),
}
"""Every version of the words, oldest first. None is ever edited or taken out: somebody may have agreed to it."""


def current_words(kind: str) -> Words:
    """Give the words that are put before a client today."""
    return CONSENTS[kind][-1]


def words_of(kind: str, version: str) -> Words:
    """Give the words that were agreed to; without text, if they are not ours: an import may bring a foreign version."""
    return next((words for words in CONSENTS[kind] if words.version == version), Words(version, "", ""))


@dataclass(frozen=True, slots=True)
class Sight:
    """Who sees one kind of thing. client, coach, owner: always, never, or under which condition."""

    thing: str
    client: str
    coach: str
    owner: str
    words: str


ALWAYS, NEVER = "always", "never"
IF_SHARED = "if_shared"
"""As the client says: of everything, and of one goal otherwise."""
ONCE_OFFERED, ITS_AUTHOR = "once_offered", "its_author"

SIGHTS = (
    Sight(
        "goals", ALWAYS, ALWAYS, NEVER,
        "A goal with its words, plan, steps and status: you and your coach.",
    ),
    Sight(
        "private_goals", ALWAYS, NEVER, NEVER,
        "A goal you keep to yourself: you alone. For your coach it does not exist.",
    ),
    Sight(
        "numbers", ALWAYS, IF_SHARED, NEVER,
        "Whether it was done, numbers, days of check-ins, steps reached: you, and your coach unless you say no.",
    ),
    Sight(
        "feelings", ALWAYS, IF_SHARED, NEVER,
        "How it felt, and your weekly reflection, if you keep them: you, and your coach only if you say so.",
    ),
    Sight(
        "obstacles", ALWAYS, IF_SHARED, NEVER,
        "What got in the way: you, and your coach only if you say so.",
    ),
    Sight(
        "notes", ALWAYS, IF_SHARED, NEVER,
        "Your notes, and your reasons for a pause: you, and your coach only if you say so.",
    ),
    Sight(
        "replies", ALWAYS, ALWAYS, NEVER,
        "What you and your coach answer each other on a check-in: both of you.",
    ),
    Sight(
        "pauses", ALWAYS, ALWAYS, NEVER,
        "That a goal rests just now: you and your coach, so that nobody waits for you.",
    ),
    Sight(
        "changes", ALWAYS, ALWAYS, NEVER,
        "Changes of approach that one of you logged: both of you. A note of yours on one counts as a note.",
    ),
    Sight(
        "standing", ALWAYS, IF_SHARED, NEVER,
        "How a goal stands and why: each of you, from what that reader may see.",
    ),
    Sight(
        "suggestions", ONCE_OFFERED, ALWAYS, NEVER,
        "A suggestion of support beside coaching: your coach, and you once it is offered. No mail tells of it.",
    ),
    Sight(
        "appointments", ALWAYS, ALWAYS, NEVER,
        "When you meet: you and your coach.",
    ),
    Sight(
        "coach_notes", NEVER, ITS_AUTHOR, NEVER,
        "A coach's private notes on you: only the coach who wrote them. Your export contains them.",
    ),
    Sight(
        "reminders", ALWAYS, NEVER, NEVER,
        "When you are reminded, and what became of each reminder: you alone.",
    ),
    Sight(
        "sharing", ALWAYS, NEVER, NEVER,
        "What you share and agreed to: you alone. What is off reads “nothing shared” to your coach.",
    ),
    Sight(
        "access_log", ALWAYS, NEVER, NEVER,
        "Who read what of yours, and when: you alone.",
    ),
    Sight(
        "name_and_address", ALWAYS, ALWAYS, ALWAYS,
        "Your name and email address: you, your coach and the owner of the practice.",
    ),
)  # fmt: skip

COACH_NOTES_RULE = (
    "A coach can keep private notes on you. In the app nobody but the coach who wrote them reads them: not you, not "
    "another coach, not the owner. They are about you, so you have a right to a copy: your export contains them. They "
    "are erased with everything else of yours. Once that coach works with you no more, they cannot open them either."
)
NOT_CLAIMED = (
    "Waymark is not a medical device. It diagnoses nothing and scores nobody.",
    "Nobody watches Waymark in a crisis. Helplines are on the help page.",
    "Waymark has no HIPAA certificate, and does not claim to be fit for medical records.",
)
