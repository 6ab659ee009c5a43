"""Words about the term are never taken into the name of an event, and names that look like them are names."""

import random
from collections.abc import Callable
from typing import Any

import pytest

from calendars.errors import PhraseError
from definitions.phrases import read_phrase

Row = dict[str, Any]
WORDS_A_PHRASE = 2

ABOUT_THE_TERM = """
    утром|вечером|ночью|накануне|сегодня|завтра|сразу|заранее|потом|раньше|позже|скорее|летом|зимой
    дважды|трижды|однократно|многократно|раз|ежечасно|помесячно|понедельно|посуточно|круглосуточно|сутками
    максимум|минимум|примерно|приблизительно|ориентировочно|исключительно|только|ровно|почти|желательно|обязательно
    досрочно|незамедлительно|срочно|предварительно|заблаговременно|своевременно|повторно|поэтапно
    учитывая выходные|не учитывая выходные|исключая праздники|включая этот день|считая праздники|не прерываясь
    продлевая при отпуске|пропуская выходные|учтя выходные|исходя из графика|получивши ответ
    по понедельникам|по средам|в пятницу|в субботу|до четверга|по рабочим дням|по выходным|в праздники|в будни
    в рабочее время|в нерабочее время|в рабочие часы|рабочих дней|календарных дней|по московскому времени
    в первом полугодии|в третьем квартале|в текущем году|в этом месяце|в начале недели|в середине года|к концу года
    на этой неделе|с утра|до обеда|после полудня|к вечеру|в тот же час|в один день|в летний период
    по согласованию|по согласованию с министерством|по усмотрению комиссии|по возможности|по необходимости
    в отдельных случаях|в зависимости от суммы|как правило|хотя бы|при возможности|с отсрочкой|без перерыва
"""
PHRASES_OF_WORDS = [
    words.strip() for line in ABOUT_THE_TERM.split("\n") for words in line.split("|") if words.strip()
]


def ends_with_an_event(row: Row, read: Callable[[str], Row | None]) -> bool:
    """Say whether the phrase is read, and its last words are the free ones of an event that is no date."""
    reading = read(row["text"]) or {}
    found = [reading.get("anchor"), (reading.get("cap") or {}).get("anchor")]
    return any(free and free[0].isalpha() and row["text"].endswith(free) for free in found)


def test_any_word_about_the_term_after_an_event_makes_a_phrase_refused(
    row: Row, read: Callable[[str], Row | None]
) -> None:
    if ends_with_an_event(row, read):
        some = random.Random(row["id"]).sample(PHRASES_OF_WORDS, WORDS_A_PHRASE)  # noqa: S311  no secret
        taken = [words for words in some if read(f"{row['text']} {words}") is not None]
        assert taken == []


@pytest.mark.parametrize("words", PHRASES_OF_WORDS)
def test_the_words_are_refused_in_their_place(words: str) -> None:
    text = f"в течение 10 рабочих дней со дня получения документов {words}"
    with pytest.raises(PhraseError) as refused:
        read_phrase(text)
    assert refused.value.start >= text.index(words) - 1


@pytest.mark.parametrize(
    "name",
    [
        "получения повторно поданного заявления",
        "получения ранее выданного разрешения",
        "получения своевременно поданных заявлений",
        "истечения установленного по решению суда срока",
        "возбуждения дела по заявлению гражданина",
        "принятия мер по представлению прокурора",
        "расторжения договора по соглашению сторон",
        "начала работ по согласованию проекта",
        "представления проекта на согласование с министерством",
        "реализации программы «Чистая вода»",
        "опубликования в газете «Утром в среду»",
        "вступления в силу закона Алтайского края",
        "наступления страхового случая",
        "уборки урожая",
        "выброса вредных веществ в окружающую среду",
        "внесения проекта бюджета на очередной финансовый год и плановый период",
        "обращения заявителя лично",
        "подачи заявления письменно",
        "прибытия на судно",
        "поступления заявления в министерство",
        "передачи в архив",
        "внесения изменений в устав",
        "направления в рабочую группу",
        "согласования в рабочем порядке",
        "проведения праздника",
        "начала рабочего дня",
        "окончания рабочего времени",
        "гибели при исполнении обязанностей",
        "выявления нарушения при проведении проверки",
        "создания комиссии при министерстве",
        "установления прожиточного минимума",
        "получения предварительного согласия",
        "утверждения ежегодного отчета",
        "окончания отопительного периода",
    ],
)
def test_a_name_that_looks_like_such_words_is_a_name(name: str, read: Callable[[str], Row | None]) -> None:
    reading = read(f"в течение 10 рабочих дней со дня {name}")
    assert reading is not None
    assert reading["anchor"] == name


@pytest.mark.parametrize("link", ["следующего за", "следующих за"])
def test_the_day_of_an_event_is_no_time_of_the_day(link: str, read: Callable[[str], Row | None]) -> None:
    lead = "не позднее рабочего дня" if link == "следующего за" else "в течение 5 рабочих дней"
    reading = read(f"{lead}, {link} днем получения документов")
    assert reading is not None
    assert reading["anchor"] == "днем получения документов"
