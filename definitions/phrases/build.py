"""Turn what the grammar found into a reading: terms, anchors and everything that is no date."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from lark import Token, v_args
from lark.tree import Meta

from calendars.saying import say
from definitions.phrases import numerals
from definitions.phrases.build_dates import Dates
from definitions.phrases.pieces import Amount, Anchor, FaultError, place
from definitions.phrases.readings import (
    External,
    Fixed,
    Frequency,
    Offset,
    Ongoing,
    OnReceipt,
    Period,
    Reading,
    Recurring,
    Unit,
)

_UNITS: dict[str, tuple[Unit, int]] = {
    "мес": ("month", 1),
    "нед": ("week", 1),
    "лет": ("year", 1),
    "год": ("year", 1),
    "час": ("hour", 1),
    "мин": ("minute", 1),
    "сут": ("calendar_day", 1),
    "пол": ("month", 6),
    "дне": ("calendar_day", 1),
}
_FREQUENCIES: dict[str, Frequency] = {
    "ежегод": "yearly",
    "ежеква": "quarterly",
    "поквар": "quarterly",
    "ежемес": "monthly",
    "еженед": "weekly",
    "ежедне": "daily",
}
_MONTH = r"(?:январ|феврал|март|апрел|ма[йяе]\b|июн|июл|август|сентябр|октябр|ноябр|декабр)"
_TIME_WORD = r"(?:рабоч|календарн|дн[яей]|день|месяц|недел|час|минут|лет\b|год|сут|числ)"
_DEADLINE = re.compile(
    rf"(?<!от )\b\d{{1,2}}\.\d{{1,2}}\.\d{{2,4}}|\d{{1,2}} {_MONTH}\w*"
    rf"|\d{{1,2}}:\d\d|\d{{4}} г|{_MONTH}|\d(?:-?[а-я]{{1,2}})? {_TIME_WORD}"
    r"|\b(?:до|по|к) \d|\b(?:ежегодно|ежеквартально|ежемесячно|еженедельно|ежедневно)\b"
    r"|\b\S+(?:дневн|недельн|месячн)\S+ срок"
)
_NUMBER_WORDS = re.compile(rf"\b([а-я]+) {_TIME_WORD}")


@v_args(inline=True, meta=True)
class Build(Dates):
    """The rest of the grammar's rules."""

    def start(self, _: Meta, reading: Reading) -> Reading:
        return reading

    def capped(self, _: Meta, reading: Fixed | Offset | OnReceipt | External, cap: Reading) -> Reading:
        return replace(reading, cap=cap)

    def scoped(self, _: Meta, periods: tuple[Period, ...], reading: Fixed | Offset) -> Reading:
        return replace(reading, periods=periods)

    # reporting periods

    def period_list(self, _: Meta, *periods: Period) -> tuple[Period, ...]:
        return periods

    def months_period(self, _: Meta, months: Token, __: Token | None) -> Period:
        if months not in ("6", "9"):
            raise FaultError(say("there is no such reporting period"), *place(months))
        return "6M" if months == "6" else "9M"

    def half_period(self, *_: object) -> Period:
        return "6M"

    def year_period(self, *_: object) -> Period:
        return "year"

    # amounts

    def digits(self, _: Meta, number: Token) -> int:
        return _some(numerals.digits(number), number)

    def words(self, _: Meta, number: Token) -> int:
        return _some(numerals.cardinal(number), number)

    def digits_and_words(self, meta: Meta, one: Token, other: Token) -> int:
        number = _some(numerals.digits(one), one)
        if number != numerals.cardinal(other):
            raise FaultError(say("the number in brackets is another one"), meta.start_pos, meta.end_pos)
        return number

    def words_and_digits(self, meta: Meta, one: Token, other: Token) -> int:
        return self.digits_and_words(meta, other, one)

    def decimal(self, _: Meta, number: Token) -> float:
        return float(number.replace(",", "."))

    def plain_days(self, _: Meta, n: int, __: Token) -> Amount:
        return Amount(n, "calendar_day", plain=True)

    def working_days(self, _: Meta, n: int, __: Token, ___: Token) -> Amount:
        return Amount(n, "working_day")

    def calendar_days(self, _: Meta, n: int, __: Token, ___: Token) -> Amount:
        return Amount(n, "calendar_day")

    def units(self, _: Meta, n: float, unit: Token) -> Amount:
        return _amount(n, unit)

    def hours_amount(self, _: Meta, n: int) -> Amount:
        return Amount(n, "hour")

    def hours_in_words(self, _: Meta, number: Token) -> Amount:
        return Amount(self.words(_, number), "hour")

    def one_unit(self, _: Meta, unit: Token) -> Amount:
        return _amount(1, unit)

    def since(self, _: Meta, link: Token, event: Token) -> Anchor:
        return self.event(str(link).lstrip(", "), event)

    def event(self, link: str, event: Token) -> Anchor:
        """Take free words as an anchor, but not if a deadline hides among them."""
        found = _DEADLINE.search(event) or next(filter(_is_number, _NUMBER_WORDS.finditer(event)), None)
        if found:
            start = place(event)[0]
            at = start + found.start(), start + found.end()
            raise FaultError(say("a date or a term inside the name of an event cannot be read safely"), *at)
        return self.anchor(link, event)

    # terms

    def term(self, _: Meta, __: Token, amount: Amount, since: Anchor | None) -> Offset:
        return _offset(amount, since)

    def bare_term(self, _: Meta, amount: Amount, since: Anchor | None) -> Offset:
        return _offset(amount, since)

    def adjective_term(self, _: Meta, adjective: Token, since: Anchor | None) -> Offset:
        return _offset(_adjective(adjective), since)

    def adjective_term_not_later(self, _: Meta, __: Token, adjective: Token, since: Anchor | None) -> Offset:
        return _offset(_adjective(adjective), since)

    def not_before(self, _: Meta, __: Token, amount: Amount, since: Anchor) -> Offset:
        return replace(_offset(amount, since), bound="earliest")

    def term_before(self, _: Meta, amount: Amount, until: Token, event: Token) -> Offset:
        return replace(_offset(amount, self.event(str(until), event)), direction="before")

    def term_not_later_before(
        self, meta: Meta, _: Token, amount: Amount, until: Token, event: Token
    ) -> Offset:
        return self.term_before(meta, amount, until, event)

    def extension(self, _: Meta, __: Token, amount: Amount) -> Offset:
        return replace(_offset(amount, None), bound="extension")

    # what others decide

    def as_it_comes(self, _: Meta, link: Token, event: Token) -> OnReceipt:
        anchor = self.event(str(link), event)
        return OnReceipt(anchor.text, anchor.at, link=anchor.link)

    def on_the_day(self, _: Meta, link: Token, event: Token) -> OnReceipt:
        anchor = self.event(str(link), event)
        return OnReceipt(anchor.text, anchor.at, 0, "calendar_day", link=anchor.link)

    def set_by(self, _: Meta, setter: Token) -> External:
        anchor = self.event("", setter)
        return External(anchor.text, anchor.at)

    def always(self, _: Meta, __: Token) -> Ongoing:
        return Ongoing()

    def every(self, _: Meta, word: Token) -> Recurring:
        return Recurring(_FREQUENCIES[word[:6]])


def _offset(amount: Amount, since: Anchor | None) -> Offset:
    anchored: dict[str, Any] = (
        {"anchor": since.text, "anchor_at": since.at, "link": since.link} if since else {}
    )
    return Offset(amount.n, amount.unit, plain_days=amount.plain, **anchored)


def _amount(n: float, unit: Token) -> Amount:
    kind, each = next(value for stem, value in _UNITS.items() if unit.startswith(stem))
    return Amount(n * each, kind)


def _adjective(word: Token) -> Amount:
    found = re.fullmatch(r"(.*?)-?(дневн|недельн|месячн|годичн|часов|минутн|суточн)[а-я]+", word)
    stem, unit = (found[1], found[2]) if found else (str(word), "")
    n = numerals.stem_number(stem) if stem else 1
    kind, each = _UNITS[unit[:3]]
    return Amount(_some(n, word) * each, kind, plain=unit == "дневн")


def _some(number: int | None, token: Token) -> int:
    if not number:
        raise FaultError(say("this is not a number of days or months"), *place(token))
    return number


def _is_number(found: re.Match[str]) -> bool:
    return numerals.cardinal(found[1]) is not None
