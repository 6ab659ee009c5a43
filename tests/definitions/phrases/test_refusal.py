"""Nothing but a reading or a PhraseError comes of any text, and no word of a phrase is ever passed over."""

import json
import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calendars.errors import PhraseError
from definitions.phrases import Reading, describe, read_phrase, reading_to_json, warnings

WORDS = re.findall(
    r"\S+",
    """до к не позднее ранее чем за через по с в на и или но , - ( ) 1 5 15 31 2017 г. года 01.02.2017 10:00 марта март
    февраля I II квартал полугодие рабочих календарных дней дня день месяцев месяца недели часов числа течение срок
    срока ежегодно ежемесячно раз следующего следующих за отчетным периодом текущего последнего первого со дня после
    подписания соглашения мере поступления пяти десяти пятого включительно конца состоянию итогам установленный""",
)


def read_or_refused(text: str) -> Reading | PhraseError:
    try:
        return read_phrase(text)
    except PhraseError as refusal:
        return refusal


def understood(text: str) -> bool:
    """Read a phrase and do with the reading all that can be done; anything but a refusal is a failure."""
    reading = read_or_refused(text)
    if isinstance(reading, PhraseError):
        assert 0 <= reading.start <= reading.end <= len(text)
        assert str(reading)
        return False
    assert describe(reading)
    assert reading_to_json(reading)["type"]
    assert isinstance(warnings(reading), tuple)
    return True


@settings(deadline=None)  # the first phrase builds the parser
@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    understood(text)


@settings(deadline=None)  # the first phrase builds the parser
@given(st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join))
def test_any_words_of_deadlines_are_read_or_refused(text: str) -> None:
    understood(text)


def test_what_is_no_deadline_or_can_be_understood_in_two_ways_is_refused(refused: str) -> None:
    assert not understood(refused)


def free_words(reading: Any) -> list[str]:
    """The free text that a reading keeps: events, documents, exceptions."""
    if isinstance(reading, dict):
        own = [value for key, value in reading.items() if key in ("anchor", "except")]
        return own + [text for value in reading.values() for text in free_words(value)]
    return [text for value in reading for text in free_words(value)] if isinstance(reading, list) else []


def test_a_foreign_word_is_refused_outside_an_anchor(row: dict[str, Any]) -> None:
    text = row["text"]
    if understood(text):
        kept = [
            (text.index(free), text.index(free) + len(free))
            for free in free_words(reading_to_json(read_phrase(text)))
        ]
        for place in (found.start() for found in re.finditer(r"(?<!\S)(?=\S)|$", text)):
            # Just after the free words of an anchor one more is one of them.
            if not any(start < place <= end + 1 for start, end in kept):
                assert not understood(f"{text[:place].rstrip()} карамель {text[place:]}"), place


def test_a_second_date_is_refused_or_kept(row: dict[str, Any]) -> None:
    text = f"{row['text']} до 1 декабря 2016 г."
    if understood(text):
        assert "2016-12-01" in json.dumps(reading_to_json(read_phrase(text)))


@pytest.mark.parametrize("word", ["5", "месяца", "не", "ежегодно"])
def test_a_word_of_deadlines_put_into_an_event_is_refused(word: str) -> None:
    with pytest.raises(PhraseError):
        read_phrase(f"в течение 5 рабочих дней со дня {word} до 1 марта подписания")
