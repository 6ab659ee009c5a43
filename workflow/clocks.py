"""By whose clock the hour of receipt goes, and the day as of which what comes after it counts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from calendars import CutOff, day_counted
from definitions import Event, Transition, as_hour, received_of
from workflow.cycle import Cycle
from workflow.entries import CaseKey, Entry


def clock_of(cycle: Cycle, event: Event, key: CaseKey) -> ZoneInfo:
    """Return the clock that the hour of receipt of what a case counts from goes by."""
    senders = tuple(role for role in (event.for_each, event.agency) if role and role not in event.responsible)
    return _clock(cycle, event, key, addressees=event.responsible, senders=senders)


def counted_on(cycle: Cycle, event: Event, key: CaseKey, actual: date | None, at: time | None) -> date | None:
    """Return the day as of which what was done counts: of what comes in after the hour, the next working day."""
    received = received_of(cycle.definition, event)
    if received is None or actual is None or at is None or event.met_by not in ("receipt", "submission"):
        return actual
    clock = _clock(cycle, event, key, addressees=event.to, senders=event.responsible)
    moment = datetime.combine(actual, at, cycle.zone)
    return day_counted(cycle.calendar_of(event), moment, CutOff(received.hour, clock)).date


def _clock(
    cycle: Cycle, event: Event, key: CaseKey, *, addressees: Iterable[str], senders: Iterable[str]
) -> ZoneInfo:
    received = received_of(cycle.definition, event)
    roles = {"addressee": addressees, "sender": senders}.get(received.whose, ()) if received else ()
    zones = [one.timezone for role in roles for one in cycle.in_role(event, key, role) if one.timezone]
    return ZoneInfo(zones[0]) if zones else cycle.zone


def hour_given(entry: Entry, move: Transition) -> tuple[str, time | None]:
    """Return the hour that was given by name with an act, and under which name, where one such hour is asked for."""
    hours = [name for name, kind in move.needs.items() if kind == "time"]
    return (hours[0], as_hour(entry.data.get(hours[0], ""))) if len(hours) == 1 else ("", None)
