"""`verify` names whatever has been changed behind its back, and nothing in a database that has not been."""

import random
import re
import shutil
import sqlite3
from pathlib import Path

import pytest

from calendars.errors import SystemFault
from calendars.saying import ENGLISH
from srok.store.chain import entry_hash
from srok.store.database import Database
from srok.store.tables import CaseRow, CycleRow, EntryRow
from srok.store.verify import verify

CYCLE = "small-2016"
ENTRY_COLUMNS = list(EntryRow.model_fields)


@pytest.fixture
def found(lived, damage):
    return lambda: damage(lived)


def test_an_untouched_database_is_whole(found):
    assert found() == []


# One byte ------------------------------------------------------------------------------------------------


def changed(value: object) -> object:
    """The value with its last byte changed."""
    if value is None:
        return 1
    if isinstance(value, int):
        return value + 1000
    data = str(value).encode()
    return (data[:-1] + bytes([data[-1] ^ 1])).decode() if data else "x"


@pytest.mark.parametrize("column", ENTRY_COLUMNS)
def test_one_byte_of_a_journal_row(found, lived, tamper, raw, column):
    with raw(lived.path) as connection:
        (old,) = connection.execute(f'SELECT "{column}" FROM entry WHERE number = 11').fetchone()
    tamper((f'UPDATE entry SET "{column}" = ? WHERE number = 11', [changed(old)]))
    damages = found()
    assert damages
    if column == "cycle":
        assert any(
            "small-2017" in damage and "missing from the table of cycles" in damage for damage in damages
        )
    assert any("entry 11" in damage for damage in damages)


@pytest.mark.parametrize("position", range(26))
def test_one_byte_of_the_moment_of_recording(found, lived, tamper, raw, position):
    """Every byte counts, even those that a lenient reader of dates would not look at."""
    with raw(lived.path) as connection:
        (old,) = connection.execute("SELECT recorded_at FROM entry WHERE number = 11").fetchone()
    assert len(old) == 26
    new = old[:position] + chr(ord(old[position]) ^ 1) + old[position + 1 :]
    tamper(("UPDATE entry SET recorded_at = ? WHERE number = 11", [new]))
    assert any("entry 11 has been changed" in damage for damage in found())


@pytest.mark.parametrize("column", [name for name in ENTRY_COLUMNS if name not in ("number", "cycle")])
@pytest.mark.parametrize("value", ["CAST(x'ff41' AS TEXT)", "x'00ff'", "'2016-09-02 '", "'['", "-1", "1.5"])
def test_a_value_of_no_kind_that_srok_writes(found, lived, tamper, raw, column, value):
    with raw(lived.path) as connection:
        same = connection.execute(
            f'SELECT "{column}" IS {value} FROM entry WHERE number = 11'
        ).fetchone() == (1,)
    tamper(f'UPDATE entry SET "{column}" = {value} WHERE number = 11')
    if not same:
        assert any("entry 11" in damage for damage in found())


# Rows ----------------------------------------------------------------------------------------------------


def delete(condition: str) -> str:
    return f"DELETE FROM entry WHERE {condition}"


SWAP = (
    "UPDATE entry SET number = -1 WHERE number = 8",
    "UPDATE entry SET number = 8 WHERE number = 11",
    "UPDATE entry SET number = 11 WHERE number = -1",
)
ALL = ", ".join(f'"{name}"' for name in ENTRY_COLUMNS)
BY_HAND = ALL.replace('"number"', "14").replace('"chain_number"', "4").replace('"key"', "NULL")


@pytest.mark.parametrize(
    ("statements", "says"),
    [
        pytest.param([delete("number = 8")], ["entry 8 is missing"], id="a row in the middle"),
        pytest.param(
            [delete("number IN (8, 9)")], ["entries 8 to 9 are missing"], id="two rows in the middle"
        ),
        pytest.param(
            [delete("number = 1")], ["entry 1 is missing", "start entry is missing"], id="the first row"
        ),
        pytest.param(
            [delete("number = 13")],
            ["ends with entry 12, but 13 were recorded", '["5","","",""] has 0 entries, 1 were'],
            id="the last row",
        ),
        pytest.param(
            [delete("number > 10")],
            ["ends with entry 10, but 13 were recorded"],
            id="the last rows of the journal",
        ),
        pytest.param(
            [delete("number > 10"), "UPDATE cycle SET entries = 10"],
            ['["10","Ачинск","",""] has 2 entries, 3 were', '["19","Вилюй","",""] has 0 entries, 1 were'],
            id="the last rows, with their count",
        ),
        pytest.param(
            [delete("number = 11"), "UPDATE entry SET number = number - 1 WHERE number > 11"],
            ["entry 11 has been changed", '["10","Ачинск","",""] has 2 entries, 3 were'],
            id="the tail of a chain",
        ),
        pytest.param(
            [delete("event = '10' AND subject = 'Ачинск'")],
            ["entries 7 to 8 are missing"],
            id="all of one case",
        ),
        pytest.param(
            [delete("cycle <> ''")], ["the start entry is missing", "but 13 were"], id="all of a cycle"
        ),
        pytest.param(SWAP, ["entry 8 has been changed", "entry 11 has been changed"], id="two rows swapped"),
        pytest.param(
            [f"INSERT INTO entry ({ALL}) SELECT {BY_HAND} FROM entry WHERE number = 11"],
            ["entry 14 has been changed", "entry 14 does not follow"],
            id="a row added by hand",
        ),
        pytest.param(
            ["UPDATE entry SET data = replace(data, 'Бор', 'Вор') WHERE number = 3"],
            ["entry 3 has been changed"],
            id="a participant",
        ),
        pytest.param([delete("number = 3")], ["entry 3 is missing"], id="a participant who never joined"),
        pytest.param(
            ["UPDATE entry SET data = replace(data, 'a', 'b') WHERE kind = 'seal'"],
            ["entry 10 has been changed"],
            id="a seal",
        ),
        pytest.param(
            ["UPDATE entry SET number = 1000000000000 WHERE number = 13"],
            ["entries 13 to 999999999999 are missing"],
            id="a number beyond all counting",
        ),
        pytest.param(
            ["UPDATE entry SET number = 'x' WHERE number = 13"],
            ["entry x has been changed: its column number cannot be read"],
            id="a number that is none",
        ),
    ],
)
def test_rows_of_the_journal(found, tamper, statements, says):
    tamper(*statements)
    damages = "\n".join(found())
    for sentence in says:
        assert sentence in damages


