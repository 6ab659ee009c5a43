"""A calendar of several: a day is worked only if it is worked in each of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from calendars.calendar import Calendar, Day, Kind, Year, ordinary
from calendars.derive import refuse_endless
from calendars.errors import CalendarError
from calendars.regional import worst
from calendars.saying import say

# Of two days off the one of the later layer tells why; a day off tells more than a working day.
_LAYERS: tuple[Kind, ...] = (
    "working",
    "working_weekend",
    "weekend",
    "holiday",
    "transfer",
    "presidential",
    "regional",
)


def compose(calendars: Sequence[Calendar]) -> Calendar:
    """Return the calendar in which a day is worked if all of `calendars` work it; their order does not matter.

    It spans the years that all of them know. CalendarError where there is no such year, or no working day left.
    """
    names = sorted({part for calendar in calendars for part in calendar.name.split("+")})
    years = _years(calendars, "+".join(names))
    special = {day.date for calendar in calendars for day in calendar.days}
    days = [
        _day(calendars, day) for day in sorted(special) if years[0].number <= day.year <= years[-1].number
    ]
    presidential = any(calendar.presidential for calendar in calendars)
    kept = tuple(day for day in days if day != ordinary(day.date))
    return refuse_endless(Calendar("+".join(names), presidential, years, kept))


def _years(calendars: Sequence[Calendar], name: str) -> tuple[Year, ...]:
    known = [{year.number: year for year in calendar.years} for calendar in calendars]
    shared = sorted(set.intersection(*(set(years) for years in known)))
    if not shared:
        raise CalendarError(say("The calendars of “{name}” know no year in common.", name=name))
    return tuple(_year([years[number] for years in known]) for number in shared)


def _year(same: Sequence[Year]) -> Year:
    gaps = sorted({gap for year in same for gap in year.gaps})
    return Year(same[0].number, worst(*(year.status for year in same)), tuple(gaps))


def _day(calendars: Sequence[Calendar], day: date) -> Day:
    return max((calendar.day(day) for calendar in calendars), key=_telling)


def _telling(day: Day) -> tuple[object, ...]:
    """Order days by what they tell; the rest of the key only makes the choice the same in any order."""
    act = (day.act.title, day.act.number, day.act.date or date.min) if day.act else ()
    return (not day.working, _LAYERS.index(day.kind), day.short, day.title, day.moved or date.min, act)
