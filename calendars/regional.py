"""What the acts of a region add to a calendar: its holidays, the last layer, and what is not known of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from calendars.calendar import ONE_DAY, SATURDAY, Act, Calendar, Day, Gap, Status, Year
from calendars.law import Table
from calendars.region import Overlay, RegionalHoliday

_STATUSES: tuple[Status, ...] = ("official", "draft", "projected")


def overlaid(base: Calendar, overlay: Overlay) -> Calendar:
    """Return `base` with the region's days laid over it.

    A year of which a day is not known is not official, so that whatever is counted over it is provisional.
    """
    table = {day.date: day for day in base.days} | _regional_table(base, overlay)
    years = tuple(_year(base, overlay, year) for year in base.years)
    return Calendar(overlay.name, base.presidential, years, tuple(table[day] for day in sorted(table)))


def worst(*statuses: Status) -> Status:
    """Return the status that promises least."""
    return max(statuses, key=_STATUSES.index)


def orthodox_easter(year: int) -> date:
    """Return Orthodox Easter by the Gregorian calendar, for the years 1900 to 2099.

    Meeus, Astronomical Algorithms (1991), chapter 8: the Julian date, which is 13 days behind.
    """
    moon = (19 * (year % 19) + 15) % 30
    sunday = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
    month, day = divmod(moon + sunday + 114, 31)
    return date(year, month, day + 1) + timedelta(days=13)


def days_of(holiday: RegionalHoliday, year: int) -> Iterator[tuple[date, Act]]:
    """Yield the days of the year that are known to be this holiday, each with the act to cite."""
    if not holiday.in_force(year):
        return
    for day in holiday.days:
        yield date.fromisoformat(f"{year}-{day}"), holiday.source()
    if holiday.after_easter is not None:
        yield orthodox_easter(year) + timedelta(days=holiday.after_easter), holiday.source()
    for item in holiday.yearly or ():
        if item.day.year == year:
            yield item.day, holiday.source(item)


def _regional_table(base: Calendar, overlay: Overlay) -> Table:
    table: Table = {}
    moving: list[Day] = []
    for holiday in overlay.holidays:
        for year in base.years:
            found = [
                Day(day, "regional", title=holiday.name, act=act)
                for day, act in days_of(holiday, year.number)
            ]
            table |= {day.date: day for day in found}
            if holiday.coinciding_day_off == "next_working_day":
                moving += [day for day in found if _on_weekend(base, day.date)]
    for day in sorted(moving, key=lambda day: day.date):
        if target := _next_working_day(base, table, day.date):
            table[target] = Day(target, "regional", title=day.title, moved=day.date, act=day.act)
    return table


def _on_weekend(base: Calendar, day: date) -> bool:
    """Tell a weekend from a Saturday that is worked: there the holiday takes nobody's day off."""
    return day.weekday() >= SATURDAY and not base.is_working(day)


def _next_working_day(base: Calendar, table: Table, day: date) -> date | None:
    while day <= base.last:
        if base.is_working(day) and day not in table:
            return day
        day += ONE_DAY
    return None


def _year(base: Calendar, overlay: Overlay, year: Year) -> Year:
    gaps = tuple(_gaps(base, overlay, year.number))
    statuses: list[Status] = ["draft" if gap.what == "draft_day" else "projected" for gap in gaps]
    return Year(year.number, worst(year.status, *statuses), tuple(sorted({*year.gaps, *gaps})))


def _gaps(base: Calendar, overlay: Overlay, year: int) -> Iterator[Gap]:
    if year < overlay.known_since:
        yield Gap(overlay.name, "acts")
    for holiday in overlay.holidays:
        days = [day for day, _ in days_of(holiday, year)]
        listed = [item for item in holiday.yearly or () if item.day.year == year]
        if holiday.yearly is not None and holiday.in_force(year) and not listed:
            yield Gap(overlay.name, "day", holiday.name)
        if any(item.status != "official" for item in listed):
            yield Gap(overlay.name, "draft_day", holiday.name)
        if holiday.coinciding_day_off == "unknown" and any(_on_weekend(base, day) for day in days):
            yield Gap(overlay.name, "weekend", holiday.name)
