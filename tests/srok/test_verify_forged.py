"""`verify` names what was forged with care: hashes recomputed, guards taken down, the clock of the database changed."""

import json

import pytest

from srok.store.chain import entry_hash
from srok.store.tables import EntryRow

CYCLE = "small-2016"


@pytest.fixture
def found(lived, damage):
    return lambda: damage(lived)


@pytest.fixture
def forge(lived, tamper):
    """Change a column of an entry, and its hash so that it fits."""

    def done(number: int, **changes: object) -> None:
        with lived.read() as session:
            row = EntryRow(**{**session.get_one(EntryRow, (CYCLE, number)).model_dump(), **changes})
        sets = ", ".join(f'"{name}" = ?' for name in changes)
        tamper(
            (
                f"UPDATE entry SET {sets}, hash = ? WHERE number = ?",
                [*map(str, changes.values()), entry_hash(row), number],
            )
        )

    return done


NONSENSE = ["x", "[]", "", "null", "1", '"text"', "[" * 100_000]


@pytest.mark.parametrize("data", NONSENSE, ids=lambda data: data[:9] or "nothing")
@pytest.mark.parametrize("number", [1, 3, 10, 12], ids=["start", "join", "seal", "act"])
@pytest.mark.parametrize("fitting", [False, True], ids=["as it was", "with its hash"])
def test_an_entry_that_says_nothing_that_can_be_read(found, tamper, forge, number, data, fitting):
    if fitting:
        forge(number, data=data)
    else:
        tamper(("UPDATE entry SET data = ? WHERE number = ?", [data, number]))
    damages = found()
    assert f"small-2016: entry {number} has been changed: what it says cannot be read" in damages
    assert any("its hash does not fit" in damage for damage in damages) is not fitting


@pytest.mark.parametrize("table", ["entry", "case_state", "outbox"])
def test_a_trigger_that_srok_does_not_know(found, lived, raw, table):
    with raw(lived.path) as connection:
        connection.execute(f"CREATE TRIGGER quiet AFTER INSERT ON {table} BEGIN SELECT 1; END")
    assert found() == ["the database has a trigger that srok does not know: quiet"]


def test_the_start_entry_remembers_which_clock_the_database_lives_on(found, lived, tamper):
    with lived.read() as session:
        assert json.loads(session.get_one(EntryRow, (CYCLE, 1)).data)["virtual"] is True
    tamper("UPDATE facts SET virtual = 0")
    assert found() == ["small-2016: the database says otherwise than the start entry which clock it lives on"]
    tamper("DELETE FROM facts")
    assert "says otherwise" in "\n".join(found())


def test_an_entry_recorded_before_the_one_before_it(found, lived, moment, tamper):
    """Hashes and heads are as if it had been recorded a day before it was."""
    with lived.read() as session:
        row = session.get_one(EntryRow, (CYCLE, 13))
        row.recorded_at = moment("2016-08-30T12:00")
        fitting = entry_hash(row)
    tamper(
        (
            "UPDATE entry SET recorded_at = '2016-08-30 05:00:00.000000', hash = ? WHERE number = 13",
            [fitting],
        ),
        ("UPDATE case_state SET chain_head = ? WHERE event = '5'", [fitting]),
    )
    (told,) = found()
    assert told.startswith(
        "small-2016: entry 13 was recorded at 30.08.2016 05:00, earlier than the one before it"
    )
