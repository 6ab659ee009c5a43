"""What `verify` says of a journal with changes of its cycle in it, when somebody has been at it."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from srok.store.database import Database
from srok.store.guards import GUARDS
from srok.store.loading import load
from workflow import CaseKey

CYCLE = "small-2016"
NOW = ("--now", "2016-09-01T10:00")


@pytest.fixture
def amended(started, data: Path, tmp_path: Path, empty: Database) -> Database:
    """Amended by entry 7: item 10 moves to 30 September, item 2 takes the place of item 1."""
    text = (data / "small.yaml").read_text(encoding="utf-8")
    text = text.replace("до 15 сентября", "до 30 сентября").replace('№: "1", мер', '№: "2", мер')
    (tmp_path / "new.yaml").write_text(text, encoding="utf-8")
    assert started("amend", CYCLE, tmp_path / "new.yaml", *NOW, "--apply", "--basis", "№ 7").status == 0
    return empty


@pytest.fixture
def tampered(amended: Database, damage) -> Callable[[str], list[str]]:
    """Run a statement behind the back of the guards; return what `verify` finds."""

    def done(statement: str) -> list[str]:
        with closing(sqlite3.connect(amended.path)) as connection, connection:
            for guard in GUARDS:
                connection.execute(f"DROP TRIGGER {guard}")
            connection.execute(statement)
            for guard in GUARDS.values():
                connection.execute(guard)
        return damage(amended, "2016-09-01T11:00")

    return done


def test_whole_as_it_is(amended, damage):
    assert damage(amended, "2016-09-01T11:00") == []


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        (
            "UPDATE entry SET data = replace(data, 'states', 'state') WHERE number = 7",
            "entry 7 has been changed",
        ),
        ("UPDATE entry SET basis = '№ 8' WHERE number = 7", "entry 7 has been changed"),
        ("UPDATE entry SET \"on\" = '2016-09-02' WHERE number = 7", "entry 7 has been changed"),
        ("DELETE FROM entry WHERE number = 7", "the journal ends with entry 6, but 7 were recorded"),
        (
            "UPDATE snapshot SET content = replace(content, '16', '17') WHERE kind = 'definition'",
            "has been changed",
        ),
        (
            "DELETE FROM snapshot WHERE kind = 'definition' AND hash NOT IN (SELECT definition FROM cycle)",
            "is missing from the database",
        ),
        ("DELETE FROM case_state WHERE event = '2'", "the case 2 is missing from the table"),
        ("UPDATE case_state SET due = '2016-09-15' WHERE event = '10'", "the table says due = 2016-09-15"),
        ("UPDATE case_state SET removed = 0 WHERE event = '1'", "the table says removed = False"),
    ],
)
def test_what_somebody_changed_is_found(tampered, statement, told):
    assert any(told in one for one in tampered(statement))


def test_a_cycle_is_read_once_for_each_change_of_it(amended: Database):
    with amended.read() as session:
        cycle = load(session, CYCLE)
        assert [version.since.isoformat() for version in cycle.versions] == ["2016-08-25", "2016-09-01"]
        assert cycle.ended(CaseKey("1")) is cycle
        assert load(session, CYCLE) is cycle
        assert cycle.changes[0].recorded_at == datetime.fromisoformat("2016-09-01T10:00+07:00")
