"""Whether the database is whole and its tables are equal to a refold of the journal: every difference is named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import partial
from types import SimpleNamespace
from typing import Any

from sqlalchemy import Row, inspect, select, text
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, col

from calendars.errors import InputError, SrokError
from calendars.saying import Text, say
from definitions import unknown
from srok.store import cycles, outbox, outbox_audit
from srok.store.audit import audit
from srok.store.database import Database
from srok.store.guards import GUARDS
from srok.store.journal import entries_for
from srok.store.loading import read
from srok.store.projection import projected
from srok.store.refold import BATCH
from srok.store.snapshots import snapshot_name
from srok.store.stored import DamagedError, parsed, stored, values
from srok.store.tables import CaseRow, CycleRow, EntryRow, SnapshotRow
from workflow import Case, CaseKey, Cycle, Folding, batches


def verify(database: Database, now: datetime, only: str | None = None) -> list[Text]:
    """Return everything that is not as it should be, in one cycle or in all; an empty list means: whole."""
    found: list[Text] = []
    with database.examine() as session:
        try:
            for damage in _check(session, now, only):
                found.append(damage)  # noqa: PERF402 - what was found before the database fails is kept
        except DBAPIError as error:
            found.append(say("the database is damaged and cannot be read: {why}", why=str(error.orig)))
    return found


def _check(session: Session, now: datetime, only: str | None) -> Iterator[Text]:
    yield from _file(session)
    yield from _guards(session)
    yield from outbox_audit.indexes(session)
    yield from _snapshots(session)
    known = cycles.names(session)
    if only is not None and only not in known:
        raise InputError(unknown("cycle", only, known))
    yield from _orphans(session, known)
    for name in known if only is None else [only]:
        yield from _cycle(session, name, now)
        yield from outbox_audit.stray(session, name)


def _file(session: Session) -> Iterator[Text]:
    """SQLite's own check of its pages and indexes."""
    for damage in session.connection().execute(text("PRAGMA integrity_check(20)")).scalars():
        if damage != "ok":
            yield say("the file of the database is damaged: {why}", why=damage)


def _guards(session: Session) -> Iterator[Text]:
    query = text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    standing = {row.name: row.sql for row in session.connection().execute(query)}
    for guard, statement in GUARDS.items():
        if guard not in standing:
            yield say("the guard {guard} of the journal is missing from the database", guard=guard)
        elif standing[guard] != statement:
            yield say("the guard {guard} of the journal has been changed", guard=guard)
    for trigger in sorted(standing.keys() - GUARDS.keys()):
        yield say("the database has a trigger that srok does not know: {trigger}", trigger=trigger)


def _snapshots(session: Session) -> Iterator[Text]:
    for row in session.scalars(select(SnapshotRow)):
        if snapshot_name(row.content) != row.hash:
            yield say("the snapshot {name} ({kind}) has been changed", name=row.hash, kind=row.kind)


def _orphans(session: Session, known: list[str]) -> Iterator[Text]:
    """Rows of a cycle that is not in the table of cycles."""
    for name in sorted(set(session.scalars(select(col(EntryRow.cycle)).distinct())) - set(known)):
        yield say(
            "the journal has entries of “{cycle}”, which is missing from the table of cycles", cycle=name
        )
    for name in sorted(set(session.scalars(select(col(CaseRow.cycle)).distinct())) - set(known)):
        yield say("the table has cases of “{cycle}”, which is missing from the table of cycles", cycle=name)


