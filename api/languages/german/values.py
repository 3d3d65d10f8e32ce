"""How German writes days, numbers and names of things that stand in a sentence."""

import re
from collections.abc import Mapping

from api.languages.sentences import Value

_MONTHS = {
    "January": "Januar", "February": "Februar", "March": "März", "April": "April", "May": "Mai", "June": "Juni",
    "July": "Juli", "August": "August", "September": "September", "October": "Oktober", "November": "November",
    "December": "Dezember",
}  # fmt: skip
_WEEKDAYS = {
    "Monday": "Montag", "Tuesday": "Dienstag", "Wednesday": "Mittwoch", "Thursday": "Donnerstag", "Friday": "Freitag",
    "Saturday": "Samstag", "Sunday": "Sonntag",
}  # fmt: skip
_NUMBERS = {
    "No": "Keine", "One": "Eine", "Two": "Zwei", "Three": "Drei", "Four": "Vier", "Five": "Fünf", "Six": "Sechs",
    "Seven": "Sieben", "Eight": "Acht", "Nine": "Neun", "Ten": "Zehn", "Eleven": "Elf", "Twelve": "Zwölf",
}  # fmt: skip
_THEMES = {
    "Self-doubt": "Selbstzweifel",
    "Running on empty": "Keine Kraft mehr",
    "Worry": "Sorgen",
    "Putting it off": "Aufgeschoben",
    "Feeling on one’s own": "Allein damit",
    "Wanting it perfect": "Sollte perfekt werden",
}
_CHANGES = {
    "the goal or plan": "Ziel oder Plan",
    "step size": "Schrittgröße",
    "strategy": "Strategie",
    "schedule": "Zeitplan",
    "surroundings": "Umfeld",
    "an extra session": "ein zusätzliches Gespräch",
}
_ROLES = {
    "an owner of the practice": "Leitung der Praxis",
    "a coach": "Coach",
    "a client": "Coachee",
}
_COUNTED = {
    "done": "erledigt",
    "partly": "teilweise",
    "not this time": "diesmal nicht",
    "with a number": "mit einer Zahl",
}
_OUTCOMES = {
    "Done": "Erledigt",
    "Partly": "Teilweise",
    "Not this time": "Diesmal nicht",
    "a number": "eine Zahl",
}
_FELT = {
    "the weeks have felt heavy": "sich die Wochen schwer angefühlt haben",
    "some reactions have felt bigger than what happened": "manche Reaktionen größer waren als ihr Anlass",
    "the same things keep getting in the way": "immer wieder dasselbe im Weg ist",
}


def _one_of(words: Mapping[str, str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


_DAY = rf"\d{{1,2}} (?:{_one_of(_MONTHS)})(?: \d{{4}})?"
_CHANGE = rf"{_DAY}: (?:{_one_of(_CHANGES)})"
_TOLD = rf"\d+ (?:{_one_of(_COUNTED)})"


def _day(english: str) -> str:
    on, month, *year = english.split(" ")
    return " ".join([f"{on}.", _MONTHS[month], *year])


def _days(english: str) -> str:
    return ", ".join(map(_day, english.split(", ")))


def _weekday(english: str) -> str:
    name, day = english.split(" ", 1)
    return f"{_WEEKDAYS[name]}, {_day(day)}"


def _moment(english: str) -> str:
    day, at = english.split(", ")
    return f"{_day(day)} um {at.removesuffix(' UTC')} Uhr (UTC)"


def _changes(english: str) -> str:
    told = (each.split(": ") for each in english.split(", "))
    return ", ".join(f"{_day(on)}: {_CHANGES[what]}" for on, what in told)


def _roles(english: str) -> str:
    return " und ".join(_ROLES[role] for role in english.split(" and "))


def _told(english: str) -> str:
    counts = (each.split(" ", 1) for each in english.split(", "))
    return ", ".join(f"{count} {_COUNTED[what]}" for count, what in counts)


def _counted(english: str) -> str:
    return _NUMBERS.get(english.capitalize(), english)


def _on_days(english: str) -> str:
    """Give "on one day", "on three days", with a preposition, as it stands within a sentence."""
    number = english.split(" ", 1)[0]
    return "einem Tag" if number == "one" else f"{_counted(number).lower()} Tagen"


def _names(english: str) -> str:
    return re.sub(r" and (\d+) more$", r" und \1 weitere", english)


def _browser(english: str) -> str:
    return "Ein Browser" if english == "A browser" else english


def _felt(english: str) -> str:
    """Give what was felt, each clause with its own "dass"."""
    *earlier, last = [_FELT[each] for each in re.split(r", | and (?=the same|some)", english)]
    return f"{', dass '.join(earlier)} und dass {last}" if earlier else last


VALUES = {
    "browser": Value(r"Edge|Opera|Samsung Internet|Vivaldi|Firefox|Chrome|Safari|A browser", _browser),
    "names": Value(r"[^\n]{1,1800}?", _names),
    "number": Value(r"\d+", str),
    "decimal": Value(r"-?\d+\.\d+", lambda english: english.replace(".", ",")),
    "percent": Value(r"\d+%", lambda english: english.replace("%", "\u00a0%")),
    "day": Value(_DAY, _day),
    "days": Value(rf"{_DAY}(?:, {_DAY})*", _days),
    "weekday": Value(rf"(?:{_one_of(_WEEKDAYS)}) {_DAY}", _weekday),
    "moment": Value(rf"{_DAY}, \d\d:\d\d UTC", _moment),
    "counted": Value(rf"{_one_of(_NUMBERS)}|\d+", _counted),
    "theme": Value(_one_of(_THEMES), _THEMES.__getitem__),
    "changes": Value(rf"{_CHANGE}(?:, {_CHANGE})*", _changes),
    "roles": Value(rf"(?:{_one_of(_ROLES)})(?: and (?:{_one_of(_ROLES)}))*", _roles),
    "told": Value(rf"{_TOLD}(?:, {_TOLD})*", _told),
    "on_days": Value(rf"(?:{_one_of(_NUMBERS).lower()}|\d+) days?", _on_days),
    "outcome": Value(_one_of(_OUTCOMES), _OUTCOMES.__getitem__),
    "felt": Value(rf"(?:(?:{_one_of(_FELT)})(?:, | and )?)+", _felt),
}
