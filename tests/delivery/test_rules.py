"""What a mail server's answer means, and how long to wait."""

from datetime import UTC, datetime, timedelta

import pytest

from api.delivery.rules import DEFAULT, GiveUp, TryLater, classify_smtp, next_batch, next_try_at

NOW = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
FAR = NOW + timedelta(days=2)


@pytest.mark.parametrize("code", [421, 450, 451, 452])
@pytest.mark.parametrize("stage", ["recipient", "content"])
def test_a_temporary_refusal_is_tried_again(stage, code):
    assert isinstance(classify_smtp(stage, code, "4.0.0 Later"), TryLater)


@pytest.mark.parametrize(
    ("stage", "code", "reply", "is_suppressing"),
    [
        ("recipient", 550, "5.1.1 No such user", True),
        ("recipient", 550, "unknown user", True),
        ("content", 552, "5.2.2 Mailbox full", True),
        ("recipient", 550, "5.7.1 Relaying denied", False),
        ("content", 554, "5.7.1 Spam", False),
        ("content", 552, "5.3.4 Too big", False),
    ],
)
def test_a_final_refusal_blames_the_address_only_where_it_speaks_of_it(stage, code, reply, is_suppressing):
    refusal = classify_smtp(stage, code, reply)

    assert isinstance(refusal, GiveUp)
    assert refusal.is_suppressing is is_suppressing
    assert refusal.reason == f"{code} {reply}"


@pytest.mark.parametrize(
    ("stage", "code"), [("connect", 535), ("connect", 554), ("sender", 550), ("sender", 451)]
)
def test_a_server_that_refuses_us_says_nothing_of_the_recipient(stage, code):
    refusal = classify_smtp(stage, code, "5.7.8 Not you")

    assert isinstance(refusal, TryLater)
    assert refusal.is_unreachable


def test_waits_grow_from_a_minute_to_an_hour_and_stay_there():
    waits = [next_try_at(tries, NOW, FAR) - NOW for tries in (1, 2, 3, 4, 5, 9)]

    assert [wait.total_seconds() / 60 for wait in waits] == [1, 5, 15, 60, 60, 60]


def test_a_server_may_ask_for_a_longer_wait_and_not_for_a_shorter_one():
    assert next_try_at(1, NOW, FAR, timedelta(minutes=9)) == NOW + timedelta(minutes=9)
    assert next_try_at(1, NOW, FAR, timedelta(seconds=1)) == NOW + timedelta(minutes=1)


def test_no_try_is_planned_for_when_it_is_of_no_use():
    assert next_try_at(1, NOW, NOW + timedelta(minutes=1)) is None


def test_a_message_on_the_wire_takes_less_than_half_its_lease():
    assert DEFAULT.wire_seconds < DEFAULT.lease_seconds / 2


def test_batches_shrink_when_the_server_is_slow_so_that_a_sign_in_code_need_not_wait():
    assert next_batch(8, took_seconds=4) == 4
    assert next_batch(1, took_seconds=4) == 1
    assert next_batch(8, took_seconds=0.1) == 16
    assert next_batch(DEFAULT.most_claimed, took_seconds=0.1) == DEFAULT.most_claimed
