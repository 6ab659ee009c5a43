"""Cases folded and written in batches: all of them when a cycle starts, later those that an entry left stale.

An entry that many cases follow from is recorded with its own case alone; the others are marked stale with it, in one
transaction, and folded after it. Each batch is a transaction of its own, so that whoever dies in between leaves cases
that are right or marked: the next batch, of whichever process, goes on with those that are marked.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import partial

from sqlmodel import Session

from srok.store import outbox
from srok.store.database import Database
from srok.store.journal import entries_for
from srok.store.loading import load
from srok.store.looks import next_look
from srok.store.projection import calm, set_wakes, stale, write_cases
from srok.store.tables import CycleRow
from workflow import Case, Cycle, Folding, batches

#: How many cases are folded in one transaction with an entry; if it takes more, they are left stale with it.
AT_ONCE = 500

#: How many cases a batch has.
BATCH = 500


def refold(database: Database, name: str, now: datetime, *, batch: int = BATCH) -> int:
    """Fold the stale cases of a cycle until there are none; return how many there were. `now` is aware."""
    done, folding, at = 0, None, -1
    while True:
        with database.write() as session:
            cycle = load(session, name)
            keys = stale(session, cycle.name, batch)
            if not keys:
                return done
            entries = session.get_one(CycleRow, cycle.name).entries
            if folding is None or entries != at:
                folding = Folding(cycle)  # somebody has recorded meanwhile: what was known may hold no more
            found = folding.of(filter(cycle.has, keys), partial(entries_for, session, cycle))
            settle(session, cycle, found.own, now)
            calm(session, cycle.name, (key for key in keys if not cycle.has(key)))
            done, at = done + len(keys), entries


def settle(session: Session, cycle: Cycle, cases: Iterable[Case], now: datetime) -> None:
    """Write how cases stand, and withdraw the letters that say otherwise and have not left."""
    found = list(cases)
    withdrawn = outbox.withdraw(session, cycle, found)
    wakes = {**outbox.next_looks(session, cycle, found, now), **dict.fromkeys(withdrawn, now)}
    write_cases(session, cycle.name, found, wakes)
    set_wakes(session, cycle.name, dict.fromkeys(withdrawn - {case.key for case in found}, now))


def open_cases(session: Session, cycle: Cycle, now: datetime) -> None:
    """Write the cases of a cycle that begins: nothing has been said of any, and nothing has happened."""
    folding = Folding(cycle, size=BATCH)
    for keys in batches(cycle, BATCH):
        found = folding.of(keys, lambda *_: ())
        wakes = {case.key: next_look(cycle, case, now, (), ()) for case in found.own}
        write_cases(session, cycle.name, found.own, wakes)
