"""Russian numerals in words: «сорока пяти», «двадцать первого», «пятидневный»."""

from __future__ import annotations

import re

_CARDINALS = {
    1: "один одна одно одного одной одну одному одним",
    2: "два две двух двум двумя",
    3: "три трех трем тремя",
    4: "четыре четырех четырем четырьмя",
    5: "пять пяти пятью",
    6: "шесть шести шестью",
    7: "семь семи семью",
    8: "восемь восьми восемью",
    9: "девять девяти девятью",
    10: "десять десяти десятью",
    11: "одиннадцать одиннадцати",
    12: "двенадцать двенадцати",
    13: "тринадцать тринадцати",
    14: "четырнадцать четырнадцати",
    15: "пятнадцать пятнадцати",
    16: "шестнадцать шестнадцати",
    17: "семнадцать семнадцати",
    18: "восемнадцать восемнадцати",
    19: "девятнадцать девятнадцати",
    20: "двадцать двадцати",
    30: "тридцать тридцати",
    40: "сорок сорока",
    50: "пятьдесят пятидесяти",
    60: "шестьдесят шестидесяти",
    70: "семьдесят семидесяти",
    80: "восемьдесят восьмидесяти",
    90: "девяносто девяноста",
    100: "сто ста",
    200: "двести двухсот",
    300: "триста трехсот",
}
_ORDINALS = {
    1: "перв",
    2: "втор",
    3: "трет",
    4: "четверт",
    5: "пят",
    6: "шест",
    7: "седьм",
    8: "восьм",
    9: "девят",
    10: "десят",
    11: "одиннадцат",
    12: "двенадцат",
    13: "тринадцат",
    14: "четырнадцат",
    15: "пятнадцат",
    16: "шестнадцат",
    17: "семнадцат",
    18: "восемнадцат",
    19: "девятнадцат",
    20: "двадцат",
    30: "тридцат",
}
_ADJECTIVE_STEMS = {
    "одно": 1,
    "дву": 2,
    "двух": 2,
    "трех": 3,
    "четырех": 4,
    "сорока": 40,
    "девяносто": 90,
    "сто": 100,
}
_ROOMS = ((1000, 1000), (100, 100), (20, 10), (0, 0))
_FORMS = {form: number for number, forms in _CARDINALS.items() for form in forms.split()}
_STEMS = {stem: number for number, stem in _ORDINALS.items()}
_ENDING = re.compile(
    r"(?:ый|ий|ой|ого|его|ьего|ому|ему|ьему|ым|им|ьим|ом|ем|ьем|ая|ья|ую|ью|ое|ье|ей|ьей|ые|ьи|ых|их|ьих)$"
)


def cardinal(words: str) -> int | None:
    """Return the number that `words` («двадцати четырех») name, or None if they do not make one number."""
    total, smallest = 0, 1000
    for word in words.split():
        value = _FORMS.get(word)
        if value is None or not _fits(value, smallest):
            return None
        total, smallest = total + value, value
    return total or None


def ordinal(words: str) -> int | None:
    """Return the number of an ordinal («пятого», «двадцать первого»), or None."""
    *leading, last = words.split()
    value = _STEMS.get(_ENDING.sub("", last))
    if value is None:
        return None
    if not leading:
        return value
    tens = cardinal(" ".join(leading))
    return tens + value if tens and _fits(value, tens) else None


def stem_number(stem: str) -> int | None:
    """Return the number at the head of a compound adjective: «пяти» in «пятидневный», «15-» in «15-дневный»."""
    digits = re.match(r"\d+", stem)
    if digits:
        return int(digits.group())
    return _one_stem(stem) or _two_stems(stem)


def _two_stems(stem: str) -> int | None:
    for cut in range(3, len(stem) - 2):
        first, second = _one_stem(stem[:cut]), _one_stem(stem[cut:])
        if first and second and _fits(second, first):
            return first + second
    return None


def _one_stem(stem: str) -> int | None:
    return _ADJECTIVE_STEMS.get(stem) or _FORMS.get(stem)


def _fits(value: int, above: int) -> bool:
    """Say whether `value` may follow `above` in one number: tens after hundreds, ones after tens."""
    return next(value < room for floor, room in _ROOMS if above >= floor)


def digits(written: str) -> int:
    """Return a number in digits, which may have an ending or quotes: «5-го», «3-х», «15»."""
    return int(re.search(r"\d+", written).group())  # type: ignore[union-attr]  # the grammar saw a digit
