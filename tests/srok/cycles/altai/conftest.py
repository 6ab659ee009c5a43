"""Order 337 as the library has it: its definition, the order's own words and tables, and its course played once."""

import csv
import io
import json
from collections.abc import Callable
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import pytest

from definitions import Definition, read_definition
from srok.cli.app import run

CYCLE = "altai-337"
DATA = Path(__file__).parent / "data"


@pytest.fixture(scope="session")
def file(library: Path) -> Callable[[str], Path]:
    """A file of the cycle, by its ending."""
    return lambda ending: library / f"{CYCLE}.{ending}"


@pytest.fixture(scope="session")
def order() -> str:
    """Points 1 to 17 of the order, in the wording of 13 December 2017, with single spaces."""
    return " ".join((DATA / "order.txt").read_text(encoding="utf-8").split())


@pytest.fixture(scope="session")
def table() -> Callable[..., list[dict[str, str]]]:
    """A table of the order, or one worked out from it by hand."""

    def read(name: str, delimiter: str = ";") -> list[dict[str, str]]:
        with (DATA / name).open(encoding="utf-8", newline="") as opened:
            return list(csv.DictReader(opened, delimiter=delimiter))

    return read


@pytest.fixture(scope="session")
def altai(file: Callable[[str], Path]) -> Definition:
    definition = read_definition(file("yaml").read_bytes(), CYCLE).definition
    assert definition is not None
    return definition


@pytest.fixture
def srok(cli: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """The command line, in Russian."""
    monkeypatch.setenv("SROK_LANG", "ru")
    return cli


@pytest.fixture(scope="session")
def simulated(file: Callable[[str], Path]) -> dict[str, Any]:
    """What `srok simulate` tells of the whole course, eleven municipalities and nineteen months."""
    told = io.StringIO()
    with redirect_stdout(told):
        assert run(["simulate", str(file("yaml")), "--json"]) == 0
    return dict(json.loads(told.getvalue()))
