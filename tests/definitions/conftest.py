"""What the tests of the definitions share: their data, and reading it."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from calendars import Calendar, load_calendar
from definitions import Definition, Read, read_definition

DATA = Path(__file__).parent / "data"
LIBRARY = Path(__file__).parents[2] / "definitions" / "library"


@pytest.fixture(scope="session")
def data() -> Path:
    return DATA


@pytest.fixture(scope="session")
def calendar() -> Calendar:
    return load_calendar()


@pytest.fixture(scope="session")
def small() -> str:
    """A good definition, from which the broken ones differ in one thing each."""
    return (DATA / "small.yaml").read_text()


@pytest.fixture(scope="session")
def read() -> Callable[[str | bytes], Read]:
    def reader(text: str | bytes) -> Read:
        return read_definition(text.encode() if isinstance(text, str) else text, "план.yaml")

    return reader


@pytest.fixture(scope="session")
def good() -> Callable[[str | bytes], Definition]:
    """Read a definition that must have no errors."""

    def reader(text: str | bytes) -> Definition:
        found = read_definition(text.encode() if isinstance(text, str) else text, "план.yaml")
        assert found.definition is not None, [str(problem.message) for problem in found.problems]
        return found.definition

    return reader


@pytest.fixture(scope="session")
def plan() -> Definition:
    """The plan of Krasnoyarsk Krai, as the library has it."""
    found = read_definition((LIBRARY / "krasnoyarsk-2016.yaml").read_bytes(), "krasnoyarsk-2016.yaml")
    assert found.definition is not None, found.problems
    return found.definition


@pytest.fixture(scope="session")
def rows() -> Callable[[str], list[dict[str, str]]]:
    def table(name: str) -> list[dict[str, str]]:
        with (DATA / name).open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    return table
