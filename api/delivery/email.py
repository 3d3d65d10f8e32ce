"""The email wire: one SMTP connection for many messages. It decides nothing."""

import math
import smtplib
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime, parseaddr
from functools import lru_cache
from types import TracebackType
from typing import Self

from api import clock
from api.delivery.rules import DEFAULT, GiveUp, Stage, TryLater, classify_smtp

CONNECT_SECONDS = 10
_LONGEST_LINE = 900


@dataclass(frozen=True, slots=True)
class Email:
    """What a mail says; who it goes to and its Message-ID are the outbox's."""

    subject: str
    text: str
    html: str
    reply_to: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Server:
    """Where mail is handed in, and who it is from."""

    host: str
    port: int
    security: str
    """starttls, tls or none."""
    mail_from: str
    user: str = ""
    password: str = ""


class Smtp:
    """A connection that opens with the first message and closes with the `with` block.

    Raises only TryLater and GiveUp, and whatever `before_content` raises.
    """

    def __init__(self, server: Server, seconds: float = DEFAULT.wire_seconds) -> None:
        self._server = server
        self._seconds = seconds
        self._client: smtplib.SMTP | None = None
        self._is_clean = True
        self._cut_at = math.inf
        self._is_over = threading.Event()

    def __enter__(self) -> Self:
        threading.Thread(target=self._watch, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._is_over.set()
        client, self._client = self._client, None
        if client is not None:
            with suppress(smtplib.SMTPException, OSError):
                client.quit()

    def send(self, email: Email, address: str, message_id: str, before_content: Callable[[], None]) -> str:
        """The server has taken the message. Returns its reply.

        message_id: without the domain, which is the sender's. before_content: called when the server knows
        sender and recipient and waits for the content; if it raises, the content is not sent.
        """
        with self._limited():
            client = self._addressed(address)
            try:
                content = compose(
                    email, self._server.mail_from, address, message_id, is_8bit=client.has_extn("8bitmime")
                )
            except (ValueError, MessageError) as error:
                raise GiveUp(f"not a mail: {type(error).__name__}", is_suppressing=False) from error
            with self._guarded("recipient"):
                _expect(client.rcpt(address))
            before_content()
            with self._guarded("content"):
                reply = _expect(client.data(content))
            self._is_clean = True
            return reply

    def _addressed(self, address: str) -> smtplib.SMTP:
        """Give a connection on which the server knows the sender: the open one if it still answers, else a new one."""
        if self._client is not None:
            with suppress(smtplib.SMTPException, OSError):
                if not self._is_clean:
                    _expect(self._client.rset())
                return self._told_sender(self._client, address)
            self._drop()
        with self._guarded("connect"):
            client = self._connect()
        with self._guarded("sender"):
            return self._told_sender(client, address)

    def _told_sender(self, client: smtplib.SMTP, address: str) -> smtplib.SMTP:
        if not address.isascii() and not client.has_extn("smtputf8"):
            raise GiveUp("the mail server takes no address beyond ASCII", is_suppressing=False)
        options = ["BODY=8BITMIME"] if client.has_extn("8bitmime") else []
        if not address.isascii():
            options.append("SMTPUTF8")
        self._is_clean = False
        _expect(client.mail(_sender(self._server.mail_from)[1], options))
        return client

    def _connect(self) -> smtplib.SMTP:
        server = self._server
        context = ssl.create_default_context()
        if server.security == "tls":
            client: smtplib.SMTP = smtplib.SMTP_SSL(
                server.host, server.port, timeout=CONNECT_SECONDS, context=context
            )
        else:
            client = smtplib.SMTP(server.host, server.port, timeout=CONNECT_SECONDS)
        self._client, self._is_clean = client, True
        client.ehlo_or_helo_if_needed()
        if server.security == "starttls":
            client.starttls(context=context)
            client.ehlo()
        if server.user:
            client.login(server.user, server.password)
        return client

    @contextmanager
    def _limited(self) -> Iterator[None]:
        """Let the connection be cut when the block takes longer than a message may."""
        self._cut_at = time.monotonic() + self._seconds
        try:
            yield
        finally:
            self._cut_at = math.inf

    def _watch(self) -> None:
        """A server can be slow byte by byte, where the limit of a socket is for each read."""
        while not self._is_over.wait(min(1, self._seconds / 5)):
            if time.monotonic() > self._cut_at:
                self._cut()

    @contextmanager
    def _guarded(self, stage: Stage) -> Iterator[None]:
        """Tell the library's and the network's errors as ours."""
        try:
            yield
        except smtplib.SMTPResponseException as error:
            if stage == "connect" or error.smtp_code == 421:  # noqa: PLR2004 -- the server closes, RFC 5321
                self._drop()
            raise classify_smtp(stage, error.smtp_code, _words(error.smtp_error)) from error
        except (smtplib.SMTPException, OSError) as error:
            self._drop()
            raise TryLater(f"{stage}: {type(error).__name__}", is_unreachable=stage == "connect") from error

    def _drop(self) -> None:
        client, self._client = self._client, None
        if client is not None:
            client.close()

    def _cut(self) -> None:
        client = self._client
        if client is not None and client.sock is not None:
            with suppress(OSError):
                client.sock.shutdown(socket.SHUT_RDWR)


class _AsWritten(EmailPolicy):
    """Plain headers are written as they are, on one line.

    A long link, folded and encoded, is no link to mail programs. And the library reads each header when it is set and
    whenever it is asked for: two thirds of what a mail took to put together.
    """

    def header_store_parse(self, name: str, value: str) -> tuple[str, str]:
        return (name, value) if _is_plain(value) else super().header_store_parse(name, value)

    def header_fetch_parse(self, name: str, value: str) -> str:
        return value if _is_plain(value) else super().header_fetch_parse(name, value)

    def fold_binary(self, name: str, value: str) -> bytes:
        if _is_plain(value) and len(name) + len(value) < _LONGEST_LINE:
            return f"{name}: {value}{self.linesep}".encode()
        return super().fold_binary(name, value)


def compose(email: Email, mail_from: str, address: str, message_id: str, *, is_8bit: bool) -> bytes:
    """Give the message as it travels: text first, then the same as HTML; every copy alike but for its Date."""
    message = EmailMessage(
        policy=_AsWritten(linesep="\r\n", cte_type="8bit" if is_8bit else "7bit", utf8=not address.isascii())
    )
    name, sender = _sender(mail_from)
    message["Date"] = format_datetime(clock.now())
    message["From"] = _address(sender, name)
    message["To"] = _address(address)
    if email.reply_to:
        message["Reply-To"] = _address(email.reply_to)
    message["Subject"] = " ".join(email.subject.split())
    message["Message-ID"] = f"<{message_id}@{sender.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"
    for header, value in email.headers.items():
        message[header] = value
    message.set_content(email.text, cte=_encoding(email.text, is_8bit=is_8bit))
    message.add_alternative(email.html, subtype="html", cte=_encoding(email.html, is_8bit=is_8bit))
    # A boundary of digits alone could be taken for a code.
    message.set_boundary(f"=_part_{message_id}")
    return message.as_bytes()


def _is_plain(value: str) -> bool:
    return value.isascii() and value.isprintable()


@lru_cache(maxsize=8)
def _sender(mail_from: str) -> tuple[str, str]:
    return parseaddr(mail_from)


def _address(address: str, name: str = "") -> str:
    user, _, domain = address.rpartition("@")
    return str(Address(name, user, domain))


def _encoding(text: str, *, is_8bit: bool) -> str:
    """Give the plainest transfer encoding that carries the text, so that it stays readable on its way."""
    if any(len(line.encode()) > _LONGEST_LINE for line in text.splitlines()):
        return "quoted-printable"
    if text.isascii():
        return "7bit"
    return "8bit" if is_8bit else "quoted-printable"


def _expect(answer: tuple[int, bytes]) -> str:
    code, reply = answer
    if not 200 <= code < 300:  # noqa: PLR2004 -- success, RFC 5321
        raise smtplib.SMTPResponseException(code, reply)
    return f"{code} {_words(reply)}"[:300]


def _words(reply: bytes | str) -> str:
    return reply.decode("utf-8", "replace") if isinstance(reply, bytes) else reply
