"""The log as files for superiors, read back as their programs would read them."""

import io
from datetime import date

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from openpyxl import load_workbook

from srok.office.excel import workbook
from srok.office.sheet import Column, Sheet
from srok.office.word import document

CYCLE = "листы-2018"


@pytest.fixture
def book(sheets, tmp_path):
    """The first sheet of the workbook that a command writes."""

    def made(*options):
        file = tmp_path / "log.xlsx"
        assert sheets("deviations", CYCLE, "--format", "xlsx", "--output", file, *options).status == 0
        return load_workbook(file).worksheets[0]

    return made


def table(page):
    """The rows below the header, by the header's words."""
    header = [cell.value for cell in page[4]]
    return [dict(zip(header, (cell.value for cell in row), strict=True)) for row in page.iter_rows(min_row=5)]


def test_a_workbook_has_a_row_for_each_of_the_log(book, sheets):
    page = book()
    assert page["A1"].value == "Листы согласования за 2018 год"
    log = sheets("deviations", CYCLE, "--format", "json").json
    assert [row["No"] for row in table(page)] == [row["event"] for row in log]


def test_dates_are_dates_and_numbers_are_numbers(book):
    page = book("--event", "16")
    (row,) = table(page)
    assert (row["Due"].date(), row["Actual"]) == (date(2019, 3, 28), None)
    assert (row["Delay, days"], row["Delay, working days"]) == (1, 1)
    due = next(cell for cell in page[5] if cell.value == row["Due"])
    assert (due.number_format, due.is_date) == ("DD.MM.YYYY", True)


def test_it_is_ready_to_be_filtered_and_printed(book):
    page = book()
    assert page.freeze_panes == "A5"
    assert page.auto_filter.ref == f"A4:{page.cell(4, page.max_column).column_letter}{page.max_row}"
    assert (page.page_setup.orientation, page.print_title_rows) == ("landscape", "$4:$4")


def test_the_header_speaks_the_readers_language(sheets, tmp_path):
    file = tmp_path / "log.xlsx"
    assert sheets("--lang", "ru", "deviations", CYCLE, "--format", "xlsx", "--output", file).status == 0
    header = [cell.value for cell in load_workbook(file).worksheets[0][4]]
    assert {"№", "Мероприятие", "Срок", "Исполнено", "Статус"} <= set(header)


def test_groups_come_out_too(book):
    rows = table(book("--group", "--event", "7", "--status", "in_time"))
    assert [row["Who"] for row in rows if row["Stage"] == "согласован"] == ["Майма", "Майма, Чемал"]


def test_a_document_has_the_table_on_pages_across(sheets, tmp_path):
    file = tmp_path / "log.docx"
    late = ("--late", "--format", "docx", "--output", file)
    assert sheets("deviations", CYCLE, *late).status == 0
    made = Document(str(file))
    assert made.paragraphs[0].text == "Листы согласования за 2018 год"
    assert made.sections[0].orientation == WD_ORIENT.LANDSCAPE
    (grid,) = made.tables
    header, *rows = ([cell.text for cell in row.cells] for row in grid.rows)
    found = [dict(zip(header, row, strict=True)) for row in rows]
    assert [(row["No"], row["Stage"], row["Due"]) for row in found] == [
        ("7", "на рассмотрении, round 2", "26.03.2019"),
        ("16", "", "28.03.2019"),
    ]
    assert "tblHeader" in grid.rows[0]._tr.xml


EVIL = Sheet(
    "Title", "=1+1", [Column("Name", 10)], [['=HYPERLINK("http://example.org")'], ["a\x00b"], [None], [7]]
)


def test_a_text_is_never_a_formula():
    page = load_workbook(io.BytesIO(workbook(EVIL))).worksheets[0]
    assert [page.cell(line, 1).value for line in (2, 5, 6, 7, 8)] == ["=1+1", EVIL.rows[0][0], "ab", None, 7]
    assert {page["A2"].data_type, page["A5"].data_type} == {"s"}


def test_what_no_xml_may_hold_is_left_out_of_a_document():
    (grid,) = Document(io.BytesIO(document(EVIL))).tables
    assert [row.cells[0].text for row in grid.rows] == ["Name", EVIL.rows[0][0], "ab", "", "7"]
