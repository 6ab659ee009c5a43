"""A decree that contradicts itself is refused, in words that say what is wrong."""

from dataclasses import replace
from datetime import date

import pytest

from calendars import (
    Decree,
    Overlay,
    Region,
    build_calendar,
    contradictions,
    derive,
    load_calendar,
)
from calendars.errors import CalendarError
from calendars.region import Holiday, NonWorkingDays, RegionalHoliday, YearlyDay

SATURDAY, SUNDAY = date(2030, 1, 5), date(2030, 1, 6)
WORKDAY, OTHER_WORKDAY = date(2030, 5, 2), date(2030, 5, 3)


def with_decree(region: Region, *transfers: tuple[date, date]) -> Region:
    decree = Decree(2030, "Resolution", "1", date(2029, 9, 1), transfers)
    return replace(region, decrees=(*region.decrees, decree))


def test_transfers_that_the_days_allow_are_accepted(region: Region):
    sound = with_decree(region, (SATURDAY, WORKDAY), (SUNDAY, OTHER_WORKDAY))
    assert contradictions(sound) == ()
    assert not derive(sound).is_working(WORKDAY)


@pytest.mark.parametrize(
    ("transfers", "words"),
    [
        ([(date(2030, 4, 3), WORKDAY)], ["03.04.2030", "Wednesday", "not a day off"]),
        ([(date(2030, 1, 1), WORKDAY)], ["01.01.2030", "Tuesday", "not a day off"]),
        ([(SATURDAY, date(2030, 5, 11))], ["11.05.2030", "off already", "weekend"]),
        ([(SATURDAY, date(2030, 5, 9))], ["09.05.2030", "off already", "Victory Day"]),
        ([(SATURDAY, date(2030, 2, 25))], ["25.02.2030", "off already", "moved from 23.02.2030"]),
        ([(SATURDAY, WORKDAY), (SATURDAY, OTHER_WORKDAY)], ["05.01.2030", "moved twice"]),
        ([(SATURDAY, WORKDAY), (SUNDAY, WORKDAY)], ["two days off", "onto 02.05.2030"]),
        ([(SATURDAY, date(2031, 5, 5))], ["05.05.2031", "another year", "2030"]),
        ([(date(2029, 12, 29), WORKDAY)], ["29.12.2029", "another year", "2030"]),
    ],
)
def test_a_contradiction_is_refused(region: Region, transfers: list[tuple[date, date]], words: list[str]):
    with pytest.raises(CalendarError) as refused:
        derive(with_decree(region, *transfers))
    (problem,) = refused.value.problems
    message = str(problem.message)
    assert [word for word in ["01.09.2029 No 1", *words] if word not in message] == []
    assert problem.file == "calendars/regions/ru.yaml"


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"year": 2010, "date": date(2009, 9, 1)}, ["begins with 2013", "decree for 2010"]),
        ({"date": date(2031, 1, 9)}, ["dated after the year that it is for, 2030"]),
    ],
)
def test_a_decree_out_of_its_time_is_refused(region: Region, changed: dict, words: list[str]):
    sound = with_decree(region)
    wrong = replace(sound, decrees=(*region.decrees, replace(sound.decrees[-1], **changed)))
    (problem,) = contradictions(wrong)
    assert [word for word in words if word not in str(problem.message)] == []


@pytest.mark.parametrize(
    ("first", "last", "signed", "words"),
    [
        (
            date(2021, 5, 7),
            date(2021, 5, 4),
            date(2021, 4, 23),
            "end on 04.05.2021, before they begin on 07.05.2021",
        ),
        (
            date(2021, 5, 4),
            date(2021, 5, 7),
            date(2021, 5, 23),
            "04.05.2021 was declared non-working by an act of a later",
        ),
    ],
)
def test_an_order_out_of_order_is_refused(region: Region, first: date, last: date, signed: date, words: str):
    order = NonWorkingDays(first, last, "Executive Order", "242", signed)
    (problem,) = contradictions(replace(region, presidential=(order,)))
    assert words in str(problem.message)


