"""Cycles in the database: how one starts, and the doors to what is done with one that has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from zoneinfo import ZoneInfo

from calendars import Calendar, dump_calendar
from calendars.errors import InputError
from calendars.saying import say
from definitions import Definition, dump_definition
from srok.store.database import Database
from srok.store.facts import set_clock
from srok.store.journal import append, append_all, entries_for
from srok.store.loading import load, names
from srok.store.recording import Recorded, record
from srok.store.refold import open_cases
from srok.store.snapshots import keep
from srok.store.tables import CycleRow
from workflow import Cycle, Entry, Participant

__all__ = ["Recorded", "entries_for", "load", "names", "record", "start"]


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
            definition=keep(session, "definition", dump_definition(definition)),
            calendar=keep(session, "calendar", dump_calendar(calendar)),
            started_on=started_on,
            start_hash="",
        )
        session.add(row)
        data = {"definition": row.definition, "calendar": row.calendar, "name": row.name, "virtual": virtual}
        if calendars:
            data["calendars"] = {
                event: keep(session, "calendar", dump_calendar(own)) for event, own in calendars.items()
            }
        first = append(session, row, Entry(1, "start", started_on, now, data=data))
        row.start_hash = first.hash
        joined = (
            Entry(number, "join", started_on, now, data=asdict(participant))
            for number, participant in enumerate(participants, start=2)
        )
        append_all(session, row, joined)
        open_cases(session, cycle, now)
    return cycle
