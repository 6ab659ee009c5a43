"""Find what cannot be true in the calendar file of a region, and what is hardly meant."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from calendars.calendar import Calendar
from calendars.errors import Problem
from calendars.region import Overlay, RegionalHoliday, YearlyDay
from calendars.regional import days_of
from calendars.saying import Text, say


def of_overlay(overlay: Overlay, base: Calendar | None) -> Iterator[Problem]:
    """Yield errors; and, as warnings, days that are federal holidays already: an act may name one all the same."""
    for holiday in overlay.holidays:
        for message in _of(holiday, base):
            yield Problem(message, overlay.file)
        if base:
            for message in _on_federal_holidays(holiday, base):
                yield Problem(message, overlay.file, severity="warning")


def _of(holiday: RegionalHoliday, base: Calendar | None) -> Iterator[Text]:
    ways = [bool(holiday.days), holiday.after_easter is not None, holiday.yearly is not None]
    if sum(ways) != 1:
        yield say(
            "“{holiday}”: say in exactly one way which day it is: days (the same each year), after_easter, or yearly.",
            holiday=holiday.name,
        )
    if holiday.since and holiday.until and holiday.until < holiday.since:
        yield say(
            "“{holiday}” ends with {until}, before it begins with {since}; exchange the two.",
            holiday=holiday.name,
            since=holiday.since,
            until=holiday.until,
        )
    for day, times in Counter(item.day for item in holiday.yearly or ()).items():
        if times > 1:
            yield say("“{holiday}”: {day} stands twice; leave one.", holiday=holiday.name, day=day)
    for item in holiday.yearly or ():
        yield from _of_year(holiday, item, base)


def _of_year(holiday: RegionalHoliday, item: YearlyDay, base: Calendar | None) -> Iterator[Text]:
    if not holiday.in_force(item.day.year):
        yield say(
            "“{holiday}”: {day} is outside the years in which it is a day off (since, until); check the date.",
            holiday=holiday.name,
            day=item.day,
        )
    if base and not base.first <= item.day <= base.last:
        yield say(
            "“{holiday}”: {day} is outside the years of the calendar “{calendar}”, from {first} to {last}; check the "
            "date.",
            holiday=holiday.name,
            day=item.day,
            calendar=base.name,
            first=base.first,
            last=base.last,
        )
    if item.date and item.date > item.day:
        yield say(
            "“{holiday}”: {day} was declared a day off by an act of a later date, {signed}; check the two dates.",
            holiday=holiday.name,
            day=item.day,
            signed=item.date,
        )


def _on_federal_holidays(holiday: RegionalHoliday, base: Calendar) -> Iterator[Text]:
    for year in base.years:
        for day, _ in days_of(holiday, year.number):
            found = base.day(day) if day <= base.last else None
            if found and found.kind == "holiday":
                yield say(
                    "“{holiday}”: {day} is a holiday already ({name}), so the region adds nothing; check the date.",
                    holiday=holiday.name,
                    day=day,
                    name=found.name,
                )
