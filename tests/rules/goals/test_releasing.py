"""When the next step of a programme is released."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.goals.rules.releasing import NextRelease, Released, Step, next_release

BEGUN = date(2026, 11, 2)


def after(days):
    return BEGUN + timedelta(days=days)


def step(position, release="at_once", **fields):
    return Step(position, release, **fields)


def released(position, days=0, *, ended=False):
    return Released(position, after(days), is_ended=ended)


def ask(steps, past, days):
    return next_release(steps, past, BEGUN, after(days))


def test_a_step_at_once_is_released_when_the_programme_begins():
    only = step(0)
    assert ask([only], [], -1) == NextRelease(None, BEGUN)
    assert ask([only], [], 0) == NextRelease(only, None)


def test_a_step_on_completion_waits_until_the_goal_before_it_has_ended():
    steps = [step(0), step(1, "completion")]
    assert ask(steps, [released(0)], 100) == NextRelease(None, None)
    assert ask(steps, [released(0, ended=True)], 3) == NextRelease(steps[1], None)


def test_a_first_step_on_completion_has_nothing_to_wait_for():
    only = step(0, "completion")
    assert ask([only], [], 0) == NextRelease(only, None)


def test_a_delay_counts_from_the_release_before_and_for_the_first_from_the_start():
    steps = [step(0, "delay", after_days=3), step(1, "delay", after_days=10)]
    assert ask(steps, [], 2) == NextRelease(None, after(3))
    assert ask(steps, [], 3) == NextRelease(steps[0], None)
    assert ask(steps, [released(0, 5)], 14) == NextRelease(None, after(15))
    assert ask(steps, [released(0, 5)], 15) == NextRelease(steps[1], None)


def test_a_step_by_date_is_released_on_that_date_or_late_but_never_before_the_start():
    steps = [step(0, "date", on=after(7))]
    assert ask(steps, [], 6) == NextRelease(None, after(7))
    assert ask(steps, [], 8) == NextRelease(steps[0], None)
    assert ask([step(0, "date", on=after(-30))], [], -1) == NextRelease(None, BEGUN)


def test_a_later_step_never_overtakes_one_that_waits():
    steps = [step(0), step(1, "date", on=after(50)), step(2, "at_once")]
    assert ask(steps, [released(0, ended=True)], 10) == NextRelease(None, after(50))


def test_when_all_is_released_nothing_is_left_to_look_at():
    assert ask([step(0)], [released(0)], 0) == NextRelease(None, None, is_complete=True)


steps = st.lists(
    st.one_of(
        st.just({"release": "at_once"}),
        st.just({"release": "completion"}),
        st.builds(lambda days: {"release": "delay", "after_days": days}, st.integers(0, 30)),
        st.builds(lambda days: {"release": "date", "on": after(days)}, st.integers(-20, 60)),
    ),
    min_size=1,
    max_size=6,
).map(lambda kinds: [Step(position, **kind) for position, kind in enumerate(kinds)])


def walked(plan, looks, ends_after):
    """Let a client walk the programme, looked at on those days; each goal ends so many days after its release."""
    past = []
    for days in looks:
        while True:
            known = [
                Released(one.position, one.released_on, (after(days) - one.released_on).days >= ends_after)
                for one in past
            ]
            following = ask(plan, known, days)
            if following.step is None:
                break
            past.append(Released(following.step.position, after(days), is_ended=False))
    return past


@given(steps, st.integers(0, 20))
def test_every_step_is_released_once_in_order_and_not_before_its_day(plan, ends_after):
    past = walked(plan, range(-5, 400), ends_after)
    assert [one.position for one in past] == list(range(len(plan)))
    assert all(one.released_on >= BEGUN for one in past)
    for one, before, each in zip(past, [None, *past], plan, strict=False):
        if each.on:
            assert one.released_on >= each.on
        if each.after_days is not None:
            since = before.released_on if before else BEGUN
            assert one.released_on == max(since + timedelta(days=each.after_days), since)


@given(steps, st.integers(0, 20))
def test_looking_more_often_changes_nothing(plan, ends_after):
    daily = walked(plan, range(-5, 400), ends_after)
    twice = walked(plan, sorted([*range(-5, 400)] * 2), ends_after)
    assert daily == twice


@pytest.mark.parametrize("days", [0, 1, 29])
def test_the_day_to_look_again_is_the_day_of_the_release(days):
    steps = [step(0), step(1, "delay", after_days=30)]
    wait_until_on = ask(steps, [released(0)], days).wait_until_on
    assert next_release(steps, [released(0)], BEGUN, wait_until_on).step == steps[1]
