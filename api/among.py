"""Conditions that name many values at once, in the words of either engine."""

import json
from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.sql.visitors import InternalTraversal

from api.db import stored_values


def among(
    column: InstrumentedAttribute[Any] | sa.Column[Any], values: Iterable[Any]
) -> sa.ColumnElement[bool]:
    """Say that a column holds one of the values, which go to the database as one, however many: as JSON, or an array.

    An `IN` names each of them: a thousand names are written, bound and read again every time.
    """
    return _Among(column, sa.bindparam(None, list(values), _Listed(column.type)))


def among_named(column: InstrumentedAttribute[Any] | sa.Column[Any], name: str) -> sa.ColumnElement[bool]:
    """As `among`, in a statement that is made once: whoever runs it gives a list of that name."""
    return _Among(column, sa.bindparam(name, type_=_Listed(column.type)))


class _Among(sa.ColumnElement[bool]):
    """That a column holds one of the values of a list, in the words of either engine."""

    inherit_cache = True
    _traverse_internals = [  # noqa: RUF012 -- SQLAlchemy's own
        ("column", InternalTraversal.dp_clauseelement),
        ("values", InternalTraversal.dp_clauseelement),
    ]
    type = sa.Boolean()

    def __init__(self, column: Any, values: sa.BindParameter[Any]) -> None:
        self.column = column.__clause_element__() if isinstance(column, InstrumentedAttribute) else column
        self.values = values

    def self_group(self, against: Any = None) -> "_Among":  # noqa: ARG002
        """It is a condition as it stands, and no value to be compared with one."""
        return self


@compiles(_Among)
def _among_array(element: _Among, compiler: Any, **more: Any) -> str:
    return f"{compiler.process(element.column, **more)} = ANY ({compiler.process(element.values, **more)})"


@compiles(_Among, "sqlite")
def _among_json(element: _Among, compiler: Any, **more: Any) -> str:
    column, values = compiler.process(element.column, **more), compiler.process(element.values, **more)
    return f"{column} IN (SELECT value FROM json_each({values}))"  # noqa: S608 -- of our own words alone


class _Listed(sa.types.TypeDecorator[list[Any]]):
    """Values of one type as one parameter: an array, or for SQLite a text of JSON."""

    impl = sa.String
    cache_ok = True

    def __init__(self, each: sa.types.TypeEngine[Any]) -> None:
        super().__init__()
        self.each = each

    def load_dialect_impl(self, dialect: sa.Dialect) -> sa.types.TypeEngine[Any]:
        kind = sa.String() if dialect.name == "sqlite" else sa.ARRAY(self.each)
        return dialect.type_descriptor(kind)

    def process_bind_param(self, value: Iterable[Any] | None, dialect: sa.Dialect) -> Any:
        values = list(value or ())
        return json.dumps(stored_values(self.each, dialect, values)) if dialect.name == "sqlite" else values
