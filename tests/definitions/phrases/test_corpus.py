"""Every phrase of the corpus is read as its documents mean it, or refused; none is misread."""

import json
from pathlib import Path
from typing import Any

import pytest

from calendars.errors import PhraseError
from definitions.phrases import read_phrase, reading_to_json

DATA = Path(__file__).parent / "data"
DECIDING = (
    "from",
    "to",
    "dates",
    "time",
    "year_relative",
    "n",
    "unit",
    "direction",
    "min",
    "max",
    "recurrence",
)
DETAIL = (
    "day",
    "day_unit",
    "month_offset",
    "month",
    "days",
    "interval",
    "times",
    "weekday",
    "weekdays",
    "week",
)
SOONEST = ("earliest", "as_of", "extension")


def rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (DATA / name).read_text(encoding="utf-8").splitlines()]


def deciding(reading: dict[str, Any]) -> dict[str, Any]:
    """The fields of a reading that decide a date."""
    detail = reading.get("detail") or {}
    return {
        **{key: reading.get(key) or None for key in DECIDING if reading.get(key) != 0},
        "n": reading.get("n"),
        "bound": reading.get("bound") if reading.get("bound") in SOONEST else None,
        "detail": {key: detail.get(key) for key in DETAIL},
        "cap": deciding(reading["cap"]) if reading.get("cap") else None,
        "parts": [deciding(part) for part in reading.get("parts") or []],
    }


def named(reading: dict[str, Any]) -> tuple[Any, ...]:
    return reading["type"], reading.get("bound"), bool(reading.get("anchor"))


def read(text: str) -> dict[str, Any] | None:
    try:
        return reading_to_json(read_phrase(text))
    except PhraseError:
        return None


@pytest.mark.parametrize("row", rows("phrases.jsonl"), ids=lambda row: row["id"])
def test_no_phrase_is_misread(row: dict[str, Any]) -> None:
    found = read(row["text"])
    if found is not None:
        assert deciding(found) == deciding(row["gold"])


def test_most_phrases_are_read_and_named_rightly() -> None:
    corpus = rows("phrases.jsonl")
    right = [
        row["id"] for row in corpus if (found := read(row["text"])) and named(found) == named(row["gold"])
    ]
    assert len(right) >= 0.64 * len(corpus)


@pytest.mark.parametrize("row", rows("phrases.jsonl")[:27], ids=lambda row: row["text"])
def test_every_phrase_of_the_krasnoyarsk_plan_is_read(row: dict[str, Any]) -> None:
    found = read(row["text"])
    assert found is not None
    assert (deciding(found), named(found)) == (deciding(row["gold"]), named(row["gold"]))
