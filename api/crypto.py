"""Sealing of words. A sealed column is bytes that only the client's own key opens; destroying the key erases them."""

import hmac
import os
import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from threading import Lock
from uuid import UUID

import sqlalchemy as sa
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, mapped_column

from api import clock
from api.batch import among, read_rows
from api.config import kept_secret
from api.db import Base, db

NONCE_BYTES = 12
CACHE_SECONDS = 60
LOOK_AGAIN_SECONDS = 1
CACHED_KEYS = 10_000
SYSTEM = UUID(int=0)
"""The owner of words that belong to no client, such as a sign-in code on its way out."""
MASTER, NEXT_MASTER, OLD_MASTER = "master.key", "master.next.key", "master.old.key"
"""The master key's file; and, while it is being changed, the one to come or the one before."""
_NEVER: tuple[float, tuple[AESGCM, ...]] = (-1e9, ())


class ClientKey(Base):
    """A client's key, wrapped by the instance's master key. Data backups leave this table out."""

    __tablename__ = "client_key"
    __table_args__ = (
        sa.Index(
            "ix_client_key_rotating",
            "rotating_since",
            sqlite_where=sa.text("rotating_since IS NOT NULL"),
            postgresql_where=sa.text("rotating_since IS NOT NULL"),
        ),
    )

    client_id: Mapped[UUID] = mapped_column(primary_key=True)
    wrapped: Mapped[bytes]
    wrapped_before: Mapped[bytes | None]
    """The key before, while there may still be words under it, here or in a backup."""
    rotating_since: Mapped[datetime | None]
    """Filled while words here may be under the key before."""
    before_until: Mapped[datetime | None]
    """When no backup needs the key before any more."""
    made_at: Mapped[datetime | None]
    """When the client got their first key; a key of before an erasure is not put back. Empty: so long ago as may be."""


_KEYS = sa.select(ClientKey.client_id, ClientKey.wrapped).where(among(ClientKey.client_id, "client_ids"))


class KeyCheck(Base):
    """One row: tells which master key this database is under, and nothing about the key."""

    __tablename__ = "key_check"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    value: Mapped[bytes]


class KeyErased(Exception):
    """The client's key is gone, and with it every word that was sealed for them."""


class WrongKeys(Exception):
    """The master key at hand is not the one that this database is under, or there is none."""


