"""Helplines, as data. `checked_on` is changed only by someone who has checked the service's own page."""

from dataclasses import dataclass
from datetime import date, timedelta

CHECKED_FOR = timedelta(days=180)
"""A number that nobody has looked up for longer may have changed."""


@dataclass(frozen=True, slots=True)
class Helpline:
    """One way to reach somebody at once. `country`: ISO 3166, or "*" everywhere; `kind`: call, text or web."""

    country: str
    name: str
    number: str | None
    hours: str
    url: str
    kind: str
    checked_on: date

    @property
    def check_again_on(self) -> date:
        """The last day on which this is fresh enough to be shown without a word about it."""
        return self.checked_on + CHECKED_FOR


_CHECKED = date(2026, 11, 22)

HELPLINES = (
    Helpline("US", "988 Lifeline", "988", "24 hours, every day", "https://988lifeline.org", "call", _CHECKED),
    Helpline("US", "988 Lifeline", "988", "24 hours, every day", "https://988lifeline.org", "text", _CHECKED),
    Helpline("US", "Emergency", "911", "24 hours, every day", "https://www.911.gov", "call", _CHECKED),
    Helpline(
        "GB",
        "Samaritans",
        "116 123",
        "24 hours, every day, free",
        "https://www.samaritans.org",
        "call",
        _CHECKED,
    ),
    Helpline(
        "GB",
        "NHS 111, option 2 (England)",
        "111",
        "24 hours, every day",
        "https://111.nhs.uk",
        "call",
        _CHECKED,
    ),
    Helpline(
        "GB",
        "Shout: text SHOUT to",
        "85258",
        "24 hours, every day",
        "https://giveusashout.org",
        "text",
        _CHECKED,
    ),
    Helpline("GB", "Emergency", "999", "24 hours, every day", "https://www.nhs.uk", "call", _CHECKED),
    Helpline(
        "IE",
        "Samaritans",
        "116 123",
        "24 hours, every day, free",
        "https://www.samaritans.org",
        "call",
        _CHECKED,
    ),
    Helpline("IE", "Emergency", "112", "24 hours, every day", "https://www.112.ie", "call", _CHECKED),
    Helpline(
        "*",
        "Emergency in most of Europe",
        "112",
        "24 hours, every day",
        "https://findahelpline.com",
        "call",
        _CHECKED,
    ),
    Helpline(
        "*", "Find a helpline near you", None, "as listed there", "https://findahelpline.com", "web", _CHECKED
    ),
)


def is_overdue(today: date) -> bool:
    """Say whether any of them was last checked too long ago."""
    return any(helpline.check_again_on < today for helpline in HELPLINES)
