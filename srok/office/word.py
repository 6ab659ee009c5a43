"""Tables into a .docx: a page of A4 across, the header repeated on each."""

from __future__ import annotations

import io
from collections.abc import Sequence

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.shared import Emu, Length, Mm, Pt
from docx.table import _Row

from srok.office.sheet import Sheet, shown, text

_PAGE, _MARGIN = (Mm(297), Mm(210)), Mm(15)
_SMALL, _LARGE = Pt(9), Pt(12)


def document(sheet: Sheet) -> bytes:
    """Return a document with a title, a line below it and one table."""
    made = Document()
    section = made.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = _PAGE
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = _MARGIN
    usual = made.styles["Normal"].font
    usual.name, usual.size = "Times New Roman", _SMALL
    title = made.add_paragraph().add_run(text(sheet.title))
    title.bold, title.font.size = True, _LARGE
    made.add_paragraph(text(sheet.note))
    grid = made.add_table(1 + len(sheet.rows), len(sheet.columns), style="Table Grid")
    lines = [[column.header for column in sheet.columns], *([*map(shown, row)] for row in sheet.rows)]
    widths = _widths(sheet)
    for row, values in zip(grid.rows, lines, strict=True):
        _fill(row, values, widths)
    for cell in grid.rows[0].cells:
        cell.paragraphs[0].runs[0].bold = True
    _repeat(grid.rows[0])
    kept = io.BytesIO()
    made.save(kept)
    return kept.getvalue()


def _fill(row: _Row, values: Sequence[str], widths: Sequence[Length]) -> None:
    for cell, value, width in zip(row.cells, values, widths, strict=True):
        cell.paragraphs[0].add_run(value)
        cell.width = width


def _widths(sheet: Sheet) -> list[Length]:
    room = _PAGE[0] - 2 * _MARGIN
    whole = sum(column.width for column in sheet.columns)
    return [Emu(room * column.width // whole) for column in sheet.columns]


def _repeat(row: _Row) -> None:
    """Let a row stand at the top of every page."""
    properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - python-docx has no public way to it
    properties.append(OxmlElement("w:tblHeader"))
