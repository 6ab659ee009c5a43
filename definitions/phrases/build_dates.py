"""Turn the grammar's days, months and years into stretches of days, and those into dates."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from lark import Token, Transformer, v_args
from lark.tree import Meta

from calendars.saying import say
from definitions.phrases import numerals, pieces
from definitions.phrases.agreement import agree
from definitions.phrases.free import event_fault
from definitions.phrases.normalise import Source
from definitions.phrases.pieces import UNSTATED, Anchor, FaultError, Stretch, Year, place, which
from definitions.phrases.readings import Bound, Detail, Doubt, Fixed, YearDay, YearRelative

_RELATIVE: dict[str, YearRelative] = {
    "теку": "current",
    "отче": "reporting",
    "очер": "following_current",
    "след": "following_current",
    "тек.": "current",
    "т": "current",  # «т.г.»: текущего года
    "с": "current",  # «с.г.»: сего года
}

_DAYS_IN_A_MONTH = 31


@v_args(inline=True, meta=True)
class Days(Transformer[Token, Any]):
    """The rules under «dates» of the grammar, and the stretches that windows are made of."""

    def __init__(self, source: Source) -> None:
        super().__init__()
        self.source = source

    def anchor(self, link: str, words: Token) -> Anchor:
        """Cut an anchor out of the phrase as it was written."""
        at = self.source.span(*place(words))
        return Anchor(self.source.original[slice(*at)], at, link)

    def event(self, link: str, event: Token) -> Anchor:
        """Take free words as an anchor, but not if a deadline hides among them."""
        if fault := event_fault(event):
            message, first, last = fault
            start = place(event)[0]
            raise FaultError(message, start + first, start + last)
        return self.anchor(link, event)

    # years

    def calendar_year(self, _: Meta, year: Token) -> Year:
        return Year(number=int(year))

    def year_of(self, _: Meta, words: Token) -> Year:
        return Year(relative=_RELATIVE.get(words[:4]) or _RELATIVE[words[0]], words=self.anchor("", words))

    def after_reported(self, *_: object) -> Year:
        return Year(relative="following_reporting")

    def after_current(self, *_: object) -> Year:
        return Year(relative="following_current")

    def after_elapsed(self, _: Meta, elapsed: Token) -> Year:
        return Year(relative="following_reporting", anchor=self.anchor("", elapsed))

    def after_year_event(self, _: Meta, event: Token) -> Year:
        return Year(relative="following_event", anchor=self.event("", event))

    def before_year_event(self, _: Meta, event: Token) -> Year:
        return Year(relative="preceding_planned", anchor=self.event("", event))

    def before_planned(self, *_: object) -> Year:
        return Year(relative="preceding_planned")

    # days and hours

    def named_day(
        self, meta: Meta, day: Token, month: Token, year: Year | None = None, inclusive: Token | None = None
    ) -> Stretch:
        number = pieces.which(day, _DAYS_IN_A_MONTH)
        there = pieces.make_day(number, pieces.month_number(month), year or UNSTATED, pieces.at(meta))
        return replace(there, inclusive=inclusive is not None)

    def inclusive_day(
        self, meta: Meta, day: Token, month: Token, inclusive: Token, year: Year | None
    ) -> Stretch:
        return self.named_day(meta, day, month, year, inclusive)

    def full_date(self, meta: Meta, written: Token, inclusive: Token | None) -> Stretch:
        day, month, year = written.split(".")
        there = pieces.make_day(int(day), int(month), Year(number=pieces.four_digits(year)), pieces.at(meta))
        return replace(there, inclusive=inclusive is not None)

    def day_with_weekday(self, meta: Meta, day: Token, month: Token, year: Year, weekday: Token) -> Stretch:
        return _on_weekday(self.named_day(meta, day, month, year), weekday)

    def date_with_weekday(self, meta: Meta, written: Token, weekday: Token) -> Stretch:
        return _on_weekday(self.full_date(meta, written, None), weekday)

    def short_date(self, meta: Meta, written: Token) -> Stretch:
        day, month = written.rstrip(".").split(".")
        return pieces.make_day(int(day), int(month), UNSTATED, pieces.at(meta))

    def clock(self, meta: Meta, written: Token, _: Token | None) -> str:
        return pieces.clock(written, pieces.at(meta))

    def hours_in_digits(self, _: Meta, number: Token, noun: Token) -> int:
        agree(numerals.digits(number), noun)
        return numerals.digits(number)

    def hours(self, meta: Meta, hours: int) -> str:
        return pieces.clock(f"{hours}:00", pieces.at(meta))

    # stretches

    def month(self, meta: Meta, name: Token, year: Year | None) -> Stretch:
        number = pieces.month_number(name)
        return pieces.make_months(number, number, year or UNSTATED, pieces.at(meta))

    def which_said_twice(self, meta: Meta, digits: Token, words: Token) -> Token:
        if numerals.digits(digits) != numerals.ordinal(words):
            raise FaultError(
                say("the number in brackets is another one: make the two equal"), *pieces.at(meta)
            )
        return digits

    def quarter(self, meta: Meta, number: Token, year: Year | None) -> Stretch:
        n = which(number, 4)
        return pieces.make_months(3 * n - 2, 3 * n, year or UNSTATED, pieces.at(meta))

    def half(self, meta: Meta, number: Token, year: Year | None) -> Stretch:
        n = which(number, 2)
        return pieces.make_months(6 * n - 5, 6 * n, year or UNSTATED, pieces.at(meta))

    def year_span(self, meta: Meta, year: Token) -> Stretch:
        return pieces.make_months(1, 12, Year(number=int(year)), pieces.at(meta))

    def relative_span(self, meta: Meta, year: Year) -> Stretch:
        return pieces.make_months(1, 12, year, pieces.at(meta))

    def half_of_year(self, meta: Meta, number: Token, part: Token, year: Token) -> Stretch:
        if not part.startswith("полов"):
            raise FaultError(say("a year has no such parts"), *place(part))
        return self.half(meta, number, Year(number=int(year)))

    def part_of_month(
        self, meta: Meta, number: Token, part: Token, month: Token, year: Year | None
    ) -> Stretch:
        whole: Stretch = self.month(meta, month, year)
        halves = part.startswith("полов")
        n = which(number, 2 if halves else 3)
        cuts = (0, 15, whole.last.day) if halves else (0, 10, 20, whole.last.day)
        first, last = replace(whole.first, day=cuts[n - 1] + 1), replace(whole.last, day=cuts[n])
        doubt: Doubt | None = "half_month" if halves and whole.last.day == 31 else None  # noqa: PLR2004
        return replace(whole, first=first, last=last, whole=n == len(cuts) - 1, doubt=doubt)

    # dates

    def on_day(self, _: Meta, day: Stretch, time: str | None = None) -> Fixed:
        if day.inclusive:
            raise FaultError(say("“включительно” needs “до” or “по” before the date"), *day.at)
        return _fixed(day, start=day.first, end=day.last, bound="point", time=time)

    def at_time_on_day(self, meta: Meta, time: str, day: Stretch) -> Fixed:
        return self.on_day(meta, day, time)

    def on_day_at(self, meta: Meta, day: Stretch, clock: Token, _: Token | None) -> Fixed:
        return self.on_day(meta, day, pieces.clock(clock, pieces.at(meta)))

    def until_day(self, _: Meta, limit: Token, day: Stretch) -> Fixed:
        return _fixed(day, end=day.last, inclusive=_outright(limit, day.inclusive))

    def until_time_day(self, _: Meta, __: Token, time: str, day: Stretch) -> Fixed:
        return _fixed(day, end=day.last, inclusive=True, time=time)

    def day_until_time(self, _: Meta, day: Stretch, limit: Token, time: str) -> Fixed:
        return self.until_time_day(_, limit, time, day)

    def from_day(self, _: Meta, __: Token, day: Stretch) -> Fixed:
        return _fixed(day, start=day.first, bound="earliest", inclusive=True)

    def as_of_day(self, _: Meta, __: Token, day: Stretch) -> Fixed:
        return _fixed(day, start=day.first, end=day.last, bound="as_of")

    def some_days(self, _: Meta, *days: Stretch) -> Fixed:
        return _several(days, "point", inclusive=None)

    def some_days_of_month(self, meta: Meta, *words: Any) -> Fixed:  # noqa: ANN401  days, then month and year
        *days, month, year = words
        there = (self.named_day(meta, day, month, year) for day in days)
        return _several(tuple(there), "point", inclusive=None)

    def until_days(self, _: Meta, limit: Token, *days: Stretch | Token | None) -> Fixed:
        there = tuple(day for day in days if isinstance(day, Stretch))
        return _several(there, "latest", inclusive=_outright(limit, any(day.inclusive for day in there)))

    def before_month(self, _: Meta, __: Token, month: Stretch) -> Fixed:
        end = pieces.day_before(month.first, month.at)
        return replace(_fixed(month, end=end, inclusive=False), whole_months=True)

    def until_end(self, _: Meta, __: Token, span: Stretch, ___: Token | None = None) -> Fixed:
        return replace(_fixed(span, end=span.last, inclusive=True), whole_months=True)

    def until_end_of_year(self, *_: object) -> Fixed:
        return Fixed(end=YearDay(12, 31), inclusive=True, year_relative="unstated", whole_months=True)

    def to_the_end_of_year(self, *_: object) -> Fixed:
        return replace(self.until_end_of_year(), inclusive=None, doubt="end_of_period")

    def to_the_end(self, _: Meta, span: Stretch) -> Fixed:
        return replace(_fixed(span, end=span.last), whole_months=True, doubt="end_of_period")

    def horizon(self, _: Meta, __: Token, year: Token) -> Fixed:
        return Fixed(end=YearDay(12, 31, int(year)), whole_months=True, doubt="horizon")

    def on_day_of_year(self, _: Meta, day: Detail, year: Year) -> Fixed:
        there = replace(day, month=12 if day.day == -1 else 1)
        return Fixed(bound="point", year_relative=year.relative, detail=there, **pieces.anchored(year.words))

    def day_of_year(self, _: Meta, limit: Token, day: Detail, year: Year, inclusive: Token | None) -> Fixed:
        there = replace(day, month=12 if day.day == -1 else 1)
        outright = _outright(limit, inclusive is not None)
        return Fixed(
            inclusive=outright, year_relative=year.relative, detail=there, **pieces.anchored(year.words)
        )

    def day_of_named_month(
        self, _: Meta, limit: Token, day: Detail, month: Stretch, inclusive: Token | None
    ) -> Fixed:
        """«Не позднее последнего рабочего дня марта текущего года»."""
        if limit.type == "NOT_BEFORE":
            return _in_month(day, month, bound="earliest", inclusive=True)
        return _in_month(day, month, bound="latest", inclusive=_outright(limit, inclusive is not None))

    def on_day_of_named_month(self, _: Meta, day: Detail, month: Stretch) -> Fixed:
        return _in_month(day, month, bound="point", inclusive=None)


def _in_month(day: Detail, month: Stretch, *, bound: Bound, inclusive: bool | None) -> Fixed:
    if day.day_unit == "calendar" and day.day == -1:
        last = pieces.certain(month.last, month.at)
        start, end = (None if bound == "latest" else last), (None if bound == "earliest" else last)
        return _fixed(month, start=start, end=end, bound=bound, inclusive=inclusive)
    if day.day_unit == "calendar":
        raise FaultError(say("name this day by its date"), *month.at)
    if month.year.number is not None or month.year.anchor is not None:
        raise FaultError(
            say("that day can be looked up in the calendar of its year: write the date itself"), *month.at
        )
    there = replace(day, month=month.first.month)
    words = pieces.anchored(month.year.words)
    return Fixed(bound=bound, inclusive=inclusive, year_relative=month.year.relative, detail=there, **words)


def _outright(limit: Token, inclusive: bool) -> bool | None:
    """Say whether the wording leaves no doubt that the day itself counts."""
    return True if inclusive or limit.type in ("NOT_LATER", "BY") else None


def _fixed(day: Stretch, **fields: Any) -> Fixed:  # noqa: ANN401  the fields of Fixed
    pieces.certain(fields.get("end") or fields["start"], day.at)
    anchor = pieces.anchored(day.year.anchor)
    return Fixed(year_relative=day.year.relative, doubt=day.doubt, **anchor, **fields)


def _several(days: tuple[Stretch, ...], bound: Bound, *, inclusive: bool | None) -> Fixed:
    """Return separate dates; a year said once, at the end, is the year of all."""
    year = days[-1].year
    if any(day.year not in (UNSTATED, year) for day in days) and any(day.year.number is None for day in days):
        raise FaultError(say("the dates name their years in different ways"), days[0].at[0], days[-1].at[1])
    dated = pieces.dated(days)
    dates = tuple(pieces.certain(day.last, day.at) for day in dated)
    anchor = pieces.anchored(year.anchor)
    return Fixed(dates=dates, bound=bound, inclusive=inclusive, year_relative=year.relative, **anchor)


def _on_weekday(day: Stretch, weekday: Token) -> Stretch:
    """Return the day, or refuse another day of the week than that date is: one of the two is wrong."""
    there = day.first
    if there.year is None or date(there.year, there.month, there.day).isoweekday() != pieces.weekday(weekday):
        raise FaultError(say("the date falls on another day of the week"), *place(weekday))
    return day
