"""Turn what the grammar found into a reading: what others decide, and readings of several parts."""

from __future__ import annotations

from dataclasses import replace

from lark import Token, v_args
from lark.tree import Meta

from calendars.saying import say
from definitions.phrases import pieces
from definitions.phrases.build_repeats import Repeats
from definitions.phrases.contradictions import check_limits
from definitions.phrases.pieces import Amount, Anchor, FaultError, which
from definitions.phrases.readings import (
    Compound,
    External,
    Fixed,
    Offset,
    Ongoing,
    OnReceipt,
    Period,
    Reading,
    Recurring,
    Unit,
    YearDay,
)


@v_args(inline=True, meta=True)
class Build(Repeats):
    """The rest of the grammar's rules."""

    def start(self, _: Meta, reading: Reading) -> Reading:
        return reading

    def capped(
        self, meta: Meta, reading: Fixed | Offset | OnReceipt | External | Ongoing, cap: Reading
    ) -> Reading:
        check_limits(reading, cap, pieces.at(meta))
        if isinstance(reading, Offset) and isinstance(cap, Offset) and _share_an_event(reading, cap):
            event = Anchor(cap.anchor or "", cap.anchor_at or (0, 0), cap.link, cap.anchor_date)
            return self.range(meta, None, _length(reading), None, _length(cap), event)  # type: ignore[arg-type]
        if not isinstance(reading, Ongoing):
            return replace(reading, cap=cap)
        if not isinstance(cap, Recurring) or reading != Ongoing():
            raise FaultError(
                say("what is done all the time has no second limit of this kind"), *pieces.at(meta)
            )
        return cap

    capped_receipt = capped

    def excepted(self, _: Meta, reading: Offset, cases: Token) -> Reading:
        return replace(reading, exception=self.event("", cases).text)

    def once(self, _: Meta, limit: Reading) -> Reading:
        return limit

    def stage(self, _: Meta, __: Token, window: Reading) -> Reading:
        return window

    def alternatives(self, _: Meta, first: Reading, second: Reading) -> Compound:
        return Compound((first, second), "или")

    def one_and_other(self, _: Meta, first: Reading, second: Reading) -> Compound:
        return Compound((first, second), "и")

    def also(self, meta: Meta, first: Recurring, second: Recurring) -> Compound:
        if any(every == Recurring(every.recurrence) for every in (first, second)):
            raise FaultError(say("this does not say which of the two comes when"), *pieces.at(meta))
        return Compound((first, second), "и")

    def and_then(self, _: Meta, first: Reading, then: Recurring) -> Compound:
        return Compound((first, then), "далее")

    def by_periods(self, _: Meta, *parts: Reading) -> Compound:
        return Compound(parts, "и")

    # reporting periods

    def scoped(self, _: Meta, periods: tuple[Period, ...], reading: Fixed | Offset) -> Reading:
        return replace(reading, periods=periods)

    def periods(self, _: Meta, *periods: Period) -> tuple[Period, ...]:
        return periods

    def amount_period(self, meta: Meta, amount: Amount, year: Token | None) -> Period:
        known: dict[tuple[float, Unit], Period] = {
            (6, "month"): "6M",
            (9, "month"): "9M",
            (1, "year"): "year",
        }
        period = known.get((amount.n, amount.unit))
        if period is None or (amount.bare and year is not None):
            raise FaultError(say("there is no such reporting period"), *pieces.at(meta))
        return period

    def quarter_period(self, _: Meta, number: Token | None, __: Token | None) -> Period:
        if number is None:
            return "quarter"
        quarters: tuple[Period, ...] = ("Q1", "Q2", "Q3", "Q4")
        return quarters[which(number, 4) - 1]

    def half_period(self, meta: Meta, number: Token | None, _: Token | None) -> Period:
        if number is not None and which(number, 2) != 1:
            raise FaultError(say("there is no such reporting period"), *pieces.at(meta))
        return "6M"

    def year_period(self, *_: object) -> Period:
        return "year"

    # what others decide

    def as_it_comes(self, _: Meta, link: Token, event: Token) -> OnReceipt:
        anchor = self.event(str(link), event)
        return OnReceipt(link=anchor.link, **pieces.anchored(anchor))

    def on_request(self, _: Meta, link: Token, request: Token) -> OnReceipt:
        anchor = self.event(str(link), request)
        return OnReceipt(link=anchor.link, **pieces.anchored(anchor))

    def on_the_day(self, _: Meta, link: Token, event: Token) -> OnReceipt:
        anchor = self.event(str(link), event)
        return OnReceipt(n=0, unit="calendar_day", link=anchor.link, **pieces.anchored(anchor))

    def at_once(self, _: Meta, __: Token, since: Anchor | None) -> OnReceipt:
        return OnReceipt(
            link=f"незамедлительно {since.link if since else ''}".strip(), **pieces.anchored(since)
        )

    def set_by(self, _: Meta, *words: Token) -> External:
        return External(**pieces.anchored(self.event("", words[-1])))

    def according(self, _: Meta, link: Token, document: Token) -> External:
        return External(link=str(link), **pieces.anchored(self.event("", document)))

    def on_meeting(self, _: Meta, meeting: Token) -> External:
        return External(link="на", **pieces.anchored(self.event("", meeting)))

    def set_by_nobody(self, *_: object) -> External:
        return External()

    def set_within(self, meta: Meta, _: Token, setter: Token) -> External:
        return self.set_by(meta, setter)

    def the_same_day(self, *_: object) -> OnReceipt:
        return OnReceipt(n=0, unit="calendar_day")

    def always(self, _: Meta, __: Token) -> Ongoing:
        return Ongoing()

    def during_all(self, _: Meta, __: Token | None, link: Token, period: Token) -> Ongoing:
        return Ongoing(link=str(link), **pieces.anchored(self.event("", period)))

    def until_fulfilled(self, _: Meta, __: Token, event: Token) -> Ongoing:
        return Ongoing(link="до", **pieces.anchored(self.event("", event)))

    def lasting(self, _: Meta, words: Token) -> Ongoing:
        """«На весь срок действия соглашения»."""
        link, period = words.split(" ", 1)
        start, end = pieces.place(words)
        rest = Token(words.type, period, start_pos=start + len(link) + 1, end_pos=end)
        return Ongoing(link=link, **pieces.anchored(self.event("", rest)))

    def till_now(self, _: Meta, year: Token) -> Ongoing:
        return Ongoing(YearDay(1, 1, int(year)))

    def from_till_now(self, _: Meta, __: Token, year: Token) -> Ongoing:
        return Ongoing(YearDay(1, 1, int(year)))


def _share_an_event(first: Offset, cap: Offset) -> bool:
    """«Не ранее чем через 10, но не позднее чем через 15 дней со дня …» counts both from the event said once."""
    bounds = (first.bound, cap.bound) == ("earliest", "latest")
    lengths = first.detail is None and cap.detail is None and not cap.time
    return bounds and lengths and first.anchor is None and cap.anchor is not None and cap.direction == "after"


def _length(term: Offset) -> Amount:
    return Amount(term.n or 0, term.unit or "calendar_day", plain=term.plain_days)
