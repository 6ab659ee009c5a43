"""Whether the journal of a cycle is whole: every row, its chain, the seals, and what the tables remember of it."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import text
from sqlmodel import Session

from calendars.saying import Text, say
from srok.store.chain import CYCLE_CHAIN, chain_name, chain_start, entry_hash, heads_digest
from srok.store.journal import CLOCK_SLACK, from_row
from srok.store.projection import key_of
from srok.store.seals import CLOCK_BACK
from srok.store.stored import DamagedError, parsed, stored
from srok.store.tables import CaseRow, CycleRow, EntryRow


@dataclass
class _Chains:
    """The length and the head of every chain, and how late it is, while the rows are read in order."""

    heads: dict[str, tuple[int, str]] = field(default_factory=dict)
    start: EntryRow | None = None
    latest: datetime | None = None


def audit(session: Session, cycle: CycleRow, cases: Iterable[CaseRow]) -> Iterator[Text]:
    """Yield everything that is wrong with the journal of a cycle; `cases` are its rows in the table of cases."""
    chains = _Chains()
    expected = 1
    for row in stored(session, EntryRow, cycle.name):
        number = row["number"]
        if isinstance(number, int):
            if expected < number:
                yield _gap(cycle, expected, number - 1)
            expected = number + 1
        yield from _row(session, cycle, row, chains)
    if expected - 1 != cycle.entries:
        yield say(
            "{cycle}: the journal ends with entry {last}, but {number} were recorded",
            cycle=cycle.name,
            last=expected - 1,
            number=cycle.entries,
        )
    yield from _start(session, cycle, chains.start)
    yield from _heads(cycle, cases, chains)


def _gap(cycle: CycleRow, first: int, last: int) -> Text:
    if first == last:
        return say("{cycle}: entry {number} is missing from the journal", cycle=cycle.name, number=first)
    return say(
        "{cycle}: entries {first} to {last} are missing from the journal",
        cycle=cycle.name,
        first=first,
        last=last,
    )


def _row(session: Session, cycle: CycleRow, raw: Mapping[str, Any], chains: _Chains) -> Iterator[Text]:
    try:
        row = parsed(session, EntryRow, raw)
    except DamagedError as damage:
        yield say(
            "{cycle}: entry {number} has been changed: its column {column} cannot be read",
            cycle=cycle.name,
            number=str(raw["number"]),
            column=damage.column,
        )
        return
    said = _data(row)
    if said is None:
        yield say(
            "{cycle}: entry {number} has been changed: what it says cannot be read",
            cycle=cycle.name,
            number=row.number,
        )
    if entry_hash(row) != row.hash:
        yield say(
            "{cycle}: entry {number} has been changed: its hash does not fit its content",
            cycle=cycle.name,
            number=row.number,
        )
    elif row.kind == "seal" and said is not None and said.get("heads") != heads_digest(chains.heads):
        yield say(
            "{cycle}: the seal {number} does not fit the entries before it",
            cycle=cycle.name,
            number=row.number,
        )
    yield from _link(cycle, row, chains)
    yield from _moment(cycle, row, said or {}, chains)
    chains.heads[row.chain] = (row.chain_number, row.hash)
    if row.number == 1 and row.kind == "start":
        chains.start = row


def _data(row: EntryRow) -> dict[str, Any] | None:
    """Return what an entry says beside its columns; None where it is nothing that srok writes."""
    try:
        said = from_row(row).data
    except (ValueError, RecursionError):
        return None
    return said if isinstance(said, dict) else None


def _moment(cycle: CycleRow, row: EntryRow, said: dict[str, Any], chains: _Chains) -> Iterator[Text]:
    """Entries are recorded one after another, unless the clock was wrong: the seal that follows says so."""
    before, chains.latest = chains.latest, row.recorded_at
    if before is None or row.recorded_at >= before - CLOCK_SLACK:
        return
    if row.kind != "seal" or CLOCK_BACK not in said:
        yield say(
            "{cycle}: entry {number} was recorded at {moment}, earlier than the one before it at {before}",
            cycle=cycle.name,
            number=row.number,
            moment=row.recorded_at,
            before=before,
        )


def _link(cycle: CycleRow, row: EntryRow, chains: _Chains) -> Iterator[Text]:
    length, head = chains.heads.get(row.chain, (0, ""))
    if not head:
        head = chain_start(cycle.name, chains.start.hash if chains.start else "", row.chain)
    if row.chain_number != length + 1 or row.previous != head:
        yield say(
            "{cycle}: entry {number} does not follow the one before it in its chain",
            cycle=cycle.name,
            number=row.number,
        )


def _start(session: Session, cycle: CycleRow, first: EntryRow | None) -> Iterator[Text]:
    if first is None:
        yield say("{cycle}: the start entry is missing", cycle=cycle.name)
        return
    said = _data(first)
    if said is None:
        return  # that has been told already
    same = (cycle.start_hash, cycle.definition, cycle.calendar, cycle.started_on) == (
        first.hash,
        said.get("definition"),
        said.get("calendar"),
        first.on,
    )
    if not same:
        yield say("{cycle}: the table of cycles differs from the start entry", cycle=cycle.name)
    virtual = session.connection().execute(text("SELECT virtual FROM facts")).scalar()
    if "virtual" in said and virtual != said["virtual"]:
        yield say("{cycle}: the database says otherwise than the start entry which clock it lives on",
                  cycle=cycle.name)  # fmt: skip


def _heads(cycle: CycleRow, cases: Iterable[CaseRow], chains: _Chains) -> Iterator[Text]:
    """Compare the head and length of every chain with what the tables remember: a cut tail shows here."""
    wrong = list(_differing(cycle, cases, chains.heads))
    for chain, found, expected in sorted(wrong):
        yield say(
            "{cycle}: the chain {chain} has {found} entries, {expected} were recorded, or its head differs",
            cycle=cycle.name,
            chain=chain or "—",
            found=found,
            expected=expected,
        )


def _differing(
    cycle: CycleRow, cases: Iterable[CaseRow], heads: dict[str, tuple[int, str]]
) -> Iterator[tuple[str, int, int]]:
    """Yield the chains that are not as remembered, with both lengths; every head is taken out as it is compared."""
    own = (CYCLE_CHAIN, (cycle.chain_length, cycle.chain_head))
    others = (
        (chain_name(key_of(row)), (row.chain_length, row.chain_head))
        for row in cases
        if row.chain_length or row.chain_head
    )
    for chain, expected in itertools.chain((own,), others):
        found = heads.pop(chain, (0, ""))
        if found != expected:
            yield chain, found[0], expected[0]
    yield from ((chain, length, 0) for chain, (length, _) in heads.items())
