"""How a job works through very many rows: named all at once, read and written by columns, no cycles looked for."""

import gc
import json
from collections import namedtuple
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import InstrumentedAttribute

from api.db import AnySelect, Id, db


@contextmanager
def uncollected() -> Iterator[None]:
    """No cycles are looked for inside: a batch makes hardly any, and looking for them is a fifth of its time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class _Listed(sa.types.TypeDecorator[list[Any]]):
    """Values of one type in one parameter: JSON on SQLite, an array on PostgreSQL."""

    impl = sa.String
    cache_ok = True

    def __init__(self, each: sa.types.TypeEngine[Any]) -> None:
        super().__init__()
        self.each = each

    def load_dialect_impl(self, dialect: sa.Dialect) -> sa.types.TypeEngine[Any]:
        return dialect.type_descriptor(sa.ARRAY(self.each) if dialect.name == "postgresql" else sa.String())

    def process_bind_param(self, value: Iterable[Any] | None, dialect: sa.Dialect) -> Any:
        values = list(value or ())
        return values if dialect.name == "postgresql" else json.dumps(_stored(self.each, dialect, values))


class _Among(sa.sql.functions.FunctionElement[bool]):
    type = sa.Boolean()
    inherit_cache = True

    def self_group(self, against: Any = None) -> "_Among":  # noqa: ARG002 -- as SQLAlchemy calls it
        """Stay as it is: compared with 1, as truths are on SQLite, it would find nothing by an index."""
        return self


@compiles(_Among)
def _in_json(element: _Among, compiler: Any, **options: Any) -> str:
    column, listed = (compiler.process(each, **options) for each in element.clauses)
    return f"{column} IN (SELECT value FROM json_each({listed}))"  # noqa: S608 -- both are SQLAlchemy's own


@compiles(_Among, "postgresql")
def _any_of_array(element: _Among, compiler: Any, **options: Any) -> str:
    column, listed = (compiler.process(each, **options) for each in element.clauses)
    return f"{column} = ANY ({listed})"


def among(
    column: InstrumentedAttribute[Any] | sa.Column[Any], values: Iterable[Any] | str
) -> sa.ColumnElement[bool]:
    """Say that a column holds one of the values, which go to the database as one, however many: as JSON, or an array.

    An `IN` names each of them: a thousand names are written, bound and read again every time.
    values: or the name of a parameter, for a statement that is made once, with its module.
    """
    name, given = (values, None) if isinstance(values, str) else (None, list(values))
    return _Among(column, sa.bindparam(name, given, _Listed(column.type)))


def read_rows(statement: AnySelect, values: Mapping[str, Any] | None = None) -> list[Any]:
    """Give the rows of a SELECT, named as its columns are.

    As `execute` does, column by column instead of value by value: most columns of a batch hold few different values.
    """
    connection = db.session.connection()
    found: Any = connection.execute(statement, values)
    rows, told = found.cursor.fetchall(), found.cursor.description
    found.close()
    if not rows:
        return []
    row_of, kinds = _read_as(statement)
    columns = zip(*rows, strict=True)
    return list(
        map(
            row_of,
            *(
                _read(
                    kind.dialect_impl(connection.dialect).result_processor(connection.dialect, code), column
                )
                for kind, (_, code, *_), column in zip(kinds, told, columns, strict=True)
            ),
        )
    )


@lru_cache(maxsize=64)
def _read_as(statement: AnySelect) -> tuple[Any, list[sa.types.TypeEngine[Any]]]:
    """Give what makes a row out of a statement's columns, and their types; of statements made with their modules."""
    columns = statement.selected_columns
    return namedtuple("Row", columns.keys()), [  # noqa: PYI024 -- of columns that a statement names
        column.type for column in columns
    ]


def _read(process: Callable[[Any], Any] | None, values: Sequence[Any]) -> Sequence[Any]:
    """Give a column's values out of what the driver gave."""
    if process is None:
        return values
    different = set(values)
    if 2 * len(different) > len(values):
        return list(map(process, values))
    given = {value: process(value) for value in different}
    return list(map(given.__getitem__, values))


def write_many(statement: sa.Insert | sa.Update, rows: Sequence[Mapping[str, Any]]) -> None:
    """Run an INSERT or UPDATE once for each row, all of which name the same values; no default is filled in."""
    if rows:
        names = tuple(rows[0])
        write_rows(statement, names, [tuple(map(row.__getitem__, names)) for row in rows])


def write_rows(
    statement: sa.Insert | sa.Update, names: tuple[str, ...], rows: Sequence[tuple[Any, ...]]
) -> None:
    """Run an INSERT or UPDATE once for each row of values, which `names` names; no default is filled in.

    As `execute` does, column by column instead of value by value: most columns of a batch hold few different values.
    """
    if not rows:
        return
    connection = db.session.connection()
    dialect = connection.dialect
    compiled: Any = _compiled(statement, dialect, names)
    given = dict(zip(names, zip(*rows, strict=True), strict=True))
    order = compiled.positiontup or list(compiled.params)
    columns = [
        _stored(compiled.binds[name].type, dialect, given[name])
        if name in given
        else [compiled.params[name]] * len(rows)
        for name in order
    ]
    values: list[Any] = list(zip(*columns, strict=True))
    if not dialect.positional:
        values = [dict(zip(order, each, strict=True)) for each in values]
    connection.exec_driver_sql(compiled.string, values)


@lru_cache(maxsize=64)
def _compiled(statement: sa.Insert | sa.Update, dialect: sa.Dialect, names: tuple[str, ...]) -> Any:
    """Give the statement compiled; whoever keeps it for the next time has it compiled once."""
    return statement.compile(dialect=dialect, column_keys=list(names))


def _stored(kind: sa.types.TypeEngine[Any], dialect: sa.Dialect, values: Sequence[Any]) -> Sequence[Any]:
    """Give a column's values as the driver takes them."""
    if isinstance(kind, Id):
        # Digits on both engines; PostgreSQL's statements say of them that they are an id.
        return [each and each.hex for each in values]
    process = kind.dialect_impl(dialect).bind_processor(dialect)
    if process is None:
        return values
    stored = {value: process(value) for value in set(values)}
    return list(map(stored.__getitem__, values))
