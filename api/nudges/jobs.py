"""What the clock starts: deciding the reminders that are due."""

import structlog

from api import clock
from api.nudges import services

log = structlog.get_logger()

BATCH = 500


def decide_due_nudges() -> None:
    """Every reminder that was due is decided; one that cannot be is put off for a day and holds up no other."""
    if not services.has_due(clock.now()):
        return
    most = BATCH
    while True:
        now = clock.now()
        try:
            decided = services.decide_due(now, most)
        except Exception as error:  # noqa: BLE001 -- one client's reminder must not hold up the others
            if most == 1:
                client_id = services.postpone_first(now)
                # The class alone: the text of an error may quote what a client wrote.
                log.error("nudge not decided", client=str(client_id), error=type(error).__name__)
            most = 1
            continue
        if decided < most:
            return
