"""Reporting periods have the days, the names and the ids that definitions, phrases and cases give them."""

import csv
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from definitions.periods import (
    KIND_NAMES,
    Period,
    PeriodKind,
    around,
    comes_in,
    each,
    lasts,
    names_the_period,
    period,
    period_kind,
    periods,
    speaks_of,
    unit_named,
)

ALTAI = Path(__file__).parents[1] / "calendars" / "data" / "altai_windows.csv"
KINDS: tuple[PeriodKind, ...] = tuple(KIND_NAMES)
years = st.integers(1, 9999)


@pytest.mark.parametrize(
    ("kind", "ids", "last_days"),
    [
        ("year", ["2017"], ["2017-12-31"]),
        ("6M", ["2017-6M"], ["2017-06-30"]),
        ("9M", ["2017-9M"], ["2017-09-30"]),
        ("half_year", ["2017-H1", "2017-H2"], ["2017-06-30", "2017-12-31"]),
        (
            "quarter",
            ["2017-Q1", "2017-Q2", "2017-Q3", "2017-Q4"],
            ["2017-03-31", "2017-06-30", "2017-09-30", "2017-12-31"],
        ),
        ("Q3", ["2017-Q3"], ["2017-09-30"]),
    ],
)
def test_periods_of_a_year(kind: PeriodKind, ids: list[str], last_days: list[str]):
    found = periods(kind, 2017)
    assert [one.id for one in found] == ids
    assert [str(one.last) for one in found] == last_days


def test_months_end_as_the_calendar_has_them():
    assert [one.id for one in periods("month", 2016)] == [f"2016-{number:02}" for number in range(1, 13)]
    assert [one.last.day for one in periods("month", 2016)] == [
        31,
        29,
        31,
        30,
        31,
        30,
        31,
        31,
        30,
        31,
        30,
        31,
    ]


def test_the_altai_order_has_these_periods():
    with ALTAI.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 9
    for row in rows:
        found = period(row["reporting_period"])
        assert found is not None
        assert str(found.last) == row["period_end"]


@given(kind=st.sampled_from(["month", "quarter", "half_year"]), year=years)
def test_several_periods_cover_the_year_without_a_gap(kind: PeriodKind, year: int):
    found = periods(kind, year)
    assert (found[0].first, found[-1].last) == (date(year, 1, 1), date(year, 12, 31))
    assert all(one.last + timedelta(1) == following.first for one, following in pairwise(found))


@given(kind=st.sampled_from(KINDS), year=years)
def test_a_period_is_found_again_by_its_id(kind: PeriodKind, year: int):
    for one in periods(kind, year):
        assert period(one.id) == one
        assert one.kind in each([kind])
        assert str(year) in str(one.name)


def test_no_two_periods_have_one_id_or_one_name():
    found = {one for kind in KINDS for one in periods(kind, 2017)}
    assert len({one.id for one in found}) == len({str(one.name) for one in found}) == len(found) == 21


@pytest.mark.parametrize(
    "name", ["", "2017-13", "2017-00", "17", "2017-Q5", "2017-year", "0000", "2017 ", "2017-month"]
)
def test_what_is_no_id_is_no_period(name: str):
    assert period(name) is None


def test_a_period_is_named_as_people_name_it():
    assert str(Period("6M", date(2017, 1, 1), date(2017, 6, 30)).name) == "6 months of 2017"
    assert str(periods("month", 2017)[2].name) == "March 2017"


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("6 месяцев", "6M"),
        ("9 месяцев", "9M"),
        ("год", "year"),
        ("Квартал", "quarter"),
        ("1 квартал", "Q1"),
        ("IV квартал", "Q4"),
        ("месяц", "month"),
        ("I полугодие", "H1"),
        ("II полугодие", "H2"),
        ("полугодие", "half_year"),
        ("6 months", "6M"),
        ("quarter 1", "Q1"),
        ("декада", None),
        ("5 квартал", None),
    ],
)
def test_what_definitions_call_them(words: str, kind: PeriodKind | None):
    assert period_kind(words) == kind


def test_every_kind_has_a_name_of_its_own_in_each_language():
    assert set(KINDS) == set(get_args(PeriodKind))
    for kind in KINDS:
        assert [period_kind(name) for name in KIND_NAMES[kind]] == [kind, kind]


@pytest.mark.parametrize(
    ("words", "reporting", "unit"),
    [
        ("отчетным периодом", True, None),
        ("отчетным", True, None),
        ("окончания соответствующего отчётного периода", True, None),
        ("отчетного квартала", True, "quarterly"),
        ("истекшим налоговым периодом", True, None),
        ("отчетным финансовым годом", True, "yearly"),
        ("каждого последующего месяца", True, "monthly"),
        ("следующего месяца", True, "monthly"),
        ("квартала", True, "quarterly"),
        ("текущего квартала", True, "quarterly"),
        ("годом, в котором была получена субсидия", False, "yearly"),
        ("месяцем окончания периода", False, "monthly"),
        ("планируемому кварталу", False, "quarterly"),
        ("подписания годового отчета", False, None),
        ("представления отчета за отчетный период", False, None),
        ("принятия бюджета на год", False, None),
        ("отчетным кварталом по договору", False, "quarterly"),
        (None, False, None),
    ],
)
def test_what_phrases_call_them(words: str | None, reporting: bool, unit: str | None):
    assert (names_the_period(words), unit_named(words)) == (reporting, unit)


def test_a_phrase_speaks_of_the_periods_it_names():
    assert speaks_of(("6M", "9M"), "6M")
    assert speaks_of(("6M",), "H1")
    assert speaks_of(("quarter",), "Q3")
    assert not speaks_of(("6M", "9M"), "year")
    assert not speaks_of((), "year")


@pytest.mark.parametrize(
    ("frequency", "kinds"),
    [
        ("monthly", {"month"}),
        ("quarterly", {"Q1", "Q2", "Q3", "Q4", "6M", "9M", "year"}),
        ("half_yearly", {"H1", "H2", "6M", "year"}),
        ("yearly", {"year"}),
        ("weekly", set()),
    ],
)
def test_how_often_a_period_comes(frequency: str, kinds: set[str]):
    assert {kind for kind in each(KINDS) if comes_in(frequency, kind)} == kinds


@pytest.mark.parametrize(
    ("frequency", "kinds"),
    [
        ("monthly", {"month"}),
        ("quarterly", {"Q1", "Q2", "Q3", "Q4"}),
        ("half_yearly", {"H1", "H2", "6M"}),
        ("yearly", {"year"}),
        ("weekly", set()),
    ],
)
def test_how_long_a_period_lasts(frequency: str, kinds: set[str]):
    assert {kind for kind in each(KINDS) if lasts(frequency, kind)} == kinds


@given(day=st.dates(), frequency=st.sampled_from(["monthly", "quarterly", "half_yearly", "yearly", None]))
def test_the_period_around_a_day_holds_it(day: date, frequency: str | None):
    found = around(day, frequency)
    assert found.first <= day <= found.last
    assert frequency is None or comes_in(frequency, found.kind)
