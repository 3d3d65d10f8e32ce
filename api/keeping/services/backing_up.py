"""Backups: a consistent copy without the keys, each tried out; and their way back."""

import json
import os
import shutil
import time
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import sqlalchemy as sa
from cryptography.exceptions import InvalidTag
from psycopg import sql
from sqlalchemy.engine import URL, make_url

from api import schema
from api.crypto import ClientKey, KeyErased, unseal
from api.db import Base, db, normal_url, sqlite_module
from api.errors import Conflict
from api.goals.models import Goal
from api.keeping.services.erasing import delete_rows
from api.keeping.services.key_backup import erased_at, put_keys

_TAKEN_AT = "%Y%m%dT%H%M%SZ"
LEFT_OUT = ("client_key", "erasure", "export")
"""Tables whose rows no backup of the data holds: what is kept with the keys, and copies of everything."""
ENDING_SECONDS = 2
MANIFEST = "manifest.json"
CHUNK_BYTES = 1024 * 1024
SUFFIXES = {"sqlite": ".db", "postgresql": ".zip"}


class BackupUnusable(Conflict):
    """A file that is no backup of Waymark's, or one that this Waymark cannot bring back."""


def take(url: str, folder: Path, now: datetime, name: str = "") -> Path:
    """A new file in `folder` holds the database as it is at one moment, without the keys. Returns it.

    SQLite copies while others write (VACUUM INTO); on PostgreSQL a transaction
    that sees one moment does (REPEATABLE READ).
    """
    engine = make_url(normal_url(url)).get_backend_name()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    label = f"-{name}" if name else ""
    file = folder / f"waymark-{now.strftime(_TAKEN_AT)}{label}{SUFFIXES[engine]}"
    part = file.with_suffix(f".{uuid4().hex[:8]}.part")
    os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        (_copy_sqlite if engine == "sqlite" else _copy_postgresql)(url, part)
        with part.open("rb+") as copied:
            os.fsync(copied.fileno())
        part.replace(file)
    finally:
        for left in (part, part.with_name(part.name + "-journal")):
            left.unlink(missing_ok=True)
    return file


def _copy_sqlite(url: str, part: Path) -> None:
    with closing(sqlite_module().connect(sqlite_file(url), isolation_level=None, timeout=30)) as source:
        source.execute("VACUUM INTO ?", (str(part),))
    with closing(sqlite_module().connect(part, isolation_level=None)) as copy:
        copy.execute("PRAGMA journal_mode=DELETE")
        copy.execute("PRAGMA secure_delete=ON")
        for table in LEFT_OUT:
            copy.execute(f"DELETE FROM {table}")  # noqa: S608 -- a name of ours
        copy.execute("VACUUM")


def _copy_postgresql(url: str, part: Path) -> None:
    """Copy every table as of one moment, beside the schema's revision: no program of PostgreSQL's is needed."""
    engine = sa.create_engine(normal_url(url))
    try:
        with (
            psycopg.connect(_plain(url)) as source,
            zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as archive,
        ):
            source.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            found = source.execute("SELECT version_num FROM alembic_version").fetchone()
            inspector = sa.inspect(engine)
            tables = {
                name: [column["name"] for column in inspector.get_columns(name)]
                for name, _ in inspector.get_sorted_table_and_fkc_names()
                if name is not None and name not in (*LEFT_OUT, "alembic_version")
            }
            archive.writestr(MANIFEST, json.dumps({"revision": found and found[0], "tables": tables}))
            for name, columns in tables.items():
                copy = sql.SQL("COPY {} ({}) TO STDOUT").format(
                    sql.Identifier(name), sql.SQL(", ").join(map(sql.Identifier, columns))
                )
                with archive.open(name, "w", force_zip64=True) as kept, source.cursor().copy(copy) as rows:
                    for some in rows:
                        kept.write(some)
    finally:
        engine.dispose()


