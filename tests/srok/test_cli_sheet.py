"""Rows inside a case from the command line: what is returned and what approved, who has answered and who has not."""

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

DEFINITION = Path(__file__).parent / "data" / "sheet.yaml"
CYCLE = "лист-2018"
CASE = ("7", "--participant", "Горно-Алтайск", "--agency", "минздрав")
FILE = """\
мероприятие;действие;участник;ведомство;строка;дата;пояснение;внесено;от МО;согласовал
7;добавить строку;Горно-Алтайск;минздрав;Решение 12;10.07.2018;Завершить ремонт;;;
7;внести;Горно-Алтайск;минздрав;Решение 12;20.08.2018;;20.08.2018;Иванова А.А.;
7;внести;Горно-Алтайск;минздрав;5.1;20.08.2018;;20.08.2018;Иванова А.А.;
7;внести;Горно-Алтайск;минздрав;5.2;21.08.2018;;21.08.2018;Сидоров С.С.;
7;внести;Горно-Алтайск;минздрав;;21.08.2018;;;;
7;согласовать;Горно-Алтайск;минздрав;5.1;22.08.2018;;;;Петров П.П.
7;вернуть;Горно-Алтайск;минздрав;5.2;22.08.2018;нет обоснования;;;
"""


@pytest.fixture
def begun(cli: Callable[..., Any], tmp_path: Path) -> Callable[..., Any]:
    """A cycle with three towns; further commands have its name put in."""
    who = tmp_path / "who.csv"
    who.write_text("название\nГорно-Алтайск\nМайма\nЧоя\n", encoding="utf-8")
    assert cli("start", DEFINITION, "--participants", who, "--now", "2018-07-01T09:00").status == 0
    return lambda command, *rest: cli(command, CYCLE, *rest)


@pytest.fixture
def filled(begun: Callable[..., Any], tmp_path: Path) -> Callable[..., Any]:
    """The sheet of one town: an indicator approved, another returned, a decision handed in."""
    file = tmp_path / "entries.csv"
    file.write_text(FILE, encoding="utf-8")
    told = begun("record", "--from", file, "--now", "2018-08-22T15:00")
    assert told.status == 0, told.err
    return begun


def test_the_rows_of_a_sheet(filled: Callable[..., Any]):
    rows = filled("sheet", *CASE, "--format", "json").json
    assert [(row["section"], row["row"], row["state"], row["since"]) for row in rows] == [
        ("Решения Комиссии", "Решение 12", "внесена", "2018-08-20"),
        ("Показатели", "5.1", "согласована", "2018-08-22"),
        ("Показатели", "5.2", "возвращена", "2018-08-22"),
    ]
    assert rows[1]["data"] == {"внесено": "2018-08-20", "от МО": "Иванова А.А.", "согласовал": "Петров П.П."}
    assert rows[2]["data"]["согласовал"] is None
    assert (rows[2]["comment"], rows[0]["wording"]) == ("нет обоснования", "Завершить ремонт")


def test_people_see_what_is_returned(filled: Callable[..., Any]):
    told = filled("sheet", *CASE).out
    assert "7 / Горно-Алтайск / минздрав" in told
    assert "нет обоснования" in told
    assert "Решение 12: Завершить ремонт" in told
    assert "внесено: 20.08.2018; от МО: Иванова А.А." in told
    assert "возвращена: 1" in told


def test_a_spreadsheet_has_a_column_for_each_thing_given(filled: Callable[..., Any]):
    told = filled("sheet", *CASE, "--format", "csv").out
    rows = list(csv.DictReader(io.StringIO(told), delimiter=";"))
    assert (rows[1]["row"], rows[1]["от МО"], rows[1]["согласовал"]) == ("5.1", "Иванова А.А.", "Петров П.П.")
    assert rows[2]["согласовал"] == ""
    assert rows[0]["wording"] == "Завершить ремонт"


def test_the_past_of_a_sheet(filled: Callable[..., Any]):
    rows = filled("sheet", *CASE, "--as-of", "2018-08-20", "--format", "json").json
    assert {row["row"]: row["state"] for row in rows} == {
        "5.1": "внесена",
        "5.2": "не внесена",
        "Решение 12": "внесена",
    }
    known = filled("sheet", *CASE, "--known-on", "2018-08-21", "--format", "json").json
    assert {row["row"] for row in known} == {"5.1", "5.2"}


def test_the_whole_is_accepted_once_all_its_rows_are(filled: Callable[..., Any]):
    told = filled("record", *CASE[:1], "принять", *CASE[1:])
    assert told.status == 1
    assert "before “принять” every row must be: согласована" in told.err
    assert "5.2 (возвращена)" in told.err
    assert "Решение 12 (внесена)" in told.err
    assert "5.1" not in told.err


def test_an_unknown_row_is_refused_with_those_there_are(filled: Callable[..., Any]):
    told = filled("record", "7", "внести", *CASE[1:], "--row", "5.3")
    assert told.status == 1
    assert "there is no row “5.3” here; the rows are: 5.1, 5.2, Решение 12" in told.err


