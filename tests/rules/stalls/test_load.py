"""What reflections and obstacles say, and what has been tried."""

from dataclasses import replace
from datetime import timedelta

import pytest

from api.goals.rules import CheckIn
from api.stalls.rules import (
    EARLIER,
    Adaptation,
    Reflection,
    StallHistory,
    assess,
)
from tests.rules.histories import a_metric, day, loads, tried
from tests.rules.stalls.verdicts import FLAT, at_week, sign

# Load


def load_after(values):
    return at_week(a_metric(FLAT), len(values), reflections=loads(values))


def test_load_is_smoothed_by_a_third_a_week():
    assert load_after([4, 8]).load == pytest.approx(4 + 0.35 * 4, abs=0.01)
    after_a_gap = at_week(a_metric(FLAT), 9, reflections=loads([4]) + loads([8], first=8))
    assert after_a_gap.load == pytest.approx(4 + 0.8 * 4, abs=0.01)


def test_load_that_is_high_from_the_first_week_counts():
    assert not sign(load_after([8, 8]), "load").holds
    assert sign(load_after([8, 8, 8]), "load").holds
    assert sign(load_after([6] * 3), "load").holds
    assert not sign(load_after([5] * 20), "load").holds


def test_load_that_has_risen_from_a_light_start_counts():
    light = [2] * 6
    assert not sign(load_after([*light, 5, 5, 5]), "load").holds
    assert sign(load_after([*light, 5.5, 5.5, 5.5, 5.5, 5.5, 5.5, 5.5]), "load").holds


def test_a_rise_is_none_before_there_is_a_start_to_rise_from():
    assert not sign(load_after([2, 5.5, 5.5, 5.5, 5.5]), "load").holds


def test_a_rise_counts_from_the_sixth_reflection_on():
    assert not sign(load_after([1, 1, 1, 1, 9, 9, 5]), "load").holds
    assert sign(load_after([1, 1, 1, 1, 9, 9, 5, 5]), "load").holds


@pytest.mark.parametrize(
    ("start", "not_enough", "enough"),
    [
        # An even start: 1.2 above it.
        ((4, 4, 4, 4, 4, 4), 5, 5.5),
        # A spread of 1.48 points: 1.84 above a start of 3.
        ((2, 4, 2, 4, 2, 4), 4.5, 5),
        # However wide the spread, 2.49 above a start of 2.5.
        ((0, 5, 0, 5, 0, 5), 4.5, 5.1),
        # A light start: 4.5 all the same.
        ((1, 1, 1, 1, 1, 1), 4.4, 4.6),
    ],
)
def test_how_far_load_must_rise_is_read_from_the_start(start, not_enough, enough):
    assert not sign(load_after([*start, *[not_enough] * 14]), "load").holds
    assert sign(load_after([*start, *[enough] * 14]), "load").holds


def test_a_client_who_varies_much_must_rise_more():
    even, uneven = [3.5] * 6, [1, 6, 1, 6, 1, 6]
    assert sign(load_after([*even, *[5.9] * 6]), "load").holds
    assert not sign(load_after([*uneven, *[5.9] * 6]), "load").holds


def test_load_goes_off_after_two_light_weeks_and_not_after_one():
    heavy = [8] * 6
    verdicts = [load_after([*heavy, *[0] * n]) for n in range(1, 5)]
    assert [sign(each, "load").holds for each in verdicts] == [True, True, False, False]
    assert [round(each.load, 1) for each in verdicts] == [5.2, 3.4, 2.2, 1.4]
    assert "easing" in sign(verdicts[0], "load").sentence


def test_load_is_unknown_after_four_weeks_of_silence():
    goal = a_metric(FLAT)
    assert at_week(goal, 12, reflections=loads([8] * 8)).load == 8
    silent = at_week(goal, 13, reflections=loads([8] * 8))
    assert silent.load is None
    assert not sign(silent, "load").holds
    assert any("not known" in each for each in silent.missing)


def test_a_reflection_of_the_open_week_waits_for_its_end():
    history = StallHistory(a_metric(FLAT), reflections=loads([8, 8, 8]))
    assert assess(history, day(2, 6)).load == 8
    assert not sign(assess(history, day(2, 6)), "load").holds
    assert sign(assess(history, day(3)), "load").holds


# Bigger, repeat


