"""The only reading of time. Tests move this clock (time-machine moves `datetime.now` itself)."""

from datetime import UTC, datetime


def now() -> datetime:
    """Give the present instant, aware, in UTC."""
    return datetime.now(UTC)
