"""What a simulation plays: a cycle that is not started yet, for how long, and what happens; it needs no database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from calendars import Calendar, add
from calendars.errors import InputError
from calendars.saying import say
from definitions import Definition
from srok.scenario import Act
from workflow import Change, Cycle, Participant


@dataclass(frozen=True)
class Span:
    """The first and the last day of the virtual clock."""

    first: date
    last: date


@dataclass(frozen=True)
class Material:
    """What a simulation plays: a cycle that is not started yet, for how long, and what happens to it and in it."""

    definition: Definition
    calendar: Calendar
    participants: tuple[Participant, ...]
    span: Span
    acts: tuple[Act, ...] = ()
    calendars: Mapping[str, Calendar] = field(default_factory=dict)
    changes: tuple[Change, ...] = ()


def span_of(cycle: Cycle) -> Span:
    """Return the days on which a cycle's reminders go out if nothing happens, the first weekly ones included."""
    dues = [found.due for key in cycle.keys if (found := cycle.first_deadline(key)).due]
    if not dues:
        raise InputError(say("no event of this definition has a date: there is nothing to simulate"))
    ladders = (cycle.definition.reminders, *cycle.definition.ladders.values())
    ahead = max((*(days for ladder in ladders for days in ladder.days_before), 0)) + 1
    return Span(add(cycle.calendar, min(dues), -ahead).date, max(dues) + timedelta(days=30))