def test_the_journal_names_the_row(filled: Callable[..., Any]):
    assert "7 / Горно-Алтайск / минздрав · 5.2 · вернуть · нет обоснования" in filled("journal", "7").out
    rows = filled("journal", "7", "--json").json
    assert [row["row"] for row in rows] == ["Решение 12", "Решение 12", "5.1", "5.2", None, "5.1", "5.2"]


def test_a_key_stands_for_one_row(begun: Callable[..., Any]):
    given = (
        "--on",
        "2018-07-02",
        "--data",
        "внесено=2018-07-02",
        "--data",
        "от МО=Иванова А.А.",
        "--key",
        "k",
    )
    now = ("--now", "2018-07-02T12:00")
    assert begun("record", "7", "внести", *CASE[1:], "--row", "5.1", *given, *now).status == 0
    again = begun("record", "7", "внести", *CASE[1:], "--row", "5.1", *given)
    assert (again.status, "Already recorded" in again.out) == (0, True)
    other = begun("record", "7", "внести", *CASE[1:], "--row", "5.2", *given)
    assert other.status == 1
    assert "stands for another entry" in other.err


# A survey ------------------------------------------------------------------------------------------------


@pytest.fixture
def asked(begun: Callable[..., Any]) -> Callable[..., Any]:
    """Two of three were asked about the last of July, on the second and the third of August."""
    for now, town in (("2018-08-02", "Майма"), ("2018-08-03", "Чоя")):
        given = (
            "--data",
            f"готовность=раздел 1 ({town})",
            "--data",
            "проверено=31.07.2018",
            "--now",
            f"{now}T12:00",
        )
        told = begun("record", "8", "ответ", "--participant", town, "--on", "2018-07-31", *given)
        assert told.status == 0, told.err
    return begun


def test_who_has_answered(asked: Callable[..., Any]):
    rows = asked("sheet", "8", "--format", "json").json
    assert [(row["participant"], row["on"], row["unanswered"]) for row in rows] == [
        ("Горно-Алтайск", None, "не опрошен"),
        ("Майма", "2018-07-31", None),
        ("Чоя", "2018-07-31", None),
    ]
    assert rows[1]["data"] == {"готовность": "раздел 1 (Майма)", "проверено": "2018-07-31"}
    assert rows[0]["data"] == {"готовность": None, "проверено": None}


def test_people_see_who_was_not_asked(asked: Callable[..., Any]):
    told = asked("sheet", "8").out
    assert "Answered: 2 of 3" in told
    assert "не опрошен: Горно-Алтайск" in told
    assert "31.07.2018" in told


def test_what_was_known_on_a_day(asked: Callable[..., Any]):
    rows = asked("sheet", "8", "--as-of", "2018-07-31", "--known-on", "2018-08-02", "--format", "json").json
    assert [row["participant"] for row in rows if row["on"]] == ["Майма"]


def test_a_later_answer_replaces_an_earlier_one(asked: Callable[..., Any]):
    given = ("--data", "готовность=всё", "--data", "проверено=03.08.2018", "--on", "2018-08-03")
    assert asked("record", "8", "ответ", "--row", "Майма", *given).status == 0
    told = asked("sheet", "8", "--format", "csv").out
    rows = {row["participant"]: row for row in csv.DictReader(io.StringIO(told), delimiter=";")}
    assert (rows["Майма"]["готовность"], rows["Горно-Алтайск"]["unanswered"]) == ("всё", "не опрошен")
    assert len([row for row in asked("journal", "8", "--json").json if row["row"] == "Майма"]) == 2


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("8", "ответ", "--participant", "Маймa"), "unknown participant “Маймa”; did you mean “Майма”?"),
        (("8", "исполнить", "--participant", "Майма"), "event 8 is one for all"),
    ],
)
def test_what_does_not_fit_is_refused(begun: Callable[..., Any], arguments: tuple[str, ...], words: str):
    told = begun("record", *arguments)
    assert told.status == 1
    assert words in told.err


def test_an_event_with_nothing_inside_says_so(cli: Callable[..., Any], started: Any):
    told = cli("sheet", "small-2016", "5")
    assert told.status == 1
    assert "event 5 has neither a sheet nor a survey" in told.err


def test_nothing_is_wrong_with_the_journal_afterwards(filled: Callable[..., Any], cli: Callable[..., Any]):
    assert cli("verify").status == 0


def test_a_date_after_the_day_of_the_answer_may_be_a_slip(begun: Callable[..., Any]):
    given = ("--data", "готовность=всё", "--data", "проверено=05.08.2018", "--on", "2018-08-01")
    told = begun("record", "8", "ответ", "--row", "Майма", *given, "--now", "2018-08-03T12:00")
    assert (told.status, told.out) == (0, "Recorded as entry 6\n")
    assert told.err == (
        "warning: проверено: 05.08.2018 is later than 01.08.2018, the day of “ответ”;"
        " if that is a slip, correct it: --corrects 6\n"
    )
