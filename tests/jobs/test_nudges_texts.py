"""A practice's own words: what may be filled in, what is refused, what is warned of, how they are read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.nudges.rules import EXAMPLES, TEXTS, faults, fill, warnings
from tests.jobs.conftest import MONDAY, Practice

FOUR = MONDAY.replace(hour=16)
PATH = "/api/v1/nudge-texts"


def put(owner, texts):
    """Save over what stands."""
    return owner.put(PATH, json={"texts": texts}, headers={"If-Match": owner.get(PATH).headers["ETag"]})


def test_the_usual_words_have_no_fault_and_press_nobody():
    assert {kind: faults(kind, usual.text) for kind, usual in TEXTS.items() if faults(kind, usual.text)} == {}
    assert {kind: warnings(usual.text) for kind, usual in TEXTS.items() if warnings(usual.text)} == {}


@pytest.mark.parametrize(
    "text",
    [
        "{goals}?",
        "{goal.__class__}",
        "{0}",
        "{goal!r}",
        "{goal:>99}",
        "A bracket { alone",
        "Two\nparagraphs",
        "See https://example.org",
        "Time for therapy?",
        "Your load is high.",
    ],
)
def test_what_cannot_be_filled_in_or_may_not_be_read_by_others_is_refused(text):
    assert faults("first", text)


@pytest.mark.parametrize(
    "text", ["Hurry!", "Keep your streak", "Last chance today", "We miss you", "Don’t break it"]
)
def test_what_presses_is_warned_of_and_left_to_the_practice(text):
    assert warnings(text)
    assert not faults("first", text)


@given(st.text(), st.dictionaries(st.sampled_from(sorted(EXAMPLES)), st.text()))
def test_filling_in_runs_nothing_and_never_fails(text, values):
    assert fill("x", values) == "x"
    fill(text, values)
    assert fill("{goal}", {"goal": text}) == text


@pytest.mark.own_words
def test_a_practices_own_words_reach_the_mailbox_and_the_usual_ones_come_back(practice: Practice):
    owner = practice.browser(practice.coach)
    practice.goal("Strategy time")
    practice.remind()

    saved = put(owner, {"first": "How was {goal}, today at {time}?"})
    assert saved.status_code == 200
    [first] = [item for item in saved.json["items"] if item["kind"] == "first"]
    assert (first["own"], first["text"]) == (True, "How was {goal}, today at {time}?")
    practice.tick(FOUR)
    assert "How was Strategy time, today at 16:00?" in practice.mails()[0].get_body(("plain",)).get_content()

    back = put(practice.browser(practice.coach), {"first": None}).json["items"]
    assert not any(item["own"] for item in back)


def test_words_that_somebody_else_saved_meanwhile_are_not_overwritten(practice: Practice):
    owner = practice.browser(practice.coach)
    read = owner.get(PATH).headers["ETag"]
    assert put(owner, {"soft": "{goal}, if you like?"}).status_code == 200
    for headers, status in (({"If-Match": read}, 412), ({}, 428)):
        late = owner.put(PATH, json={"texts": {"soft": "{goal}, perhaps?"}}, headers=headers)
        assert late.status_code == status
    [soft] = [item for item in owner.get(PATH).json["items"] if item["kind"] == "soft"]
    assert soft["text"] == "{goal}, if you like?"
    assert put(owner, {"soft": None}).headers["ETag"] == read == '"1"'


def test_a_fault_is_named_by_its_text_and_nothing_is_kept(practice: Practice):
    owner = practice.browser(practice.coach)

    refused = put(owner, {"soft": "Fine, {goal}.", "first": "{nothing}"})

    assert refused.status_code == 422
    assert [error["field"] for error in refused.json["errors"]] == ["texts.first"]
    assert not any(item["own"] for item in owner.get(PATH).json["items"])


@pytest.mark.own_words
def test_a_preview_shows_mail_push_and_sheet_and_saves_nothing(practice: Practice):
    owner = practice.browser(practice.coach)

    seen = owner.post(f"{PATH}/preview", json={"kind": "first", "text": "<b>{goal}</b>!"}).json

    assert seen["push"]["body"] == seen["sheet"] == "<b>Strategy time</b>!"
    assert "Strategy time" not in seen["push_discreet"]["body"]
    assert "&lt;b&gt;Strategy time" in seen["email"]["html"]
    assert "<b>Strategy" not in seen["email"]["html"]
    assert seen["warnings"]
    assert not any(item["own"] for item in owner.get(PATH).json["items"])


def test_only_owners_write_the_practices_words(practice: Practice):
    client = practice.browser(practice.client)

    assert client.get(PATH).status_code == 403
    assert client.put(PATH, json={"texts": {}}).status_code == 403