@dataclass
class KeyRing:
    """The master keys that lie in `folder`, and the client keys unwrapped lately (kept 60 s at most)."""

    folder: Path
    _masters: tuple[bytes, ...] = ()
    _looked: float = -1e9
    _cache: dict[UUID, tuple[float, tuple[AESGCM, ...]]] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def masters(self, *, afresh: bool = False) -> tuple[bytes, ...]:
        """Give the master keys at hand, the one in use first. A file that was changed is seen within a second."""
        now = time.monotonic()
        if afresh or now - self._looked > LOOK_AGAIN_SECONDS:
            found = []
            for name in (MASTER, NEXT_MASTER, OLD_MASTER):
                try:
                    found.append(_derived((self.folder / name).read_text().strip(), b"waymark master key"))
                except FileNotFoundError:
                    continue
            self._masters, self._looked = tuple(found), now
        return self._masters

    def check(self) -> None:
        """Raise WrongKeys unless the master key at hand is the one that this database is under, if it is under any."""
        known = db.session.scalar(sa.select(KeyCheck.value))
        masters = self.masters(afresh=True)
        if known is not None:
            if not any(hmac.compare_digest(check_value(master), known) for master in masters):
                raise WrongKeys(_wrong(self.folder, is_missing=not masters))
            return
        # A database from before there was a check value: one of its keys has to open.
        row = db.session.execute(sa.select(ClientKey.client_id, ClientKey.wrapped).limit(1)).one_or_none()
        if row is not None:
            try:
                self.unwrap(row.client_id, row.wrapped)
            except InvalidTag:
                raise WrongKeys(_wrong(self.folder, is_missing=not masters)) from None

    def master_in_use(self) -> bytes:
        """Give the master key that this database is under, held so until the transaction ends.

        A database that holds no keys yet is under this instance's key from then on; that is made when there is none.
        Raises WrongKeys.
        """
        known = db.session.scalar(sa.select(KeyCheck.value).with_for_update(read=True))
        if known is None:
            self.check()
            if not self.masters():
                kept_secret(self.folder / MASTER)
            master = self.masters(afresh=True)[0]
            # Two processes that begin at once have the same key and say the same.
            insert = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
            db.session.execute(
                insert(KeyCheck).values(id=1, value=check_value(master)).on_conflict_do_nothing()
            )
            return master
        for afresh in (False, True):
            for master in self.masters(afresh=afresh):
                if hmac.compare_digest(check_value(master), known):
                    return master
        raise WrongKeys(_wrong(self.folder, is_missing=not self.masters()))

    def make_client_keys(self, client_ids: Iterable[UUID]) -> None:
        """Add a key for each of these new clients, one at least, to the running transaction."""
        master, now = self.master_in_use(), clock.now()
        keys = [
            {
                "client_id": client_id,
                "wrapped": wrap(master, client_id, AESGCM.generate_key(256)),
                "made_at": now,
            }
            for client_id in client_ids
        ]
        db.session.execute(sa.insert(ClientKey), keys)

    def seal(self, text: str, client_id: UUID, table: str, column: str, row_id: UUID) -> bytes:
        """Give `text` as bytes that only this client's key, and only in this cell, opens again."""
        return self.seal_bytes(text.encode(), client_id, table, column, row_id)

    def unseal(self, sealed: bytes, client_id: UUID, table: str, column: str, row_id: UUID) -> str:
        """Give the text that was sealed into this cell. Raises KeyErased, or InvalidTag for a moved cell."""
        return self.unseal_bytes(sealed, client_id, table, column, row_id).decode()

    def seal_bytes(self, plain: bytes, client_id: UUID, table: str, column: str, row_id: UUID) -> bytes:
        """Do as `seal` does, for content that is no text."""
        return _closed(self._ciphers(client_id)[0], plain, _place(table, column, row_id))

    def unseal_bytes(self, sealed: bytes, client_id: UUID, table: str, column: str, row_id: UUID) -> bytes:
        """Do as `unseal` does, for content that is no text."""
        place = _place_in(table, column) + row_id.bytes
        try:
            return _opened(self._ciphers(client_id), sealed, place)
        except InvalidTag:
            # The key may have been changed since it was put into memory.
            return _opened(self._ciphers(client_id, afresh=True), sealed, place)

    def is_current(self, sealed: bytes, client_id: UUID, table: str, column: str, row_id: UUID) -> bool:
        """Say whether a sealed cell is under the newest key of its client."""
        try:
            _opened(self._ciphers(client_id)[:1], sealed, _place(table, column, row_id))
        except InvalidTag:
            return False
        return True

    def remember(self, client_id: UUID, wrapped: bytes | None) -> None:
        """Keep a key that some statement brought along, so that its words open without another."""
        if wrapped is not None and time.monotonic() - self._cache.get(client_id, _NEVER)[0] > CACHE_SECONDS:
            self._keep(client_id, wrapped)

    def forget(self, client_id: UUID) -> None:
        """Drop the client's key from memory."""
        with self._lock:
            self._cache.pop(client_id, None)

    def forget_all(self) -> None:
        """Drop every client's key from memory."""
        with self._lock:
            self._cache.clear()

    def load(self, client_ids: set[UUID]) -> None:
        """Unwrap the keys of many clients with one statement, before a loop that needs them."""
        since, cache = time.monotonic() - CACHE_SECONDS, self._cache
        wanted = {one for one in client_ids if cache.get(one, _NEVER)[0] < since} - {SYSTEM}
        if wanted:
            found = read_rows(_KEYS, {"client_ids": wanted})
            self._keep_many({client_id: (AESGCM(self.unwrap(client_id, one)),) for client_id, one in found})

    def seal_many(self, texts: Sequence[tuple[str, UUID, UUID]], table: str, column: str) -> Iterator[bytes]:
        """Do as `seal` does for many cells of a column, each given as its text, its client and its row."""
        self.load({client_id for _, client_id, _ in texts})
        place = _place_in(table, column)
        # Of its own each time: nothing is left over that two processes could use.
        nonces = os.urandom(NONCE_BYTES * len(texts))
        for index, (text, client_id, row_id) in enumerate(texts):
            nonce = nonces[index * NONCE_BYTES : (index + 1) * NONCE_BYTES]
            sealed = self._ciphers(client_id)[0].encrypt(nonce, text.encode(), place + row_id.bytes)
            yield nonce + sealed

    def unwrap(self, client_id: UUID, wrapped: bytes) -> bytes:
        """Give a client's key as it is. Raises InvalidTag when no master key at hand opens it."""
        for afresh in (False, True):
            for master in self.masters(afresh=afresh):
                try:
                    cipher = _master_cipher(master)
                    return cipher.decrypt(wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:], client_id.bytes)
                except InvalidTag:
                    continue
        raise InvalidTag

    def _ciphers(self, client_id: UUID, *, afresh: bool = False) -> tuple[AESGCM, ...]:
        if client_id == SYSTEM:
            if not self.masters(afresh=afresh):
                self.master_in_use()
            return tuple(_master_cipher(master) for master in self.masters())
        since, ciphers = self._cache.get(client_id, _NEVER)
        if not afresh and ciphers and time.monotonic() - since <= CACHE_SECONDS:
            return ciphers
        row = db.session.execute(
            sa.select(ClientKey.wrapped, ClientKey.wrapped_before).where(ClientKey.client_id == client_id)
        ).one_or_none()
        if row is None:
            raise KeyErased
        return self._keep(client_id, row.wrapped, row.wrapped_before)

    def _keep(self, client_id: UUID, *wrapped: bytes | None) -> tuple[AESGCM, ...]:
        ciphers = tuple(AESGCM(self.unwrap(client_id, one)) for one in wrapped if one is not None)
        self._keep_many({client_id: ciphers})
        return ciphers

    def _keep_many(self, found: Mapping[UUID, tuple[AESGCM, ...]]) -> None:
        now = time.monotonic()
        with self._lock:
            if len(self._cache) + len(found) > CACHED_KEYS:
                self._cache.clear()
            self._cache.update((client_id, (now, ciphers)) for client_id, ciphers in found.items())


