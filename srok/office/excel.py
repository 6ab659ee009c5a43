"""Tables into a .xlsx: dates as dates, texts as texts, ready to be filtered and printed."""

from __future__ import annotations

import io
from datetime import date
from typing import cast

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from srok.office.sheet import Sheet, Value, text

_LINE = Side(style="thin", color="999999")
_FRAME = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_HEAD = 4


def _styles() -> tuple[NamedStyle, ...]:
    """Return the styles of cells; given by name, they cost no time for each cell."""
    top = Alignment(wrap_text=True, vertical="top")
    return (
        NamedStyle(
            "srok head",
            font=Font(bold=True),
            fill=PatternFill("solid", fgColor="E7EAEE"),
            alignment=Alignment(wrap_text=True, vertical="center"),
            border=_FRAME,
        ),
        NamedStyle("srok cell", alignment=top, border=_FRAME),
        NamedStyle("srok day", alignment=top, border=_FRAME, number_format="DD.MM.YYYY"),
    )


def workbook(sheet: Sheet) -> bytes:
    """Return a workbook with one table: the title above, the header kept in sight and on each page printed."""
    book = Workbook()
    for style in _styles():
        book.add_named_style(style)
    page = book.worksheets[0]
    page.title = "srok"
    page["A1"], page["A2"] = text(sheet.title), text(sheet.note)
    page["A1"].data_type = page["A2"].data_type = "s"
    page["A1"].font = Font(bold=True, size=14)
    for number, column in enumerate(sheet.columns, start=1):
        head = _cell(page, _HEAD, number)
        head.value, head.style = column.header, "srok head"
        page.column_dimensions[get_column_letter(number)].width = column.width
    for line, row in enumerate(sheet.rows, start=_HEAD + 1):
        for number, value in enumerate(row, start=1):
            _fill(_cell(page, line, number), value)
    for line, note in enumerate(sheet.footnotes, start=_HEAD + len(sheet.rows) + 2):
        foot = _cell(page, line, 1)
        foot.value, foot.data_type = text(note), "s"
    _set_page(page, len(sheet.columns), len(sheet.rows))
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def _cell(page: Worksheet, line: int, number: int) -> Cell:
    return cast("Cell", page.cell(line, number))  # none of ours is merged


def _fill(cell: Cell, value: Value) -> None:
    cell.value = text(value) if isinstance(value, str) else value
    if isinstance(value, str):
        cell.data_type = "s"  # a text that begins with “=” is no formula (CWE-1236)
    cell.style = "srok day" if isinstance(value, date) else "srok cell"


def _set_page(page: Worksheet, columns: int, rows: int) -> None:
    page.freeze_panes = f"A{_HEAD + 1}"
    page.auto_filter.ref = f"A{_HEAD}:{get_column_letter(columns)}{_HEAD + rows}"
    page.print_title_rows = f"{_HEAD}:{_HEAD}"
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = 9  # A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