def rehash(store: Database, number: int, **changes: object) -> EntryRow:
    """An entry with other content and the hash that fits it."""
    with store.read() as session:
        row = EntryRow(**{**session.get_one(EntryRow, (CYCLE, number)).model_dump(), **changes})
    row.hash = entry_hash(row)
    return row


def put(row: EntryRow) -> tuple[str, list[object]]:
    return "UPDATE entry SET note = ?, previous = ?, hash = ? WHERE number = ?", [
        row.note,
        row.previous,
        row.hash,
        row.number,
    ]


def test_a_row_replaced_with_a_hash_that_fits(found, lived, tamper):
    tamper(put(rehash(lived, 8, note="иначе")))
    damages = "\n".join(found())
    assert "entry 11 does not follow the one before it" in damages
    assert "seal 10 does not fit" in damages


def test_the_last_row_of_a_chain_replaced_with_a_hash_that_fits(found, lived, tamper):
    tamper(put(rehash(lived, 12, note="иначе")))
    assert '["19","Вилюй","",""]' in "\n".join(found())


def test_a_whole_chain_recomputed_does_not_fit_the_seal(found, lived, tamper):
    """Every hash of the case, its head and its row are as if it had always been so; the seal remembers."""
    eighth = rehash(lived, 8, note="иначе")
    eleventh = rehash(lived, 11, previous=eighth.hash)
    head = "UPDATE case_state SET chain_head = ? WHERE event = '10' AND subject = 'Ачинск'", [eleventh.hash]
    tamper(put(eighth), put(eleventh), head)
    assert found() == ["small-2016: the seal 10 does not fit the entries before it"]


# The tables ----------------------------------------------------------------------------------------------

CASE_COLUMNS = [name for name in CaseRow.model_fields if name not in ("cycle", "event", "subject")]


@pytest.mark.parametrize("column", CASE_COLUMNS)
@pytest.mark.parametrize("value", ["'2031-01-01'", "7", "x'ff'", "'x'"])
def test_a_projected_value(found, tamper, column, value):
    if column == "wake_at":
        value = {"'2031-01-01'": "'2031-01-01 00:00:00.000000'", "7": "NULL"}.get(value, value)
    tamper(f"UPDATE case_state SET {column} = {value} WHERE event = '10' AND subject = 'Вилюй'")
    damages = found()
    assert any("10 / Вилюй" in damage or '["10","Вилюй"' in damage for damage in damages), damages


@pytest.mark.parametrize("column", ["actual", "due", "applies", "state"])
def test_a_projected_value_says_what_it_should_be(found, tamper, column):
    tamper(f"UPDATE case_state SET {column} = '2016-09-05' WHERE event = '10' AND subject = 'Ачинск'")
    (damage,) = found()
    assert f"case 10 / Ачинск: the table says {column} = 2016-09-05, the journal gives " in damage


def test_a_wake_that_comes_earlier_does_no_harm(found, tamper):
    tamper("UPDATE case_state SET wake_at = '2016-09-01 00:00:00.000000'")
    assert found() == []


def copy(table: str, **changes: str) -> str:
    model = {"case_state": CaseRow, "cycle": CycleRow}[table]
    values = ", ".join(changes.get(name, f'"{name}"') for name in model.model_fields)
    return f"INSERT INTO {table} SELECT {values} FROM {table} LIMIT 1"


