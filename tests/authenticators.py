"""A device that makes and shows passkeys, as browsers hand them over; and what it can be made to get wrong."""

import json
import secrets
from dataclasses import dataclass, field
from hashlib import sha256

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

from api.crypto import b64, from_b64

USER_PRESENT, USER_VERIFIED, HAS_KEY = 1, 4, 64


@dataclass
class Authenticator:
    """One passkey on one device. `count` is how often it says it was used; 0 for good if it does not count."""

    origin: str = "http://localhost:8000"
    rp_id: str = "localhost"
    flags: int = USER_PRESENT | USER_VERIFIED
    count: int = 0
    id: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    handle: bytes = b""

    def __post_init__(self):
        self.key = ec.generate_private_key(ec.SECP256R1())

    def make(self, options: dict) -> dict:
        """Give what `navigator.credentials.create` gives, as JSON."""
        self.handle = from_b64(options["user"]["id"])
        numbers = self.key.public_key().public_numbers()
        public = {1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32, "big"), -3: numbers.y.to_bytes(32, "big")}
        made = bytes(16) + len(self.id).to_bytes(2, "big") + self.id + cbor2.dumps(public)
        attested = {"fmt": "none", "attStmt": {}, "authData": self._data(self.flags | HAS_KEY) + made}
        return self._credential(
            clientDataJSON=b64(self._client_data("webauthn.create", options["challenge"])),
            attestationObject=b64(cbor2.dumps(attested)),
            transports=["internal", "hybrid"],
        )

    def show(self, options: dict) -> dict:
        """Give what `navigator.credentials.get` gives, as JSON."""
        client_data = self._client_data("webauthn.get", options["challenge"])
        data = self._data(self.flags)
        signature = self.key.sign(data + sha256(client_data).digest(), ec.ECDSA(hashes.SHA256()))
        return self._credential(
            clientDataJSON=b64(client_data),
            authenticatorData=b64(data),
            signature=b64(signature),
            userHandle=b64(self.handle),
        )

    def _client_data(self, kind, challenge):
        said = {"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": False}
        return json.dumps(said).encode()

    def _data(self, flags):
        return sha256(self.rp_id.encode()).digest() + bytes([flags]) + self.count.to_bytes(4, "big")

    def _credential(self, **response):
        return {
            "id": b64(self.id),
            "rawId": b64(self.id),
            "type": "public-key",
            "response": response,
            "clientExtensionResults": {"credProps": {"rk": True}},
            "authenticatorAttachment": "platform",
        }


def add_passkey(caller, authenticator=None, name="Phone"):
    """The caller has a passkey; gives the device and what the API answered."""
    authenticator = authenticator or Authenticator()
    options = caller.post("/passkeys/options")
    assert options.status_code == 200, options.json
    answer = caller.post(
        "/passkeys", {"name": name, "credential": authenticator.make(options.json["public_key"])}
    )
    return authenticator, answer


def added(caller, **more):
    """Give the device whose new passkey the caller has."""
    authenticator, answer = add_passkey(caller, **more)
    assert answer.status_code == 201, answer.json
    return authenticator


def show_passkey(caller, authenticator):
    """Sign in with the passkey; gives what the API answered."""
    options = caller.post("/session/passkey-options")
    assert options.status_code == 200, options.json
    return caller.post("/session/passkey", {"credential": authenticator.show(options.json["public_key"])})
