"""The target of a case: a softer date beside its last day, by a schedule or by an entry of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from calendars.saying import Text, say
from definitions import Anchor, Event
from workflow.cases import Case
from workflow.cycle import Cycle
from workflow.entries import CaseKey, Entry
from workflow.upstream import counted_from, counted_since, latest
from workflow.walk import known_since


@dataclass(frozen=True)
class Aim:
    """The day to aim at, the one on which it became known, and what gave it."""

    day: date
    known_on: date
    because: Text


def target_of(
    cycle: Cycle,
    event: Event,
    key: CaseKey,
    cases: Mapping[CaseKey, Case],
    *,
    given: Entry | None,
    known: Mapping[int, Entry],
) -> Aim | None:
    """Return the target of a case: the one that an entry gave it, else the date that the schedule's event lays down.

    `given` is the entry that gave it, `known` are the case's entries by number.
    """
    if event.target is None:
        return None
    if given is not None and given.day is not None:
        told = say("basis: {basis}", basis=given.basis)
        return Aim(given.day, known_since(given, known).astimezone(cycle.zone).date(), told)
    schedule = Anchor(event=event.target.event, data=(event.target.data,))
    rows = [cases[above] for above in cycle.above(key, event.target.event)]
    day = latest([counted_from(schedule, row) for row in rows])
    if day is None:
        return None
    known_at = max(at for row in rows for at in counted_since(schedule, row))
    told = say("by the schedule of item {event}, “{data}”", event=schedule.event, data=event.target.data)
    return Aim(day, known_at.astimezone(cycle.zone).date(), told)
