"""Adds up, at the end, what every operation was sent."""

from collections import Counter
from http import HTTPStatus

import pytest


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    answered: Counter[int] = Counter()
    undeclared = operations = 0
    for report in [*terminalreporter.getreports("passed"), *terminalreporter.getreports("failed")]:
        properties = dict(report.user_properties)
        if report.when == "call" and "answered" in properties:
            operations += 1
            answered.update(properties["answered"])
            declared = properties["declared"]
            undeclared += sum(
                n for status, n in properties["answered"].items() if str(status) not in declared
            )
    if not operations:
        return
    faults = sum(number for status, number in answered.items() if status >= HTTPStatus.INTERNAL_SERVER_ERROR)
    told = ", ".join(f"{status}: {number}" for status, number in sorted(answered.items()))
    terminalreporter.write_line(f"{operations} operations and engines, answers {told}")
    terminalreporter.write_line(
        f"{sum(answered.values())} cases, {faults} 5xx, {undeclared} undeclared statuses"
    )
