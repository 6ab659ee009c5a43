"""Changes of a running cycle: proposed from what the journal says, then adopted in one transaction, or not at all."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from functools import partial
from typing import Any, Generic, TypeVar

from sqlmodel import Session

from calendars import dump_calendar
from calendars.errors import InputError, Problem, RefusedError
from calendars.saying import say
from definitions import dump_definition
from srok.store import outbox
from srok.store.database import Database
from srok.store.facts import advance_clock
from srok.store.journal import append_all, entries_for
from srok.store.loading import cycle_row, load
from srok.store.projection import await_cases, mark_stale
from srok.store.refold import BATCH, refold
from srok.store.snapshots import keep
from srok.store.turn import in_turn
from workflow import (
    CaseKey,
    Change,
    Cycle,
    Difference,
    Entry,
    Folding,
    Lost,
    Picture,
    amended,
    batches,
    check_begun,
    differences,
    lost_states,
    unmapped,
)
from workflow.entries import CycleKind

T = TypeVar("T")


@dataclass(frozen=True)
class Look:
    """Some cases of a cycle without changes and with them, and what is different."""

    before: Picture
    after: Picture
    found: list[Difference]


#: What is made of a look at all cases, some at a time: none of them is kept but what this keeps.
See = Callable[["Plan", Iterator[Look]], T]


@dataclass(frozen=True)
class Plan:
    """Changes of a cycle at a moment, as its journal stood after so many entries; nothing is written."""

    name: str
    changes: tuple[Change, ...]
    before: Cycle
    after: Cycle
    entries: int
    now: datetime

    @property
    def today(self) -> date:
        """Which day it is in the cycle."""
        return self.now.astimezone(self.before.zone).date()


def unseen(_: Plan, looks: Iterator[Look]) -> None:
    """Make nothing of the looks."""
    deque(looks, maxlen=0)


@dataclass(frozen=True)
class Proposal(Plan, Generic[T]):
    """What changes would do to a cycle: `seen` is what was made of the looks at its cases.

    `problems` stand in the way of adopting it; `letters` is how many letters that have not left would be withdrawn.
    """

    seen: T
    problems: list[Problem] = field(default_factory=list)
    letters: int = 0


#: Makes the changes of a cycle that is as given: each on the day, at the moment and by the document of a stamp.
Make = Callable[[Cycle, Change], Iterable[Change]]


def propose(
    database: Database,
    name: str,
    make: Make,
    now: datetime,
    see: See[T],
    *,
    on: date | None = None,
    basis: str = "",
) -> Proposal[T]:
    """Return what changes would do; nothing is written. Raises InputError for changes that cannot be made."""
    with database.read() as session:
        return _proposal(session, name, make, now, see, on=on, basis=basis)


def _proposal(
    session: Session, name: str, make: Make, now: datetime, see: See[T], *, on: date | None, basis: str
) -> Proposal[T]:
    cycle, count = load(session, name), cycle_row(session, name).entries
    today = now.astimezone(cycle.zone).date()
    changes = tuple(make(cycle, Change(count + 1, on or today, now, basis)))
    check_begun(cycle, on or cycle.started_on)
    plan = Plan(name, changes, cycle, amended(cycle, changes) if changes else cycle, count, now)
    lost, letters = Counter[Lost](), set[int]()

    def looks() -> Iterator[Look]:
        for look in _looks(session, plan):
            lost.update(lost_states(look.after, changes))
            letters.update(outbox.untrue(session, plan.after, look.after.own))
            yield look

    seen = see(plan, looks() if changes else iter(()))
    return Proposal(**vars(plan), seen=seen, problems=unmapped(plan.after, lost), letters=len(letters))


def _looks(session: Session, plan: Plan) -> Iterator[Look]:
    sides = [(cycle, Folding(cycle, plan.today, BATCH)) for cycle in (plan.before, plan.after)]
    for keys in batches(plan.after, BATCH):
        before, after = (
            folding.of(filter(cycle.has, keys), partial(entries_for, session, cycle))
            for cycle, folding in sides
        )
        yield Look(before, after, differences(before, after, plan.changes))


def adopt(
    database: Database, name: str, make: Make, now: datetime, see: See[T], *, on: date | None, basis: str
) -> Proposal[T]:
    """Record changes, all or nothing, and write what follows from them; return what they did.

    Raises RefusedError for a day that has not come, InputError with every problem that stands in the way, and
    SystemFault where others record all the while and the cycle is large.
    """

    def judge(session: Session) -> Proposal[T]:
        proposal = _proposal(session, name, make, now, see, on=on, basis=basis)
        _check(proposal)
        return proposal

    proposal = in_turn(database, name, judge, _write, size=lambda plan: len(plan.after.keys))
    if proposal.changes:
        refold(database, name, now)
    return proposal


def _check(proposal: Proposal[T]) -> None:
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


def _write(session: Session, plan: Plan) -> None:
    """Record changes; all cases, old and new, are left stale with them, to be folded right after, in batches."""
    if not plan.changes:
        return
    advance_clock(session, plan.now)
    present = plan.before.by_name
    append_all(
        session,
        cycle_row(session, plan.name),
        [_entry(session, change, present) for change in plan.changes],
    )
    for keys in batches(plan.after, BATCH):
        await_cases(session, plan.name, [key for key in keys if not plan.before.has(key)])
    mark_stale(session, plan.name, [CaseKey("")], plan.now)


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
