"""Changes are adopted in one transaction on top of everything recorded before it, at once or with cases left stale."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from calendars.errors import RefusedError
from definitions import Definition, read_definition
from srok.store import amending, projection
from srok.store.amending import adopt, propose
from srok.store.database import Database
from srok.store.journal import entries_of
from workflow import Change, Cycle

CYCLE = "small-2016"


@pytest.fixture
def later(data: Path) -> Definition:
    """Item 10 moves to 30 September, and item 2 takes the place of item 1."""
    text = (data / "small.yaml").read_text(encoding="utf-8")
    text = text.replace("до 15 сентября", "до 30 сентября").replace('№: "1", мер', '№: "2", мер')
    found = read_definition(text.encode(), "new.yaml")
    assert found.definition is not None
    return found.definition


@pytest.fixture
def make(later: Definition) -> Callable[[Cycle, Change], tuple[Change, ...]]:
    def made(cycle: Cycle, stamp: Change) -> tuple[Change, ...]:
        return (replace(stamp, definition=later, calendar=cycle.calendar, calendars=cycle.calendars),)

    return made


def table(database: Database) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(database.path)) as connection:
        return connection.execute("SELECT * FROM case_state ORDER BY 1, 2, 3, 4, 5").fetchall()


def test_what_is_recorded_meanwhile_is_not_overlooked(store, record, make, moment, damage):
    """Somebody records an entry between the look at the journal and the adoption: it is looked at anew."""
    numbers: list[int] = []

    def slowly(cycle: Cycle, stamp: Change) -> tuple[Change, ...]:
        numbers.append(stamp.number)
        if len(numbers) == 1:
            record("10", "направить", "Бор", "2016-09-01T10:00")
        return make(cycle, stamp)

    done = adopt(store, CYCLE, slowly, moment("2016-09-01T10:00"), on=None, basis="№ 7")
    assert numbers == [7, 8]
    assert [change.number for change in done.changes] == [8]
    with store.read() as session:
        assert [entry.kind for entry in entries_of(session, CYCLE)][-2:] == ["act", "amend"]
    assert damage(store, "2016-09-01T11:00") == []


def test_cases_left_stale_end_up_as_those_written_at_once(lived, make, moment, damage, monkeypatch, tmp_path):
    now = moment("2016-09-05T10:00")
    other = Database(f"sqlite:///{tmp_path / 'other.db'}")
    with closing(sqlite3.connect(lived.path)) as source, closing(sqlite3.connect(other.path)) as target:
        source.backup(target)
    adopt(lived, CYCLE, make, now, on=date(2016, 9, 2), basis="№ 7")
    monkeypatch.setattr(amending, "AT_ONCE", 0)
    adopt(other, CYCLE, make, now, on=date(2016, 9, 2), basis="№ 7")
    assert table(lived) == table(other)
    for database in (lived, other):
        assert damage(database, "2016-09-05T10:00") == []
        with database.read() as session:
            assert projection.stale(session, CYCLE, 1) == []
    other.close()


def test_a_look_writes_nothing_and_a_day_to_come_can_only_be_looked_at(store, make, moment):
    before = table(store)
    now, then = moment("2016-09-01T10:00"), date(2016, 10, 1)
    assert len(propose(store, CYCLE, make, now, on=then).found) == 6
    with pytest.raises(RefusedError, match="lies in the future"):
        adopt(store, CYCLE, make, now, on=then, basis="№ 7")
    assert table(store) == before
    with store.read() as session:
        assert len(entries_of(session, CYCLE)) == 6
