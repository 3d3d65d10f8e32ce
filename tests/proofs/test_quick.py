"""The quick form of each proof, every day; `bin/prove NAME` is the whole."""

import importlib
from argparse import Namespace
from pathlib import Path

import pytest

from tests.proofs._mails import every_mail

QUICK = ("durable", "backup", "erasure", "doors")
ELSEWHERE = ("kill", "offline", "stalls")
"""Proofs whose quick form is a test of its own: test_kill.py, tests/e2e/test_offline.py, and tests/simulation."""
TOO_LONG = (
    "axe",
    "diskfull",
    "enumeration",
    "filters",
    "hosts",
    "mutants",
    "push",
    "rolling",
    "scanner",
    "schedulers",
)
"""Proofs of which even the quick form is too much for every day, or wants a machine that is quiet, or root."""


@pytest.mark.parametrize("name", QUICK)
def test_what_is_promised_is_proved(name):
    proof = importlib.import_module(f"tests.proofs.{name}")
    assert proof.main(Namespace(quick=True, engine=None, seed=None, json=False))


def test_there_is_a_mail_of_every_kind_for_the_scanner(app):
    assert every_mail(app)


def test_every_proof_runs_every_day_or_is_said_to_be_too_long():
    written = {file.stem for file in Path(__file__).parent.glob("[a-z]*.py")}
    assert {name for name in written if not name.startswith("test_")} == {*QUICK, *ELSEWHERE, *TOO_LONG}


def test_the_loop_of_the_stall_benchmark_still_does_what_the_batches_do(monkeypatch, capsys):
    """The loop stops when it does not find stored what it would store; how fast either is, is no matter here."""
    benchmark = importlib.import_module("benchmarks.stall")
    monkeypatch.setattr(benchmark, "QUICK_GOALS", 60)
    monkeypatch.setattr(benchmark, "QUICK_LOOPED", 60)
    benchmark.main(Namespace(quick=True, engine=None, seed=None, json=False))
    assert "times as fast" in capsys.readouterr().out
