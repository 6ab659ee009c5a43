"""Entries in and out of the database: appended to their chains, read back as what the fold takes."""

from __future__ import annotations

import json
from collections.abc import Container, Iterable, Sequence
from dataclasses import asdict
from datetime import time, timedelta
from itertools import islice

from sqlalchemy import insert
from sqlmodel import Session, col, select

from srok.store.chain import CYCLE_CHAIN, chain_name, chain_start, entry_hash
from srok.store.projection import heads, set_heads
from srok.store.tables import CycleRow, EntryRow
from workflow import CaseKey, Cycle, Entry, appointing, with_upstream

#: How far behind the one before it an entry or a tick may be, since a process reads the clock before it waits for
#: its turn; further back, and the clock itself was wrong.
CLOCK_SLACK = timedelta(hours=1)

#: How many chains, or keys, one query asks for; a database takes only so many values in one.
_MOST_CHAINS = 500


def append(session: Session, cycle: CycleRow, entry: Entry) -> EntryRow:
    """Append an entry to the journal and to its chain; the caller gives it the cycle's next number."""
    (row,) = append_all(session, cycle, [entry])
    return row


def append_all(session: Session, cycle: CycleRow, entries: Iterable[Entry]) -> list[EntryRow]:
    """Append entries, as many as there may be, in one go."""
    rows = link_all(session, cycle, entries)
    append_rows(session, cycle, rows)
    return rows


def link_all(session: Session, cycle: CycleRow, entries: Iterable[Entry]) -> list[EntryRow]:
    """Return the rows of entries, for `append_rows`: they follow the heads of their chains as these are now."""
    given = list(entries)
    known: dict[CaseKey | None, tuple[int, str]] = {None: (cycle.chain_length, cycle.chain_head)}
    known.update(heads(session, cycle.name, {entry.case for entry in given if entry.case is not None}))
    rows = []
    for entry in given:
        row = _linked(cycle, entry, *known.get(entry.case, (0, "")))
        known[entry.case] = row.chain_number, row.hash
        rows.append(row)
    return rows


def append_rows(session: Session, cycle: CycleRow, rows: Sequence[EntryRow]) -> None:
    """Append rows that have been linked."""
    if not rows:
        return
    session.flush()
    session.connection().execute(insert(EntryRow), [row.model_dump() for row in rows])
    last = {row.chain: row for row in rows}
    cycle.entries = rows[-1].number
    if own := last.pop(CYCLE_CHAIN, None):
        cycle.chain_length, cycle.chain_head = own.chain_number, own.hash
    ends = {_case_of(row): (row.chain_number, row.hash) for row in last.values()}
    set_heads(session, cycle.name, ends)


def _linked(cycle: CycleRow, entry: Entry, length: int, head: str) -> EntryRow:
    """Return the row of an entry that follows the head of its chain."""
    chain = chain_name(entry.case)
    row = _to_row(cycle.name, entry, chain)
    row.chain_number = length + 1
    row.previous = head or chain_start(cycle.name, cycle.start_hash, chain)
    row.hash = entry_hash(row)
    return row


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
    return read_chains(session, cycle.name, chains_for(cycle, keys, known))


def chains_for(cycle: Cycle, keys: Iterable[CaseKey], known: Container[CaseKey] = ()) -> dict[CaseKey, None]:
    """Return the cases whose entries it takes to fold these, where some are `known` as they stand."""
    upstream = with_upstream(cycle, keys, known)
    above = (key for _, found in upstream for rows in found.values() for key in rows)
    return dict.fromkeys((*above, *appointing(upstream)))


def read_chains(session: Session, cycle: str, keys: Iterable[CaseKey]) -> list[Entry]:
    """Return the entries of these cases themselves, in order."""
    chains = map(chain_name, keys)
    entries: list[Entry] = []
    while some := list(islice(chains, _MOST_CHAINS)):
        query = select(EntryRow).where(EntryRow.cycle == cycle, col(EntryRow.chain).in_(some))
        entries.extend(from_row(row) for row in session.exec(query))
    return sorted(entries, key=lambda entry: entry.number)


def entries_by_key(session: Session, cycle: str, keys: Iterable[str]) -> dict[str, Entry]:
    """Return the entries that were recorded under idempotency keys."""
    rest = iter(keys)
    found: dict[str, Entry] = {}
    while some := list(islice(rest, _MOST_CHAINS)):
        query = select(EntryRow).where(EntryRow.cycle == cycle, col(EntryRow.key).in_(some))
        found.update((row.key or "", from_row(row)) for row in session.exec(query))
    return found


def from_row(row: EntryRow) -> Entry:
    """Return the entry that a row keeps."""
    return Entry(
        number=row.number,
        kind=row.kind,  # type: ignore[arg-type]  # written from the same literal; `verify` guards the column
        on=row.on,
        recorded_at=row.recorded_at,
        case=None if row.chain == CYCLE_CHAIN else _case_of(row),
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


def _case_of(row: EntryRow) -> CaseKey:
    return CaseKey(row.event, row.subject, row.agency, row.period)


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
