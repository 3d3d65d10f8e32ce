"""When a reminder is due: every zone, every clock change, journeys, and the hour that a client usually checks in at."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import available_timezones

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from api import localtime
from api.nudges.rules import (
    Quiet,
    Rhythmic,
    Slot,
    after_first,
    after_move,
    chosen_time,
    ends_at,
    follow_up,
    is_planned_for,
    next_first,
    usual_time,
)

ALL_DAYS = tuple(range(7))
ZONES = st.sampled_from(sorted(available_timezones() - {"localtime", "posixrules", "Factory"}))
_BOUNDS = (datetime(2024, 1, 1), datetime(2029, 1, 1))  # noqa: DTZ001 -- Hypothesis takes naive bounds
INSTANTS = st.datetimes(*_BOUNDS).map(lambda at: at.replace(tzinfo=UTC))
TIMES = st.builds(time, st.integers(0, 23), st.integers(0, 59))
WEEKDAYS = st.sets(st.integers(0, 6), min_size=1).map(lambda days: tuple(sorted(days)))
ONE_DAY = timedelta(days=1)
QUIET = Quiet()


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "day", "local", "instant"),
    [
        ("America/New_York", "2026-03-08", "02:30", "2026-03-08T07:00"),
        ("America/New_York", "2026-11-01", "01:30", "2026-11-01T05:30"),
        ("Europe/London", "2027-03-28", "01:30", "2027-03-28T01:00"),
        ("Australia/Lord_Howe", "2026-10-04", "02:15", "2026-10-03T15:30"),
        ("Africa/Casablanca", "2026-02-15", "02:30", "2026-02-15T01:30"),
    ],
)
def test_the_named_days_have_one_reminder_at_an_instant_that_exists(zone, day, local, instant):
    rhythm = Rhythmic(ALL_DAYS, time.fromisoformat(local), zone)
    slots, slot = [], next_first(at(f"{day}T00:00") - timedelta(days=2), rhythm)
    while slot.at < at(f"{day}T00:00") + timedelta(days=3):
        slots.append(slot)
        slot = next_first(slot.at, rhythm, slot.on)

    assert at(instant) in [one.at for one in slots]
    assert len({one.on for one in slots}) == len(slots)


def test_a_day_that_apia_never_had_has_no_reminder():
    slot, days = next_first(at("2011-12-28T00:00"), Rhythmic(ALL_DAYS, time(10), "Pacific/Apia")), []
    for _ in range(4):
        days.append(slot.on)
        slot = next_first(slot.at, Rhythmic(ALL_DAYS, time(10), "Pacific/Apia"), slot.on)

    assert date(2011, 12, 30) not in days
    assert {date(2011, 12, 29), date(2011, 12, 31)} <= set(days)


@settings(max_examples=400)
@given(INSTANTS, ZONES, WEEKDAYS, TIMES)
def test_in_every_zone_each_local_day_has_one_reminder_at_most_and_it_lies_ahead(now, zone, weekdays, local):
    rhythm = Rhythmic(weekdays, local, zone)
    slot = next_first(now, rhythm)
    seen = []
    for _ in range(8):
        assert slot.at > now
        assert slot.on == localtime.local_day(slot.at, zone)
        assert slot.at < ends_at(slot.on, zone)
        assert slot.at <= now + timedelta(days=16)
        seen.append(slot.on)
        now = slot.at
        slot = next_first(now, rhythm, seen[-1])

    assert seen == sorted(set(seen))


@settings(max_examples=200)
@given(INSTANTS, ZONES, WEEKDAYS, TIMES)
def test_a_planned_instant_is_recognised_and_its_neighbour_is_not(now, zone, weekdays, local):
    rhythm = Rhythmic(weekdays, local, zone)
    planned = next_first(now, rhythm).at

    assert is_planned_for(planned, rhythm)
    assert not is_planned_for(planned + timedelta(minutes=1), rhythm)


@settings(max_examples=300)
@given(INSTANTS, ZONES, WEEKDAYS, TIMES, TIMES, TIMES)
def test_in_every_zone_a_follow_up_comes_the_next_morning_outside_quiet_hours_or_not_at_all(
    now, zone, weekdays, local, quiet_from, quiet_until
):
    rhythm, quiet = Rhythmic(weekdays, local, zone), Quiet(quiet_from, quiet_until)
    first = next_first(now, rhythm)

    again = after_first(first.on, rhythm, quiet, first.at, is_followed_up=True)

    assert again.at > first.at
    if again.kind == "follow_up":
        assert again.on == first.on
        morning = localtime.local_day(again.at, zone)
        assert first.on < morning
        assert again.at < ends_at(first.on, zone, kind="follow_up")
        assert not localtime.is_quiet(again.at, zone, quiet_from, quiet_until)
        assert again.at.astimezone(localtime.zone_named(zone)).time() <= time(12)
        following = next_first(first.at, rhythm, first.on)
        assert following.on > morning, "two messages on one local day"
    else:
        assert again.on > first.on


def test_a_daily_reminder_has_no_follow_up_of_its_own():
    daily = Rhythmic(ALL_DAYS, time(16), "Europe/London")

    assert follow_up(date(2026, 11, 16), daily, QUIET, at("2026-11-16T16:00")) is None


def test_a_follow_up_waits_for_quiet_hours_that_last_into_the_morning_and_skips_those_that_last_until_noon():
    weekly = Rhythmic((0,), time(16), "Europe/London")
    monday, sent_at = date(2026, 11, 16), at("2026-11-16T16:00")

    assert follow_up(monday, weekly, QUIET, sent_at).at == at("2026-11-17T09:00")
    assert follow_up(monday, weekly, Quiet(time(22), time(10, 30)), sent_at).at == at("2026-11-17T10:30")
    assert follow_up(monday, weekly, Quiet(time(22), time(13)), sent_at) is None


# Journeys

LONDON, TOKYO, NEW_YORK = "Europe/London", "Asia/Tokyo", "America/New_York"
MONDAY = date(2026, 11, 16)


def moved(zone: str, now: str, *, planned: Slot, done_on: date | None = None, local: time = time(16)) -> Slot:
    return after_move(planned, Rhythmic(ALL_DAYS, local, zone), LONDON, done_on, QUIET, at(now))


def test_west_of_home_the_days_reminder_comes_at_the_hour_there():
    planned = Slot(at("2026-11-16T16:00"), MONDAY)

    assert moved(NEW_YORK, "2026-11-16T10:00", planned=planned) == Slot(at("2026-11-16T21:00"), MONDAY)


def test_east_of_home_the_day_whose_hour_has_passed_has_its_reminder_at_once():
    planned = Slot(at("2026-11-16T16:00"), MONDAY)

    assert moved(TOKYO, "2026-11-16T10:00", planned=planned) == Slot(at("2026-11-16T10:00"), MONDAY)


def test_a_day_that_still_runs_at_home_is_not_closed_early_by_flying_east():
    planned = Slot(at("2026-11-16T21:00"), MONDAY)
    now = "2026-11-16T20:00"  # Tuesday, 05:00 in Tokyo

    assert moved(TOKYO, now, planned=planned, local=time(21)) == Slot(at(now), MONDAY)
    assert at(now) > ends_at(MONDAY, TOKYO)
    assert at(now) < ends_at(MONDAY, TOKYO, LONDON)


def test_a_day_that_has_had_its_reminder_gets_no_second_by_flying_west():
    planned = Slot(at("2026-11-17T16:00"), MONDAY + ONE_DAY)

    again = moved(NEW_YORK, "2026-11-16T17:00", planned=planned, done_on=MONDAY)

    assert again == Slot(at("2026-11-17T21:00"), MONDAY + ONE_DAY)


@settings(max_examples=300)
@given(INSTANTS, ZONES, ZONES, WEEKDAYS, TIMES)
def test_wherever_somebody_moves_no_day_has_two_reminders_and_none_is_lost_that_still_runs(
    now, home, away, weekdays, local
):
    planned = next_first(now, Rhythmic(weekdays, local, home))
    assume(planned.at > now)

    again = after_move(planned, Rhythmic(weekdays, local, away), home, None, QUIET, now)

    assert again.at >= now
    if again.on > planned.on:
        # Left out only when it is of no more use in either zone, or its hour here falls on another weekday.
        wanted = localtime.instant(planned.on, local, away)
        assert now >= ends_at(planned.on, away, home) or wanted > now
    assert again.at < ends_at(again.on, away, home)


# The usual hour


def seen(*locals_: str, zone: str = LONDON) -> list[datetime]:
    """One check-in a day at these times."""
    return [
        localtime.instant(date(2026, 10, 1) + n * ONE_DAY, time.fromisoformat(local), zone)
        for n, local in enumerate(locals_)
    ]


def test_the_usual_hour_is_the_middle_one_in_steps_of_five_minutes():
    evenings = seen("19:02", "19:10", "19:31", "19:33", "19:34", "19:40", "20:05", "23:59")

    assert usual_time(evenings, LONDON) == time(19, 30)


def test_too_few_check_ins_or_too_few_days_say_nothing():
    assert usual_time(seen(*["19:00"] * 7), LONDON) is None
    assert usual_time(seen("19:00") * 20, LONDON) is None
    assert usual_time([], LONDON) is None


def test_check_ins_all_over_the_day_have_no_usual_hour():
    assert (
        usual_time(seen("06:00", "08:00", "10:00", "12:00", "14:00", "16:00", "18:00", "20:00"), LONDON)
        is None
    )


def test_an_evening_that_runs_past_midnight_is_one_evening():
    night = seen(*["23:30", "23:45", "00:15", "00:30"] * 3)

    assert usual_time(night, LONDON) in {time(23, 45), time(0, 0), time(23, 55), time(0, 15)}


def test_a_usual_hour_within_the_quiet_hours_gives_way_to_the_chosen_one():
    assert chosen_time(time(16), time(19), QUIET) == time(19)
    assert chosen_time(time(16), time(23), QUIET) == time(16)
    assert chosen_time(time(16), None, QUIET) == time(16)


@given(st.lists(INSTANTS, max_size=40), ZONES)
def test_the_usual_hour_is_one_at_which_somebody_was_there(instants, zone):
    usual = usual_time(instants, zone)

    if usual is not None:
        local = sorted(one.astimezone(localtime.zone_named(zone)) for one in instants)
        minutes = [(one.hour * 60 + one.minute - 180) % 1440 for one in local]
        assert min(minutes) - 5 < (usual.hour * 60 + usual.minute - 180) % 1440 <= max(minutes)
