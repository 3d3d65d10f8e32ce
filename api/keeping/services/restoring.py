"""Backing up with a trial, and restoring: the same way back, once to a place that is thrown away, once for good."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, ClassVar

import sqlalchemy as sa
import structlog
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError

from api.config import Settings
from api.db import db, normal_url, sqlite_module
from api.errors import Conflict
from api.keeping.services import backing_up
from api.keeping.services.backing_up import BackupUnusable, sqlite_file
from api.keeping.services.key_backup import NAME, held_now, keep_keys, read_keys

log = structlog.get_logger()

BEFORE = "before-restore"


class _Product:
    """How the product is made on another database. `create_app` stands above and says so itself."""

    makers: ClassVar[list[Callable[[Settings], Any]]] = []


def make_with(create: Callable[[Settings], Any]) -> None:
    """Trials and restores open their databases with this."""
    _Product.makers[:] = [create]


@dataclass(frozen=True, slots=True)
class Tried:
    """A backup that was brought back: rows of each table, and how many people had to be erased again."""

    counts: dict[str, int]
    erased_again: int


def back_up(settings: Settings, to: Path | None, now: datetime) -> tuple[Path, Tried]:
    """A new backup lies in `to`, was restored to a passing place and found good; the backup of the keys is current.

    Raises Conflict naming what is wrong.
    """
    file = backing_up.take(settings.database_url, to or settings.backups_folder, now)
    keys = keep_keys(settings.backups_folder)
    db.session.rollback()
    tried = try_out(settings, file, [read_keys(keys)], now)
    log.info("backup taken", file=file.name, rows=sum(tried.counts.values()))
    return file, tried


def try_out(settings: Settings, file: Path, held: list[dict[str, Any]], now: datetime) -> Tried:
    """Bring a backup back to a place that is thrown away afterwards. Raises BackupUnusable."""
    if file.suffix == backing_up.SUFFIXES["sqlite"]:
        with TemporaryDirectory(dir=file.parent, prefix=".trial-") as folder:
            copy = Path(folder, "waymark.db")
            backing_up.place_sqlite(file, copy)
            return _bring_up(settings, f"sqlite:///{copy}", held, now)
    with backing_up.spare_database(settings.database_url) as url:
        backing_up.load_postgresql(file, url)
        return _bring_up(settings, url, held, now)


def restore(settings: Settings, file: Path, now: datetime) -> Tried:
    """The database is what the backup holds, migrated, with the keys of today and without anybody erased since.

    What stood there before is backed up first, under a name that says so, and treated as any backup: without keys, and
    gone after as many days. Raises Conflict and changes nothing when Waymark is running or the file cannot be used.
    """
    if not file.is_file():
        raise BackupUnusable(f"There is no file {file}.")
    engine = make_url(normal_url(settings.database_url)).get_backend_name()
    if file.suffix != backing_up.SUFFIXES[engine]:
        raise BackupUnusable(f"{file.name} is not a backup of a {engine} database.")
    return (_restore_sqlite if engine == "sqlite" else _restore_postgresql)(settings, file, now)


def _restore_sqlite(settings: Settings, file: Path, now: datetime) -> Tried:
    target = sqlite_file(settings.database_url)
    held = _kept_keys(settings)
    is_readable = target.exists() and _is_readable(target)
    if is_readable:
        held = [*_keys_in(settings), *held]
    _refuse_keyless(held, settings)
    fresh = target.with_name(f"{target.stem}.restoring.db")
    _remove(fresh)
    try:
        backing_up.place_sqlite(file, fresh)
        tried = _bring_up(settings, f"sqlite:///{fresh}", held, now)
        _close_log(fresh)
        if is_readable:
            backing_up.take(settings.database_url, settings.backups_folder, now, BEFORE)
            _close_log(target)
        else:
            # A damaged file is given up, and a log beside it must not be played into the new one.
            _remove(target)
        fresh.replace(target)
    finally:
        _remove(fresh)
    with opened(settings, settings.database_url):
        keep_keys(settings.backups_folder)
    return tried


def _restore_postgresql(settings: Settings, file: Path, now: datetime) -> Tried:
    with opened(settings, settings.database_url):
        backing_up.refuse_others(db.session.connection())
        db.session.rollback()
        is_there = backing_up.revision() is not None
        held = [held_now()] if is_there else []
    held += _kept_keys(settings)
    _refuse_keyless(held, settings)
    # All that can go wrong goes wrong here, beside the database that is to be replaced.
    try_out(settings, file, held, now)
    before = None
    if is_there:
        before = backing_up.take(settings.database_url, settings.backups_folder, now, BEFORE)
    _empty_postgresql(settings.database_url)
    try:
        backing_up.load_postgresql(file, settings.database_url)
    except BackupUnusable:
        if before is not None:
            _empty_postgresql(settings.database_url)
            backing_up.load_postgresql(before, settings.database_url)
        raise
    tried = _bring_up(settings, settings.database_url, held, now)
    with opened(settings, settings.database_url):
        keep_keys(settings.backups_folder)
    return tried


def _bring_up(settings: Settings, url: str, held: list[dict[str, Any]], now: datetime) -> Tried:
    """A database fresh from a backup is migrated, has its keys, repeats every erasure, and is looked over."""
    with opened(settings, url) as app:
        backing_up.refuse_unknown(backing_up.revision())
        migrate = app.cli.commands["migrate"].callback
        if migrate is not None:
            migrate(to="head")
        erased_again = backing_up.settle(held, now)
        return Tried(backing_up.look_over(), erased_again)


@contextmanager
def opened(settings: Settings, url: str) -> Iterator[Any]:
    """Give the product on another database, for as long as the block runs; nothing of it serves or ticks."""
    [create] = _Product.makers
    app = create(replace(settings, database_url=url, scheduler=False))
    with app.app_context():
        try:
            yield app
        finally:
            db.session.remove()
            db.engine.dispose()


def _is_readable(target: Path) -> bool:
    """Say whether the database is whole enough to be read; its write-ahead log is empty afterwards.

    Raises Conflict when a process has it open.
    """
    try:
        _close_log(target)
    except sqlite_module().OperationalError as error:
        raise Conflict(f"The database is in use ({error}). Stop Waymark, then restore.") from None
    except sqlite_module().DatabaseError:
        log.error("database to be replaced cannot be read", file=str(target))
        return False
    return True


def _close_log(file: Path) -> None:
    with closing(sqlite_module().connect(file, isolation_level=None, timeout=1)) as connection:
        mode = connection.execute("PRAGMA journal_mode=DELETE").fetchone()[0]
        if mode != "delete":
            raise sqlite_module().OperationalError("another process has it open")


def _keys_in(settings: Settings) -> list[dict[str, Any]]:
    """Give the keys and erasures of the database that is about to be replaced, as far as it can still say."""
    try:
        with opened(settings, settings.database_url):
            return [held_now()]
    except DBAPIError:
        return []


def _kept_keys(settings: Settings) -> list[dict[str, Any]]:
    file = settings.backups_folder / NAME
    return [read_keys(file)] if file.exists() else []


def _refuse_keyless(held: list[dict[str, Any]], settings: Settings) -> None:
    if not held:
        file = settings.backups_folder / NAME
        raise BackupUnusable(
            f"There is no backup of the keys ({file}): no word would open. Nothing was changed."
        )


def _empty_postgresql(url: str) -> None:
    engine = sa.create_engine(normal_url(url), isolation_level="AUTOCOMMIT")
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql("DROP SCHEMA public CASCADE")
            connection.exec_driver_sql("CREATE SCHEMA public")
    finally:
        engine.dispose()


def _remove(file: Path) -> None:
    for left in (file, *(file.with_name(file.name + tail) for tail in ("-wal", "-shm", "-journal"))):
        left.unlink(missing_ok=True)
