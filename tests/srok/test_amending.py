"""Changes are adopted in one transaction on top of all recorded before; cases are folded after it, in batches."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from calendars.errors import RefusedError
from definitions import Definition, read_definition
from srok.store import amending, projection
from srok.store.amending import Look, Plan, adopt, propose, unseen
from srok.store.database import Database
from srok.store.journal import entries_of
from srok.store.loading import load
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


def changed(_: Plan, looks: Iterator[Look]) -> int:
    return sum(len(look.found) for look in looks)


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

    done = adopt(store, CYCLE, slowly, moment("2016-09-01T10:00"), unseen, on=None, basis="№ 7")
    assert numbers == [7, 8]
    assert [change.number for change in done.changes] == [8]
    with store.read() as session:
        assert [entry.kind for entry in entries_of(session, CYCLE)][-2:] == ["act", "amend"]
    assert damage(store, "2016-09-01T11:00") == []


def test_all_cases_are_left_stale_with_a_change_and_folded_in_batches(
    lived, make, moment, damage, monkeypatch
):
    now, refold, marked = moment("2016-09-05T10:00"), amending.refold, []

    def folding(*given: Any) -> None:
        with lived.read() as session:
            marked.append(len(projection.stale(session, CYCLE, 100)))
        assert damage(lived, "2016-09-05T10:00") == []
        refold(*given, batch=3)

    monkeypatch.setattr(amending, "refold", folding)
    adopt(lived, CYCLE, make, now, unseen, on=date(2016, 9, 2), basis="№ 7")
    with lived.read() as session:
        assert marked == [len(load(session, CYCLE).keys)]
        assert projection.stale(session, CYCLE, 1) == []
    assert damage(lived, "2016-09-05T10:00") == []


def test_a_look_writes_nothing_and_a_day_to_come_can_only_be_looked_at(store, make, moment):
    before = table(store)
    now, then = moment("2016-09-01T10:00"), date(2016, 10, 1)
    assert propose(store, CYCLE, make, now, changed, on=then).seen == 6
    with pytest.raises(RefusedError, match="lies in the future"):
        adopt(store, CYCLE, make, now, unseen, on=then, basis="№ 7")
    assert table(store) == before
    with store.read() as session:
        assert len(entries_of(session, CYCLE)) == 6
