"""Turn numbers and units into amounts, and the words of an event into what a term counts from."""

from __future__ import annotations

import re
from dataclasses import replace

from lark import Token, v_args
from lark.tree import Meta

from calendars.saying import say
from definitions.phrases import numerals, pieces
from definitions.phrases.agreement import agree, alone, expect, is_nominative, is_single
from definitions.phrases.build_windows import Windows
from definitions.phrases.pieces import Amount, Anchor, FaultError, Stretch
from definitions.phrases.readings import Unit

_UNITS: dict[str, tuple[Unit, float]] = {
    "мес": ("month", 1),
    "нед": ("week", 1),
    "лет": ("year", 1),
    "год": ("year", 1),
    "час": ("hour", 1),
    "мин": ("minute", 1),
    "сут": ("calendar_day", 1),
    "пол": ("month", 6),  # «полугодовой»
    "дне": ("calendar_day", 1),
}


_MONTHS_IN_A_YEAR = 12


@v_args(inline=True, meta=True)
class Amounts(Windows):
    """The rules for amounts and for what they count from."""

    def digits(self, _: Meta, number: Token) -> int:
        return pieces.some(numerals.digits(number), number)

    def words(self, _: Meta, number: Token) -> int:
        return pieces.some(numerals.cardinal(number), number)

    def digits_and_words(self, meta: Meta, one: Token, other: Token) -> int:
        number = pieces.some(numerals.digits(one), one)
        if number != numerals.cardinal(other):
            raise FaultError(
                say("the number in brackets is another one: make the two equal"), *pieces.at(meta)
            )
        return number

    def digits_and_ordinal(self, meta: Meta, digits: Token, words: Token) -> int:
        return numerals.digits(self.which_said_twice(meta, digits, words))

    def words_and_digits(self, meta: Meta, one: Token, other: Token) -> int:
        return self.digits_and_words(meta, other, one)

    def decimal(self, _: Meta, number: Token) -> float:
        return float(number.replace(",", ".")) if number[0].isdigit() else 1.5

    def plain_days(self, meta: Meta, n: float, day: Token) -> Amount:
        pieces.whole(n, pieces.at(meta))
        if day != "день":
            agree(n, day)
        return Amount(n, "calendar_day", plain=True, single=day == "день", nominative=day == "день")

    def working_days(self, meta: Meta, n: float, kind: Token, day: Token) -> Amount:
        pieces.whole(n, pieces.at(meta))
        agree(n, day, kind)
        return Amount(n, "working_day", single=is_single(kind), nominative=day == "день")

    def calendar_days(self, meta: Meta, n: float, kind: Token, day: Token) -> Amount:
        pieces.whole(n, pieces.at(meta))
        agree(n, day, kind)
        return Amount(n, "calendar_day", single=is_single(kind), nominative=day == "день")

    def units(self, _: Meta, n: float, unit: Token) -> Amount:
        agree(n, unit)
        return _amount(n, unit)

    def calendar_units(self, _: Meta, n: float, __: Token, unit: Token) -> Amount:
        agree(n, unit)
        return _amount(n, unit)

    def one_unit(self, _: Meta, unit: Token) -> Amount:
        alone(unit)
        return replace(_amount(1, unit), bare=True, nominative=is_nominative(unit))

    def half_unit(self, _: Meta, word: Token) -> Amount:
        nominative = not word.startswith("полу")
        n = 6 if word.endswith("года") else 0.5
        return Amount(n, "month", bare=not nominative, nominative=nominative, half=True)

    def hours_amount(self, _: Meta, n: int) -> Amount:
        return Amount(n, "hour")

    def hours_said_twice(self, meta: Meta, one: Token, other: Token, noun: Token) -> Amount:
        n = self.digits_and_words(meta, one, other)
        agree(n, noun)
        return Amount(n, "hour")

    def hours_and_half(self, meta: Meta, number: Token, noun: Token) -> Amount:
        n = self.decimal(meta, number)
        agree(n, noun)
        return Amount(n, "hour")

    def years_and_months(self, meta: Meta, words: Token) -> Amount:
        years, months = (int(number) for number in re.findall(r"\d+", words))
        if not years or not 1 <= months < _MONTHS_IN_A_YEAR:
            raise FaultError(say("there is no such number of years and months"), *pieces.at(meta))
        return Amount(12 * years + months, "month")

    def a_day(self, _: Meta, kind: Token | None, noun: Token) -> Amount:
        expect(noun, "день")
        return one_day(kind)

    def hours_in_words(self, _: Meta, number: Token, noun: Token) -> Amount:
        n = pieces.some(numerals.cardinal(number), number)
        agree(n, noun)
        return Amount(n, "hour")

    def since_event(self, _: Meta, link: Token, event: Token) -> Anchor:
        return self.event(joint(link), event)

    def since_date(self, meta: Meta, link: Token, day: Stretch) -> Anchor:
        if day.inclusive or link.startswith(("в ", "на ")):
            raise FaultError(say("this does not go with a term that counts from a date"), *pieces.at(meta))
        at = self.source.span(*day.at)
        return Anchor(self.source.original[slice(*at)], at, str(link), self.on_day(meta, day))

    until = since_event

    def since_following(self, _: Meta, link: Token, following: Token, event: Token) -> Anchor:
        return self.event(f"{joint(link)}, {joint(following)}", event)


def _amount(n: float, unit: Token) -> Amount:
    kind, each = _UNITS[unit[:3]]
    return Amount(n * each, kind)


def one_day(kind: Token | None) -> Amount:
    """Return one day, a working one if a word says so."""
    working = kind is not None and kind.type == "WORKING"
    return Amount(1, "working_day" if working else "calendar_day")


def joint(link: Token) -> str:
    """Return the words that tie an anchor on, without the comma before them."""
    return str(link).lstrip(", ")


def adjective_amount(word: Token) -> Amount:
    """Return what «десятидневный» or «2-месячный» says of a term."""
    found = re.fullmatch(
        r"(.*?)-?(дневн|недельн|месячн|полугодов|годов|годичн|часов|минутн|суточн)[а-я]+", word
    )
    stem, unit = (found[1], found[2]) if found else (str(word), "")
    n = numerals.stem_number(stem) if stem else 1
    kind, each = _UNITS[unit[:3]]
    return Amount(pieces.some(n, word) * each, kind, plain=unit == "дневн")
