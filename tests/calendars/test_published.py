"""The day table derived from the law and the decrees is the published one, day by day."""

from datetime import date, timedelta

import pytest

from calendars import Calendar, Day, Region
from calendars.names import FEDERAL

SATURDAY = 5
YEARS = [str(year) for year in range(2013, 2028)]


def days_of(calendar: Calendar, year: str) -> list[Day]:
    first = date(int(year), 1, 1)
    length = (date(int(year) + 1, 1, 1) - first).days
    return [calendar.day(first + timedelta(days=number)) for number in range(length)]


def iso(days: list[Day]) -> list[str]:
    return [day.date.isoformat() for day in days]


def test_the_published_table_covers_every_year_with_a_decree(published, region: Region):
    assert [str(decree.year) for decree in region.decrees] == list(published) == YEARS


@pytest.mark.parametrize("year", YEARS)
def test_days_off_are_the_published_ones(calendar: Calendar, published, year: str):
    off = [day for day in days_of(calendar, year) if not day.working and day.date.weekday() < SATURDAY]
    assert iso(off) == published[year]["nonworking_weekdays"]


@pytest.mark.parametrize("year", YEARS)
def test_working_saturdays_are_the_published_ones(calendar: Calendar, published, year: str):
    worked = [day for day in days_of(calendar, year) if day.working and day.date.weekday() >= SATURDAY]
    assert iso(worked) == published[year]["working_weekend_days"]


@pytest.mark.parametrize("year", YEARS)
def test_short_days_are_the_published_ones(
    calendar: Calendar, with_presidential: Calendar, published, year: str
):
    short = [day for day in days_of(calendar, year) if day.short]
    assert iso(short) == published[year]["short_days_if_presidential_ignored"]
    short_with_presidential = [day for day in days_of(with_presidential, year) if day.short]
    assert iso(short_with_presidential) == published[year]["short_days"]


@pytest.mark.parametrize("year", YEARS)
def test_totals_are_the_published_ones(calendar: Calendar, with_presidential: Calendar, published, year: str):
    total = sum(day.working for day in days_of(calendar, year))
    total_with_presidential = sum(day.working for day in days_of(with_presidential, year))
    assert total == published[year]["working_days_total"]
    assert total_with_presidential == published[year]["working_days_total_with_presidential"]


@pytest.mark.parametrize("year", YEARS)
def test_presidential_days_are_a_policy(
    calendar: Calendar, with_presidential: Calendar, published, year: str
):
    """Off by default, when they are days like the others; on, they are the published ones."""
    special = [day for day in days_of(with_presidential, year) if day.kind == "presidential"]
    assert iso(special) == published[year]["presidential_nonworking_days"]
    assert all(calendar.is_working(day.date) for day in special)
    assert not any(day.kind == "presidential" for day in days_of(calendar, year))


@pytest.mark.parametrize(
    ("day", "kind", "name", "basis"),
    [
        (date(2016, 11, 4), "holiday", "National Unity Day", "Labour Code, article 112"),
        (date(2020, 3, 9), "transfer", "08.03.2020", "Labour Code, article 112"),
        (date(2016, 2, 22), "transfer", "20.02.2016", "24.09.2015 No 1017"),
        (date(2016, 2, 20), "working_weekend", "22.02.2016", "24.09.2015 No 1017"),
        (date(2013, 2, 25), "working", "10.05.2013", "15.10.2012 No 1048"),
        (date(2019, 2, 23), "holiday", "Defender of the Fatherland Day", "Labour Code, article 112"),
        (date(2016, 11, 3), "working", "shortened", "Labour Code, article 95"),
        (date(2016, 11, 5), "weekend", "weekend", ""),
        (date(2016, 11, 7), "working", "working day", ""),
    ],
)
def test_a_day_says_what_it_is_and_why(calendar: Calendar, day: date, kind: str, name: str, basis: str):
    found = calendar.day(day)
    assert found.kind == kind
    assert name in str(found.name)
    assert basis in str(found.basis or "")
    assert bool(found.basis) == bool(basis)


@pytest.mark.parametrize(
    ("day", "moved", "shortened"),
    [
        # Each changed places with the eve of a holiday, and lasts as long: 23 February, 1 May, 12 June, 1 January.
        (date(2016, 2, 20), "22.02.2016", True),
        (date(2018, 4, 28), "30.04.2018", True),
        (date(2018, 6, 9), "11.06.2018", True),
        (date(2018, 12, 29), "31.12.2018", True),
        # Monday 29 April 2024 is the eve of no holiday.
        (date(2024, 4, 27), "29.04.2024", False),
    ],
)
def test_a_saturday_worked_for_an_eve_says_that_it_is_shortened(
    calendar: Calendar, day: date, moved: str, shortened: bool
):
    found = calendar.day(day)
    assert found.short is shortened
    assert (
        str(found.name) == ("shortened " if shortened else "") + f"working day, its day off moved to {moved}"
    )


def test_a_day_off_given_away_by_decree_is_not_moved_by_the_law_as_well(calendar: Calendar):
    """23 February 2019 was a Saturday; the decree moved its day off to 10 May, so Monday 25 February was worked."""
    assert calendar.is_working(date(2019, 2, 25))
    assert not calendar.is_working(date(2019, 5, 10))


def test_a_presidential_day_cites_its_order(with_presidential: Calendar):
    assert "25.03.2020 No 206" in str(with_presidential.day(date(2020, 3, 30)).basis)


def test_years_after_the_last_decree_follow_the_law_alone(calendar: Calendar):
    """12 June 2027 is a Saturday, 2028 a Monday; 4 November 2028 a Saturday, so Monday the 6th is off by law."""
    assert [calendar.status(year) for year in (2013, 2027, 2028, 2029)] == [
        "official",
        "official",
        "projected",
        "projected",
    ]
    assert calendar.day(date(2028, 11, 6)).kind == "transfer"
    assert (calendar.first, calendar.last) == (date(2013, 1, 1), date(2029, 12, 31))


def test_every_name_in_the_file_can_be_translated(region: Region):
    names = {region.laws.holidays, region.laws.short_days, *(holiday.name for holiday in region.holidays)}
    for source in (*region.decrees, *region.presidential):
        names.add(source.act)
    names |= {decree.note for decree in region.decrees if decree.note}
    assert names == {text.message for text in FEDERAL}
