"""What the tests of phrases share: the phrases of real acts with their meaning, and how to compare two readings."""

import json
from collections.abc import Callable
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
Row = dict[str, Any]


def rows(name: str) -> list[Row]:
    return [json.loads(line) for line in (DATA / name).read_text(encoding="utf-8").splitlines()]


def lines(name: str) -> list[str]:
    """The phrases of a plain list, one a line; a line with # names a group."""
    text = (DATA / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


REAL, OWN = rows("phrases.jsonl"), rows("own_phrases.jsonl")
REFUSED = lines("refused.txt")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test over the phrases its argument names: `plan_row`, `real_row`, `own_row`, (both) `row`, or `refused`."""
    if "refused" in metafunc.fixturenames:
        metafunc.parametrize("refused", REFUSED)
    for argument, chosen in {
        "plan_row": REAL[:27],
        "real_row": REAL,
        "own_row": OWN,
        "row": REAL + OWN,
    }.items():
        if argument in metafunc.fixturenames:
            metafunc.parametrize(argument, chosen, ids=[row["id"] for row in chosen])


def _deciding(reading: Row) -> Row:
    detail, bound = reading.get("detail") or {}, reading.get("bound")
    return {
        **{key: reading.get(key) or None for key in DECIDING if key != "n"},
        "n": reading.get("n"),
        "bound": bound if bound in SOONEST else None,
        "detail": {key: detail.get(key) for key in DETAIL},
        "cap": _deciding(reading["cap"]) if reading.get("cap") else None,
        "parts": [_deciding(part) for part in reading.get("parts") or []],
    }


def _read(text: str) -> Row | None:
    try:
        return reading_to_json(read_phrase(text))
    except PhraseError:
        return None


@pytest.fixture(scope="session")
def deciding() -> Callable[[Row], Row]:
    """The fields of a reading in JSON that decide a date."""
    return _deciding


@pytest.fixture(scope="session")
def read() -> Callable[[str], Row | None]:
    """The reading in JSON, or None for a phrase that is refused."""
    return _read


@pytest.fixture(scope="session")
def real() -> list[Row]:
    """The phrases of real acts."""
    return REAL


@pytest.fixture(scope="session")
def phrases() -> list[str]:
    """The words of all phrases, those of real acts and our own."""
    return [row["text"] for row in REAL + OWN]
