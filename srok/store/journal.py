"""Entries in and out of the database: appended to their chains, read back as what the fold takes."""

from __future__ import annotations

import json
from collections.abc import Container, Iterable
from dataclasses import asdict
from datetime import time, timedelta
from itertools import islice

from sqlalchemy import insert
from sqlmodel import Session, col, select

from srok.store.chain import CYCLE_CHAIN, chain_name, chain_start, entry_hash
from srok.store.tables import CaseRow, CycleRow, EntryRow
from workflow import CaseKey, Cycle, Entry, appointing, with_upstream

#: How far behind the one before it an entry or a tick may be, since a process reads the clock before it waits for
#: its turn; further back, and the clock itself was wrong.
CLOCK_SLACK = timedelta(hours=1)

#: How many chains one query asks for; a database takes only so many values in one.
_MOST_CHAINS = 500


def append(session: Session, cycle: CycleRow, entry: Entry) -> EntryRow:
    """Append an entry to the journal and to its chain; the caller gives it the cycle's next number."""
    row = _linked(cycle, entry, *_head(session, cycle, entry.case))
    session.add(row)
    session.flush()
    cycle.entries = entry.number
    _set_head(session, cycle, entry.case, row)
    return row


def append_all(session: Session, cycle: CycleRow, entries: Iterable[Entry]) -> None:
    """Append entries about the cycle itself, as many as there may be, in one go."""
    rows = []
    for entry in entries:
        row = _linked(cycle, entry, cycle.chain_length, cycle.chain_head)
        cycle.entries, cycle.chain_length, cycle.chain_head = entry.number, row.chain_number, row.hash
        rows.append(row.model_dump())
    if rows:
        session.flush()
        session.connection().execute(insert(EntryRow), rows)


def _linked(cycle: CycleRow, entry: Entry, length: int, head: str) -> EntryRow:
    """Return the row of an entry that follows the head of its chain."""
    chain = chain_name(entry.case)
    row = _to_row(cycle.name, entry, chain)
    row.chain_number = length + 1
    row.previous = head or chain_start(cycle.name, cycle.start_hash, chain)
    row.hash = entry_hash(row)
    return row


def _head(session: Session, cycle: CycleRow, case: CaseKey | None) -> tuple[int, str]:
    if case is None:
        return cycle.chain_length, cycle.chain_head
    row = case_row(session, cycle.name, case)
    return (row.chain_length, row.chain_head) if row else (0, "")


def _set_head(session: Session, cycle: CycleRow, case: CaseKey | None, entry: EntryRow) -> None:
    if case is None:
        cycle.chain_length, cycle.chain_head = entry.chain_number, entry.hash
    elif row := case_row(session, cycle.name, case):
        row.chain_length, row.chain_head = entry.chain_number, entry.hash
    session.flush()


def case_row(session: Session, cycle: str, key: CaseKey) -> CaseRow | None:
    """Return the projected row of a case."""
    return session.get(CaseRow, (cycle, key.event, key.subject, key.agency, key.period))


def entries_of(session: Session, cycle: str) -> list[Entry]:
    """Return all entries of a cycle in order of their numbers."""
    query = select(EntryRow).where(EntryRow.cycle == cycle).order_by(col(EntryRow.number))
    return [from_row(row) for row in session.exec(query)]


def entries_for(
    session: Session, cycle: Cycle, keys: Iterable[CaseKey], known: Container[CaseKey] = ()
) -> list[Entry]:
    """Return the entries of these cases, of all that they depend on, and of those that appoint whom they name.

    In order; of what is `known`, none. They are found by their chains: how long the journal is costs nothing.
    """
    upstream = with_upstream(cycle, keys, known)
    above = (key for _, found in upstream for rows in found.values() for key in rows)
    chains = iter(dict.fromkeys(chain_name(key) for key in (*above, *appointing(upstream))))
    entries: list[Entry] = []
    while some := list(islice(chains, _MOST_CHAINS)):
        query = select(EntryRow).where(EntryRow.cycle == cycle.name, col(EntryRow.chain).in_(some))
        entries.extend(from_row(row) for row in session.exec(query))
    return sorted(entries, key=lambda entry: entry.number)


def entry_by_key(session: Session, cycle: str, key: str) -> Entry | None:
    """Return the entry that was recorded under an idempotency key."""
    row = session.exec(select(EntryRow).where(EntryRow.cycle == cycle, EntryRow.key == key)).first()
    return from_row(row) if row else None


def from_row(row: EntryRow) -> Entry:
    """Return the entry that a row keeps."""
    case = None if row.chain == CYCLE_CHAIN else CaseKey(row.event, row.subject, row.agency, row.period)
    return Entry(
        number=row.number,
        kind=row.kind,  # type: ignore[arg-type]  # written from the same literal; `verify` guards the column
        on=row.on,
        recorded_at=row.recorded_at,
        case=case,
        trigger=row.trigger,
        at=time.fromisoformat(row.at) if row.at else None,
        actor=row.actor,
        ref=row.ref,
        basis=row.basis,
        note=row.note,
        day=row.day,
        data=json.loads(row.data),
        corrects=row.corrects,
        key=row.key or "",
        row=row.row,
    )


def _to_row(cycle: str, entry: Entry, chain: str) -> EntryRow:
    return EntryRow(
        cycle=cycle,
        number=entry.number,
        chain=chain,
        chain_number=0,
        kind=entry.kind,
        on=entry.on,
        at=entry.at.isoformat("minutes") if entry.at else None,
        recorded_at=entry.recorded_at,
        **(asdict(entry.case) if entry.case else {}),
        trigger=entry.trigger,
        actor=entry.actor,
        ref=entry.ref,
        basis=entry.basis,
        note=entry.note,
        day=entry.day,
        data=json.dumps(entry.data, ensure_ascii=False, sort_keys=True),
        corrects=entry.corrects,
        key=entry.key or None,
        previous="",
        hash="",
        row=entry.row,
    )
