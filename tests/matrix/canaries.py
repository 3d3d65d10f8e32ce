"""Words, numbers, days and ids of which each stands in one place alone: where one turns up, it came from there."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from io import BytesIO
from itertools import count
from zipfile import ZipFile

from werkzeug.test import TestResponse

_SPACED = re.compile(r'([:,]) (?=["\[])')
FIRST_DAY = date(2040, 1, 3)
"""Days that nothing else falls on."""


@dataclass(frozen=True, slots=True)
class Canary:
    """`text` tells of `what` of `whose`: names of tests/matrix/sight.csv."""

    whose: str
    what: str
    text: str


@dataclass
class Canaries:
    """All that were planted."""

    planted: list[Canary] = field(default_factory=list)
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def word(self, whose: str, what: str) -> str:
        """Give a word that stands nowhere else."""
        return self.note(whose, what, f"zq{next(self._numbers):04d}q")

    def number(self, whose: str, what: str) -> float:
        """Give a number that stands nowhere else, exact in binary."""
        number = 70_000 + next(self._numbers) + 0.0625
        self.note(whose, what, repr(number))
        return number

    def day(self, whose: str, what: str) -> str:
        """Give a day that stands nowhere else."""
        return self.note(whose, what, str(FIRST_DAY + timedelta(days=3 * next(self._numbers))))

    def note(self, whose: str, what: str, text: str) -> str:
        """Keep in mind that this, which is made elsewhere, stands in one place alone."""
        self.planted.append(Canary(whose, what, text))
        return text

    def choice(self, whose: str, what: str, name: str, chosen: str) -> str:
        """Keep in mind one of a few choices, by the ways in which an answer tells it."""
        for told in (f'"{name}":"{chosen}"', f'"{name}":["{chosen}"]', f",{chosen},"):
            self.note(whose, what, told)
        return chosen

    def seen_in(self, text: str, asked: str = "") -> set[Canary]:
        """Give those that an answer holds, without those that it was asked with."""
        return {canary for canary in self.planted if canary.text in text and canary.text not in asked}


def told_by(answer: TestResponse) -> str:
    """Give everything that an answer says, head and body, one way of writing for each thing."""
    head = "\n".join(f"{name}: {value}" for name, value in answer.headers)
    # A calendar folds its lines; JSON is written with and without spaces.
    body = _unpacked(answer.get_data()).decode(errors="replace").replace("\r\n ", "")
    return head + "\n" + _SPACED.sub(r"\1", body)


def _unpacked(body: bytes) -> bytes:
    """Give what is in a ZIP file, names and all; anything else as it is."""
    if not body.startswith(b"PK"):
        return body
    with ZipFile(BytesIO(body)) as packed:
        return b"\n".join(name.encode() + b"\n" + packed.read(name) for name in packed.namelist())
