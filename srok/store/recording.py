"""Entries recorded one by one: judged, appended, and what follows from them written, at once or soon after."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import Session

from calendars.errors import Problem, RefusedError
from calendars.saying import Text, say
from definitions import clean
from srok.store.database import Database
from srok.store.facts import advance_clock
from srok.store.journal import append, entries_by_key, entries_for
from srok.store.loading import cycle_row, load
from srok.store.projection import in_conflict, mark_stale
from srok.store.refold import AT_ONCE, refold, settle
from workflow import (
    CONTROL,
    Case,
    CaseKey,
    Conflict,
    Cycle,
    Entry,
    Wish,
    admit,
    case_of,
    concerned,
    doubtful_days,
    fold_only,
    reach,
    row_of,
    same_value,
    with_downstream,
)


@dataclass(frozen=True)
class Recorded:
    """An entry that is in the journal; `added` is False when it stood there already under the same key.

    `displaced` are the entries that stood before and fit no longer because of it, each with the case it is about.
    `later` are patterns (blank: any) of the cases that follow from it and were not folded with it: too many.
    `off_control`: it tells of something done in a case that had been removed from control.
    `doubts`: which dates given with it may be slips.
    """

    entry: Entry
    added: bool
    displaced: tuple[tuple[CaseKey, Conflict], ...] = ()
    later: frozenset[CaseKey] = frozenset()
    off_control: bool = False
    doubts: tuple[Text, ...] = ()


def record(
    database: Database,
    name: str,
    wishes: Sequence[Wish],
    now: datetime,
    places: Sequence[tuple[str, int]] = (),
    *,
    problems: Sequence[Problem] = (),
    at_once: int = AT_ONCE,
) -> list[Recorded]:
    """Record entries, all or none; raises RefusedError with a problem for each that does not fit.

    Where it takes more than `at_once` cases to know what follows from an entry, they are folded after it is in the
    journal, batch by batch: what dies in between goes on at the next tick.

    A wish whose key has been used before adds nothing. `now` is aware; `places` are the file and line of each wish,
    `problems` what is wrong with some already: told together with what else does not fit.
    """
    recorded, found = list[Recorded](), list(problems)
    spoiled, unsure = {(problem.file, problem.line) for problem in problems}, set[CaseKey]()
    with database.write() as session:
        advance_clock(session, now)
        cycle = load(session, name)
        for wish, place in zip(wishes, places or [("", 0)] * len(wishes), strict=True):
            try:
                if place in spoiled:
                    unsure.update(with_downstream(cycle, case_of(cycle, wish)))
                if not unsure or _can_be_judged(cycle, wish, unsure):
                    recorded.append(_record_one(session, cycle, wish, now, at_once))
            except RefusedError as error:
                found.append(Problem(error.message, *place, 1))
        if found:
            found.sort(key=lambda problem: problem.line)
            raise RefusedError(found[0].message, found)
        if later := _later(recorded):
            mark_stale(session, name, later, now)
        else:
            return _as_they_stand(session, cycle, recorded)
    refold(database, name, now)
    with database.read() as session:
        return _displaced_later(session, load(session, name), recorded)


def _later(recorded: Iterable[Recorded]) -> frozenset[CaseKey]:
    return frozenset[CaseKey]().union(*(one.later for one in recorded))


def _as_they_stand(session: Session, cycle: Cycle, recorded: Sequence[Recorded]) -> list[Recorded]:
    """Leave out what one entry displaced and a later one of the same batch put right."""
    keys = {key for one in recorded for key, _ in one.displaced}
    cases = fold_only(cycle, entries_for(session, cycle, keys), keys) if keys else {}
    misfits = _misfits(cases[key] for key in keys)
    return [
        replace(one, displaced=tuple(found for found in one.displaced if found[1].entry in misfits))
        for one in recorded
    ]


def _misfits(cases: Iterable[Case]) -> set[int]:
    return {conflict.entry for case in cases for conflict in case.conflicts}


def _can_be_judged(cycle: Cycle, wish: Wish, unsure: Container[CaseKey]) -> bool:
    """Whether what a wish says can be told right or wrong while some cases are not known as they will be.

    An action that the flow does not know is wrong whatever came before it.
    """
    key = case_of(cycle, wish)
    event = cycle.event_of(key)
    own = cycle.worded(event).machines
    machines = [own[event.flow], *(own[section.flow] for section in event.sheet)]
    known = {move.name for one in machines for move in one.flow.transitions} | CONTROL.keys()
    return key not in unsure or clean(wish.trigger) not in known


def _record_one(session: Session, cycle: Cycle, wish: Wish, now: datetime, at_once: int) -> Recorded:
    row = cycle_row(session, cycle.name)
    key = case_of(cycle, wish)
    if wish.key and (standing := entries_by_key(session, cycle.name, [wish.key]).get(wish.key)):
        _check_same(standing, key, row_of(cycle, wish), wish)
        return Recorded(standing, added=False)
    follows = reach(cycle, key)
    touched = (key,) if follows.cost > at_once else with_downstream(cycle, key)
    entries = entries_for(session, cycle, touched)
    entry = admit(cycle, entries, wish, row.entries + 1, now)
    append(session, row, entry)
    later = follows.below if follows.cost > at_once else frozenset[CaseKey]()
    # Who is appointed is named by cases that wait for nothing in the one that appoints.
    if named := concerned(cycle, (entry, *(other for other in entries if other.number == entry.corrects))):
        if len(named) > at_once:
            later |= frozenset(named)
        else:
            touched = tuple(dict.fromkeys((*touched, *named)))
            entries = [
                other for other in entries_for(session, cycle, touched) if other.number != entry.number
            ]
    before, after = (fold_only(cycle, known, touched) for known in (entries, [*entries, entry]))
    settle(session, cycle, [after[case] for case in touched], now)
    return Recorded(
        entry,
        added=True,
        displaced=_displaced(before, after, touched),
        later=later,
        off_control=entry.kind not in _TOLD_ANYWAY and before[key].removed,
        doubts=tuple(doubtful_days(entry, before[key], cycle)),
    )


#: What is recorded of a case that is off control as it is of any other.
_TOLD_ANYWAY = ("remove", "annotate", "withdraw")


Displaced = tuple[tuple[CaseKey, Conflict], ...]


def _displaced(
    before: Mapping[CaseKey, Case], after: Mapping[CaseKey, Case], keys: Iterable[CaseKey]
) -> Displaced:
    """Return the entries that fit no longer, each with the case it is about."""
    return tuple(
        (key, found)
        for key in keys
        for found in after[key].conflicts
        if found.entry not in _misfits([before[key]])
    )


def _displaced_later(session: Session, cycle: Cycle, recorded: list[Recorded]) -> list[Recorded]:
    """Add what was displaced in cases that were folded after the entries: only those in conflict are looked at."""
    keys = in_conflict(session, cycle.name, _later(recorded))
    entries = entries_for(session, cycle, keys)
    return _as_they_stand(session, cycle, [_with_later(cycle, one, keys, entries) for one in recorded])


def _with_later(cycle: Cycle, one: Recorded, keys: list[CaseKey], entries: list[Entry]) -> Recorded:
    if not keys or not one.later:
        return one
    number = one.entry.number
    before = fold_only(cycle, [entry for entry in entries if entry.number < number], keys)
    after = fold_only(cycle, [entry for entry in entries if entry.number <= number], keys)
    seen = {key for key, _ in one.displaced}
    more = _displaced(before, after, [key for key in keys if key not in seen])
    return replace(one, displaced=(*one.displaced, *more))


def _check_same(standing: Entry, case: CaseKey, row: str, wish: Wish) -> None:
    """A key stands for one fact: the same key for another fact is a mistake of the caller."""
    words = (clean(wish.ref), clean(wish.basis), clean(wish.note), clean(wish.actor))
    told = (case, row, clean(wish.trigger), wish.day, wish.corrects, *words)
    known = (standing.case, standing.row, standing.trigger, standing.day, standing.corrects)
    same = told == (*known, standing.ref, standing.basis, standing.note, standing.actor)
    same = same and _same_data(standing, wish)
    # Without a date an entry is about the day on which it is recorded, and a repetition may come on another.
    if not same or (wish.on or standing.on, wish.at) != (standing.on, standing.at):
        raise RefusedError(
            say(
                "the key “{key}” stands for another entry already: number {number}",
                key=wish.key,
                number=standing.number,
            )
        )


def _same_data(standing: Entry, wish: Wish) -> bool:
    """Whether what is given by name is what the entry keeps (lists of participants as lists, dates as ISO)."""
    given = {clean(name): clean(value) for name, value in wish.data.items()}
    return given.keys() == standing.data.keys() and all(
        same_value(given[name], kept) for name, kept in standing.data.items()
    )