def _cycle(session: Session, name: str, now: datetime) -> Iterator[Text]:
    try:
        (cycle,) = [parsed(session, CycleRow, row) for row in stored(session, CycleRow, name)]
    except DamagedError as damage:
        yield say(
            "{cycle}: column {column} of the table of cycles cannot be read", cycle=name, column=damage.column
        )
        return
    damages: list[Text] = []
    damages.extend(audit(session, cycle, _readable(session, name, damages)))
    damages.extend(_missing_snapshots(session, cycle))
    yield from damages
    if not damages:
        try:
            yield from _tables(session, read(session, name), now)
        except SrokError as error:
            yield _unfolded(name, error.message)
        except (ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
            yield _unfolded(
                name, repr(error)
            )  # whoever forges a journal with hashes that fit may write anything


def _readable(session: Session, name: str, damages: list[Text]) -> Iterator[Any]:
    """Yield what the table of cases says, a row at a time; tell of those that cannot be read."""
    for row in stored(session, CaseRow, name):
        try:
            yield SimpleNamespace(**values(session, CaseRow, row))
        except DamagedError as damage:
            where = " / ".join(
                str(row[part]) for part in ("event", "subject", "agency", "period") if row[part]
            )
            damages.append(
                say("{cycle}: case {case}: the column {column} cannot be read",
                    cycle=name, case=where, column=damage.column)
            )  # fmt: skip


def _unfolded(cycle: str, why: Text | str) -> Text:
    return say("{cycle}: the journal cannot be folded: {why}", cycle=cycle, why=why)


def _missing_snapshots(session: Session, cycle: CycleRow) -> Iterator[Text]:
    for snapshot in (cycle.definition, cycle.calendar):
        row = session.get(SnapshotRow, snapshot)
        if row is None:
            yield say("the snapshot {name} is missing from the database", name=snapshot)


# The table of cases --------------------------------------------------------------------------------------


def _tables(session: Session, cycle: Cycle, now: datetime) -> Iterator[Text]:
    for key in [key for key in _keys(session, cycle.name) if not cycle.has(key)]:
        yield say(
            "{cycle}: the table has a case that does not exist: {case}", cycle=cycle.name, case=str(key)
        )
    folding = Folding(cycle, size=BATCH)
    for keys in batches(cycle, BATCH):
        cases = folding.of(keys, partial(entries_for, session, cycle)).own
        yield from _rows(session, cycle, cases, now)


_KEY = tuple(CaseKey.__annotations__)


def _keys(session: Session, cycle: str) -> Iterator[CaseKey]:
    """Yield the keys of the cases that the table has."""
    columns = (col(getattr(CaseRow, name)) for name in _KEY)
    for row in session.connection().execute(select(*columns).where(col(CaseRow.cycle) == cycle)):
        yield CaseKey(*row)


def _in_table(session: Session, cycle: str, keys: Iterable[CaseKey]) -> dict[CaseKey, Row[Any]]:
    """Return the rows of some cases, and perhaps of others near them."""
    wanted = list(keys)
    near = (col(getattr(CaseRow, name)).in_({getattr(key, name) for key in wanted}) for name in _KEY)
    query = select(*inspect(CaseRow).columns).where(col(CaseRow.cycle) == cycle, *near)
    rows = session.connection().execute(query)
    return {CaseKey(row.event, row.subject, row.agency, row.period): row for row in rows}


def _rows(session: Session, cycle: Cycle, cases: list[Case], now: datetime) -> Iterator[Text]:
    """Compare some cases with what the table says of them."""
    found = _in_table(session, cycle.name, [case.key for case in cases])
    looks = outbox.next_looks(session, cycle, cases, now)
    for case in cases:
        row = found.get(case.key)
        if row is None:
            yield say(
                "{cycle}: the case {case} is missing from the table", cycle=cycle.name, case=str(case.key)
            )
            continue
        if row.stale:
            continue  # what it says is known to be out of date, and nobody reads it before it is folded
        yield from _case(cycle, case, row)
        yield from _wake(cycle, case, row.wake_at, looks[case.key], now)


def _case(cycle: Cycle, case: Case, row: Row[Any]) -> Iterator[Text]:
    for column, expected in projected(case).items():
        found = getattr(row, column)
        if found != expected:
            yield say(
                "{cycle}: case {case}: the table says {column} = {found}, the journal gives {expected}",
                cycle=cycle.name,
                case=str(case.key),
                column=column,
                found=str(found),
                expected=str(expected),
            )


def _wake(
    cycle: Cycle, case: Case, found: datetime | None, expected: datetime | None, now: datetime
) -> Iterator[Text]:
    """Looking at a case too early does no harm; too late, and a letter would not leave."""
    if expected is not None and (found is None or found > max(expected, now)):
        yield say(
            "{cycle}: case {case}: time changes it at {wake}, the table says {found}",
            cycle=cycle.name,
            case=str(case.key),
            wake=expected,
            found=found,
        )
