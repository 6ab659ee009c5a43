"""Turn «the fifth working day of the month after the quarter» into a term that counts inside a month."""

from __future__ import annotations

from dataclasses import replace

from lark import Token, v_args
from lark.tree import Meta

from calendars.saying import say
from definitions.phrases import pieces
from definitions.phrases.build_terms import Terms
from definitions.phrases.pieces import Amount, Anchor, FaultError, Month
from definitions.phrases.readings import Bound, Detail, Offset, Period

_DAYS_IN_A_MONTH = 31
_WORKING_DAYS_IN_A_MONTH = 23
_PERIOD_WORDS: dict[str, Period] = {"квартал": "quarter", "полугоди": "6M", "9 месяц": "9M", "год": "year"}
_BOUNDS: dict[str, Bound] = {"NOT_BEFORE": "earliest", "AS_OF": "as_of"}


@v_args(inline=True, meta=True)
class Counted(Terms):
    """The rules under «a day of a month counted from a period» of the grammar."""

    def date_of_month(self, _: Meta, number: Token, __: Token | None) -> Detail:
        day = pieces.which(number, _DAYS_IN_A_MONTH)
        return Detail(day)

    def last_date(self, *_: object) -> Detail:
        return Detail(-1)

    def last_day(self, _: Meta, __: Token, kind: Token | None, ___: Token) -> Detail:
        return Detail(-1, "working" if kind is not None and kind.type == "WORKING" else "calendar")

    def nth_of_month(self, meta: Meta, nth: Amount) -> Detail:
        return self.amount_of_month(meta, nth)

    def amount_of_month(self, meta: Meta, amount: Amount) -> Detail:
        most = _WORKING_DAYS_IN_A_MONTH if amount.unit == "working_day" else _DAYS_IN_A_MONTH
        if not amount.single or amount.n > most:
            raise FaultError(say("this does not name one day of a month"), *pieces.at(meta))
        return Detail(int(amount.n), "working" if amount.unit == "working_day" else "calendar")

    def days_from_to(self, meta: Meta, _: Token, first: Token, __: Token, last: Token) -> Detail:
        days = tuple(
            -1 if day.type == "LAST" else pieces.which(day, _DAYS_IN_A_MONTH) for day in (first, last)
        )
        if days[1] <= days[0] and days[1] > 0:
            raise FaultError(say("the end comes before the beginning"), *pieces.at(meta))
        return Detail(days=days)

    def days_to(self, meta: Meta, first: Token, last: Token) -> Detail:
        return self.days_from_to(meta, first, first, last, last)

    def part_of_a_month(self, _: Meta, number: Token, part: Token) -> Detail:
        halves = part.startswith("полов")
        n = pieces.which(number, 2 if halves else 3)
        cuts = (0, 15, -1) if halves else (0, 10, 20, -1)
        return Detail(days=(cuts[n - 1] + 1, cuts[n]))

    def counted(
        self, meta: Meta, limit: Token, day: Detail, month: Month, inclusive: Token | None = None
    ) -> Offset:
        return self._counted(
            meta,
            day,
            month,
            _BOUNDS.get(limit.type, "latest"),
            outright=limit.type != "UNTIL" or inclusive is not None,
        )

    def counted_until_time(self, meta: Meta, _: Token, time: str, day: Detail, month: Month) -> Offset:
        return replace(self._counted(meta, day, month, "latest", outright=True), time=time)

    def counted_end(self, meta: Meta, _: Token, month: Month) -> Offset:
        return self._counted(meta, Detail(-1), month, "latest", outright=True)

    def counted_span(self, meta: Meta, days: Detail, month: Month) -> Offset:
        return self._counted(meta, days, month, "range", outright=False)

    def counted_on(self, meta: Meta, day: Detail, month: Month) -> Offset:
        return self._counted(meta, day, month, "point", outright=False)

    def counted_on_date(self, meta: Meta, number: Token, month: Month) -> Offset:
        return self.counted_on(meta, self.date_of_month(meta, number, None), month)

    def _counted(self, meta: Meta, day: Detail, month: Month, bound: Bound, *, outright: bool) -> Offset:
        number = day.day or max(day.days)
        if month.quarter and (day.day_unit == "calendar" or number < 0):
            month = self._in_quarter(meta, number, month)
        if month.offset == 0 and number > 0 and not month.one_month:
            raise FaultError(say("this does not say in which month"), *pieces.at(meta))
        return Offset(
            direction=month.direction,
            bound=bound,
            inclusive=outright or None,
            detail=replace(day, month_offset=month.offset),
            periods=month.periods,
            link=month.link,
            **pieces.anchored(month.anchor),
        )

    def _in_quarter(self, meta: Meta, day: int, month: Month) -> Month:
        """The last day of a quarter is in its third month; a day's number says nothing about the month."""
        if day > 0:
            raise FaultError(say("this does not say in which month"), *pieces.at(meta))
        return replace(month, offset=3)

    def counted_after(self, meta: Meta, limit: Token, day: Detail, reported: Token) -> Offset:
        return self.counted(
            meta, limit, day, Month(1, self.anchor("следующего за", reported), link="следующего за")
        )

    # which month

    def month_after(self, _: Meta, event: Token) -> Month:
        return self._after(1, event)

    def nth_month_after(self, _: Meta, number: Token, event: Token) -> Month:
        return self._after(pieces.which(number, 12), event)

    def quarter_after(self, _: Meta, event: Token) -> Month:
        return replace(self._after(1, event), quarter=True)

    def month_after_event(self, _: Meta, link: Token, event: Token) -> Month:
        return Month(1, self.event(str(link), event), link=str(link))

    def month_before(self, _: Meta, event: Token) -> Month:
        return Month(-1, self.event("предшествующего", event), direction="before", link="предшествующего")

    def each_next_month(self, _: Meta, words: Token) -> Month:
        return Month(1, self.anchor("", words))

    def in_period(self, _: Meta, words: Token) -> Month:
        one_month = words.endswith("месяца") and " и " not in words
        return Month(0, self.anchor("", words), direction=None, one_month=one_month)

    def in_last_month(self, _: Meta, words: Token) -> Month:
        anchor = self.anchor("последнего месяца", words)
        return Month(0, anchor, direction=None, one_month=True, link=anchor.link)

    def in_month(self, meta: Meta) -> Month:
        return Month(0, self._bare(meta), direction=None, one_month=True)

    def in_quarter(self, meta: Meta) -> Month:
        return Month(0, self._bare(meta), direction=None)

    def _bare(self, meta: Meta) -> Anchor:
        at = self.source.span(*pieces.at(meta))
        return Anchor(self.source.original[slice(*at)], at, "")

    def _after(self, offset: int, event: Token) -> Month:
        anchor = self.event("следующего за", event)
        found = [period for word, period in _PERIOD_WORDS.items() if word in event] if "," in event else []
        listed = tuple(found) if event.startswith("истекшими") else ()
        return Month(offset, anchor, periods=listed, link="следующего за")
