"""Whole arrays are counted as one date at a time is: the same dates, the same warnings, the same refusals."""

import gc
import pickle
import subprocess
import sys
import weakref
from collections.abc import Callable
from dataclasses import astuple
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from calendars import Calendar, Convention, Count, Result, Year, add, count, load_calendar, roll
from calendars.bulk import add_many, count_many, roll_many
from calendars.errors import CalendarError

RU = load_calendar()
# Years that are not official with an official one between and after them, which no real calendar has.
PATCHY = Calendar(
    "patchy",
    presidential=False,
    years=tuple(
        Year(2013 + place, status)
        for place, status in enumerate(
            ("official", "draft", "official", "projected", "projected", "official")
        )
    ),
    days=tuple(day for day in RU.days if day.date.year <= 2018),
)

calendars = st.sampled_from([RU, load_calendar(presidential=True), PATCHY])
days = st.dates(date(2012, 12, 1), date(2030, 1, 31))
numbers = st.integers(-60, 60) | st.integers(-3000, 3000) | st.sampled_from([0, 2**63 - 1, -(2**63)])
conventions = st.sampled_from(["following", "preceding", "modified_following", "none"])


def array(values: list[date | None]) -> np.ndarray:
    return np.array(values, "datetime64[D]")


def one_by_one(scalar: Callable[..., Result | Count], *rows: list) -> list[tuple] | str:
    """The scalar answers, with whether each is provisional; the sentence that bulk owes us where one is refused."""
    answers = []
    for number, row in enumerate(zip(*rows, strict=True), 1):
        try:
            answer, provisional = astuple(scalar(*row))
        except CalendarError as error:
            return f"Value {number}: {error}"
        answers.append((answer, bool(provisional)))
    return answers


def at_once(bulk: Callable[..., tuple], *arguments: object) -> list[tuple] | str:
    try:
        answers, provisional = bulk(*arguments)
    except CalendarError as error:
        return str(error)
    return list(zip(answers.tolist(), provisional.tolist(), strict=True))


@given(calendar=calendars, rows=st.lists(st.tuples(days, numbers), max_size=8))
def test_adding_to_many_is_adding_to_each(calendar: Calendar, rows: list[tuple[date, int]]):
    starts, counts = [row[0] for row in rows], [row[1] for row in rows]
    expected = one_by_one(lambda start, n: add(calendar, start, n), starts, counts)
    assert at_once(add_many, calendar, array(starts), np.array(counts, np.int64)) == expected


@given(calendar=calendars, starts=st.lists(days, max_size=8), n=st.integers(-60, 60))
def test_one_number_serves_all_starts(calendar: Calendar, starts: list[date], n: int):
    expected = one_by_one(lambda start: add(calendar, start, n), starts)
    assert at_once(add_many, calendar, array(starts), n) == expected


@given(calendar=calendars, rows=st.lists(st.tuples(days, days), max_size=8))
def test_counting_many_is_counting_each(calendar: Calendar, rows: list[tuple[date, date]]):
    starts, ends = [row[0] for row in rows], [row[1] for row in rows]
    expected = one_by_one(lambda start, end: count(calendar, start, end), starts, ends)
    assert at_once(count_many, calendar, array(starts), array(ends)) == expected


@given(calendar=calendars, rows=st.lists(days, max_size=8), convention=conventions)
def test_rolling_many_is_rolling_each(calendar: Calendar, rows: list[date], convention: Convention):
    expected = one_by_one(lambda day: roll(calendar, day, convention), rows)
    assert at_once(roll_many, calendar, array(rows), convention) == expected


@pytest.mark.parametrize("n", [-1, 0, 1, 43])
def test_every_day_of_the_span_is_counted_as_by_itself(n: int):
    span = [RU.first + timedelta(days=place) for place in range(100, (RU.last - RU.first).days - 100)]
    assert at_once(add_many, RU, array(span), n) == one_by_one(lambda day: add(RU, day, n), span)


BULK = [
    pytest.param(lambda days: add_many(RU, days, 1), id="add"),
    pytest.param(lambda days: count_many(RU, days, days), id="count"),
    pytest.param(lambda days: count_many(RU, array([RU.first]), days), id="count to"),
    *(
        pytest.param(lambda days, to=to: roll_many(RU, days, to), id=to)
        for to in ("following", "preceding", "modified_following", "none")
    ),
]


@pytest.mark.parametrize("bulk", BULK)
def test_a_missing_date_is_refused_with_its_place(bulk: Callable[[np.ndarray], object]):
    with pytest.raises(CalendarError, match=r"^Value 2: NaT is no date to count with: .*leave the row out"):
        bulk(array([date(2017, 6, 30), None]))


@pytest.mark.parametrize("bulk", BULK[:-1])
@pytest.mark.parametrize("day", ["29349-01-26", "-1000-03-15"])
def test_a_year_that_no_date_can_have_is_refused(bulk: Callable[[np.ndarray], object], day: str):
    with pytest.raises(CalendarError, match=rf"^Value 1: {day} is no date to count with"):
        bulk(np.array([day], "datetime64[D]"))


@pytest.mark.parametrize("bulk", BULK)
@pytest.mark.parametrize(
    "wrong",
    [
        np.array(["2017-06-30T12:00"], "datetime64[s]"),
        np.array(["2017-06"], "datetime64[M]"),
        np.array([17347]),
        np.array([date(2017, 6, 30)]),
        np.array("2017-06-30", "datetime64[D]"),
    ],
    ids=["moments", "months", "numbers", "objects", "one date"],
)
def test_only_arrays_of_days_are_taken(bulk: Callable[[np.ndarray], object], wrong: np.ndarray):
    """Numpy would make a day of each of these in silence."""
    with pytest.raises(TypeError, match=r"an array of datetime64\[D\]"):
        bulk(wrong)


@pytest.mark.parametrize("n", [1.5, np.array([1.0]), np.array([1], np.uint64), 2**64])
def test_only_whole_numbers_are_added(n: object):
    with pytest.raises(TypeError, match="safe"):
        add_many(RU, array([date(2017, 6, 30)]), n)


def test_nothing_of_nothing():
    none = array([])
    assert [len(answers) for answers in (*add_many(RU, none, 1), *count_many(RU, none, none))] == [0] * 4
    assert len(roll_many(RU, none, "modified_following").dates) == 0


def test_what_is_given_is_not_what_is_returned():
    """Nobody's array changes when the answer is written to."""
    given_days = array([date(2017, 1, 1)])
    roll_many(RU, given_days, "none").dates[0] = date(2020, 1, 1)
    assert given_days.tolist() == [date(2017, 1, 1)]


def a_calendar() -> Calendar:
    return Calendar("one year", presidential=False, years=(Year(2017, "official"),), days=())


def test_a_calendar_that_was_used_in_bulk_is_the_same_calendar():
    used, fresh = a_calendar(), a_calendar()
    add_many(used, array([date(2017, 6, 30)]), 43)
    assert (used, hash(used)) == (fresh, hash(fresh))
    assert not any(isinstance(value, np.ndarray) for value in vars(used).values())
    assert pickle.loads(pickle.dumps(used)) == used  # noqa: S301 - our own


def test_the_tables_of_a_calendar_go_when_it_goes():
    used = a_calendar()
    add_many(used, array([date(2017, 6, 30)]), 43)
    gone = weakref.ref(used)
    del used
    gc.collect()
    assert gone() is None


def test_counting_one_by_one_does_not_load_numpy():
    code = "import sys, calendars; calendars.load_calendar(); sys.exit('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
