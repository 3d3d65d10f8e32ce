"""Sentences known again by their English, and said in German."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.caseload.rules import DIGEST_GROUPS, NO_GOAL, NOTHING_SHARED, USUAL
from api.caseload.rules.triage import ANSWERS, CLAIMS, NEXT_STEPS
from api.languages import LANGUAGES, into, is_known, say, speaking, spoken, wanted_of
from api.languages.german import PARTS, fields
from api.nudges.rules import PUSH_BODY, PUSH_TITLE, TEXTS, WHY
from api.nudges.rules.reasons import MOVED, QUEUED, SENT
from api.privacy.rules import COACH_NOTES_RULE, CONSENTS, NOT_CLAIMED, SIGHTS, current_words, is_current
from api.privacy.services.coachs_eyes import NOT_SHOWN
from api.referrals.helplines import HELPLINES
from api.referrals.rules import draft_of, start
from api.stalls.rules import assess, support
from tests.rules.histories import day
from tests.rules.stalls.generated import WEEKS, histories

ROOT = Path(__file__).resolve().parents[2]
PLACE = re.compile(r"\{(\w+)(?::\w+)?\}")
# Names of services, the same wherever one calls from.
NAMES = {"988 Lifeline", "Samaritans"}
# What is wrong with a field is in part said by marshmallow.
OURS = [part for part in PARTS if part is not fields.SENTENCES]


def sentences(verdict) -> list[str]:
    told = [sign.sentence for sign in verdict.signs] + list(verdict.missing)
    return told + ([verdict.clears_when] if verdict.clears_when else [])


@pytest.mark.parametrize(
    ("english", "german"),
    [
        ("Nothing shared.", "Nichts geteilt."),
        (
            "Progress on this goal has run at 45% of its planned pace since 16 July 2025, at least 18 weeks.",
            "Seit dem 16. Juli 2025, mindestens 18 Wochen, ging es mit 45\u00a0% des geplanten Tempos voran.",
        ),
        (
            "Two changes of approach were tried (31 August: strategy, 5 October: step size).",
            "Zwei Änderungen wurden versucht (31. August: Strategie, 5. Oktober: Schrittgröße).",
        ),
        (
            "Weeks have felt heavy: 8.0 of 10, smoothed, 20 in a row.",
            "Die Wochen haben sich schwer angefühlt: 8,0 von 10, geglättet, 20 nacheinander.",
        ),
        ("You checked in on one day: 1 done.", "Sie haben an einem Tag etwas eingetragen: 1 erledigt."),
        ("Three days", "Drei Tage"),
        ("Saved: Not this time, Tuesday 17 November.", "Gespeichert: Diesmal nicht, Dienstag, 17. November."),
        ("Firefox on Windows", "Firefox auf Windows"),
        (
            "Ann invites you to In Waymark, as we say in Waymark, as a coach and a client.",
            "Ann lädt Sie bei Waymark in In Waymark, as we say ein, als Coach und Coachee.",
        ),
        # Several sentences of ours are known one by one.
        ("Not now. No running goal.", "Jetzt nicht. Kein laufendes Ziel."),
    ],
)
def test_a_sentence_is_said_in_german_with_its_values(english: str, german: str):
    assert into(english, "de") == german


@pytest.mark.parametrize(
    "own", ["We read on Tuesdays.", "Not now. And never.", "", " ", "Nothing shared", "{goal}"]
)
def test_what_is_not_ours_stays_as_it_is(own: str):
    assert into(own, "de") == own


@given(st.text())
def test_no_text_is_too_odd(text: str):
    assert isinstance(into(text, "de"), str)
    assert into(text, "en") == text


@settings(max_examples=20)
@given(st.integers(1, 40), st.sampled_from([" invites you to ", " in Waymark, as ", ": reached. ", "a, "]))
def test_text_made_to_be_slow_is_not(times: int, part: str):
    assert into(part * times * 10, "de")


@pytest.mark.parametrize(
    ("tags", "language"),
    [(["de-AT", "en"], "de"), (["fr", "de"], "de"), (["fr"], "en"), ([], "en"), (["en-GB", "de"], "en")],
)
def test_the_first_language_that_is_wanted_and_known_is_spoken(tags: list[str], language: str):
    assert wanted_of(tags) == language


def test_a_language_is_spoken_within_its_block_alone():
    assert spoken() == "en"
    with speaking("de"):
        assert say("Not now.") == "Jetzt nicht."
        with speaking("xx"):
            assert say("Not now.") == "Not now."
        assert spoken() == "de"
    assert say("Not now.") == "Not now."


@settings(max_examples=50)
@given(histories(), st.integers(1, WEEKS * 7 + 80))
def test_german_knows_every_sentence_of_a_verdict_and_of_its_draft(history, days):
    verdict = assess(history, day(0, days))
    told = sentences(verdict)
    if verdict.basis is not None:
        draft = draft_of(verdict)
        told += [draft.text, *(reason.sentence for reason in draft.reasons)]
    assert [one for one in told if not is_known(one, "de")] == []


def test_german_knows_everything_that_stands_in_a_table():
    by_hand = [start(basis, ()).draft for basis in ("client_request", "coach")]
    told = [
        *USUAL.values(), *CLAIMS.values(), *NEXT_STEPS.values(), *ANSWERS.values(),
        *(f"{heading}: Ada Byron, Li Na and 3 more." for heading in DIGEST_GROUPS.values()),
        NO_GOAL, NOTHING_SHARED, PUSH_BODY, PUSH_TITLE, MOVED, QUEUED, *SENT.values(), *WHY.values(),
        *(text.text for text in TEXTS.values()), COACH_NOTES_RULE, *NOT_CLAIMED, *NOT_SHOWN,
        *(sight.words for sight in SIGHTS), *(line.hours for line in HELPLINES),
        *(line.name for line in HELPLINES if line.name not in NAMES),
        *support.FOR_COACH.values(), *support.FOR_CLIENT.values(), *dict(support.HYPOTHESES).values(),
        *dict(support.CHANGES).values(), *(draft.text for draft in by_hand if draft),
        *(one.sentence for draft in by_hand if draft for one in draft.reasons),
    ]  # fmt: skip
    assert [one for one in told if not is_known(one, "de")] == []


def test_every_sentence_in_german_still_has_its_english_in_the_code():
    in_code = "\n".join(texts_of_the_code())
    left_over = [
        english
        for part in OURS
        for english in part
        if (pieces := pieces_of(english)) and not any(piece in in_code for piece in pieces)
    ]
    assert left_over == []


def test_german_fills_in_what_english_did_and_nothing_else():
    odd = [
        english
        for part in PARTS
        for english, german in part.items()
        if not set(PLACE.findall(german)) <= set(PLACE.findall(english)) or german in {"", english} - {"Okay"}
    ]
    assert odd == []


def test_no_sentence_stands_in_two_parts():
    every = [english for part in PARTS for english in part]
    assert len(every) == len(set(every))


def test_consents_stand_in_every_language_as_versions_of_their_own():
    for kind, versions in CONSENTS.items():
        assert len({words.version for words in versions}) == len(versions)
        for language in LANGUAGES:
            words = current_words(kind, language)
            assert words.language == language
            assert is_current(kind, words.version)
        assert not is_current(kind, "2020-01")


def texts_of_the_code() -> Iterator[str]:
    """Give every text of the code but the translations."""
    for path in ROOT.glob("api/**/*"):
        if path.suffix == ".html":
            yield path.read_text()
        elif path.suffix == ".py" and "languages" not in path.parts:
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    yield node.value


def pieces_of(english: str) -> list[str]:
    """Give every three words of a sentence that follow each other with nothing filled in between."""
    stretches = [stretch.split() for stretch in re.split(r"\{[^}]*\}|:", english)]
    return [" ".join(words[at : at + 3]) for words in stretches for at in range(len(words) - 2)]
