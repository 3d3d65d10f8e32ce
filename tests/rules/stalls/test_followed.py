"""What followed a change of approach."""

from api.stalls.rules.followed import what_followed
from tests.rules.histories import a_metric, a_plan, day


def followed(goal, week, today):
    [found] = what_followed(goal, [day(week)], day(today))
    return found.before, found.after, found.weeks_after


def test_the_pace_before_and_after_a_change_stand_side_by_side():
    goal = a_metric([0, 0, 0, 0, 0, 1, 2, 3, 4])
    assert followed(goal, 5, 9) == (0.0, 1.0, 4)


def test_too_little_after_it_is_not_yet_known():
    goal = a_metric([0, 0, 0, 0, 0, 1])
    assert followed(goal, 5, 6) == (0.0, None, 1)


def test_a_change_before_anything_was_logged_has_nothing_before_it():
    goal = a_metric([0, 1, 2, 3])
    assert followed(goal, 0, 4) == (None, 1.0, 3)


def test_a_new_plan_counts_from_its_own_start():
    plans = (a_plan(), a_plan(day(5), from_on=day(5), start=0.0, target=13.0))
    goal = a_metric([0, 0, 0, 0, 0, 0, 0.5, 1, 1.5], plans=plans)
    before, after, weeks = followed(goal, 5, 9)
    assert (before, weeks) == (0.0, 3)
    assert after == 1.0


def test_only_four_weeks_on_either_side_count():
    goal = a_metric([0, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 3, 4, 5])
    assert followed(goal, 6, 14)[:2] == (0.0, 0.0)
