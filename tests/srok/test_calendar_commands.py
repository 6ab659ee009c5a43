"""`srok calendar` keeps what the command line promises to scripts, and tells people why."""

import json
from datetime import UTC, datetime
from importlib import resources

import pytest
from typer.testing import CliRunner, Result

from calendars import known_names, load_calendar
from calendars.errors import CalendarError, InputError
from calendars.saying import ENGLISH
from srok.cli.calendar import app


@pytest.fixture(autouse=True)
def _english(monkeypatch):
    monkeypatch.setenv("SROK_LANG", "en")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments, catch_exceptions=False)


def run_json(*arguments: str) -> dict:
    result = run(*arguments, "--json")
    assert result.exit_code == 0
    return json.loads(result.stdout)


EDITION = load_calendar().edition


def test_add_gives_the_date_and_its_edition():
    assert run_json("add", "2017-06-30", "43") == {
        "date": "2017-08-30",
        "provisional": False,
        "calendar": "ru",
        "edition": EDITION,
    }


@pytest.mark.parametrize(
    ("n", "expected"), [("-5", "2017-06-23"), ("-15", "2017-06-08"), ("0", "2017-06-30")]
)
def test_a_negative_number_counts_back(n: str, expected: str):
    assert run_json("add", "2017-06-30", n)["date"] == expected


def test_count_gives_the_number_of_working_days():
    assert run_json("count", "2017-06-30", "2017-08-30", "--calendar", "ru") == {
        "working_days": 43,
        "provisional": False,
        "calendar": "ru",
        "edition": EDITION,
    }


@pytest.mark.parametrize(
    ("day", "convention", "expected", "provisional"),
    [
        ("2016-11-20", "following", "2016-11-21", False),
        ("2016-11-20", "preceding", "2016-11-18", False),
        ("2016-04-30", "modified_following", "2016-04-29", False),
        ("2016-11-20", "none", "2016-11-20", False),
        ("2028-01-01", "following", "2028-01-10", True),
    ],
)
def test_roll_gives_the_date_and_whether_it_may_still_move(day, convention, expected, provisional):
    found = run_json("roll", day, convention)
    assert (found["date"], found["provisional"]) == (expected, provisional)


def test_the_presidential_days_are_asked_for():
    found = run_json("add", "2021-09-30", "43", "--presidential")
    assert found["date"] == "2021-12-07"
    assert found["edition"] == load_calendar(presidential=True).edition


@pytest.mark.parametrize(("year", "status", "length"), [(2020, "official", 366), (2028, "projected", 366)])
def test_show_gives_every_day_of_the_year(year: int, status: str, length: int):
    found = run_json("show", str(year))
    assert (found["year"], found["status"], len(found["days"])) == (year, status, length)
    first = found["days"][0]
    assert {key: first[key] for key in ("date", "working", "kind", "name")} == {
        "date": f"{year}-01-01",
        "working": False,
        "kind": "holiday",
        "name": "New Year holidays",
    }


def test_show_takes_in_the_presidential_days_when_asked():
    totals = [
        sum(day["working"] for day in run_json("show", "2021", *flag)["days"])
        for flag in ((), ("--presidential",))
    ]
    assert totals == [247, 240]


def test_people_read_the_steps():
    result = run("roll", "2016-11-20", "following")
    assert result.stdout.splitlines() == [
        "20.11.2016 is a Sunday, a weekend",
        "moved to the following working day, Monday 21.11.2016",
    ]
    assert (
        run("add", "2017-06-30", "43").stdout.splitlines()[-1]
        == "working day number 43 is Wednesday 30.08.2017"
    )
    assert run("count", "2017-06-30", "2017-08-30").stdout.startswith("43 working days after 30.06.2017")


def test_people_see_the_days_of_a_year_that_are_out_of_the_ordinary():
    shown = run("show", "2016").stdout
    assert "2016 (by decree): 247 working days" in shown
    assert "20.02.2016" in shown
    assert "19.02.2016" not in shown


def test_check_reports_every_year_and_its_decree():
    found = run_json("check")
    assert [year["year"] for year in found["years"]] == list(range(2013, 2030))
    assert "No 1017" in found["years"][3]["decree"]
    assert found["years"][-1] == {
        "year": 2029,
        "status": "projected",
        "decree": None,
        "note": None,
        "missing": [{"calendar": "ru", "what": "decree", "holiday": ""}],
    }


