"""Adding, counting and rolling, held against a naive count day by day and against what ministries counted."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calendars import (
    Calendar,
    Convention,
    Result,
    add,
    add_calendar_days,
    add_months,
    count,
    load_calendar,
    roll,
)
from calendars.errors import CalendarError

RU = load_calendar()
DAY = timedelta(days=1)
days = st.dates(RU.first, RU.last)
conventions = st.sampled_from(["following", "preceding", "modified_following"])


def known(day: date) -> bool:
    return RU.first <= day <= RU.last


def naive_add(start: date, n: int) -> date | None:
    """Walk day by day; None where the walk leaves the calendar."""
    day, left, step = start, abs(n), DAY if n > 0 else -DAY
    while left:
        day += step
        if not known(day):
            return None
        left -= RU.day(day).working
    return day


def naive_count(start: date, end: date) -> int:
    if end < start:
        return -naive_count(end, start)
    return sum(RU.day(start + number * DAY).working for number in range(1, (end - start).days + 1))


def naive_walk(day: date, step: timedelta) -> date | None:
    while known(day) and not RU.day(day).working:
        day += step
    return day if known(day) else None


def naive_roll(day: date, convention: str) -> date | None:
    following = naive_walk(day, DAY)
    if convention == "following":
        return following
    if convention == "modified_following" and following and following.month == day.month:
        return following
    return naive_walk(day, -DAY)


def touched(one: date, other: date) -> tuple[int, ...]:
    years = range(min(one.year, other.year), max(one.year, other.year) + 1)
    return tuple(year for year in years if RU.status(year) != "official")


@given(start=days, n=st.integers(-600, 600).filter(bool))
def test_add_is_the_naive_walk(start: date, n: int):
    expected = naive_add(start, n)
    if expected is None:
        with pytest.raises(CalendarError, match=r"from 01\.01\.2013 to 31\.12\.2029"):
            add(RU, start, n)
    else:
        first_counted = start + (DAY if n > 0 else -DAY)
        assert add(RU, start, n) == Result(expected, touched(first_counted, expected))


@given(start=days, end=days)
def test_count_is_the_naive_count(start: date, end: date):
    assert count(RU, start, end).working_days == naive_count(start, end)


@given(start=days, end=days)
def test_count_is_antisymmetric(start: date, end: date):
    there, back = count(RU, start, end), count(RU, end, start)
    assert there.working_days == -back.working_days
    assert there.provisional == back.provisional


@pytest.mark.parametrize(
    ("start", "end", "years"),
    [
        (date(2027, 1, 1), date(2027, 12, 31), ()),
        (date(2027, 12, 31), date(2028, 1, 1), (2028,)),
        (date(2027, 6, 1), date(2029, 6, 1), (2028, 2029)),
        (date(2028, 12, 31), date(2029, 1, 1), (2029,)),
        (date(2029, 6, 1), date(2029, 6, 1), ()),
    ],
)
def test_a_count_is_provisional_by_the_years_of_the_days_it_counted(
    calendar: Calendar, start: date, end: date, years: tuple[int, ...]
):
    assert count(calendar, start, end).provisional == years


@given(start=days, middle=days, end=days)
def test_counts_over_adjoining_spans_add_up(start: date, middle: date, end: date):
    parts = count(RU, start, middle).working_days + count(RU, middle, end).working_days
    assert parts == count(RU, start, end).working_days


@given(start=st.dates(RU.first, date(2027, 12, 31)), n=st.integers(1, 400))
def test_count_undoes_add(start: date, n: int):
    assert count(RU, start, add(RU, start, n).date).working_days == n


@given(start=st.dates(date(2015, 1, 1), date(2027, 12, 31)).filter(RU.is_working), n=st.integers(-400, 400))
def test_from_a_working_day_add_undoes_add(start: date, n: int):
    there = add(RU, start, n).date
    assert add(RU, there, -n).date == start
    assert count(RU, start, there).working_days == n


@given(day=days, convention=conventions)
def test_roll_is_the_naive_search(day: date, convention: Convention):
    expected = naive_roll(day, convention)
    if expected is None:
        with pytest.raises(CalendarError):
            roll(RU, day, convention)
    else:
        assert roll(RU, day, convention) == Result(expected, touched(day, expected))


@given(day=days)
def test_zero_days_after_a_day_is_that_day_or_the_next_working_one(day: date):
    expected = naive_walk(day, DAY)
    if expected is not None:
        assert add(RU, day, 0).date == expected


def test_a_date_that_is_not_rolled_needs_no_calendar(calendar: Calendar):
    assert roll(calendar, date(2040, 1, 1), "none") == Result(date(2040, 1, 1))


@pytest.mark.parametrize(
    ("day", "convention", "expected"),
    [
        (date(2016, 11, 20), "following", date(2016, 11, 21)),
        (date(2016, 11, 20), "preceding", date(2016, 11, 18)),
        (date(2016, 2, 20), "following", date(2016, 2, 20)),
        (date(2016, 4, 30), "modified_following", date(2016, 4, 29)),
        (date(2016, 4, 16), "modified_following", date(2016, 4, 18)),
        (date(2017, 1, 1), "following", date(2017, 1, 9)),
        (date(2017, 1, 1), "modified_following", date(2017, 1, 9)),
    ],
)
def test_a_day_off_rolls_as_the_convention_says(
    calendar: Calendar, day: date, convention: Convention, expected: date
):
    assert roll(calendar, day, convention).date == expected


@pytest.mark.parametrize(
    ("start", "n", "years"),
    [
        (date(2027, 12, 20), 5, ()),
        (date(2027, 12, 31), 1, (2028,)),
        (date(2027, 12, 20), 300, (2028, 2029)),
        (date(2028, 1, 1), -1, ()),
        (date(2028, 6, 1), -1, (2028,)),
    ],
)
def test_a_date_is_provisional_by_the_years_its_counting_touched(
    calendar: Calendar, start: date, n: int, years: tuple[int, ...]
):
    assert add(calendar, start, n).provisional == years


@pytest.mark.parametrize("day", [date(2012, 12, 31), date(2030, 1, 1)])
def test_outside_the_span_nothing_is_guessed(calendar: Calendar, day: date):
    """The message names the span and says how to mend it."""
    inside = date(2020, 1, 1)
    attempts = [
        lambda: calendar.is_working(day),
        lambda: calendar.day(day),
        lambda: add(calendar, day, 1),
        lambda: count(calendar, inside, day),
        lambda: count(calendar, day, inside),
        lambda: roll(calendar, day, "following"),
        lambda: calendar.status(day.year),
    ]
    for attempt in attempts:
        with pytest.raises(CalendarError, match=r"from 01\.01\.2013 to 31\.12\.2029.*add the decrees"):
            attempt()


@pytest.mark.parametrize("n", [1, -1])
def test_a_count_that_runs_out_of_the_span_is_refused(calendar: Calendar, n: int):
    start = calendar.last if n > 0 else calendar.first
    with pytest.raises(CalendarError, match=r"leaves the years.*check the date and the number of days"):
        add(calendar, start, n)


@pytest.mark.parametrize(
    ("start", "months", "expected"),
    [
        (date(2021, 1, 31), 1, date(2021, 2, 28)),
        (date(2020, 1, 31), 1, date(2020, 2, 29)),
        (date(2020, 12, 30), 1, date(2021, 1, 30)),
        (date(2020, 12, 31), 2, date(2021, 2, 28)),
        (date(2021, 3, 31), -1, date(2021, 2, 28)),
        (date(2021, 1, 15), -1, date(2020, 12, 15)),
        (date(2021, 5, 15), 0, date(2021, 5, 15)),
    ],
)
def test_a_month_ends_on_the_same_day_or_the_last(start: date, months: int, expected: date):
    assert add_months(start, months) == expected


def test_calendar_days_count_every_day():
    assert add_calendar_days(date(2016, 12, 25), 30) == date(2017, 1, 24)


def test_agreements_of_the_ministry_of_finance_fall_due_a_month_later(calendar: Calendar, rows):
    """16 regions: agreement signed, plus one month, rolled to the following working day."""
    agreements = rows("minfin_agreements.csv")
    assert len(agreements) == 16
    for row in agreements:
        signed = date.fromisoformat(row["agreement_signed"])
        due = roll(calendar, add_months(signed, 1), "following").date
        assert due.isoformat() == row["decision_due"], row["region"]


def test_reports_of_the_altai_order_fall_due_43_and_50_working_days_later(calendar: Calendar, rows):
    windows = rows("altai_windows.csv")
    assert len(windows) == 9
    for row in windows:
        end = date.fromisoformat(row["period_end"])
        found = [add(calendar, end, n).date.isoformat() for n in (1, 43, 50)]
        expected = [row["first_working_day"], row["due_43_working_days"], row["due_50_working_days"]]
        assert found == expected, row["reporting_period"]


def test_presidential_days_put_off_the_altai_report_of_9_months_2021(with_presidential: Calendar):
    end = date(2021, 9, 30)
    found = [add(with_presidential, end, n).date for n in (43, 50)]
    assert found == [date(2021, 12, 7), date(2021, 12, 16)]
