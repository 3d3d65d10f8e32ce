"""What the server says, in the language of whoever reads it.

Every sentence is written in English where it is made, and kept in English where it is kept. Just before it leaves it is
said in the reader's language: a translation knows each sentence by its English, filled in or not (`sentences`). What it
does not know, such as a person's own words, stays as it is.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar

from api.languages.german import into_german

ENGLISH = "en"
_TRANSLATIONS: Mapping[str, Callable[[str], str | None]] = {"de": into_german}
LANGUAGES = (ENGLISH, *_TRANSLATIONS)

_spoken: ContextVar[str] = ContextVar("spoken", default=ENGLISH)


def wanted_of(tags: Iterable[str]) -> str:
    """Give the first language that is wanted and spoken here, whatever its region: "de-AT" wants German."""
    bases = (tag.lower().split("-", 1)[0] for tag in tags)
    return next((base for base in bases if base in LANGUAGES), ENGLISH)


def spoken() -> str:
    """Give the language in which things are said just now."""
    return _spoken.get()


@contextmanager
def speaking(language: str | None) -> Iterator[None]:
    """Things are said in this language meanwhile; in English if it is None, or none of ours."""
    before = _spoken.set(language if language in LANGUAGES else ENGLISH)
    try:
        yield
    finally:
        _spoken.reset(before)


def speak(language: str) -> None:
    """From now on things are said in this language: for the beginning of a request."""
    _spoken.set(language)


def say(text: str) -> str:
    """Give a sentence of ours in the language that is spoken; anything else as it is."""
    return into(text, _spoken.get())


def into(text: str, language: str) -> str:
    """Give a sentence of ours in this language; anything else as it is."""
    if language not in _TRANSLATIONS:
        return text
    return _TRANSLATIONS[language](text) or text


def is_known(text: str, language: str) -> bool:
    """Say whether there are words for this in that language."""
    return language not in _TRANSLATIONS or _TRANSLATIONS[language](text) is not None
