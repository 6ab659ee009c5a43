"""What Word does to a table is undone: merged cells, lists that number themselves, tracked changes, page breaks."""

import io
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from docx import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from calendars.saying import ENGLISH
from definitions.draft import Draft, draft
from srok.planimport import read_plan

HEADER = ("№ п/п", "Мероприятия", "Ответственный исполнитель", "Срок исполнения")
FIRST = ("1.", "Принять порядок", "министерство", "до 1 июня 2026 г.")
SECOND = ("2.", "Направить отчёт", "ОМСУ", "до 1 июля 2026 г.")


def drafted(document: Any) -> Draft:
    file = io.BytesIO()
    document.save(file)
    return draft(read_plan(file.getvalue(), "план.docx"), ENGLISH)


def add_table(document: Any, *rows: Sequence[str]) -> Any:
    table = document.add_table(len(rows), max(map(len, rows)))
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, cells, strict=False):
            cell.text = text
    return table


def with_table(*rows: Sequence[str], change: Callable[[Any], object] | None = None) -> Draft:
    """The draft of a document with one table, changed before it is saved."""
    document = Document()
    table = add_table(document, *rows)
    if change:
        change(table)
    return drafted(document)


def numbers(made: Draft) -> list[str]:
    return [line.split('"')[1] for line in made.text.splitlines() if line.startswith("  - №:")]


def terms(made: Draft) -> list[str]:
    return [line.strip() for line in made.text.splitlines() if line.startswith("    срок:")]


def numbered(cell: Any, level: int = 0) -> None:
    """Let Word number a cell: what it shows is no text."""
    xml = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>'
    cell.paragraphs[0]._p.get_or_add_pPr().append(parse_xml(xml))


def test_a_table_goes_on_after_a_page_without_its_header() -> None:
    document = Document()
    add_table(document, HEADER, FIRST)
    document.add_page_break()
    add_table(document, SECOND)
    made = drafted(document)
    assert numbers(made) == ["1", "2"]
    assert "table 2 has no header: taken as the continuation" in str(made.doubts[0])


def test_a_table_goes_on_with_a_row_of_column_numbers() -> None:
    document = Document()
    add_table(document, HEADER, ("1", "2", "3", "4"), FIRST)
    add_table(document, ("1", "2", "3", "4"), SECOND)
    made = drafted(document)
    assert numbers(made) == ["1", "2"]
    assert made.text.count("1 | 2 | 3 | 4") == 2


def test_another_table_is_left_out_and_kept_as_a_comment() -> None:
    document = Document()
    add_table(document, ("СОГЛАСОВАНО", "УТВЕРЖДАЮ"), ("Иванов", "Петров"))
    add_table(document, HEADER, FIRST)
    made = drafted(document)
    assert [str(text) for text in made.skipped] == ["table 1 (begins: СОГЛАСОВАНО | УТВЕРЖДАЮ)"]
    assert "#   Иванов | Петров" in made.text
    assert made.events == 1


def test_a_heading_across_the_table_is_a_comment() -> None:
    heading = ("I. Организационные мероприятия", "", "", "")
    made = with_table(HEADER, heading, FIRST, change=lambda t: t.cell(1, 0).merge(t.cell(1, 3)))
    assert "  # table 1, row 2: I. Организационные мероприятия\n" in made.text
    assert numbers(made) == ["1"]


def test_a_cell_merged_over_rows_says_the_same_of_each() -> None:
    made = with_table(
        HEADER, FIRST, ("2.", "Направить отчёт", "", "до 1 июля 2026 г."),
        change=lambda t: t.cell(1, 2).merge(t.cell(2, 2)),
    )  # fmt: skip
    assert made.text.count("    ответственный: министерство\n") == 2


def test_two_terms_of_one_event_become_two_events() -> None:
    def merge(table: Any) -> None:
        table.cell(1, 0).merge(table.cell(2, 0))
        table.cell(1, 1).merge(table.cell(2, 1))

    made = with_table(HEADER, FIRST, ("", "", "ОМСУ", "до 1 июля 2026 г."), change=merge)
    assert numbers(made) == ["1", "1-2"]
    assert made.text.count('мероприятие: "Принять порядок"') == 2
    assert "the row has no number of its own: 1-2 was given to it" in made.text


def test_a_header_of_two_rows_is_one_header() -> None:
    def merge(table: Any) -> None:
        for column in (0, 1, 3):
            table.cell(0, column).merge(table.cell(1, column))

    made = with_table(HEADER, ("", "", "исполнитель", ""), FIRST, change=merge)
    assert numbers(made) == ["1"]
    assert "Ответственный исполнитель исполнитель" in made.text


def test_columns_that_do_not_meet_exactly_are_read_by_the_header_above_them() -> None:
    """Word moves the borders of cells apart: the header's last cell then covers two columns of the grid."""
    rows = ((*HEADER[:3], HEADER[3], ""), (*FIRST[:3], "", FIRST[3]))
    made = with_table(*rows, change=lambda t: t.cell(0, 3).merge(t.cell(0, 4)))
    assert terms(made) == ['срок: "до 1 июня 2026 г."']


