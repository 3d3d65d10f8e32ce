"""The proof of kills, in little; and that it finds out a worker that notes as sent what it has not sent yet."""

from dataclasses import replace

from tests.proofs.kill import QUICK, SEED, Size, play


def test_no_nudge_is_lost_and_none_doubled_more_often_than_somebody_died(engine):
    size = replace(QUICK, nudges=200, kills=3, restarts=1)
    outcome = play(engine, size, SEED)

    assert outcome.is_good(), outcome
    assert (outcome.kills, outcome.restarts) == (size.kills, size.restarts if engine == "postgresql" else 0)


def test_a_worker_that_notes_before_it_sends_is_found_out():
    size = Size(200, 8, 0, 4)
    # A kill may fall between two messages; not all of them do.
    lost = (play("sqlite", size, SEED + n, options=["--wrong-order"], slow=0.1).lost for n in range(3))

    assert any(lost)
