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
        return table.reached(places, np.sign(numbers), table.zeroth(places, numbers > 0) + numbers)
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
    unofficial_through = table.unofficial[1:]
    return Counts(working_days, unofficial_through[last] != unofficial_through[first])


def roll_many(calendar: Calendar, days: Dates, convention: Convention) -> Results:
    """Return for each day what `roll` returns; errors as for `add_many`."""
    table = _table(calendar)
    try:
        if convention == "none":
            return Results(_known(days).copy(), np.zeros(days.shape, np.bool_))
        places = table.places(days)
        return table.reached(places, np.int64(0), table.rolled(convention)[places])
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
        # The working days are numbered from 0. Each day has the one that follows, itself if it is worked, and the
        # one that precedes: counting starts at the first of them when it goes backwards or nowhere, else at the other.
        self.following, self.preceding = self.through - worked, self.through - 1
        self.both = np.stack([self.following, self.preceding])
        # How many days before each place lie in years that are not official; one more for the end of the span.
        years = np.array(list(map(str, calendar.unofficial(calendar.first, calendar.last))), "datetime64[Y]")
        unofficial = np.isin(self.days.astype("datetime64[Y]"), years)
        self.unofficial = np.concatenate([[0], np.cumsum(unofficial)])
        self.official_days = np.searchsorted(self.days, np.datetime64(calendar.unofficial_from, "D"))

    def places(self, days: Dates) -> Numbers:
        """Return the place of each day in the span, from 0."""
        return _within((_of_days(days) - self.first).view(np.int64), self.days.size)

    def zeroth(self, places: Numbers, forwards: Flags) -> Numbers:
        """Return the number of the working day from which counting starts."""
        if forwards.ndim:
            return self.both[forwards.astype(np.intp), places]
        return (self.preceding if forwards else self.following)[places]

    def rolled(self, convention: Convention) -> Numbers:
        """Return for each day of the span the number of the working day that it is moved to."""
        if convention != "modified_following":
            return self.following if convention == "following" else self.preceding
        month_ends = (self.days.astype("datetime64[M]") + 1).astype(DAYS) - 1
        stays = self.preceding[self.places(month_ends)] >= self.following
        return np.where(stays, self.following, self.preceding)

    def reached(self, starts: Numbers, step: Numbers | np.int64, numbers: Numbers) -> Results:
        """Return the working days of these numbers, reached by counting from the days at the places `starts + step`."""
        places = self.working[_within(numbers, self.working.size)]
        return Results(self.first + places, self._provisional(starts, step, places))

    def _provisional(self, starts: Numbers, step: Numbers | np.int64, ends: Numbers) -> Flags:
        """Say whether a day from `starts + step` to `ends`, these included, lies in a year that is not official."""
        touched = (starts >= self.official_days - 1) | (ends >= self.official_days)
        if touched.any():
            starts, step, ends = (each[touched] for each in np.broadcast_arrays(starts, step, ends))
            first, last = np.minimum(starts + step, ends), np.maximum(starts + step, ends)
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
