"""The quick form of each proof, every day; `bin/prove NAME` is the whole."""

import importlib
from argparse import Namespace
from pathlib import Path

import pytest

QUICK = ("durable", "backup", "erasure")
TOO_LONG: tuple[str, ...] = ("diskfull", "enumeration", "filters")
"""Proofs of which even the quick form is too much for every day, or wants a machine that is quiet, or root."""


@pytest.mark.parametrize("name", QUICK)
def test_what_is_promised_is_proved(name):
    proof = importlib.import_module(f"tests.proofs.{name}")
    assert proof.main(Namespace(quick=True, engine=None, seed=None, json=False))


def test_every_proof_runs_every_day_or_is_said_to_be_too_long():
    written = {file.stem for file in Path(__file__).parent.glob("*.py") if not file.stem.startswith("test_")}
    assert written == {*QUICK, *TOO_LONG}
