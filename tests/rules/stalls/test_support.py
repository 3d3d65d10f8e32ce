"""What to think through and to try when a goal is stuck."""

import pytest

from api.stalls.rules.support import CHANGES, FOR_CLIENT, FOR_COACH, HYPOTHESES, STUCK, next_step


@pytest.mark.parametrize("level", sorted(STUCK | {"slipping"}))
def test_every_level_that_worries_a_coach_comes_with_what_to_do_next(level):
    assert next_step(level, is_client=False) == FOR_COACH[level]


@pytest.mark.parametrize("level", ["slipping", "stalled"])
def test_a_client_is_asked_in_words_of_their_own(level):
    assert next_step(level, is_client=True) == FOR_CLIENT[level] != FOR_COACH[level]


@pytest.mark.parametrize("level", ["too_early", "on_path", "behind"])
def test_where_nothing_is_stuck_nothing_is_asked_for(level):
    assert next_step(level, is_client=True) is None
    assert next_step(level, is_client=False) is None


def test_what_was_tried_can_be_logged_as_one_of_six_kinds_and_three_hypotheses_come_first():
    assert [name for name, _ in HYPOTHESES] == ["goal", "obstacle", "load"]
    assert len({kind for kind, _ in CHANGES}) == len(CHANGES) == 6
