"""Whether a noun goes with its number: where it does not, a word is missing or wrong, and nothing may be guessed."""

from __future__ import annotations

import re

from lark import Token

from calendars.saying import say
from definitions.phrases.pieces import FaultError, place

_SHORT = re.compile(r"(?:ч|дн|мес|нед|мин|раб|кал)\.?")
_MANY = re.compile("часов|дней|месяцев|недель|лет|минут|суток")
_FEW = re.compile(_MANY.pattern + "|часа|дня|месяца|недели|года|минуты|сутки")
_ONE = re.compile("часа?|день|дн[яю]|месяца?|недел[юи]|года?|минут[уы]|сут(?:ки|ок)")
_ALONE = re.compile("месяца?|недел[юи]|года?|минут[уы]|сут(?:ки|ок)")
_ALONE_NOMINATIVE = re.compile("месяц|неделю|год|сутки")


def is_single(kind: Token) -> bool:
    """Say whether an adjective names one day: «рабочего», «календарный»."""
    return kind.endswith(("его", "ого", "ий", "ый"))


def is_nominative(noun: Token) -> bool:
    """Say whether a word without a number is in the nominative or accusative: «месяц», «неделю»."""
    return _ALONE_NOMINATIVE.fullmatch(noun) is not None


def alone(noun: Token) -> None:
    """Refuse a word that needs a number before it («месяцев»)."""
    if not _ALONE.fullmatch(noun):
        raise FaultError(say("a number is missing before this word"), *place(noun))


def agree(n: float, noun: Token, kind: Token | None = None) -> None:
    """Refuse a word that cannot stand with its number («5 месяца», «2 рабочий дней»).

    A single kind of day goes with any number: «не позднее 5 рабочего дня».
    """
    if _is_short(noun) or (kind is not None and _is_short(kind)):
        return
    one, single = n % 10 == 1 and n % 100 != 11, kind is not None and is_single(kind)  # noqa: PLR2004
    fitting = _ONE if one or single else _FEW if _is_few(n) else _MANY
    if not fitting.fullmatch(noun) or (one and kind is not None and not single):
        raise FaultError(say("this word does not go with that number"), *place(noun))


def expect(noun: Token, *allowed: str) -> None:
    """Refuse any but these forms of a word."""
    if noun not in allowed:
        raise FaultError(say("this word does not go with the words before it"), *place(noun))


def _is_short(word: Token) -> bool:
    return _SHORT.fullmatch(word) is not None


def _is_few(n: float) -> bool:
    return n != int(n) or (n % 10 in (2, 3, 4) and n % 100 not in (12, 13, 14))
