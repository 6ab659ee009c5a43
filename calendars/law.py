"""What the law alone makes of a year: fixed holidays, the days off they move, and the short days before them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from typing import TypeAlias

from calendars.calendar import ONE_DAY, SATURDAY, Act, Day, ordinary
from calendars.region import Region

Table: TypeAlias = dict[date, Day]


def law_table(region: Region, year: int, given_away: Collection[date]) -> Table:
    """Return the holidays and the days off that the law itself moves because of them (Labour Code, art. 112).

    A day off that the decree gives away goes where the decree says and nowhere else: so 23 February 2019, a
    Saturday, left 25 February a working day.
    """
    act = Act(region.laws.holidays)
    table: Table = {}
    moving: list[date] = []
    for holiday in region.holidays:
        days = [date.fromisoformat(f"{year}-{day}") for day in holiday.days]
        table |= {day: Day(day, "holiday", title=holiday.name, act=act) for day in days}
        if holiday.coinciding_day_off == "next_working_day":
            moving += [day for day in days if day.weekday() >= SATURDAY and day not in given_away]
    for day in sorted(moving):
        target = _next_working_day(table, day)
        table[target] = Day(target, "transfer", moved=day, act=act)
    return table


def short_days(region: Region, year: int, table: Table) -> Table:
    """Return the working days that are shortened: the eves of holidays (Labour Code, art. 95).

    A former day off lasts as long as the working day it changed places with (Order of the Ministry of Health
    and Social Development No 588n of 13.08.2009): 24 February 2014 was short because 3 November is an eve.
    """
    holidays = {tuple(map(int, day.split("-"))) for holiday in region.holidays for day in holiday.days}
    short: Table = {}
    for date_ in days_between(date(year, 1, 1), date(year, 12, 31)):
        day = on(table, date_)
        following = (date_ + ONE_DAY, (day.moved or date_) + ONE_DAY)
        if day.working and any((next_.month, next_.day) in holidays for next_ in following):
            act = day.act or Act(region.laws.short_days)
            short[date_] = Day(date_, day.kind, short=True, moved=day.moved, act=act)
    return short


def on(table: Table, day: date) -> Day:
    """Return the day of the table, or what the week makes of it."""
    return table.get(day) or ordinary(day)


def days_between(first: date, last: date) -> Iterator[date]:
    """Yield the days from `first` to `last`, both included."""
    return (date.fromordinal(number) for number in range(first.toordinal(), last.toordinal() + 1))


def _next_working_day(table: Table, day: date) -> date:
    while not on(table, day).working:
        day += ONE_DAY
    return day
