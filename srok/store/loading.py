"""Cycles as the database keeps them, read as what the fold takes."""

from __future__ import annotations

import json
from datetime import date
from functools import lru_cache

from sqlmodel import Session, col, select

from calendars import parse_calendar
from calendars.errors import InputError
from calendars.saying import say
from definitions import parse_definition, unknown
from srok.store.chain import digest
from srok.store.tables import CycleRow, EntryRow, SnapshotRow
from workflow import Cycle, Participant


def names(session: Session) -> list[str]:
    """Return the names of the cycles."""
    return list(session.exec(select(CycleRow.name).order_by(col(CycleRow.name))))


def load(session: Session, name: str) -> Cycle:
    """Return a cycle as it was started; raises InputError for a name that is not known."""
    row = cycle_row(session, name)
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


def cycle_row(session: Session, name: str) -> CycleRow:
    """Return the row of a cycle; raises InputError for a name that is not known."""
    row = session.get(CycleRow, name)
    if row is None:
        raise InputError(unknown("cycle", name, names(session)))
    return row


def snapshot_name(content: str) -> str:
    """Return the hash that names a snapshot."""
    return digest(content)


def _snapshot(session: Session, name: str) -> str:
    row = session.get(SnapshotRow, name)
    if row is None:
        raise InputError(say("the snapshot {name} is missing from the database", name=name))
    return row.content
