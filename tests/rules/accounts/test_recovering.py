"""When a practice may set somebody's address."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

from api.accounts.rules.recovering import recovery_refusal

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
OWNER, MEMBER, PRACTICE = uuid4(), uuid4(), uuid4()


def refusal(member=MEMBER, practices=(PRACTICE,), same=False, objected_at=None):
    return recovery_refusal(
        OWNER, member, PRACTICE, practices, is_same_address=same, objected_at=objected_at, now=NOW
    )


def test_an_owner_helps_somebody_who_belongs_to_this_practice_alone():
    assert refusal() is None
    assert refusal(practices=(PRACTICE, PRACTICE)) is None
    assert refusal(practices=(PRACTICE, uuid4())) == "elsewhere"
    assert refusal(practices=()) == "elsewhere"


def test_an_owner_changes_their_own_address_by_a_code_like_everybody():
    assert refusal(member=OWNER) == "own"


def test_a_change_to_the_same_address_is_none():
    assert refusal(same=True) == "same_address"


def test_whoever_objected_is_left_alone_for_a_month():
    assert refusal(objected_at=NOW - timedelta(days=29)) == "objected"
    assert refusal(objected_at=NOW - timedelta(days=30)) is None
