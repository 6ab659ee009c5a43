"""`srok calendar` keeps what the command line promises to scripts, and tells people why."""

import json
from datetime import UTC, datetime

import pytest
from typer.testing import CliRunner, Result

from calendars import known_names, load_calendar
from calendars.errors import CalendarError
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
