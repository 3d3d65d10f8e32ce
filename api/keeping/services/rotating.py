"""Keys are changed while everybody goes on: words are readable throughout, and what was interrupted goes on."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import sqlalchemy as sa
import structlog
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from api import crypto
from api.config import kept_secret
from api.crypto import MASTER, NEXT_MASTER, OLD_MASTER, SYSTEM, ClientKey, KeyCheck, ring
from api.db import changed, db
from api.keeping.rules import Whose
from api.keeping.services.rows import parts

log = structlog.get_logger()

AT_ONCE = 200
SETTLED = timedelta(seconds=2 * crypto.CACHE_SECONDS)
"""After this long no process seals with the key before any more: it has left every memory."""


def prepare_master(folder: Path) -> None:
    """A master key to come lies beside the one in use, and every process that finds it can open with both."""
    ring().master_in_use()
    db.session.commit()
    kept_secret(folder / NEXT_MASTER)


def rotate_master(folder: Path) -> int:
    """Every client key is wrapped by a new master key, and `master.key` is that one; the one before lies beside it.

    Interrupted at any point, it goes on where it was. Returns how many keys were wrapped anew.
    """
    if not (folder / NEXT_MASTER).exists() and (folder / OLD_MASTER).exists():
        return 0
    prepare_master(folder)
    new = ring().masters(afresh=True)[1]
    wrapped = _wrap_all(new)
    # Whoever makes a client key reads this row and holds it: from here on nobody wraps with the key before.
    db.session.execute(sa.select(KeyCheck.value).with_for_update())
    wrapped += _wrap_all(new, commits=False)
    db.session.execute(sa.update(KeyCheck).values(value=crypto.check_value(new)))
    db.session.commit()
    (folder / OLD_MASTER).unlink(missing_ok=True)
    (folder / OLD_MASTER).hardlink_to(folder / MASTER)
    (folder / NEXT_MASTER).replace(folder / MASTER)
    ring().masters(afresh=True)
    return wrapped


def forget_old_master(folder: Path) -> int:
    """Nothing is under the master key before any more, and it is gone. Returns how many words were sealed anew."""
    ring().masters(afresh=True)
    words = sum(_reseal(table, part, None) for table, part in parts() if part.sealed)
    (folder / OLD_MASTER).unlink(missing_ok=True)
    ring().masters(afresh=True)
    return words


def _wrap_all(master: bytes, *, commits: bool = True) -> int:
    wrapped, last = 0, UUID(int=0)
    while rows := db.session.execute(
        sa.select(ClientKey.client_id, ClientKey.wrapped, ClientKey.wrapped_before)
        .where(ClientKey.client_id > last)
        .order_by(ClientKey.client_id)
        .limit(AT_ONCE)
    ).all():
        for row in rows:
            new = {
                name: value
                for name in ("wrapped", "wrapped_before")
                if (value := _wrapped_by(master, row.client_id, getattr(row, name))) is not None
            }
            if new:
                same = (ClientKey.client_id == row.client_id, ClientKey.wrapped == row.wrapped)
                wrapped += changed(db.session.execute(sa.update(ClientKey).where(*same).values(**new)))
        last = rows[-1].client_id
        if commits:
            db.session.commit()
    return wrapped


def _wrapped_by(master: bytes, client_id: UUID, wrapped: bytes | None) -> bytes | None:
    """Give the key wrapped by this master key; None when it is so already."""
    if wrapped is None:
        return None
    try:
        AESGCM(master).decrypt(wrapped[: crypto.NONCE_BYTES], wrapped[crypto.NONCE_BYTES :], client_id.bytes)
    except InvalidTag:
        return crypto.wrap(master, client_id, ring().unwrap(client_id, wrapped))
    return None


def begin_client_keys(now: datetime) -> int:
    """Every client has a new key, and keeps the one before for what is still under it. Returns how many keys were made.

    A client whose key before is still wanted by older backups keeps the one they have.
    """
    made = 0
    while True:
        master = ring().master_in_use()
        rows = db.session.execute(
            sa.select(ClientKey.client_id, ClientKey.wrapped)
            .where(ClientKey.wrapped_before.is_(None))
            .limit(AT_ONCE)
            .with_for_update()
        ).all()
        for row in rows:
            key = crypto.wrap(master, row.client_id, AESGCM.generate_key(256))
            db.session.execute(
                sa.update(ClientKey)
                .where(ClientKey.client_id == row.client_id)
                .values(wrapped=key, wrapped_before=row.wrapped, rotating_since=now)
            )
        db.session.commit()
        made += len(rows)
        if not rows:
            ring().forget_all()
            return made


def go_on(now: datetime, backup_days: int) -> tuple[int, int]:
    """Words under a client's key before are sealed with the new one, and a key that nothing needs any more is gone.

    backup_days: how long a backup is kept; so long does the key before open the words in it.
    A word that does not open holds up no other; its client keeps both keys until it does, or is gone.
    Returns how many words were sealed anew, and how many clients may still have some.
    """
    _forget_unneeded(now)
    rotating = sa.select(ClientKey.client_id).where(sa.text("client_key.rotating_since IS NOT NULL"))
    if db.session.scalar(rotating.limit(1)) is None:
        db.session.rollback()
        return 0, 0
    ring().forget_all()
    damaged: set[UUID] = set()
    words = sum(
        _reseal(table, part, table.c[part.of].in_(rotating), damaged)
        for table, part in parts()
        if part.sealed and part.whose is Whose.MEMBER
    )
    # Only what began so long ago that this pass met every word sealed since.
    db.session.execute(
        sa.update(ClientKey)
        .where(ClientKey.rotating_since <= now - SETTLED, ClientKey.client_id.not_in(damaged))
        .values(rotating_since=None, before_until=now + timedelta(days=backup_days))
    )
    db.session.commit()
    left = db.session.scalar(sa.select(sa.func.count()).select_from(rotating.subquery()))
    db.session.rollback()
    return words, left or 0


def _forget_unneeded(now: datetime) -> None:
    unneeded = sa.select(ClientKey.client_id).where(ClientKey.before_until <= now)
    if db.session.scalar(unneeded.limit(1)) is not None:
        db.session.execute(
            sa.update(ClientKey)
            .where(ClientKey.before_until <= now, ClientKey.rotating_since.is_(None))
            .values(wrapped_before=None, before_until=None)
        )
        db.session.commit()


def _reseal(
    table: sa.Table, part: Any, whose: sa.ColumnElement[bool] | None, damaged: set[UUID] | None = None
) -> int:
    """Words of a table that are under an older key are under the newest; of these clients, or the instance's own.

    damaged: takes up whose words do not open; without it, the first of them raises InvalidTag.
    """
    resealed, last = 0, UUID(int=0)
    has_client = part.whose is Whose.MEMBER
    if whose is None and has_client:
        whose = table.c[part.of] == SYSTEM
    owner = [table.c[part.of]] if has_client else []
    sealed = [table.c[name] for name in part.sealed]
    while True:
        statement = sa.select(table.c.id, *owner, *sealed).where(table.c.id > last)
        if whose is not None:
            statement = statement.where(whose)
        rows = db.session.execute(statement.order_by(table.c.id).limit(AT_ONCE)).mappings().all()
        if not rows:
            return resealed
        for row in rows:
            client_id = row[table.c[part.of]] if has_client else SYSTEM
            try:
                resealed += _reseal_row(table, row, part.sealed, client_id)
            except InvalidTag:
                if damaged is None:
                    raise
                damaged.add(client_id)
                log.error("a word does not open", table=table.name, id=str(row[table.c.id]))
        last = rows[-1][table.c.id]
        db.session.commit()


def _reseal_row(table: sa.Table, row: Any, columns: tuple[str, ...], client_id: UUID) -> int:
    resealed, row_id = 0, row[table.c.id]
    for name in columns:
        before = row[table.c[name]]
        place = (client_id, table.name, name, row_id)
        if before is None or ring().is_current(before, *place):
            continue
        plain = ring().unseal_bytes(before, *place)
        # A word that was written anew meanwhile stays as it was written.
        same = (table.c.id == row_id, table.c[name] == before)
        resealed += changed(
            db.session.execute(sa.update(table).where(*same).values({name: ring().seal_bytes(plain, *place)}))
        )
    return resealed
