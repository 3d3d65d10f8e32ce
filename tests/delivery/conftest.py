"""A mail server that says what a test tells it to, and the outbox in front of it."""

import asyncio
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default as default_policy

import pytest
import sqlalchemy as sa
from aiosmtpd.smtp import SMTP
from flask import Flask

from api import clock
from api.db import db
from api.delivery.jobs import deliver
from api.delivery.models import Outbox
from api.delivery.services import Draft, Email, enqueue, kinds_of, register_kind

TAKEN = "250 2.0.0 Taken"


@dataclass
class MailServer:
    """SMTP on loopback. The replies are looked up for each message; `cuts` connections end after the content."""

    port: int = 0
    at_recipient: Callable[[str], str] = lambda _: "250 2.1.5 Known"
    at_content: Callable[[str], str] = lambda _: TAKEN
    cuts: int = 0
    connections: int = 0
    received: list[EmailMessage] = field(default_factory=list)
    """Every content that arrived whole, also those that were then refused or cut off."""

    async def handle_RCPT(self, _server, _session, envelope, address, _options):  # noqa: N802 -- aiosmtpd's name
        reply = self.at_recipient(address)
        if reply.startswith("2"):
            envelope.rcpt_tos.append(address)
        return reply

    async def handle_DATA(self, server, _session, envelope):  # noqa: N802 -- aiosmtpd's name
        self.received.append(message_from_bytes(envelope.content, policy=default_policy))
        if self.cuts:
            self.cuts -= 1
            server.transport.abort()
        return self.at_content(envelope.rcpt_tos[0])

    def message_ids(self) -> list[str]:
        return [message["Message-ID"] for message in self.received]

    def protocol(self, loop: asyncio.AbstractEventLoop) -> SMTP:
        self.connections += 1
        return SMTP(self, hostname="localhost", loop=loop, enable_SMTPUTF8=True)


@pytest.fixture
def server() -> Iterator[MailServer]:
    loop = asyncio.new_event_loop()
    listening = socket.create_server(("127.0.0.1", 0))
    server = MailServer(port=listening.getsockname()[1])
    ready = threading.Event()

    def serve() -> None:
        asyncio.set_event_loop(loop)
        loop.run_until_complete(loop.create_server(lambda: server.protocol(loop), sock=listening))
        ready.set()
        loop.run_forever()
        for task in asyncio.all_tasks(loop):
            task.cancel()
        loop.run_until_complete(asyncio.sleep(0))
        loop.close()

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    assert ready.wait(10)
    yield server
    loop.call_soon_threadsafe(loop.stop)
    thread.join(10)
    listening.close()


@dataclass
class Letters:
    """The outbox, with one kind of message in it."""

    app: Flask
    wanted: bool = True

    def put(self, *addresses: str, useless_in: timedelta = timedelta(hours=8)) -> None:
        now = clock.now()
        count = db.session.scalar(sa.select(sa.func.count()).select_from(Outbox)) or 0
        drafts = [
            Draft("letter", address, f"letter {count + index}", {"text": f"To {address}"}, now + useless_in)
            for index, address in enumerate(addresses)
        ]
        enqueue(drafts, now)
        db.session.commit()

    def deliver(self) -> None:
        """Run the job once."""
        deliver()

    def deliver_later(self) -> None:
        """Run the job when every back-off is over."""
        self.change(due_at=clock.now() - timedelta(seconds=1))
        deliver()

    def change(self, **values: object) -> None:
        db.session.execute(sa.update(Outbox).values(**values))
        db.session.commit()

    def all(self) -> list[Outbox]:
        db.session.rollback()
        db.session.expire_all()
        return list(db.session.scalars(sa.select(Outbox).order_by(Outbox.id)))

    def one(self) -> Outbox:
        [letter] = self.all()
        return letter

    def states(self) -> list[str]:
        return [letter.state for letter in self.all()]


@pytest.fixture
def letters(app: Flask, server: MailServer, monkeypatch: pytest.MonkeyPatch) -> Iterator[Letters]:
    settings = replace(
        app.config["WAYMARK"], smtp_host="127.0.0.1", smtp_port=server.port, smtp_security="none"
    )
    monkeypatch.setitem(app.config, "WAYMARK", settings)
    letters = Letters(app)
    register_kind(
        app,
        "letter",
        render=lambda payload, _: Email("A letter", payload["text"], f"<p>{payload['text']}</p>"),
        still_wanted=lambda *_: letters.wanted,
    )
    with app.app_context():
        yield letters
        db.session.remove()
    del kinds_of(app)["letter"]
