"""One table on the screen, and as every kind of file that an office opens."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from rich.table import Table

from calendars.errors import InputError
from calendars.saying import say
from srok.cli.common import as_json, out, to_csv
from srok.office.excel import workbook
from srok.office.sheet import Column, Sheet, Value, shown
from srok.office.word import document

FORMATS = ("table", "json", "csv", "xlsx", "docx")
_WIDEST, _NARROWEST = 45, 6


def columns_of(heads: Sequence[str], rows: Sequence[Sequence[Value]]) -> list[Column]:
    """Return the columns of a table, each as wide as its values ask for."""
    return [Column(head, _width(head, [row[place] for row in rows])) for place, head in enumerate(heads)]


def _width(head: str, values: Sequence[Value]) -> int:
    """Return how wide a column is: its values on one line if that is not too wide, and no word of its head broken."""
    longest = max((len(shown(value)) for value in values), default=0)
    word = max(map(len, head.split()), default=0)
    return min(_WIDEST, max(_NARROWEST, longest, word) + 1)


def print_sheet(sheet: Sheet) -> None:
    """Print a table for people."""
    made = Table(
        title=f"{sheet.title}\n{sheet.note}", title_justify="left", header_style="bold", show_lines=True
    )
    for column in sheet.columns:
        made.add_column(column.header)
    for row in sheet.rows:
        made.add_row(*map(shown, row))
    out().print(made)
    for note in sheet.footnotes:
        out().print(note, markup=False, highlight=False)


def made_of(sheet: Sheet, style: str, rows: Sequence[Any] | None = None) -> str | bytes:
    """Return a table as a file; JSON has `rows` where they are given, else each row by the heads of its columns.

    Raises InputError where the style is the screen's.
    """
    match style:
        case "xlsx":
            return workbook(sheet)
        case "docx":
            return document(sheet)
        case "csv":
            return to_csv(_by_heads(sheet))
        case "json":
            foot = {"footnotes": [*sheet.footnotes]} if sheet.footnotes else {}
            told = {"title": sheet.title, "note": sheet.note, "rows": rows or _by_heads(sheet)}
            return as_json({**told, **foot})
        case _:
            raise InputError(say("a table is for the screen: give --format csv, json, xlsx or docx"))


def _by_heads(sheet: Sheet) -> list[dict[str, Any]]:
    heads = [column.header for column in sheet.columns]
    return [{head: _plain(cell) for head, cell in zip(heads, row, strict=True)} for row in sheet.rows]


def _plain(cell: Value) -> str | int | float | None:
    return cell.isoformat() if isinstance(cell, date) else cell
