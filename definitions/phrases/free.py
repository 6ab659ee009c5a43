"""Guard the free words of an event: they name it, break off nowhere, and hide no deadline, condition or sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from calendars.saying import Text, say
from definitions.phrases import numerals
from definitions.phrases.asides import aside
from definitions.phrases.verbs import finite_verb

_MONTH = r"(?:январ|феврал|март|апрел|ма[йяе]\b|июн|июл|август|сентябр|октябр|ноябр|декабр)"
_TIME_WORD = (
    r"(?:рабоч|календарн|дн[яей]|день|месяц(?:ев|а|)\b|недел|час(?:а|ов|)\b|минут|лет\b|год|сут|числ[ао]\b)"
)
_DEADLINE = re.compile(
    rf"(?<!от )\b\d{{1,2}}\.\d{{1,2}}\.\d{{2,4}}|\d{{1,2}} {_MONTH}\w*"
    rf"|\d{{1,2}}:\d\d|\d{{4}} ?(?:г|-)|{_MONTH}|\d(?:-?[а-я]{{1,2}})? {_TIME_WORD}\w*"
    r"|\bза (?:день|сутки|неделю|месяц|год)\b|\bчерез\b|\bчем за\b|\bпо мере\b|\bс(?:о дня| момента| даты)\b"
    r"|\b(?:до|по|к) \d|\bкаждого месяца\b|\b(?:ежегодно|ежеквартально|ежемесячно|еженедельно|ежедневно|поквартально)\b"
    r"|\b\S+(?:дневн|недельн|месячн)\S+ срок|\bпериодичность|\bнарастающим итогом|\bкажд(?:ый|ую|ое)\b|\bраза? в\b"
    r"|\b(?:дн(?:ей|я)|месяцев|месяца|часов|часа) (?:после|до|со|с)\b"
    r"|\bи (?:следующ|предшеству)\w+"
    r"|\b(?:незамедлительно|немедленно|безотлагательно|срочно|одновременно|в (?:тот же )?день)\b"
    r"|\b(?:в|на|с|со|к|до|за|по|и|или|от|из|не|чем|раз|для|при|о|об|у)$"
)
_NUMBER_WORDS = re.compile(rf"\b([а-я]+) {_TIME_WORD}\w*")
# «со дня регистрации (рабочих дней)» says of which kind the days of the term are.
_KIND_OF_DAY = re.compile(
    r"\([^()]*\b(?:рабоч|календарн|дн[еияюь])[^()]*\)|\b(?:рабочих|календарных)(?: дн\w+|\W*$)"
)
_CONDITION = re.compile(
    r"\b(?:без учета|без включения|не считая|не включая|исключая|за вычетом|кроме|помимо|если|в случа(?:е|ях)"
    r"|при (?:условии|наличии|отсутствии|необходимости|невозможности)|с (?:продлением|возможностью|правом)"
    r"|с учетом (?:\w+ )?(?:времени|срок|период|праздничн|выходн|продлен|приостан))\b"
)
# A number may only be that of a paragraph, an article, a form, a document.
_NUMBER = re.compile(r"(\S*) ?(?<![\w/.-])\d+(?:\.\d+)*(?![\w/-]| месяцами)")
_NUMBERED = re.compile(r"пункт|част|стат|подпункт|приложени|раздел|глав|абзац|форм|строк|граф|№|n|и|,")

# Signs that no name of an event has, alone or inside a word.
_NO_WORD = re.compile(r"[#$^&*=|\\<>~`{}\[\]@_]+|(?<!\S)[^\w\s«»\"“”№–—-]+(?!\S)")


_DATE_INSIDE = say(
    "a date or a term inside the name of an event cannot be read safely: name the event without it"
)
_SIGN_INSIDE = say("these signs name no event: write its name in words")
_CONDITION_INSIDE = say(
    "a condition or an exception may change the day: name the event alone, and make another event of that case"
)
_ASIDE_INSIDE = say(
    "these words speak of the term, and might change it, but stand in the name of an event: name the event without them"
)
_SENTENCE_INSIDE = say(
    "this makes a sentence of what should be the name of an event: name it with a noun, as in “со дня подписания”"
)


def event_fault(words: str) -> tuple[Text, int, int] | None:
    """Return where free words hold a date, a term, a condition or a sentence, and what is wrong with that; or None."""
    return next(_faults(words), None)


def _faults(words: str) -> Iterator[tuple[Text, int, int]]:
    for pattern in (_DEADLINE, _KIND_OF_DAY):
        yield from ((_DATE_INSIDE, *found.span()) for found in pattern.finditer(words))
    for found in _NUMBER_WORDS.finditer(words):
        if numerals.cardinal(found[1]) is not None:
            yield _DATE_INSIDE, *found.span()
    for found in _NUMBER.finditer(words):
        if not _NUMBERED.match(found[1]):
            yield _DATE_INSIDE, *found.span()
    yield from ((_SIGN_INSIDE, *found.span()) for found in _NO_WORD.finditer(words))
    condition = _CONDITION.search(words)
    for message, there in (
        (_CONDITION_INSIDE, condition and condition.span()),
        (_ASIDE_INSIDE, aside(words)),
        (_SENTENCE_INSIDE, finite_verb(words)),
    ):
        if there:
            yield message, *there