def load_postgresql(file: Path, url: str) -> None:
    """The empty database at `url` holds what the backup does, under the schema that it was taken under.

    Raises BackupUnusable for a damaged file, and for one of a newer Waymark.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            if damaged := archive.testzip():
                raise BackupUnusable(f"{file} is damaged ({damaged}). Nothing was changed.")
            manifest = json.loads(archive.read(MANIFEST))
            refuse_unknown(manifest["revision"])
            schema.upgrade(url, manifest["revision"])
            with psycopg.connect(_plain(url)) as target:
                for name, columns in manifest["tables"].items():
                    copy = sql.SQL("COPY {} ({}) FROM STDIN").format(
                        sql.Identifier(name), sql.SQL(", ").join(map(sql.Identifier, columns))
                    )
                    with archive.open(name) as kept, target.cursor().copy(copy) as rows:
                        while some := kept.read(CHUNK_BYTES):
                            rows.write(some)
    except (zipfile.BadZipFile, zlib.error, KeyError, ValueError, psycopg.DataError) as error:
        raise BackupUnusable(f"{file} is damaged ({type(error).__name__}).") from None


def refuse_unknown(found: str | None) -> None:
    """Raise BackupUnusable when this Waymark does not know the schema revision."""
    if found is None:
        raise BackupUnusable("This file holds no Waymark database. Nothing was changed.")
    if not schema.is_known(found):
        raise BackupUnusable(
            f"This backup is of a newer Waymark (schema {found}). Update first. Nothing was changed."
        )


def _plain(url: str) -> str:
    return _text(make_url(normal_url(url)).set(drivername="postgresql"))


def sqlite_file(url: str) -> Path:
    """Give the file of a SQLite URL."""
    return Path(str(make_url(url).database))


def prune(folder: Path, days: int, now: datetime) -> int:
    """Backups older than so many days are gone; the newest stays whatever its age. Returns how many were deleted."""
    deleted = 0
    for file in _backups(folder)[:-1]:
        if _stamp(file) < (now - timedelta(days=days)).strftime(_TAKEN_AT):
            file.unlink()
            deleted += 1
    return deleted


def latest_taken_at(folder: Path) -> datetime | None:
    """Say when the newest backup there was taken, by its name; each was tried out before it got one."""
    files = _backups(folder)
    return datetime.strptime(_stamp(files[-1]), _TAKEN_AT).replace(tzinfo=UTC) if files else None


def _backups(folder: Path) -> list[Path]:
    return sorted(file for suffix in SUFFIXES.values() for file in folder.glob(f"waymark-*{suffix}"))


def _stamp(file: Path) -> str:
    return file.name.removeprefix("waymark-")[:16]


def place_sqlite(file: Path, target: Path) -> None:
    """`target` is a new database file with what the backup holds, 0600. Raises BackupUnusable for a damaged one."""
    handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as copy, file.open("rb") as source:
        shutil.copyfileobj(source, copy)
        copy.flush()
        os.fsync(copy.fileno())
    try:
        with closing(sqlite_module().connect(target, isolation_level=None)) as opened:
            found = opened.execute("PRAGMA integrity_check").fetchone()[0]
    except sqlite_module().DatabaseError as error:
        found = str(error)
    if found != "ok":
        raise BackupUnusable(f"{file} is damaged ({found}). Nothing was changed.")


def refuse_others(connection: sa.Connection) -> None:
    """Raise Conflict when anybody else is connected to this PostgreSQL database; one that is ending may end."""
    if connection.dialect.name != "postgresql":
        return
    others = sa.text(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
        "AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
    )
    until = time.monotonic() + ENDING_SECONDS
    while connection.scalar(others):
        if time.monotonic() > until:
            raise Conflict("Others are connected to the database. Stop Waymark everywhere first.")
        time.sleep(0.1)
        connection.execute(sa.text("SELECT pg_stat_clear_snapshot()"))


@contextmanager
def spare_database(url: str) -> Iterator[str]:
    """Give the URL of an empty PostgreSQL database beside the one at `url`; it is gone afterwards."""
    target = make_url(normal_url(url))
    name = f"waymark_check_{uuid4().hex[:12]}"
    engine = sa.create_engine(target.set(database="postgres"), isolation_level="AUTOCOMMIT")
    try:
        with engine.connect() as admin:
            admin.exec_driver_sql(f"CREATE DATABASE {name} TEMPLATE template0")
        try:
            yield _text(target.set(database=name))
        finally:
            with engine.connect() as admin:
                admin.exec_driver_sql(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
    finally:
        engine.dispose()


def _text(url: URL) -> str:
    return url.render_as_string(hide_password=False)


def revision() -> str | None:
    """Give the schema revision of the running app's database."""
    if not sa.inspect(db.engine).has_table("alembic_version"):
        return None
    found: str | None = db.session.scalar(sa.text("SELECT version_num FROM alembic_version"))
    db.session.rollback()
    return found


def settle(held: list[dict[str, list[dict[str, Any]]]], now: datetime) -> int:
    """The running app's database, fresh from a backup, has its keys, and whoever was erased is erased in it too.

    held: key backups, the latest first. Returns how many were erased again.
    """
    # Before the keys: one that was made after an erasure is not about what is erased here.
    again = sum(delete_rows(client_id, now, erased) for client_id, erased in erased_at(held).items())
    put_keys(held)
    # What comes from an older backup may be under the key before.
    db.session.execute(
        sa.update(ClientKey).where(ClientKey.wrapped_before.is_not(None)).values(rotating_since=now)
    )
    db.session.commit()
    if db.engine.dialect.name == "sqlite":
        connection = db.engine.raw_connection()
        try:
            connection.cursor().execute("VACUUM")
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        finally:
            connection.close()
    return again


def look_over() -> dict[str, int]:
    """Give how many rows each table of the running app's database has, once it was found whole.

    Raises BackupUnusable when a page is damaged, a reference leads nowhere, or a word does not open.
    """
    if db.engine.dialect.name == "sqlite":
        found = db.session.execute(sa.text("PRAGMA integrity_check")).scalar()
        strays = db.session.execute(sa.text("PRAGMA foreign_key_check")).first()
        if found != "ok" or strays is not None:
            raise BackupUnusable(f"The copy is damaged ({found}).")
    goal = db.session.execute(sa.select(Goal.id, Goal.client_id, Goal.title).limit(1)).one_or_none()
    if goal is not None:
        try:
            unseal(goal.title, goal.client_id, "goal", "title", goal.id)
        except (InvalidTag, KeyErased) as error:
            raise BackupUnusable(f"The words of the copy do not open ({type(error).__name__}).") from None
    counts = {
        table.name: db.session.scalar(sa.select(sa.func.count()).select_from(table)) or 0
        for table in Base.metadata.sorted_tables
    }
    db.session.rollback()
    return counts
