"""A line for each request: which route, how it ended, how long it took. Nothing of what was sent or answered."""

import time

import structlog
from flask import Flask, Response, g, request

log = structlog.get_logger()


def register(app: Flask) -> None:
    """Let every request of the app leave a line."""
    app.before_request(_begin)
    app.after_request(_tell)


def _begin() -> None:
    g.request_began = time.perf_counter()


def _tell(response: Response) -> Response:
    # The rule, never the path: addresses carry ids and tokens.
    log.info(
        "request",
        method=request.method,
        route=request.url_rule.rule if request.url_rule else None,
        status=response.status_code,
        milliseconds=round((time.perf_counter() - g.request_began) * 1000, 1),
    )
    return response
