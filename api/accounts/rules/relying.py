"""For which web address passkeys are made: a passkey works there and nowhere else."""

from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class RelyingParty:
    """The name that passkeys are bound to, and the origin of pages that may use them."""

    id: str
    origin: str

    @property
    def has_passkeys(self) -> bool:
        """Whether browsers make passkeys for it: for a name, and in a page that came safely."""
        return not _is_address(self.id) and (self.id == "localhost" or self.origin.startswith("https:"))


def relying_party(public_url: str) -> RelyingParty:
    """Give it for the address at which people reach this instance.

    Browsers know no passkeys for an IP address. On the machine itself the same server is also at localhost.
    """
    url = urlsplit(public_url)
    host = url.hostname or ""
    if _is_loopback(host):
        port = f":{url.port}" if url.port else ""
        return RelyingParty("localhost", f"{url.scheme}://localhost{port}")
    return RelyingParty(host, f"{url.scheme}://{url.netloc.lower()}")


def _is_loopback(host: str) -> bool:
    return _is_address(host) and ip_address(host).is_loopback


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