def test_a_holiday_listed_twice_is_refused(region: Region):
    doubled = replace(region, holidays=(*region.holidays, Holiday("Another", ("05-09",))))
    (problem,) = contradictions(doubled)
    assert "05-09 (month-day) is listed as a holiday twice" in str(problem.message)


def regional(**changed) -> Overlay:
    yearly = (YearlyDay(date(2026, 2, 21), date=date(2026, 1, 23), act="Указ", number="1"),)
    holiday = RegionalHoliday("Чага-Байрам", "Закон", "stays", since=2013, yearly=yearly)
    return Overlay("x", "X", "ru", (replace(holiday, **changed),), file="x.yaml")


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"yearly": None}, "exactly one way"),
        ({"days": ("07-03",)}, "exactly one way"),
        ({"after_easter": 9}, "exactly one way"),
        ({"until": 2012, "yearly": ()}, "ends with 2012, before it begins with 2013"),
        ({"yearly": (YearlyDay(date(2026, 2, 21)),) * 2}, "21.02.2026 stands twice"),
        (
            {"yearly": (YearlyDay(date(2030, 2, 21)),), "until": None},
            "outside the years of the calendar “ru”",
        ),
        (
            {"yearly": (YearlyDay(date(2026, 2, 21)),), "until": 2020},
            "outside the years in which it is a day off",
        ),
        (
            {"yearly": (YearlyDay(date(2026, 2, 21), "Указ", "1", date(2026, 3, 1)),)},
            "declared a day off by an act of a later date, 01.03.2026",
        ),
    ],
)
def test_a_regional_day_that_cannot_be_is_refused(changed: dict, words: str):
    (problem,) = contradictions(regional(**changed), load_calendar())
    assert words in str(problem.message)
    assert "Чага-Байрам" in str(problem.message)
    assert (problem.file, problem.severity) == ("x.yaml", "error")
    with pytest.raises(CalendarError, match="acts in the calendar “x” contradict themselves"):
        build_calendar(regional(**changed))


def test_a_regional_day_on_a_federal_holiday_is_only_warned_of():
    """An act may name such a day, and its year is known then."""
    day = regional(yearly=(YearlyDay(date(2026, 2, 23)),))
    (warning,) = contradictions(day, load_calendar())
    assert warning.severity == "warning"
    assert "23.02.2026 is a holiday already (Defender of the Fatherland Day)" in str(warning.message)
    assert build_calendar(day).status(2026) == "official"


def test_two_decrees_for_a_year_are_refused(region: Region):
    with pytest.raises(CalendarError) as refused:
        derive(replace(region, decrees=(*region.decrees, region.decrees[-1])))
    assert "Two decrees are given for 2027" in str(refused.value.problems[0].message)


def test_every_contradiction_is_reported_at_once(region: Region):
    wrong = with_decree(region, (date(2030, 4, 3), date(2030, 5, 9)), (SATURDAY, date(2031, 5, 5)))
    assert len(contradictions(wrong)) == 3


def test_a_draft_decree_is_applied_but_its_year_is_not_official(region: Region):
    draft = Decree(
        2028, "Resolution", "1", date(2027, 9, 1), ((date(2028, 1, 1), WORKDAY.replace(year=2028)),)
    )
    calendar = derive(replace(region, decrees=(*region.decrees, replace(draft, status="draft"))))
    assert calendar.status(2028) == "draft"
    assert not calendar.is_working(date(2028, 5, 2))
    assert calendar.last == date(2029, 12, 31)


def test_a_year_without_a_decree_between_two_others_is_projected(region: Region):
    calendar = derive(replace(region, decrees=tuple(item for item in region.decrees if item.year != 2020)))
    assert calendar.status(2020) == "projected"
