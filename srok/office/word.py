"""Tables and forms into a .docx: a page of A4 across, the header repeated on each."""

from __future__ import annotations

import io
from collections.abc import Sequence

from docx import Document
from docx.document import Document as Empty
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Length, Mm, Pt
from docx.table import Table, _Row

from srok.office.paper import Head, Paper, PaperTable
from srok.office.sheet import Sheet, shown, text

_PAGE, _MARGIN = (Mm(297), Mm(210)), Mm(15)
_TINY, _SMALL, _LARGE = Pt(7.5), Pt(9), Pt(12)


def _blank() -> Empty:
    """Return a document without content: a page of A4 across."""
    made = Document()
    section = made.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = _PAGE
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = _MARGIN
    usual = made.styles["Normal"].font
    usual.name, usual.size = "Times New Roman", _SMALL
    return made


def document(sheet: Sheet) -> bytes:
    """Return a document with a title, a line below it and one table."""
    made = _blank()
    title = made.add_paragraph().add_run(text(sheet.title))
    title.bold, title.font.size = True, _LARGE
    made.add_paragraph(text(sheet.note))
    grid = made.add_table(1 + len(sheet.rows), len(sheet.columns), style="Table Grid")
    lines = [[column.header for column in sheet.columns], *([*map(shown, row)] for row in sheet.rows)]
    widths = _shares([column.width for column in sheet.columns])
    for row, values in zip(grid.rows, lines, strict=True):
        _fill(row, values, widths)
    for cell in grid.rows[0].cells:
        cell.paragraphs[0].runs[0].bold = True
    _repeat(grid.rows[0])
    for note in sheet.footnotes:
        made.add_paragraph(text(note))
    kept = io.BytesIO()
    made.save(kept)
    return kept.getvalue()


def _fill(row: _Row, values: Sequence[str], widths: Sequence[Length]) -> None:
    for cell, value, width in zip(row.cells, values, widths, strict=True):
        cell.paragraphs[0].add_run(value)
        cell.width = width


def _shares(widths: Sequence[int]) -> list[Length]:
    """Return how much of the page each column takes."""
    room = _PAGE[0] - 2 * _MARGIN
    return [Emu(room * width // sum(widths)) for width in widths]


def _repeat(row: _Row) -> None:
    """Let a row stand at the top of every page."""
    properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - python-docx has no public way to it
    properties.append(OxmlElement("w:tblHeader"))


# A form ------------------------------------------------------------------------------------------------------


def printed(paper: Paper) -> bytes:
    """Return a form as a document: a page of A4 across."""
    made = _blank()
    _centred(made, paper.title, bold=True)
    _centred(made, paper.note)
    for table in paper.tables:
        if table.title:
            made.add_paragraph().add_run(text(table.title)).bold = True
        _draw(made, table)
        made.add_paragraph()
    if paper.foot:
        made.sections[0].footer.paragraphs[0].add_run(text(paper.foot))
    kept = io.BytesIO()
    made.save(kept)
    return kept.getvalue()


def _centred(made: Empty, words: str, *, bold: bool = False) -> None:
    paragraph = made.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run(text(words))
    run.bold, run.font.size = bold, _LARGE


def _draw(made: Empty, table: PaperTable) -> None:
    leaves = [leaf for head in table.heads for leaf in head.leaves]
    levels = 2 if any(head.below for head in table.heads) else 1
    grid = made.add_table(levels + 1 + len(table.lines), len(leaves), style="Table Grid")
    _close(grid)
    widths = _shares([max(leaf.width, _longest(leaf, at, table) + 2) for at, leaf in enumerate(leaves)])
    for row in grid.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width
    _heads(grid, table.heads, levels)
    for place in range(len(leaves)):
        _write(grid, levels, place, str(place + 1))
    for row in list(grid.rows)[: levels + 1]:
        _repeat(row)
    for at, line in enumerate(table.lines, start=levels + 1):
        if isinstance(line, str):
            grid.cell(at, 0).merge(grid.cell(at, len(leaves) - 1))
            _write(grid, at, 0, line)
        else:
            for place, value in enumerate(line):
                _write(grid, at, place, shown(value))


def _longest(leaf: Head, at: int, table: PaperTable) -> int:
    """Return how long the longest word of a column is: forms have many columns, and no word is to be broken."""
    cells = (shown(line[at]) for line in table.lines if not isinstance(line, str))
    return max(len(word) for words in (leaf.title, *cells) for word in (words.split() or [""]))


def _close(grid: Table) -> None:
    """Leave a millimetre between the lines of a table and its words."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(Mm(1).twips))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    properties = grid._tbl.tblPr  # noqa: SLF001 - python-docx has no public way to it
    properties.find(qn("w:tblLook")).addprevious(margins)  # the schema has an order


def _heads(grid: Table, heads: Sequence[Head], levels: int) -> None:
    """Write the heads: one that stands above others over their columns, the others down to the numbers."""
    place = 0
    for head in heads:
        last = place + len(head.leaves) - 1
        grid.cell(0, place).merge(grid.cell(0 if head.below else levels - 1, last))
        _write(grid, 0, place, head.title, bold=True)
        for at, below in enumerate(head.below, start=place):
            _write(grid, 1, at, below.title, bold=True)
        place = last + 1


def _write(grid: Table, row: int, place: int, words: str, *, bold: bool = False) -> None:
    run = grid.cell(row, place).paragraphs[0].add_run(text(words))
    run.bold, run.font.size = bold, _TINY
