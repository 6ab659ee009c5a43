"""Derive the day table in layers, the last wins: weekends, holidays, transfers, the President's days."""

from __future__ import annotations

from datetime import date

from calendars.calendar import Act, Calendar, Day, Kind, Status, Year, ordinary
from calendars.contradictions import contradictions
from calendars.errors import CalendarError
from calendars.law import Table, days_between, law_table, on, short_days
from calendars.region import Decree, Region
from calendars.saying import say


def derive(region: Region, *, presidential: bool = False) -> Calendar:
    """Return the calendar of a region; CalendarError that lists every contradiction in its decrees.

    `presidential` takes in the days declared non-working by the President: a policy, because for terms of
    civil law they are not non-working days (Review No 1 of the Supreme Court of 21.04.2020).
    """
    problems = contradictions(region)
    if problems:
        message = say("The decrees of the calendar “{name}” contradict themselves.", name=region.name)
        raise CalendarError(message, problems)
    decrees = {decree.year: decree for decree in region.decrees}
    years = tuple(Year(number, _status(decrees.get(number))) for number in _span(region))
    table: Table = {}
    for year in years:
        table |= _year_table(region, year.number, decrees.get(year.number))
    if presidential:
        table |= _presidential_days(region, table)
    special = (table[day] for day in sorted(table) if table[day] != ordinary(day))
    return Calendar(region.name, presidential, years, tuple(special))


def _span(region: Region) -> range:
    official = [decree.year for decree in region.decrees if decree.status == "official"]
    last_official = max(official, default=region.first_year)
    last_known = max((decree.year for decree in region.decrees), default=region.first_year)
    return range(region.first_year, max(last_official + region.projected_years, last_known) + 1)


def _status(decree: Decree | None) -> Status:
    return decree.status if decree else "projected"


def _year_table(region: Region, year: int, decree: Decree | None) -> Table:
    given_away = [source for source, _ in decree.transfers] if decree else []
    table = law_table(region, year, given_away)
    if decree:
        for source, target in decree.transfers:
            table |= _transferred(on(table, source), target, decree.source)
    return table | short_days(region, year, table)


def _transferred(source: Day, target: date, act: Act) -> Table:
    """Return what a transfer makes of its two days; a holiday that loses its day off stays a holiday."""
    off = Day(target, "transfer", moved=source.date, act=act)
    if source.kind == "holiday":
        return {target: off}
    kind: Kind = "working_weekend" if source.kind == "weekend" else "working"
    return {target: off, source.date: Day(source.date, kind, moved=target, act=act)}


def _presidential_days(region: Region, table: Table) -> Table:
    """Return the President's days that would otherwise be worked; the others stay off as they were."""
    return {
        day: Day(day, "presidential", act=order.source)
        for order in region.presidential
        for day in days_between(order.first, order.last)
        if on(table, day).working
    }
