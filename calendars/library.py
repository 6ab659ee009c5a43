"""The calendars that come with srok, each derived from its file once."""

from __future__ import annotations

from datetime import date
from functools import cache

from calendars.calendar import Calendar
from calendars.derive import derive
from calendars.errors import Problem
from calendars.region import read_region
from calendars.saying import say


def load_calendar(name: str = "ru", *, presidential: bool = False) -> Calendar:
    """Return the calendar `name`; CalendarError for an unknown name or decrees that contradict themselves.

    `presidential` takes in the days declared non-working by the President in 2020 and 2021.
    """
    return _load(name, presidential)


def missing_decree(calendar: Calendar, today: date) -> Problem | None:
    """Warn from 15 October that the next year has no decree in the calendar, or else that this year has none.

    The decrees of 2013 to 2027 were all signed by 15 October of the year before.
    """
    needed = today.year + 1 if today >= today.replace(month=10, day=15) else today.year
    if any(year.number == needed and year.status == "official" for year in calendar.years):
        return None
    message = say(
        "The calendar “{calendar}” has no decree on transferred days off for {year}: dates in that year are "
        "provisional. Add the decree to {file} when it is published.",
        calendar=calendar.name,
        year=needed,
        file=f"calendars/regions/{calendar.name}.yaml",
    )
    return Problem(message, severity="warning")


@cache
def _load(name: str, presidential: bool) -> Calendar:
    return derive(read_region(name), presidential=presidential)
