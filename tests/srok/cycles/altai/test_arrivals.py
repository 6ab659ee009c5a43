"""Point 7, appendix 2: a row comes to the agency with its sheet, and is looked at from then on."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx import Document

CYCLE = "altai-337"
#: The last day of nine months of 2018 is 29 November: 43 working days after 30 September.
WHOSE = ("7", "--participant", "Онгудайский район", "--agency", "Минфин РА", "--period", "9 месяцев")
FIGURES = ("план на год=1", "текущий год=1", "прошлый год=1", "обоснование=рост", "от МО=Иванова А.А.")
ROW = ("--row", "1.1")
#: The column «Дата внесения материалов в ведомство муниципальным образованием» of the second table.
HANDED_IN, APPROVED = 7, 11


@pytest.fixture
def told(srok: Callable[..., Any], file: Callable[[str], Path]) -> Callable[..., Any]:
    """Record an act at a moment, noon unless told."""
    members = "--participants", file("participants.csv")
    assert srok("start", file("yaml"), *members, "--now", "2018-09-01T09:00").status == 0

    def record(action: str, on: str, *rest: str, data: tuple[str, ...] = ()) -> Any:
        given = [word for one in data for word in ("--data", one)]
        return srok("record", CYCLE, *WHOSE[:1], action, *WHOSE[1:], *rest, *given, "--now", f"{on}T12:00")

    return record


@pytest.fixture
def printed(srok: Callable[..., Any], tmp_path: Path) -> Callable[..., list[str]]:
    """The row 1.1 as the form has it."""

    def row() -> list[str]:
        made = srok("sheet", CYCLE, *WHOSE, "--format", "docx", "--output", tmp_path / "made.docx")
        assert made.status == 0, made.err
        document = Document(str(tmp_path / "made.docx"))
        assert " / 9 месяцев 2018 г. По состоянию на " in document.sections[0].footer.paragraphs[0].text
        table = document.tables[1]
        return next(cells for line in table.rows if (cells := [cell.text for cell in line.cells])[0] == "1.1")

    return row


def test_the_day_of_a_row_is_the_one_on_which_its_sheet_came(
    told: Callable[..., Any], printed: Callable[..., list[str]]
):
    """Put in on 20 November, handed in on 12 December: late. What was returned is handed in anew with the sheet."""
    assert told("внести", "2018-11-20", *ROW, data=FIGURES).status == 0
    assert printed()[HANDED_IN] == ""
    assert told("внести", "2018-12-12").status == 0
    assert printed()[HANDED_IN] == "12.12.2018"
    assert told("вернуть", "2018-12-13", *ROW, "--note", "нет обоснования").status == 0
    assert told("вернуть", "2018-12-13", data=("комментарий=строка 1.1",)).status == 0
    assert printed()[HANDED_IN] == "12.12.2018"
    assert told("внести", "2018-12-14", *ROW, data=FIGURES).status == 0
    assert printed()[HANDED_IN] == ""
    assert told("внести", "2018-12-17").status == 0
    assert printed()[HANDED_IN] == "17.12.2018"


def test_a_corrected_day_of_the_sheet_is_that_of_its_rows(
    told: Callable[..., Any], printed: Callable[..., list[str]]
):
    assert told("внести", "2018-11-20", *ROW, data=FIGURES).status == 0
    number = told("внести", "2018-11-21").out.split()[-1]
    assert printed()[HANDED_IN] == "21.11.2018"
    assert told("внести", "2018-12-11", "--on", "2018-12-10", "--corrects", number).status == 0
    assert printed()[HANDED_IN] == "10.12.2018"


def test_an_agency_looks_at_rows_of_a_sheet_that_it_has(
    told: Callable[..., Any], printed: Callable[..., list[str]]
):
    mark = ("согласовал=Петров П.П.",)
    assert told("внести", "2018-10-10", *ROW, data=FIGURES).status == 0
    for action, given in (("согласовать", mark), ("вернуть", ())):
        refused = told(action, "2018-10-10", *ROW, data=given)
        assert (refused.status, "готовится" in refused.err) == (1, True)
    assert told("внести", "2018-12-05").status == 0
    early = told("согласовать", "2018-12-06", *ROW, "--on", "2018-12-04", data=mark)
    assert (early.status, "04.12.2018" in early.err) == (1, True)
    assert told("согласовать", "2018-12-06", *ROW, data=mark).status == 0
    assert printed()[APPROVED] == "06.12.2018"


def test_in_a_file_the_sheet_may_stand_below_what_was_done_with_its_rows(
    told: Callable[..., Any], srok: Callable[..., Any], tmp_path: Path
):
    """Rows of a file are taken together; that of a sheet which never comes is refused."""
    assert told("внести", "2018-10-10", *ROW, data=FIGURES).status == 0
    whose = "7;Онгудайский район;Минфин РА;9 месяцев"
    head = "мероприятие;участник;ведомство;период;действие;строка;дата;согласовал"
    mark, sheet = f"{whose};согласовать;1.1;04.12.2018;Петров П.П.", f"{whose};внести;;03.12.2018;"
    note = f"{whose};пояснить;;03.12.2018;"
    file = tmp_path / "both.csv"
    for last, status in ((note, 1), (sheet, 0)):
        file.write_text(f"{head}\n{mark}\n{last}", encoding="utf-8")
        assert srok("record", CYCLE, "--from", file, "--now", "2018-12-05T12:00").status == status
