"""Changes of a running cycle: proposed from what the journal says, then adopted in one transaction, or not at all."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from sqlmodel import Session

from calendars import dump_calendar
from calendars.errors import InputError, Problem, RefusedError
from calendars.saying import say
from definitions import dump_definition
from srok.store import outbox
from srok.store.database import Database
from srok.store.facts import advance_clock
from srok.store.journal import append_all, entries_of
from srok.store.loading import cycle_row, load
from srok.store.projection import mark_stale, write_cases
from srok.store.refold import BATCH, refold, settle
from srok.store.snapshots import keep
from workflow import (
    CaseKey,
    Change,
    Cycle,
    Difference,
    Entry,
    Picture,
    amended,
    differences,
    picture,
    unmapped,
)
from workflow.entries import CycleKind

#: How many cases are written in one transaction with a change; where there are more, they are left stale with it.
AT_ONCE = 5000


@dataclass(frozen=True)
class Proposal:
    """What changes would do to a cycle at a moment, as its journal stood after so many entries.

    `letters` is how many letters that have not left would be withdrawn.
    """

    name: str
    changes: tuple[Change, ...]
    before: Picture
    after: Picture
    entries: int
    now: datetime
    letters: int = 0

    @property
    def today(self) -> date:
        """Which day it is in the cycle."""
        return self.now.astimezone(self.before.cycle.zone).date()

    @cached_property
    def found(self) -> list[Difference]:
        """What is different for which case."""
        return differences(self.before, self.after, self.changes)

    @cached_property
    def problems(self) -> list[Problem]:
        """What stands in the way of adopting it."""
        return unmapped(self.after, self.changes)


#: Makes the changes of a cycle that is as given: each on the day, at the moment and by the document of a stamp.
Make = Callable[[Cycle, Change], Iterable[Change]]


def propose(
    database: Database, name: str, make: Make, now: datetime, *, on: date | None = None, basis: str = ""
) -> Proposal:
    """Return what changes would do; nothing is written. Raises InputError for changes that cannot be made."""
    with database.read() as session:
        cycle, count = load(session, name), cycle_row(session, name).entries
        entries, today = entries_of(session, name), now.astimezone(cycle.zone).date()
        changes = tuple(make(cycle, Change(count + 1, on or today, now, basis)))
        before = picture(cycle, entries, today)
        if not changes:
            return Proposal(name, (), before, before, count, now)
        after = picture(amended(cycle, changes), entries, today)
        letters = len(outbox.untrue(session, after.cycle, after.cases.values()))
        return Proposal(name, changes, before, after, count, now, letters)


def adopt(
    database: Database, name: str, make: Make, now: datetime, *, on: date | None, basis: str
) -> Proposal:
    """Record changes and write what follows from them, all or nothing; return what they did.

    Raises RefusedError for a day that has not come, and InputError with every problem that stands in the way.
    """
    while True:
        proposal = propose(database, name, make, now, on=on, basis=basis)
        _check(proposal)
        if not proposal.changes or _adopted(database, proposal):
            return proposal


def _check(proposal: Proposal) -> None:
    if proposal.problems:
        raise InputError(proposal.problems[0].message, proposal.problems)
    for change in proposal.changes:
        if change.on > proposal.today:
            raise RefusedError(
                say(
                    "{on} lies in the future (today is {today}): a change is adopted from the day on which it comes "
                    "into force; until then it can be looked at without --apply",
                    on=change.on,
                    today=proposal.today,
                )
            )


def _adopted(database: Database, proposal: Proposal) -> bool:
    """Record the changes of a proposal; False where somebody has recorded something else meanwhile."""
    with database.write() as session:
        advance_clock(session, proposal.now)
        row = cycle_row(session, proposal.name)
        if row.entries != proposal.entries:
            return False
        present = proposal.before.cycle.by_name
        append_all(session, row, [_entry(session, change, present) for change in proposal.changes])
        cases = proposal.after.cases
        at_once = len(cases) <= AT_ONCE
        if at_once:
            settle(session, load(session, proposal.name), cases.values(), proposal.now)
        else:
            _leave_stale(session, proposal)
    if not at_once:
        refold(database, proposal.name, proposal.now)
    return True


def _leave_stale(session: Session, proposal: Proposal) -> None:
    """Mark every case, old and new: the picture of each is made anew right after, in batches."""
    new = [case for key, case in proposal.after.cases.items() if key not in proposal.before.cases]
    for at in range(0, len(new), BATCH):
        some = new[at : at + BATCH]
        write_cases(session, proposal.name, some, {case.key: proposal.now for case in some})
    mark_stale(session, proposal.name, [CaseKey("")], proposal.now)


# Entries ---------------------------------------------------------------------------------------------------


def _entry(session: Session, change: Change, present: Container[str]) -> Entry:
    """Return the entry that keeps a change; `loading.change_of` reads it back."""
    kind, data = _kept(session, change, present)
    return Entry(change.number, kind, change.on, change.recorded_at, basis=change.basis, data=data)


def _kept(session: Session, change: Change, present: Container[str]) -> tuple[CycleKind, dict[str, Any]]:
    if change.repealed:
        return "amend", {"repealed": True}
    if change.definition is not None:
        definition = keep(session, "definition", dump_definition(change.definition))
        return "amend", {
            "definition": definition,
            "states": dict(change.states),
            **_calendars(session, change),
        }
    if change.calendar is not None:
        return "calendar", _calendars(session, change)
    if change.participant is not None:
        return "change" if change.participant.name in present else "join", asdict(change.participant)
    return "leave", {"name": change.name, "into": change.into}


def _calendars(session: Session, change: Change) -> dict[str, Any]:
    if change.calendar is None:
        return {}
    own = change.calendars or {}
    return {
        "calendar": keep(session, "calendar", dump_calendar(change.calendar)),
        "calendars": {event: keep(session, "calendar", dump_calendar(one)) for event, one in own.items()},
    }