def test_numbers_that_word_counts_itself_are_counted() -> None:
    def number(table: Any) -> None:
        for row, level in ((1, 0), (2, 1), (3, 1), (4, 0)):
            numbered(table.cell(row, 0), level)

    row = ("", *FIRST[1:])
    made = with_table(HEADER, row, row, row, row, change=number)
    assert numbers(made) == ["1", "1.1", "1.2", "2"]
    assert "Word numbers this row by itself: number 1.2 is by order" in made.text


def test_a_style_may_number_a_cell() -> None:
    def number(table: Any) -> None:
        table.cell(1, 0).paragraphs[0].style = "List Number"

    assert "Word numbers this row" in with_table(HEADER, ("", *FIRST[1:]), change=number).text


def test_a_term_of_several_paragraphs_is_one_phrase() -> None:
    made = with_table(HEADER, ("1", "Отчёт", "ОМСУ", "до 1 де\u00adкабря\n2026\u00a0г."))
    assert terms(made) == ['срок: "до 1 декабря 2026 г."']
    assert made.understood == 1


TRACKED = {
    "put in": (
        '<w:ins w:id="1" w:author="x"><w:r><w:t>до 1 июня 2026 г.</w:t></w:r></w:ins>',
        "до 1 июня 2026 г.",
    ),
    "taken out": (
        (
            "<w:r><w:t>до 1 июня 2026 г.</w:t></w:r>"
            '<w:del w:id="1" w:author="x"><w:r><w:delText>до 1 мая 2026 г.</w:delText></w:r></w:del>'
        ),
        "до 1 июня 2026 г.",
    ),
    "in a control": (
        (
            "<w:sdt><w:sdtPr/><w:sdtContent><w:r><w:t>до 1 июня</w:t></w:r></w:sdtContent></w:sdt>"
            "<w:r><w:noBreakHyphen/><w:br/><w:t>2026 г.</w:t></w:r>"
        ),
        "до 1 июня- 2026 г.",
    ),
}


@pytest.mark.parametrize(("inside", "shown"), TRACKED.values(), ids=TRACKED)
def test_what_word_shows_is_what_is_read(inside: str, shown: str) -> None:
    def change(table: Any) -> None:
        paragraph = table.cell(1, 3).paragraphs[0]._p
        paragraph.getparent().replace(paragraph, parse_xml(f"<w:p {nsdecls('w')}>{inside}</w:p>"))

    made = with_table(HEADER, FIRST, change=change)
    assert terms(made) == [f'срок: "{shown}"']
    tracked = [str(doubt) for doubt in made.doubts]
    assert bool(tracked) == ("w:id" in inside)


def test_a_row_struck_out_in_tracked_changes_is_gone() -> None:
    def strike(table: Any) -> None:
        mark = parse_xml(f'<w:del {nsdecls("w")} w:id="1" w:author="x"/>')
        table.rows[1]._tr.get_or_add_trPr().append(mark)

    assert numbers(with_table(HEADER, FIRST, SECOND, change=strike)) == ["2"]


def test_a_row_and_a_table_inside_a_control_are_read() -> None:
    def wrap(element: Any) -> None:
        parent, at = element.getparent(), element.getparent().index(element)
        control = parse_xml(f"<w:sdt {nsdecls('w')}><w:sdtContent/></w:sdt>")
        control.find(qn("w:sdtContent")).append(element)
        parent.insert(at, control)

    def change(table: Any) -> None:
        wrap(table.rows[1]._tr)
        wrap(table._tbl)

    assert numbers(with_table(HEADER, FIRST, SECOND, change=change)) == ["1", "2"]


def test_a_table_inside_a_cell_is_text_of_the_cell() -> None:
    def nest(table: Any) -> None:
        table.cell(1, 1).add_table(1, 1).cell(0, 0).text = "вложенное"

    assert 'мероприятие: "Принять порядок вложенное"' in with_table(HEADER, FIRST, change=nest).text


def test_footnotes_are_kept_as_comments() -> None:
    document = Document()
    add_table(document, HEADER, FIRST)
    text = "<w:footnote w:id='1'><w:p><w:r><w:t>* по графику</w:t></w:r></w:p></w:footnote>"
    note = f"<w:footnotes {nsdecls('w')}>{text}</w:footnotes>"
    part = Part(
        PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, note.encode(), document.part.package
    )
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    assert "#   * по графику\n" in drafted(document).text


TITLES: dict[str, tuple[list[str], list[str], str]] = {
    "in one line": (["План мероприятий на 2026 год"], ["Примечание"], "План мероприятий на 2026 год"),
    "in two lines": (["План мероприятий", "по развитию края"], [], "План мероприятий по развитию края"),
    "and a note after the table": (["План мероприятий"], ["Примечание: сроки могут меняться."], "План мероприятий"),
}  # fmt: skip


@pytest.mark.parametrize(("before", "after", "title"), TITLES.values(), ids=TITLES)
def test_the_title_does_not_go_on_after_the_table(before: list[str], after: list[str], title: str) -> None:
    document = Document()
    for text in before:
        document.add_paragraph(text)
    add_table(document, HEADER, FIRST)
    for text in after:
        document.add_paragraph(text)
    made = drafted(document)
    assert f'название: "{title}"' in made.text
    assert all(f"#   {text}\n" in made.text for text in (*before, *after))
