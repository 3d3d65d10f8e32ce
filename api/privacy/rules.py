"""The words that clients agree to, and who sees what; pure."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """What is put before a client when they are asked to agree."""

    version: str
    title: str
    text: str
    language: str = "en"


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
        Words(
            "2026-11-de",
            "Festhalten, wie es sich anfühlte",
            "Ich stimme zu, dass Waymark aufbewahrt, wie es sich anfühlte: das Gefühl, das ich einem Check-in "
            "hinzufüge, und meinen Blick auf die Woche (wie schwer, wie erschöpft, ob eine Reaktion größer war als "
            "ihr Anlass). Das wird für mich aufbewahrt. Mein Coach sieht es nur, solange ich es teile, und die "
            "Leitung der Praxis sieht es als Leitung nie. Ich kann das jederzeit zurücknehmen. Diese Antworten und "
            "alles, was daraus geschlossen wurde, werden dann gleich und endgültig gelöscht.",
            "de",
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
        Words(
            "2026-11-de",
            "Nach Mustern suchen",
            "Ich stimme zu, dass Waymark meine Check-ins, und wenn ich es festhalte auch, wie es sich anfühlte, auf "
            "Anzeichen durchsieht, dass ein Ziel immer wieder stillsteht, obwohl sich das Vorgehen geändert hat. Dann "
            "entwirft es für meinen Coach einen Vorschlag, aus dem, was ich mit ihm teile, und aus nichts anderem: "
            "dass Unterstützung neben dem Coaching helfen könnte. Mein Coach entscheidet, ob er das anspricht. Es "
            "ist keine Diagnose, und keine E-Mail berichtet davon. Ich kann das jederzeit zurücknehmen. Was "
            "geschlossen wurde, wird dann gleich gelöscht; nur mein Wunsch, nicht wieder gefragt zu werden, bleibt.",
            "de",
        ),
    ),
}
"""Every version of the words, oldest first. None is ever edited or taken out: somebody may have agreed to it.

A translation is a version of its own: whoever agreed to the German words agreed to those.
"""


def current_words(kind: str, language: str) -> Words:
    """Give the words that are put before a client today, in their language or else in English."""
    newest = {words.language: words for words in CONSENTS[kind]}
    return newest.get(language, newest["en"])


def is_current(kind: str, version: str) -> bool:
    """Say whether these are the words of today, in whichever language."""
    return any(current_words(kind, words.language).version == version for words in CONSENTS[kind])


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
