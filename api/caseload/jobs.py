"""What the clock starts: the coach's weekly digest."""

from api import clock
from api.caseload import queries, services


def send_digests() -> None:
    """Every digest that was due is on its way, or left out because there was nothing to say."""
    while services.send_digests(clock.now(), queries.caseload):
        pass
