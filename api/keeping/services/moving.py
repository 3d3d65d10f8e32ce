"""The whole database goes to another engine: every row, in one transaction, compared before it counts."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.engine import make_url

from api import schema
from api.db import Base, engine_for_long_work, normal_url, reading, sqlite_module
from api.errors import Conflict
from api.keeping.services.backing_up import refuse_others, sqlite_file

AT_ONCE = 1_000
_WHOLE = 1 << 256


@dataclass(frozen=True, slots=True)
class Moved:
    """What a table holds: its rows, and a sum of them all that no order changes."""

    rows: int
    digest: int


def move(source: str, target: str, tell: Callable[[str, int], None]) -> dict[str, Moved]:
    """The database at `target` holds exactly what the one at `source` does; that one is as it was.

    The target is empty, or there is none yet; it is migrated. Raises Conflict, and then the target holds nothing.
    tell: is given each table that is there, with its rows.
    """
    if _place(source) == _place(target):
        raise Conflict("That is the database in use. Name the one to move to.")
    if schema.revision_of(source) != schema.newest():
        raise Conflict("The database in use is not at the newest schema. Run `flask migrate` first.")
    _refuse_strange(target)
    schema.upgrade(target)
    with _held(source) as old, _opened(target) as new, new.begin():
        refuse_others(new)
        tables = Base.metadata.sorted_tables
        if full := [table.name for table in tables if new.execute(sa.select(table).limit(1)).first()]:
            raise Conflict(f"The database to move to is not empty ({', '.join(full)}). Nothing was changed.")
        moved = {}
        for table in tables:
            moved[table.name] = given = _copy(table, old, new)
            if given != (found := _read(table, new)):
                raise Conflict(
                    f"{table.name} did not arrive as it left: {given.rows} rows here, {found.rows} there. "
                    "Nothing was moved."
                )
            tell(table.name, given.rows)
    _let_it_plan(target)
    return moved


def _let_it_plan(url: str) -> None:
    """PostgreSQL knows how many rows its tables have now, and chooses its ways by it."""
    with _opened(url) as connection:
        connection.exec_driver_sql("ANALYZE")
        connection.commit()


def _refuse_strange(url: str) -> None:
    """Raise Conflict when the tables of another program are there: ours would be added to them."""
    with _opened(url) as connection:
        strange = (
            set(sa.inspect(connection).get_table_names()) - Base.metadata.tables.keys() - {"alembic_version"}
        )
    if strange:
        raise Conflict(
            f"That database is another program's ({', '.join(sorted(strange)[:3])}). Nothing was changed."
        )


def _copy(table: sa.Table, old: sa.Connection, new: sa.Connection) -> Moved:
    rows = digest = 0
    for some in _batches(table, old):
        try:
            new.execute(sa.insert(table), some)
        except sa.exc.DBAPIError as error:
            # The class alone: a driver's text quotes what people wrote.
            raise Conflict(
                f"{table.name} does not go in there ({type(error.orig).__name__}). Nothing was moved."
            ) from None
        rows, digest = rows + len(some), _add(digest, some)
    return Moved(rows, digest)


def _read(table: sa.Table, connection: sa.Connection) -> Moved:
    rows = digest = 0
    for some in _batches(table, connection):
        rows, digest = rows + len(some), _add(digest, some)
    return Moved(rows, digest)


def _batches(table: sa.Table, connection: sa.Connection) -> Iterator[list[dict[str, Any]]]:
    found = connection.execute(sa.select(table).execution_options(stream_results=True))
    for some in found.mappings().partitions(AT_ONCE):
        yield [dict(row) for row in some]


def _add(digest: int, rows: Sequence[dict[str, Any]]) -> int:
    """Add what rows say, as Python reads it: engines store it otherwise, and sort it otherwise."""
    for row in rows:
        said = repr([(name, _plain(row[name])) for name in sorted(row)]).encode()
        digest = (digest + int.from_bytes(hashlib.sha256(said).digest())) % _WHOLE
    return digest


def _plain(value: Any) -> Any:
    # Ids are of a class of their own where SQLite read them.
    return value.hex if isinstance(value, UUID) else value


@contextmanager
def _held(url: str) -> Iterator[sa.Connection]:
    """Give a connection to the database in use, which nobody else writes to meanwhile. Raises Conflict."""
    if make_url(normal_url(url)).get_backend_name() == "sqlite":
        _refuse_open(url)
    with _opened(url) as connection, connection.begin():
        refuse_others(connection)
        if connection.dialect.name == "postgresql":
            names = ", ".join(f'"{table.name}"' for table in Base.metadata.sorted_tables)
            connection.exec_driver_sql(f"LOCK TABLE {names} IN SHARE MODE")
        yield connection


@contextmanager
def _opened(url: str) -> Iterator[sa.Connection]:
    # On SQLite a transaction that is no mere reading keeps everybody else from writing.
    with reading(is_reading=False), engine_for_long_work(url).connect() as connection:
        yield connection


def _refuse_open(url: str) -> None:
    """Raise Conflict when a process has the SQLite file open: its check-ins would stay behind."""
    file = sqlite_file(url)
    connection = sqlite_module().connect(file, isolation_level=None, timeout=1)
    try:
        mode = connection.execute("PRAGMA journal_mode=DELETE").fetchone()[0]
    except sqlite_module().OperationalError:
        mode = "in use"
    finally:
        connection.close()
    if mode != "delete":
        raise Conflict("The database is in use. Stop Waymark everywhere, then move.")


def _place(url: str) -> tuple[Any, ...]:
    found = make_url(normal_url(url))
    return (
        found.get_backend_name(),
        found.host,
        found.port,
        found.database,
        tuple(sorted(found.query.items())),
    )
