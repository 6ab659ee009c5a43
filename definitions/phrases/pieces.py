"""What the rules hand to each other while a phrase is read: days, stretches of days, amounts, anchors."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any, Literal, cast

from lark import Token
from lark.tree import Meta

from calendars.saying import Text, say
from definitions.phrases import numerals
from definitions.phrases.readings import Direction, Doubt, Fixed, Period, Span, Unit, YearDay, YearRelative

_MONTHS = ("янв", "фев", "март", "апр", "ма", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
_WEEKDAYS = ("пон", "вто", "сре", "чет", "пят", "суб", "вос")
_ANY_LEAP_YEAR = 2000
_CENTURY_TURN = 70
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_NUMBERS: dict[str, Callable[[str], int | None]] = {
    "ROMAN": _ROMAN.get,
    "NUM": numerals.digits,
    "ORDINAL": numerals.ordinal,
}


class FaultError(Exception):
    """A phrase that the grammar takes but that cannot be: `start` and `end` count in the normalised text."""

    def __init__(self, message: Text, start: int, end: int) -> None:
        super().__init__(str(message))
        self.message, self.start, self.end = message, start, end


@dataclass(frozen=True)
class Anchor:
    """Words that name an event, as written, and what ties them on; `date` where they are a date themselves."""

    text: str
    at: Span = field(compare=False)
    link: str
    date: Fixed | None = None


@dataclass(frozen=True)
class Year:
    """Which year a day is in: a number, or a relation to some other year."""

    number: int | None = None
    relative: YearRelative | None = None
    anchor: Anchor | None = None
    words: Anchor | None = field(default=None, compare=False)


UNSTATED = Year(relative="unstated")


@dataclass(frozen=True)
class Stretch:
    """From `first` to `last`, both included; a day is a stretch of one. `at`: its place in the normalised text."""

    first: YearDay
    last: YearDay
    year: Year
    at: Span
    whole: bool = False
    inclusive: bool = False
    doubt: Doubt | None = None


@dataclass(frozen=True)
class Amount:
    """So many units; `plain`: days of no kind; `single`: words for one day, «5 рабочего дня»; `bare`: no number.

    `nominative`: the words name an amount or a day («43 рабочий день»), as they cannot after «в течение». `half`: said
    as a half, «полгода».
    """

    n: int | float
    unit: Unit
    plain: bool = False
    single: bool = False
    bare: bool = False
    nominative: bool = False
    half: bool = False


@dataclass(frozen=True)
class Hour:
    """An hour of a day that comes again and again; `latest`: until that hour."""

    time: str
    latest: bool = False


@dataclass(frozen=True)
class Month:
    """A month counted from an anchor; `quarter`: it is a quarter; `one_month`: the anchor period is a single month."""

    offset: int
    anchor: Anchor
    direction: Direction | None = "after"
    quarter: bool = False
    one_month: bool = False
    periods: tuple[Period, ...] = ()
    link: str = ""


def place(token: Token) -> Span:
    """Return where a word stands in the normalised text."""
    return cast("Span", (token.start_pos, token.end_pos))


def at(meta: Meta) -> Span:
    """Return where the words of a rule stand in the normalised text."""
    return meta.start_pos, meta.end_pos


def cut(token: Token, length: int) -> Token:
    """Return the first `length` characters of a word, in their place."""
    start = place(token)[0]
    return Token(token.type, token[:length], start_pos=start, end_pos=start + length)


def anchored(anchor: Anchor | None) -> dict[str, Any]:
    """Return the two fields of a reading that hold an anchor."""
    return {"anchor": anchor.text, "anchor_at": anchor.at} if anchor else {}


def some(number: int | None, token: Token) -> int:
    """Return the number, or refuse words that make none."""
    if not number:
        raise FaultError(say("this is not a number of days or months"), *place(token))
    return number


def whole(n: float, there: Span) -> int:
    """Return a number that must have no fraction."""
    if n != int(n):
        raise FaultError(say("this must be a whole number"), *there)
    return int(n)


def which(token: Token, most: int) -> int:
    """Return the number of a part, from 1 to `most`; «последний» is `most`."""
    number = most if token.type == "LAST" else _NUMBERS[token.type](str(token))
    if number is None or not 1 <= number <= most:
        raise FaultError(say("there is no part with that number"), *place(token))
    return number


def clock(written: str, there: Span) -> str:
    """Return a time of day as HH:MM."""
    hours, minutes = (int(number) for number in re.findall(r"\d+", written))
    if hours > 24 or minutes > 59 or (hours == 24 and minutes):  # noqa: PLR2004
        raise FaultError(say("there is no such time of day"), *there)
    return f"{hours:02}:{minutes:02}"


def rarity(words: Token | None) -> Literal["at_least", "at_most"] | None:
    """Say whether a frequency is a least or a most one."""
    if words is None:
        return None
    return "at_most" if "чаще" in words or "более" in words else "at_least"


def weekday(word: str) -> int:
    """Return 1 (Monday) to 7 for any form of a day of the week."""
    return _WEEKDAYS.index(word[:3]) + 1


def month_number(word: str) -> int:
    """Return 1 to 12 for any case of a month's name."""
    return next(number for number, stem in enumerate(_MONTHS, 1) if word.startswith(stem))


