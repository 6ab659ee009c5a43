"""`verify` names what has been changed in the tables beside the journal, and in the file itself."""

import random
import re
import shutil
import sqlite3
from pathlib import Path

import pytest

from calendars.errors import SystemFault
from calendars.saying import ENGLISH
from srok.store.database import Database
from srok.store.tables import METADATA, CaseRow, CycleRow
from srok.store.verify import verify

CYCLE = "small-2016"


@pytest.fixture
def found(lived, damage):
    return lambda: damage(lived)


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


INDEXES = sorted(str(index.name) for table in METADATA.sorted_tables for index in table.indexes)


@pytest.mark.parametrize("index", INDEXES)
def test_an_index_dropped_or_made_otherwise(found, lived, raw, index):
    """Without one of them a recipient could have two letters a day."""
    with raw(lived.path) as connection:
        (sql,) = connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", [index]).fetchone()
        connection.execute(f"DROP INDEX {index}")
    assert found() == [f"the index {index} is missing from the database"]
    table = re.search(r" ON (\w+)", sql)[1]
    with raw(lived.path) as connection:
        connection.execute(f"CREATE INDEX {index} ON {table} (cycle)")
    assert found() == [f"the index {index} has been changed"]


def test_an_index_that_holds_for_less(found, lived, raw):
    with raw(lived.path) as connection:
        (sql,) = connection.execute(
            "SELECT sql FROM sqlite_master WHERE name = 'outbox_one_a_day'"
        ).fetchone()
        connection.execute("DROP INDEX outbox_one_a_day")
        connection.execute(sql.replace("'superseded'", "'queued'"))
    assert found() == ["the index outbox_one_a_day has been changed"]


# What was said -------------------------------------------------------------------------------------------

OTHERS = "SELECT max(id) FROM outbox WHERE recipient <> said.recipient"


@pytest.mark.parametrize(
    "statement",
    [
        f"UPDATE said SET letter = ({OTHERS})",
        "UPDATE said SET letter = 77",
        "UPDATE said SET letter = 'x'",
        "UPDATE said SET recipient = 'Канск'",
        "DELETE FROM outbox",
        "UPDATE outbox SET state = 'superseded'",
        "UPDATE outbox SET state = 'failed'",
    ],
)
def test_what_was_said_stands_in_a_letter_to_whom_it_was_said(found, lived, tamper, raw, statement):
    with raw(lived.path) as connection:
        (count,) = connection.execute("SELECT count(*) FROM said").fetchone()
    assert count
    tamper(statement)
    damages = [one for one in found() if "is said to have been written to in letter" in one]
    assert len(damages) == count


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
