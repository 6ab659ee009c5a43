"""A phrase is understood exactly or refused, whatever its typography."""

import pytest

from calendars.errors import PhraseError
from definitions.phrases import Fixed, Window, YearDay, describe, read_phrase, warnings

UNTIL = Fixed(end=YearDay(12, 1, 2016))


@pytest.mark.parametrize(
    "text",
    [
        "до 1 декабря 2016 г.",
        "  ДО  1\u00a0декабря 2016\u2009г.;",
        "до 1 де\u00adкабря 2016 года",
        "дo 1 дeкaбря 2016 г.",  # some letters are Latin
        "до 1 декаб-\nря 2016 г.",
        "(до 01.12.2016 г.)",
    ],
)
def test_typography_does_no_harm(text: str) -> None:
    assert read_phrase(text) == UNTIL


@pytest.mark.parametrize("dash", "-\u2010\u2011–—\u2212")
def test_any_dash_makes_a_range(dash: str) -> None:
    assert read_phrase(f"3{dash}5 октября 2016 г.") == Window(YearDay(10, 3, 2016), YearDay(10, 5, 2016))


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("до 30 февраля 2017 г.", "30 февраля 2017 г"),
        ("до\u00a0 31 апреля", "31 апреля"),
        ("29 февраля 2017 года", "29 февраля 2017 года"),
        ("до 32.01.2017", "32.01.2017"),
        ("до 15.13.2017", "15.13.2017"),
        ("не позднее карамель 1 декабря 2016 г.", "карамель"),
        ("до 1 карамель декабря 2016 г.", "карамель"),
        ("в течение 5 (шести) рабочих дней", "5 (шести)"),
        ("в течение 5 дней со дня подписания 1 декабря", "1 декабря"),
        ("до 25 часов 1 мая", "25 часов"),
        ("карамель", "карамель"),
        ("", ""),
        ("в течение 5", "в течение 5"),
    ],
)
def test_what_is_not_understood_is_refused_at_its_place(text: str, at: str) -> None:
    with pytest.raises(PhraseError) as refused:
        read_phrase(text)
    assert text[refused.value.start : refused.value.end] == at


def test_the_sentence_is_russian_law() -> None:
    reading = read_phrase("в течение 5 рабочих дней со дня подписания Соглашения")
    assert describe(reading) == "не позднее 5 рабочих дней со дня подписания Соглашения"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("до 1 декабря 2016 г.", ["“до” with a date"]),
        ("до июля 2017 г.", ["“до” with a month"]),
        ("в течение 5 дней со дня подписания", ["calendar days"]),
        ("первая половина октября 2016 г.", ["15th"]),
        ("в течение полутора месяцев со дня подписания", ["15 days"]),
        ("в течение полумесяца со дня подписания", ["15 days"]),
        ("в течение полутора лет со дня подписания", []),
        ("в течение 1,5 часа с момента подписания", []),
        ("не позднее 1 декабря 2016 г.", []),
    ],
)
def test_a_wording_that_can_be_read_in_two_ways_is_named(text: str, words: list[str]) -> None:
    found = warnings(read_phrase(text))
    assert len(found) == len(words)
    assert all(word in str(warning) for word, warning in zip(words, found, strict=True))
