"""Calls of the product and of a floor beside it, turn by turn in one process, so that noise falls on both alike."""

import io
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Flask
from werkzeug.test import EnvironBuilder

Call = Callable[[], Any]


@dataclass(frozen=True)
class Answer:
    status: int
    body: bytes


def caller(app: Flask, method: str, cookie: str = "") -> Callable[[str, bytes], Answer]:
    """Give a function that sends a body to a path straight into the WSGI app: no socket, no test client between."""
    headers = {"Cookie": cookie} if cookie else {}
    builder = EnvironBuilder(method=method, headers=headers, content_type="application/json", data=b"{}")
    plain = builder.get_environ()

    def call(path: str, body: bytes = b"") -> Answer:
        address, _, query = path.partition("?")
        environ = plain | {
            "PATH_INFO": address, "QUERY_STRING": query, "REQUEST_URI": path, "RAW_URI": path,
            "CONTENT_LENGTH": str(len(body)), "wsgi.input": io.BytesIO(body),
        }  # fmt: skip
        status = []
        told = app.wsgi_app(environ, lambda line, _headers, _info=None: status.append(line))
        try:
            content = b"".join(told)
        finally:
            close = getattr(told, "close", None)
            if close is not None:
                close()
        return Answer(int(status[0][:3]), content)

    return call


def medians(
    contestants: dict[str, Call],
    rounds: int,
    each: int = 1,
    timer: Callable[[], float] = time.perf_counter,
) -> dict[str, tuple[float, float]]:
    """Give by name the median of microseconds a call takes, and half the range in which the middle half lies.

    Everybody has a turn in every round, in an order that changes; the first tenth warms up and is not counted.
    timer: what counts the seconds; those of the processor where nothing is waited for.
    """
    taken: dict[str, list[float]] = {name: [] for name in contestants}
    names = list(contestants)
    for number in range(rounds + rounds // 10):
        for name in names[number % len(names) :] + names[: number % len(names)]:
            call = contestants[name]
            begun = timer()
            for _ in range(each):
                call()
            seconds = (timer() - begun) / each
            if number >= rounds // 10:
                taken[name].append(seconds * 1e6)
    found = {}
    for name, one in taken.items():
        quarter, middle, three = statistics.quantiles(one, n=4)
        found[name] = (middle, (three - quarter) / 2)
    return found


def told(title: str, found: dict[str, tuple[float, float]], of: str, over: str, most: float) -> float:
    """Print the medians, and how many times as long `of` takes as `over`. Gives that ratio."""
    ratio = found[of][0] / found[over][0]
    print(f"{title}: {ratio:.1f} x (at most {most:g})")
    for name, (middle, spread) in found.items():
        print(f"    {name:<46}{middle:>10.0f} us  +-{spread:.0f}")
    return ratio
