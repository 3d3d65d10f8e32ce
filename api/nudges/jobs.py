"""What the clock starts: reminders that are due, what became of them, and weekly letters."""

import structlog
from flask import current_app

from api import clock
from api.batch import uncollected
from api.config import Settings
from api.nudges import services

log = structlog.get_logger()

BATCH = 2000


def has_due_nudges() -> bool:
    """Say whether a reminder is due, or somebody has moved."""
    return services.has_due(clock.now()) or services.has_moves()


def has_unsettled_nudges() -> bool:
    """Say whether something has become of a reminder that its row does not tell."""
    return services.has_ended() or services.has_unjudged(clock.now())


def decide_due_nudges() -> None:
    """Every reminder that was due is decided; one that cannot be is set aside, on record, and holds up no other.

    While the database is busy or away nothing is set aside: at the next tick the same reminders are due.
    """
    settings: Settings = current_app.config["WAYMARK"]
    services.follow_moves(clock.now())
    while services.has_due(clock.now()):
        try:
            with uncollected():
                decided = services.decide_due(clock.now(), BATCH, settings.secret)
        except services.DatabaseAway:
            raise
        except Exception as error:  # noqa: BLE001 -- one client's reminder must not hold up the others
            log.error("a batch of nudges not decided", error=type(error).__name__)
            _decide_one_by_one(settings.secret)
            continue
        if decided < BATCH:
            return


def _decide_one_by_one(secret: str) -> None:
    now = clock.now()
    for client_id in services.due_clients(now, BATCH):
        try:
            services.decide_due(now, 1, secret, only=client_id)
        except services.DatabaseAway:
            raise
        except Exception as error:  # noqa: BLE001 -- as above
            services.set_aside(client_id, now)
            # The class alone: the text of an error may quote what a client wrote.
            log.error("nudge not decided", client=str(client_id), error=type(error).__name__)


def settle_nudges() -> None:
    """Reminders say what became of their messages, and whether a check-in followed."""
    services.settle()
    while services.judge_measured(clock.now()):
        pass


def send_look_backs() -> None:
    """Clients who asked for it have their look-back at the week."""
    while services.send_look_backs(clock.now()):
        pass


def plan_letters() -> None:
    """New coaches have their digests planned, and who came back their letters."""
    while services.plan_letters(clock.now()):
        pass
