"""Reading a CSV file of clients, line by line; pure."""

import csv
import io
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

MOST_LINES = 500
MOST_CHARACTERS = 120
MOST_ADDRESS_CHARACTERS = 254
_NAMES = {
    "name": "name",
    "email": "email",
    "e-mail": "email",
    "mail": "email",
    "zone": "zone",
    "time zone": "zone",
}
# Every address that passes can also be typed at the sign-in.
_ATOM = r"[a-z0-9!#$%&'*+/=?^`{}|~_-]+"
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_ADDRESS = re.compile(rf"{_ATOM}(?:\.{_ATOM})*@(?:{_LABEL}\.)+[a-z][a-z0-9-]{{0,61}}[a-z0-9]")
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


class NotACsvFile(ValueError):
    """The text has no header that names name and email, or is otherwise no CSV file."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the file, `number` counted as an editor counts; `faults` are (field, sentence)."""

    number: int
    name: str
    email: str
    zone: str
    faults: tuple[tuple[str, str], ...]


def read_lines(text: str, zones: Collection[str], taken: Collection[str], usual_zone: str) -> list[Line]:
    """Give every line of a CSV file with what is wrong with it.

    text: with a header of name, email and, if wanted, zone, in any order; separated by comma, semicolon or tab.
    zones: the known time zones. taken: addresses, in lower case, that need no import. usual_zone: of a line without
    one. Raises NotACsvFile.
    """
    header, *_ = text.lstrip("\ufeff").splitlines() or [""]
    separator = max(",;\t", key=header.count)
    try:
        rows = csv.reader(io.StringIO(text.lstrip("\ufeff")), delimiter=separator, strict=True)
        columns = [_NAMES.get(cell.strip().lower()) for cell in next(rows, [])]
        if not {"name", "email"} <= set(columns):
            raise NotACsvFile("The first line names the columns: name, email and, if you like, zone.")
        lines: list[Line] = []
        seen: set[str] = set(taken)
        for cells in rows:
            if not any(cell.strip() for cell in cells):
                continue
            if len(lines) >= MOST_LINES:
                raise NotACsvFile(f"At most {MOST_LINES} lines at once. Split the file.")
            values = {name: cell.strip() for name, cell in zip(columns, cells, strict=False) if name}
            line = _line(rows.line_num, values, zones, seen, usual_zone)
            lines.append(line)
            seen.add(line.email)
    except csv.Error as error:
        raise NotACsvFile(f"This cannot be read as CSV: {error}.") from error
    return lines


def _line(
    number: int, values: Mapping[str, str], zones: Collection[str], seen: Collection[str], usual_zone: str
) -> Line:
    name, email, zone = (
        values.get("name", ""),
        values.get("email", "").lower(),
        values.get("zone") or usual_zone,
    )
    return Line(number, name, email, zone, tuple(_faults(name, email, zone, zones, seen)))


def _faults(
    name: str, email: str, zone: str, zones: Collection[str], seen: Collection[str]
) -> Iterator[tuple[str, str]]:
    if not name or len(name) > MOST_CHARACTERS or _UNPRINTABLE.search(name):
        yield "name", f"A name of 1 to {MOST_CHARACTERS} characters is needed."
    if not _ADDRESS.fullmatch(email) or len(email) > MOST_ADDRESS_CHARACTERS:
        yield "email", "This is not an address such as ada@example.org."
    elif email in seen:
        yield "email", "This address is among your people already, or stands in the file twice."
    if zone not in zones:
        yield "zone", "This is not a time zone name such as Europe/London."
