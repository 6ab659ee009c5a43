"""The database is durable, has one writer at a time, exactly the schema of the code, and says what is wrong with it."""

import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine, inspect, text

import srok.store.migrate
from calendars.errors import SystemFault
from srok.store import cycles, database
from srok.store.database import Database
from srok.store.journal import entries_of
from srok.store.tables import METADATA

CYCLE = "small-2016"


def test_what_is_committed_is_on_the_disk(store):
    with store.read() as session:
        pragma = {
            name: session.connection().execute(text(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "synchronous")
        }
    assert pragma == {"journal_mode": "wal", "synchronous": 2}  # 2 is FULL


def test_a_writer_is_alone_from_its_first_look(store):
    """It has only read so far, and yet nobody can write between what it saw and what it will write."""
    with store.write() as session, sqlite3.connect(store.path, timeout=0) as other:
        cycles.names(session)
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")


def test_writers_in_several_processes_all_succeed(store, url, moment, damage, side_by_side):
    at = moment("2016-09-01T10:00").isoformat()
    statuses = side_by_side("record_many.py", [[url, CYCLE, str(worker)] for worker in range(4)], [at])
    assert statuses == [0, 0, 0, 0]
    with store.read() as session:
        entries = entries_of(session, CYCLE)
    assert [entry.number for entry in entries] == list(range(1, 107))
    assert {entry.key for entry in entries[6:]} == {
        f"{worker}/{number}" for worker in range(4) for number in range(25)
    }
    assert damage(store) == []


# The schema ----------------------------------------------------------------------------------------------


def test_the_newest_migration_is_the_schema_of_the_code():
    config = Config()
    config.set_main_option("script_location", str(Path(srok.store.migrate.__file__).with_name("migrations")))
    assert ScriptDirectory.from_config(config).get_heads() == [database.SCHEMA]


def test_migrations_make_exactly_the_tables_of_the_code(empty):
    with empty.engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True}
        )
        assert compare_metadata(context, METADATA) == []


def _constraints(engine: Engine) -> dict[str, object]:
    found = inspect(engine)
    with engine.connect() as connection:
        without_rowid = dict(connection.execute(text("SELECT name, wr FROM pragma_table_list")).all())
        indexes = dict(
            connection.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'index'")).all()
        )
    return {
        table: (
            found.get_pk_constraint(table)["constrained_columns"],
            sorted(sorted(unique["column_names"]) for unique in found.get_unique_constraints(table)),
            sorted((index["name"], indexes[index["name"]]) for index in found.get_indexes(table)),
            [
                (column["name"], str(column["type"]), column["nullable"])
                for column in found.get_columns(table)
            ],
            without_rowid[table],
        )
        for table in METADATA.tables
    }


def test_migrations_make_exactly_the_constraints_of_the_code(empty, tmp_path):
    """What Alembic's comparison leaves out: keys, unique constraints, partial indexes, tables without a rowid."""
    other = create_engine(f"sqlite:///{tmp_path / 'other.db'}")
    METADATA.create_all(other)
    assert _constraints(empty.engine) == _constraints(other)
    other.dispose()


def test_a_database_is_migrated_once(store, url):
    before = _constraints(store.engine)
    again = Database(url)
    assert _constraints(again.engine) == before
    again.close()


# What may be wrong with it -------------------------------------------------------------------------------


def test_a_database_of_a_newer_srok_is_refused(store, url, raw):
    with raw(store.path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(SystemFault, match="newer srok"):
        Database(url)


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("sqlite:///missing/folder/srok.db", "unable to open database file"),
        ("sqlite:///.", "unable to open database file"),
        ("sqlite:///text.txt", "file is not a database"),
        ("sqlite://", "sqlite:///srok.db"),
        ("postgresql://u:secret@host/db", "SQLite file"),
        ("u:secret@host", "not the address of a database"),
        ("", "not the address of a database"),
        ("sqlite:/srok.db", "not the address of a database"),
        ("oracle9://u:secret@host/db", "SQLite file"),
    ],
)
def test_an_address_that_cannot_be_used_is_a_fault_that_says_why(address, says, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("text.txt").write_text("This is a text, and long enough to be no empty database at all. " * 20)
    with pytest.raises(SystemFault) as fault:
        Database(address)
    assert says in str(fault.value.message)
    assert "secret" not in str(fault.value.message)
