"""Guard the free words of an event: no second deadline may hide among them, and they must not break off."""

from __future__ import annotations

import re
from collections.abc import Iterator

from definitions.phrases import numerals

_MONTH = r"(?:январ|феврал|март|апрел|ма[йяе]\b|июн|июл|август|сентябр|октябр|ноябр|декабр)"
_TIME_WORD = (
    r"(?:рабоч|календарн|дн[яей]|день|месяц(?:ев|а|)\b|недел|час(?:а|ов|)\b|минут|лет\b|год|сут|числ[ао]\b)"
)
_DEADLINE = re.compile(
    rf"(?<!от )\b\d{{1,2}}\.\d{{1,2}}\.\d{{2,4}}|\d{{1,2}} {_MONTH}\w*"
    rf"|\d{{1,2}}:\d\d|\d{{4}} г|{_MONTH}|\d(?:-?[а-я]{{1,2}})? {_TIME_WORD}\w*"
    r"|\bза (?:день|сутки|неделю|месяц|год)\b|\bчерез\b|\bчем за\b|\bпо мере\b|\bс(?:о дня| момента| даты)\b"
    r"|\b(?:до|по|к) \d|\bкаждого месяца\b|\b(?:ежегодно|ежеквартально|ежемесячно|еженедельно|ежедневно|поквартально)\b"
    r"|\b\S+(?:дневн|недельн|месячн)\S+ срок"
    r"|\b(?:в|на|с|со|к|до|за|по|и|или|от|из|не|чем|раз|для|при|о|об|у)$"
)
_NUMBER_WORDS = re.compile(rf"\b([а-я]+) {_TIME_WORD}\w*")
# A number may only be that of a paragraph, an article, a form, a document.
_NUMBER = re.compile(r"(\S*) ?(?<![\w/.-])\d+(?:\.\d+)*(?![\w/-]| месяцами)")
_NUMBERED = re.compile(r"пункт|част|стат|подпункт|приложени|раздел|глав|абзац|форм|строк|граф|№|n|и|,")


def event_fault(words: str) -> tuple[int, int] | None:
    """Return where free words hold a date, a term, a frequency or a loose number, or None."""
    return next(_faults(words), None)


def _faults(words: str) -> Iterator[tuple[int, int]]:
    yield from (found.span() for found in _DEADLINE.finditer(words))
    yield from (
        found.span() for found in _NUMBER_WORDS.finditer(words) if numerals.cardinal(found[1]) is not None
    )
    yield from (found.span() for found in _NUMBER.finditer(words) if not _NUMBERED.match(found[1]))
