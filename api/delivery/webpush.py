"""The push wire: one encrypted POST to the service that a browser named, at an address that was checked first."""

import http.client
import json
import os
import socket
import ssl
import threading
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import parseaddr, parsedate_to_datetime
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, urlsplit
from uuid import UUID, uuid4

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

from api import clock
from api.config import LOOPBACK
from api.delivery.rules import DEFAULT, GiveUp, TryLater, classify_push, endpoint_fault, is_public_address
from api.languages import into, spoken

CONNECT_SECONDS = 10
VAPID_HOURS = 12
MOST_BYTES = 3000
"""Of the text; services take 4096 bytes of it encrypted."""
_MOST_ANSWER = 4096


@dataclass(frozen=True, slots=True)
class Push:
    """What a notification says, and what its buttons need to record an answer without a network."""

    title: str
    body: str
    path: str
    """The page of the app that it leads to, such as /today?on=2026-11-23."""
    tag: str
    """Notifications with the same tag replace each other."""
    on: str
    """The local day that it is about, so that an answer is recorded for that day whenever it is tapped."""
    client_id: UUID
    goals: Sequence[tuple[UUID, UUID]] = ()
    """Goals that are asked about, each with the id of the check-in that an answer records."""
    language: str = field(default_factory=spoken)


@dataclass(frozen=True, slots=True)
class Subscription:
    """A browser that takes pushes: where they are posted, and the keys that only it can open them with."""

    id: UUID
    endpoint: str
    p256dh: str
    auth: str


class VapidKey:
    """The key by which push services know this instance (RFC 8292)."""

    def __init__(self, pem: bytes) -> None:
        self._pem = pem
        key = serialization.load_pem_private_key(pem, None)
        if not isinstance(key, ec.EllipticCurvePrivateKey):
            raise TypeError("the VAPID key is a P-256 key")
        self.public = _b64(
            key.public_key().public_bytes(
                serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
            )
        )

    @classmethod
    def kept_in(cls, folder: Path) -> "VapidKey":
        """Give the key that lies in `folder`, readable by the owner alone; made when there is none."""
        path = folder / "vapid.pem"
        if not path.exists():
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            made = ec.generate_private_key(ec.SECP256R1()).private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
            # Written whole under another name and then linked: of two processes one makes it, none reads half of it.
            draft = folder / f".vapid-{uuid4().hex}"
            with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(made)
            try:
                os.link(draft, path)
            except FileExistsError:
                pass
            finally:
                draft.unlink()
        return cls(path.read_bytes())

    def headers(self, origin: str, subject: str) -> dict[str, str]:
        """Give the headers that tell a service who posts."""
        # Here, because it brings two HTTP libraries along, and most processes never push.
        from py_vapid import Vapid  # noqa: PLC0415

        claims = {"aud": origin, "sub": subject, "exp": int(clock.now().timestamp()) + VAPID_HOURS * 3600}
        signed: dict[str, str] = Vapid.from_pem(self._pem).sign(claims)
        return signed


class WebPush:
    """Posts to push services, each at one address that was resolved and checked, and only over https.

    Raises only TryLater and GiveUp. A service that cannot be reached is left alone until the next run.
    """

    def __init__(
        self,
        key: VapidKey,
        subject: str,
        public_url: str,
        own_origins: Collection[str] = (),
        seconds: float = DEFAULT.wire_seconds,
    ) -> None:
        self._key = key
        self._subject = subject
        self._public_url = public_url
        self._own_origins = own_origins
        self._seconds = seconds
        self._signed: dict[str, dict[str, str]] = {}
        self._away: set[str] = set()

    def send(self, push: Push, to: Subscription, message_id: str, useless_at: datetime) -> str:
        """The service has taken the push. Returns its answer.

        message_id: the Topic, by which a copy that waits at the service replaces the earlier one.
        """
        if fault := endpoint_fault(to.endpoint, self._own_origins):
            raise GiveUp(fault, is_suppressing=True)
        url = urlsplit(to.endpoint)
        origin = f"{url.scheme}://{url.netloc}"
        if origin in self._away:
            raise TryLater("push service out of reach")
        body = self._encrypted(push, to)
        headers = {
            **self._signed_for(origin),
            "Content-Encoding": "aes128gcm",
            "Content-Type": "application/octet-stream",
            "TTL": str(max(0, int((useless_at - clock.now()).total_seconds()))),
            "Topic": message_id[:32],
            "Urgency": "normal",
        }
        try:
            status, retry_after = self._post(url, body, headers)
        except (OSError, http.client.HTTPException) as error:
            self._away.add(origin)
            raise TryLater(f"push: {type(error).__name__}") from error
        fault_found = classify_push(status, _wait(retry_after))
        if fault_found is not None:
            raise fault_found
        return f"{status} taken"

    def _encrypted(self, push: Push, to: Subscription) -> bytes:
        from pywebpush import WebPusher  # noqa: PLC0415 -- as above

        text = json.dumps(
            declared(push, self._public_url), separators=(",", ":"), ensure_ascii=False
        ).encode()
        if len(text) > MOST_BYTES:
            raise GiveUp("longer than a push may be", is_suppressing=False)
        known = {"endpoint": to.endpoint, "keys": {"p256dh": to.p256dh, "auth": to.auth}}
        body: bytes = WebPusher(known).encode(text)["body"]
        return body

    def _signed_for(self, origin: str) -> dict[str, str]:
        """One signature serves every push to a service in one run."""
        if origin not in self._signed:
            self._signed[origin] = self._key.headers(origin, self._subject)
        return self._signed[origin]

    def _post(self, url: SplitResult, body: bytes, headers: Mapping[str, str]) -> tuple[int, str | None]:
        is_ours = f"{url.scheme}://{url.netloc}" in self._own_origins
        connection = _Pinned(url, min(self._seconds, CONNECT_SECONDS), is_ours=is_ours)
        # The limit of a socket is for each read: a service can be slow byte by byte.
        watchdog = threading.Timer(self._seconds, connection.cut)
        watchdog.daemon = True
        watchdog.start()
        try:
            connection.request("POST", url.path + (f"?{url.query}" if url.query else ""), body, dict(headers))
            answer = connection.getresponse()
            answer.read(_MOST_ANSWER)
            return answer.status, answer.headers.get("Retry-After")
        finally:
            watchdog.cancel()
            connection.close()