def test_three_of_the_last_six_answers_are_bigger():
    goal = a_metric(FLAT)
    assert sign(at_week(goal, 10, reflections=loads([1] * 10, bigger={4, 7, 9})), "bigger").holds
    assert not sign(at_week(goal, 10, reflections=loads([1] * 10, bigger={3, 7, 9})), "bigger").holds


def test_a_skipped_answer_is_no_answer():
    reflections = tuple(Reflection(day(week), 1, 1, True if week < 3 else None) for week in range(10))
    assert sign(at_week(a_metric(FLAT), 10, reflections=reflections), "bigger").holds
    assert not sign(at_week(a_metric(FLAT), 16, reflections=reflections), "bigger").holds


def test_the_earlier_setting_asks_for_two():
    history = StallHistory(a_metric(FLAT), reflections=loads([1] * 10, bigger={7, 9}))
    assert not sign(assess(history, day(10)), "bigger").holds
    assert sign(assess(history, day(10), EARLIER), "bigger").holds


def test_one_inner_theme_in_three_of_five_weeks_repeats():
    weeks = {5: ["self_doubt"], 7: ["worry", "self_doubt"], 9: ["self_doubt"]}
    verdict = at_week(a_metric(FLAT, obstacles=weeks), 10)
    assert sign(verdict, "repeat").holds
    assert "Self-doubt came up in 3 of the last 5 check-in weeks" in sign(verdict, "repeat").sentence
    assert not sign(at_week(a_metric(FLAT, obstacles=weeks), 11), "repeat").holds


def test_outer_obstacles_and_mixed_ones_do_not_repeat():
    outer = dict.fromkeys(range(10), ("time", "money", "other"))
    assert not sign(at_week(a_metric(FLAT, obstacles=outer), 10), "repeat").holds
    mixed = {5: ["worry"], 6: ["avoidance"], 7: ["connection"], 8: ["perfectionism"], 9: ["exhaustion"]}
    assert not sign(at_week(a_metric(FLAT, obstacles=mixed), 10), "repeat").holds


def test_a_theme_told_without_a_number_is_still_told():
    goal = a_metric(FLAT[:7])
    told = tuple(CheckIn(day(week), "not", None, ("worry",)) for week in (7, 8, 9))
    assert sign(at_week(replace(goal, check_ins=(*goal.check_ins, *told)), 10), "repeat").holds


def test_two_restarts_in_120_days_repeat():
    goal = a_metric(FLAT)
    assert sign(at_week(goal, 20, restarts=(day(5), day(12))), "repeat").holds
    assert not sign(at_week(goal, 20, restarts=(day(2), day(12))), "repeat").holds
    assert not sign(at_week(goal, 20, restarts=(day(12),)), "repeat").holds
    last = day(19, 6)
    first = last - timedelta(days=119)
    assert sign(at_week(goal, 20, restarts=(first, last)), "repeat").holds
    assert not sign(at_week(goal, 20, restarts=(first - timedelta(days=1), last)), "repeat").holds


# Tried, enough data


def test_a_change_of_approach_counts_after_four_weeks():
    goal = a_metric(FLAT)
    assert sign(at_week(goal, 14, adaptations=tried(9)), "tried").holds
    assert not sign(at_week(goal, 13, adaptations=tried(9)), "tried").holds
    assert "will show" in sign(at_week(goal, 13, adaptations=tried(9)), "tried").sentence


def test_a_change_well_before_the_stall_is_not_its_change():
    # Stalled from week 12 on: flat since week 8.
    goal = a_metric([*range(9), *[8] * 12])
    entered = at_week(goal, 20).episodes[0].opened_on
    just = (entered - timedelta(days=35), entered - timedelta(days=36))
    assert [
        sign(at_week(goal, 20, adaptations=(Adaptation("schedule", on),)), "tried").holds for on in just
    ] == [True, False]


def test_a_change_is_not_judged_in_silence():
    goal = a_metric([0] * 10)
    assert not sign(at_week(goal, 20, adaptations=tried(8)), "tried").holds


def test_enough_data_is_eight_observations_over_seven_weeks_and_half_of_the_last_eight():
    assert not sign(at_week(a_metric(FLAT[:7]), 7), "enough_data").holds
    assert sign(at_week(a_metric(FLAT[:8]), 8), "enough_data").holds
    assert sign(at_week(a_metric(FLAT[:8]), 12), "enough_data").holds
    assert not sign(at_week(a_metric(FLAT[:8]), 13), "enough_data").holds
