"""A published table is read in the forms in which people have it, and every day that differs is told with its line."""

import json
from datetime import date
from pathlib import Path

import pytest

from calendars import (
    Calendar,
    PublishedDay,
    differences,
    known_days,
    load_calendar,
    published_json,
    published_rows,
)
from calendars.errors import CalendarError

PUBLISHED = (Path(__file__).parent / "data" / "ru_published.json").read_text()

# Rows as the open data of data.gov.ru have them (7708660670-proizvcalendar).
MONTHS = [date(2016, month, 1).strftime("%B") for month in range(1, 13)]
HEADER = ["Год/Месяц", *MONTHS, "Всего рабочих дней", "Всего праздничных и выходных дней"]
YEAR_2016 = [
    "2016",
    "1,2,3,4,5,6,7,8,9,10,16,17,23,24,30,31",
    "6,7,13,14,20*,21,22+,23,27,28",
    "5,6,7+,8,12,13,19,20,26,27",
    "2,3,9,10,16,17,23,24,30",
    "1,2+,3+,7,8,9,14,15,21,22,28,29",
    "4,5,11,12,13+,18,19,25,26",
    "2,3,9,10,16,17,23,24,30,31",
    "6,7,13,14,20,21,27,28",
    "3,4,10,11,17,18,24,25",
    "1,2,8,9,15,16,22,23,29,30",
    "3*,4,5,6,12,13,19,20,26,27",
    "3,4,10,11,17,18,24,25,31",
    "247",
    "119",
]


def rows(*rows: list[str]):
    return list(enumerate(rows, 1))


@pytest.mark.parametrize("presidential", [False, True])
def test_the_calendar_is_the_published_one(presidential: bool):
    calendar = load_calendar(presidential=presidential)
    table = published_json(PUBLISHED, "ru.json", presidential=presidential)
    assert differences(calendar, table, "ru.json") == ()
    assert len(known_days(calendar, table)) == (date(2028, 1, 1) - date(2013, 1, 1)).days


def test_the_policy_must_be_the_tables(with_presidential: Calendar):
    found = differences(with_presidential, published_json(PUBLISHED, "ru.json"), "ru.json")
    assert {problem.message.values["day"].year for problem in found} == {2020, 2021}


def test_what_srok_shows_can_be_compared_again(calendar: Calendar):
    days = [{"date": "2016-02-20", "working": True, "short": True}, {"date": "2016-02-22", "working": True}]
    (problem,) = differences(
        calendar, published_json(json.dumps({"days": days}, indent=1), "x.json"), "x.json"
    )
    assert (problem.line, problem.file) == (9, "x.json")
    assert str(problem.message) == (
        "22.02.2016 (Monday): a working day in the table, but in the calendar “ru” day off moved from 20.02.2016 "
        "(Resolution of the Russian Government of 24.09.2015 No 1017)"
    )


def test_the_open_data_of_data_gov_ru_are_read(calendar: Calendar):
    table = published_rows(rows(HEADER, YEAR_2016), "x.csv")
    assert len(table) == 366
    assert sum(day.working for day in table) == 247
    assert PublishedDay(date(2016, 2, 20), working=True, short=True, line=2) in table
    assert PublishedDay(date(2016, 2, 22), working=False, short=False, line=2) in table
    assert differences(calendar, table, "x.csv") == ()


@pytest.mark.parametrize(
    ("month", "cell", "words"),
    [
        (2, "6,7,13,14,20,21,22+,23,27,28", ["20.02.2016 (Saturday): a day off in the table", "working day"]),
        (2, "6,7,13,14,20*,21,23,27,28", ["22.02.2016 (Monday): a working day in the table", "No 1017"]),
        (11, "4,5,6,12,13,19,20,26,27", ["03.11.2016 (Thursday): a working day in the table", "shortened"]),
        (
            12,
            "3,4,10,11,17,18,24,25,30*,31",
            ["30.12.2016 (Friday): a short working day in the table", "working day"],
        ),
    ],
)
def test_a_day_that_differs_is_told(calendar: Calendar, month: int, cell: str, words: list[str]):
    changed = [*YEAR_2016[:month], cell, *YEAR_2016[month + 1 :]]
    (problem,) = differences(calendar, published_rows(rows(HEADER, changed), "x.csv"), "x.csv")
    assert [word for word in words if word not in str(problem.message)] == []
    assert (problem.file, problem.line) == ("x.csv", 2)


