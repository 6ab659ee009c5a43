"""Rows exactly as the database keeps them, for `verify`: a lenient reader would smooth damage over."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
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
    return model(**values(session, model, row))


def values(session: Session, model: type[SQLModel], row: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of a stored row; raises DamagedError for one in any other form than srok writes."""
    found: dict[str, Any] = {}
    for form in _forms(model, session.connection().dialect):
        if form.name not in row:
            raise DamagedError(form.name)
        found[form.name] = form.value(row[form.name])
    return found


@dataclass(frozen=True)
class _Form:
    """How a column is stored: what reads its values and what writes them."""

    name: str
    nullable: bool
    kind: type
    read: Callable[[Any], Any] | None
    write: Callable[[Any], Any] | None

    def value(self, raw: object) -> object:
        if raw is None and self.nullable:
            return None
        try:
            value = self.read(raw) if self.read else raw
            again = self.write(value) if self.write else value
        except (TypeError, ValueError, AttributeError):
            raise DamagedError(self.name) from None
        if not isinstance(value, self.kind) or type(again) is not type(raw) or again != raw:
            raise DamagedError(self.name)
        return value


@lru_cache(maxsize=16)
def _forms(model: type[SQLModel], dialect: Dialect) -> tuple[_Form, ...]:
    return tuple(_form(column, dialect) for column in inspect(model).columns)


def _form(column: Column[Any], dialect: Dialect) -> _Form:
    kind = column.type.dialect_impl(dialect)
    plain = kind.impl_instance if isinstance(kind, TypeDecorator) else kind
    read, write = kind.result_processor(dialect, None), kind.bind_processor(dialect)
    return _Form(column.name, bool(column.nullable), plain.python_type, read, write)
