"""Cycles as the journal tells them: what one started with, and every change that made another version of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from calendars import Calendar
from calendars.errors import InputError
from definitions import unknown
from srok.store.chain import CYCLE_CHAIN
from srok.store.journal import from_row
from srok.store.snapshots import calendar_of, definition_of
from srok.store.tables import CycleRow, EntryRow
from workflow import Change, Cycle, Entry, Participant, versioned

#: The cycles read last, by name and the hash of the last entry that made them what they are: it stands for all before.
_LOADED: dict[tuple[str, str], Cycle] = {}
_MOST = 8


def names(session: Session) -> list[str]:
    """Return the names of the cycles."""
    return list(session.exec(select(CycleRow.name).order_by(col(CycleRow.name))))


def load(session: Session, name: str) -> Cycle:
    """Return a cycle as it is by now, with the versions before; raises InputError for a name that is not known."""
    cycle_row(session, name)
    last = session.exec(_own(name).order_by(col(EntryRow.chain_number).desc()).limit(1)).first()
    at = name, last.hash if last else ""
    if at not in _LOADED:
        while len(_LOADED) >= _MOST:
            _LOADED.pop(next(iter(_LOADED)))
        _LOADED[at] = read(session, name)
    return _LOADED[at]


def cycle_row(session: Session, name: str) -> CycleRow:
    """Return the row of a cycle; raises InputError for a name that is not known."""
    row = session.get(CycleRow, name)
    if row is None:
        raise InputError(unknown("cycle", name, names(session)))
    return row


def _own(name: str) -> SelectOfScalar[EntryRow]:
    """The entries about the cycle itself but for its seals, which change nothing."""
    return select(EntryRow).where(
        EntryRow.cycle == name, EntryRow.chain == CYCLE_CHAIN, EntryRow.kind != "seal"
    )


def read(session: Session, name: str) -> Cycle:
    """Return a cycle as its entries and snapshots say now, whatever was read of it before."""
    rows = session.exec(_own(name).order_by(col(EntryRow.chain_number)))
    start, *others = (from_row(row) for row in rows)
    joined = [entry for entry in others if _at_the_start(entry)]
    first = Cycle(
        name,
        definition_of(session, start.data["definition"]),
        calendar_of(session, start.data["calendar"]),
        tuple(_participant(entry.data) for entry in joined),
        start.on,
        _calendars(session, start.data),
    )
    return versioned(first, (change_of(session, entry) for entry in others if not _at_the_start(entry)))


def _at_the_start(entry: Entry) -> bool:
    """Whether somebody takes part from the start; whoever joins later does so by some document."""
    return entry.kind == "join" and not entry.basis


def change_of(session: Session, entry: Entry) -> Change:
    """Return the change that an entry about a cycle makes."""
    said = entry.data
    return Change(
        entry.number,
        entry.on,
        entry.recorded_at,
        entry.basis,
        definition=definition_of(session, said["definition"]) if "definition" in said else None,
        calendar=calendar_of(session, said["calendar"]) if "calendar" in said else None,
        calendars=_calendars(session, said) if "calendar" in said else None,
        states=said.get("states", {}),
        repealed=said.get("repealed", False),
        participant=_participant(said) if entry.kind in ("join", "change") else None,
        name=said["name"] if entry.kind == "leave" else "",
        into=said.get("into", ""),
    )


def _calendars(session: Session, said: Mapping[str, Any]) -> dict[str, Calendar]:
    return {event: calendar_of(session, name) for event, name in said.get("calendars", {}).items()}


def _participant(said: Mapping[str, Any]) -> Participant:
    return Participant(**{**said, "also": tuple(said.get("also", ()))})
