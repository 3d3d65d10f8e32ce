"""Engine, pragmas, transactions, column types and the declarative base."""

import importlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from functools import lru_cache
from types import ModuleType
from typing import Any, ClassVar, TypeAlias
from uuid import UUID, SafeUUID

import sqlalchemy as sa
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import event
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from uuid_utils import uuid7 as new_id
from uuid_utils.compat import uuid7

from api.turns import Turns

# SQLite before 3.51.3 can corrupt a database when a WAL reset races with a writer on another connection.
SAFE_SQLITE = (3, 51, 3)

POSTGRESQL_LIMITS = {
    "statement_timeout": 15_000,  # milliseconds, as the two below
    "lock_timeout": 10_000,
    "idle_in_transaction_session_timeout": 30_000,
    "timezone": "UTC",
}
LONG_WORK_LIMITS = POSTGRESQL_LIMITS | {
    "statement_timeout": 0,
    "lock_timeout": 1_000,
    "idle_in_transaction_session_timeout": 0,
}
"""For whoever changes or copies tables: they may take their time, and nobody waits behind them for long."""
POSTGRESQL_WIRE = {
    "connect_timeout": 5,  # seconds, as those below
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 20_000,  # milliseconds
}
"""A host that vanished without a word is given up after 25 seconds; a statement may take 15."""

CONNECTIONS = 20
"""Eight threads that serve and ten that run the timetable never wait for each other."""
KEPT_CONNECTIONS = 10
POOL_WAIT_SECONDS = 5
RECYCLE_SECONDS = 1800
"""No connection grows older: a database that moved behind its name is found, and its memory is given back."""

KEPT_IDS = 20_000
KEPT_DAYS = 5_000

BUSY_SECONDS = 10
_TURN = "turn"
_writers: dict[str | None, Turns] = {}
_reading: ContextVar[bool] = ContextVar("reading", default=False)


AnySelect: TypeAlias = sa.Select[*tuple[Any, ...]]
"""A SELECT of whatever columns."""


class UtcDateTime(sa.types.TypeDecorator[datetime]):
    """An instant: takes only aware datetimes, gives them back aware, in UTC."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    @property
    def python_type(self) -> type[datetime]:
        return datetime

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, _dialect: sa.Dialect) -> datetime | None:
        return None if value is None else value.astimezone(UTC)

    def result_processor(
        self, dialect: sa.Dialect, coltype: object
    ) -> Callable[[Any], datetime | None] | None:
        # PostgreSQL gives aware values, SQLite texts without a zone.
        return _instant_of if dialect.name == "sqlite" else super().result_processor(dialect, coltype)


class Id(sa.Uuid[UUID]):
    """An id. SQLite keeps digits; those met lately are not read again, since a few ids are in very many rows."""

    def result_processor(self, dialect: sa.Dialect, coltype: object) -> Callable[[Any], UUID | None] | None:
        return _id_of if dialect.name == "sqlite" else super().result_processor(dialect, coltype)  # type: ignore[no-untyped-call]


@lru_cache(maxsize=KEPT_DAYS)
def _instant_of(stored: str | None) -> datetime | None:
    return None if stored is None else datetime.fromisoformat(f"{stored}+00:00")


class KnownId(UUID):
    """An id that keeps its digits: it is looked up and written more often than it is read."""

    __slots__ = ("hex",)

    def __init__(self, digits: str) -> None:
        _keep_digits(self, digits)
        _keep_int(self, int(digits, 16))
        _keep_safe(self, _UNKNOWN)

    def __str__(self) -> str:
        digits = self.hex
        return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"

    def __reduce__(self) -> tuple[type[UUID], tuple[str]]:
        return UUID, (self.hex,)


# An id lets nobody set its parts; its slots do, and at a third of what `object.__setattr__` takes.
_keep_digits, _keep_int, _keep_safe = (
    part.__set__ for part in (KnownId.__dict__["hex"], UUID.__dict__["int"], UUID.__dict__["is_safe"])
)
_UNKNOWN = SafeUUID.unknown


def new_ids(count: int) -> list[UUID]:
    """Give so many new ids, each later than the one before."""
    return [KnownId(new_id().hex) for _ in range(count)]


@lru_cache(maxsize=KEPT_IDS)
def _id_of(stored: str | None) -> UUID | None:
    return None if stored is None else KnownId(stored)


class Base(DeclarativeBase):
    """Base of every table. Constraint names are fixed, so that migrations can name them on both engines."""

    metadata = sa.MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar = {
        datetime: UtcDateTime(),
        UUID: Id(),
        str: sa.String(),
        bytes: sa.LargeBinary(),
    }


class HasId:
    """A row known by a UUIDv7: ids made later sort later, so keyset pages and indexes stay in order."""

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid7, sort_order=-2)


class OfPractice(HasId):
    """A row of one practice: the tenant, and the distribution key on a distributed PostgreSQL."""

    practice_id: Mapped[UUID] = mapped_column(Id(), sa.ForeignKey("practice.id"), sort_order=-1)


class ListedByPractice(OfPractice):
    """A row that is found by its practice alone. Where other columns find rows, such an index only misleads SQLite."""

    practice_id: Mapped[UUID] = mapped_column(Id(), sa.ForeignKey("practice.id"), index=True, sort_order=-1)


def of_one_practice(one: Any, other: Any) -> sa.ColumnElement[bool]:
    """Say that rows of two tables are of one practice: a database spread by practice joins them in one place."""
    same: sa.ColumnElement[bool] = one.practice_id == other.practice_id
    return same


db = SQLAlchemy(metadata=Base.metadata, disable_autonaming=True)


@contextmanager
def reading(is_reading: bool = True) -> Iterator[None]:
    """Transactions begun inside only read: on SQLite they do not wait for the writer."""
    token = _reading.set(is_reading)
    try:
        yield
    finally:
        _reading.reset(token)


def set_reading(is_reading: bool) -> None:
    """Say for the rest of this request whether its transactions only read."""
    _reading.set(is_reading)


def stored(column: sa.SQLColumnExpression[Any]) -> sa.ColumnElement[Any]:
    """Select a value as the driver gives it: where rows share few ids or days, reading each costs more than the row.

    Of a table's own columns: those of a mapped class go through the mapper all the same.
    """
    return sa.type_coerce(column, sa.types.NullType())


@lru_cache(maxsize=KEPT_DAYS)
def day_of(day: date | str) -> date:
    """Give the day that `stored` selects: a date, or on SQLite its digits."""
    return day if isinstance(day, date) else date.fromisoformat(day)


def by_stored_id(ids: Iterable[UUID]) -> dict[Any, UUID]:
    """Give the ids by what `stored` selects of them: the UUID itself, or on SQLite its digits."""
    return {stored: each for each in ids for stored in (each, each.hex)}


def changed(result: sa.Result[*tuple[Any, ...]]) -> int:
    """Give the number of rows that an UPDATE or DELETE met."""
    if not isinstance(result, sa.CursorResult):
        raise TypeError("only a statement that changes rows has a count of them")
    return result.rowcount


def engine_options(url: str, connections: int = CONNECTIONS) -> dict[str, Any]:
    """Give SQLAlchemy's engine options for `url`: the right driver, waits and time limits for each engine.

    connections: the most that a process opens to PostgreSQL; a request that gets none in five seconds is told to come
    back.
    """
    if url.startswith("sqlite"):
        return {
            "module": sqlite_module(),
            "connect_args": {"isolation_level": None, "timeout": BUSY_SECONDS, "check_same_thread": False},
        }
    connections = max(1, connections)  # to the pool, none is as many as are wanted
    kept = min(connections, KEPT_CONNECTIONS)
    return {
        "pool_pre_ping": True,
        "pool_size": kept,
        "max_overflow": connections - kept,
        "pool_timeout": POOL_WAIT_SECONDS,
        "pool_recycle": RECYCLE_SECONDS,
        "pool_use_lifo": True,
        "connect_args": _with_limits(POSTGRESQL_LIMITS),
    }


def engine_for_long_work(url: str) -> sa.Engine:
    """Give an engine whose statements may take their time, and wait a second at the most for a lock.

    It keeps no connection: what a session holds is let go of when its block ends, however it ends.
    """
    url = normal_url(url)
    options = engine_options(url)
    if not url.startswith("sqlite"):
        options = {"connect_args": _with_limits(LONG_WORK_LIMITS)}
    return sa.create_engine(url, poolclass=sa.NullPool, **options)


def _with_limits(limits: Mapping[str, Any]) -> dict[str, Any]:
    return POSTGRESQL_WIRE | {"options": " ".join(f"-c {name}={value}" for name, value in limits.items())}


def normal_url(url: str) -> str:
    """Give the URL with the driver that Waymark uses."""
    for prefix in ("postgresql://", "postgres://"):
        if url.startswith(prefix):
            return "postgresql+psycopg://" + url.removeprefix(prefix)
    return url


def sqlite_module() -> ModuleType:
    """Give the DB-API module with a safe SQLite: the standard library's when it is new enough, else pysqlite3."""
    if sqlite3.sqlite_version_info >= SAFE_SQLITE:
        return sqlite3
    try:
        return importlib.import_module("pysqlite3.dbapi2")
    except ImportError:
        return sqlite3


