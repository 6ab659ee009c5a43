"""Cases folded and written in batches: all of them when a cycle starts, later those that an entry left stale.

An entry that many cases follow from is recorded with its own case alone; the others are marked stale with it, in one
transaction, and folded after it. Each batch is a transaction of its own, so that whoever dies in between leaves cases
that are right or marked: the next batch, of whichever process, goes on with those that are marked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from itertools import islice

from sqlmodel import Session

from srok.store import outbox
from srok.store.database import Database
from srok.store.journal import entries_for
from srok.store.loading import load
from srok.store.looks import next_look
from srok.store.projection import calm, set_wakes, stale, write_cases
from srok.store.tables import CycleRow
from workflow import Case, CaseKey, Cycle, Entry, fold_only, upstream_keys

#: How many cases are folded in one transaction with an entry; if it takes more, they are left stale with it.
AT_ONCE = 500

#: How many cases a batch has.
BATCH = 500


def refold(database: Database, name: str, now: datetime, *, batch: int = BATCH) -> int:
    """Fold the stale cases of a cycle until there are none; return how many there were. `now` is aware."""
    done, known, at = 0, dict[CaseKey, Case](), -1
    while True:
        with database.write() as session:
            cycle = load(session, name)
            keys = stale(session, cycle.name, batch)
            if not keys:
                return done
            entries = session.get_one(CycleRow, cycle.name).entries
            if entries != at:
                known = {}  # somebody has recorded meanwhile: what was known may hold no more
            known = _refold(session, cycle, [key for key in keys if cycle.has(key)], known, now)
            calm(session, cycle.name, (key for key in keys if not cycle.has(key)))
            done, at = done + len(keys), entries


def _refold(
    session: Session, cycle: Cycle, keys: list[CaseKey], known: Mapping[CaseKey, Case], now: datetime
) -> dict[CaseKey, Case]:
    cases = fold_only(cycle, entries_for(session, cycle, keys, known), keys, known=known)
    settle(session, cycle, [cases[key] for key in keys], now)
    return _shared(cycle, keys, cases)


def _shared(cycle: Cycle, keys: Iterable[CaseKey], cases: Mapping[CaseKey, Case]) -> dict[CaseKey, Case]:
    """Return what the next batch may depend on too, so that what many wait for is folded once and not for each."""
    return {above: cases[above] for key in keys for above in upstream_keys(cycle, key)}


def settle(session: Session, cycle: Cycle, cases: Iterable[Case], now: datetime) -> None:
    """Write how cases stand, and withdraw the letters that say otherwise and have not left."""
    found = list(cases)
    withdrawn = outbox.withdraw(session, cycle, found)
    wakes = {**outbox.next_looks(session, cycle, found, now), **dict.fromkeys(withdrawn, now)}
    write_cases(session, cycle.name, found, wakes)
    set_wakes(session, cycle.name, dict.fromkeys(withdrawn - {case.key for case in found}, now))


def open_cases(session: Session, cycle: Cycle, now: datetime) -> None:
    """Write the cases of a cycle that begins: nothing has been said of any, and nothing has happened."""
    known: dict[CaseKey, Case] = {}
    nothing: tuple[Entry, ...] = ()
    every = sorted((key for event in cycle.definition.events for key in cycle.rows_of(event)), key=_whose)
    for keys in _batches(every):
        cases = fold_only(cycle, nothing, keys, known=known)
        wakes = {key: next_look(cycle, cases[key], now, (), ()) for key in keys}
        write_cases(session, cycle.name, [cases[key] for key in keys], wakes)
        known = _shared(cycle, keys, cases)


def _whose(key: CaseKey) -> tuple[str, ...]:
    """Cases of one participant lie together, for they mostly depend on each other."""
    return key.subject, key.agency, key.period, key.event


def _batches(keys: Iterable[CaseKey]) -> Iterator[list[CaseKey]]:
    rest = iter(keys)
    while some := list(islice(rest, BATCH)):
        yield some
