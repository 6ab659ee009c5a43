"""Cycles in the database: started from snapshots, loaded as what the fold takes, entries recorded one by one."""

from __future__ import annotations

import json
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from calendars import Calendar, dump_calendar, parse_calendar
from calendars.errors import InputError, Problem, RefusedError
from calendars.saying import say
from definitions import Definition, clean, dump_definition, parse_definition, unknown
from srok.store import outbox
from srok.store.chain import digest
from srok.store.database import Database
from srok.store.facts import advance_clock, set_clock
from srok.store.journal import append, entries_of, entry_by_key
from srok.store.projection import open_cases, set_wakes, write_cases
from srok.store.tables import CycleRow, EntryRow, SnapshotRow
from workflow import (
    CONTROL,
    Case,
    CaseKey,
    Conflict,
    Cycle,
    Entry,
    Participant,
    Wish,
    admit,
    case_of,
    fold,
    fold_only,
    same_value,
)


@dataclass(frozen=True)
class Recorded:
    """An entry that is in the journal; `added` is False when it stood there already under the same key.

    `displaced` are the entries that stood before and fit no longer because of it, each with the case it is about.
    """

    entry: Entry
    added: bool
    displaced: tuple[tuple[CaseKey, Conflict], ...] = ()


def start(
    database: Database,
    definition: Definition,
    calendar: Calendar,
    participants: Sequence[Participant],
    now: datetime,
    *,
    calendars: Mapping[str, Calendar] | None = None,
    virtual: bool = False,
) -> Cycle:
    """Start a cycle: snapshots, the start entry, one entry a participant, and the cases that follow from them."""
    with database.write() as session:
        set_clock(session, now, virtual=virtual)
        if session.get(CycleRow, definition.name) is not None:
            raise InputError(say("a cycle “{name}” has been started already", name=definition.name))
        started_on = now.astimezone(ZoneInfo(definition.timezone)).date()
        cycle = Cycle(definition.name, definition, calendar, tuple(participants), started_on, calendars or {})
        row = CycleRow(
            name=definition.name,
            definition=_keep(session, "definition", dump_definition(definition)),
            calendar=_keep(session, "calendar", dump_calendar(calendar)),
            started_on=started_on,
            start_hash="",
        )
        session.add(row)
        data = {"definition": row.definition, "calendar": row.calendar, "name": row.name, "virtual": virtual}
        if calendars:
            data["calendars"] = {
                event: _keep(session, "calendar", dump_calendar(own)) for event, own in calendars.items()
            }
        first = append(session, row, Entry(1, "start", started_on, now, data=data))
        row.start_hash = first.hash
        for number, participant in enumerate(participants, start=2):
            append(session, row, Entry(number, "join", started_on, now, data=asdict(participant)))
        cases = fold(cycle, [])
        open_cases(
            session, cycle.name, cases.values(), outbox.next_looks(session, cycle, cases.values(), now)
        )
    return cycle


def record(
    database: Database,
    name: str,
    wishes: Sequence[Wish],
    now: datetime,
    places: Sequence[tuple[str, int]] = (),
    *,
    problems: Sequence[Problem] = (),
) -> list[Recorded]:
    """Record entries, all or none; raises RefusedError with a problem for each that does not fit.

    A wish whose key has been used before adds nothing. `now` is aware; `places` are the file and line of each wish,
    `problems` what is wrong with some already: told together with what else does not fit.
    """
    recorded, found = [], list(problems)
    spoiled, unsure = {(problem.file, problem.line) for problem in problems}, set[CaseKey]()
    with database.write() as session:
        advance_clock(session, now)
        cycle, row = load(session, name), _row(session, name)
        for wish, place in zip(wishes, places or [("", 0)] * len(wishes), strict=True):
            try:
                if place in spoiled:
                    unsure.update(cycle.with_downstream(case_of(cycle, wish)))
                if not unsure or _can_be_judged(cycle, wish, unsure):
                    recorded.append(_record_one(session, cycle, row, wish, now))
            except RefusedError as error:
                found.append(Problem(error.message, *place, 1))
        if found:
            found.sort(key=lambda problem: problem.line)
            raise RefusedError(found[0].message, found)
        return _as_they_stand(session, cycle, recorded)


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
    flow = cycle.machine_of(cycle.event(key.event)).flow
    known = {move.name for move in flow.transitions} | CONTROL.keys()
    return key not in unsure or clean(wish.trigger) not in known