def four_digits(year: str) -> int:
    """Read a year of two or four digits: 70 to 99 are of the last century."""
    number = int(year)
    if len(year) > 2:  # noqa: PLR2004  a full year
        return number
    return number + (1900 if number >= _CENTURY_TURN else 2000)


def make_day(day: int, month: int, year: Year, at: Span) -> Stretch:
    """Return that day, or refuse one that no calendar has."""
    if not 1 <= month <= 12 or not 1 <= day <= monthrange(year.number or _ANY_LEAP_YEAR, month)[1]:  # noqa: PLR2004
        raise FaultError(say("there is no such day in the calendar"), *at)
    there = YearDay(month, day, year.number)
    return Stretch(there, there, year, at)


def make_months(first: int, last: int, year: Year, at: Span) -> Stretch:
    """Return whole months of one year."""
    return Stretch(YearDay(first, 1, year.number), month_end(last, year.number), year, at, whole=True)


def month_end(month: int, year: int | None) -> YearDay:
    """Return the last day of a month; without a year February has 29 days, which `certain` then refuses."""
    return YearDay(month, monthrange(year or _ANY_LEAP_YEAR, month)[1], year)


def certain(day: YearDay, at: Span) -> YearDay:
    """Return the day, or refuse the end of February in a year without a number: it may not exist."""
    if (day.month, day.day, day.year) == (2, 29, None):
        raise FaultError(say("February ends on the 28th or the 29th: name the year by its number"), *at)
    return day


def day_before(day: YearDay, at: Span) -> YearDay:
    """Return the last day of the month before, for a `day` that begins a month."""
    if day.month > 1:
        return month_end(day.month - 1, day.year)
    if day.year is None:
        raise FaultError(say("the month before January is in another year: name the year by its number"), *at)
    return YearDay(12, 31, day.year - 1)


def join(first: Stretch, second: Stretch, at: Span) -> Stretch:
    """Return the stretch from one to the other; a year said once, at the end, is the year of both."""
    if first.year == UNSTATED != second.year:
        first = with_year(first, second.year)
    elif second.year == UNSTATED != first.year:
        raise FaultError(
            say("the year stands after the first date only: write it after the second one too"), *at
        )
    if (first.year.relative, first.year.anchor) != (second.year.relative, second.year.anchor):
        raise FaultError(say("the two years are named in different ways: write both as numbers"), *at)
    over_new_year = first.year == UNSTATED and first.first.month != second.last.month
    if _order(first.first) > _order(second.last) and not over_new_year:
        raise FaultError(say("the end comes before the beginning"), *at)
    return Stretch(first.first, second.last, second.year, at, second.whole, doubt=second.doubt or first.doubt)


def dated(days: Sequence[Stretch]) -> list[Stretch]:
    """Give the year that the last one names to those before it that name none."""
    year = days[-1].year
    found = [with_year(day, year) if day.year == UNSTATED else day for day in days]
    lent = year != UNSTATED and any(day.year == UNSTATED for day in days)
    if lent and any(_order(first.first) > _order(second.first) for first, second in pairwise(found)):
        message = say("the dates go back in time, so their years are not certain: write the year after each")
        raise FaultError(message, days[0].at[0], days[-1].at[1])
    return found


def overlap(days: Sequence[Stretch]) -> bool:
    """Say whether two of the stretches have a day in common."""
    ordered = sorted(days, key=lambda stretch: _order(stretch.first))
    return any(_order(first.last) >= _order(second.first) for first, second in pairwise(ordered))


def with_year(stretch: Stretch, year: Year) -> Stretch:
    """Return the same days of another year."""
    first, last = (replace(day, year=year.number) for day in (stretch.first, stretch.last))
    if stretch.whole:
        return replace(stretch, first=first, last=month_end(last.month, year.number), year=year)
    make_day(last.day, last.month, year, stretch.at)
    return replace(stretch, first=first, last=last, year=year)


def _order(day: YearDay) -> tuple[int, int, int]:
    return day.year or 0, day.month, day.day
