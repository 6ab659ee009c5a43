"""Which day a reading names: the year that its words mean, and days counted inside a month."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import Literal, TypeAlias

from calendars import Calendar, add, roll
from calendars.errors import CalendarError
from calendars.saying import Text, say
from definitions.deadline_given import Given, Years
from definitions.deadline_terms import Found
from definitions.periods import Period, around, names_the_period, unit_named
from definitions.phrases import Detail, Fixed, Offset, Window, YearDay
from definitions.phrases.readings import YearRelative

Base: TypeAlias = Literal["reporting", "current", "planned", "unnamed", "event"]

_BASES: dict[YearRelative, tuple[Base, int]] = {
    "reporting": ("reporting", 0),
    "following_reporting": ("reporting", 1),
    "current": ("current", 0),
    "following_current": ("current", 1),
    "preceding_planned": ("planned", -1),
    "following_event": ("event", 1),
    "unstated": ("unnamed", 0),
}

# Years ---------------------------------------------------------------------------------------------------


def year_base(reading: Fixed | Window, years: Years) -> tuple[Base, int]:
    """Return which year the words of a reading start from, and how many years later the one they mean is.

    `event`: the year in which the anchor's day lies.
    """
    base, shift = _BASES[reading.year_relative or "unstated"]
    named = (
        reading.anchor is not None and reading.detail is None
    )  # in a detail the anchor is the year's own words
    if named and base in ("reporting", "planned") and getattr(years, base) is None:
        return "event", shift
    return base, shift


def names_every_year(reading: Fixed | Window) -> bool:
    """Say whether all days of a reading have a year by its number."""
    days = [day for day in (reading.start, reading.end) if day is not None]
    days += reading.dates if isinstance(reading, Fixed) else ()
    return reading.detail is None and all(day.year is not None for day in days)


def year_meant(reading: Fixed | Window, given: Given) -> int | None:
    """Return the year that the words of a reading mean; None while it is not known."""
    base, shift = year_base(reading, given.years)
    if base == "event":
        return given.day.year + shift if given.day else None
    year: int | None = getattr(given.years, base)
    return None if year is None else year + shift


def year_said(reading: Fixed | Window, given: Given) -> tuple[Text, ...]:
    """Say which year was taken for words like «отчётный год»; nothing where the phrase numbers it."""
    base, _ = year_base(reading, given.years)
    if names_every_year(reading):
        return ()
    if base == "event":
        return (say("“{anchor}”: {day}", anchor=reading.anchor or "—", day=given.day),)
    return (_YEAR_SAID[base].with_values(year=getattr(given.years, base)),)


_YEAR_SAID: dict[Base, Text] = {
    "reporting": say("the reporting year is {year}"),
    "current": say("the current year is {year}"),
    "planned": say("the planned year is {year}"),
    "unnamed": say("a date without a year is taken to be in {year}"),
}


def real_day(day: YearDay, year: int | None) -> date | None:
    """Return that day, with `year` where it names none; None if there is no such day."""
    try:
        return date(day.year if day.year is not None else year or 0, day.month, day.day)
    except ValueError:
        return None


# Days inside a month -------------------------------------------------------------------------------------


def month_of(reading: Offset, detail: Detail, base: Period | date) -> tuple[int, int]:
    """Return the year and month in which a counted day lies, from the period or the day it counts from."""
    offset = detail.month_offset or 0
    if isinstance(base, date):
        base = around(base, unit_named(reading.anchor))
    start = base.first if offset < 0 else base.last
    year, month = divmod(start.year * 12 + start.month - 1 + offset, 12)
    return year, month + 1


def counts_from_period(reading: Offset) -> bool:
    """Say whether a term counts from the reporting period itself, not from an event."""
    of_each_month = reading.detail is not None and (
        reading.detail.month_offset is None or reading.anchor is None
    )
    return bool(reading.periods) or of_each_month or names_the_period(reading.anchor)


def day_in_month(calendar: Calendar, year: int, month: int, detail: Detail) -> Found:
    """Return the day that `detail` counts in a month.

    A day that the month does not have is its last one. CalendarError for a year outside the calendar, or a month
    with fewer working days.
    """
    calendar.status(year)
    number = detail.day or 0
    first, last = date(year, month, 1), date(year, month, monthrange(year, month)[1])
    if detail.day_unit == "working":
        return _working_day(calendar, first, last, number)
    if number < 0:
        day = last.replace(day=max(1, last.day + number + 1))
        return Found(day, steps=(say("counted from the end of the month: {day}", day=day),))
    if number > last.day:
        return Found(
            last,
            steps=(say("that month has no day {number}: its last day is {day}", number=number, day=last),),
        )
    day = first.replace(day=number)
    return Found(day, steps=(say("the date is {last}", last=day),))


def _working_day(calendar: Calendar, first: date, last: date, number: int) -> Found:
    worked = calendar.working_through(last) - calendar.working_before(first)
    if abs(number) > worked:
        raise CalendarError(
            say(
                "There are only {worked} working days from {first} to {last}, so there is no day number {number}.",
                worked=worked,
                first=first,
                last=last,
                number=abs(number),
            )
        )
    end, steps = (last, number + 1) if number < 0 else (first, number - 1)
    start = roll(calendar, end, "preceding" if number < 0 else "following")
    there = add(calendar, start.date, steps)
    return Found(there.date, there.provisional or start.provisional, _working_day_said(there.date, number))


def _working_day_said(day: date, number: int) -> tuple[Text, ...]:
    if number < 0:
        return (say("working day number {number} from the end of the month: {day}", number=-number, day=day),)
    return (say("working day number {number} of the month: {day}", number=number, day=day),)
