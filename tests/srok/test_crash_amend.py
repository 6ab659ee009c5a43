"""Killed at whichever statement, a change of a cycle and a file of entries are in the journal whole, or not at all."""

import itertools
import os
import shutil
import signal
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event

from srok.cli.app import run
from srok.store import amending, cycles, projection, recording
from srok.store.database import Database
from srok.store.refold import refold

CYCLE = "small-2016"
NOW = ("--now", "2016-09-01T10:00")
ADOPT = ("--apply", "--basis", "приказ № 7")


def dies(dies_at: int) -> None:
    """Be killed at the statement of a certain number that writes, or at a commit."""
    turns = itertools.count(1)

    def count() -> None:
        if next(turns) == dies_at:
            os.kill(os.getpid(), signal.SIGKILL)

    @event.listens_for(Engine, "before_cursor_execute")
    def _statement(connection: Any, cursor: Any, statement: str, *rest: Any) -> None:
        if statement.startswith(("INSERT", "UPDATE", "DELETE")):
            count()

    @event.listens_for(Engine, "commit")
    def _commit(connection: Any) -> None:
        if connection.get_execution_options().get("srok_writes"):
            count()


def done(path: Path, command: tuple[str, ...], dies_at: int) -> int:
    """Run a command in a process of its own, made of this one, and return how that ended."""
    child = os.fork()
    if child == 0:
        os.environ["SROK_DATABASE_URL"] = f"sqlite:///{path}"
        amending.refold = recording.refold = partial(refold, batch=4)
        if command[-3].endswith("many.csv"):
            cycles.record = partial(recording.record, at_once=1)
        dies(dies_at)
        os._exit(run(list(command)))
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


@pytest.fixture
def commands(tmp_path: Path, data: Path) -> dict[str, tuple[str, ...]]:
    """What is killed: an amendment that moves, adds and removes cases; a list of participants; a file of entries.

    The same file is killed as if it were too large for what follows to be folded with it too.
    """
    text = (data / "small.yaml").read_text(encoding="utf-8")
    text = text.replace("до 15 сентября", "до 30 сентября").replace('№: "1", мер', '№: "2", мер')
    (tmp_path / "new.yaml").write_text(text, encoding="utf-8")
    people = (data / "participants.csv").read_text(encoding="utf-8").replace("Вилюй;", "Новый;")
    (tmp_path / "new.csv").write_text(people, encoding="utf-8")
    rows = "".join(f"10;направить;{name}\n" for name in ("Ачинск", "Бор", "Вилюй", "Глухой"))
    (tmp_path / "rows.csv").write_text(f"мероприятие;действие;участник\n{rows}", encoding="utf-8")
    shutil.copy(tmp_path / "rows.csv", tmp_path / "many.csv")
    return {
        "amend": ("amend", CYCLE, str(tmp_path / "new.yaml"), *NOW, *ADOPT),
        "participants": (
            "participants",
            CYCLE,
            str(tmp_path / "new.csv"),
            "--into",
            "Вилюй=Бор",
            *NOW,
            *ADOPT,
        ),
        "record": ("record", CYCLE, "--from", str(tmp_path / "rows.csv"), *NOW),
        "record many": ("record", CYCLE, "--from", str(tmp_path / "many.csv"), *NOW),
    }


def table(path: Path) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("SELECT * FROM case_state ORDER BY 1, 2, 3, 4, 5").fetchall()


def entries(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("SELECT count(*) FROM entry").fetchone()[0]


def settle(path: Path) -> None:
    """Fold what was left stale, as the next tick does."""
    database = Database(f"sqlite:///{path}")
    refold(database, CYCLE, datetime.fromisoformat("2016-09-01T10:00+07:00"))
    with database.read() as session:
        assert projection.stale(session, CYCLE, 100) == []
    database.close()


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
@pytest.mark.parametrize("name", ["amend", "participants", "record", "record many"])
def test_killed_at_any_statement(
    name: str,
    store: Database,
    commands: dict[str, tuple[str, ...]],
    tmp_path: Path,
    damage: Callable[..., list[str]],
) -> None:
    store.close()
    command = commands[name]

    before, whole = store.path, Path(shutil.copy(store.path, tmp_path / "whole.db"))
    assert done(whole, command, 0) == 0
    added, dies_at, killed = entries(whole) - entries(before), 1, 0
    while True:
        path = Path(shutil.copy(before, tmp_path / f"killed-{dies_at}.db"))
        status = done(path, command, dies_at)
        assert status in {0, -signal.SIGKILL}
        killed += status != 0
        database = Database(f"sqlite:///{path}")
        assert damage(database, "2016-09-01T10:00") == []
        assert entries(path) - entries(before) in {0, added}
        if entries(path) == entries(before):
            assert table(path) == table(before)
        database.close()
        # Again, as somebody would who got no answer: a file of entries that is in already is refused as a whole.
        there = entries(path) > entries(before)
        assert done(path, command, 0) == (1 if name.startswith("record") and there else 0)
        settle(path)
        assert table(path) == table(whole)
        assert entries(path) == entries(whole)
        if status == 0:
            break
        dies_at += 1
    assert killed >= 4
