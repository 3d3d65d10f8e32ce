"""What settings would have flagged."""

from datetime import timedelta
from itertools import pairwise

from api.stalls.rules import DEFAULT, EARLIER, Reflection, StallHistory, assess
from api.stalls.rules.replaying import Flags, replay, summed
from api.stalls.rules.support import STUCK
from tests.rules.histories import a_metric, day


def test_a_stall_that_began_in_the_weeks_is_raised_once():
    history = StallHistory(a_metric([0, 1, 2, 3] + [3] * 12))
    assert replay(history, day(16), 12, DEFAULT) == Flags(raised=1, suggests=False)


def test_a_stall_that_stood_before_the_weeks_is_not_raised_again():
    history = StallHistory(a_metric([0] * 20))
    assert replay(history, day(20), 4, DEFAULT) == Flags(raised=0, suggests=False)


def test_a_goal_on_its_way_raises_nothing():
    assert replay(StallHistory(a_metric(range(20))), day(20), 12, DEFAULT) == Flags(0, suggests=False)


def test_a_replay_says_what_following_live_said():
    values = [0, 1, 2, 3, 3, 3, 3, 3, 3, 3, 5, 7, 9, 11, 12, 12, 12, 12, 12, 12, 12]
    live = []
    for week in range(5, 22):
        known = StallHistory(a_metric(values[:week]))
        live.append(assess(known, day(week)).level in STUCK)
    raised = sum(now and not before for before, now in pairwise(live))
    assert replay(StallHistory(a_metric(values)), day(21), 16, DEFAULT).raised == raised


def test_the_earlier_setting_asks_for_fewer_answers():
    answers = tuple(Reflection(day(week), 3, 3, bigger=week in {10, 14}) for week in range(20))
    assert EARLIER.bigger_yes < DEFAULT.bigger_yes
    history = StallHistory(a_metric([0] * 20), reflections=answers)
    for params in (DEFAULT, EARLIER):
        assert replay(history, day(20), 18, params).raised == 1


def test_clients_are_counted_once_however_many_goals_they_have():
    found = [("a", Flags(1, suggests=False)), ("a", Flags(2, suggests=True)), ("b", Flags(0, suggests=False))]
    told = summed(found, 10)
    assert (told.clients, told.flagged_clients, told.flags, told.suggested_clients) == (2, 1, 3, 1)
    assert told.flags_a_week == 0.3
    assert summed([], 0).flags_a_week == 0.0


def test_a_replay_ends_with_the_week_that_is_over():
    history = StallHistory(a_metric([0, 1, 2, 3] + [3] * 12))
    later = day(16) + timedelta(days=3)
    assert replay(history, later, 12, DEFAULT) == replay(history, day(16), 12, DEFAULT)
