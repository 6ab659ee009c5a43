"""What a date or a window comes to, once the year that its words mean is known."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from calendars import add_calendar_days
from calendars.saying import say
from definitions.deadline_days import day_in_month, names_every_year, year_meant, year_said
from definitions.deadline_given import Deadline
from definitions.deadline_roll import Grounds, due_on, not_before
from definitions.deadline_terms import Found, within
from definitions.phrases import Detail, Fixed, Window, YearDay


def waiting(anchor: str | None) -> Deadline:
    """Return a deadline that has no date while what it counts from is not known."""
    waits = say("no date of its own yet; waits for: {anchor}", anchor=anchor or "—")
    return Deadline(waits=waits, steps=(waits,))


def fixed(reading: Fixed, grounds: Grounds) -> Deadline:
    """Return what a date comes to."""
    if not names_every_year(reading) and year_meant(reading, grounds.given) is None:
        return waiting(reading.anchor)
    found = day_named(reading, grounds)
    if reading.bound == "earliest":
        return not_before(Deadline(), replace(found, steps=year_said(reading, grounds.given)))
    # An hour says by itself how much of the day is still in time.
    unclear = reading.inclusive is None and reading.bound == "latest" and reading.time is None
    if unclear and not reading.whole_months:
        found = day_itself(found, grounds)
    first = reading.start if reading.start != reading.end else None
    earliest = _day(first, reading, grounds) if first else None
    start = Deadline(opens=earliest, earliest=earliest)
    return due_on(start, found, grounds, "windows" if reading.whole_months else "dates", hours=reading.time)


def day_named(reading: Fixed, grounds: Grounds) -> Found:
    """Return the day that a date names, whose year is known."""
    if reading.detail is not None:
        return _counted_in_year(reading, reading.detail, grounds)
    named = (reading.start or reading.end) if reading.bound == "earliest" else (reading.end or reading.start)
    day = _day(named, reading, grounds)
    if reading.whole_months and reading.inclusive is False:
        step = say("the last day before the month named is {last}", last=day)
    else:
        step = say("the date is {last}", last=day)
    return Found(day, steps=(*year_said(reading, grounds.given), step))


def window(reading: Window, grounds: Grounds) -> Deadline:
    """Return what a window comes to: it opens, and it ends with its last day."""
    if not names_every_year(reading) and year_meant(reading, grounds.given) is None:
        return waiting(reading.anchor)
    if reading.detail is not None:
        found = _counted_in_year(reading, reading.detail, grounds)
        opens: date | None = found.day.replace(day=1)
    else:
        found = Found(_day(reading.end, reading, grounds), steps=year_said(reading, grounds.given))
        opens = _day(reading.start, reading, grounds) if reading.start else None
    if reading.doubt == "until" and found.day != opens:
        found = day_itself(found, grounds)
    named = say("a window from {opens} to {last}", opens=opens, last=found.day)
    step = named if opens else say("the date is {last}", last=found.day)
    found = replace(found, steps=(*found.steps, step))
    return due_on(Deadline(opens=opens), found, grounds, "windows", hours=reading.time)


def _counted_in_year(reading: Fixed | Window, detail: Detail, grounds: Grounds) -> Found:
    year = year_meant(reading, grounds.given)
    found = day_in_month(grounds.calendar, year or 0, detail.month or 0, detail)
    return replace(found, steps=(*year_said(reading, grounds.given), *found.steps))


def _day(day: YearDay | None, reading: Fixed | Window, grounds: Grounds) -> date:
    """Return a day that a reading names; the year is known, and the day was not refused."""
    if day is None:
        raise ValueError(reading)
    year = day.year if day.year is not None else year_meant(reading, grounds.given) or 0
    return within(grounds.calendar, lambda: date(year, day.month, day.day))


def day_itself(found: Found, grounds: Grounds) -> Found:
    """«До 1 декабря»: whether that day is still in time is the definition's choice."""
    if grounds.given.inclusive:
        return found
    day = within(grounds.calendar, lambda: add_calendar_days(found.day, -1))
    return replace(
        found,
        day=day,
        steps=(*found.steps, say("rule of the definition: “до” leaves out the day itself: {day}", day=day)),
    )
