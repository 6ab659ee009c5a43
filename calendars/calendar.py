"""A calendar of working days over a fixed span of years, with the prefix sums that make counting O(1)."""

from __future__ import annotations

import datetime
import hashlib
import json
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, lru_cache
from itertools import accumulate, compress
from typing import Literal, TypeAlias

from calendars.errors import CalendarError
from calendars.saying import Text, say

Kind: TypeAlias = Literal[
    "working", "weekend", "holiday", "transfer", "working_weekend", "presidential", "regional"
]
Status: TypeAlias = Literal["official", "draft", "projected"]

SATURDAY = 5
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Act:
    """A law or a decree; a law is known by its title alone."""

    title: str
    number: str = ""
    date: datetime.date | None = None

    @property
    def text(self) -> Text:
        """Cite the act."""
        if not self.number:
            return Text(self.title, {})
        return say(
            "{act} of {date} No {number}", act=Text(self.title, {}), date=self.date, number=self.number
        )


@dataclass(frozen=True)
class Day:
    """One day and why it is what it is.

    `kind`: `transfer` is a day off moved here, by the law or by a decree; `working_weekend` a Saturday or
    Sunday that is worked; `regional` a holiday of a region. `moved`: for a day off the day it came from; for a
    working day the day its own day off went to. `short`: the working day is an hour shorter, before a holiday
    (Labour Code, art. 95).
    """

    date: datetime.date
    kind: Kind
    short: bool = False
    title: str = ""
    moved: datetime.date | None = None
    act: Act | None = None

    @property
    def working(self) -> bool:
        """Say whether the day counts in working days."""
        return self.kind in {"working", "working_weekend"}

    @property
    def name(self) -> Text:
        """Name the day as a reader would: the holiday, or what kind of day it is."""
        match self.kind:
            case "weekend":
                return say("weekend")
            case "holiday" | "regional" if self.moved is None:
                return Text(self.title, {})
            case "transfer" | "regional":
                return say("day off moved from {day}", day=self.moved)
            case "presidential":
                return say("day declared non-working by the President")
        return self._worked()

    def _worked(self) -> Text:
        if self.moved is None:
            return say("working day before a holiday, shortened") if self.short else say("working day")
        if self.short:
            return say("shortened working day, its day off moved to {day}", day=self.moved)
        return say("working day, its day off moved to {day}", day=self.moved)

    @property
    def basis(self) -> Text | None:
        """Cite the article or the decree that makes the day so; None for an ordinary day of the week."""
        return self.act.text if self.act else None


def ordinary(day: date) -> Day:
    """Return the day as the week alone makes it."""
    return Day(day, "weekend" if day.weekday() >= SATURDAY else "working")


@dataclass(frozen=True, order=True)
class Gap:
    """What a year still lacks, and in which calendar file, so that whoever counts over it can be told.

    `decree`: a country's decree on transferred days off, or (`draft_decree`) its signature; `acts`: all that a
    region may have declared; of one regional `holiday`: its date (`day`), the signature under it (`draft_day`),
    or whether the day off moves when it falls on a weekend (`weekend`).
    """

    calendar: str
    what: Literal["decree", "draft_decree", "acts", "day", "draft_day", "weekend"]
    holiday: str = ""


@dataclass(frozen=True)
class Year:
    """A year of the calendar, how far it can be relied on, and what is missing where it cannot."""

    number: int
    status: Status
    gaps: tuple[Gap, ...] = ()


