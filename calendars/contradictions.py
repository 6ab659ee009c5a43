"""Find the acts that contradict themselves: one wrong transfer would move every date counted over it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import TypeVar

from calendars.calendar import SATURDAY, Calendar
from calendars.errors import Problem
from calendars.law import Table, law_table, on
from calendars.region import CalendarFile, Decree, Overlay, Region
from calendars.regional_contradictions import of_overlay
from calendars.saying import Text, say, weekday


def contradictions(region: CalendarFile, base: Calendar | None = None) -> tuple[Problem, ...]:
    """Return what cannot be true in a calendar file, and as warnings what is hardly meant.

    For a country: transfers that the days they name do not allow, years with two decrees, acts later than what
    they are about. For a region, whose days are looked at on top of `base`, see `of_overlay`.
    """
    if isinstance(region, Overlay):
        return tuple(of_overlay(region, base))
    messages = [*_repeated_years(region), *_repeated_holidays(region), *_presidential(region)]
    for decree in region.decrees:
        messages += _of(region, decree)
    return tuple(Problem(message, region.file) for message in messages)


def _of(region: Region, decree: Decree) -> Iterator[Text]:
    sources = [source for source, _ in decree.transfers]
    targets = [target for _, target in decree.transfers]
    law = law_table(region, decree.year, sources)
    yield from _out_of_time(region, decree)
    yield from _other_year(decree, [*sources, *targets])
    yield from _repeated_days(decree, sources, targets)
    yield from _from_no_day_off(decree, law, sources)
    yield from _onto_day_off(decree, law, targets)


def _repeated_years(region: Region) -> Iterator[Text]:
    for year, times in Counter(decree.year for decree in region.decrees).items():
        if times > 1:
            yield say("Two decrees are given for {year}: leave the one in force.", year=year)


def _repeated_holidays(region: Region) -> Iterator[Text]:
    days = [day for holiday in region.holidays for day in holiday.days]
    for day in _repeated(days):
        yield say("The day {day} (month-day) is listed as a holiday twice: leave one.", day=day)


def _presidential(region: Region) -> Iterator[Text]:
    for order in region.presidential:
        if order.last < order.first:
            yield say(
                "{act}: the days declared non-working end on {last}, before they begin on {first}; exchange the two.",
                act=order.source.text,
                first=order.first,
                last=order.last,
            )
        elif order.first < order.date:
            yield say(
                "{act}: {first} was declared non-working by an act of a later date; check the two dates.",
                act=order.source.text,
                first=order.first,
            )


def _out_of_time(region: Region, decree: Decree) -> Iterator[Text]:
    if decree.year < region.first_year:
        yield say(
            "{act}: the calendar begins with {first}, so a decree for {year} would not be used; check the year.",
            act=decree.source.text,
            first=region.first_year,
            year=decree.year,
        )
    if decree.date.year > decree.year:
        yield say(
            "{act}: the decree is dated after the year that it is for, {year}; check the two.",
            act=decree.source.text,
            year=decree.year,
        )


def _other_year(decree: Decree, days: Iterable[date]) -> Iterator[Text]:
    for day in days:
        if day.year != decree.year:
            yield say(
                "{act}: {day} is in another year than the decree, {year}; a transfer stays within its year.",
                act=decree.source.text,
                day=day,
                year=decree.year,
            )


def _repeated_days(decree: Decree, sources: list[date], targets: list[date]) -> Iterator[Text]:
    act = decree.source.text
    for day in _repeated(sources):
        yield say("{act}: the day off of {day} is moved twice; leave one transfer.", act=act, day=day)
    for day in _repeated(targets):
        yield say("{act}: two days off are moved onto {day}; check one of the transfers.", act=act, day=day)


def _from_no_day_off(decree: Decree, law: Table, sources: Iterable[date]) -> Iterator[Text]:
    for day in _within(decree, sources):
        if not _is_day_off(law, day):
            yield say(
                "{act}: {day} is a {weekday} and not a day off, so no day off can be moved from it; "
                "check the date.",
                act=decree.source.text,
                day=day,
                weekday=weekday(day),
            )


def _onto_day_off(decree: Decree, law: Table, targets: Iterable[date]) -> Iterator[Text]:
    for day in _within(decree, targets):
        found = on(law, day)
        if not found.working:
            yield say(
                "{act}: {day} is off already ({name}), so no day off can be moved onto it; check the date.",
                act=decree.source.text,
                day=day,
                name=found.name,
            )


def _is_day_off(law: Table, day: date) -> bool:
    """Tell a day off, of the week or moved by the law, from a holiday on a weekday, which is not moved."""
    return day.weekday() >= SATURDAY or on(law, day).kind == "transfer"


def _within(decree: Decree, days: Iterable[date]) -> list[date]:
    return [day for day in days if day.year == decree.year]


_Item = TypeVar("_Item", date, str)


def _repeated(days: list[_Item]) -> list[_Item]:
    return [day for day, times in Counter(days).items() if times > 1]
