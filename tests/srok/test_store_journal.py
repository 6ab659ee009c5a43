"""What every database must do with the journal: keep it, all or nothing, and refuse to change it."""

import sqlite3
from datetime import UTC, date, datetime, time

import pytest
from sqlalchemy.exc import StatementError
from sqlmodel import select

from calendars.errors import RefusedError
from srok.store import cycles, refold
from srok.store.database import Database
from srok.store.journal import entries_of
from srok.store.tables import EntryRow, FactsRow
from workflow import CaseKey, Wish

CYCLE = "small-2016"


def journal(store: Database) -> list:
    with store.read() as session:
        return entries_of(session, CYCLE)


def test_what_is_recorded_reads_back_the_same(store, record, moment):
    (done,) = record(
        "10",
        "направить",
        "Ачинск",
        on=date(2016, 8, 30),
        at=time(17, 5),
        actor="Ачинск",
        ref="№ 15/3 от 30.08.2016",
        basis="письмо",
        note="с приложением",
        data={"листов": "12"},
        key="a-1",
        now="2016-08-31T18:00",
    )
    entry = journal(store)[-1]
    assert entry == done.entry
    assert (entry.number, entry.kind, entry.case) == (7, "act", CaseKey("10", "Ачинск"))
    assert (entry.on, entry.at, entry.recorded_at) == (
        date(2016, 8, 30),
        time(17, 5),
        moment("2016-08-31T18:00"),
    )
    assert dict(entry.data) == {"листов": "12"}


def test_the_journal_begins_with_the_start_and_those_who_take_part(store, participants):
    entries = journal(store)
    assert [entry.kind for entry in entries] == ["start"] + ["join"] * len(participants)
    assert [entry.number for entry in entries] == list(range(1, len(participants) + 2))


def test_moments_are_aware_and_in_utc(store, record):
    record("10", "направить", "Ачинск", now="2016-09-01T03:30")
    with store.read() as session:
        row = session.exec(select(EntryRow).order_by(EntryRow.number.desc())).first()
    assert row.recorded_at == datetime(2016, 8, 31, 20, 30, tzinfo=UTC)
    assert row.recorded_at.tzinfo == UTC


def test_a_moment_without_a_zone_is_not_stored(empty):
    with pytest.raises(StatementError, match="without a time zone"), empty.write() as session:
        session.add(FactsRow(virtual=True, clock=datetime(2016, 9, 1)))  # noqa: DTZ001


def test_many_are_recorded_all_or_none(store, moment):
    wishes = [
        Wish("10", "направить", "Ачинск"),
        Wish("10", "направить", "Урюк"),
        Wish("99", "направить", "Бор"),
    ]
    with pytest.raises(RefusedError) as refusal:
        cycles.record(
            store, CYCLE, wishes, moment("2016-09-01T10:00"), [("f.csv", 2), ("f.csv", 3), ("f.csv", 4)]
        )
    assert [problem.line for problem in refusal.value.problems] == [3, 4]
    assert len(journal(store)) == 6


def test_later_rows_of_a_batch_see_the_earlier_ones(store, moment):
    wishes = [Wish("10", "направить", "Ачинск"), Wish("12", "исполнить", "Ачинск")]
    assert [one.added for one in cycles.record(store, CYCLE, wishes, moment("2016-09-01T10:00"))] == [
        True,
        True,
    ]


def test_the_same_key_again_adds_nothing(store, record):
    (first,) = record("10", "направить", "Ачинск", key="k")
    (again,) = record("10", "направить", "Ачинск", key="k", now="2016-09-03T10:00")
    assert (first.added, again.added) == (True, False)
    assert again.entry == first.entry
    assert len(journal(store)) == 7


@pytest.mark.parametrize(
    ("event", "trigger", "who", "rest"),
    [
        ("19", "направить", "Ачинск", {}),
        ("10", "пояснить", "Ачинск", {"note": "ждём"}),
        ("10", "направить", "Бор", {}),
        ("10", "направить", "Ачинск", {"on": date(2016, 8, 30)}),
        ("10", "направить", "Ачинск", {"at": time(9)}),
        ("10", "направить", "Ачинск", {"ref": "№ 2"}),
    ],
)
def test_the_same_key_for_another_fact_is_refused(store, record, event, trigger, who, rest):
    record("10", "направить", "Ачинск", key="k")
    with pytest.raises(RefusedError, match="stands for another entry"):
        record(event, trigger, who, key="k", **rest)
    assert len(journal(store)) == 7


COLUMNS = ", ".join(f'"{name}"' for name in EntryRow.model_fields)


def copy(**changes: str) -> str:
    """Entry 3 again, with other values in some columns."""
    values = [changes.get(name, f'"{name}"') for name in EntryRow.model_fields]
    return f"SELECT {', '.join(values)} FROM entry WHERE number = 3"


@pytest.mark.parametrize("recursive", ["ON", "OFF"])
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE entry SET note = 'x' WHERE number = 3",
        "UPDATE entry SET note = note",
        "UPDATE OR REPLACE entry SET number = 4 WHERE number = 3",
        "UPDATE OR IGNORE entry SET note = 'x' WHERE number = 3",
        "DELETE FROM entry WHERE number = 3",
        "DELETE FROM entry",
        f"INSERT OR REPLACE INTO entry ({COLUMNS}) {copy()}",
        f"REPLACE INTO entry ({COLUMNS}) {copy()}",
        f"INSERT INTO entry ({COLUMNS}) {copy()} ON CONFLICT DO UPDATE SET note = 'x'",
        # Another number, but the place of entry 3 in its chain.
        f"REPLACE INTO entry ({COLUMNS}) {copy(number='77')}",
        # Another number and another chain, but the key of the entry recorded last.
        f"REPLACE INTO entry ({COLUMNS}) {copy(number='77', chain='1', key='4')}",
        f"REPLACE INTO entry (rowid, {COLUMNS}) SELECT 3, {copy(number='77', chain='1').removeprefix('SELECT ')}",
    ],
)
def test_the_database_itself_refuses_to_change_the_journal(store, record, raw, statement, recursive):
    record("10", "направить", "Ачинск", key="4")
    before = journal(store)
    with raw(store.path) as connection:
        connection.execute(f"PRAGMA recursive_triggers = {recursive}")
        with pytest.raises(sqlite3.DatabaseError, match=r"append-only|no column named rowid"):
            connection.execute(statement)
    assert journal(store) == before


def test_a_failure_in_the_middle_leaves_nothing(store, moment, monkeypatch):
    def fails(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(refold, "write_cases", fails)
    with pytest.raises(RuntimeError):
        cycles.record(store, CYCLE, [Wish("10", "направить", "Ачинск")], moment("2016-09-01T10:00"))
    assert len(journal(store)) == 6
