"""The connection to the database: one writer at a time, durable, and never an older or newer schema by accident."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from filelock import FileLock
from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, OperationalError
from sqlalchemy.pool import ConnectionPoolEntry
from sqlmodel import Session

from calendars.errors import SystemFault
from calendars.saying import say

__all__ = ["SCHEMA", "Database", "Session"]

#: The revision of the schema that this code works with: the newest in `migrations`.
SCHEMA = "0004"

#: How long a writer waits for the one before it, in milliseconds.
BUSY_MS = 30_000


class Database:
    """An open database; `read` and `write` give sessions, each one transaction."""

    def __init__(self, url: str, *, create: bool = True) -> None:
        self.path = _sqlite_path(url)
        if not create and not self.path.exists():
            # SQLite would make an empty file of a mistyped name, and an empty journal is whole.
            raise SystemFault(
                say(
                    "there is no database at {path}: srok start makes one; SROK_DATABASE_URL says which is meant",
                    path=str(self.path),
                )
            )
        self.engine = _engine(url, self.path)
        self._migrate()

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Open a session that only reads, on one snapshot of the database."""
        with _faults(self.path), self.engine.connect() as connection, Session(connection) as session:
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        """Open a session that writes: alone from its beginning, all or nothing.

        A deferred transaction would fail under load when it turns into a writer, whatever the busy time-out.
        """
        with _faults(self.path), self._writer() as connection, Session(connection) as session:
            yield session
            session.commit()

    @contextmanager
    def alone(self, purpose: str) -> Iterator[None]:
        """Hold a lock that only one process has at a time, and that dies with its process."""
        lock = FileLock(f"{self.path}.{purpose}.lock")
        try:
            lock.acquire()
        except OSError as error:
            raise SystemFault(
                say(
                    "the lock {file} cannot be taken: {why}",
                    file=lock.lock_file,
                    why=error.strerror or str(error),
                )
            ) from error
        try:
            yield
        finally:
            lock.release()

    @contextmanager
    def examine(self) -> Iterator[Session]:
        """Open a session that only reads, and reads even text that is not UTF-8, for `verify`."""
        with _faults(self.path), self.engine.connect() as connection:
            driver: Any = connection.connection.driver_connection
            driver.text_factory = _any_text
            try:
                with Session(connection) as session:
                    yield session
            finally:
                driver.text_factory = str

    def close(self) -> None:
        """Give the connections back."""
        self.engine.dispose()

    def _writer(self) -> Connection:
        return self.engine.connect().execution_options(srok_writes=True)

    def _migrate(self) -> None:
        if self._revision() == SCHEMA:
            return
        with self.alone("migrate"), _faults(self.path), self._writer() as connection, connection.begin():
            from srok.store.migrate import upgrade  # noqa: PLC0415 - slow, and hardly ever needed

            upgrade(connection)

    def _revision(self) -> str | None:
        with _faults(self.path), self.engine.connect() as connection:
            if not inspect(connection).has_table("alembic_version"):
                return None
            found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
            return found


def shown(url: str) -> str:
    """Return the address of a database without its password; what cannot be read may be all password."""
    try:
        return make_url(url).render_as_string(hide_password=True)
    except ArgumentError:
        return "?"


def _sqlite_path(url: str) -> Path:
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise SystemFault(
            # What cannot be read may hold a password, so it is not repeated.
            say("SROK_DATABASE_URL is not the address of a database; example: sqlite:///srok.db")
        ) from None
    if parsed.get_backend_name() != "sqlite" or not parsed.database or parsed.database == ":memory:":
        raise SystemFault(
            say(
                "this version keeps its data in an SQLite file, for example sqlite:///srok.db; given: {url}",
                url=shown(url),
            )
        )
    # One file has one path, by whatever links it is reached: its locks are named after it.
    return Path(os.path.realpath(parsed.database))


def _as_it_stands(path: Path) -> URL | None:
    """Return how to read a database where SQLite may not write beside it, as it does even to read; else None.

    With a log of changes beside it somebody is writing, or has died writing: the file alone is not the database.
    """
    if not path.exists() or os.access(path.parent, os.W_OK) or Path(f"{path}-wal").exists():
        return None
    return URL.create("sqlite", database=path.as_uri(), query={"immutable": "1", "uri": "true"})


def _engine(url: str, path: Path) -> Engine:
    engine = create_engine(_as_it_stands(path) or url)
    writable = not path.exists() or os.access(path, os.W_OK)

    @event.listens_for(engine, "connect")
    def _configure(connection: sqlite3.Connection, _record: ConnectionPoolEntry) -> None:
        connection.isolation_level = (
            None  # transactions begin where `_begin` says, not where the driver guesses
        )
        connection.execute(f"PRAGMA busy_timeout={BUSY_MS}")
        if writable:
            connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("srok_writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _any_text(stored: bytes) -> str:
    return stored.decode("utf-8", "backslashreplace")


@contextmanager
def _faults(path: Path) -> Iterator[None]:
    """Turn what the database cannot do into a fault of the system, with the file named."""
    try:
        yield
    except OperationalError as error:
        if _busy(error):
            raise SystemFault(
                say("the database {path} is busy: others are writing; try again in a minute", path=str(path))
            ) from error
        raise SystemFault(
            say("the database {path} cannot be used: {why}", path=str(path), why=str(error.orig))
        ) from error
    except DatabaseError as error:
        if type(error) is not DatabaseError:
            raise
        raise SystemFault(
            say("the database {path} is damaged: {why}", path=str(path), why=str(error.orig))
        ) from error


def _busy(error: OperationalError) -> bool:
    code: int = getattr(error.orig, "sqlite_errorcode", 0)
    return code & 0xFF == sqlite3.SQLITE_BUSY  # the lower byte: the upper ones tell more of the same
