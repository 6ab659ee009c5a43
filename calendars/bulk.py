"""Add, count and roll whole arrays of dates at once, by the rules of `arithmetic`; needs numpy: `srok[bulk]`.

>>> import numpy as np
>>> from calendars import load_calendar
>>> ends = np.array(["2017-06-30", "2017-09-30"], "datetime64[D]")
>>> add_many(load_calendar(), ends, 43).dates
array(['2017-08-30', '2017-11-30'], dtype='datetime64[D]')
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import NamedTuple, TypeAlias
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from calendars.arithmetic import Convention, add, count, roll
from calendars.calendar import Calendar
from calendars.errors import CalendarError
from calendars.saying import Text, say

Dates: TypeAlias = NDArray[np.datetime64]
Numbers: TypeAlias = NDArray[np.int64]
Flags: TypeAlias = NDArray[np.bool_]

DAYS = np.dtype("datetime64[D]")


class Results(NamedTuple):
    """Dates, and which of them touched a year that is not official: those are provisional."""

    dates: Dates
    provisional: Flags


class Counts(NamedTuple):
    """Numbers of working days, and which of them touched a year that is not official."""

    working_days: Numbers
    provisional: Flags


def add_many(calendar: Calendar, starts: Dates, n: int | Numbers) -> Results:
    """Return for each start what `add` returns; `n` is one number of working days for all, or one for each.

    CalendarError tells the first value without an answer and its place, counted from 1; a missing date (NaT)
    has none. TypeError for an array that is not of days, or not of whole numbers.
    """
    numbers = np.asarray(n).astype(np.int64, casting="safe", copy=False)
    table = _table(calendar)
    try:
        places = table.places(starts)
        ranks = table.counted[(numbers > 0).astype(np.intp), places] + numbers
        return table.reached(places + np.sign(numbers), ranks)
    except IndexError:
        raise _first_refusal(partial(add, calendar), starts, numbers) from None


def count_many(calendar: Calendar, starts: Dates, ends: Dates) -> Counts:
    """Return for each start and end what `count` returns; errors as for `add_many`."""
    table = _table(calendar)
    try:
        first, last = table.places(starts), table.places(ends)
    except IndexError:
        raise _first_refusal(partial(count, calendar), starts, ends) from None
    working_days = table.through[last] - table.through[first]
    return Counts(working_days, table.unofficial[last + 1] != table.unofficial[first + 1])


def roll_many(calendar: Calendar, days: Dates, convention: Convention) -> Results:
    """Return for each day what `roll` returns; errors as for `add_many`."""
    table = _table(calendar)
    try:
        if convention == "none":
            return Results(_known(days).copy(), np.zeros(days.shape, np.bool_))
        places = table.places(days)
        return table.reached(places, table.ranks(convention)[places])
    except IndexError:
        raise _first_refusal(partial(roll, calendar, convention=convention), days) from None


class _Table:
    """What a calendar knows, as arrays over the days of its span; IndexError for what it does not know."""

    def __init__(self, calendar: Calendar) -> None:
        self.first = np.datetime64(calendar.first, "D")
        self.days = np.arange(self.first, np.datetime64(calendar.last, "D") + 1)
        worked = np.array([calendar.is_working(day) for day in self.days.tolist()])
        self.working = np.flatnonzero(worked)
        self.through = np.cumsum(worked)
        self.before = self.through - worked
        # What to add the number to: row 0 when counting backwards or not at all, row 1 forwards.
        self.counted = np.stack([self.before + 1, self.through])
        # How many days before each place lie in years that are not official; one more for the end of the span.
        years = np.array(list(map(str, calendar.unofficial(calendar.first, calendar.last))), "datetime64[Y]")
        unofficial = np.isin(self.days.astype("datetime64[Y]"), years)
        self.unofficial = np.concatenate([[0], np.cumsum(unofficial)])
        self.official_days = np.searchsorted(self.days, np.datetime64(calendar.unofficial_from, "D"))

    def places(self, days: Dates) -> Numbers:
        """Return the place of each day in the span, from 0."""
        return _within((_of_days(days) - self.first).view(np.int64), self.days.size)

    def ranks(self, convention: Convention) -> Numbers:
        """Return for each day of the span the rank of the working day that it is moved to."""
        following, preceding = self.before + 1, self.through
        if convention != "modified_following":
            return following if convention == "following" else preceding
        month_ends = (self.days.astype("datetime64[M]") + 1).astype(DAYS) - 1
        stays = self.through[self.places(month_ends)] > self.before
        return np.where(stays, following, preceding)

    def reached(self, counted_from: Numbers, ranks: Numbers) -> Results:
        """Return the working days of these ranks, which were reached by counting from these places."""
        places = self.working[_within(ranks - 1, self.working.size)]
        return Results(self.first + places, self._provisional(counted_from, places))

    def _provisional(self, one: Numbers, other: Numbers) -> Flags:
        """Say whether there is a day between two places, theirs included, whose year is not official."""
        touched = (one >= self.official_days) | (other >= self.official_days)
        if touched.any():
            one, other = one[touched], other[touched]
            first, last = np.minimum(one, other), np.maximum(one, other)
            touched[touched] = self.unofficial[last + 1] > self.unofficial[first]
        return touched


# Not kept on the calendar, which is a plain value; a calendar that is gone takes its table with it.
_tables: WeakKeyDictionary[Calendar, _Table] = WeakKeyDictionary()


def _table(calendar: Calendar) -> _Table:
    if calendar not in _tables:
        _tables[calendar] = _Table(calendar)
    return _tables[calendar]


def _of_days(days: Dates) -> Dates:
    if days.ndim == 0 or days.dtype != DAYS:
        raise TypeError(f"dates come as an array of {DAYS}, not as {days.dtype} of shape {days.shape}")
    return days


def _known(days: Dates) -> Dates:
    if np.isnat(_of_days(days)).any():
        raise IndexError
    return days


def _within(places: Numbers, size: int) -> Numbers:
    if places.size and not 0 <= places.min() <= places.max() < size:
        raise IndexError
    return places


def _first_refusal(one: Callable[..., object], *arrays: NDArray[np.generic]) -> CalendarError:
    """Return what the scalar function says of the first values that it refuses."""
    for number, values in enumerate(np.broadcast(*arrays), 1):
        why = _refusal(one, values)
        if why:
            return CalendarError(say("Value {number}: {why}", number=number, why=why))
    raise AssertionError("the arrays and the scalar functions disagree")


def _refusal(one: Callable[..., object], values: tuple[np.generic, ...]) -> Text | None:
    for value in values:
        if value.dtype == DAYS and not isinstance(value.item(), date):
            return say(
                "{value} is no date to count with: give a date of the calendar, or leave the row out.",
                value=str(value),
            )
    try:
        one(*(value.item() for value in values))
    except CalendarError as error:
        return error.message
    return None
