"""The embedded mail sink: a real SMTP server on loopback that keeps every mail in a Maildir. Never in production."""

import asyncio
import mailbox
import socket
import threading
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default as default_policy
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope, Session

HOST = "127.0.0.1"
_START_SECONDS = 10
_MOST_BYTES = 10_000_000

_lock = threading.Lock()
_ports: dict[Path, int] = {}


def port_of(folder: Path, port: int = 0) -> int:
    """Give the port of the sink that writes into `folder`; on first use in this process it is started.

    port: 0 takes a free one. If another process already listens on the one named, that one is the sink.
    """
    with _lock:
        if folder not in _ports:
            _ports[folder] = _start(folder, port)
        return _ports[folder]


def kept_mails(folder: Path, most: int) -> list[tuple[str, EmailMessage]]:
    """Give the latest mails in `folder`, newest first, each with its key."""
    if not (folder / "new").is_dir():
        return []
    paths = sorted(
        (folder / "new").iterdir(), key=lambda path: (path.stat().st_mtime_ns, path.name), reverse=True
    )
    return [(path.name, _read(path)) for path in paths[:most]]


def kept_mail(folder: Path, key: str) -> EmailMessage | None:
    """Give one mail, or None."""
    path = folder / "new" / key
    return _read(path) if "/" not in key and not key.startswith(".") and path.is_file() else None


def _read(path: Path) -> EmailMessage:
    message = message_from_bytes(path.read_bytes(), policy=default_policy)
    if not isinstance(message, EmailMessage):
        raise TypeError("the default policy makes EmailMessages")
    return message


class _Keeper:
    """aiosmtpd's handler: a mail is taken when it is on disk."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._maildir = mailbox.Maildir(folder, create=True)
        # `create` makes the three folders only together with the outermost one.
        for name in ("tmp", "new", "cur"):
            (folder / name).mkdir(exist_ok=True, mode=0o700)

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 -- aiosmtpd's name
        content = envelope.original_content or b""
        to = "".join(f"Delivered-To: {address}\n" for address in envelope.rcpt_tos)
        self._maildir.add(to.encode() + content.replace(b"\r\n", b"\n"))
        return "250 2.0.0 Kept"


def _start(folder: Path, port: int) -> int:
    try:
        listening = socket.create_server((HOST, port))
    except OSError:
        if port:
            return port
        raise
    keeper = _Keeper(folder)
    loop = asyncio.new_event_loop()
    ready = threading.Event()

    def protocol() -> SMTP:
        return SMTP(
            keeper, hostname="localhost", enable_SMTPUTF8=True, data_size_limit=_MOST_BYTES, loop=loop
        )

    def serve() -> None:
        asyncio.set_event_loop(loop)
        loop.run_until_complete(loop.create_server(protocol, sock=listening))
        ready.set()
        loop.run_forever()

    threading.Thread(target=serve, name="mail sink", daemon=True).start()
    if not ready.wait(_START_SECONDS):
        raise TimeoutError("the mail sink did not start")
    address: tuple[str, int] = listening.getsockname()
    return address[1]
