"""Turn stretches of days and hours into windows."""

from __future__ import annotations

from dataclasses import replace
from functools import reduce
from itertools import pairwise
from typing import Any

from lark import Token, v_args
from lark.tree import Meta

from calendars.saying import say
from definitions.phrases import numerals, pieces
from definitions.phrases.build_dates import Days
from definitions.phrases.pieces import Amount, FaultError, Stretch, Year
from definitions.phrases.readings import Detail, Unit, Window


@v_args(inline=True, meta=True)
class Windows(Days):
    """The rules under «windows» of the grammar."""

    def in_span(self, _: Meta, span: Stretch) -> Window:
        return _window(span)

    def within_span(self, _: Meta, __: Token, span: Stretch) -> Window:
        return _window(span)

    def within_spans(self, meta: Meta, _: Token, *spans: Stretch) -> Window:
        return self.spans(meta, *spans)

    def span_to_span(self, meta: Meta, first: Stretch, last: Stretch) -> Window:
        if _whole_year(last) and not _whole_year(first):  # «сентябрь 2020-2024 гг.»: each September?
            raise FaultError(say("name the month after the last year too"), *pieces.at(meta))
        return _window(pieces.join(first, last, pieces.at(meta)))

    def from_to(
        self, meta: Meta, _: Token, first: Stretch, __: Token, last: Stretch, ___: Token | None
    ) -> Window:
        return self.span_to_span(meta, first, last)

    def between_days(self, meta: Meta, _: Token, first: Stretch, __: Token, last: Stretch) -> Window:
        window = self.span_to_span(meta, first, last)
        if (first.first.month, first.first.day) > (last.last.month, last.last.day) and last.last.year is None:
            raise FaultError(say("the end comes before the beginning"), *pieces.at(meta))
        return window

    def from_day_to_day(
        self, meta: Meta, _: Token, first: Stretch, until: Token, time: str | None, last: Stretch
    ) -> Window:
        sure = time or last.inclusive or until.type == "BY"
        return replace(self.span_to_span(meta, first, last), time=time, doubt=None if sure else "until")

    def from_hour_to_hour(
        self, meta: Meta, _: Token, opens: str, first: Stretch, __: Token, closes: str, last: Stretch
    ) -> Window:
        window = self.span_to_span(meta, first, last)
        if window.start == window.end and closes <= opens:
            raise FaultError(say("the end comes before the beginning"), *pieces.at(meta))
        return replace(window, time=f"{opens}/{closes}")

    def from_event_to_day(
        self, _: Meta, start: Token, event: Token, until: Token, time: str | None, day: Stretch
    ) -> Window:
        """A window that an event opens and a date ends; a year that another event tells would need a second anchor."""
        anchor = self.event(start.removeprefix("в период ").removeprefix("начиная "), event)
        if day.year.relative not in (None, "unstated", "current", "following_current"):
            raise FaultError(say("the two years are named in different ways: write both as numbers"), *day.at)
        sure = time or day.inclusive or until.type == "BY"
        return Window(
            end=pieces.certain(day.last, day.at),
            year_relative=day.year.relative,
            time=time,
            doubt=None if sure else "until",
            link=anchor.link,
            **pieces.anchored(anchor),
        )

    def from_event_to_end(
        self, meta: Meta, start: Token, event: Token, until: Token, last: Stretch
    ) -> Window:
        end = replace(last, first=last.last, inclusive=True)
        return self.from_event_to_day(meta, start, event, until, None, end)

    def days_of_month(self, meta: Meta, first: Token, last: Token, month: Token, year: Year | None) -> Window:
        one, other = (self.named_day(meta, day, month, year) for day in (first, last))
        return self.span_to_span(meta, one, other)

    def from_day_of_month(
        self, meta: Meta, _: Token, first: Token, __: Token, last: Token, month: Token, year: Year | None
    ) -> Window:
        return self.days_of_month(meta, first, last, month, year)

    def days_to_date(self, meta: Meta, first: Token, last: Token) -> Window:
        end = self.full_date(meta, last, None)
        start = pieces.make_day(numerals.digits(first), end.last.month, end.year, pieces.at(meta))
        return self.span_to_span(meta, start, end)

    def from_day_to_date(self, meta: Meta, _: Token, first: Token, __: Token, last: Token) -> Window:
        return self.days_to_date(meta, first, last)

    def joined(self, meta: Meta, first: Stretch, last: Stretch) -> Stretch:
        return pieces.join(first, last, pieces.at(meta))

    def joined_days(self, meta: Meta, _: Token, first: Stretch, __: Token, last: Stretch) -> Stretch:
        return pieces.join(first, last, pieces.at(meta))

    def years(self, meta: Meta, first: Token, last: Token) -> Window:
        """Join two years; the second one may be short: «2025-26 гг.»."""
        if last.type == "NUM":
            if not last.isdigit() or len(last) != 2 or first[2:] >= last:  # noqa: PLR2004
                raise FaultError(say("the end comes before the beginning"), *pieces.at(meta))
            last = last.update(value=first[:2] + last)
        return self.span_to_span(meta, self.year_span(meta, first), self.year_span(meta, last))

    def within_years(self, meta: Meta, _: Token, first: Token, last: Token) -> Window:
        return self.years(meta, first, last)

    def some_years(self, meta: Meta, *years: Token) -> Window:
        if sorted(set(years)) != list(years):
            raise FaultError(say("the end comes before the beginning"), *pieces.at(meta))
        return self.spans(meta, *(self.year_span(meta, year) for year in years))

    def within_some_years(self, meta: Meta, _: Token, *years: Token) -> Window:
        return self.some_years(meta, *years)

    def quarters(self, meta: Meta, first: Token, last: Token, year: Year | None) -> Window:
        return self.span_to_span(meta, self.quarter(meta, first, year), self.quarter(meta, last, year))

    def some_quarters(self, meta: Meta, *words: Any) -> Window:  # noqa: ANN401  numbers, then a year
        *numbers, year = words
        quarters = [pieces.which(number, 4) for number in numbers]
        if sorted(set(quarters)) != quarters:
            raise FaultError(say("the quarters are not in their order"), *pieces.at(meta))
        return self.spans(meta, *(self.quarter(meta, number, year) for number in numbers))

    def named_years(self, meta: Meta, _: Token, amount: Amount, first: Token, last: Token) -> Window:
        if amount.unit != "year" or amount.n != int(last) - int(first) + 1:
            raise FaultError(say("the years in brackets are another number of years"), *pieces.at(meta))
        return self.years(meta, first, last)

    def spans(self, meta: Meta, *spans: Stretch) -> Window:
        """Months named one after another are one window; with gaps between them, several."""
        year = spans[-1].year
        dated = pieces.dated(spans)
        if pieces.overlap(dated):
            raise FaultError(say("the same days are named twice"), *pieces.at(meta))
        if all(_touch(first, second) for first, second in pairwise(dated)):
            return _window(reduce(lambda first, second: pieces.join(first, second, pieces.at(meta)), dated))
        if len({(span.year.relative, span.year.anchor) for span in dated}) > 1:
            raise FaultError(
                say("the two years are named in different ways: write both as numbers"), *pieces.at(meta)
            )
        parts = tuple(
            replace(_window(span), year_relative=None, anchor=None, anchor_at=None) for span in dated
        )
        return Window(year_relative=year.relative, parts=parts, **pieces.anchored(year.anchor))

    # hours

    def hours_of_day(self, meta: Meta, first: str, last: str, _: Token | None) -> str:
        opens, closes = (pieces.clock(time, pieces.at(meta)) for time in (first, last))
        if closes <= opens:
            raise FaultError(say("the end comes before the beginning"), *pieces.at(meta))
        return f"{opens}/{closes}"

    def hours_between(self, meta: Meta, _: Token, first: Token | int, __: Token, last: int) -> str:
        opens = numerals.digits(first) if isinstance(first, str) else first
        return self.hours_of_day(meta, f"{opens}:00", f"{last}:00", None)

    def hours_from(
        self, meta: Meta, _: Token, first: Token, __: Token, last: Token, ___: Token | None
    ) -> str:
        return self.hours_of_day(meta, first, last, None)

    def only_hours(self, _: Meta, hours: str) -> Window:
        return Window(time=hours)

    def hours_of_a_day(self, _: Meta, day: Stretch, hours: str) -> Window:
        return replace(_window(day), time=hours)

    def hours_on_a_day(self, meta: Meta, hours: str, day: Stretch) -> Window:
        return self.hours_of_a_day(meta, day, hours)

    def first_days(self, meta: Meta, *words: Any) -> Window:  # noqa: ANN401  the words before differ
        n, unit = self._several_days(meta, words[-2])
        year: Year = words[-1]
        if unit != "working_day":
            raise FaultError(say("only the first working days of a year can be counted"), *pieces.at(meta))
        detail = Detail(n, "working", month=1)
        return Window(
            year_relative=year.relative, detail=detail, **pieces.anchored(year.anchor or year.words)
        )

    def first_days_of_month(self, meta: Meta, *words: Any) -> Window:  # noqa: ANN401  the words before differ
        n, unit = self._several_days(meta, words[-2])
        month: Stretch = words[-1]
        if unit != "calendar_day" or n > month.last.day:
            raise FaultError(say("only the first calendar days of a month can be counted"), *pieces.at(meta))
        return _window(replace(month, last=replace(month.first, day=n), whole=False))

    def _several_days(self, meta: Meta, amount: Amount) -> tuple[int, Unit]:
        n = pieces.whole(amount.n, pieces.at(meta))
        if n == 1:  # one day would be said another way
            raise FaultError(say("this does not say on which day"), *pieces.at(meta))
        return n, amount.unit


def _window(span: Stretch) -> Window:
    pieces.certain(span.first, span.at)
    pieces.certain(span.last, span.at)
    anchor = pieces.anchored(span.year.anchor)
    return Window(span.first, span.last, span.year.relative, doubt=span.doubt, **anchor)


def _whole_year(span: Stretch) -> bool:
    return span.whole and (span.first.month, span.first.day, span.last.month) == (1, 1, 12)


def _touch(first: Stretch, second: Stretch) -> bool:
    """Say whether the second stretch begins on the day after the first one ends."""
    end, start = first.last, second.first
    if not (first.whole and start.day == 1):
        return False
    following = (end.month % 12 + 1, None if end.year is None else end.year + end.month // 12)
    return (start.month, start.year) == following and not (end.year is None and end.month == 12)  # noqa: PLR2004
