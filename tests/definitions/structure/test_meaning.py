"""A deadline written as structure means what the same deadline means as a phrase."""

import contextlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from calendars.errors import PhraseError
from definitions import schema
from definitions.keys import Language, spelled
from definitions.phrases import Reading, describe, read_phrase

PHRASES = Path(__file__).parents[1] / "phrases" / "data"
Deciding = Callable[[Reading | None], Any]
ReadStructure = Callable[[dict[str, Any] | str, Language], tuple[Reading | None, list[str]]]


def phrases() -> list[str]:
    rows = [json.loads(row) for file in PHRASES.glob("*.jsonl") for row in file.read_text().splitlines()]
    return sorted({row["text"] for row in rows})


@pytest.fixture(scope="module")
def understood() -> dict[str, Reading]:
    """Every phrase of the tests that is understood, with its reading."""
    found = {}
    for phrase in phrases():
        with contextlib.suppress(PhraseError):
            found[phrase] = read_phrase(phrase)
    assert len(found) > 900
    return found


@pytest.mark.parametrize("language", ["ru", "en"])
def test_every_phrase_can_be_written_as_structure(
    language: Language,
    understood: dict[str, Reading],
    as_structure: Callable[[Reading, Language], Any],
    read_structure: ReadStructure,
    deciding: Deciding,
) -> None:
    for phrase, reading in understood.items():
        written = as_structure(reading, language)
        found, told = read_structure(written, language)
        assert (deciding(found), told) == (deciding(reading), []), (phrase, written)


@pytest.mark.parametrize("language", ["ru", "en"])
def test_an_editor_marks_no_such_structure(
    language: Language, understood: dict[str, Reading], as_structure: Callable[[Reading, Language], Any]
) -> None:
    key = spelled("deadline", language)
    whole = schema(language, str)
    event = whole["properties"][spelled("events", language)]["items"]["properties"][key]
    validator = Draft202012Validator({**event, "$defs": whole["$defs"]})
    refused = {
        phrase for phrase, one in understood.items() if not validator.is_valid(as_structure(one, language))
    }
    assert refused == set()


@pytest.mark.parametrize(
    ("structure", "phrase"),
    [
        ("{тип: дата, по: 15.09.2016}", "не позднее 15 сентября 2016 г."),
        ("{тип: дата, по: 2016-09-15}", "не позднее 15 сентября 2016 г."),
        ("{тип: дата, день: 15 сентября 2016 г.}", "15 сентября 2016 г."),
        ("{тип: дата, до: 15.09.2016}", "до 15 сентября 2016 г."),
        ("{тип: дата, по: 30.06.2017, как окно: да}", "до июля 2017 г."),
        (
            "{тип: дата, до: 15 марта, какого года: следующего за отчётным}",
            "к 15 марта года, следующего за отчетным",
        ),
        ("{тип: окно, с: 01.07.2016, по: 31.07.2016}", "июль 2016 г."),
        ("{тип: окно, после: подписания, по: 01.12.2016}", "со дня подписания по 1 декабря 2016 г."),
        (
            "{тип: срок, число: 43, единица: рабочий день, после: окончания отчётного периода}",
            "не позднее 43 рабочих дней после окончания отчётного периода",
        ),
        ("{тип: срок, число: 5, единица: рабочий день, до: заседания}", "за 5 рабочих дней до заседания"),
        (
            "{тип: срок, число: 10, единица: календарный день, после: 01.07.2016}",
            "в течение 10 календарных дней после 1 июля 2016 г.",
        ),
        (
            "{тип: день месяца, день: 20, после: отчетным кварталом}",
            "не позднее 20 числа месяца, следующего за отчетным кварталом",
        ),
        (
            "{тип: день месяца, день: последний, единица: рабочий день, какого месяца: декабря, какого года: текущего}",
            "не позднее последнего рабочего дня текущего финансового года",
        ),
        (
            "{тип: по поступлении, чего: поступления проектов, но: {тип: дата, по: 01.12.2016}}",
            "по мере поступления проектов, но не позднее 1 декабря 2016 г.",
        ),
        ("{тип: внешний, чем: соглашением}", "в срок, установленный соглашением"),
        (
            "{тип: повторяется, как часто: ежемесячно, срок: {тип: день месяца, день: 10}}",
            "ежемесячно не позднее 10 числа",
        ),
        ("{тип: постоянно}", "постоянно"),
    ],
)
def test_what_an_official_would_write_is_what_the_phrase_says(
    structure: str, phrase: str, read_structure: ReadStructure, deciding: Deciding
) -> None:
    found, told = read_structure(structure, "ru")
    assert told == []
    assert deciding(found) == deciding(read_phrase(phrase))


@pytest.mark.parametrize(
    ("structure", "sentence"),
    [
        (
            "{тип: срок, число: 43, единица: рабочий день, после: окончания отчётного периода}",
            "не позднее 43 рабочих дней после окончания отчётного периода",
        ),
        (
            "{тип: день месяца, день: 20, после: отчётного квартала}",
            "не позднее 20 числа месяца, следующего после отчётного квартала",
        ),
        (
            "{тип: по поступлении, чего: проектов стратегий, но: {тип: дата, по: 01.12.2016}}",
            "по поступлении проектов стратегий, но не позднее 1 декабря 2016 года",
        ),
    ],
)
def test_the_sentence_for_a_letter_is_russian(
    structure: str, sentence: str, read_structure: ReadStructure
) -> None:
    found, _ = read_structure(structure, "ru")
    assert found is not None
    assert describe(found) == sentence
