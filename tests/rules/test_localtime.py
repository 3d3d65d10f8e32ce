"""Days start at 03:00 on the client's own clock, and no clock change loses or doubles one."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.localtime import (
    UnknownZone,
    after_quiet_hours,
    day_exists,
    day_starts,
    instant,
    is_quiet,
    local_day,
    monday_of,
    next_local_time,
    week_is_over,
    week_name,
    week_named,
)

ZONES = sorted(available_timezones() - {"localtime", "Factory"})
EVERY_DAY = range(7)


def utc(*parts):
    return datetime(*parts, tzinfo=UTC)


# Days


def test_half_past_one_at_night_belongs_to_the_evening_before():
    assert local_day(utc(2026, 11, 24, 0, 30), "Europe/Berlin") == date(2026, 11, 23)


def test_the_day_begins_at_three():
    assert local_day(utc(2026, 11, 24, 1, 59, 59), "Europe/Berlin") == date(2026, 11, 23)
    assert local_day(utc(2026, 11, 24, 2, 0), "Europe/Berlin") == date(2026, 11, 24)


def test_the_same_instant_is_two_days_apart_on_two_sides_of_the_date_line():
    now = utc(2026, 11, 23, 15, 0)
    assert local_day(now, "Pacific/Kiritimati") == date(2026, 11, 24)
    assert local_day(now - timedelta(hours=3), "Pacific/Pago_Pago") == date(2026, 11, 22)


def test_apia_goes_from_29_to_31_december_2011():
    before, after = utc(2011, 12, 30, 9, 59), utc(2011, 12, 30, 10, 1)
    assert local_day(before, "Pacific/Apia") == date(2011, 12, 29)
    # One past midnight on the 31st, and the 30th never was: the evening before is the 29th's.
    assert local_day(after, "Pacific/Apia") == date(2011, 12, 29)
    assert local_day(after + timedelta(hours=3), "Pacific/Apia") == date(2011, 12, 31)
    assert not day_exists(date(2011, 12, 30), "Pacific/Apia")
    assert day_exists(date(2011, 12, 31), "Pacific/Apia")


def test_an_unknown_zone_is_named_as_such():
    for name in ("Mars/Olympus", "", "../etc/passwd", "Europe"):
        with pytest.raises(UnknownZone):
            local_day(utc(2026, 1, 1), name)


def test_an_instant_without_its_offset_is_refused():
    naive = datetime(2026, 1, 1)  # noqa: DTZ001
    for call in (
        lambda: local_day(naive, "UTC"),
        lambda: next_local_time(naive, "UTC", EVERY_DAY, time(8)),
        lambda: is_quiet(naive, "UTC", time(21), time(7)),
    ):
        with pytest.raises(ValueError, match="offset"):
            call()


@given(
    st.sampled_from(ZONES),
    st.datetimes(datetime(2024, 1, 1), datetime(2029, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    st.timedeltas(timedelta(0), timedelta(days=2)),
)
def test_local_days_never_run_backwards_and_begin_where_they_say(zone, now, later):
    day = local_day(now, zone)
    assert local_day(now + later, zone) >= day
    assert day_starts(day, zone) <= now
    assert local_day(day_starts(day, zone), zone) == day


# Local times


@pytest.mark.parametrize(
    ("zone", "day", "at", "expected"),
    [
        # Skipped: the first instant that exists.
        ("America/New_York", date(2026, 3, 8), time(2, 30), utc(2026, 3, 8, 7, 0)),
        ("Europe/London", date(2027, 3, 28), time(1, 30), utc(2027, 3, 28, 1, 0)),
        ("Australia/Lord_Howe", date(2026, 10, 4), time(2, 15), utc(2026, 10, 3, 15, 30)),
        # Shown twice: the first.
        ("America/New_York", date(2026, 11, 1), time(1, 30), utc(2026, 11, 1, 5, 30)),
        ("Africa/Casablanca", date(2026, 2, 15), time(2, 30), utc(2026, 2, 15, 1, 30)),
        # A whole day skipped.
        ("Pacific/Apia", date(2011, 12, 30), time(16, 0), utc(2011, 12, 30, 10, 0)),
        # Ordinary.
        ("Europe/Berlin", date(2026, 7, 1), time(16, 0), utc(2026, 7, 1, 14, 0)),
    ],
)
def test_a_skipped_time_moves_on_and_a_doubled_one_is_the_first(zone, day, at, expected):
    assert instant(day, at, zone) == expected


def test_a_reminder_in_apia_skips_the_day_that_never_was():
    at = time(16, 0)
    first = next_local_time(utc(2011, 12, 29, 12, 0), "Pacific/Apia", EVERY_DAY, at)
    second = next_local_time(first, "Pacific/Apia", EVERY_DAY, at)
    assert [each.astimezone(ZoneInfo("Pacific/Apia")).day for each in (first, second)] == [29, 31]


def test_the_next_monday_at_nine_is_strictly_later():
    monday_nine = utc(2026, 11, 23, 9, 0)
    assert next_local_time(monday_nine - timedelta(seconds=1), "UTC", (0,), time(9)) == monday_nine
    assert next_local_time(monday_nine, "UTC", (0,), time(9)) == monday_nine + timedelta(days=7)


def test_no_weekday_has_no_next_time():
    for weekdays in ((), (7,), (-1,)):
        with pytest.raises(ValueError, match="weekdays"):
            next_local_time(utc(2026, 1, 1), "UTC", weekdays, time(9))


@given(
    st.sampled_from(ZONES),
    st.datetimes(datetime(2024, 1, 1), datetime(2029, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    st.sets(st.integers(0, 6), min_size=1),
    st.times().map(lambda at: at.replace(second=0, microsecond=0)),
)
def test_a_weekly_time_comes_once_a_local_day_on_the_days_chosen(zone, after, weekdays, at):
    local = ZoneInfo(zone)
    times = []
    for _ in range(4):
        after = next_local_time(after, zone, weekdays, at)
        times.append(after)
    shown = [each.astimezone(local) for each in times]
    assert times == sorted(set(times))
    assert all(each.weekday() in weekdays for each in shown)
    assert len({each.date() for each in shown}) == len(shown)
    for each in shown:
        # Either the clock shows the time asked for, or it jumped over it.
        skipped = datetime.combine(each.date(), at, tzinfo=local)
        assert each.time() == at or skipped.astimezone(UTC).astimezone(local).time() != at


@given(st.sampled_from(ZONES), st.dates(date(2024, 1, 1), date(2029, 1, 1)), st.times())
def test_an_instant_shows_its_time_or_the_first_after_the_jump(zone, day, at):
    local = ZoneInfo(zone)
    at = at.replace(microsecond=0)
    found = instant(day, at, zone)
    shown = found.astimezone(local).replace(tzinfo=None)
    asked = datetime.combine(day, at)
    assert shown >= asked
    if shown != asked:
        just_before = (found - timedelta(seconds=1)).astimezone(local).replace(tzinfo=None)
        assert just_before < asked
    else:
        assert found.astimezone(local).fold == 0


# Weeks


def test_a_week_is_named_by_its_iso_year():
    assert week_name(date(2027, 1, 1)) == "2026-W53"
    assert week_named("2026-W53") == date(2026, 12, 28)
    assert week_named("2026-W47") == date(2026, 11, 16)


@pytest.mark.parametrize(
    "name", ["2026-W54", "2026-W00", "2026W47", "2026-w47", "26-W47", "2026-W7", "", "2026-W47 "]
)
def test_any_other_spelling_is_no_week(name):
    with pytest.raises(ValueError):  # noqa: PT011
        week_named(name)


@given(st.dates(date(1, 1, 8), date(9998, 12, 31)))
def test_a_day_lies_in_the_week_of_its_monday(day):
    monday = monday_of(day)
    assert monday.weekday() == 0
    assert 0 <= (day - monday).days < 7
    assert week_named(week_name(day)) == monday


def test_a_week_is_over_on_the_next_monday():
    assert not week_is_over(date(2026, 11, 18), date(2026, 11, 22))
    assert week_is_over(date(2026, 11, 18), date(2026, 11, 23))


# Quiet hours


def test_quiet_hours_run_over_midnight():
    quiet = (time(21), time(7))
    assert is_quiet(utc(2026, 11, 23, 23, 0), "UTC", *quiet)
    assert is_quiet(utc(2026, 11, 23, 6, 59), "UTC", *quiet)
    assert not is_quiet(utc(2026, 11, 23, 7, 0), "UTC", *quiet)
    assert is_quiet(utc(2026, 11, 23, 21, 0), "UTC", *quiet)
    assert not is_quiet(utc(2026, 11, 23, 20, 59), "UTC", *quiet)


def test_quiet_hours_may_lie_within_a_day():
    found = [is_quiet(utc(2026, 11, 23, hour), "UTC", time(9), time(17)) for hour in (8, 9, 16, 17)]
    assert found == [False, True, True, False]


def test_equal_ends_are_no_quiet_hours():
    assert not is_quiet(utc(2026, 11, 23, 7, 0), "UTC", time(7), time(7))


def test_what_is_held_back_waits_for_the_morning_even_when_the_clock_jumps():
    night = utc(2026, 3, 8, 6, 0)  # one at night in New York; two to three is skipped
    assert after_quiet_hours(night, "America/New_York", time(21), time(2, 30)) == utc(2026, 3, 8, 7, 0)
    noon = utc(2026, 3, 8, 17, 0)
    assert after_quiet_hours(noon, "America/New_York", time(21), time(7)) == noon
