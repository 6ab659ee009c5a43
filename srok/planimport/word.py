"""Tables out of a .docx: the only module that knows python-docx; what Word shows is what is read."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from docx import Document
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from calendars.saying import Text, say
from definitions.draft import Cell, Grid, GridRow, Source
from definitions.tree import clean
from srok.planimport.package import damage_told

# Elements of Word's XML (ECMA-376, part 1, section 17): those that only wrap others, and those that do not show.
_WRAPPERS = tuple(
    map(qn, ("w:sdt", "w:sdtContent", "w:ins", "w:moveTo", "w:smartTag", "w:customXml", "w:fldSimple"))
)
_NOT_SHOWN = (
    *map(qn, ("w:del", "w:moveFrom", "w:sdtPr", "w:sdtEndPr")),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
)
_SIGNS = {qn("w:tab"): " ", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-", qn("w:p"): "\n"}
_TEXT = qn("w:t")
_NOTES = ("/word/footnotes.xml", "/word/endnotes.xml")
_WIDEST = 100  # columns; a longer span is no table

# lxml, on which python-docx stands, has no types of its own.
_Element = Any


def read_word(data: bytes, name: str) -> Source:
    """Return the tables and the text around them; tracked changes are read as if accepted."""
    with damage_told():
        document = Document(io.BytesIO(data))
        body = document.element.body
        doubts = _unwrapped(body)
        styles = _numbered_styles(document.styles.element)
        tables = list(body.iterchildren(qn("w:tbl")))
        grids = tuple(_grid(table, number, styles) for number, table in enumerate(tables, start=1))
        notes = [
            parse_xml(part.blob) for part in document.part.package.iter_parts() if part.partname in _NOTES
        ]
        outside = [*body.iterchildren(qn("w:p"), qn("w:tbl")), *(note for part in notes for note in part)]
        around = tuple(_outside(outside))
    return Source(name, grids, around, doubts)


def _outside(elements: list[_Element]) -> Iterator[str]:
    """Yield the text of each paragraph that has any, and nothing in the place of each table."""
    for element in elements:
        if element.tag == qn("w:tbl"):
            yield ""
        elif text := _text(element):
            yield text


def _unwrapped(body: _Element) -> tuple[Text, ...]:
    """Take away what only wraps and what does not show; say so if there were tracked changes."""
    tracked = next(body.iter(qn("w:ins"), qn("w:del"), qn("w:moveFrom")), None) is not None
    for row in list(body.iter(qn("w:tr"))):
        if row.find(f"{qn('w:trPr')}/{qn('w:del')}") is not None:
            row.getparent().remove(row)
    for element in list(body.iter(*_NOT_SHOWN)):
        element.getparent().remove(element)
    for element in list(body.iter(*_WRAPPERS)):
        parent = element.getparent()
        at = parent.index(element)
        parent[at : at + 1] = list(element)
    return (say("the file has tracked changes: read as if all were accepted"),) if tracked else ()


def _grid(table: _Element, number: int, styles: frozenset[str]) -> Grid:
    rows: list[GridRow] = []
    above: list[Cell] = []
    for position, row in enumerate(table.tr_lst, start=1):
        above = list(_cells(row, above, styles))
        rows.append(GridRow(say("table {table}, row {row}", table=number, row=position), tuple(above)))
    return Grid(say("table {table}", table=number), tuple(rows))


def _cells(row: _Element, above: list[Cell], styles: frozenset[str]) -> Iterator[Cell]:
    """Yield a cell for every column of the grid that the row covers."""
    at = min(row.grid_before, _WIDEST)
    yield from [Cell()] * at
    for cell in row.tc_lst:
        if cell.vMerge == "continue" and at < len(above):
            yield Cell(above[at].text, "above")
        else:
            yield Cell(_text(cell), level=_level(cell, styles))
        covered = min(max(cell.grid_span, 1), _WIDEST) - 1
        yield from [Cell(merged="left")] * covered
        at += covered + 1


def _text(element: _Element) -> str:
    """Return the text that an element shows, a line for every paragraph."""
    pieces = [node.text or "" if node.tag == _TEXT else _SIGNS.get(node.tag, "") for node in element.iter()]
    return "\n".join(line for line in "".join(pieces).split("\n") if clean(line))


def _level(cell: _Element, styles: frozenset[str]) -> int | None:
    """Return the level of the list by which Word numbers the first paragraph of a cell; None when it does not."""
    paragraph = next(cell.iter(qn("w:p")), None)
    if paragraph is None:
        return None
    numbering = paragraph.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
    if numbering is None:
        style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        return 0 if style is not None and style.get(qn("w:val")) in styles else None
    taken_off = numbering.find(qn("w:numId"))
    if taken_off is not None and taken_off.get(qn("w:val")) == "0":
        return None
    level = numbering.find(qn("w:ilvl"))
    return min(int(level.get(qn("w:val"))), 8) if level is not None else 0


def _numbered_styles(styles: _Element) -> frozenset[str]:
    """Return the styles of paragraph that bring a number with them."""
    numbered = (
        style for style in styles.iter(qn("w:style")) if next(style.iter(qn("w:numPr")), None) is not None
    )
    return frozenset(style.get(qn("w:styleId"), "") for style in numbered)
