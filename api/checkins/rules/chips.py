"""What can be named as in the way: the kinds that the stall model knows, and a practice's own chips, each of one kind.

A chip's code begins with its kind, so whoever judges needs no table to know it. What a chip says never changes: other
words make another chip, and check-ins keep the code that was chosen.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Literal

from api.goals.rules import OBSTACLES

State = Literal["shown", "hidden", "past"]

CODE = rf"({'|'.join(OBSTACLES)})(-[a-z0-9]{{8}})?"
LONGEST_WORDS = 40
MOST_LISTED = 30
MOST_EVER = 300

_CODE = re.compile(CODE)


@dataclass(frozen=True, slots=True)
class Chip:
    """One obstacle to choose. `words`: by language, empty for a kind itself; `past`: only check-ins still name it."""

    code: str
    words: Mapping[str, str]
    state: State = "shown"

    @property
    def kind(self) -> str:
        return kind_of(self.code)


@dataclass(frozen=True, slots=True)
class ChipWanted:
    """A chip as an owner wants it. Without a code it is new."""

    code: str | None
    kind: str
    words: Mapping[str, str]
    is_shown: bool


USUAL = tuple(Chip(kind, {}) for kind in OBSTACLES)


def kind_of(code: str) -> str:
    """Give the kind that a code belongs to; a kind is its own."""
    return code.partition("-")[0]


def is_code(text: str) -> bool:
    """Say whether this is a kind, or has the form of an own chip's code."""
    return _CODE.fullmatch(text) is not None


def faults(held: Sequence[Chip], wanted: Sequence[ChipWanted]) -> Iterator[tuple[str, str]]:
    """Give what cannot be had, each with the field it is about."""
    codes = {chip.code for chip in held}
    named: set[str] = set()
    said: set[tuple[str, str]] = set()
    for number, chip in enumerate(wanted):
        place = f"chips.{number}"
        yield from _wrong_code(place, chip, codes - named)
        yield from _wrong_words(place, chip, said)
        named.add(chip.code or "")
        said.update((language, words.casefold()) for language, words in chip.words.items())
    if not any(chip.is_shown for chip in wanted):
        yield "chips", "Leave at least one chip to choose."
    if len(held) + sum(_is_another(held, chip) for chip in wanted) > MOST_EVER:
        yield "chips", f"At most {MOST_EVER} chips can be made, those no longer listed included."


def arranged(
    held: Sequence[Chip], wanted: Sequence[ChipWanted], new_code: Callable[[str], str]
) -> tuple[Chip, ...]:
    """Give all chips as wanted, none of them lost: what is no longer listed, or said otherwise, is past."""
    before = {chip.code: chip for chip in held}
    listed: dict[str, Chip] = {}
    for chip in wanted:
        code = new_code(chip.kind) if chip.code is None or _is_another(held, chip) else chip.code
        listed[code] = Chip(code, chip.words, "shown" if chip.is_shown else "hidden")
    # A kind that is not listed can be had again, so it is hidden and never past.
    left = [chip for code, chip in before.items() if code not in listed]
    kinds = [Chip(chip.code, {}, "hidden") for chip in left if chip.code in OBSTACLES]
    past = [Chip(chip.code, chip.words, "past") for chip in left if chip.code not in OBSTACLES]
    return (*listed.values(), *kinds, *past)


def known(codes: Sequence[str], held: Sequence[Chip]) -> tuple[str, ...]:
    """Give the codes, with those that no chip has replaced by their kind."""
    there = {chip.code for chip in held}
    return tuple(dict.fromkeys(code if code in there else kind_of(code) for code in codes))


def _wrong_code(place: str, chip: ChipWanted, left: AbstractSet[str]) -> Iterator[tuple[str, str]]:
    if chip.code is None:
        return
    if chip.code not in left:
        yield f"{place}.code", "There is no such chip, or it is named twice."
    elif chip.kind != kind_of(chip.code):
        yield f"{place}.kind", "A chip keeps the kind it was made with. Make another one."


def _wrong_words(
    place: str, chip: ChipWanted, said: AbstractSet[tuple[str, str]]
) -> Iterator[tuple[str, str]]:
    if chip.code in OBSTACLES:
        if chip.words:
            yield f"{place}.words", "This chip has Waymark's words. Make one of your own instead."
    elif not chip.words:
        yield f"{place}.words", "Give it words in at least one language."
    for language, words in chip.words.items():
        if (language, words.casefold()) in said:
            yield f"{place}.words.{language}", "Another chip has these words."


def _is_another(held: Sequence[Chip], wanted: ChipWanted) -> bool:
    """Say whether this is a new chip: it has no code, or no longer says what clients chose under it."""
    if wanted.code is None:
        return True
    before = next((chip.words for chip in held if chip.code == wanted.code), {})
    return any(wanted.words.get(language) != words for language, words in before.items())
