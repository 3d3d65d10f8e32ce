"""Knowing a sentence again by its English, with what was filled into it; pure.

A catalogue pairs English sentences with another language's. `{name}` stands for anything on one line, `{name:kind}`
for a value of that kind, which the other language may write otherwise: "12 October" is "12. Oktober".
"""

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

_PLACE = re.compile(r"\{(\w+)(?::(\w+))?\}")
_BETWEEN_SENTENCES = re.compile(r"(?<=[.!?]) (?=[A-Z“])")
# Bounded: what a person wrote must not make the search long.
_ANYTHING = r"[^\n]{1,200}?"
_LONGEST = 2_000


class Value(NamedTuple):
    """A kind of value: how it reads in English, as a regular expression, and how the other language writes it."""

    english: str
    write: Callable[[str], str]


class _Pattern(NamedTuple):
    begins: str
    english: re.Pattern[str]
    other: str
    kinds: Mapping[str, Callable[[str], str]]

    def read(self, text: str) -> str | None:
        found = self.english.fullmatch(text) if text.startswith(self.begins) else None
        if found is None:
            return None
        values = {
            name: self.kinds[name](value) if name in self.kinds else value
            for name, value in found.groupdict().items()
        }
        return _PLACE.sub(lambda place: values[place[1]], self.other)


class Catalogue:
    """Sentences in English, and what they are in another language."""

    def __init__(self, sentences: Mapping[str, str], values: Mapping[str, Value]) -> None:
        self._whole = {english: other for english, other in sentences.items() if not _PLACE.search(english)}
        filled = [english for english in sentences if _PLACE.search(english)]
        # The one that says most is asked first: a shorter one may hold it as a value.
        filled.sort(key=lambda english: len(_PLACE.sub("", english)), reverse=True)
        self._patterns = [_pattern(english, sentences[english], values) for english in filled]

    def into(self, text: str) -> str | None:
        """Give the text in the other language; None when it is not one of these sentences, nor several of them."""
        if (whole := self._one(text)) is not None:
            return whole
        parts = _BETWEEN_SENTENCES.split(text) if len(text) <= _LONGEST else []
        said = [found for part in parts if (found := self._one(part)) is not None]
        return " ".join(said) if said and len(said) == len(parts) else None

    def _one(self, text: str) -> str | None:
        if text in self._whole:
            return self._whole[text]
        if len(text) > _LONGEST:
            return None
        return next((said for one in self._patterns if (said := one.read(text)) is not None), None)


def _pattern(english: str, other: str, values: Mapping[str, Value]) -> _Pattern:
    parts, at, kinds = [], 0, {}
    for place in _PLACE.finditer(english):
        name, kind = place[1], place[2]
        parts.append(re.escape(english[at : place.start()]))
        parts.append(f"(?P<{name}>{values[kind].english if kind else _ANYTHING})")
        if kind:
            kinds[name] = values[kind].write
        at = place.end()
    parts.append(re.escape(english[at:]))
    first = _PLACE.search(english)
    return _Pattern(english[: first.start()] if first else english, re.compile("".join(parts)), other, kinds)