@pytest.mark.parametrize(
    "table",
    [
        rows(["date", "working"], ["2016-02-20", "1"], ["2016-02-22", "0"]),
        rows(["Дата", "Рабочий", "Сокращённый"], ["20.02.2016", "да", "да"], ["22.02.2016", "нет", "нет"]),
        rows(
            ["short", "date", "note", "working"],
            ["yes", "2016-02-20", "x", "true"],
            ["no", "2016-2-22", "", "no"],
        ),
    ],
)
def test_a_row_a_day_is_read(calendar: Calendar, table):
    found = published_rows(table, "x.csv")
    assert [(day.date, day.working, day.line) for day in found] == [
        (date(2016, 2, 20), True, 2),
        (date(2016, 2, 22), False, 3),
    ]
    assert differences(calendar, found, "x.csv") == ()


def test_short_days_are_compared_only_where_the_table_speaks_of_them(calendar: Calendar):
    for short, number in ((None, 0), (True, 0), (False, 1)):
        day = PublishedDay(date(2016, 2, 20), working=True, short=short)
        assert len(differences(calendar, [day], "x.csv")) == number


def test_years_that_the_calendar_does_not_know_are_left_out(calendar: Calendar):
    day = PublishedDay(date(1999, 1, 1), working=True)
    assert known_days(calendar, [day]) == ()
    assert differences(calendar, [day], "x.csv") == ()


@pytest.mark.parametrize(
    ("table", "line", "words"),
    [
        ([], 1, "no table of working days"),
        (rows(["a", "b"], ["1", "2"]), 1, "no table of working days"),
        (rows(["date", "working"]), 1, "has no rows"),
        (rows(["date", "working"], ["2016-02-30", "1"]), 2, "“2016-02-30” is not a date"),
        (rows(["date", "working"], ["", "1"]), 2, "“” is not a date"),
        (rows(["date", "working"], ["2016-02-20", "8"]), 2, "“8” is neither 1 nor 0"),
        (rows(["date", "working", "short"], ["2016-02-20", "1"]), 2, "“” is neither 1 nor 0"),
        (rows(HEADER, ["2016", "1,2"]), 2, "twelve months follow"),
        (rows(HEADER, ["год", *YEAR_2016[1:]]), 2, "begins with the year"),
        (rows(HEADER, [*YEAR_2016[:2], "30", *YEAR_2016[3:]]), 2, "“30” is no day of month 2 of 2016"),
        (rows(HEADER, [*YEAR_2016[:2], "6;7", *YEAR_2016[3:]]), 2, "“6;7” is no day of month 2 of 2016"),
        (rows(HEADER, ["0", *YEAR_2016[1:]]), 2, "begins with the year"),
    ],
)
def test_what_is_no_table_is_refused_with_its_place(table, line: int, words: str):
    with pytest.raises(CalendarError) as refused:
        published_rows(table, "x.csv")
    assert any(words in str(problem.message) and problem.line == line for problem in refused.value.problems)
    assert {problem.file for problem in refused.value.problems} == {"x.csv"}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]x",
        "1",
        "[1]",
        '"days"',
        '{"2016": {}}',
        '{"2016": {"nonworking_weekdays": ["2016-13-01"]}}',
        '{"year": {"nonworking_weekdays": []}}',
        '{"days": [{"date": "2016-01-01"}]}',
        '{"days": [1]}',
    ],
)
def test_json_that_is_no_table_is_refused(text: str):
    with pytest.raises(CalendarError, match="not a table of working days") as refused:
        published_json(text, "x.json")
    assert refused.value.problems[0].file == "x.json"
