"""Whether the journal is whole and the tables are equal to a refold: every difference is named."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, select

from calendars.errors import InputError
from calendars.saying import Text, say
from notifications import next_look
from srok.store import cycles, outbox
from srok.store.chain import CYCLE_CHAIN, chain_name, chain_start, entry_hash, heads_digest
from srok.store.database import Database
from srok.store.journal import from_row
from srok.store.projection import key_of, projected
from srok.store.tables import CaseRow, CycleRow, EntryRow, SnapshotRow
from workflow import Case, Cycle, fold

_GUARDS = ("entry_no_update", "entry_no_delete", "entry_no_replace")


def verify(database: Database, now: datetime, only: str | None = None) -> list[Text]:
    """Return everything that is not as it should be, in one cycle or in all; an empty list means: whole."""
    with database.engine.connect() as connection, Session(connection) as session:
        try:
            return list(_check(session, now, only))
        except DBAPIError as error:
            return [say("the database is damaged and cannot be read: {why}", why=str(error.orig))]


def _check(session: Session, now: datetime, only: str | None) -> Iterator[Text]:
    standing = set(
        session.connection().execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).scalars()
    )
    for guard in _GUARDS:
        if guard not in standing:
            yield say("the guard {guard} of the journal is missing from the database", guard=guard)
    yield from _snapshots(session)
    known = cycles.names(session)
    if only is not None and only not in known:
        cycles.load(session, only)  # says which cycles there are
    yield from _orphans(session, known)
    for name in known if only is None else [only]:
        damage = list(_journal(session, name))
        yield from damage
        if not damage:
            yield from _tables(session, name, now)


def _snapshots(session: Session) -> Iterator[Text]:
    for row in session.exec(select(SnapshotRow)):
        if cycles.snapshot_name(row.content) != row.hash:
            yield say("the snapshot {name} ({kind}) has been changed", name=row.hash, kind=row.kind)


def _orphans(session: Session, known: list[str]) -> Iterator[Text]:
    """Entries of a cycle that is not in the table of cycles."""
    for name in sorted(set(session.exec(select(EntryRow.cycle).distinct())) - set(known)):
        yield say(
            "the journal has entries of “{cycle}”, which is missing from the table of cycles", cycle=name
        )


# The journal ---------------------------------------------------------------------------------------------


@dataclass
class _Chains:
    """The heads of all chains while the rows are read in order."""

    heads: dict[str, tuple[int, str]]
    start_hash: str = ""


def _journal(session: Session, name: str) -> Iterator[Text]:
    cycle = session.get_one(CycleRow, name)
    chains = _Chains({})
    expected = 1
    for number in (
        session.connection()
        .execute(text("SELECT number FROM entry WHERE cycle = :name ORDER BY number"), {"name": name})
        .scalars()
        .all()
    ):
        while isinstance(number, int) and expected < number:
            yield say("{cycle}: entry {number} is missing from the journal", cycle=name, number=expected)
            expected += 1
        expected += 1
        yield from _row(session, cycle, number, chains)
    if expected - 1 < cycle.entries:
        yield say(
            "{cycle}: the journal ends with entry {last}, but {number} were recorded",
            cycle=name,
            last=expected - 1,
            number=cycle.entries,
        )
    yield from _start(session, cycle, chains)
    yield from _heads(session, cycle, chains)


def _row(session: Session, cycle: CycleRow, number: int, chains: _Chains) -> Iterator[Text]:
    try:
        row = session.get_one(EntryRow, (cycle.name, number))
        good = entry_hash(row) == row.hash
    except (ValueError, TypeError, AttributeError):
        yield say(
            "{cycle}: entry {number} has been changed: it cannot be read any more",
            cycle=cycle.name,
            number=number,
        )
        return
    if not good:
        yield say(
            "{cycle}: entry {number} has been changed: its hash does not fit its content",
            cycle=cycle.name,
            number=number,
        )
    yield from _link(cycle, row, chains)
    if row.kind == "seal" and good:
        yield from _seal(cycle, row, chains)
    chains.heads[row.chain] = (row.chain_number, row.hash)
    if row.kind == "start":
        chains.start_hash = row.hash


def _link(cycle: CycleRow, row: EntryRow, chains: _Chains) -> Iterator[Text]:
    length, head = chains.heads.get(row.chain, (0, ""))
    if not head:
        start = chains.start_hash if row.kind != "start" else ""
        head = chain_start(cycle.name, start, row.chain)
    if row.chain_number != length + 1 or row.previous != head:
        yield say(
            "{cycle}: entry {number} does not follow the one before it in its chain",
            cycle=cycle.name,
            number=row.number,
        )


def _seal(cycle: CycleRow, row: EntryRow, chains: _Chains) -> Iterator[Text]:
    if from_row(row).data.get("heads") != heads_digest(chains.heads):
        yield say(
            "{cycle}: the seal {number} does not fit the entries before it",
            cycle=cycle.name,
            number=row.number,
        )


def _start(session: Session, cycle: CycleRow, chains: _Chains) -> Iterator[Text]:
    first = session.get(EntryRow, (cycle.name, 1))
    if first is None or first.kind != "start":
        yield say("{cycle}: the start entry is missing", cycle=cycle.name)
        return
    said = from_row(first).data
    same = (cycle.start_hash, cycle.definition, cycle.calendar, cycle.started_on) == (
        chains.start_hash,
        said.get("definition"),
        said.get("calendar"),
        first.on,
    )
    if not same:
        yield say("{cycle}: the table of cycles differs from the start entry", cycle=cycle.name)
    for snapshot in (cycle.definition, cycle.calendar):
        if session.get(SnapshotRow, snapshot) is None:
            yield say("the snapshot {name} is missing from the database", name=snapshot)


def _heads(session: Session, cycle: CycleRow, chains: _Chains) -> Iterator[Text]:
    """Compare the head and length of every chain with what the tables remember: a cut tail shows here."""
    remembered = {CYCLE_CHAIN: (cycle.chain_length, cycle.chain_head)}
    for row in session.exec(select(CaseRow).where(CaseRow.cycle == cycle.name)):
        if row.chain_length or row.chain_head:
            remembered[chain_name(key_of(row))] = (row.chain_length, row.chain_head)
    for chain in sorted(remembered.keys() | chains.heads.keys()):
        if remembered.get(chain) != chains.heads.get(chain):
            yield say(
                "{cycle}: the chain {chain} has {found} entries, {expected} were recorded, or its head differs",
                cycle=cycle.name,
                chain=chain or "—",
                found=chains.heads.get(chain, (0, ""))[0],
                expected=remembered.get(chain, (0, ""))[0],
            )


# The tables ----------------------------------------------------------------------------------------------


def _tables(session: Session, name: str, now: datetime) -> Iterator[Text]:
    try:
        cycle = cycles.load(session, name)
    except (InputError, ValueError) as error:
        yield say("{cycle}: its snapshots cannot be read: {why}", cycle=name, why=str(error))
        return
    entries = [
        from_row(row)
        for row in session.exec(select(EntryRow).where(EntryRow.cycle == name).order_by("number"))
    ]
    cases = fold(cycle, entries)
    said = outbox.said_of(session, name, cases)
    rows = {key_of(row): row for row in session.exec(select(CaseRow).where(CaseRow.cycle == name))}
    for key in rows.keys() - cases.keys():
        yield say("{cycle}: the table has a case that does not exist: {case}", cycle=name, case=str(key))
    for key, case in cases.items():
        yield from _case(cycle, case, rows.get(key), said[key], now)


def _case(
    cycle: Cycle, case: Case, row: CaseRow | None, said: set[tuple[str, str, date]], now: datetime
) -> Iterator[Text]:
    if row is None:
        yield say("{cycle}: the case {case} is missing from the table", cycle=cycle.name, case=str(case.key))
        return
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
    unsaid = {(rung, recipient) for rung, recipient, due in said if due == case.due}
    wake = next_look(cycle, case, now, unsaid)
    if wake is not None and wake > now and (row.wake_at is None or row.wake_at > wake):
        yield say(
            "{cycle}: case {case}: time changes it at {wake}, the table says {found}",
            cycle=cycle.name,
            case=str(case.key),
            wake=wake,
            found=row.wake_at,
        )
