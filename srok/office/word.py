"""Tables into a .docx: a page of A4 across, the header repeated on each."""

from __future__ import annotations

import io
from collections.abc import Sequence

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.shared import Emu, Mm, Pt
from docx.table import Table, _Cell, _Row

from srok.office.sheet import Sheet, shown, text

_PAGE, _MARGIN = (Mm(297), Mm(210)), Mm(15)
_SMALL = Pt(9)


def document(sheet: Sheet) -> bytes:
    """Return a document with a title, a line below it and one table."""
    made = Document()
    section = made.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = _PAGE
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = _MARGIN
    made.styles["Normal"].font.name = "Times New Roman"
    made.add_paragraph().add_run(text(sheet.title)).bold = True
    made.add_paragraph(text(sheet.note))
    grid = made.add_table(1 + len(sheet.rows), len(sheet.columns), style="Table Grid")
    lines = [[column.header for column in sheet.columns], *([*map(shown, row)] for row in sheet.rows)]
    for number, (row, values) in enumerate(zip(grid.rows, lines, strict=True)):
        _fill(row, values, bold=number == 0)
    _repeat(grid.rows[0])
    _set_widths(grid, sheet)
    kept = io.BytesIO()
    made.save(kept)
    return kept.getvalue()


def _fill(row: _Row, values: Sequence[str], *, bold: bool) -> None:
    for cell, value in zip(row.cells, values, strict=True):
        run = cell.paragraphs[0].add_run(value)
        run.bold = bold
        run.font.size = _SMALL


def _repeat(row: _Row) -> None:
    """Let a row stand at the top of every page."""
    properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - python-docx has no public way to it
    properties.append(OxmlElement("w:tblHeader"))


def _set_widths(grid: Table, sheet: Sheet) -> None:
    room = _PAGE[0] - 2 * _MARGIN
    whole = sum(column.width for column in sheet.columns)
    cells: list[tuple[_Cell, int]] = [
        (cell, column.width)
        for row in grid.rows
        for cell, column in zip(row.cells, sheet.columns, strict=True)
    ]
    for cell, width in cells:
        cell.width = Emu(room * width // whole)
