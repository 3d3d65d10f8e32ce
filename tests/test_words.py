"""The words of the product, in each language: no guilt, no streaks, no urgency, no disorders, and no diagnosis."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

BANNED = {
    "guilt": r"guilt\w*|asham\w+|shame\w*|disappoint\w*|laziness|failed you|you failed|your failure"
    r"|no excuses?|miss(ed)? you",
    "streaks": r"streaks?",
    "urgency": r"urgent\w*|hurry|act now|last chance|don['’]t miss|before it['’]?s? too late|asap|running out of time"
    r"|final reminder|countdown",
    "illness": r"symptom\w*|you suffer\w*|suffer(s|ing)? from|disorders?|illness(es)?|patholog\w+|patients?",
    "disorders": r"depress(ion|ed|ive)|anxiety|anxious|adhd|bipolar|ocd|ptsd|trauma\w*|burn-?(out|ed out)|insomnia"
    r"|autis\w+|schizo\w+|psychos[ie]s|psychotic|mania|manic|panic attacks?|phobi\w+|addict\w+|anorexi\w+|bulimi\w+"
    r"|narcissis\w+|borderline|dementia|neuros[ie]s|neurotic",
    "diagnosis": r"diagnos\w+",
}
BANNED_IN_GERMAN = {
    "guilt": r"schuld\w*|selbst schuld|scham|(be)?schäm\w*|blamier\w*|enttäusch\w*|faul(heit)?|versag\w*|versäum\w*"
    r"|gescheitert\w*|scheitern|nachlässig\w*|pflicht(en|gefühl)?|verpflicht\w*|sie haben uns gefehlt"
    r"|keine ausreden?|disziplinlos\w*",
    "streaks": r"streaks?|serien?|erfolgsserien?|siegesserien?|strähnen?|glückssträhnen?|in folge|ohne unterbrechung",
    "urgency": r"dringend\w*|dringlich\w*|eilig\w*|eile|beeil\w*|schnellstmöglich|sofort|unverzüglich"
    r"|letzte (chance|gelegenheit|erinnerung)|verpass\w*|nur noch heute|bevor es zu spät ist|höchste zeit"
    r"|countdown|die zeit läuft",
    "illness": r"symptom\w*|leiden an|leidens?|leiden sie|störungen?|\w+störung(en)?|krankheit\w*|erkrank\w*"
    r"|krankhaft\w*|patholog\w*|patient\w*",
    "disorders": r"depress\w*|ängste|angst\w*|panik\w*|adhs|bipolar\w*|zwänge|zwangs\w*|trauma\w*"
    r"|burn-?out\w*|ausgebrannt\w*|schlaflos\w*|autis\w*|schizo\w*|psychos\w*|psychotisch\w*|mani(e|sch\w*)"
    r"|phobi\w*|sucht|süchtig\w*|abhängigkeit|magersucht|bulimi\w*|narziss\w*|borderline|demenz|neuros\w*"
    r"|neurotisch\w*",
    "diagnosis": r"\w*diagnos\w*|diagnostizier\w*|befund\w*",
}


def _any_of(banned: dict[str, str]) -> re.Pattern[str]:
    named = (f"(?P<{name}>\\b(?:{words})\\b)" for name, words in banned.items())
    return re.compile("|".join(named), re.IGNORECASE)


PATTERN, IN_GERMAN = _any_of(BANNED), _any_of(BANNED_IN_GERMAN)
GERMAN = ("pwa/src/i18n/de/", "api/languages/german/")

# The only sentences that may speak of diagnosis, verbatim.
APPROVED = (
    "This is not a diagnosis, and it is your choice.",
    "Waymark does not diagnose.",
    "It is not a diagnosis, and no mail ever tells of it.",
    "It diagnoses nothing and scores nobody.",
    "Das ist keine Diagnose, und die Entscheidung liegt bei Ihnen.",
    "Es ist keine Diagnose, und keine E-Mail berichtet davon.",
    "Es stellt keine Diagnosen und bewertet niemanden.",
)

COMMENT = re.compile(r"/\*.*?\*/|(?:^|(?<=\s))//[^\n]*", re.DOTALL)
TEMPLATES = {".mjml", ".html", ".txt", ".j2"}


def texts() -> list[tuple[str, str]]:
    """Give every text that a person may come to read, with the file it stands in."""
    return [
        (str(path.relative_to(ROOT)), text)
        for path, text in (*_of_python(), *_of_templates(), *_of_the_app())
    ]


def _of_python() -> Iterator[tuple[Path, str]]:
    for path in sorted((ROOT / "api").rglob("*.py")):
        tree = ast.parse(path.read_text())
        # A string that stands by itself is a docstring, of a module, a function or a field.
        docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
                yield path, node.value


def _of_templates() -> Iterator[tuple[Path, str]]:
    for path in sorted((ROOT / "api").rglob("*")):
        if any(path.name.endswith(suffix) for suffix in TEMPLATES):
            yield path, path.read_text()


def _of_the_app() -> Iterator[tuple[Path, str]]:
    app = ROOT / "pwa"
    for path in sorted([*app.glob("src/**/*"), *app.glob("public/**/*"), app / "index.html"]):
        if path.suffix in {".ts", ".tsx", ".json", ".html", ".webmanifest"} and ".test." not in path.name:
            yield path, COMMENT.sub("", path.read_text())


def faults(text: str, pattern: re.Pattern[str] = PATTERN) -> list[str]:
    """Give the banned words of a text, what is approved left out."""
    for sentence in APPROVED:
        text = text.replace(sentence, "")
    return [f"{found.lastgroup}: {found.group()}" for found in pattern.finditer(text)]


def test_no_text_of_the_product_holds_a_banned_word():
    found = [f"{file}: {fault}" for file, text in texts() for fault in faults(text)]
    assert not found, "\n".join(found)


def test_no_german_text_holds_a_word_banned_in_german():
    german = [(file, text) for file, text in texts() if file.startswith(GERMAN)]
    found = [f"{file}: {fault}" for file, text in german for fault in faults(text, IN_GERMAN)]
    assert len(german) > 15
    assert not found, "\n".join(found)


def test_the_texts_are_really_read():
    files = {file for file, _ in texts()}
    assert any(file.startswith("api/nudges/") for file in files)
    assert any(file.startswith("pwa/src/") for file in files)


@pytest.mark.parametrize(
    "text",
    [
        "You are on a 9-day streak!",
        "Hurry: last chance to check in.",
        "We missed you.",
        "This could be a symptom of burnout.",
        "Signs of depression",
        "A diagnosis of sorts.",
    ],
)
def test_a_banned_word_is_found(text):
    assert faults(text)


@pytest.mark.parametrize(
    "text",
    [
        "Eine Serie von 9 Tagen!",
        "Dringend: Tragen Sie es heute noch ein.",
        "Sie haben den Tag verpasst.",
        "Das könnte eine Angststörung sein.",
        "Eine Art Selbstdiagnose.",
        "Ihre Pflicht.",
        "Sie haben versagt.",
    ],
)
def test_a_banned_german_word_is_found(text):
    assert faults(text, IN_GERMAN)


@pytest.mark.parametrize(
    "text",
    [
        "Das ist keine Diagnose, und die Entscheidung liegt bei Ihnen.",
        "Krank",
        "Sorgen",
        "Nicht der richtige Zeitpunkt",
    ],
)
def test_a_plain_german_word_is_not(text):
    assert faults(text, IN_GERMAN) == []


@pytest.mark.parametrize(
    "text",
    [
        "Three days without a check-in. That is information, not a verdict.",
        "This is not a diagnosis, and it is your choice.",
        "excused",
        "too_late",
    ],
)
def test_a_plain_word_is_not(text):
    assert faults(text) == []
