"""What the tests of the calendars share: the federal calendar and the published tables."""

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from calendars import Calendar, Region, load_calendar, read_region

DATA = Path(__file__).parent / "data"


@pytest.fixture(scope="session")
def calendar() -> Calendar:
    return load_calendar()


@pytest.fixture(scope="session")
def with_presidential() -> Calendar:
    return load_calendar(presidential=True)


@pytest.fixture(scope="session")
def region() -> Region:
    return read_region("ru")


@pytest.fixture(scope="session")
def published() -> dict[str, dict[str, list[str]]]:
    """The federal calendar of 2013-2027 as it was published, year by year."""
    return json.loads((DATA / "ru_published.json").read_text())


@pytest.fixture(scope="session")
def rows() -> Callable[[str], list[dict[str, str]]]:
    def read(name: str) -> list[dict[str, str]]:
        with (DATA / name).open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    return read
