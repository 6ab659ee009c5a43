"""The days of a region lie over the federal calendar; what is not known of them is said, not passed over."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest

from calendars import (
    Calendar,
    Overlay,
    add,
    build_calendar,
    contradictions,
    count,
    explain_add,
    known_names,
    load_calendar,
    missing_acts,
    parse_region,
    read_region,
    roll,
    titles,
)
from calendars.errors import CalendarError
from calendars.region import RegionalHoliday, YearlyDay
from calendars.regional import orthodox_easter

REGIONS = [name for name in known_names() if name != "ru"]

RADONITSA = [
    *("2013-05-14", "2014-04-29", "2015-04-21", "2016-05-10", "2017-04-25", "2018-04-17", "2019-05-07"),
    *("2020-04-28", "2021-05-11", "2022-05-03", "2023-04-25", "2024-05-14", "2025-04-29", "2026-04-21"),
    "2027-05-11",
]

OFF = [
    ("ru-al", "2013-02-17", "Чага-Байрам"),
    ("ru-al", "2016-02-14", "Чага-Байрам"),
    ("ru-al", "2017-02-04", "Чага-Байрам"),
    ("ru-al", "2018-02-17", "Чага-Байрам"),
    ("ru-al", "2019-02-09", "Чага-Байрам"),
    ("ru-al", "2021-02-14", "Чага-Байрам"),
    ("ru-al", "2026-02-21", "Чага-Байрам"),
    ("ru-al", "2018-04-17", "Родительский день (Радоница)"),
    ("ru-al", "2026-07-03", "День образования Республики Алтай"),
    ("ru-ba", "2024-10-11", "День Республики"),
    ("ru-ta", "2024-08-30", "День Республики Татарстан"),
    ("ru-ta", "2024-11-06", "День Конституции Республики Татарстан"),
    ("ru-bu", "2015-02-19", "Сагаалган"),
    ("ru-bu", "2023-02-21", "Сагаалган"),
    ("ru-bu", "2026-02-18", "Сагаалган"),
    ("ru-kl", "2024-07-05", "День Республики Калмыкия"),
    ("ru-kl", "2026-02-18", "Цаган Сар"),
    ("ru-kl", "2024-12-25", "Зул"),
    ("ru-se", "2024-11-18", "Джеоргуыба"),
    ("ru-se", "2025-11-24", "Джеоргуыба"),
    ("ru-se", "2026-11-23", "Джеоргуыба"),
    ("ru-kda", "2024-05-14", "Радоница"),
    ("ru-irk", "2025-04-29", "Радоница"),
    ("ru-sta", "2017-04-25", "Радоница"),
    ("ru-sar", "2013-05-14", "Радоница"),
    ("ru-pnz", "2015-04-21", "Радоница"),
    ("ru-cu", "2024-06-24", "День Республики"),
    ("ru-ko", "2024-08-22", "День Республики Коми"),
    ("ru-bel", "2024-07-12", "День Прохоровского поля"),
]


def words(texts) -> str:
    return "\n".join(str(text) for text in texts)


@pytest.mark.parametrize(("name", "day", "title"), OFF)
def test_a_regional_day_is_off_there_and_names_its_act(calendar: Calendar, name: str, day: str, title: str):
    found = load_calendar(name).day(date.fromisoformat(day))
    assert (found.kind, found.title, found.working) == ("regional", title, False)
    assert found.basis
    assert calendar.day(found.date).kind in {"working", "weekend"}


@pytest.mark.parametrize(
    ("name", "day", "worked"),
    [
        ("ru-al", "2018-02-19", True),  # Чага-Байрам on Saturday the 17th: no other day is off
        ("ru-al", "2025-07-03", True),  # a holiday since 2026
        ("ru-al", "2019-05-07", True),  # Радоница was declared in 2018 only
        ("ru-ta", "2026-08-31", True),  # Sunday the 30th: no other day
        ("ru-ba", "2026-10-12", False),  # Sunday the 11th moves to Monday
        ("ru-kl", "2025-07-07", False),  # Saturday the 5th moves to Monday
        ("ru-kl", "2024-12-28", False),  # a Saturday worked by decree: the holiday takes nobody's day off…
        ("ru-kl", "2024-12-30", False),  # …this one is off by the same decree
        ("ru-kl", "2025-01-09", True),  # …so nothing moves beyond the New Year holidays
        ("ru-cu", "2023-06-26", False),  # Saturday the 24th moves to Monday
        ("ru-cu", "2024-06-25", True),
        ("ru-kda", "2023-04-25", True),  # the law begins with 2024
    ],
)
def test_a_regional_day_on_a_weekend_moves_only_where_the_law_says_so(name: str, day: str, worked: bool):
    assert load_calendar(name).is_working(date.fromisoformat(day)) is worked


def test_every_other_day_is_the_federal_one(calendar: Calendar):
    for name in REGIONS:
        regional = load_calendar(name)
        federal = {day for day in regional.days if day.kind != "regional"}
        assert federal <= set(calendar.days)
        assert {day.date for day in calendar.days} <= {day.date for day in regional.days}


@pytest.mark.parametrize("day", RADONITSA)
def test_easter_is_nine_days_before_radonitsa(day: str):
    assert orthodox_easter(int(day[:4])) == date.fromisoformat(day) - timedelta(days=9)


def test_dzheorguyba_is_the_monday_of_the_last_week_that_lies_in_november():
    found = [day.date for day in load_calendar("ru-se").days if day.kind == "regional"]
    assert [day.year for day in found] == list(range(2019, 2028))
    assert all(day.weekday() == 0 and day.month == 11 for day in found)
    assert all(
        (day + timedelta(days=6)).month == 11 and (day + timedelta(days=13)).month == 12 for day in found
    )


def test_the_windows_of_altai_are_those_of_its_order(rows):
    """43 and 50 working days after the reporting period; only 3 July 2026 falls into one of these windows."""
    altai = load_calendar("ru-al")
    for row in rows("altai_windows.csv"):
        end = date.fromisoformat(row["period_end"])
        found = [add(altai, end, n) for n in (1, 43, 50)]
        expected = [row["first_working_day"], row["due_43_working_days"], row["due_50_working_days"]]
        if "3 July" in row["note"]:
            expected[1:] = re.findall(r"\d{4}-\d\d-\d\d", row["note"])
        assert [result.date.isoformat() for result in found] == expected
        assert not any(result.provisional for result in found)


def test_a_regional_day_within_the_window_puts_its_end_off(calendar: Calendar):
    start = date(2026, 6, 30)
    assert add(calendar, start, 5).date == date(2026, 7, 7)
    assert add(load_calendar("ru-al"), start, 5).date == date(2026, 7, 8)
    assert count(load_calendar("ru-al"), start, date(2026, 7, 7)).working_days == 4


# What is not known --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "year", "status", "missing"),
    [
        ("ru-al", 2016, "official", ""),
        *(
            ("ru-al", year, "projected", "Чага-Байрам")
            for year in (2014, 2015, 2020, 2022, 2023, 2024, 2025, 2027)
        ),
        ("ru-cu", 2016, "official", ""),
        ("ru-cu", 2028, "projected", "decree that transfers"),
        ("ru-ta", 2024, "projected", "Ураза-байрам"),
        ("ru-kl", 2026, "projected", "Зул"),
        ("ru-bu", 2024, "projected", "Сагаалган"),
        ("ru-kda", 2023, "projected", "acts of the region"),
        ("ru-kda", 2024, "official", ""),
        ("ru-bel", 2025, "projected", "День Прохоровского поля” is on a weekend"),
        ("ru-bel", 2024, "official", ""),
    ],
)
def test_a_year_of_which_something_is_not_known_is_provisional(
    name: str, year: int, status: str, missing: str
):
    calendar = load_calendar(name)
    result = add(calendar, date(year, 9, 1), 5)
    told = words(explain_add(calendar, date(year, 9, 1), 5))
    assert calendar.status(year) == status
    assert result.provisional == ((year,) if missing else ())
    assert ("provisional" in told) == bool(missing)
    assert missing in told


def test_the_explanation_of_a_skipped_day_names_the_act_of_the_region():
    told = words(explain_add(load_calendar("ru-cu"), date(2024, 6, 21), 1))
    assert (
        "24.06.2024 is a Monday, not worked: День Республики (Закон Чувашской Республики of 04.05.2000 No 4)"
        in told
    )


def test_an_act_of_the_year_is_cited_before_the_law():
    basis = load_calendar("ru-bu").day(date(2015, 2, 19)).basis
    assert str(basis) == "Указ Главы Республики Бурятия of 19.12.2014 No 216"


def with_day(**day) -> Overlay:
    altai = read_region("ru-al")
    assert isinstance(altai, Overlay)
    chaga, *others = altai.holidays
    added = replace(chaga, yearly=(*chaga.yearly, YearlyDay(**day)))
    return replace(altai, holidays=(added, *others))


def test_a_day_set_by_a_draft_counts_and_its_year_is_a_draft():
    calendar = build_calendar(with_day(day=date(2025, 2, 28), status="draft"))
    assert calendar.status(2025) == "draft"
    assert not calendar.is_working(date(2025, 2, 28))
    assert "Чага-Байрам” in 2025 is a draft" in words(explain_add(calendar, date(2025, 2, 27), 1))


def test_the_day_that_was_missing_makes_its_year_official():
    calendar = build_calendar(with_day(day=date(2025, 2, 28)))
    assert calendar.status(2025) == "official"
    assert roll(calendar, date(2025, 2, 28), "following").date == date(2025, 3, 3)


@pytest.mark.parametrize(
    ("name", "today", "expected"),
    [
        ("ru-al", date(2026, 10, 14), []),
        ("ru-al", date(2026, 10, 15), [("ru-al", 2027)]),
        ("ru-al", date(2027, 3, 1), [("ru-al", 2027)]),
        ("ru-al", date(2027, 10, 15), [("ru-al", 2027), ("ru", 2028), ("ru-al", 2028)]),
        ("ru+ru-bu", date(2026, 10, 15), [("ru-bu", 2027)]),
        ("ru-al+ru-bu", date(2026, 10, 15), [("ru-al", 2027), ("ru-bu", 2027)]),
        ("ru-cu", date(2026, 10, 15), []),
        ("ru-cu", date(2027, 10, 15), [("ru", 2028)]),
        ("ru-al", date(2035, 1, 1), [("ru", 2035), ("ru-al", 2035)]),
    ],
)
def test_the_warning_names_the_file_that_lacks_something(
    name: str, today: date, expected: list[tuple[str, int]]
):
    warnings = missing_acts(load_calendar(name), today)
    assert [(item.message.values["calendar"], item.message.values["year"]) for item in warnings] == expected
    for item in warnings:
        assert f"calendars/regions/{item.message.values['calendar']}.yaml" in str(item.message)


# The files ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", REGIONS)
def test_a_file_is_sound(name: str):
    file = read_region(name)
    assert isinstance(file, Overlay)
    assert (file.name, file.title) == (name, titles()[name])
    assert contradictions(file, load_calendar(file.base)) == ()
    assert all(holiday.act for holiday in file.holidays)


def test_titles_are_not_shared():
    assert len({title.casefold() for title in titles().values()}) == len(known_names())


WHOLE_YEAR = RegionalHoliday(
    "Отдых", "Закон", "stays", days=tuple(f"{date(2001, 1, 1) + timedelta(days=n):%m-%d}" for n in range(365))
)


def test_a_calendar_without_a_working_day_is_refused():
    """29 February, which no fixed holiday can name, falls on a weekend or is declared too."""
    leap = RegionalHoliday(
        "29 февраля", "Закон", "stays", yearly=tuple(YearlyDay(date(y, 2, 29)) for y in range(2016, 2029, 4))
    )
    with pytest.raises(CalendarError, match=r"“x” has no working day from 01\.01\.2013 to 31\.12\.2029"):
        build_calendar(Overlay("x", "X", "ru", (WHOLE_YEAR, leap)))


def test_a_file_may_build_on_a_region():
    """A town may add a day of its own to those of its region."""
    text = """
name: gorno-altaisk
title: Горно-Алтайск
base: ru-al
holidays:
  - {name: День города, act: Решение, coinciding_day_off: stays, days: ["08-19"]}
"""
    town = build_calendar(parse_region(text, "town.yaml"))
    assert [day for day in ("2026-07-03", "2026-08-19") if town.is_working(date.fromisoformat(day))] == []
    assert town.status(2025) == "projected"
