"""What the clock starts: getting the outbox out."""

import os
import socket
import threading
import time

from flask import current_app

from api import clock
from api.config import Settings
from api.delivery import services, sink
from api.delivery.email import Server, Smtp
from api.delivery.rules import TryLater, next_batch

FIRST_BATCH = 8


def deliver() -> None:
    """Every message that is due has been tried once, unless the mail server is out of reach."""
    if not services.has_due(clock.now()):
        return
    settings: Settings = current_app.config["WAYMARK"]
    kinds = services.kinds_of(current_app)
    # Computed in the worker: after a fork, a name made at import would be two workers'.
    worker = f"{socket.gethostname()}:{os.getpid()}:{threading.get_ident()}"
    most = FIRST_BATCH
    with Smtp(mail_server(settings)) as wire:
        while claimed := services.claim_due(worker, clock.now(), most):
            began = time.monotonic()
            for position, message in enumerate(claimed):
                try:
                    services.send(message, wire, kinds, worker)
                except TryLater:
                    services.release(claimed[position + 1 :], worker)
                    return
            most = next_batch(most, time.monotonic() - began)


def mail_server(settings: Settings) -> Server:
    """Give where mail is handed in: the one that is set, or the embedded sink."""
    if settings.sink:
        return Server(
            sink.HOST, sink.port_of(settings.mail_folder, settings.smtp_port), "none", settings.mail_from
        )
    return Server(
        settings.smtp_host,
        settings.smtp_port,
        settings.smtp_security,
        settings.mail_from,
        settings.smtp_user,
        settings.smtp_password,
    )
