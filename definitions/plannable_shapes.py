"""Whether the fields of one reading make one date: what a case could not follow is named, never left out."""

from __future__ import annotations

import re
from dataclasses import replace

from calendars.saying import Text, say
from definitions.deadline_days import real_day
from definitions.deadline_terms import countable, in_hours
from definitions.phrases import Detail, Fixed, Offset, OnReceipt, Reading, Window, YearDay
from definitions.phrases.readings import Unit

NOT_YET = say("the phrase is understood, but a control event cannot follow all of it yet")
NO_LAST_DAY = say("the phrase is understood, but it names no last day")
_SEVERAL = say("the phrase names several dates or windows: write an event for each")
_NOT_A_DEADLINE = say(
    "the phrase is understood, but it sets no deadline: it says how long something lasts, by how much a term may be "
    "prolonged, or as of which day"
)
_ANY_LEAP_YEAR = 2000
_MOST = 5000  # of whatever unit: longer than any calendar
_MOST_DAYS = {"calendar": 31, "working": 23}
_MOST_MONTHS = 120
_TIME = "(?:(?:[01][0-9]|2[0-3]):[0-5][0-9]|24:00)"


def says(reading: Reading, *names: str) -> bool:
    """Say whether any of these fields of a reading is filled in."""
    return any(getattr(reading, name) not in (None, (), "") for name in names)


def plain(reading: Reading) -> Reading:
    """Return a list of one date or one window as that date or window."""
    match reading:
        case Fixed(dates=(day,), start=None, end=None):
            return replace(reading, dates=(), start=day if reading.bound != "latest" else None, end=day)
        case Window(parts=(part,), start=None, end=None, time=None, detail=None):
            return plain(
                replace(
                    part,
                    year_relative=part.year_relative or reading.year_relative,
                    anchor=part.anchor or reading.anchor,
                    periods=part.periods or reading.periods,
                )
            )
        case _:
            return reading


def of_fixed(reading: Fixed) -> Text | None:
    """Say why a date gives no single day."""
    if reading.bound not in ("latest", "point", "earliest"):
        return _NOT_A_DEADLINE
    if reading.dates:
        return _SEVERAL
    if (reading.bound == "earliest" or reading.end is None) and (reading.time or _two_days(reading)):
        return NOT_YET
    if reading.detail is not None:
        whole = not says(reading, "start", "end") and _in_year(reading.detail)
        return _of_detail(reading.detail, reading.time) if whole else NOT_YET
    return _of_days(reading.start, reading.end, reading.time)


def _two_days(reading: Fixed) -> bool:
    return reading.start is not None and reading.end not in (None, reading.start)


def of_window(reading: Window) -> Text | None:
    """Say why a window gives no single last day."""
    if reading.parts:
        return _SEVERAL
    if reading.detail is not None:
        whole = (
            not says(reading, "start", "end") and _in_year(reading.detail) and (reading.detail.day or 0) > 0
        )
        return _of_detail(reading.detail, reading.time) if whole else NOT_YET
    return NO_LAST_DAY if reading.end is None else _of_days(reading.start, reading.end, reading.time)


def of_offset(reading: Offset) -> Text | None:
    """Say why a term has no length that can be counted."""
    if reading.bound in ("duration", "extension", "as_of"):
        return _NOT_A_DEADLINE
    since = reading.anchor_date
    from_a_day = since is None or (since.bound != "earliest" and since.cap is None)
    from_an_hour = reading.bound == "earliest" and reading.time
    if says(reading, "minimum", "maximum") or not _clock(reading.time) or not from_a_day or from_an_hour:
        return NOT_YET
    if reading.detail is not None:
        return _of_day_after(reading, reading.detail)
    if reading.parts:
        return _of_parts(reading)
    hours_twice = reading.time and in_hours(reading.unit)
    return NOT_YET if hours_twice or reading.bound == "range" else _of_length(reading.n, reading.unit)


def _of_day_after(reading: Offset, detail: Detail) -> Text | None:
    days = span_of_days(reading) if reading.bound == "range" else (detail,)
    if says(reading, "n", "unit", "parts") or detail.month is not None or not days:
        return NOT_YET
    return next((why for day in days if (why := _of_detail(day, reading.time))), None)


def span_of_days(reading: Offset) -> tuple[Detail, ...]:
    """Return the first and the last day of a range of a month's days («с 1 по 5 число»); empty if it is none."""
    match reading:
        case Offset(bound="range", detail=Detail(day=None, days=(first, last)) as detail) if (
            0 < first <= last
        ):
            return replace(detail, day=first, days=()), replace(detail, day=last, days=())
        case _:
            return ()


def of_receipt(reading: OnReceipt) -> Text | None:
    """Say why what follows a receipt has no length that can be counted."""
    if reading.n is None:
        return NOT_YET if reading.unit else None
    return _of_length(reading.n, reading.unit)


def _of_parts(reading: Offset) -> Text | None:
    parts = [part for part in reading.parts if isinstance(part, Offset) and _bare(part)]
    if len(parts) != len(reading.parts) or says(reading, "n", "unit", "time"):
        return NOT_YET
    bounds = tuple(part.bound for part in parts)
    if reading.bound == "range" and bounds != ("earliest", "latest"):
        return NOT_YET
    if reading.bound != "range" and (set(bounds) != {"latest"} or any(in_hours(part.unit) for part in parts)):
        return NOT_YET
    return next((why for part in parts if (why := _of_length(part.n, part.unit))), None)


def _bare(part: Offset) -> bool:
    """Say whether a part is a length and nothing else."""
    return part == Offset(
        part.n, part.unit, part.direction, bound=part.bound, plain_days=part.plain_days, link=part.link
    )


def _of_length(n: float | None, unit: Unit | None) -> Text | None:
    if n is None or unit is None:
        return NOT_YET
    if not 0 <= n <= _MOST:
        return say("the term is longer than any calendar: {n}", n=n)
    return None if countable(n, unit) else NOT_YET


def _in_year(detail: Detail) -> bool:
    """Say whether a counted day is placed in one month of a year."""
    return detail.month in range(1, 13) and detail.month_offset is None


def _of_detail(detail: Detail, hours: str | None) -> Text | None:
    if len(detail.days) > 1:
        return _SEVERAL
    if detail.days or abs(detail.month_offset or 0) > _MOST_MONTHS or not _clock(hours):
        return NOT_YET
    if not 1 <= abs(detail.day or 0) <= _MOST_DAYS[detail.day_unit]:
        return say("this does not name one day of a month")
    return None


def _of_days(start: YearDay | None, end: YearDay | None, hours: str | None) -> Text | None:
    days = [day for day in (start, end) if day is not None]
    if not days:
        return NO_LAST_DAY
    if not _clock(hours):
        return NOT_YET
    if any((day.month, day.day, day.year) == (2, 29, None) for day in days):
        return say("February ends on the 28th or the 29th: name the year by its number")
    if any(real_day(day, _ANY_LEAP_YEAR) is None for day in days):
        return say("there is no such day in the calendar")
    return _order(start, end) if start and end else None


def _order(start: YearDay, end: YearDay) -> Text | None:
    if (start.year is None) == (end.year is None):
        if (start.year or 0, start.month, start.day) <= (end.year or 0, end.month, end.day):
            return None
        if start.year is None:
            return say("the window runs over New Year: write both years by their numbers")
        return say("the end comes before the beginning")
    return NOT_YET


def _clock(hours: str | None) -> bool:
    """Say whether the hours of a phrase, if any, are hours."""
    return hours is None or re.fullmatch(rf"{_TIME}(?:/{_TIME})?", hours) is not None
