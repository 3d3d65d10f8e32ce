"""Whether a reminder is sent, and how, by rules alone."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.nudges.rules import (
    DEFAULT,
    Asked,
    Doors,
    Move,
    NotSent,
    Occasion,
    Quiet,
    Rhythmic,
    Send,
    choose_channel,
    decide_nudge,
    ends_at,
    may_ask,
    most_a_week,
    rhythm_after,
    useless_at,
)

FOUR = datetime(2026, 11, 16, 16, 0, tzinfo=UTC)
MONDAY = date(2026, 11, 16)
DAILY = Rhythmic(tuple(range(7)), time(16), "Europe/London")
PLAIN = Occasion(next_at=FOUR, on=MONDAY, rhythm=DAILY)
NEXT_MORNING = replace(PLAIN, kind="follow_up", next_at=FOUR + timedelta(hours=17))
ONE_DAY = timedelta(days=1)
BOTH = Doors(has_push=True)


def test_a_plain_occasion_is_sent():
    assert decide_nudge(PLAIN, FOUR) == Send("full")


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"has_left": True}, "client_left"),
        ({"has_coach": False}, "coach_left"),
        ({"is_on": False}, "consent_withdrawn"),
        ({"doors": Doors(is_reachable=False)}, "channel_gone"),
        ({"doors": Doors(by_email=False)}, "channel_gone"),
        ({"doors": Doors(has_push=True, by_email=False, pushes_today=1)}, "daily_push_cap"),
        ({"due": 0, "is_paused": True}, "paused"),
        ({"due": 0}, "period_done"),
        ({"still_open": 0}, "already_logged"),
        ({"to_ask": 0}, "asked_already"),
        ({"has_had_today": True}, "one_a_day"),
        ({"unanswered": 3, "latest_unanswered_on": MONDAY - ONE_DAY}, "backed_off"),
        ({"sent_on": [MONDAY - n * ONE_DAY for n in range(7)]}, "weekly_cap"),
        ({"is_held_out": True}, "held_out"),
    ],
)
def test_each_reason_by_itself_holds_a_reminder_back(change, reason):
    assert decide_nudge(replace(PLAIN, **change), FOUR) == NotSent(reason)


def test_who_has_left_is_told_before_anything_about_goals():
    everything = replace(PLAIN, has_left=True, has_coach=False, is_on=False, due=0, still_open=0)

    assert decide_nudge(everything, FOUR) == NotSent("client_left")


def test_only_what_would_be_sent_is_withheld_for_the_comparison():
    withheld = replace(PLAIN, is_held_out=True)

    assert decide_nudge(replace(withheld, still_open=0), FOUR) == NotSent("already_logged")
    assert decide_nudge(replace(withheld, doors=Doors(is_reachable=False)), FOUR) == NotSent("channel_gone")


def test_three_a_week_is_the_most_unless_more_days_were_chosen():
    three_days = Rhythmic((0, 2, 4), time(16), "Europe/London")
    sent_on = [MONDAY - 5 * ONE_DAY, MONDAY - 3 * ONE_DAY, MONDAY - ONE_DAY]

    assert decide_nudge(replace(PLAIN, rhythm=three_days, sent_on=sent_on), FOUR) == NotSent("weekly_cap")
    assert decide_nudge(replace(PLAIN, rhythm=three_days, sent_on=sent_on[1:]), FOUR) == Send("full")
    assert decide_nudge(replace(PLAIN, sent_on=sent_on), FOUR) == Send("full")


@pytest.mark.parametrize(
    ("unanswered", "days_ago", "decision"),
    [
        (2, 1, Send("full")),
        (3, 6, NotSent("backed_off")),
        (3, 7, Send("weekly")),
        (5, 7, Send("weekly")),
        (6, 27, NotSent("backed_off")),
        (6, 28, Send("monthly")),
        (90, 28, Send("monthly")),
    ],
)
def test_three_unanswered_make_it_weekly_and_three_more_monthly(unanswered, days_ago, decision):
    occasion = replace(PLAIN, unanswered=unanswered, latest_unanswered_on=MONDAY - days_ago * ONE_DAY)

    assert decide_nudge(occasion, FOUR) == decision


def test_what_has_eased_off_is_not_followed_up():
    eased = replace(NEXT_MORNING, unanswered=3, latest_unanswered_on=MONDAY)

    assert decide_nudge(NEXT_MORNING, NEXT_MORNING.next_at) == Send("full", "email", "second")
    assert decide_nudge(eased, NEXT_MORNING.next_at) == NotSent("backed_off")


# Time


def test_a_reminder_is_of_use_until_three_in_the_night():
    late = FOUR.replace(hour=21, minute=29)

    assert decide_nudge(PLAIN, late) == Send("full")
    assert decide_nudge(PLAIN, FOUR.replace(hour=21, minute=30)) == NotSent("quiet_hours")
    assert decide_nudge(PLAIN, ends_at(MONDAY, "Europe/London")) == NotSent("too_late")


def test_a_time_in_the_night_that_was_chosen_is_kept():
    night = Rhythmic((0,), time(23), "Europe/London")
    occasion = Occasion(next_at=FOUR.replace(hour=23), on=MONDAY, rhythm=night)

    assert decide_nudge(occasion, FOUR.replace(hour=23, minute=10)) == Send("full")


def test_a_late_reminder_before_breakfast_waits_for_the_end_of_the_quiet_hours():
    early = Rhythmic((0,), time(6), "Europe/London")
    occasion = Occasion(next_at=FOUR.replace(hour=6), on=MONDAY, rhythm=early)

    assert decide_nudge(occasion, FOUR.replace(hour=7)) == Move(FOUR.replace(hour=8))


def test_quiet_hours_are_the_clients_own():
    own = replace(PLAIN, quiet=Quiet(time(18), time(19)))

    assert decide_nudge(own, FOUR.replace(hour=18, minute=30)) == Move(FOUR.replace(hour=19))
    assert decide_nudge(own, FOUR.replace(hour=22)) == Send("full")
    assert decide_nudge(replace(PLAIN, quiet=Quiet(time(0), time(0))), FOUR.replace(hour=23)) == Send("full")


def test_quiet_hours_hold_a_whole_night():
    assert Quiet().from_local > Quiet().until_local


# Doors


@pytest.mark.parametrize(
    ("doors", "kind", "channel"),
    [
        (Doors(), "first", "email"),
        (BOTH, "first", "push"),
        (replace(BOTH, by_push=False), "first", "email"),
        (replace(BOTH, pushes_today=1), "first", "email"),
        (replace(BOTH, first_by="push"), "follow_up", "email"),
        (replace(BOTH, first_by="email"), "follow_up", "push"),
        (replace(BOTH, first_by="push", is_reachable=False), "follow_up", "push"),
        (Doors(first_by="email"), "follow_up", "email"),
        (replace(BOTH, by_push=False, is_reachable=False), "first", None),
    ],
)
def test_a_push_where_one_arrives_else_a_mail_and_the_follow_up_by_the_other(doors, kind, channel):
    assert choose_channel(doors, kind) == channel


# Load

OCCASIONS = st.builds(
    Occasion,
    next_at=st.just(FOUR),
    on=st.just(MONDAY),
    rhythm=st.sampled_from(
        [DAILY, Rhythmic((0,), time(16), "Europe/London"), Rhythmic((0, 2), time(16), "UTC")]
    ),
    kind=st.sampled_from(["first", "follow_up"]),
    due=st.integers(0, 3),
    still_open=st.integers(0, 3),
    to_ask=st.integers(0, 3),
    sent_on=st.lists(st.integers(0, 9).map(lambda days: MONDAY - days * ONE_DAY), max_size=7),
    unanswered=st.integers(0, 9),
    latest_unanswered_on=st.none() | st.integers(0, 40).map(lambda days: MONDAY - days * ONE_DAY),
    days_silent=st.none() | st.integers(0, 40),
    doors=st.sampled_from([Doors(), BOTH, replace(BOTH, pushes_today=1)]),
)
MOMENTS = st.integers(0, 40).map(lambda hours: FOUR + timedelta(hours=hours))


@given(OCCASIONS, MOMENTS)
def test_load_never_brings_a_reminder_that_would_not_have_come_and_never_a_harder_tone(occasion, now):
    with_load = decide_nudge(replace(occasion, is_loaded=True), now)
    without = decide_nudge(occasion, now)

    if isinstance(with_load, Send):
        assert isinstance(without, Send)
        assert with_load == replace(without, tone="soft")
        assert occasion.kind == "first"
    assert most_a_week(replace(occasion, is_loaded=True)) <= most_a_week(occasion)
    assert most_a_week(replace(occasion, is_loaded=True)) >= 1


@given(OCCASIONS, MOMENTS)
def test_nothing_is_sent_when_it_is_of_no_more_use_or_nothing_is_open(occasion, now):
    decision = decide_nudge(occasion, now)

    if isinstance(decision, Send | Move):
        assert now < useless_at(occasion)
        assert occasion.due
        assert occasion.still_open
        assert occasion.to_ask
    if isinstance(decision, Move):
        assert now < decision.until < useless_at(occasion)


@given(st.integers(0, 200))
def test_reminders_only_ever_get_rarer_without_an_answer(unanswered):
    order = ("full", "weekly", "monthly")

    assert order.index(rhythm_after(unanswered)) <= order.index(rhythm_after(unanswered + 1))


def test_a_lapse_is_told_of_after_three_days_and_two_reminders():
    lapsed = replace(PLAIN, days_silent=3, unanswered=2)

    assert decide_nudge(lapsed, FOUR) == Send("full", "email", "lapse")
    assert decide_nudge(replace(lapsed, days_silent=2), FOUR).tone == "first"
    assert decide_nudge(replace(lapsed, unanswered=1), FOUR).tone == "first"
    assert decide_nudge(replace(lapsed, days_silent=None), FOUR).tone == "first", "there never was one"


# How often about one goal

WEEK = (MONDAY, MONDAY + 6 * ONE_DAY)


def asked(*days: int, wanted: int = 1, is_limit: bool = False) -> Asked:
    return Asked(wanted, is_limit, *WEEK, [MONDAY + day * ONE_DAY for day in days])


def test_a_weekly_goal_is_asked_about_once_followed_up_once_and_then_left_alone():
    days = [MONDAY + day * ONE_DAY for day in range(7)]
    asked_on = []
    for day in days:
        if may_ask(Asked(1, False, *WEEK, asked_on), day, follows_up=True):
            asked_on.append(day)

    assert asked_on == days[:2]
    assert may_ask(
        Asked(1, False, WEEK[0] + 7 * ONE_DAY, WEEK[1] + 7 * ONE_DAY, asked_on),
        days[0] + 7 * ONE_DAY,
        follows_up=True,
    )


def test_without_follow_ups_once_is_once():
    assert not may_ask(asked(0), MONDAY + ONE_DAY, follows_up=False)


def test_three_times_a_week_is_asked_about_three_times():
    assert may_ask(asked(0, 2, wanted=3), MONDAY + 4 * ONE_DAY, follows_up=False)
    assert not may_ask(asked(0, 1, 2, wanted=3), MONDAY + 4 * ONE_DAY, follows_up=True)


def test_an_upper_limit_is_asked_about_once_however_high_it_is():
    assert not may_ask(asked(0, wanted=5, is_limit=True), MONDAY + 2 * ONE_DAY, follows_up=True)


@given(st.integers(1, 7), st.booleans(), st.booleans())
def test_no_period_holds_more_questions_than_wanted_check_ins_and_one_follow_up(wanted, is_limit, follows_up):
    asked_on = []
    for day in range(7):
        on = MONDAY + day * ONE_DAY
        if may_ask(Asked(wanted, is_limit, *WEEK, asked_on), on, follows_up=follows_up):
            asked_on.append(on)

    assert len(asked_on) <= (1 if is_limit else wanted) + follows_up


def test_the_figures_are_those_of_the_rules():
    assert (DEFAULT.most_a_week, DEFAULT.most_pushes_a_day) == (3, 1)
    assert (DEFAULT.unanswered_until_weekly, DEFAULT.unanswered_until_monthly) == (3, 6)
