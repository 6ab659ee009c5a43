"""A date that is a year off among dates of one season is told, with the date that it should be; no other is."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srok.misprints import Dated, dated, misprints

TABLE = "event;trigger;participant;on;ref\n"


def told(header: str, *rows: str) -> list[tuple[int, str]]:
    cells = [(line, row.split(";")) for line, row in enumerate(rows, start=2)]
    return [(line, str(message)) for line, message in misprints(dated(cells, header.split(";")))]


def test_a_year_among_the_dates_of_a_column():
    found = told("on", "15.12.2020", "24.12.2020", "30.12.2020", "14.01.2021", "14.01.2020", "29.01.2021")
    assert [line for line, _ in found] == [6]
    assert found[0][1].startswith(
        "“on”: 14.01.2020 looks like a misprint, for the other dates there lie from 15.12.2020 to 29.01.2021; "
        "with the year 2021 it would be 14.01.2021"
    )


def test_a_year_among_the_dates_of_a_row():
    """The dates of the column are years apart, but in each row the second is a month after the first."""
    rows = [
        "14.01.2016;14.02.2016",
        "15.03.2017;15.04.2017",
        "20.05.2018;20.06.2018",
        "01.08.2019;01.09.2019",
    ]
    found = told("signed;due", *rows, "14.01.2020;14.02.2021")
    assert [line for line, _ in found] == [6]
    # From 14.01.2020 to 14.02.2021: 366 days of a leap year and 31 of January.
    assert "are 397 days apart, in other rows from 31 to 31" in found[0][1]
    assert "14.01.2020 would fit as 14.01.2021, or 14.02.2021 as 14.02.2020" in found[0][1]


def of_items(*rows: str) -> list[tuple[int, str]]:
    """Of rows “item;action;period;date”."""
    found = []
    for line, row in enumerate(rows, start=2):
        item, action, period, day = row.split(";")
        found.append(Dated(line, {"date": date.fromisoformat(day)}, (item, action, period)))
    return [(line, str(message)) for line, message in misprints(found)]


def plan(item: str, *days: str) -> list[str]:
    return [f"{item};set-date;;{day}" for day in days]


def test_a_year_among_the_dates_of_an_item():
    """A plan has dates of the whole year; those of one item lie together, be it in two seasons of it."""
    found = of_items(
        *plan("1", "2021-02-15", "2021-03-01", "2021-03-15", "2021-06-08", "2021-06-22"),
        *plan("3", "2021-05-17", "2021-05-24", "2021-05-31", "2022-05-17", "2021-05-17"),
        *plan("5", "2021-11-15", "2021-11-15", "2021-11-22", "2021-11-15", "2020-11-15"),
        *plan("6", "2021-12-20", "2021-12-20", "2020-12-20"),  # too few to tell
    )
    assert [line for line, _ in found] == [10, 16]
    assert found[0][1].startswith(
        "“date”: 17.05.2022 looks like a misprint, for the other dates of item 3 lie from 17.05.2021 to 31.05.2021; "
        "with the year 2021 it would be 17.05.2021"
    )


@pytest.mark.parametrize("other", ["1;report;;2020-05-17", "1;set-date;2020;2020-05-17"])
def test_another_action_or_another_period_of_an_item_has_dates_of_its_own(other: str):
    winter = plan("2", "2021-01-15", "2021-12-15", "2021-11-15", "2021-02-15")
    assert of_items(*plan("1", "2021-05-17", "2021-05-17", "2021-05-24", "2021-05-31"), *winter, other) == []


def test_the_date_of_a_document_is_one_of_the_row():
    rows = ["12.01.2016;№ 1 от 12.01.2016", "15.03.2017;№ 2 от 15.03.2017", "20.05.2018;№ 3 от 18.05.2018"]
    found = told("on;ref", *rows, "01.08.2019;№ 4 от 01.08.2019", "11.01.2021;№ 5 от 11.01.2020")
    assert [line for line, _ in found] == [6]


@pytest.mark.parametrize(
    "days",
    [
        ["15.12.2020", "24.12.2020", "14.01.2020"],  # too few to tell what is usual
        [
            "01.03.2020",
            "02.03.2020",
            "01.03.2021",
            "02.03.2021",
            "03.03.2021",
            "04.03.2021",
        ],  # two years, not a slip
        ["01.02.2021", "01.05.2021", "01.08.2021", "01.11.2021", "01.02.2020"],  # all seasons
        [
            "01.03.2021",
            "02.03.2021",
            "03.03.2021",
            "04.03.2021",
            "01.09.2020",
        ],  # another season, whatever the year
        ["", "не назначен", "нет", "", ""],
        [
            "01.02.2021",
            "02.02.2021",
            "03.02.2021",
            "04.02.2021",
            "29.02.2020",
        ],  # no such day in the other year
    ],
)
def test_nothing_is_told_where_nothing_is_certain(days: list[str]):
    assert told("on", *days) == []


season = st.lists(st.integers(0, 80), min_size=4, max_size=30)


@given(season, st.dates(date(2001, 3, 1), date(2090, 1, 1)))
def test_the_dates_of_one_season_are_left_alone(offsets: list[int], first: date):
    rows = [(line, [f"{first + timedelta(offset):%d.%m.%Y}"]) for line, offset in enumerate(offsets)]
    assert list(misprints(dated(rows, ["on"]))) == []


@given(
    season, st.dates(date(2001, 3, 1), date(2090, 1, 1)), st.integers(0, 80), st.sampled_from([-2, -1, 1, 3])
)
def test_a_year_off_is_told_with_the_year_it_should_be(
    offsets: list[int], first: date, offset: int, years: int
):
    right = first + timedelta(offset)
    if (right.month, right.day) == (2, 29):
        right += timedelta(1)
    wrong = right.replace(year=right.year + years)
    days = [*(first + timedelta(one) for one in offsets), wrong]
    found = list(misprints(dated([(at, [f"{day:%d.%m.%Y}"]) for at, day in enumerate(days)], ["on"])))
    assert [(line, str(message).count(f"it would be {right:%d.%m.%Y}")) for line, message in found] == [
        (len(offsets), 1)
    ]


@pytest.fixture
def table(tmp_path) -> str:
    days = ["01.09.2016", "02.09.2016", "05.09.2016", "06.09.2016", "06.09.2015"]
    rows = zip(["10", "19", "10", "19", "10"], ["Ачинск", "Ачинск", "Бор", "Бор", "Вилюй"], days, strict=True)
    file = tmp_path / "acts.csv"
    file.write_text(TABLE + "".join(f"{event};направить;{who};{day};\n" for event, who, day in rows))
    return file.name


def test_such_a_table_is_not_recorded(started: Callable[..., Any], table: str):
    refused = started("record", "small-2016", "--from", table, "--now", "2016-09-07T10:00")
    assert refused.status == 1
    assert refused.err.startswith(f"{table}:6:1: error: “on”: 06.09.2015 looks like a misprint")
    assert "направить" not in started("journal", "small-2016").out


def test_it_is_recorded_as_printed_when_asked_to(started: Callable[..., Any], table: str):
    done = started("record", "small-2016", "--from", table, "--as-printed", "--now", "2016-09-07T10:00")
    assert done.status == 0, done.err
    assert "06.09.2015  10 / Вилюй · направить" in started("journal", "small-2016").out
