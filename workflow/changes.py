"""What changes a running cycle as a whole: an amended definition, another calendar, participants who come and go."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from calendars import Calendar
from definitions import Definition
from workflow.participants import Participant


@dataclass(frozen=True)
class Change:
    """One entry about a cycle as a whole, in force from the day `on`; `recorded_at` is aware.

    An amendment carries the new `definition`, with `states` saying which state of the old one became which; it and a
    change of calendar carry the calendars that count from then on; `repealed`: the document is no longer in force, and
    nothing follows it. Who joins or changes stands in `participant`; `name` is who leaves, `into` the successor, if
    there is one.
    """

    number: int
    on: date
    recorded_at: datetime
    basis: str = ""
    definition: Definition | None = None
    calendar: Calendar | None = None
    calendars: Mapping[str, Calendar] | None = None
    states: Mapping[str, str] = field(default_factory=dict)
    repealed: bool = False
    participant: Participant | None = None
    name: str = ""
    into: str = ""


def state_after(state: str, changes: Iterable[Change], known: Container[str]) -> str:
    """Return what a state is called after changes; `known` are the states of the flow that the case then has.

    A name that means one thing in two flows may be changed in one of them only.
    """
    found = state
    for change in changes:
        found = change.states.get(found, found)
    return state if found not in known and state in known else found
