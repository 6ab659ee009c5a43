"""A cell of Excel becomes the text that Excel shows in it; what Excel hides or keeps otherwise is told."""

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH
from openpyxl.worksheet.table import Table

from calendars.saying import ENGLISH
from definitions.draft import Draft, draft
from srok.planimport import read_plan

HEADER = ("№", "Мероприятие", "Ответственный", "Срок", "Примечание")
FIRST = ("1", "Принять порядок", "министерство", "до 1 июня 2026 г.", "")

Change = Callable[[Any], object]


def drafted(book: Workbook) -> Draft:
    file = io.BytesIO()
    book.save(file)
    return draft(read_plan(file.getvalue(), "план.xlsx"), ENGLISH)


def with_rows(*rows: tuple[object, ...], change: Change | None = None) -> Draft:
    """The draft of a book with one sheet, changed before it is saved."""
    book = Workbook()
    book.active.title = "План"
    for row in rows:
        book.active.append(row)
    if change:
        change(book.active)
    return drafted(book)


def told(made: Draft, key: str) -> list[str]:
    return [
        line.strip().removeprefix("- ").partition(": ")[2].split("   #")[0]
        for line in made.text.splitlines()
        if line.strip().removeprefix("- ").startswith(f"{key}:")
    ]


SHOWN = {
    "a date": (datetime.fromisoformat("2026-09-15"), "dd.mm.yyyy", "15.09.2026"),
    "a date in words": (datetime.fromisoformat("2026-09-15"), r"[$-419]d\ mmmm\ yyyy\ \г\.;@", "15.09.2026"),
    "a date and a time": (datetime.fromisoformat("2026-09-15T10:00"), "dd.mm.yyyy hh:mm", "15.09.2026 10:00"),
    "a date and its midnight": (datetime.fromisoformat("2026-09-15"), "dd.mm.yyyy hh:mm", "15.09.2026"),
    "a month, which Excel keeps as its first day": (date(2026, 9, 1), "mmm-yy", "сентябрь 2026 г."),
    "a month in words": (date(2026, 9, 1), '[$-419]mmmm\\ yyyy;@', "сентябрь 2026 г."),
    "a year": (date(2026, 1, 1), "yyyy", "2026 год"),
    "a day without its year, which Excel made up": (date(2026, 9, 15), "d mmm", "15 сентября"),
    "a time": (time(10, 30), "h:mm", "10:30"),
    "a number": (42628, "General", "42628"),
    "a truth value": (True, "General", "ИСТИНА"),
    "a text": ("15.9", "@", "15.9"),
    "an error": ("#N/A", "General", "#N/A"),
}  # fmt: skip


@pytest.mark.parametrize(("value", "number_format", "text"), SHOWN.values(), ids=SHOWN)
def test_a_term_is_what_the_cell_shows(value: object, number_format: str, text: str) -> None:
    def form(sheet: Any) -> None:
        sheet["D2"].number_format = number_format

    made = with_rows(HEADER, ("1", "Отчёт", "ОМСУ", value, None), change=form)
    assert told(made, "срок") == [f'"{text}"']


@pytest.mark.parametrize("number_format", ["mmm-yy", "d mmm"])
def test_what_excel_keeps_beside_what_it_shows_is_told(number_format: str) -> None:
    def form(sheet: Any) -> None:
        sheet["D2"].number_format = number_format

    made = with_rows(HEADER, ("1", "Отчёт", "ОМСУ", date(2026, 9, 1), None), change=form)
    assert "though Excel keeps 01.09.2026 in it" in made.text


@pytest.mark.parametrize(
    ("value", "number_format", "number"),
    [
        ("3.10", "@", "3.10"),
        (3.1, "0.00", "3.10"),
        (3.1, "General", "3.1"),
        (7, "General", "7"),
        (7.0, "0", "7"),
    ],
)
def test_numbers_of_the_plan_stay_as_they_look(value: object, number_format: str, number: str) -> None:
    def form(sheet: Any) -> None:
        sheet["A2"].number_format = number_format

    made = with_rows(HEADER, (value, *FIRST[1:]), change=form)
    assert told(made, "№") == [f'"{number}"']


@pytest.mark.parametrize(
    ("value", "number_format", "asked"),
    [(3.1, "General", True), (3.1, "0.00", False), ("3.10", "@", False), (7, "General", False)],
)
def test_a_number_may_have_lost_its_nought(value: object, number_format: str, asked: bool) -> None:
    def form(sheet: Any) -> None:
        sheet["A2"].number_format = number_format

    made = with_rows(HEADER, (value, *FIRST[1:4], 2.5), change=form)
    assert ("# LOOK: Excel keeps a number here: is it 3.1, or 3.10?" in made.text) is asked
    assert "2.50" not in made.text


