"""`verify` names whatever has been changed behind its back, and nothing in a database that has not been."""

import pytest

from srok.store.chain import entry_hash
from srok.store.database import Database
from srok.store.tables import EntryRow

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
