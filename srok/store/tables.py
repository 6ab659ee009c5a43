"""The tables: the journal that is never changed, and what is derived from it or needed to send letters."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import (
    Column,
    DateTime,
    Index,
    LargeBinary,
    MetaData,
    Text,
    TypeDecorator,
    UniqueConstraint,
    text,
)
from sqlalchemy.engine import Dialect
from sqlmodel import Field, SQLModel

METADATA = MetaData()


class Moment(TypeDecorator[datetime]):
    """An aware moment, kept in UTC on every database (SQLite itself knows no zones)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a moment without a zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            msg = "a moment without a time zone"
            raise ValueError(msg)
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """Give the zone back."""
        return value.replace(tzinfo=UTC) if value is not None and value.tzinfo is None else value


def _moment(*, nullable: bool = True) -> Any:  # noqa: ANN401 - SQLModel's fields are typed as their values
    return Field(sa_column=Column(Moment(), nullable=nullable))


class Base(SQLModel):
    """The tables of srok share one metadata of their own."""

    metadata = METADATA


class FactsRow(Base, table=True):
    """One row about the database itself; a virtual clock is never mixed with the real one."""

    __tablename__ = "facts"
    id: int = Field(default=1, primary_key=True)
    virtual: bool = False
    clock: datetime | None = _moment()


class SnapshotRow(Base, table=True):
    """A definition or a day table, named by the hash of its content."""

    __tablename__ = "snapshot"
    hash: str = Field(primary_key=True)
    kind: str
    content: str = Field(sa_type=Text)


class CycleRow(Base, table=True):
    """A cycle, derived from its start entry, with the head of its own chain."""

    __tablename__ = "cycle"
    name: str = Field(primary_key=True)
    definition: str
    calendar: str
    started_on: date
    start_hash: str
    entries: int = 0
    chain_head: str = ""
    chain_length: int = 0


class EntryRow(Base, table=True):
    """One fact. The database refuses to change, delete or replace a row (see the first migration).

    `row` names a row inside the case: the participant of a survey's answer, or the line of a sheet.
    """

    __tablename__ = "entry"
    __table_args__ = (
        UniqueConstraint("cycle", "key"),
        UniqueConstraint("cycle", "chain", "chain_number"),
        {"sqlite_with_rowid": False},
    )
    cycle: str = Field(primary_key=True)
    number: int = Field(primary_key=True)
    chain: str
    chain_number: int
    kind: str
    on: date
    at: str | None = None
    recorded_at: datetime = _moment(nullable=False)
    event: str = ""
    subject: str = ""
    agency: str = ""
    period: str = ""
    trigger: str = ""
    actor: str = ""
    ref: str = ""
    basis: str = ""
    note: str = ""
    day: date | None = None
    data: str = Field(default="{}", sa_type=Text)
    corrects: int | None = None
    key: str | None = None
    previous: str
    hash: str
    row: str = Field(default="", sa_column_kwargs={"server_default": text("''")})


class CaseRow(Base, table=True):
    """How a case stands, for filtering and for finding what is due; written by the fold, rebuilt at any time.

    A `stale` row shows how the case stood before an entry that it depends on, and is to be folded again.
    """

    __tablename__ = "case_state"
    __table_args__ = (
        Index(
            "case_state_wake",
            "wake_at",
            sqlite_where=text("wake_at IS NOT NULL"),
            postgresql_where=text("wake_at IS NOT NULL"),
        ),
        Index(
            "case_state_stale",
            "cycle",
            "subject",
            "agency",
            "period",
            "event",
            sqlite_where=text("stale = 1"),
            postgresql_where=text("stale"),
        ),
    )
    cycle: str = Field(primary_key=True)
    event: str = Field(primary_key=True)
    subject: str = Field(primary_key=True)
    agency: str = Field(primary_key=True)
    period: str = Field(primary_key=True)
    state: str
    applies: str
    opens: date | None = None
    baseline: date | None = None
    planned: date | None = None
    due: date | None = None
    actual: date | None = None
    removed: bool = False
    moved: bool = False
    provisional: str = ""
    conflicts: int = 0
    chain_head: str = ""
    chain_length: int = 0
    wake_at: datetime | None = _moment()
    stale: bool = Field(default=False, sa_column_kwargs={"server_default": text("0")})


class SaidRow(Base, table=True):
    """What was said to whom about which due date, so that nothing is said twice."""

    __tablename__ = "said"
    __table_args__ = (Index("said_letter", "letter"),)
    cycle: str = Field(primary_key=True)
    event: str = Field(primary_key=True)
    subject: str = Field(primary_key=True)
    agency: str = Field(primary_key=True)
    period: str = Field(primary_key=True)
    step: str = Field(default="", primary_key=True)
    round: int = Field(default=0, primary_key=True)
    rung: str = Field(primary_key=True)
    due: date = Field(primary_key=True)
    recipient: str = Field(primary_key=True)
    letter: int


class OutboxRow(Base, table=True):
    """A letter, frozen when it was gathered: a crash can repeat it but never make a second one.

    `urgent` numbers the letters of a day that could not wait for the next one; 0 is the letter of the day itself. It
    leaves by the clock `timezone` of its recipient ("": that of the cycle): of whoever was appointed no cycle knows it.
    """

    __tablename__ = "outbox"
    __table_args__ = (
        Index(
            "outbox_one_a_day",
            "cycle",
            "recipient",
            "day",
            "urgent",
            unique=True,
            sqlite_where=text("state <> 'superseded'"),
            postgresql_where=text("state <> 'superseded'"),
        ),
        Index("outbox_recipient", "cycle", "recipient", "day"),
        UniqueConstraint("message_id"),
    )
    id: int | None = Field(default=None, primary_key=True)
    cycle: str
    recipient: str
    address: str
    day: date
    urgent: int = Field(default=0, sa_column_kwargs={"server_default": text("0")})
    timezone: str = Field(default="", sa_column_kwargs={"server_default": text("''")})
    message_id: str
    message: bytes = Field(sa_type=LargeBinary)
    state: str = Field(default="queued", index=True)
    attempts: int = 0
    error: str = ""
    next_try_at: datetime | None = _moment()
    created_at: datetime = _moment(nullable=False)
    sent_at: datetime | None = _moment()