@pytest.mark.parametrize(
    ("statement", "says"),
    [
        ("DELETE FROM case_state WHERE event = '19' AND subject = 'Бор'", "case 19 / Бор is missing from the table"),
        ("DELETE FROM case_state WHERE subject = 'Вилюй'", '["19","Вилюй","",""] has 1 entries, 0 were recorded'),
        (copy("case_state", event="'77'"), "the table has a case that does not exist: 77"),
        (copy("case_state", cycle="'other'"), "the table has cases of “other”"),
        (copy("cycle", name="'other'"), "other: the start entry is missing"),
        ("DELETE FROM cycle", "the journal has entries of “small-2016”"),
        ("UPDATE cycle SET name = 'other'", "the journal has entries of “small-2016”"),
        ("UPDATE cycle SET started_on = '2016-08-24'", "the table of cycles differs from the start entry"),
        ("UPDATE cycle SET started_on = 'x'", "column started_on of the table of cycles cannot be read"),
        ("UPDATE cycle SET definition = calendar", "the table of cycles differs from the start entry"),
        ("UPDATE cycle SET calendar = 'x'", "the snapshot x is missing"),
        ("UPDATE cycle SET start_hash = 'x'", "the table of cycles differs from the start entry"),
        ("UPDATE cycle SET chain_head = 'x'", "the chain — has 7 entries, 7 were recorded, or its head differs"),
        ("UPDATE cycle SET chain_length = 9", "the chain — has 7 entries, 9 were recorded"),
        ("UPDATE cycle SET entries = 14", "the journal ends with entry 13, but 14 were recorded"),
        ("UPDATE cycle SET entries = 12", "the journal ends with entry 13, but 12 were recorded"),
        ("UPDATE snapshot SET content = replace(content, '15', '16')", "(definition) has been changed"),
        ("UPDATE snapshot SET content = 'x' WHERE kind = 'calendar'", "(calendar) has been changed"),
        ("UPDATE snapshot SET content = CAST(x'ff' AS TEXT)", "(definition) has been changed"),
        ("UPDATE snapshot SET hash = 'x' WHERE kind = 'calendar'", "the snapshot x (calendar) has been changed"),
        ("DELETE FROM snapshot WHERE kind = 'calendar'", "is missing from the database"),
    ],
)  # fmt: skip
def test_a_table_changed(found, tamper, statement, says):
    tamper(statement)
    damages = "\n".join(found())
    assert says in damages


@pytest.mark.parametrize("guard", ["entry_no_update", "entry_no_delete", "entry_no_replace"])
def test_a_guard_dropped_or_disarmed(found, lived, raw, guard):
    with raw(lived.path) as connection:
        connection.execute(f"DROP TRIGGER {guard}")
    assert found() == [f"the guard {guard} of the journal is missing from the database"]
    with raw(lived.path) as connection:
        connection.execute(f"CREATE TRIGGER {guard} BEFORE UPDATE ON entry BEGIN SELECT 1; END")
    assert found() == [f"the guard {guard} of the journal has been changed"]


def test_only_the_cycle_asked_for(lived, tamper, damage):
    tamper(copy("cycle", name="'other'"))
    assert damage(lived, only=CYCLE) == []
    assert damage(lived, only="other") != []


# The file ------------------------------------------------------------------------------------------------


def content(path: Path) -> object:
    """What the journal and the tables say, as far as SQLite can still tell."""
    try:
        with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as connection:
            connection.text_factory = bytes
            return {
                table: sorted(map(repr, connection.execute(f"SELECT * FROM {table}")))
                for table in ("entry", "case_state", "cycle", "snapshot")
            }
    except sqlite3.DatabaseError as error:
        return str(error)


def flipped(path: Path, copy: Path, position: int, bit: int) -> None:
    shutil.copy(path, copy)
    with copy.open("r+b") as file:
        file.seek(position)
        (byte,) = file.read(1)
        file.seek(position)
        file.write(bytes([byte ^ (1 << bit)]))


@pytest.mark.slow
def test_a_bit_flipped_anywhere_in_the_file(lived, moment, tmp_path):
    """120 places (seed 2016), half of them within what the journal wrote: found, or harmless; never a crash."""
    lived.close()
    path, copy = lived.path, tmp_path / "flipped.db"
    whole, data, chance = content(path), path.read_bytes(), random.Random(2016)  # noqa: S311
    texts = [found.start() for found in re.finditer(rb"small-2016|2016-09-0|[0-9a-f]{64}", data)]
    places = [chance.choice(texts) + chance.randrange(10) for _ in range(60)]
    places += [chance.randrange(len(data)) for _ in range(60)]
    caught = 0
    for position in places:
        flipped(path, copy, position, chance.randrange(8))
        try:
            database = Database(f"sqlite:///{copy}")
            damages = verify(database, moment("2016-09-02T13:00"))
            database.close()
        except SystemFault:
            damages = ["cannot be opened"]
        for damage in damages:
            (damage if isinstance(damage, str) else damage.render(ENGLISH)).encode()
        caught += bool(damages)
        assert damages or content(copy) == whole, f"byte {position}"
        for leftover in tmp_path.glob("flipped.db-*"):
            leftover.unlink()
    assert caught > 50
