"""Who may invite whom, and how many a day."""

from datetime import UTC, datetime, timedelta

import pytest

from api.accounts.rules.inviting import address_hint, left_today, may_invite, role_words, wait_seconds

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("own", "wanted", "may"),
    [
        ({"owner"}, {"client"}, True),
        ({"owner"}, {"owner", "coach"}, True),
        ({"coach"}, {"client"}, True),
        ({"coach"}, {"coach"}, False),
        ({"coach"}, {"client", "coach"}, False),
        ({"coach"}, {"owner"}, False),
        ({"client"}, {"client"}, False),
        ({"owner"}, set(), False),
        ({"owner"}, {"king"}, False),
        (set(), {"client"}, False),
    ],
)
def test_an_owner_invites_anybody_and_a_coach_clients(own, wanted, may):
    assert may_invite(own, wanted) is may


def test_twenty_may_be_sent_within_any_24_hours():
    sent = [NOW - timedelta(hours=hours) for hours in range(19)]
    assert left_today(sent, NOW) == 1
    assert wait_seconds(sent, 1, NOW) == 0
    assert left_today([*sent, NOW], NOW) == 0
    assert left_today([*sent, NOW - timedelta(hours=24)], NOW) == 1


def test_the_wait_ends_when_enough_of_the_oldest_are_a_day_old():
    sent = [NOW - timedelta(hours=hours) for hours in range(1, 21)]
    assert wait_seconds(sent, 1, NOW) == 4 * 3600 + 1
    assert wait_seconds(sent, 3, NOW) == 6 * 3600 + 1
    later = NOW + timedelta(seconds=wait_seconds(sent, 3, NOW))
    assert left_today(sent, later) == 3


def test_more_than_a_day_holds_never_fit():
    assert wait_seconds([], 21, NOW) is None


def test_a_hint_is_known_by_its_holder_alone():
    assert address_hint("nora.lind@example.org") == "n…@example.org"


def test_roles_are_told_in_words():
    assert role_words({"client"}) == "a client"
    assert role_words({"coach", "owner"}) == "an owner of the practice and a coach"
