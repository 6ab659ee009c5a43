"""Rows exactly as the database keeps them, for `verify`: a lenient reader would smooth damage over."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Column, Dialect, TextClause, TypeDecorator, bindparam, inspect, text
from sqlmodel import Session, SQLModel


class DamagedError(Exception):
    """A column that does not hold what srok writes there."""

    def __init__(self, column: str) -> None:
        super().__init__(column)
        self.column = column


def stored(session: Session, model: type[SQLModel], cycle: str) -> Iterator[Mapping[str, Any]]:
    """Yield the rows of a cycle as they are stored, in order of their keys."""
    table = inspect(model).local_table
    order = ", ".join(f'"{column.name}"' for column in table.primary_key)
    name = "name" if "name" in table.columns else "cycle"
    query: TextClause = text(f'SELECT * FROM {table.name} WHERE "{name}" = :cycle ORDER BY {order}')  # noqa: S608 - names of our own tables
    for row in session.connection().execute(query.bindparams(bindparam("cycle", cycle))):
        yield row._asdict()


def parsed(session: Session, model: type[SQLModel], row: Mapping[str, Any]) -> Any:  # noqa: ANN401 - an object of `model`
    """Return the object that a stored row is; raises DamagedError for a value in any other form than srok writes."""
    dialect = session.connection().dialect
    columns = inspect(model).columns
    if missing := [column.name for column in columns if column.name not in row]:
        raise DamagedError(missing[0])
    return model(**{column.name: _value(column, row[column.name], dialect) for column in columns})


def _value(column: Column[Any], raw: object, dialect: Dialect) -> object:
    if raw is None and column.nullable:
        return None
    kind = column.type.dialect_impl(dialect)
    read, write = kind.result_processor(dialect, None), kind.bind_processor(dialect)
    try:
        value = read(raw) if read else raw
        again = write(value) if write else value
    except (TypeError, ValueError, AttributeError):
        raise DamagedError(column.name) from None
    plain = kind.impl_instance if isinstance(kind, TypeDecorator) else kind
    if not isinstance(value, plain.python_type) or type(again) is not type(raw) or again != raw:
        raise DamagedError(column.name)
    return value