def test_check_tells_people_what_was_not_verified():
    told = run("check").stdout
    assert "2018: the transfers were seen in a publication; the number and date were not" in told
    assert "2019: " not in told


def test_check_warns_of_a_decree_that_is_missing():
    late, early = (run("check", "--today", day) for day in ("2027-10-15", "2027-10-14"))
    assert (late.exit_code, early.exit_code) == (0, 0)
    assert "warning: The calendar “ru” has no decree on transferred days off for 2028" in late.stderr
    assert early.stderr == ""


def test_check_warns_as_of_now_unless_told_otherwise(monkeypatch):
    monkeypatch.setattr("srok.clock.now", lambda: datetime(2027, 11, 1, 12, tzinfo=UTC))
    assert "no decree on transferred days off for 2028" in run("check").stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("add", "2017-02-30", "1"),
        ("add", "2017-06-30", "five"),
        ("roll", "2017-06-30", "sideways"),
        ("add", "--x", "1"),
    ],
)
def test_a_wrong_call_is_wrong_usage(arguments: tuple[str, ...]):
    assert run(*arguments).exit_code == 2


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("add", "2030-01-01", "1"), "outside the years"),
        (("show", "2012"), "The year 2012 is outside"),
        (("add", "2017-06-30", "1", "--calendar", "xx"), "no calendar “xx”"),
    ],
)
def test_what_the_calendar_does_not_know_is_refused(arguments: tuple[str, ...], words: str):
    with pytest.raises(CalendarError, match=words):
        run(*arguments)


# Calendars of regions -----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["ru+ru-al", "ru-al + ru", "Россия + Республика Алтай"])
def test_a_composed_calendar_is_asked_for_by_names_or_titles(name: str):
    found = run_json("add", "2026-06-30", "43", "--calendar", name)
    assert (found["date"], found["calendar"], found["provisional"]) == ("2026-08-31", "ru+ru-al", False)
    assert found["edition"] == load_calendar("ru+ru-al").edition


def test_a_date_over_a_year_that_the_region_leaves_open_is_provisional():
    found = run_json("add", "2022-06-30", "5", "--calendar", "ru-al")
    assert (found["date"], found["provisional"]) == ("2022-07-07", True)
    assert (
        "on which day “Чага-Байрам” is in 2022 is not known"
        in run("add", "2022-06-30", "5", "--calendar", "ru-al").stdout
    )


def test_show_tells_the_regional_days():
    found = {day["date"]: day for day in run_json("show", "2018", "--calendar", "ru-al")["days"]}
    assert found["2018-04-17"] == {
        "date": "2018-04-17",
        "working": False,
        "short": False,
        "kind": "regional",
        "name": "Родительский день (Радоница)",
        "basis": "Разовый акт Республики Алтай",
    }
    assert (
        "2014 (not all acts are known, provisional): 247" in run("show", "2014", "--calendar", "ru-al").stdout
    )
    assert "2028 (by the law alone, provisional)" in run("show", "2028").stdout


def test_list_names_every_calendar():
    found = {item["name"]: item for item in run_json("list")}
    assert list(found) == list(known_names())
    assert found["ru-al"]["title"] == "Республика Алтай"
    assert found["ru-al"]["official"] == [2013, 2016, 2017, 2018, 2019, 2021, 2026]
    assert found["ru-al"]["projected"] == [2014, 2015, 2020, 2022, 2023, 2024, 2025, 2027, 2028, 2029]
    shown = run("list").stdout
    assert "Республика Алтай" in shown
    assert "2013, 2016–2019, 2021, 2026" in shown


def test_check_of_a_region_tells_what_is_missing_and_what_was_not_verified():
    result = run("check", "--calendar", "ru-al", "--today", "2026-10-15")
    assert result.exit_code == 0
    assert "Чага-Байрам, 17.02.2013: дата объявлена в печати" in result.stdout
    assert "does not know the day of “Чага-Байрам” in 2027" in result.stderr
    assert "calendars/regions/ru-al.yaml" in result.stderr
    found = run_json("check", "--calendar", "ru-al", "--today", "2026-10-14")
    assert found["years"][1] == {
        "year": 2014,
        "status": "projected",
        "decree": "Resolution of the Russian Government of 28.05.2013 No 444",
        "note": None,
        "missing": [{"calendar": "ru-al", "what": "day", "holiday": "Чага-Байрам"}],
    }
    assert found["warnings"] == []


# Files --------------------------------------------------------------------------------------------------

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
