"""Count, add and roll in working days: O(1) on a calendar's prefix sums."""

from __future__ import annotations

import calendar as month_lengths
import contextlib
import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Literal, TypeAlias

from calendars.calendar import ONE_DAY, Calendar
from calendars.errors import CalendarError
from calendars.saying import say

NO_DAYS = timedelta(0)

Convention: TypeAlias = Literal["following", "preceding", "modified_following", "none"]


@dataclass(frozen=True, slots=True)
class Result:
    """A date, and the years its counting touched that are not official; provisional when there are any."""

    date: datetime.date
    provisional: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Count:
    """A number of working days, and the years its counting touched that are not official."""

    working_days: int
    provisional: tuple[int, ...] = ()


# Making a value takes as long as finding it. There are no more of these than a calendar has days.
_official_result = cache(Result)
_official_count = cache(Count)


def add(calendar: Calendar, start: date, n: int) -> Result:
    """Return the working day that is `n` working days after `start`, or before it when `n` is negative.

    The start is not counted (Civil Code, art. 191), whether it is worked or not. Zero days after a day is
    that day itself if it is worked, else the next working day. CalendarError when the count leaves the
    calendar's years.
    """
    if n > 0:
        return _reached(calendar, start, ONE_DAY, calendar.working_through(start) + n)
    if n < 0:
        return _reached(calendar, start, -ONE_DAY, calendar.working_before(start) + 1 + n)
    return roll(calendar, start, "following")


def count(calendar: Calendar, start: date, end: date) -> Count:
    """Count the working days after `start` up to and including `end`.

    The other way round the number is the same and negative. CalendarError for a day outside the calendar.
    """
    working_days = calendar.working_through(end) - calendar.working_through(start)
    first, last = (start, end) if start < end else (end, start)
    if last < calendar.unofficial_from or first == last:
        return _official_count(working_days)
    return Count(working_days, calendar.unofficial(first + ONE_DAY, last))


def roll(calendar: Calendar, day: date, convention: Convention) -> Result:
    """Move a day off to a working day as `convention` says; a working day stays.

    `following`: the next one. `preceding`: the one before. `modified_following`: the next one, but the one
    before when the next would be in another month. `none`: the date stays as it is, and the calendar is not
    asked. CalendarError for a day outside the calendar.
    """
    match convention:
        case "none":
            return Result(day)
        case "following":
            return _reached(calendar, day, NO_DAYS, calendar.working_before(day) + 1)
        case "preceding":
            return _reached(calendar, day, NO_DAYS, calendar.working_through(day))
        case "modified_following":
            stays = calendar.working_through(_month_end(day)) > calendar.working_before(day)
            return roll(calendar, day, "following" if stays else "preceding")


def add_calendar_days(start: date, n: int) -> date:
    """Return the date `n` calendar days after `start`, which is not counted (Civil Code, art. 191)."""
    return start + timedelta(days=n)


def add_months(start: date, n: int) -> date:
    """Return the same day `n` months later, or the last day of a month without it (Civil Code, art. 192)."""
    months = start.year * 12 + start.month - 1 + n
    year, month = divmod(months, 12)
    return date(year, month + 1, min(start.day, month_lengths.monthrange(year, month + 1)[1]))


def in_years(day: date, years: Iterable[int]) -> Iterator[date]:
    """Yield the day of that month and number in each of some years: 29 February is not in every one."""
    for year in years:
        with contextlib.suppress(ValueError):
            yield day.replace(year=year)


def _reached(calendar: Calendar, start: date, step: timedelta, rank: int) -> Result:
    """Return the working day number `rank`, reached by counting from the day `start + step`."""
    day = calendar.working_day(rank)
    if day is None:
        raise CalendarError(
            say(
                "Counting working days from {start} leaves the years that the calendar “{calendar}” knows, "
                "from {first} to {last}: check the date and the number of days; if they are right, add the "
                "decrees of the missing years to the calendar.",
                start=start,
                calendar=calendar.name,
                first=calendar.first,
                last=calendar.last,
            )
        )
    if start < calendar.unofficial_from > day:
        return _official_result(day)
    return Result(day, calendar.unofficial(start + step, day))


def _month_end(day: date) -> date:
    return day.replace(day=month_lengths.monthrange(day.year, day.month)[1])