@dataclass(frozen=True, eq=False)
class Calendar:
    """Which days are worked, from the first day of the first year to the last day of the last.

    `days` holds only the days that are not as the week alone makes them. `presidential`: whether the days
    declared non-working by the President are taken in. Two calendars are equal when their editions are.
    """

    name: str
    presidential: bool
    years: tuple[Year, ...]
    days: tuple[Day, ...]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Calendar) and self.edition == other.edition

    def __hash__(self) -> int:
        return hash(self.edition)

    def __repr__(self) -> str:
        return f"<Calendar {self.name} {self.first}..{self.last} {self.edition[:16]}>"

    @cached_property
    def first(self) -> date:
        """The first day known."""
        return date(self.years[0].number, 1, 1)

    @cached_property
    def last(self) -> date:
        """The last day known."""
        return date(self.years[-1].number, 12, 31)

    @cached_property
    def edition(self) -> str:
        """The sha256 of the facts below, 64 hexadecimal digits; 16 are enough to show."""
        canonical = json.dumps(self.facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(canonical.encode()).hexdigest()

    @cached_property
    def facts(self) -> dict[str, object]:
        """All that the calendar consists of, as JSON values; wording is no part of it."""
        return {
            "format": 1,
            "name": self.name,
            "presidential": self.presidential,
            "years": [_year_facts(year) for year in self.years],
            "days": [_day_facts(day) for day in self.days],
        }

    def is_working(self, day: date) -> bool:
        """Say whether `day` is worked; CalendarError outside the span."""
        return self.working_through(day) > self.working_before(day)

    def day(self, day: date) -> Day:
        """Return what is known about `day`; CalendarError outside the span."""
        if day not in self._places:
            raise self._outside_day(day)
        return self._special.get(day) or ordinary(day)

    def year(self, number: int) -> Year:
        """Return what is known about the year as a whole; CalendarError outside the span."""
        if not self.first.year <= number <= self.last.year:
            raise self._outside(say("The year {year}", year=number))
        return self.years[number - self.first.year]

    def status(self, year: int) -> Status:
        """Return how far `year` can be relied on; CalendarError outside the span."""
        return self.year(year).status

    def working_before(self, day: date) -> int:
        """Count the working days of the span before `day`; CalendarError outside the span."""
        try:
            return self._sums[self._places[day]]
        except KeyError:
            raise self._outside_day(day) from None

    def working_through(self, day: date) -> int:
        """Count the working days of the span up to and including `day`; CalendarError outside the span."""
        try:
            return self._sums[self._places[day] + 1]
        except KeyError:
            raise self._outside_day(day) from None

    def working_day(self, rank: int) -> date | None:
        """Return the working day that is number `rank` in the span, from 1; None when there is none."""
        return self._working[rank - 1] if 0 < rank <= len(self._working) else None

    def unofficial(self, one: date, other: date) -> tuple[int, ...]:
        """Return the years between two days, theirs included, that are not official."""
        first, last = sorted((one.year, other.year))
        return tuple(year for year in self._unofficial if first <= year <= last)

    @cached_property
    def unofficial_from(self) -> date:
        """The first day of the first year that is not official; the end of time when all are."""
        return date(min(self._unofficial), 1, 1) if self._unofficial else date.max

    @cached_property
    def _special(self) -> dict[date, Day]:
        return {day.date: day for day in self.days}

    @cached_property
    def _places(self) -> dict[date, int]:
        return _places(self.first, self.last)

    @cached_property
    def _working(self) -> tuple[date, ...]:
        """The working days in order: the one of rank 1 first."""
        return tuple(compress(self._places, map(self._worked, self._places)))

    @cached_property
    def _sums(self) -> tuple[int, ...]:
        """How many working days come before the day of each place; one more for the end of the span."""
        return tuple(accumulate(map(self._worked, self._places), initial=0))

    @cached_property
    def _unofficial(self) -> tuple[int, ...]:
        return tuple(year.number for year in self.years if year.status != "official")

    def _worked(self, day: date) -> bool:
        special = self._special.get(day)
        return special.working if special else day.weekday() < SATURDAY

    def _outside_day(self, day: date) -> CalendarError:
        return self._outside(say("The date {day}", day=day))

    def _outside(self, what: Text) -> CalendarError:
        return CalendarError(
            say(
                "{what} is outside the years that the calendar “{calendar}” knows, from {first} to {last}: "
                "check it for a misprint; if it is right, add the decrees of the missing years to the "
                "calendar.",
                what=what,
                calendar=self.name,
                first=self.first,
                last=self.last,
            )
        )


@lru_cache(maxsize=16)
def _places(first: date, last: date) -> dict[date, int]:
    """Return the place of each day of a span, from 0: one table for all calendars of the same years.

    A date hashes faster than it converts to a number, and what is not in the table is outside the span.
    """
    numbers = range(first.toordinal(), last.toordinal() + 1)
    return {date.fromordinal(number): place for place, number in enumerate(numbers)}


def _year_facts(year: Year) -> list[object]:
    gaps = [[gap.calendar, gap.what, gap.holiday] for gap in year.gaps]
    return [year.number, year.status, gaps] if gaps else [year.number, year.status]


def _day_facts(day: Day) -> list[object]:
    act = day.act and [day.act.title, day.act.number, day.act.date and day.act.date.isoformat()]
    moved = day.moved and day.moved.isoformat()
    return [day.date.isoformat(), day.kind, day.short, day.title, moved, act]
