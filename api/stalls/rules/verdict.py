"""The verdict on one goal."""

from datetime import date

from api.stalls.rules.history import StallHistory, Verdict
from api.stalls.rules.params import DEFAULT, StallParams


def assess(history: StallHistory, today: date, params: StallParams = DEFAULT) -> Verdict:
    raise NotImplementedError


def for_client(verdict: Verdict) -> Verdict:
    raise NotImplementedError
