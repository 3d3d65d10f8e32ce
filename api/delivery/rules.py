"""Sent, try again, or give up: what a server's answer means, and when the next try is due."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from ipaddress import IPv6Address, IPv6Network, ip_address
from typing import Literal
from urllib.parse import urlsplit

Stage = Literal["connect", "sender", "recipient", "content"]


@dataclass(frozen=True, slots=True)
class DeliveryParams:
    """How patiently messages are sent."""

    back_off_minutes: tuple[int, ...] = (1, 5, 15, 60)
    """Wait after the first, second, ... try that failed; the last one repeats until the message is useless."""
    lease_seconds: int = 120
    """How long a worker may hold a message before others take it for dead."""
    wire_seconds: float = 40
    """The longest that one message may occupy a wire; less than half the lease, so that a slow server cannot
    make two workers send the same message."""
    most_claimed: int = 64
    """Messages that one worker claims at a time."""
    batch_seconds: float = 0.25
    """A batch is to take no longer: something urgent (a sign-in code) waits for one batch at most. What was read of
    messages that wait, such as whether they are still wanted, is read again when it is older."""


DEFAULT = DeliveryParams()


def with_lease(lease_seconds: int) -> DeliveryParams:
    """Give params in which a message may occupy a wire for a third of the lease."""
    return replace(DEFAULT, lease_seconds=lease_seconds, wire_seconds=lease_seconds / 3)


class TryLater(Exception):
    """The message was not taken, or nobody knows whether it was; another try may do better."""

    def __init__(self, reply: str, after: timedelta | None = None, *, is_unreachable: bool = False) -> None:
        super().__init__(reply)
        self.reply = reply
        self.after = after
        self.is_unreachable = is_unreachable
        """The server itself cannot be used: no other message would fare better just now."""


class GiveUp(Exception):
    """The message will never be taken."""

    def __init__(self, reason: str, *, is_suppressing: bool) -> None:
        super().__init__(reason)
        self.reason = reason
        self.is_suppressing = is_suppressing
        """The address itself is refused: nothing more is to be sent to it. Of a push: the subscription is over."""


# Enhanced status codes (RFC 3463) that speak of us, our mail or the route, not of the address.
_NOT_THE_ADDRESS = ("5.3.", "5.4.", "5.5.", "5.6.", "5.7.")


def classify_smtp(stage: Stage, code: int, reply: str) -> TryLater | GiveUp:
    """Say what an SMTP refusal means.

    stage: what was refused. A server that refuses us or our sender address, for good even, says nothing of the
    recipient: somebody has to repair the settings, and until then the message waits.
    """
    told = f"{code} {reply}"[:300]
    is_final = 500 <= code < 600  # noqa: PLR2004 -- RFC 5321, 4.2.1
    if stage in ("connect", "sender"):
        return TryLater(told, is_unreachable=True)
    if code == 421:  # noqa: PLR2004 -- "service not available, closing", RFC 5321, 4.2.3
        return TryLater(told, is_unreachable=True)
    if not is_final:
        return TryLater(told)
    return GiveUp(told, is_suppressing=not reply.startswith(_NOT_THE_ADDRESS))


def next_try_at(
    tries: int,
    now: datetime,
    useless_at: datetime,
    after: timedelta | None = None,
    params: DeliveryParams = DEFAULT,
) -> datetime | None:
    """Give when to try again after `tries` tries that failed; None when that would be too late to be of use.

    after: what the other side asked for; it lengthens the wait and never shortens it.
    """
    ladder = params.back_off_minutes
    wait = timedelta(minutes=ladder[min(max(tries, 1), len(ladder)) - 1])
    at = now + max(wait, after or timedelta(0))
    return at if at < useless_at else None


def next_batch(size: int, took_seconds: float, params: DeliveryParams = DEFAULT) -> int:
    """Give how many messages to claim next, after `size` took so long."""
    if took_seconds > params.batch_seconds:
        return max(1, size // 2)
    return min(params.most_claimed, size * 2)


# Push

PUSH_HOSTS = frozenset(
    {"fcm.googleapis.com", "updates.push.services.mozilla.com", "web.push.apple.com"},
)
"""The services that browsers subscribe at: Chrome and most others, Firefox, Safari."""
PUSH_DOMAINS = (".push.apple.com", ".push.services.mozilla.com", ".notify.windows.com")
MOST_ENDPOINT = 1024
_GONE = (404, 410)
_BUSY = (408, 425, 429)
_VISIBLE = frozenset(map(chr, range(0x21, 0x7F))) - set('\\"<>^`{|}#')


def endpoint_fault(endpoint: str, own_origins: Collection[str] = ()) -> str | None:
    """Say in words why a message must not be posted to this address; None when it may.

    own_origins: push services of the operator's own, each as scheme://host[:port].
    """
    if len(endpoint) > MOST_ENDPOINT or not set(endpoint) <= _VISIBLE:
        return "This is not an address that a push service gives out."
    try:
        url = urlsplit(endpoint)
        port = url.port
    except ValueError:
        return "This is not a web address."
    if url.username is not None or url.password is not None or "@" in url.netloc:
        return "A push address holds no name and no password."
    if f"{url.scheme}://{url.netloc}" in own_origins:
        return None
    if url.scheme != "https" or port not in (None, 443):
        return "A push address begins with https:// and names no port."
    host = url.netloc.removesuffix(":443")
    if host not in PUSH_HOSTS and not (host.endswith(PUSH_DOMAINS) and host[0].isalnum()):
        return "This push service is not known here."
    return None


_TRANSLATED = IPv6Network("64:ff9b::/32")


def is_public_address(address: str) -> bool:
    """Say whether an IP address belongs to the internet, and to one machine there."""
    ip = ip_address(address)
    if isinstance(ip, IPv6Address):
        if ip.ipv4_mapped is not None:
            return is_public_address(str(ip.ipv4_mapped))
        # Addresses that carry an IPv4 address inside lead wherever that one does.
        if ip.sixtofour is not None or ip.teredo is not None or ip in _TRANSLATED or ip.scope_id:
            return False
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def classify_push(status: int, after: timedelta | None) -> TryLater | GiveUp | None:
    """Say what the answer of a push service means; None: it has the message (RFC 8030, 5).

    after: what its Retry-After asks for.
    """
    if 200 <= status < 300:  # noqa: PLR2004 -- success
        return None
    if status in _GONE:
        return GiveUp(f"{status} the subscription is over", is_suppressing=True)
    if status in _BUSY or status >= 500:  # noqa: PLR2004 -- the service's own trouble
        return TryLater(f"{status} push service", after)
    # Ours to mend (keys, size, headers), or a redirect, which nobody follows.
    return GiveUp(f"{status} push service", is_suppressing=False)
