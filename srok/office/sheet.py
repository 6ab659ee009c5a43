"""A table for an office program: columns with headers and widths, and rows of plain values."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

Value: TypeAlias = str | int | float | date | None


@dataclass(frozen=True)
class Column:
    """A column: what stands at its head, and how wide it is (in characters)."""

    header: str
    width: int


@dataclass(frozen=True)
class Sheet:
    """A table with its title and a line below it, and notes at its foot."""

    title: str
    note: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Value]]
    footnotes: Sequence[str] = ()


def shown(value: Value) -> str:
    """Return a value as people read it."""
    if isinstance(value, float):
        return str(value).replace(".", ",")
    return "" if value is None else f"{value:%d.%m.%Y}" if isinstance(value, date) else text(str(value))


def text(value: str) -> str:
    """Return a text without the control characters that no XML may hold."""
    return _CONTROL.sub("", value)


_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
