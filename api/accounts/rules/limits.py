"""How often things may be tried."""

from dataclasses import dataclass
from datetime import timedelta
from ipaddress import IPv6Address, ip_address

CODE_MINUTES = 10
CODES_ALIVE = 5
"""Codes of one address and browser that work at the same time: older ones end when more are asked for."""
TRIES_A_CODE = 5
"""Wrong codes after which those that worked in that browser end."""
CHALLENGE_MINUTES = 5
PASSKEYS_MOST = 20
TOKENS_MOST = 50


@dataclass(frozen=True, slots=True)
class Limit:
    """At most so many of something, by one caller or for one address, in a stretch of time from the first on."""

    name: str
    most: int
    per: timedelta


# A practice may sit behind one address of the network, so the limits by caller are an office's, not a person's.
CODES_BY_CALLER = Limit("codes", 60, timedelta(hours=1))
SIGN_INS_BY_CALLER = Limit("sign-ins", 120, timedelta(minutes=15))
PASSKEY_SIGN_INS_BY_CALLER = Limit("passkey sign-ins", 240, timedelta(minutes=15))
PASSKEYS_BY_PERSON = Limit("passkeys", 30, timedelta(hours=1))
ADDRESS_CODES_BY_PERSON = Limit("address codes by a person", 5, timedelta(hours=1))
ADDRESS_CODES_FOR_ADDRESS = Limit("address codes for an address", 5, timedelta(hours=1))
ACCEPTANCES_BY_CALLER = Limit("acceptances", 60, timedelta(minutes=15))

# One caller cannot use up what an address may be sent. With all of it used up, every day of a year, five tries at each
# of 90 codes of six digits find one with a chance of about one in two thousand a day; each try is a mail that the
# person sees.
CODES_FOR_ADDRESS_BY_CALLER = Limit("codes for an address by a caller", 10, timedelta(hours=1))
CODES_FOR_ADDRESS = Limit("codes for an address", 30, timedelta(hours=1))
CODES_FOR_ADDRESS_A_DAY = Limit("codes for an address a day", 90, timedelta(days=1))
CODES_IN_KNOWN_BROWSER = Limit("codes in a browser that knows the address", 30, timedelta(hours=1))


def caller_of(address: str | None) -> str:
    """Give what stands for a caller: an IPv4 address, or the network that one IPv6 customer has."""
    try:
        found = ip_address(address or "")
    except ValueError:
        return "unknown"
    if not isinstance(found, IPv6Address):
        return str(found)
    if found.ipv4_mapped:
        return str(found.ipv4_mapped)
    return f"{IPv6Address(int(found) >> 64 << 64)}/64"


def is_loopback(caller: str) -> bool:
    """Say whether the caller is this machine itself."""
    return caller.startswith("127.") or caller == "::/64"
