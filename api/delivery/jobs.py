"""What the clock starts: getting the outbox out."""

import os
import socket
import threading
import time
from functools import partial

from flask import current_app

from api import clock
from api.config import Settings
from api.delivery import services, sink
from api.delivery.email import Server, Smtp
from api.delivery.rules import next_batch, with_lease
from api.delivery.services import Wires
from api.delivery.webpush import VapidKey, WebPush, subject

FIRST_BATCH = 8
stopping = threading.Event()
"""Set by a process that is told to end: the message in hand is finished, the others are given back."""


def has_due() -> bool:
    """Say whether any message is due."""
    settings: Settings = current_app.config["WAYMARK"]
    return services.has_due(clock.now(), with_lease(settings.lease_seconds))


def deliver() -> None:
    """Every message that is due has been tried once, unless the mail server is out of reach or the process ends."""
    settings: Settings = current_app.config["WAYMARK"]
    params = with_lease(settings.lease_seconds)
    if not services.has_due(clock.now(), params):
        return
    kinds = services.kinds_of(current_app)
    # Computed in the worker: after a fork, a name made at import would be two workers'.
    worker = f"{socket.gethostname()}:{os.getpid()}:{threading.get_ident()}"
    most = FIRST_BATCH
    with Smtp(mail_server(settings), params.wire_seconds) as mail:
        wires = Wires(mail, push_wire(settings))
        while not is_stopping(stopping) and (
            claimed := services.claim_due(worker, clock.now(), most, params)
        ):
            began = time.monotonic()
            if not services.send(claimed, wires, kinds, worker, params, partial(is_stopping, stopping)):
                return
            most = next_batch(most, time.monotonic() - began)


def is_stopping(told: threading.Event) -> bool:
    """Say whether this process was told to end, or is ending: its first thread is over then."""
    return told.is_set() or not threading.main_thread().is_alive()


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


def push_wire(settings: Settings) -> WebPush:
    """Give what posts to push services for this instance."""
    return WebPush(
        VapidKey.kept_in(settings.keys_folder),
        subject(settings.vapid_contact, settings.mail_from),
        settings.public_url,
        settings.push_origins,
    )
