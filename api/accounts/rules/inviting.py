"""Who may invite whom, how many a day, and what the invited are told; pure."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

DAY = timedelta(days=1)
ROLES = ("owner", "coach", "client")
_WORDS = {"owner": "an owner of the practice", "coach": "a coach", "client": "a client"}


@dataclass(frozen=True, slots=True)
class InvitingParams:
    """How long an invitation is open, and how many one member may send."""

    open_days: int = 7
    most_a_day: int = 20
    """Within any 24 hours, those that were sent again or cancelled included: each of them was a mail."""
    kept_days: int = 30
    """How long an invitation that is over is kept, for counting and for the record."""


DEFAULT = InvitingParams()


def may_invite(own: Collection[str], wanted: Collection[str]) -> bool:
    """Say whether somebody with the roles `own` may invite into `wanted`: owners anybody, coaches clients."""
    if not wanted or not set(wanted) <= set(ROLES):
        return False
    return "owner" in own or ("coach" in own and set(wanted) == {"client"})


def left_today(sent: Sequence[datetime], now: datetime, params: InvitingParams = DEFAULT) -> int:
    """Give how many more may be sent now. sent: when the member sent earlier ones."""
    return max(0, params.most_a_day - sum(at > now - DAY for at in sent))


def wait_seconds(
    sent: Sequence[datetime], wanted: int, now: datetime, params: InvitingParams = DEFAULT
) -> int | None:
    """Give the seconds until `wanted` more may be sent; 0: at once; None: never, they are too many for a day."""
    if wanted > params.most_a_day:
        return None
    counting = sorted(at for at in sent if at > now - DAY)
    too_many = len(counting) + wanted - params.most_a_day
    if too_many <= 0:
        return 0
    return max(1, int((counting[too_many - 1] + DAY - now).total_seconds()) + 1)


def address_hint(email: str) -> str:
    """Give an address such that its holder knows it again and nobody else learns it."""
    name, _, host = email.rpartition("@")
    return f"{name[:1]}…@{host}"


def role_words(roles: Collection[str]) -> str:
    """Give roles as words after "as": "a client", "an owner of the practice and a coach"."""
    return " and ".join(_WORDS[role] for role in ROLES if role in roles)
