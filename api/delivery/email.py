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
from email.policy import EmailPolicy
from email.quoprimime import body_encode
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
    """Headers of plain characters stay on one line: a long link, folded and encoded, is no link to mail programs."""

    def fold_binary(self, name: str, value: str) -> bytes:
        return _plain_line(name, value) or super().fold_binary(name, value)


_POLICIES = {is_utf8: _AsWritten(linesep="\r\n", cte_type="7bit", utf8=is_utf8) for is_utf8 in (False, True)}


def compose(email: Email, mail_from: str, address: str, message_id: str, *, is_8bit: bool) -> bytes:
    """Give the message as it travels: text first, then the same as HTML; every copy alike but for its Date.

    Put together by hand: the library reads every header that it writes, which was a quarter of what a mail cost.
    """
    name, sender = _sender(mail_from)
    # A boundary of digits alone could be taken for a code.
    boundary = f"=_part_{message_id}"
    headers = {
        "Date": format_datetime(clock.now()),
        "From": _address(sender, name),
        "To": _address(address),
        **({"Reply-To": _address(email.reply_to)} if email.reply_to else {}),
        "Subject": " ".join(email.subject.split()),
        "Message-ID": f"<{message_id}@{sender.rpartition('@')[2]}>",
        "Auto-Submitted": "auto-generated",
        **email.headers,
        "MIME-Version": "1.0",
        "Content-Type": f'multipart/alternative; boundary="{boundary}"',
    }
    begin, is_utf8 = f"--{boundary}\r\n".encode(), not address.isascii()
    return b"".join(
        [
            *(
                _plain_line(name, value) or _written(name, value, is_utf8=is_utf8)
                for name, value in headers.items()
            ),
            b"\r\n" + begin,
            _part("plain", email.text, is_8bit=is_8bit),
            b"\r\n" + begin,
            _part("html", email.html, is_8bit=is_8bit),
            f"\r\n--{boundary}--\r\n".encode(),
        ]
    )


@lru_cache(maxsize=8)
def _sender(mail_from: str) -> tuple[str, str]:
    return parseaddr(mail_from)


@lru_cache(maxsize=256)
def _written(name: str, value: str, *, is_utf8: bool) -> bytes:
    """Give a header as the library writes it; what is not plain are names and subjects, of which there are few."""
    policy = _POLICIES[is_utf8]
    return policy.fold_binary(*policy.header_store_parse(name, value))


def _plain_line(name: str, value: str) -> bytes | None:
    """Give the one line of a header that needs no more than that."""
    line = f"{name}: {value}"
    return (
        f"{line}\r\n".encode()
        if line.isascii() and line.isprintable() and len(line) < _LONGEST_LINE
        else None
    )


def _part(subtype: str, text: str, *, is_8bit: bool) -> bytes:
    """Give one of the two bodies, in the plainest encoding that carries it, so that it stays readable on its way."""
    lines = text.encode().splitlines()
    encoding = "7bit" if text.isascii() else "8bit" if is_8bit else "quoted-printable"
    if max(map(len, lines), default=0) > _LONGEST_LINE:
        encoding = "quoted-printable"
    if encoding == "quoted-printable":
        lines = body_encode("".join(f"{line.decode('latin-1')}\n" for line in lines)).encode().splitlines()
    head = f'Content-Type: text/{subtype}; charset="utf-8"\r\nContent-Transfer-Encoding: {encoding}\r\n'
    return b"\r\n".join([head.encode(), *lines, b""])


def _address(address: str, name: str = "") -> str:
    user, _, domain = address.rpartition("@")
    return str(Address(name, user, domain))


def _expect(answer: tuple[int, bytes]) -> str:
    code, reply = answer
    if not 200 <= code < 300:  # noqa: PLR2004 -- success, RFC 5321
        raise smtplib.SMTPResponseException(code, reply)
    return f"{code} {_words(reply)}"[:300]


def _words(reply: bytes | str) -> str:
    return reply.decode("utf-8", "replace") if isinstance(reply, bytes) else reply
