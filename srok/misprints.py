"""Years that look misprinted: the other dates of a table, of its item, of its row or of the cycle say another. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations, groupby
from operator import attrgetter, itemgetter
from statistics import median_low
from typing import TypeVar

from calendars import in_years
from calendars.saying import Text, say
from definitions import as_day, day_in

T = TypeVar("T")

#: Dates that lie so close together leave no doubt about the year of one more; and how many there must be at least.
_CLOSE, _ENOUGH = timedelta(days=92), 4
#: So close lie the dates of one item, which are known to be about one thing.
_SEASON = 2 * _CLOSE
#: A slip is rare: so many others are right for each.
_RARE = 3
#: Of the distances between two columns: those of most rows differ by no more.
_ALIKE = timedelta(days=31)


@dataclass(frozen=True)
class Dated:
    """A row of a table: its line, its dates by column, and what it is about: an item, an action, a period."""

    line: int
    days: Mapping[str, date]
    about: tuple[str, str, str] = ("", "", "")


@dataclass(frozen=True)
class Odd:
    """A date whose year looks misprinted: what it should be, and from when to when the others lie."""

    right: date
    first: date
    last: date


def dated(rows: Iterable[tuple[int, Sequence[str]]], header: Sequence[str]) -> list[Dated]:
    """Return the dates of a table: of a cell that is one, or names the number and date of a document."""
    found = []
    for line, cells in rows:
        days = {name: as_day(cell) or day_in(cell) for name, cell in zip(header, cells, strict=False) if name}
        found.append(Dated(line, {name: day for name, day in days.items() if day is not None}))
    return found


def misprints(rows: Sequence[Dated]) -> Iterator[tuple[int, Text]]:
    """Yield the line of each year that looks misprinted, and what to say of it."""
    columns = dict.fromkeys(name for row in rows for name in row.days)
    told = set[int]()
    for column in columns:
        found = {**dict(_of_items(column, rows)), **dict(_in_column(column, rows))}
        told |= found.keys()
        yield from sorted(found.items(), key=itemgetter(0))
    left = [row for row in rows if row.line not in told]
    for one, other in combinations(columns, 2):
        yield from _between(one, other, left)


def _in_column(column: str, rows: Sequence[Dated]) -> Iterator[tuple[int, Text]]:
    """Yield what stands apart by whole years from the dates of a column that otherwise lie close together."""
    days = {row.line: row.days[column] for row in rows if column in row.days}
    for line, odd in odd_years(days, _CLOSE):
        yield line, say(
            "“{column}”: {day} looks like a misprint, for the other dates there lie from {first} to {last}; "
            "with the year {year} it would be {right}; correct it, or give --as-printed if it is right",
            column=column, day=days[line], first=odd.first, last=odd.last, year=str(odd.right.year), right=odd.right,
        )  # fmt: skip


def _of_items(column: str, rows: Sequence[Dated]) -> Iterator[tuple[int, Text]]:
    """Yield what stands apart so from the other dates of its item: a plan has a whole year, an item one season."""
    of_items = sorted((row for row in rows if any(row.about)), key=attrgetter("about"))
    for about, some in groupby(of_items, key=attrgetter("about")):
        days = {row.line: row.days[column] for row in some if column in row.days}
        for line, odd in odd_years(days):
            yield line, say(
                "“{column}”: {day} looks like a misprint, for the other dates of item {item} lie from {first} to "
                "{last}; with the year {year} it would be {right}; correct it, or give --as-printed if it is right",
                column=column, day=days[line], item=about[0],
                first=odd.first, last=odd.last, year=str(odd.right.year), right=odd.right,
            )  # fmt: skip


def odd_years(days: Mapping[T, date], within: timedelta = _SEASON) -> Iterator[tuple[T, Odd]]:
    """Yield what stands apart by whole years from other dates, most of which lie `within` so many days together."""
    middle = date.fromordinal(median_low(day.toordinal() for day in days.values())) if days else date.min
    near = [day for day in days.values() if abs(day - middle) <= within]
    if len(near) < max(_ENOUGH, _RARE * (len(days) - len(near))):
        return
    for name, day in days.items():
        right = _moved(day, middle)
        together = [*near, right]
        if right != day and day not in near and max(together) - min(together) <= within:
            yield name, Odd(right, min(near), max(near))


def _moved(day: date, middle: date) -> date:
    """Return the day of that month and number that is nearest to another day, whatever its year."""
    years = range(middle.year - 1, middle.year + 2)
    return min(in_years(day, years), key=lambda one: abs(one - middle), default=day)


def _between(one: str, other: str, rows: Sequence[Dated]) -> Iterator[tuple[int, Text]]:
    """Yield the rows whose dates in two columns are a year or years further apart than those of other rows."""
    both = {row.line: (row.days[one], row.days[other]) for row in rows if {one, other} <= row.days.keys()}
    apart = {line: second - first for line, (first, second) in both.items()}
    middle = timedelta(median_low(gap.days for gap in apart.values())) if apart else timedelta()
    near = [gap for gap in apart.values() if abs(gap - middle) <= _ALIKE]
    if len(near) < max(_ENOUGH, _RARE * (len(apart) - len(near))):
        return
    for line, (first, second) in both.items():
        fits = _moved(first, second - middle)
        if apart[line] not in near and fits != first and abs(second - fits - middle) <= _ALIKE:
            yield line, say(
                "“{one}” {first} and “{other}” {second} are {days} days apart, in other rows from {least} to {most}: "
                "one of the two looks like a misprint; {first} would fit as {fits}, or {second} as {others}; correct "
                "it, or give --as-printed if both are right",
                one=one, first=first, other=other, second=second, days=apart[line].days,
                least=min(near).days, most=max(near).days, fits=fits, others=_moved(second, first + middle),
            )  # fmt: skip
