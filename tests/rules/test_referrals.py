"""A draft goes to the coach once, waits out every decision, and says nothing the signs do not carry."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.referrals.rules import (
    BASES,
    CHOICES,
    DEFAULT,
    OPEN_STATES,
    STATES,
    PastSuggestion,
    StepNotOpen,
    advance,
    draft_of,
    start,
    suggest,
)
from api.stalls.rules import Sign, StallHistory, Verdict, assess
from tests.rules.histories import a_metric, day, loads, tried

TODAY = date(2026, 11, 23)
NAMES = ("stalled_now", "stalled", "tried", "load", "bigger", "repeat", "enough_data")


def a_verdict(
    level="consider_support", basis="signs", lane=None, load=7.0, signs=("stalled", "tried", "load", "repeat")
):
    told = tuple(Sign(name, name in signs, f"About {name}.") for name in NAMES)
    return Verdict(level, lane, TODAY, 5, told, (), None, basis, (), load, TODAY)


def ago(days):
    return TODAY - timedelta(days=days)


def decide(*past, verdict=None):
    return suggest(verdict or a_verdict(), past, TODAY)


def action(*past, **fields):
    return decide(*past, **fields).action


# When


def test_the_level_drafts_and_no_lower_one_does():
    assert action() == "draft"
    for level in ("too_early", "on_path", "behind", "slipping", "stalled", "stalled_loaded"):
        assert action(verdict=a_verdict(level, None)) == "none"
        assert action(verdict=a_verdict(level, "signs")) == "none"
    assert action(verdict=a_verdict("consider_support", None)) == "none"


def test_a_quiet_or_paused_goal_drafts_nothing():
    assert action(verdict=a_verdict(lane="quiet")) == "none"
    assert action(verdict=a_verdict(lane="paused")) == "none"


def test_an_open_draft_takes_in_what_is_known_now_of_its_goal_and_of_others():
    still_open = PastSuggestion("s1", "drafted")
    joined = decide(still_open)
    assert (joined.action, joined.joins) == ("join", "s1")
    assert joined.draft is not None


def test_what_is_with_the_client_is_left_as_the_coach_worded_it():
    offered = PastSuggestion("s1", "offered", decided_on=ago(1))
    assert action(offered) == "none"


def test_a_coachs_decision_stands_for_eight_weeks_on_every_goal():
    dismissed = PastSuggestion("s1", "dismissed", decided_on=ago(55))
    held = decide(dismissed)
    assert (held.action, held.not_before_on) == ("none", ago(-1))
    assert action(replace(dismissed, decided_on=ago(56))) == "draft"


def test_not_now_stands_for_four_weeks():
    answered = PastSuggestion("s1", "answered", ago(40), answered_on=ago(27), choice="not_now")
    assert decide(answered).not_before_on == ago(-1)
    assert action(replace(answered, answered_on=ago(28))) == "draft"


@pytest.mark.parametrize("choice", ["talk", "see_options"])
def test_a_yes_is_left_to_work_for_eight_weeks(choice):
    answered = PastSuggestion("s1", "answered", ago(60), answered_on=ago(55), choice=choice)
    assert action(answered) == "none"
    assert action(replace(answered, answered_on=ago(56))) == "draft"


def test_who_opened_the_door_again_after_a_not_now_need_not_wait():
    told = PastSuggestion("s1", "answered", ago(20), answered_on=ago(10), choice="not_now")
    assert action(replace(told, reopened_on=ago(11))) == "none"
    assert action(replace(told, reopened_on=ago(10))) == "draft"
    assert action(replace(told, reopened_on=ago(5))) == "draft"


@pytest.mark.parametrize("choice", ["dont_suggest", "have_support"])
def test_the_clients_word_stands_until_they_take_it_back(choice):
    told = PastSuggestion("s1", "closed", ago(900), answered_on=ago(800), choice=choice, load=1.0)
    assert action(told) == "none"
    assert action(replace(told, reopened_on=ago(0))) == "draft"
    assert action(replace(told, reopened_on=ago(800))) == "draft"
    assert action(replace(told, reopened_on=ago(801))) == "none"
    assert start("coach", (told,)).action == "none"
    assert start("client_request", (told,)).action == "draft"


def test_a_clear_rise_in_load_ends_a_cool_down_early():
    dismissed = PastSuggestion("s1", "dismissed", decided_on=ago(10), load=5.0)
    assert action(dismissed, verdict=a_verdict(load=6.9)) == "none"
    assert action(dismissed, verdict=a_verdict(load=7.0)) == "draft"
    assert action(dismissed, verdict=a_verdict(load=None)) == "none"
    assert action(replace(dismissed, load=None), verdict=a_verdict(load=9.9)) == "none"


def test_the_latest_cool_down_is_the_one_that_counts():
    old = PastSuggestion("s1", "dismissed", decided_on=ago(100))
    new = PastSuggestion("s2", "dismissed", decided_on=ago(3))
    assert decide(old, new) == decide(new, old)
    assert decide(old, new).not_before_on == ago(-53)


def test_a_person_may_start_at_any_time():
    for basis in ("client_request", "coach"):
        started = start(basis, ())
        assert (started.action, started.draft.basis) == ("draft", basis)
        assert started.draft.reasons[0].sentence
        assert start(basis, [PastSuggestion("s1", "offered", ago(1))]).joins == "s1"
        assert start(basis, [PastSuggestion("s1", "dismissed", ago(1))]).action == "draft"
    with pytest.raises(ValueError, match="not a basis"):
        start("signs", ())


pasts = st.builds(
    PastSuggestion,
    id=st.integers(),
    state=st.sampled_from(STATES),
    decided_on=st.one_of(st.none(), st.integers(0, 400).map(ago)),
    answered_on=st.one_of(st.none(), st.integers(0, 400).map(ago)),
    choice=st.sampled_from([None, *CHOICES]),
    load=st.one_of(st.none(), st.floats(0, 10)),
    reopened_on=st.one_of(st.none(), st.integers(0, 400).map(ago)),
)


@given(st.lists(pasts, max_size=5))
def test_there_is_never_a_second_open_suggestion(past):
    decision = decide(*past)
    is_open = any(each.state in OPEN_STATES for each in past)
    assert decision.action in {"draft", "join", "none"}
    if decision.action == "draft":
        assert not is_open
    if decision.action == "join":
        assert is_open
    assert (decision.draft is None) == (decision.action == "none")
    assert decision.not_before_on is None or decision.not_before_on > TODAY


@given(st.lists(pasts, max_size=5))
def test_a_day_named_is_a_day_on_which_it_may_be_drafted(past):
    decision = decide(*past)
    if decision.not_before_on is not None:
        assert suggest(a_verdict(), past, decision.not_before_on).action == "draft"


# Steps


def test_a_suggestion_moves_from_draft_to_answer():
    assert advance(advance("drafted", "offer"), "answer") == "answered"
    assert advance("drafted", "dismiss") == "dismissed"
    # The client may change their mind.
    assert advance("answered", "answer") == "answered"
    for state in ("drafted", "offered", "answered"):
        assert advance(state, "close") == "closed"


@pytest.mark.parametrize(
    ("state", "step"),
    [
        ("drafted", "answer"),
        ("offered", "offer"),
        ("offered", "dismiss"),
        ("answered", "offer"),
        ("answered", "dismiss"),
        *(("dismissed", step) for step in ("offer", "dismiss", "answer", "close")),
        *(("closed", step) for step in ("offer", "dismiss", "answer", "close")),
        ("drafted", "nonsense"),
    ],
)
def test_no_other_step_is_open(state, step):
    with pytest.raises(StepNotOpen, match=state):
        advance(state, step)


# Words


def test_the_reasons_are_the_true_signs_in_the_order_a_coach_would_tell_them():
    draft = draft_of(a_verdict())
    assert [each.sign for each in draft.reasons] == ["stalled", "tried", "load", "repeat"]
    assert draft.reasons[0].sentence == "About stalled."


@pytest.mark.parametrize(
    ("signs", "words"),
    [
        (("load", "repeat"), "the weeks have felt heavy and the same things keep getting in the way."),
        (
            ("bigger", "load"),
            "the weeks have felt heavy and some reactions have felt bigger than what happened.",
        ),
        (
            ("load", "bigger", "repeat"),
            (
                "the weeks have felt heavy, some reactions have felt bigger than what happened "
                "and the same things keep getting in the way."
            ),
        ),
    ],
)
def test_the_text_says_what_was_told_and_no_more(signs, words):
    text = draft_of(a_verdict(signs=("stalled", "tried", *signs))).text
    assert f"You also told me that {words} When these go together" in text


def test_persistence_speaks_in_weaker_words_and_of_no_feelings():
    text = draft_of(a_verdict(basis="persistence")).text
    assert text.startswith("Progress keeps stalling although the approach changed.")
    assert "heavy" not in text


@pytest.mark.parametrize("basis", BASES)
def test_every_text_leaves_the_choice_to_the_client(basis):
    draft = (
        start(basis, ()).draft if basis in {"client_request", "coach"} else draft_of(a_verdict(basis=basis))
    )
    assert "This is not a diagnosis, and it is your choice." in draft.text
    assert "coaching goes on either way" in draft.text
    assert "{" not in draft.text


def test_a_verdict_without_a_basis_has_no_draft():
    with pytest.raises(ValueError, match="without a basis"):
        draft_of(a_verdict("stalled", None))


def test_a_stalled_client_under_load_gets_a_draft_from_end_to_end():
    history = StallHistory(a_metric([0] * 20), loads([8] * 20, bigger={14, 16, 18}), tried(8, 13))
    decision = suggest(assess(history, day(20)), (), day(20))
    assert decision.action == "draft"
    assert [each.sign for each in decision.draft.reasons] == ["stalled", "tried", "load", "bigger"]
    assert DEFAULT.after_coach_days == 56
