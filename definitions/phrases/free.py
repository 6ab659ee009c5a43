"""Guard the free words of an event: no second deadline may hide among them."""

from __future__ import annotations

import re

from definitions.phrases import numerals

_MONTH = r"(?:январ|феврал|март|апрел|ма[йяе]\b|июн|июл|август|сентябр|октябр|ноябр|декабр)"
_TIME_WORD = (
    r"(?:рабоч|календарн|дн[яей]|день|месяц(?:ев|а|)\b|недел|час(?:а|ов|)\b|минут|лет\b|год|сут|числ[ао]\b)"
)
_DEADLINE = re.compile(
    rf"(?<!от )\b\d{{1,2}}\.\d{{1,2}}\.\d{{2,4}}|\d{{1,2}} {_MONTH}\w*"
    rf"|\d{{1,2}}:\d\d|\d{{4}} г|{_MONTH}|\d(?:-?[а-я]{{1,2}})? {_TIME_WORD}\w*"
    r"|\bза (?:день|сутки|неделю|месяц|год)\b|\bчерез\b"
    r"|\b(?:до|по|к) \d|\b(?:ежегодно|ежеквартально|ежемесячно|еженедельно|ежедневно|поквартально)\b"
    r"|\b\S+(?:дневн|недельн|месячн)\S+ срок"
)
_NUMBER_WORDS = re.compile(rf"\b([а-я]+) {_TIME_WORD}\w*")


def event_fault(words: str) -> tuple[int, int] | None:
    """Return where free words hold a date, a term or a frequency, or None."""
    found = _DEADLINE.search(words) or next(filter(_is_number, _NUMBER_WORDS.finditer(words)), None)
    return found.span() if found else None


def _is_number(found: re.Match[str]) -> bool:
    return numerals.cardinal(found[1]) is not None
