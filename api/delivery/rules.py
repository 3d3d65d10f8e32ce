"""Sent, try again, or give up: what a server's answer means, and when the next try is due."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

Stage = Literal["connect", "sender", "recipient", "content"]


@dataclass(frozen=True, slots=True)
class DeliveryParams:
    """How patiently messages are sent."""

    back_off_minutes: tuple[int, ...] = (1, 5, 15, 60)
    """Wait after the first, second, ... try that failed; the last one repeats until the message is useless."""
    lease_seconds: int = 120
    """How long a worker may hold a message before others take it for dead."""
    wire_seconds: int = 40
    """The longest that one message may occupy a wire; less than half the lease, so that a slow server cannot
    make two workers send the same message."""
    most_claimed: int = 64
    """Messages that one worker claims at a time."""
    batch_seconds: float = 0.5
    """A batch is to take no longer: something urgent (a sign-in code) waits for one batch at most."""


DEFAULT = DeliveryParams()


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
        """The address itself is refused: nothing more is to be sent to it."""


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