def has_safe_sqlite() -> bool:
    """Say whether the SQLite in use is free of the WAL-reset corruption."""
    return tuple(sqlite_module().sqlite_version_info) >= SAFE_SQLITE


@event.listens_for(sa.Engine, "connect")
def _prepare_sqlite(connection: Any, _record: Any) -> None:
    if not type(connection).__module__.startswith(("sqlite3", "pysqlite3")):
        return
    cursor = connection.cursor()
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        f"busy_timeout={BUSY_SECONDS * 1000}",
        "trusted_schema=OFF",
        "secure_delete=ON",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


@event.listens_for(sa.Engine, "begin")
def _begin_sqlite(connection: sa.Connection) -> None:
    # A deferred transaction that reads first and writes later fails under a concurrent writer, whatever the
    # busy timeout; taking the write lock at once makes writers queue instead.
    if connection.dialect.name != "sqlite":
        return
    if _reading.get():
        _tell_driver(connection, "BEGIN")
        return
    # SQLite's own waiting is looking again after ever longer sleeps: whoever comes just then goes first, and under
    # load some never have a turn. Within a process they come in order; between processes that is all there is.
    if _TURN not in connection.info and (turns := writers_of(connection.engine)).take(BUSY_SECONDS):
        connection.info[_TURN] = turns
    _tell_driver(connection, "BEGIN IMMEDIATE")


def _tell_driver(connection: sa.Connection, begin: str) -> None:
    # The way through SQLAlchemy takes as long as a statement with an answer.
    driver: Any = connection.connection.driver_connection
    errors = connection.dialect.loaded_dbapi.Error
    try:
        driver.execute(begin)
    except errors as error:
        raise sa.exc.DBAPIError.instance(begin, None, error, errors, dialect=connection.dialect) from error


@event.listens_for(sa.Pool, "checkin")
def _end_turn(_connection: Any, record: sa.pool.ConnectionPoolEntry) -> None:
    if (turns := record.info.pop(_TURN, None)) is not None:
        turns.give_back()


def writers_of(engine: sa.Engine) -> Turns:
    """Give the turns of those in this process who write to an SQLite file."""
    return _writers.setdefault(engine.url.database, Turns())
