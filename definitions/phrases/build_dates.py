"""Turn the grammar's dates and windows into readings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from lark import Token, Transformer, v_args
from lark.tree import Meta

from calendars.saying import say
from definitions.phrases import numerals, pieces
from definitions.phrases.normalise import Source
from definitions.phrases.pieces import UNSTATED, Anchor, FaultError, Stretch, Year, place
from definitions.phrases.readings import Doubt, Fixed, Window, YearDay, YearRelative

_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}

_NUMBERS: dict[str, Callable[[str], int | None]] = {
    "ROMAN": _ROMAN.get,
    "NUM": numerals.digits,
    "ORDINAL": numerals.ordinal,
}


@v_args(inline=True, meta=True)
class Dates(Transformer[Token, Any]):
    """The rules under «dates» and «windows» of the grammar."""

    def __init__(self, source: Source) -> None:
        super().__init__()
        self.source = source

    def anchor(self, link: str, words: Token) -> Anchor:
        """Cut an anchor out of the phrase as it was written."""
        at = self.source.span(*place(words))
        return Anchor(self.source.original[slice(*at)], at, link)

    # years and days

    def calendar_year(self, _: Meta, year: Token) -> Year:
        return Year(number=int(year))

    def year_of(self, _: Meta, words: Token) -> Year:
        kinds: dict[str, YearRelative] = {
            "теку": "current",
            "отче": "reporting",
            "очер": "following_current",
            "след": "following_current",
        }
        return Year(relative=kinds[words[:4]])

    def after_reported(self, _: Meta, __: Token) -> Year:
        return Year(relative="following_reporting")

    def after_elapsed(self, _: Meta, elapsed: Token) -> Year:
        return Year(relative="following_reporting", anchor=self.anchor("", elapsed))

    def after_year_event(self, _: Meta, event: Token) -> Year:
        return Year(relative="following_event", anchor=self.anchor("", event))

    def before_planned(self, _: Meta, __: Token) -> Year:
        return Year(relative="preceding_planned")

    def named_day(self, meta: Meta, day: Token, month: Token, year: Year | None) -> Stretch:
        return pieces.make_day(numerals.digits(day), pieces.month_number(month), year or UNSTATED, _at(meta))

    def full_date(self, meta: Meta, written: Token) -> Stretch:
        day, month, year = written.split(".")
        return pieces.make_day(int(day), int(month), Year(number=pieces.four_digits(year)), _at(meta))

    def short_date(self, meta: Meta, written: Token) -> Stretch:
        day, month = written.rstrip(".").split(".")
        return pieces.make_day(int(day), int(month), UNSTATED, _at(meta))

    def clock(self, meta: Meta, written: Token) -> str:
        hours, minutes = (int(written[:-3]), int(written[-2:]))
        return _time(hours, minutes, meta)

    def hours_in_digits(self, _: Meta, number: Token) -> int:
        return numerals.digits(number)

    def hours(self, meta: Meta, hours: int) -> str:
        return _time(hours, 0, meta)

    # dates

    def on_day(self, _: Meta, day: Stretch, time: str | None) -> Fixed:
        return _fixed(day, start=day.first, end=day.last, bound="point", time=time)

    def until_day(
        self, _: Meta, limit: Token, time: str | None, day: Stretch, inclusive: Token | None
    ) -> Fixed:
        outright = inclusive is not None or time is not None or limit.type == "NOT_LATER"
        return _fixed(day, end=day.last, inclusive=outright or None, time=time)

    def from_day(self, _: Meta, __: Token, day: Stretch) -> Fixed:
        return _fixed(day, start=day.first, bound="earliest", inclusive=True)

    def as_of_day(self, _: Meta, __: Token, day: Stretch) -> Fixed:
        return _fixed(day, start=day.first, end=day.last, bound="as_of")

    def before_month(self, _: Meta, __: Token, month: Stretch) -> Fixed:
        end = pieces.day_before(month.first, month.at)
        return replace(_fixed(month, end=end, inclusive=False), whole_months=True)

    def until_end(self, _: Meta, __: Token, span: Stretch) -> Fixed:
        return replace(_fixed(span, end=span.last, inclusive=True), whole_months=True)

    def horizon(self, _: Meta, __: Token, year: Token) -> Fixed:
        return Fixed(end=YearDay(12, 31, int(year)), whole_months=True, doubt="horizon")

    # windows

    def in_span(self, _: Meta, span: Stretch) -> Window:
        return _window(span)

    def within_span(self, _: Meta, __: Token, span: Stretch) -> Window:
        return _window(span)

    def span_to_span(self, meta: Meta, first: Stretch, last: Stretch) -> Window:
        return _window(pieces.join(first, last, _at(meta)))

    day_to_day = span_to_span

    def days_of_month(self, meta: Meta, first: Token, last: Token, month: Token, year: Year | None) -> Window:
        number, at = pieces.month_number(month), _at(meta)
        one, other = (
            pieces.make_day(numerals.digits(day), number, year or UNSTATED, at) for day in (first, last)
        )
        return _window(pieces.join(one, other, at))

    def month(self, meta: Meta, name: Token, year: Year | None) -> Stretch:
        number = pieces.month_number(name)
        return pieces.make_months(number, number, year or UNSTATED, _at(meta))

    def quarter(self, meta: Meta, which: Token, year: Year | None) -> Stretch:
        number = _which(which, 4)
        return pieces.make_months(3 * number - 2, 3 * number, year or UNSTATED, _at(meta))

    def half(self, meta: Meta, which: Token, year: Year | None) -> Stretch:
        number = _which(which, 2)
        return pieces.make_months(6 * number - 5, 6 * number, year or UNSTATED, _at(meta))

    def year_span(self, meta: Meta, year: Token) -> Stretch:
        return pieces.make_months(1, 12, Year(number=int(year)), _at(meta))

    def part_of_month(
        self, meta: Meta, which: Token, part: Token, month: Token, year: Year | None
    ) -> Stretch:
        whole = self.month(meta, month, year)
        halves = part.startswith("полов")
        number = _which(which, 2 if halves else 3)
        cuts = (0, 15, whole.last.day) if halves else (0, 10, 20, whole.last.day)
        first, last = replace(whole.first, day=cuts[number - 1] + 1), replace(whole.last, day=cuts[number])
        doubt: Doubt | None = "half_month" if halves and whole.last.day == 31 else None  # noqa: PLR2004
        return replace(whole, first=first, last=last, whole=number == len(cuts) - 1, doubt=doubt)


def _at(meta: Meta) -> tuple[int, int]:
    return meta.start_pos, meta.end_pos


def _fixed(day: Stretch, **fields: Any) -> Fixed:  # noqa: ANN401  the fields of Fixed
    pieces.certain(fields.get("end") or fields["start"], day.at)
    return Fixed(year_relative=day.year.relative, **_anchored(day.year), doubt=day.doubt, **fields)


def _window(span: Stretch) -> Window:
    pieces.certain(span.first, span.at)
    pieces.certain(span.last, span.at)
    return Window(span.first, span.last, span.year.relative, **_anchored(span.year), doubt=span.doubt)


def _anchored(year: Year) -> dict[str, Any]:
    return {"anchor": year.anchor.text, "anchor_at": year.anchor.at} if year.anchor else {}


def _which(token: Token, most: int) -> int:
    number = _NUMBERS[token.type](str(token))
    if number is None or not 1 <= number <= most:
        raise FaultError(say("there is no such part of a year or month"), *place(token))
    return number


def _time(hours: int, minutes: int, meta: Meta) -> str:
    if hours > 24 or minutes > 59 or (hours == 24 and minutes):  # noqa: PLR2004
        raise FaultError(say("there is no such time of day"), *_at(meta))
    return f"{hours:02}:{minutes:02}"
