"""Killed in the midst of folding what an entry left stale, srok loses nothing and goes on where it was."""

import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from calendars import load_calendar
from definitions import read_definition
from srok.store import cycles, projection
from srok.store.database import Database
from srok.store.journal import entries_of
from srok.store.refold import refold
from workflow import Participant, Wish

CYCLE = "fan-2016"
NOW = "2016-06-14T10:00"
ACT = Wish("1", "исполнить", key="приказ")

#: A process that does one thing, and is killed in its batch of a certain number before that is committed.
CHILD = """
import os, signal, sys
from datetime import datetime
from functools import partial
from srok.store import cycles, recording, refold
from srok.store.database import Database
from workflow import Wish

url, cycle, now, what, dies_in = sys.argv[1:]
settle, turns = refold.settle, iter(range(1, 1000))

def dying(*given):
    settle(*given)
    if next(turns) == int(dies_in):
        os.kill(os.getpid(), signal.SIGKILL)

refold.settle = dying
recording.refold = partial(refold.refold, batch=10)
database, moment = Database(url), datetime.fromisoformat(now)
if what == "record":
    cycles.record(database, cycle, [Wish("1", "исполнить", key="приказ")], moment, at_once=5)
else:
    recording.refold(database, cycle, moment)
"""


@pytest.fixture
def started(tmp_path: Path, moment: Callable[[str], datetime]) -> Callable[[str], Database]:
    found = read_definition((Path(__file__).parent / "data" / "fan.yaml").read_bytes(), "fan.yaml")
    assert found.definition is not None
    definition = found.definition

    def start(name: str) -> Database:
        database = Database(f"sqlite:///{tmp_path / name}")
        who = [Participant(f"МО {n}", "ОМСУ") for n in range(20)]
        cycles.start(database, definition, load_calendar(), who, moment("2016-06-01T09:00"), virtual=True)
        return database

    return start


def table(database: Database) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(database.path)) as connection:
        return connection.execute("SELECT * FROM case_state ORDER BY 1, 2, 3, 4, 5").fetchall()


def left(database: Database) -> int:
    with database.read() as session:
        return len(projection.stale(session, CYCLE, 1000))


@pytest.mark.slow
def test_killed_in_one_batch_after_another(
    started: Callable[[str], Database], moment: Callable[[str], datetime], damage: Callable[..., list[str]]
) -> None:
    database, now = started("killed.db"), moment(NOW)

    def killed(what: str, dies_in: int) -> None:
        arguments = [f"sqlite:///{database.path}", CYCLE, now.isoformat(), what, str(dies_in)]
        status = subprocess.run([sys.executable, "-c", CHILD, *arguments], check=False).returncode
        assert status == -signal.SIGKILL
        assert damage(database, NOW) == []

    follow = 3 * 20 + 1
    for what, dies_in, stale in (
        ("record", 1, follow),
        ("refold", 1, follow),
        ("refold", 3, follow - 20),
        ("refold", 2, follow - 30),
    ):
        killed(what, dies_in)
        assert left(database) == stale

    with database.read() as session:
        assert [entry.key for entry in entries_of(session, CYCLE)][21:] == ["приказ"]
    (again,) = cycles.record(database, CYCLE, [ACT], now)
    assert not again.added
    assert refold(database, CYCLE, now) == follow - 30
    assert left(database) == 0
    assert damage(database, NOW) == []

    at_once = started("at_once.db")
    cycles.record(at_once, CYCLE, [ACT], now, at_once=10**6)
    assert table(database) == table(at_once)
    for one in (database, at_once):
        one.close()
