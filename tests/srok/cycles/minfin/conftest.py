"""The pilot regions as the library has them: started, and with all that had happened by 17 March 2021."""

import csv
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from srok.cli.app import run

CYCLE = "minfin-pilot-regions"


@pytest.fixture(scope="session")
def file(library: Path) -> Callable[[str], Path]:
    """A file of the cycle, by its ending."""
    return lambda ending: library / f"{CYCLE}.{ending}"


@pytest.fixture(scope="session")
def table() -> Callable[[str], list[dict[str, str]]]:
    """A table of the document, or one worked out from it by hand."""

    def read(name: str) -> list[dict[str, str]]:
        with (Path(__file__).parent / "data" / name).open(encoding="utf-8", newline="") as opened:
            return list(csv.DictReader(opened, delimiter=";"))

    return read


@pytest.fixture
def srok(cli: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """The command line, in Russian."""
    monkeypatch.setenv("SROK_LANG", "ru")
    return cli


@pytest.fixture
def started(srok: Callable[..., Any], file: Callable[[str], Path]) -> Callable[..., Any]:
    """The command line with the cycle started."""
    files = file("yaml"), "--participants", file("participants.csv")
    done = srok("start", *files, "--now", "2020-12-14T09:00")
    assert done.status == 0, done.err
    return srok


@pytest.fixture(scope="session")
def by_march(tmp_path_factory: pytest.TempPathFactory, file: Callable[[str], Path]) -> Path:
    """A database as of 17 March 2021: planned dates and the made-up journal recorded."""
    folder = tmp_path_factory.mktemp("pilots")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SROK_DATABASE_URL", f"sqlite:///{folder / 'srok.db'}")
        steps = [
            (
                "start",
                file("yaml"),
                "--participants",
                file("participants.csv"),
                "--now",
                "2020-12-14T09:00",
            ),
            ("record", CYCLE, "--from", file("schedule.csv"), "--now", "2021-02-01T12:00"),
            ("record", CYCLE, "--from", file("entries.csv"), "--now", "2021-03-17T12:00"),
        ]
        for step in steps:
            assert run([str(part) for part in step]) == 0
    return folder / "srok.db"


@pytest.fixture
def pilots(srok: Callable[..., Any], by_march: Path, tmp_path: Path) -> Callable[..., Any]:
    """The command line on a copy of that database."""
    with closing(sqlite3.connect(by_march)) as source, closing(sqlite3.connect(tmp_path / "srok.db")) as copy:
        source.backup(copy)  # with what still lies in the log beside the file
    return srok


@pytest.fixture
def report(pilots: Callable[..., Any]) -> Callable[..., list[list[Any]]]:
    """The rows of a report, as scripts get them."""

    def found(name: str, *options: str) -> list[list[Any]]:
        made = pilots("report", CYCLE, name, "--format", "json", *options)
        assert made.status == 0, made.err
        return [list(row.values()) for row in made.json["rows"]]

    return found
