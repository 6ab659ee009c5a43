"""A database made by the first schema goes on under the newest: its entries keep their hashes, its letters stay."""

import hashlib
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, event

import srok.store.migrate
from srok.store.chain import entry_hash
from srok.store.database import Database
from srok.store.tables import EntryRow

#: The guard as the first schema had it.
FIRST_GUARD = (
    "CREATE TRIGGER entry_no_replace BEFORE INSERT ON entry WHEN EXISTS (SELECT 1 FROM entry WHERE cycle = NEW.cycle "
    "AND (number = NEW.number OR key = NEW.key OR (chain = NEW.chain AND chain_number = NEW.chain_number))) "
    "BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END"
)
TABLES = ("facts", "snapshot", "cycle", "entry", "case_state", "said", "outbox")


def make_first_schema(path: Path) -> None:
    engine = create_engine(f"sqlite:///{path}")
    event.listen(engine, "connect", lambda connection, _: setattr(connection, "isolation_level", None))
    config = Config()
    config.set_main_option("script_location", str(Path(srok.store.migrate.__file__).with_name("migrations")))
    with engine.connect() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        connection.exec_driver_sql("DROP TRIGGER entry_no_replace")
        connection.exec_driver_sql(FIRST_GUARD)
    engine.dispose()


def columns(connection: sqlite3.Connection, table: str) -> str:
    return ", ".join(f'"{name}"' for _, name, *_ in connection.execute(f"PRAGMA main.table_info({table})"))


@pytest.fixture
def older(lived_file: Path, tmp_path: Path) -> Path:
    """What has happened in the small cycle, kept by the first schema."""
    path = tmp_path / "older.db"
    make_first_schema(path)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("ATTACH ? AS lived", (str(lived_file),))
        for table in TABLES:
            names = columns(connection, table)
            connection.execute(f"INSERT INTO main.{table} ({names}) SELECT {names} FROM lived.{table}")
    return path


def first_hash(row: sqlite3.Row) -> str:
    """The hash as the first version made it: over every column that its table had but the hash itself."""
    values = {"v": 1, **{name: row[name] for name in row.keys() if name != "hash"}}  # noqa: SIM118
    values["recorded_at"] = values["recorded_at"].replace(" ", "T") + "+00:00"
    text = json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def test_entries_of_the_first_schema_keep_their_hashes(older: Path, damage: Callable[..., list[str]]) -> None:
    with closing(sqlite3.connect(older)) as connection:
        connection.row_factory = sqlite3.Row
        rows = connection.execute("SELECT * FROM entry").fetchall()
    assert len(rows) == 13
    assert "row" not in rows[0].keys()  # noqa: SIM118
    assert [first_hash(row) for row in rows] == [row["hash"] for row in rows]
    database = Database(f"sqlite:///{older}")
    assert damage(database) == []
    database.close()


def test_letters_of_the_first_schema_stay(older: Path) -> None:
    query = "SELECT id, recipient, day, message_id, message, state, sent_at FROM outbox ORDER BY id"
    with closing(sqlite3.connect(older)) as connection:
        before = connection.execute(query).fetchall()
        Database(f"sqlite:///{older}").close()
        assert connection.execute(query).fetchall() == before != []


def test_a_row_inside_a_case_is_under_the_hash(lived: Database) -> None:
    with lived.read() as session:
        entry = session.get_one(EntryRow, ("small-2016", 7))
        assert entry_hash(entry) == entry.hash
        entry.row = "Ачинск"
        assert entry_hash(entry) != entry.hash


SECOND_LETTER = """
    INSERT INTO outbox (cycle, recipient, address, day, message_id, message, state, attempts, error, created_at)
    SELECT cycle, recipient, address, day, 'second', message, 'queued', 0, '', created_at FROM outbox LIMIT 1
"""


def test_only_one_letter_of_a_day_stands(lived: Database, raw: Callable[..., Any]) -> None:
    """One that was withdrawn before it left may be replaced; a second one beside it may not."""
    with raw(lived.path) as connection:
        with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
            connection.execute(SECOND_LETTER)
        connection.execute("UPDATE outbox SET state = 'superseded'")
        connection.execute(SECOND_LETTER)