def _record_one(session: Session, cycle: Cycle, row: CycleRow, wish: Wish, now: datetime) -> Recorded:
    key = case_of(cycle, wish)
    if wish.key and (standing := entry_by_key(session, cycle.name, wish.key)):
        _check_same(standing, key, wish)
        return Recorded(standing, added=False)
    touched = cycle.with_downstream(key)
    entries = entries_for(session, cycle, touched)
    entry = admit(cycle, entries, wish, row.entries + 1, now)
    append(session, row, entry)
    before, after = (fold_only(cycle, known, touched) for known in (entries, [*entries, entry]))
    cases = [after[case] for case in touched]
    withdrawn = outbox.withdraw(session, cycle, cases)
    write_cases(session, cycle.name, cases, outbox.next_looks(session, cycle, cases, now))
    set_wakes(session, cycle.name, dict.fromkeys(withdrawn, now))
    misfits = _misfits(before[case] for case in touched)
    displaced = [
        (case.key, found) for case in cases for found in case.conflicts if found.entry not in misfits
    ]
    return Recorded(entry, added=True, displaced=tuple(displaced))


def _check_same(standing: Entry, case: CaseKey, wish: Wish) -> None:
    """A key stands for one fact: the same key for another fact is a mistake of the caller."""
    words = (clean(wish.ref), clean(wish.basis), clean(wish.note), clean(wish.actor))
    told = (case, clean(wish.trigger), wish.day, wish.corrects, *words)
    known = (standing.case, standing.trigger, standing.day, standing.corrects)
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


def entries_for(session: Session, cycle: Cycle, keys: Iterable[CaseKey]) -> list[Entry]:
    """Return the entries of these cases and of all that they depend on; others may be among them."""
    wanted = [(event, rows) for _, found in cycle.with_upstream(keys) for event, rows in found.items()]
    subjects = {key.subject for _, rows in wanted for key in rows}
    few = 20
    events = {event for event, _ in wanted}
    return entries_of(session, cycle.name, events, subjects if len(subjects) <= few else None)


# Reading -------------------------------------------------------------------------------------------------


def names(session: Session) -> list[str]:
    """Return the names of the cycles."""
    return list(session.exec(select(CycleRow.name).order_by(col(CycleRow.name))))


def load(session: Session, name: str) -> Cycle:
    """Return a cycle as it was started; raises InputError for a name that is not known."""
    row = _row(session, name)
    first, *joined = session.exec(
        select(EntryRow.data)
        .where(EntryRow.cycle == name, col(EntryRow.kind).in_(("start", "join")))
        .order_by(col(EntryRow.number))
    )
    own = json.loads(first).get("calendars", {})
    return _cycle(
        name,
        _snapshot(session, row.definition),
        _snapshot(session, row.calendar),
        tuple(joined),
        row.started_on.isoformat(),
        calendars=tuple((event, _snapshot(session, calendar)) for event, calendar in own.items()),
    )


@lru_cache(maxsize=8)
def _cycle(
    name: str,
    definition: str,
    calendar: str,
    joined: tuple[str, ...],
    started_on: str,
    *,
    calendars: tuple[tuple[str, str], ...],
) -> Cycle:
    """Cycles never change, so one that was read once serves every later use."""
    participants = tuple(parse_participant(data) for data in joined)
    return Cycle(
        name,
        parse_definition(definition),
        parse_calendar(calendar),
        participants,
        date.fromisoformat(started_on),
        {event: parse_calendar(own) for event, own in calendars},
    )


def parse_participant(data: str) -> Participant:
    """Return the participant that a join entry keeps."""
    values = json.loads(data)
    return Participant(**{**values, "also": tuple(values.get("also", ()))})


def _row(session: Session, name: str) -> CycleRow:
    row = session.get(CycleRow, name)
    if row is None:
        raise InputError(unknown("cycle", name, names(session)))
    return row


def _keep(session: Session, kind: str, content: str) -> str:
    name = snapshot_name(content)
    if session.get(SnapshotRow, name) is None:
        session.add(SnapshotRow(hash=name, kind=kind, content=content))
    return name


def snapshot_name(content: str) -> str:
    """Return the hash that names a snapshot."""
    return digest(content)


def _snapshot(session: Session, name: str) -> str:
    row = session.get(SnapshotRow, name)
    if row is None:
        raise InputError(say("the snapshot {name} is missing from the database", name=name))
    return row.content
