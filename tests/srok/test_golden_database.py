"""Databases as earlier versions wrote them open, are whole to `verify`, and show what they showed."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

GOLDEN = sorted((Path(__file__).parent / "data" / "golden").glob("*.sql"))


@pytest.mark.parametrize("dump", GOLDEN, ids=lambda path: path.stem)
def test_an_older_database_tells_the_same(cli: Callable[..., Any], tmp_path: Path, dump: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "srok.db")) as connection:
        connection.executescript(dump.read_text(encoding="utf-8"))
    told = json.loads(dump.with_suffix(".json").read_text(encoding="utf-8"))
    verified = cli("verify")
    assert (verified.status, verified.err) == (0, "")
    rows = cli("deviations", told["cycle"], "--format", "json").json
    found = [[row[column] for column in told["columns"]] for row in rows]
    assert sorted(found, key=str) == sorted(told["rows"], key=str)


@pytest.mark.parametrize("dump", GOLDEN, ids=lambda path: path.stem)
def test_its_journal_goes_on(cli: Callable[..., Any], tmp_path: Path, dump: Path) -> None:
    """The chains of hashes go on where they ended, and the next seal takes in what is new."""
    with closing(sqlite3.connect(tmp_path / "srok.db")) as connection:
        connection.executescript(dump.read_text(encoding="utf-8"))
    told = json.loads(dump.with_suffix(".json").read_text(encoding="utf-8"))
    done = cli("record", told["cycle"], *told["next"], "--now", told["now"])
    assert done.status == 0, done.err
    assert cli("verify").status == 0