@pytest.mark.parametrize(("epoch", "day"), [(WINDOWS_EPOCH, "30.06.2026"), (MAC_EPOCH, "01.07.2030")])
def test_a_number_in_the_column_of_terms_is_told_as_the_date_it_would_be(epoch: datetime, day: str) -> None:
    """46203 is the number under which Excel keeps 30.06.2026; a book may count 1462 days later, from 1904."""
    book = Workbook()
    book.epoch = epoch
    for row in (HEADER, ("46203", "Отчёт", "ОМСУ", 46203, 46203)):
        book.active.append(row)
    made = drafted(book)
    (line,) = (line for line in made.text.splitlines() if line.startswith("    срок:"))
    assert line == f'    срок: "46203"   # DECIDE: Excel keeps a number here; as a date it would be {day}'
    assert made.text.count("as a date it would be") == 1


def test_a_formula_without_a_value_is_kept_and_told() -> None:
    made = with_rows(HEADER, ("1", "Отчёт", "ОМСУ", "=TODAY()", None))
    assert told(made, "срок") == ['"=TODAY()"']
    assert "Excel never computed the formula =TODAY()" in made.text
    assert made.understood == 0


def test_a_formula_with_a_value_gives_the_value() -> None:
    """A book as Excel saves it: the formula and, beside it, what it last came to."""
    book = Workbook()
    for row in (HEADER, ("1", "Отчёт", "ОМСУ", '="до 1 июня "&2026&" г."', None)):
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    data = rewritten(
        file.getvalue(),
        "xl/worksheets/sheet1.xml",
        "<v></v>",
        "<v>до 1 июня 2026 г.</v>",
        '<c r="D2"',
        '<c r="D2" t="str"',
    )
    assert told(draft(read_plan(data, "план.xlsx"), ENGLISH), "срок") == ['"до 1 июня 2026 г."']


def rewritten(data: bytes, part: str, *pairs: str) -> bytes:
    """The package with pieces of one part replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name == part:
                for before, after in zip(pairs[::2], pairs[1::2], strict=True):
                    assert before.encode() in text, text
                    text = text.replace(before.encode(), after.encode())
            new.writestr(name, text)
    return out.getvalue()


def test_cells_merged_down_and_across() -> None:
    def merge(sheet: Any) -> None:
        sheet.merge_cells("A2:E2")
        sheet.merge_cells("C3:C4")

    made = with_rows(
        HEADER,
        ("Раздел I", *[None] * 4),
        FIRST,
        ("2", "Отчёт", None, "до 1 июля 2026 г.", None),
        change=merge,
    )
    assert "  # sheet “План”, row 2: Раздел I\n" in made.text
    assert told(made, "ответственный") == ["министерство", "министерство"]


def test_what_excel_hides_is_read_and_told() -> None:
    def hide(sheet: Any) -> None:
        sheet.row_dimensions[2].hidden = True
        sheet.column_dimensions["E"].hidden = True
        sheet.sheet_state = "hidden"
        sheet.parent.create_sheet("Видимый")

    made = with_rows(HEADER, (*FIRST[:4], "тайна"), change=hide)
    assert "# Примечание: тайна" in made.text
    doubts = " ".join(map(str, made.doubts))
    assert "is hidden in Excel" in doubts
    assert "hidden rows of the sheet “План” were read too: 2" in doubts
    assert "hidden columns of the sheet “План” were read too: E" in doubts


def test_several_sheets_are_one_plan() -> None:
    book = Workbook()
    book.active.append(HEADER)
    book.active.append(FIRST)
    notes = book.create_sheet("Заметки")
    notes.append(("просто заметка",))
    second = book.create_sheet("Продолжение")
    second.append(HEADER)
    second.append(("2", *FIRST[1:]))
    made = drafted(book)
    assert told(made, "№") == ['"1"', '"2"']
    assert [str(text) for text in made.skipped] == ["sheet “Заметки” (begins: просто заметка)"]
    assert "#   просто заметка" in made.text


def test_the_table_may_stand_anywhere_on_the_sheet() -> None:
    made = with_rows(
        ("План мероприятий по развитию",), (), (None, None, *HEADER), (None, None, *FIRST),
        change=lambda sheet: sheet.add_table(Table(displayName="T", ref="C3:G4")),
    )  # fmt: skip
    assert told(made, "№") == ['"1"']
    assert told(made, "название") == ['"План мероприятий по развитию"']


def test_a_sheet_formatted_to_its_end_is_read_quickly() -> None:
    def form(sheet: Any) -> None:
        sheet["XFD1048576"].number_format = "0.00"

    assert told(with_rows(HEADER, FIRST, change=form), "№") == ['"1"']
