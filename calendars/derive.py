"""Derive the day table in layers, the last wins: weekends, holidays, transfers, the President's days, the region's."""

from __future__ import annotations

from datetime import date

from calendars.calendar import Act, Calendar, Day, Gap, Kind, Year, ordinary
from calendars.contradictions import contradictions
from calendars.errors import CalendarError, Problem
from calendars.law import Table, days_between, law_table, on, short_days
from calendars.region import CalendarFile, Decree, Overlay, Region
from calendars.regional import overlaid
from calendars.saying import say


def derive(region: Region, *, presidential: bool = False) -> Calendar:
    """Return the calendar of a region; CalendarError that lists every contradiction in its decrees.

    `presidential` takes in the days declared non-working by the President: a policy, because for terms of
    civil law they are not non-working days (Review No 1 of the Supreme Court of 21.04.2020).
    """
    _refuse(region, contradictions(region))
    decrees = {decree.year: decree for decree in region.decrees}
    years = tuple(_year(region, number, decrees.get(number)) for number in _span(region))
    table: Table = {}
    for year in years:
        table |= _year_table(region, year.number, decrees.get(year.number))
    if presidential:
        table |= _presidential_days(region, table)
    special = (table[day] for day in sorted(table) if table[day] != ordinary(day))
    return refuse_endless(Calendar(region.name, presidential, years, tuple(special)))


def overlay(base: Calendar, region: Overlay) -> Calendar:
    """Return `base` with the days of a region; CalendarError that lists every contradiction in its acts."""
    _refuse(region, contradictions(region, base))
    return refuse_endless(overlaid(base, region))


def refuse_endless(calendar: Calendar) -> Calendar:
    """Return the calendar; CalendarError if nothing in it is worked: no count would ever end."""
    if calendar.working_day(1) is None:
        message = say(
            "The calendar “{name}” has no working day from {first} to {last}, so nothing could be counted by it: "
            "check the days that are declared non-working.",
            name=calendar.name,
            first=calendar.first,
            last=calendar.last,
        )
        raise CalendarError(message)
    return calendar


def _refuse(region: CalendarFile, problems: tuple[Problem, ...]) -> None:
    if any(problem.severity == "error" for problem in problems):
        message = say("The acts in the calendar “{name}” contradict themselves.", name=region.name)
        raise CalendarError(message, problems)


def _span(region: Region) -> range:
    official = [decree.year for decree in region.decrees if decree.status == "official"]
    last_official = max(official, default=region.first_year)
    last_known = max((decree.year for decree in region.decrees), default=region.first_year)
    return range(region.first_year, max(last_official + region.projected_years, last_known) + 1)


def _year(region: Region, number: int, decree: Decree | None) -> Year:
    if decree is None:
        return Year(number, "projected", (Gap(region.name, "decree"),))
    if decree.status == "official":
        return Year(number, "official")
    return Year(number, decree.status, (Gap(region.name, "draft_decree"),))


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
