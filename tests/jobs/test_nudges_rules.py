"""Whether a reminder is sent, by rules alone."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.nudges.rules import (
    DEFAULT,
    Move,
    NotSent,
    Occasion,
    Rhythmic,
    Send,
    decide_nudge,
    ends_at,
    is_planned_for,
    next_nudge_at,
    rhythm_after,
)

FOUR = datetime(2026, 11, 16, 16, 0, tzinfo=UTC)
MONDAY = date(2026, 11, 16)
DAILY = Rhythmic(tuple(range(7)), time(16), "Europe/London")
PLAIN = Occasion(next_at=FOUR, on=MONDAY, rhythm=DAILY)
ONE_DAY = timedelta(days=1)


def test_a_plain_occasion_is_sent():
    assert decide_nudge(PLAIN, FOUR) == Send("full")


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"has_left": True}, "client_left"),
        ({"has_coach": False}, "coach_left"),
        ({"is_on": False}, "consent_withdrawn"),
        ({"is_reachable": False}, "channel_gone"),
        ({"due": 0, "is_paused": True}, "paused"),
        ({"due": 0}, "period_done"),
        ({"still_open": 0}, "already_logged"),
        ({"unanswered": 3, "latest_unanswered_on": MONDAY - ONE_DAY}, "backed_off"),
        ({"sent_on": [MONDAY - n * ONE_DAY for n in range(7)]}, "weekly_cap"),
    ],
)
def test_each_reason_by_itself_holds_a_reminder_back(change, reason):
    assert decide_nudge(replace(PLAIN, **change), FOUR) == NotSent(reason)


def test_who_has_left_is_told_before_anything_about_goals():
    everything = replace(PLAIN, has_left=True, has_coach=False, is_on=False, due=0, still_open=0)

    assert decide_nudge(everything, FOUR) == NotSent("client_left")


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


@pytest.mark.parametrize(
    ("zone", "day", "at", "instant"),
    [
        ("America/New_York", "2026-03-08", "02:30", "2026-03-08T07:00"),
        ("America/New_York", "2026-11-01", "01:30", "2026-11-01T05:30"),
        ("Europe/London", "2027-03-28", "01:30", "2027-03-28T01:00"),
        ("Australia/Lord_Howe", "2026-10-04", "02:15", "2026-10-03T15:30"),
        ("Pacific/Apia", "2011-12-30", "10:00", "2011-12-30T20:00"),
    ],
)
def test_the_named_days_have_one_reminder_at_an_instant_that_exists(zone, day, at, instant):
    expected = datetime.fromisoformat(instant).replace(tzinfo=UTC)
    rhythm = Rhythmic(tuple(range(7)), time.fromisoformat(at), zone)
    before = datetime.fromisoformat(day).replace(tzinfo=UTC) - timedelta(hours=14)
    planned = []
    at_instant = next_nudge_at(before, rhythm)
    while at_instant < before + timedelta(days=3):
        planned.append(at_instant)
        at_instant = next_nudge_at(at_instant, rhythm)

    assert expected in planned
    assert len(set(planned)) == len(planned)


ZONES = st.sampled_from(
    [
        "Europe/London",
        "America/New_York",
        "Australia/Lord_Howe",
        "Africa/Casablanca",
        "Pacific/Apia",
        "Asia/Kolkata",
    ]
)
_BOUNDS = (datetime(2024, 1, 1), datetime(2029, 1, 1))  # noqa: DTZ001 -- Hypothesis takes naive bounds
INSTANTS = st.datetimes(*_BOUNDS).map(lambda at: at.replace(tzinfo=UTC))


@given(INSTANTS, ZONES, st.sets(st.integers(0, 6), min_size=1), st.times())
def test_the_next_reminder_lies_ahead_and_is_recognised(now, zone, weekdays, at):
    rhythm = Rhythmic(tuple(sorted(weekdays)), at.replace(second=0, microsecond=0), zone)

    planned = next_nudge_at(now, rhythm)

    assert now < planned <= now + timedelta(days=9)
    assert is_planned_for(planned, rhythm)
    assert not is_planned_for(planned + timedelta(minutes=1), rhythm)


@given(st.integers(0, 200))
def test_reminders_only_ever_get_rarer_without_an_answer(unanswered):
    order = ("full", "weekly", "monthly")

    assert order.index(rhythm_after(unanswered)) <= order.index(rhythm_after(unanswered + 1))


def test_quiet_hours_hold_a_whole_night():
    assert DEFAULT.quiet_from > DEFAULT.quiet_until
