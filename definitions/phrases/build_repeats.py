"""Turn what comes again and again into recurring readings, with the deadline inside each repetition."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from lark import Token, v_args
from lark.tree import Meta

from calendars.saying import say
from definitions.phrases import pieces
from definitions.phrases.agreement import expect
from definitions.phrases.build_counted import Counted
from definitions.phrases.pieces import Amount, FaultError, Hour, Stretch, place, which
from definitions.phrases.readings import (
    Detail,
    Fixed,
    Frequency,
    Offset,
    Period,
    Reading,
    Recurring,
    Span,
    Unit,
    Window,
    YearDay,
)

_FREQUENCIES: dict[str, Frequency] = {
    "полугод": "half_yearly",
    "год": "yearly",
    "квартал": "quarterly",
    "месяч": "monthly",
    "месяц": "monthly",
    "недел": "weekly",
    "дне": "daily",
    "день": "daily",
}
_OF_UNIT: dict[Unit, Frequency] = {
    "year": "yearly",
    "month": "monthly",
    "week": "weekly",
    "calendar_day": "daily",
    "hour": "hourly",
}
_PERIODS: dict[Frequency, str] = {
    "monthly": "месяца",
    "quarterly": "квартала",
    "half_yearly": "полугодия",
    "yearly": "года",
}
_LONGER = re.compile(r"\b(?:отч[её]тн|истекш)\w+ (?:квартал|полугоди|год)\w*$", re.IGNORECASE)
_AFTER_FIRST_QUARTER: tuple[Period, ...] = ("6M", "9M", "year")


@v_args(inline=True, meta=True)
class Repeats(Counted):
    """The rules under «again and again» of the grammar."""

    def every(self, _: Meta, word: Token) -> Recurring:
        stem = next(stem for stem in _FREQUENCIES if stem in word)
        return Recurring(_FREQUENCIES[stem])

    def every_due(self, meta: Meta, every: Recurring, due: Reading) -> Recurring:
        once = isinstance(due, Fixed | Window) and any(day.year for day in _days_of(due))
        if once and every.times is None:
            raise FaultError(
                say("a year by its number and a repetition do not go together"), *pieces.at(meta)
            )
        often = len(_days_of(due)) if isinstance(due, Fixed | Window) else 0
        if every.times not in (None, 1) and often not in (0, 1, every.times):
            raise FaultError(
                say("the number of times is another one than of the days named"), *pieces.at(meta)
            )
        in_year = often == 1
        if in_year and every.recurrence != "yearly":
            raise FaultError(say("one date or window comes once a year only"), *pieces.at(meta))
        if every.recurrence == "monthly" and isinstance(due, Offset) and _LONGER.search(due.anchor or ""):
            raise FaultError(say("the repetition and the period do not go together"), *pieces.at(meta))
        if isinstance(due, Fixed) and due.dates and due.year_relative == "unstated":
            due = replace(due, year_relative=None)  # every year has those dates
        if isinstance(due, Offset) and due.detail is not None and due.detail.month_offset == 0:
            due = _inside(every, due, due.detail, pieces.at(meta))
        return replace(every, due=due)

    def every_month_day(
        self, meta: Meta, every: Recurring, limit: Token, day: Detail, *_: object
    ) -> Recurring:
        if every.recurrence != "monthly":
            raise FaultError(say("this does not say in which month"), *pieces.at(meta))
        inclusive = True if limit.type == "NOT_LATER" else None
        return replace(every, due=Offset(direction=None, inclusive=inclusive, detail=day))

    def month_day(self, meta: Meta, limit: Token, day: Detail, _: Token) -> Recurring:
        return self.every_month_day(meta, Recurring("monthly"), limit, day)

    def month_day_every(self, meta: Meta, limit: Token, day: Detail, every: Token) -> Recurring:
        return self.every_month_day(meta, self.every(meta, every), limit, day)

    def on_each_month_day(self, meta: Meta, *numbers: Token) -> Recurring:
        return self.on_month_days(meta, Recurring("monthly"), *numbers)

    def on_month_days(self, meta: Meta, every: Recurring, *words: Token | None) -> Recurring:
        if every.recurrence != "monthly":
            raise FaultError(say("this does not say in which month"), *pieces.at(meta))
        days = tuple(which(word, 31) for word in words if word is not None and word.type == "NUM")
        if sorted(set(days)) != list(days):
            raise FaultError(say("the end comes before the beginning"), *pieces.at(meta))
        detail = Detail(days[0]) if len(days) == 1 else Detail(days=days)
        return replace(every, due=Offset(direction=None, bound="point", detail=detail))

    def until_month_days(self, meta: Meta, every: Recurring, limit: Token, *words: Token | None) -> Recurring:
        inclusive = True if limit.type == "NOT_LATER" else None
        found = self.on_month_days(meta, every, *words)
        return replace(found, due=replace(found.due, bound="latest", inclusive=inclusive))  # type: ignore[type-var]

    def until_each_month_days(self, meta: Meta, limit: Token, *words: Token) -> Recurring:
        return self.until_month_days(meta, Recurring("monthly"), limit, *words)

    def times_on_days(self, meta: Meta, every: Recurring, *words: Token | None) -> Recurring:
        days = [word for word in words if word is not None and word.type == "NUM"]
        if (every.recurrence, every.times) != ("monthly", len(days)) or every.freq or every.interval:
            raise FaultError(
                say("the number of times is another one than of the days named"), *pieces.at(meta)
            )
        return self.on_month_days(meta, every, *words)

    def each_month_span(self, meta: Meta, days: Detail, _: Token) -> Recurring:
        return self.every_month_span(meta, Recurring("monthly"), days)

    def every_month_span(self, meta: Meta, every: Recurring, days: Detail, *_: object) -> Recurring:
        if every.recurrence != "monthly":
            raise FaultError(say("this does not say in which month"), *pieces.at(meta))
        return replace(every, due=Offset(direction=None, bound="range", detail=days))

    def of_each_month(self, _: Meta, *__: Token) -> None:
        return None

    def due_every(self, meta: Meta, due: Fixed | Window | Offset, every: Token) -> Recurring:
        return self.every_due(meta, self.every(meta, every), due)

    def due_each_year(self, meta: Meta, due: Fixed | Window) -> Recurring:
        if due.year_relative != "unstated":
            raise FaultError(say("“каждого года” and another year do not go together"), *pieces.at(meta))
        return self.every_due(meta, Recurring("yearly"), due)

    def nth_weekday(
        self, meta: Meta, every: Recurring | None, number: Token, day: Token, _: None
    ) -> Recurring:
        if every is not None and every.recurrence != "monthly":
            raise FaultError(say("this does not say in which month"), *pieces.at(meta))
        week = -1 if number.type == "LAST" else which(number, 4)
        return Recurring("monthly", weekdays=self.weekdays(meta, day), week=week)

    def each_nth_weekday(self, meta: Meta, number: Token, day: Token, _: None) -> Recurring:
        return self.nth_weekday(meta, None, number, day, _)

    def weekdays(self, _: Meta, *days: Token) -> tuple[int, ...]:
        return tuple(pieces.weekday(day) for day in days if day.type == "WEEKDAY")

    def every_weekday(
        self, meta: Meta, every: Recurring, days: tuple[int, ...], hour: str | Hour | None
    ) -> Recurring:
        if every.recurrence not in ("daily", "weekly", "monthly"):
            raise FaultError(say("this does not say on which day"), *pieces.at(meta))
        return _at(replace(every, weekdays=days), hour)

    def these_weekdays(self, _: Meta, days: tuple[int, ...], hour: str | Hour | None) -> Recurring:
        return _at(Recurring("weekly", weekdays=days), hour)

    def each_weekday(self, meta: Meta, *words: Any) -> Recurring:  # noqa: ANN401  days, then the hour
        *days, hour = words
        return self.these_weekdays(meta, self.weekdays(meta, *days), hour)

    def times_on_weekdays(self, meta: Meta, every: Recurring, *words: Token) -> Recurring:
        days = self.weekdays(meta, *words)
        if (every.recurrence, every.times) != ("weekly", len(days)) or every.freq:
            raise FaultError(say("the number of days is another one than the days named"), *pieces.at(meta))
        return replace(every, weekdays=days)

    def every_day_at(self, meta: Meta, every: Recurring, hour: Hour) -> Recurring:
        if every.recurrence != "daily":
            raise FaultError(say("this does not say on which day"), *pieces.at(meta))
        return _at(every, hour)

    def until_clock(self, _: Meta, __: Token, time: str) -> Hour:
        return Hour(time, latest=True)

    def at_clock(self, _: Meta, time: str) -> Hour:
        return Hour(time)

    def every_from_year(self, _: Meta, every: Recurring, year: Token) -> Recurring:
        return replace(every, first_period=str(year))

    def from_year_every(self, _: Meta, year: Token, every: Recurring) -> Recurring:
        return replace(every, first_period=str(year))

    def every_during(self, _: Meta, every: Recurring, period: Token) -> Recurring:
        return replace(every, **pieces.anchored(self.event("в", period)))

    def every_starting(self, meta: Meta, every: Recurring, month: Stretch) -> Recurring:
        if month.first.year is None:
            raise FaultError(say("the phrase names no year: write the date with its year"), *pieces.at(meta))
        return replace(every, first_period=f"{month.first.year}-{month.first.month:02}")

    def every_except(self, meta: Meta, every: Recurring, period: Period) -> Recurring:
        if (every.recurrence, period) != ("quarterly", "Q1"):
            raise FaultError(say("only the first quarter can be left out"), *pieces.at(meta))
        return replace(every, periods=_AFTER_FIRST_QUARTER)

    def every_cumulative(self, _: Meta, every: Recurring, periods: tuple[Period, ...]) -> Recurring:
        return replace(every, periods=periods)

    def periodic_as_of(self, meta: Meta, word: Token, as_of: Token, day: Stretch) -> Recurring:
        return self.every_due(meta, self.every(meta, word), self.as_of_day(meta, as_of, day))

    def times_in(self, _: Meta, rarity: Token | None, times: int, every: Recurring) -> Recurring:
        interval = every.interval if times == 1 or every.interval != 1 else None
        return replace(every, interval=interval, times=times, freq=pieces.rarity(rarity))

    def each_unit(self, _: Meta, rarity: Token | None, every: Recurring) -> Recurring:
        return replace(every, times=1, freq=pieces.rarity(rarity))

    def some_times(self, meta: Meta, number: float) -> int:
        return pieces.whole(number, pieces.at(meta))

    def one_time(self, _: Meta) -> int:
        return 1

    def two_times(self, *_: object) -> int:
        return 2

    def every_amount(self, meta: Meta, amount: Amount) -> Recurring:
        if (
            amount.unit not in _OF_UNIT
            or (amount.bare and not amount.nominative)
            or (amount.n != int(amount.n) and not amount.half)
        ):
            raise FaultError(say("this does not say how often"), *pieces.at(meta))
        if amount.half and amount.n > 1:
            return Recurring("half_yearly", interval=1)
        return Recurring(_OF_UNIT[amount.unit], interval=amount.n)

    def every_period(self, _: Meta, number: float | None, word: Token) -> Recurring:
        if (number or 1) > 4 or (word == "квартала") != ((number or 1) > 1):  # noqa: PLR2004
            raise FaultError(say("this word does not go with that number"), *place(word))
        return Recurring("quarterly" if word.startswith("кв") else "half_yearly", interval=number or 1)

    def every_word(self, _: Meta, word: Token) -> Recurring:
        expect(word, "день", "час")
        return Recurring("hourly" if word.startswith("ч") else "daily", interval=1)


def _at(every: Recurring, hour: str | Hour | None) -> Recurring:
    if isinstance(hour, Hour):
        return replace(every, time=hour.time, bound="latest" if hour.latest else None)
    return replace(every, time=hour)


def _inside(every: Recurring, due: Offset, detail: Detail, at: Span) -> Offset:
    """Return a day counted inside a period; «ежемесячно … месяца» needs no anchor, and another period does not fit."""
    period = (due.anchor or "").lower()
    if _PERIODS.get(every.recurrence, "-") not in period and "период" not in period:
        raise FaultError(say("the repetition and the period do not go together"), *at)
    if period != "месяца":
        return due
    return replace(due, anchor=None, anchor_at=None, detail=replace(detail, month_offset=None))


def _days_of(due: Fixed | Window) -> tuple[YearDay, ...]:
    """Return the last days that a date or a window names; none if it only names hours."""
    several = due.dates if isinstance(due, Fixed) else tuple(part.end for part in due.parts if part.end)
    end = due.end or due.start
    return several or ((end,) if end else ())
