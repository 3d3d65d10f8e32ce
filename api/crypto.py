"""Sealing of words. A sealed column is bytes that only the client's own key opens; destroying the key erases them."""

import os
import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from uuid import UUID

import sqlalchemy as sa
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy.orm import Mapped, mapped_column

from api.config import kept_secret
from api.db import Base, db

NONCE_BYTES = 12
CACHE_SECONDS = 60
CACHED_KEYS = 10_000
_LONG_AGO = (-1e9, None)
SYSTEM = UUID(int=0)
"""The owner of words that belong to no client, such as a sign-in code on its way out."""


class ClientKey(Base):
    """A client's key, wrapped by the instance's master key. Data backups leave this table out."""

    __tablename__ = "client_key"

    client_id: Mapped[UUID] = mapped_column(primary_key=True)
    wrapped: Mapped[bytes]


class KeyErased(Exception):
    """The client's key is gone, and with it every word that was sealed for them."""


@dataclass
class KeyRing:
    """The master key and the client keys unwrapped lately (kept 60 s at most)."""

    master: bytes
    _cache: dict[UUID, tuple[float, AESGCM]] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    @classmethod
    def kept_in(cls, folder: Path) -> "KeyRing":
        """Give the ring whose master key lies in `folder`; made on first use."""
        secret = kept_secret(folder / "master.key")
        return cls(HKDF(hashes.SHA256(), 32, None, b"waymark master key").derive(secret.encode()))

    def make_client_keys(self, client_ids: Iterable[UUID]) -> None:
        """Add a key for each of these new clients, one at least, to the running transaction."""
        keys = []
        for client_id in client_ids:
            nonce = os.urandom(NONCE_BYTES)
            wrapped = nonce + AESGCM(self.master).encrypt(nonce, AESGCM.generate_key(256), client_id.bytes)
            keys.append({"client_id": client_id, "wrapped": wrapped})
        db.session.execute(sa.insert(ClientKey), keys)

    def seal(self, text: str, client_id: UUID, table: str, column: str, row_id: UUID) -> bytes:
        """Give `text` as bytes that only this client's key, and only in this cell, opens again."""
        nonce = os.urandom(NONCE_BYTES)
        return nonce + self._cipher(client_id).encrypt(nonce, text.encode(), _place(table, column, row_id))

    def unseal(self, sealed: bytes, client_id: UUID, table: str, column: str, row_id: UUID) -> str:
        """Give the text that was sealed into this cell. Raises KeyErased, or InvalidTag for a moved cell."""
        plain = self._cipher(client_id).decrypt(
            sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], _place(table, column, row_id)
        )
        return plain.decode()

    def remember(self, client_id: UUID, wrapped: bytes | None) -> None:
        """Keep a key that some statement brought along, so that its words open without another."""
        if (
            wrapped is not None
            and time.monotonic() - self._cache.get(client_id, _LONG_AGO)[0] > CACHE_SECONDS
        ):
            self._keep(client_id, wrapped)

    def forget(self, client_id: UUID) -> None:
        """Drop the client's key from memory."""
        with self._lock:
            self._cache.pop(client_id, None)

    def load(self, client_ids: set[UUID]) -> None:
        """Unwrap the keys of many clients with one statement, before a loop that needs them."""
        now = time.monotonic()
        wanted = {
            one
            for one in client_ids
            if one != SYSTEM and now - self._cache.get(one, _LONG_AGO)[0] > CACHE_SECONDS
        }
        if wanted:
            rows = db.session.execute(
                sa.select(ClientKey.client_id, ClientKey.wrapped).where(ClientKey.client_id.in_(wanted))
            )
            for client_id, wrapped in rows:
                self._keep(client_id, wrapped)

    def _cipher(self, client_id: UUID) -> AESGCM:
        if client_id == SYSTEM:
            return AESGCM(self.master)
        since, cipher = self._cache.get(client_id, _LONG_AGO)
        if cipher is not None and time.monotonic() - since <= CACHE_SECONDS:
            return cipher
        wrapped = db.session.scalar(sa.select(ClientKey.wrapped).where(ClientKey.client_id == client_id))
        if wrapped is None:
            raise KeyErased
        return self._keep(client_id, wrapped)

    def _keep(self, client_id: UUID, wrapped: bytes) -> AESGCM:
        key = AESGCM(self.master).decrypt(wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:], client_id.bytes)
        cipher = AESGCM(key)
        with self._lock:
            if len(self._cache) >= CACHED_KEYS:
                self._cache.clear()
            self._cache[client_id] = (time.monotonic(), cipher)
        return cipher


class _Ring:
    """The process's one key ring, set by create_app."""

    current: KeyRing | None = None


def open_ring(folder: Path) -> None:
    """Make the keys in `folder` the ones that `ring()` gives."""
    _Ring.current = KeyRing.kept_in(folder)


def ring() -> KeyRing:
    """Give the process's key ring."""
    if _Ring.current is None:
        raise RuntimeError("create_app opens the key ring")
    return _Ring.current


def seal(text: str, client_id: UUID, table: str, column: str, row_id: UUID) -> bytes:
    """Give `text` as bytes that only this client's key, and only in this cell, opens again."""
    return ring().seal(text, client_id, table, column, row_id)


def unseal(sealed: bytes, client_id: UUID, table: str, column: str, row_id: UUID) -> str:
    """Give the text that was sealed into this cell."""
    return ring().unseal(sealed, client_id, table, column, row_id)


def seal_or_none(text: str | None, client_id: UUID, table: str, column: str, row_id: UUID) -> bytes | None:
    """Seal a text that may be absent; an absent one stays absent."""
    return None if text is None else seal(text, client_id, table, column, row_id)


def unseal_or_none(
    sealed: bytes | None, client_id: UUID, table: str, column: str, row_id: UUID
) -> str | None:
    """Unseal a text that may be absent."""
    return None if sealed is None else unseal(sealed, client_id, table, column, row_id)


def _place(table: str, column: str, row_id: UUID) -> bytes:
    """Bind a sealed text to its cell: copied into another row or column, it does not open."""
    return f"{table}.{column}.".encode() + row_id.bytes


def b64(raw: bytes) -> str:
    """Give bytes as unpadded URL-safe text."""
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


def from_b64(text: str) -> bytes:
    """Undo `b64`. Raises ValueError."""
    return urlsafe_b64decode(text.encode() + b"=" * (-len(text) % 4))
