"""Turn amounts and events into terms: so long after, so long before, the fifth day of the month after."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from lark import Token, v_args
from lark.tree import Meta

from calendars.saying import say
from definitions.phrases import numerals, pieces
from definitions.phrases.agreement import agree, expect
from definitions.phrases.build_amounts import Amounts, adjective_amount, joint, one_day
from definitions.phrases.contradictions import check_amounts
from definitions.phrases.pieces import Amount, Anchor, FaultError, place
from definitions.phrases.readings import Bound, External, Offset


@v_args(inline=True, meta=True)
class Terms(Amounts):
    """The rules under «so long after, so long before» of the grammar."""

    # terms

    def term(self, meta: Meta, limit: Token, amount: Amount, since: Anchor | None) -> Offset:
        if amount.nominative and limit.type in ("WITHIN", "NOT_LATER", "UNTIL"):
            raise FaultError(say("this word does not go with the words before it"), *pieces.at(meta))
        of_a_period = since is not None and since.link.startswith(
            "следующ"
        )  # «не позднее года, следующего за»
        if amount.bare and (limit.type == "UNTIL" or of_a_period):
            raise FaultError(say("a number is missing before this word"), *pieces.at(meta))
        if amount.unit == "hour" and since is None and limit.type in ("UNTIL", "NOT_LATER"):
            raise FaultError(
                say("this may be an hour of the day or a number of hours: name the day, or the event"),
                *pieces.at(meta),
            )
        return offset(amount, since)

    def term_within(self, meta: Meta, limit: Token, amount: Amount, since: Anchor | None) -> Offset:
        if since is None and amount == Amount(1, "year", bare=True):
            raise FaultError(say("name the year, or the event from which a year runs"), *pieces.at(meta))
        return self.term(meta, limit, amount, since)

    def one_day(self, _: Meta, __: Token, working: Token | None, day: Token, since: Anchor | None) -> Offset:
        if day != "дня":
            raise FaultError(say("this is not a number of days or months"), *place(day))
        return offset(Amount(1, "working_day" if working else "calendar_day", plain=working is None), since)

    def term_not_later(self, _: Meta, *words: Any) -> Offset:  # noqa: ANN401  the words before differ
        return offset(*words[-2:])

    def bare_term(self, meta: Meta, amount: Amount, since: Anchor | None) -> Offset:
        """«43 рабочий день после …» names the day itself; «21 рабочий день» may be an amount."""
        if amount.bare and (since is None or not amount.nominative):
            raise FaultError(say("the phrase breaks off: something is missing at its end"), *pieces.at(meta))
        if amount.single and amount.n % 10 != 1:
            return self.on_nth_day(meta, amount, since)
        return offset(amount, since)

    def term_unless(self, _: Meta, __: Token, amount: Amount, unless: Token, since: Anchor) -> Offset:
        document = self.event("", pieces.cut(unless, len(unless.split(" не ")[0])))
        return replace(offset(amount, since), cap=External(document.text, document.at))

    def adjective_term(self, _: Meta, adjective: Token, since: Anchor | None) -> Offset:
        return offset(adjective_amount(adjective), since)

    def adjective_term_not_later(self, _: Meta, __: Token, adjective: Token, since: Anchor | None) -> Offset:
        return offset(adjective_amount(adjective), since)

    def not_before(self, _: Meta, __: Token, amount: Amount, since: Anchor | None) -> Offset:
        return offset(amount, since, bound="earliest")

    def term_before(self, _: Meta, *words: Any) -> Offset:  # noqa: ANN401  the words before differ
        amount, until = words[-2:]
        return replace(offset(amount, until), direction="before")

    def term_preceding(self, meta: Meta, _: Token, amount: Amount, link: Token, event: Token) -> Offset:
        if amount.unit not in ("working_day", "calendar_day"):
            raise FaultError(say("this does not say on which day"), *pieces.at(meta))
        return replace(offset(amount, self.event(joint(link), event)), direction="before")

    def not_before_before(self, meta: Meta, _: Token, amount: Amount, until: Anchor) -> Offset:
        return replace(self.term_before(meta, amount, until), bound="earliest")

    def term_later(self, _: Meta, amount: Amount, since: Anchor) -> Offset:
        return offset(amount, since, bound="point")

    def expired(self, _: Meta, amount: Amount, since: Anchor) -> Offset:
        return offset(amount, since, bound="earliest")

    def extension(self, _: Meta, __: Token, amount: Amount) -> Offset:
        return offset(amount, None, bound="extension")

    def duration(
        self, meta: Meta, _: Token, least: int, __: Token, most: Amount, since: Anchor | None
    ) -> Offset:
        return self.range(meta, _, replace(most, n=least), __, most, since, bound="duration")

    def number_range(
        self, meta: Meta, _: Token, least: int, __: Token, most: Amount, since: Anchor | None
    ) -> Offset:
        return self.range(meta, _, replace(most, n=least), __, most, since)

    def range(
        self,
        meta: Meta,
        _: Token,
        least: Amount,
        __: Token,
        most: Amount,
        since: Anchor | None,
        bound: Bound = "range",
    ) -> Offset:
        check_amounts(least, most, pieces.at(meta))
        found = replace(offset(most, since, bound=bound), n=None)
        if least.unit == most.unit:
            minimum, maximum = (pieces.whole(amount.n, pieces.at(meta)) for amount in (least, most))
            return replace(found, minimum=minimum, maximum=maximum, plain_days=least.plain or most.plain)
        parts = (
            replace(offset(least, None, bound="earliest"), direction=None),
            replace(offset(most, None, bound="latest"), direction=None),
        )
        return replace(found, unit=None, plain_days=False, parts=parts)

    def range_before(
        self, meta: Meta, _: Token, most: Amount, __: Token, least: Amount, until: Anchor
    ) -> Offset:
        """«Не ранее чем за 90 дней и не позднее чем за 80 дней до …»: the earlier limit is the greater number."""
        if least.unit != most.unit:
            raise FaultError(say("write both terms in the same unit"), *pieces.at(meta))
        return replace(self.range(meta, _, least, __, most, until), direction="before")

    def least_before(
        self, meta: Meta, _: Token, least: Amount, __: Token, most: Amount, until: Anchor
    ) -> Offset:
        return self.range_before(meta, _, most, __, least, until)

    def number_least_before(
        self, meta: Meta, _: Token, least: int, __: Token, most: Amount, until: Anchor
    ) -> Offset:
        return self.range_before(meta, _, most, __, replace(most, n=least), until)

    def number_range_before(
        self, meta: Meta, _: Token, most: int, __: Token, least: Amount, until: Anchor
    ) -> Offset:
        return self.range_before(meta, _, replace(least, n=most), __, least, until)

    # the fifth day after, the next day

    def nth_plain(self, _: Meta, number: Token, day: Token) -> Amount:
        agree(1, day)
        return Amount(pieces.some(numerals.ordinal(number), number), "calendar_day", plain=True, single=True)

    def nth_working(self, _: Meta, number: Token, kind: Token, day: Token) -> Amount:
        agree(1, day, kind)
        return Amount(pieces.some(numerals.ordinal(number), number), "working_day", single=True)

    def nth_calendar(self, _: Meta, number: Token, kind: Token, day: Token) -> Amount:
        agree(1, day, kind)
        return Amount(pieces.some(numerals.ordinal(number), number), "calendar_day", single=True)

    def on_nth_day(self, meta: Meta, amount: Amount, since: Anchor | None) -> Offset:
        if not amount.single or since is None:
            raise FaultError(say("this does not say on which day"), *pieces.at(meta))
        return offset(amount, since, bound="point")

    def on_nth(self, _: Meta, nth: Amount, since: Anchor | None) -> Offset:
        return offset(nth, since, bound="point")

    def until_nth(self, _: Meta, __: Token, nth: Amount, since: Anchor | None) -> Offset:
        return offset(nth, since)

    def next_plain(self, *_: object) -> Amount:
        return Amount(1, "calendar_day", single=True)

    def next_working(self, *_: object) -> Amount:
        return Amount(1, "working_day", single=True)

    def next_calendar(self, *_: object) -> Amount:
        return Amount(1, "calendar_day", single=True)

    until_next = until_nth
    on_next = on_nth

    def until_time_next(self, _: Meta, __: Token, time: str, day: Amount) -> Offset:
        return replace(offset(day, None), time=time)

    def until_following_day(self, _: Meta, *words: Any) -> Offset:  # noqa: ANN401  the words before differ
        kind, noun, link, event = words[-4:]
        expect(noun, "дня")
        return offset(one_day(kind), self.event(joint(link), event))

    def until_time_following(self, meta: Meta, *words: Any) -> Offset:  # noqa: ANN401  limit, time, and a day
        return replace(self.until_following_day(meta, *words), time=words[1])

    def until_preceding_day(self, meta: Meta, *words: Any) -> Offset:  # noqa: ANN401  limit, and a day
        return replace(self.until_following_day(meta, *words), direction="before")

    def until_time_preceding(self, meta: Meta, *words: Any) -> Offset:  # noqa: ANN401  limit, time, and a day
        return replace(self.until_time_following(meta, *words), direction="before")

    def on_following_day(self, _: Meta, *words: Token) -> Offset:
        day, link, event = words[0], words[-2], words[-1]
        return offset(one_day(day), self.event(joint(link), event), bound="point")

    def on_preceding_day(self, meta: Meta, *words: Token) -> Offset:
        return replace(self.on_following_day(meta, *words), direction="before")

    def on_first_following_day(
        self, _: Meta, number: Token, link: Token, pronoun: Token, __: Token, ___: Token
    ) -> Offset:
        n = pieces.some(numerals.ordinal(number), number)
        anchor = self.anchor(joint(link), pieces.cut(pronoun, len(pronoun.rstrip(","))))
        return offset(Amount(n, "working_day"), anchor, bound="point")


def offset(amount: Amount, since: Anchor | None, *, bound: Bound = "latest") -> Offset:
    """Return a term of that length after an event."""
    link = since.link if since else ""
    return Offset(
        amount.n,
        amount.unit,
        bound=bound,
        plain_days=amount.plain,
        link=link,
        anchor_date=since.date if since else None,
        **pieces.anchored(since),
    )
