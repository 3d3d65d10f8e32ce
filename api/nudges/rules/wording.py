"""The words of reminders: which there are, what may stand in them, and what may not.

A practice may write its own. The words go where anybody may read them: a list of mails, a lock screen.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

LONGEST = 300


@dataclass(frozen=True, slots=True)
class TextKind:
    """One kind of text: the words that are used unless a practice has its own, what is filled into them, an example."""

    text: str
    placeholders: tuple[str, ...] = ()


TEXTS: Mapping[str, TextKind] = {
    "first": TextKind("{goal}, {time}. How did it go?", ("goal", "time", "day")),
    "second": TextKind(
        "Still open: {goal}. Done, partly, not this time, all useful.", ("goal", "time", "day")
    ),
    "soft": TextKind(
        "{goal}, if there is room for it today. Not this time is an answer too.", ("goal", "time", "day")
    ),
    "lapse": TextKind(
        "{days} without a check-in. That is information, not a verdict. Pick up today, make it smaller, or pause?",
        ("days", "goal", "day"),
    ),
    "easing_weekly": TextKind("We’ve moved these to weekly. Change that any time."),
    "easing_monthly": TextKind("We’ve moved these to monthly. Change that any time."),
    "milestone_soon": TextKind("Coming up: {milestone}, {due}.", ("milestone", "due")),
    "milestone_reached": TextKind(
        "{milestone}: reached. What made it work? One line, for later.", ("milestone",)
    ),
}

EXAMPLES: Mapping[str, str] = {
    "goal": "Strategy time",
    "time": "16:00",
    "day": "Tuesday 17 November",
    "days": "Three days",
    "milestone": "First board pack",
    "due": "Friday 20 November",
}
GENERIC: Mapping[str, str] = {"goal": "Your check-in", "milestone": "A milestone of yours"}
"""What stands for names where the client wants none to be read."""
PUSH_TITLE = "Time for your check-in"
PUSH_BODY = "Open Waymark when it suits you."
SUBJECT = "Time for your check-in"

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_NUMBERS = (
    "No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve",
)  # fmt: skip

# One letter of each stands in brackets, so that the list of what is not to be said is not read as text that says it.
_PRIVATE = re.compile(
    r"\b(?:therap[yi]\w*|therapist\w*|counsell\w+|refer(?:ral|red)\w*|stall(?:ed|ing)?|overload\w*|[b]urn-?out"
    r"|[b]urned out|[d]epress\w+|[a]nxiety|[a]nxious|[d]iagnos\w+|[p]atients?|[s]ymptoms?|mental health|load"
    r"|therapeut\w*|psycho\w*|stillstand\w*|überlast\w*|[a]usgebrannt|[ä]ngste?|[a]ngst\w*|[k]rankheit\w*"
    r"|[p]atient(?:in(?:nen)?|en)|überweis\w*)\b",
    re.IGNORECASE,
)
_PRESSING = re.compile(
    r"\b(?:[s]treaks?|[f]ail(?:ed|ure|ing)?|[m]iss(?:ed)? you|[h]urry|[u]rgent\w*|[l]ast chance|final[ ]reminder"
    r"|[c]ountdown|don['’]t (?:[m]iss|break|lose)|you (?:will|['’]ll) lose|losing|[a]sap|no [e]xcuses?|[g]uilt\w*"
    r"|[a]sham\w+|[d]isappoint\w*|only \d+ (?:hours?|days?|minutes?) left|behind again"
    r"|[s]erien?|[v]ersag\w*|[v]erpass\w*|[b]eeil\w*|[d]ringend\w*|letzte (?:[c]hance|[e]rinnerung)|[s]chuld\w*"
    r"|[e]nttäusch\w*|[v]erlier\w*|nur noch \d+|[s]ofort|keine [a]usreden?)\b|!",
    re.IGNORECASE,
)


def faults(kind: str, text: str) -> list[str]:
    """Give, in sentences, everything for which a practice's text cannot be used; empty when it can."""
    known = TEXTS[kind].placeholders
    found = [
        f"There is nothing to fill in for {{{name}}} here."
        + (f" Use {', '.join(f'{{{one}}}' for one in known)}." if known else "")
        for name in dict.fromkeys(_PLACEHOLDER.findall(text))
        if name not in known
    ]
    if re.search(r"[{}]", _PLACEHOLDER.sub("", text)):
        found.append("A curly bracket stands alone.")
    if "\n" in text or "\r" in text:
        found.append("One paragraph, without line breaks.")
    if re.search(r"https?://|www\.", text, re.IGNORECASE):
        found.append("Leave addresses out: the links that belong here are added.")
    private = dict.fromkeys(match.group().lower() for match in _PRIVATE.finditer(text))
    found += [f"“{word}” may be read on a lock screen by anybody. Leave it out." for word in private]
    return found


def warnings(text: str) -> list[str]:
    """Give, in sentences, what a practice may say but had better not."""
    pressing = dict.fromkeys(match.group().lower() for match in _PRESSING.finditer(text))
    return [f"“{word}” presses. People under load read reminders too." for word in pressing]


def fill(text: str, values: Mapping[str, str]) -> str:
    """Give the text with its placeholders filled in; nothing in it or in the values is run or looked up."""
    return _PLACEHOLDER.sub(lambda found: values.get(found[1], found[0]), text)


def days_in_words(days: int) -> str:
    """Give "Three days", for the beginning of a sentence."""
    number = _NUMBERS[days] if 0 <= days < len(_NUMBERS) else str(days)
    return f"{number} day" if days == 1 else f"{number} days"


def goals_in_words(titles: list[str]) -> str:
    """Give the one goal's title, or how many there are."""
    if len(titles) == 1:
        return titles[0]
    number = _NUMBERS[len(titles)] if len(titles) < len(_NUMBERS) else str(len(titles))
    return f"{number} check-ins"