def wrap(master: bytes, client_id: UUID, key: bytes) -> bytes:
    """Give a client's key as it may be kept: only this master key opens it."""
    return _closed(AESGCM(master), key, client_id.bytes)


def check_value(master: bytes) -> bytes:
    """Give what tells one master key from another, and does not lead back to it."""
    return _derived(master.hex(), b"waymark key check")


def _derived(secret: str, purpose: bytes) -> bytes:
    return HKDF(hashes.SHA256(), 32, None, purpose).derive(secret.encode())


@lru_cache(maxsize=3)
def _master_cipher(master: bytes) -> AESGCM:
    return AESGCM(master)


def _closed(cipher: AESGCM, plain: bytes, place: bytes) -> bytes:
    nonce = os.urandom(NONCE_BYTES)
    return nonce + cipher.encrypt(nonce, plain, place)


def _opened(ciphers: Iterable[AESGCM], sealed: bytes, place: bytes) -> bytes:
    for cipher in ciphers:
        try:
            return cipher.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], place)
        except InvalidTag:
            continue
    raise InvalidTag


def _wrong(folder: Path, *, is_missing: bool) -> str:
    what = "there is no master key" if is_missing else "the master key is not this database's"
    return (
        f"In {folder} {what}. The database is under another one, and none of its words would open. "
        "Put the right keys folder back. Nothing was changed."
    )


class _Ring:
    """The process's one key ring, set by create_app."""

    current: KeyRing | None = None


def open_ring(folder: Path) -> None:
    """Make the keys in `folder` the ones that `ring()` gives."""
    _Ring.current = KeyRing(folder)


def ring() -> KeyRing:
    """Give the process's key ring."""
    if _Ring.current is None:
        raise RuntimeError("create_app opens the key ring")
    return _Ring.current


def check_keys() -> None:
    """Raise WrongKeys when the database of the running app is under another master key. Before a server serves."""
    if sa.inspect(db.engine).has_table(KeyCheck.__tablename__):
        ring().check()
        db.session.rollback()


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
    return _place_in(table, column) + row_id.bytes


@lru_cache(maxsize=200)
def _place_in(table: str, column: str) -> bytes:
    return f"{table}.{column}.".encode()


def b64(raw: bytes) -> str:
    """Give bytes as unpadded URL-safe text."""
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


def from_b64(text: str) -> bytes:
    """Undo `b64`. Raises ValueError."""
    return urlsafe_b64decode(text.encode() + b"=" * (-len(text) % 4))
