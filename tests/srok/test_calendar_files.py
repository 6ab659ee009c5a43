"""`srok calendar check FILE` derives a calendar file of one's own and compares with tables that others published."""

from importlib import resources

import pytest
from typer.testing import CliRunner, Result

from calendars.errors import InputError
from calendars.saying import ENGLISH
from srok.cli.calendar import app


@pytest.fixture(autouse=True)
def _english(monkeypatch):
    monkeypatch.setenv("SROK_LANG", "en")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments, catch_exceptions=False)


OWN = """name: town
title: Наш город
base: ru-al
holidays:
  - {name: День города, act: Решение, coinciding_day_off: stays, days: ["08-19"]}
"""


def errors(*arguments: str) -> list[str]:
    with pytest.raises(InputError) as refused:
        run(*arguments)
    return [problem.render(ENGLISH) for problem in refused.value.problems]


def test_a_calendar_file_of_ones_own_is_checked(tmp_path):
    (tmp_path / "town.yaml").write_text(OWN)
    result = run("check", str(tmp_path / "town.yaml"), "--today", "2026-10-15")
    assert result.exit_code == 0
    assert "The calendar “town” holds together" in result.stdout
    assert "does not know the day of “Чага-Байрам” in 2027" in result.stderr


def test_a_file_of_ones_own_that_lacks_something_is_itself_named(tmp_path):
    own = tmp_path / "town.yaml"
    own.write_text(OWN.replace('days: ["08-19"]', "yearly: []"))
    assert f"Add the day to {own} when" in run("check", str(own)).stderr


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (OWN.replace("act: Решение, ", ""), ":5:5: error: “holidays.0.act” is missing"),
        (OWN.replace("base: ru-al", "base: ru-xx"), "There is no calendar “ru-xx”"),
        (OWN.replace('days: ["08-19"]', ""), "error: “День города”: say in exactly one way"),
    ],
)
def test_a_file_that_cannot_be_is_refused(tmp_path, text: str, words: str):
    (tmp_path / "town.yaml").write_text(text)
    assert words in "\n".join(errors("check", str(tmp_path / "town.yaml")))


def test_a_decree_file_that_contradicts_itself_is_refused(tmp_path):
    federal = (resources.files("calendars") / "regions" / "ru.yaml").read_text()
    (tmp_path / "ru.yaml").write_text(federal.replace("[2026-01-03, 2026-01-09]", "[2026-01-03, 2026-01-08]"))
    (told,) = errors("check", str(tmp_path / "ru.yaml"))
    assert told.startswith(f"{tmp_path / 'ru.yaml'}:0:0: error: ")
    assert "08.01.2026 is off already (New Year holidays)" in told


def test_a_draft_decree_makes_its_year_provisional(tmp_path):
    federal = (resources.files("calendars") / "regions" / "ru.yaml").read_text()
    own = tmp_path / "ru.yaml"
    own.write_text(federal.replace("  - year: 2027\n", "  - year: 2027\n    status: draft\n"))
    result = run("check", str(own), "--today", "2026-10-15")
    assert "by a draft, provisional" in result.stdout
    assert (
        f"is a draft in the calendar “ru”: dates in that year are provisional. When it is published, check {own}"
        in (result.stderr)
    )


def test_a_published_table_is_compared(tmp_path):
    table = tmp_path / "table.csv"
    table.write_bytes("Дата;Рабочий\r\n20.02.2016;да\r\n22.02.2016;нет\r\n".encode("cp1251"))
    result = run("check", str(table))
    assert result.exit_code == 0
    assert "2 days from 20.02.2016 to 22.02.2016 compared, 0 differ" in result.stdout
    table.write_text("date,working\n2016-02-20,1\n2016-02-22,1\n")
    (told,) = errors("check", str(table))
    assert told.startswith(
        f"{table}:3:1: error: 22.02.2016 (Monday): a working day in the table, but in the calendar"
    )


def test_the_year_that_show_prints_agrees(tmp_path):
    table = tmp_path / "2018.json"
    table.write_text(run("show", "2018", "--calendar", "ru-al", "--json").stdout)
    assert run("check", str(table), "--calendar", "ru-al").exit_code == 0
    (told,) = errors("check", str(table))
    assert "17.04.2018 (Tuesday): a day off in the table, but in the calendar “ru” working day" in told


def test_a_file_of_ones_own_is_compared_with_a_table(tmp_path):
    (tmp_path / "town.yaml").write_text(OWN)
    (tmp_path / "table.csv").write_text("date,working\n2026-08-19,1\n2026-08-20,1\n")
    (told,) = errors("check", str(tmp_path / "town.yaml"), str(tmp_path / "table.csv"))
    assert (
        "19.08.2026 (Wednesday): a working day in the table, but in the calendar “town” День города (Решение)"
        in told
    )


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("x.csv", b"a,b\n1,2\n", "x.csv:1:1: error: this is no table of working days"),
        ("x.csv", b"date,working\n1999-01-01,1\n", "x.csv:1:1: error: no day of the table is in the years"),
        ("x.csv", b'date,working\n"2016', "x.csv:2:1: error: from here on the quotation marks do not pair"),
        ("x.csv", b"", "x.csv:1:1: error: this is no table of working days"),
        ("x.json", b"{", "x.json:1:1: error: this JSON is not a table of working days"),
        ("x.json", b"\xff", "x.json:1:1: error: the file is not UTF-8 text"),
        ("x.yaml", b"\xff", "x.yaml:1:1: error: the file is not UTF-8 text"),
        ("x.yaml", b"", "x.yaml:0:0: error: here are no keys with values"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_with_its_place(tmp_path, name: str, data: bytes, words: str):
    (tmp_path / name).write_bytes(data)
    assert words in "\n".join(errors("check", str(tmp_path / name)))


def test_a_file_that_is_not_there_is_told():
    assert "there is no such file" in errors("check", "no.csv")[0]