class _Pinned(http.client.HTTPConnection):
    """A connection to an address that was looked up once: what a name means a moment later does not matter.

    Redirects are not followed: http.client never does.
    """

    def __init__(self, url: SplitResult, seconds: float, *, is_ours: bool) -> None:
        self._is_tls = url.scheme == "https"
        self._is_ours = is_ours
        super().__init__(url.hostname or "", url.port or (443 if self._is_tls else 80), timeout=seconds)

    def connect(self) -> None:
        found = socket.getaddrinfo(self.host, self.port, type=socket.SOCK_STREAM)
        addresses = [str(each[4][0]) for each in found]
        # One bad address among them is enough: no push service has any.
        if not addresses or not (self._is_ours or all(map(is_public_address, addresses))):
            raise ConnectionRefusedError("not a public address")
        self.sock = socket.create_connection((addresses[0], self.port), self.timeout)
        if self._is_tls:
            context = ssl.create_default_context()
            self.sock = context.wrap_socket(self.sock, server_hostname=self.host)

    def cut(self) -> None:
        """Whoever waits at this connection waits no longer."""
        with suppress(OSError, AttributeError):
            self.sock.shutdown(socket.SHUT_RDWR)


def declared(push: Push, public_url: str) -> dict[str, Any]:
    """Give the push in the shape of Declarative Web Push, which a browser can show without the app's own worker."""
    where = public_url + push.path
    buttons = (("done", "Done"), ("not", "Not this time")) if len(push.goals) == 1 else ()
    said = partial(into, language=push.language)
    return {
        "web_push": 8030,
        "mutable": True,
        "notification": {
            "title": said(push.title),
            "body": said(push.body),
            "navigate": where,
            "lang": push.language,
            "dir": "ltr",
            "tag": push.tag,
            "actions": [
                {"action": action, "title": said(title), "navigate": where} for action, title in buttons
            ],
            "data": {
                "on": push.on,
                "client": str(push.client_id),
                "goals": [{"goal": str(goal), "check_in": str(check_in)} for goal, check_in in push.goals],
            },
        },
    }


def subject(contact: str, mail_from: str) -> str:
    """Give whom a push service may write to: never localhost, at which Apple's refuses every push."""
    if contact_fault(contact) is None:
        return contact
    return f"mailto:{parseaddr(mail_from)[1]}"


def contact_fault(contact: str) -> str | None:
    """Say in words what is wrong with a VAPID contact; None when nothing is."""
    address = contact.removeprefix("mailto:")
    host = address.rpartition("@")[2]
    if not contact.startswith("mailto:") or "@" not in address or host in LOOPBACK or "." not in host:
        return "needs a mailto: address that push services can write to"
    return None


def is_point(p256dh: str) -> bool:
    """Say whether this is the public key of a browser: a message can be sealed for it."""
    try:
        ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), _from_b64(p256dh))
    except ValueError:
        return False
    return len(_from_b64(p256dh)) == 65  # noqa: PLR2004 -- uncompressed, RFC 8291, 3.1


def is_secret(auth: str) -> bool:
    """Say whether this is the secret that a browser hands over with its key."""
    try:
        return len(_from_b64(auth)) == 16  # noqa: PLR2004 -- RFC 8291, 3.2
    except ValueError:
        return False


def _wait(retry_after: str | None) -> timedelta | None:
    """Read a Retry-After header, in seconds or as a date (RFC 9110)."""
    if retry_after is None:
        return None
    if retry_after.strip().isdigit():
        return timedelta(seconds=min(int(retry_after), 7 * 24 * 3600))
    try:
        at = parsedate_to_datetime(retry_after)
    except ValueError:
        return None
    return max(timedelta(0), at.astimezone(UTC) - clock.now())


def _b64(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


def _from_b64(text: str) -> bytes:
    return urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4))
