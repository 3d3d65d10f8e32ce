"""The last owner stays, and what ends at once is over everywhere."""

from datetime import UTC, date, datetime
from uuid import uuid4

from api.accounts.rules.leaving import first_day, has_owner_without, last_day


def test_a_practice_keeps_an_owner():
    one, other = uuid4(), uuid4()
    assert not has_owner_without({one}, one)
    assert has_owner_without({one, other}, one)
    assert not has_owner_without(set(), one)


def test_what_ends_at_once_is_over_where_the_day_is_youngest():
    now = datetime(2026, 11, 23, 12, tzinfo=UTC)
    zones = ("Pacific/Auckland", "Pacific/Pago_Pago")
    assert first_day(now, zones) == date(2026, 11, 22)
    assert last_day(now, zones) == date(2026, 11, 21)
