"""A file that cannot be a plan is refused in one sentence that says what to do, never with a traceback."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from calendars.errors import InputError
from calendars.saying import ENGLISH
from definitions import read_definition
from definitions.draft import draft
from srok.planimport import read_plan

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
TABLE = "№\tМероприятия\tОтветственный\tСрок\n1\tОтчёт\tОМСУ\tдо 1 июня 2026 г.\n"

Cli = Callable[..., Any]


def saved(made: Any) -> bytes:
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def word(*rows: tuple[str, ...]) -> bytes:
    document = Document()
    document.add_paragraph("План")
    if rows:
        table = document.add_table(len(rows), len(rows[0]))
        for row, cells in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text
    return saved(document)


def excel(*rows: tuple[object, ...]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    return saved(book)


def package(parts: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return file.getvalue()


def with_part(data: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        return package(
            {name: change(old.read(name)) if name == part else old.read(name) for name in old.namelist()}
        )


ROWS = [tuple(line.split("\t")) for line in TABLE.splitlines()]
WORD, EXCEL = word(*ROWS), excel(*ROWS)
ENTITY = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
LAUGHS = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'


def with_doctype(doctype: bytes) -> Callable[[bytes], bytes]:
    return lambda xml: xml.replace(b"?>", b"?>" + doctype, 1) if b"?>" in xml else doctype + xml


def merged(xml: bytes) -> bytes:
    return xml.replace(
        b"</sheetData>", b'</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    )


REFUSED = {
    "plan.docx": (b"", "the file is empty"),
    "old.doc": (OLE + bytes(600), "old format of Word: open the file and save it as .docx"),
    "old.xls": (OLE + bytes(600), "old format of Excel: open the file and save it as .xlsx"),
    "secret.docx": (OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "protected with a password"),
    "plan.pdf": (b"%PDF-1.7", "a plan is read from .docx, .xlsx, .tsv or .csv"),
    "plain.docx": (b"<html>", "no file of Word or Excel"),
    "cut.docx": (WORD[: len(WORD) // 2], "damaged or protected"),
    "cut.xlsx": (EXCEL[: len(EXCEL) // 2], "damaged or protected"),
    "archive.docx": (package({"readme.txt": b"hello"}), "no document of Word or Excel"),
    "hollow.docx": (package({"word/document.xml": b"<w/>"}), "damaged or protected"),
    "hollow.xlsx": (package({"xl/workbook.xml": b"<w/>"}), "damaged or protected"),
    "bomb.docx": (
        with_part(WORD, "word/document.xml", lambda xml: xml + b" " * 31_000_000),
        "too large when",
    ),
    "many.xlsx": (package({f"xl/{number}": b"" for number in range(5_001)}), "too large when"),
    "outside.docx": (with_part(WORD, "word/document.xml", with_doctype(ENTITY)), "holds a DTD"),
    "laughs.xlsx": (with_part(EXCEL, "xl/worksheets/sheet1.xml", with_doctype(LAUGHS)), "holds a DTD"),
    "merged.xlsx": (with_part(EXCEL, "xl/worksheets/sheet1.xml", merged), "cover the whole sheet"),
    "bare.docx": (word(), "no table of a plan was found"),
    "other.docx": (word(("УТВЕРЖДАЮ", "Иванов")), "found here: table 1 (begins: УТВЕРЖДАЮ | Иванов)"),
    "header.xlsx": (excel(ROWS[0]), "rows must follow it"),
    "empty.xlsx": (excel(), "no table of a plan was found"),
    "prose.csv": ("просто текст".encode(), "no table of a plan was found"),
    "odd.tsv": (b"\x98\xff\x00\x01", "neither UTF-8 nor windows-1251"),
    "long.tsv": ((TABLE + "2\tОтчёт\tОМСУ\tмай\n" * 5_001).encode(), "5003 rows"),
    "wide.tsv": ((TABLE + ("2\t" + "я" * 100_000 + "\n") * 5).encode(), "at most 5000 and 400000"),
    "huge.tsv": (b"1" * 20_000_001, "a plan has at most 20000000"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_is_no_plan_is_refused_with_advice(cli: Cli, name: str) -> None:
    content, words = REFUSED[name]
    Path(name).write_bytes(content)
    done = cli("import", name)
    assert (done.status, done.out) == (1, "")
    assert done.err.startswith(f"{name}:1:1: error: ")
    assert words in done.err


def test_a_quotation_mark_left_open_is_told_at_its_line(cli: Cli) -> None:
    Path("plan.tsv").write_text(TABLE + '2\t"Отчёт\tОМСУ\tмай\n')
    assert cli("import", "plan.tsv").err.startswith("plan.tsv:3:1: error: from here on the quotation marks")


def test_an_endless_cell_is_told_at_its_line(cli: Cli) -> None:
    Path("plan.tsv").write_text(TABLE + "2\t" + "я" * 200_000)
    assert cli("import", "plan.tsv").err.startswith("plan.tsv:3:1: error: a cell here has more than")


def test_a_file_that_is_not_there_is_told(cli: Cli) -> None:
    assert cli("import", "nowhere.docx").err == "nowhere.docx:1:1: error: there is no such file\n"


def test_what_the_bytes_are_counts_and_not_the_ending() -> None:
    assert read_plan(WORD, "plan.xlsx").grids[0].rows == read_plan(WORD, "plan.docx").grids[0].rows


def imports(data: bytes, file: str) -> bool:
    """Import whatever that is; only the one kind of refusal may come of it."""
    try:
        made = draft(read_plan(data, file), ENGLISH)
    except InputError:
        return False
    read_definition(made.text.encode(), "draft.yaml")
    return True


@pytest.mark.parametrize("whole", [WORD, EXCEL, TABLE.encode()], ids=["word", "excel", "text"])
def test_damage_never_ends_in_a_traceback(whole: bytes) -> None:
    assert imports(whole, "plan.tsv")

    @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.differing_executors])
    @given(st.lists(st.tuples(st.integers(0, len(whole) - 1), st.integers(0, 255)), min_size=1, max_size=20))
    def damage(hits: list[tuple[int, int]]) -> None:
        data = bytearray(whole)
        for place, value in hits:
            data[place] = value
        imports(bytes(data), "plan.tsv")

    damage()


PARTS = [
    (WORD, "word/document.xml"),
    (WORD, "word/styles.xml"),
    (EXCEL, "xl/worksheets/sheet1.xml"),
    (EXCEL, "xl/workbook.xml"),
]


@pytest.mark.parametrize(("whole", "part"), PARTS, ids=[part for _, part in PARTS])
def test_nonsense_in_a_part_never_ends_in_a_traceback(whole: bytes, part: str) -> None:
    """The package is whole and the XML reads well, but what it says makes no sense."""
    words = [b"1", b"-1", b"99999999999", b"", "я".encode(), b"A0", b"restart", b"w:tbl"]

    @settings(max_examples=40, deadline=None)
    @given(st.data())
    def nonsense(data: st.DataObject) -> None:
        def change(xml: bytes) -> bytes:
            pieces = xml.split(b'"')
            at = data.draw(st.integers(0, max(0, len(pieces) // 2 - 1))) * 2 + 1
            pieces[min(at, len(pieces) - 1)] = data.draw(st.sampled_from(words))
            return b'"'.join(pieces)

        imports(with_part(whole, part, change), "plan.docx")

    nonsense()
