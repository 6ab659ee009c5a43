"""A case as it stands after folding, and what its cycle consists of."""

from __future__ import annotations

import graphlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import cached_property
from typing import Literal
from zoneinfo import ZoneInfo

from calendars import Calendar
from calendars.saying import Text
from definitions import (
    RESPONSIBLE,
    Deadline,
    Definition,
    Event,
    Reminders,
    event_deadline,
)
from workflow.entries import CaseKey
from workflow.machine import CompiledFlow
from workflow.participants import Participant
from workflow.rows import Rows, roles_meant, rows_of

Applies = Literal["yes", "no", "unknown"]


@dataclass(frozen=True)
class Stay:
    """One stay of a case in a state, from a day (and hour, where known) to a day (None: still there)."""

    state: str
    since: date
    until: date | None = None
    entry: int | None = None
    at: time | None = None


@dataclass(frozen=True)
class Conflict:
    """An entry that does not fit: why, and in which state it met the case."""

    entry: int
    why: Text
    state: str


@dataclass(frozen=True)
class Case:
    """One control event for one subject, as the entries leave it.

    `baseline` is the first planned date, `baseline_due` the last day in time that it gave; `actual` is the day the
    deadline was met, `counted_on` the one as of which that counts; `waits_for` names the event whose result is still
    missing before this case can begin.
    """

    key: CaseKey
    state: str
    applies: Applies
    deadline: Deadline
    baseline: date | None
    baseline_due: date | None
    actual: date | None = None
    actual_at: time | None = None
    counted_on: date | None = None
    recorded_at: datetime | None = None
    removed: bool = False
    moved: bool = False
    moved_on: date | None = None
    moved_from: date | None = None
    waits_for: str | None = None
    input_on: date | None = None
    input_event: str | None = None
    reason: str = ""
    conflicts: tuple[Conflict, ...] = ()
    stays: tuple[Stay, ...] = ()
    named: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    dates: Mapping[str, date] = field(default_factory=dict)
    met_entry: int | None = None

    @property
    def due(self) -> date | None:
        """The last day in time."""
        return self.deadline.due

    @property
    def open(self) -> bool:
        """Whether somebody still owes something here."""
        return self.applies == "yes" and self.actual is None and not self.removed


@dataclass(frozen=True)
class Cycle:
    """A definition started with participants: everything a fold needs besides the entries."""

    name: str
    definition: Definition
    calendar: Calendar
    participants: tuple[Participant, ...]
    started_on: date
    #: Those of events with a calendar of their own, by their numbers.
    calendars: Mapping[str, Calendar] = field(default_factory=dict)

    @cached_property
    def zone(self) -> ZoneInfo:
        """The clock that decides what is today."""
        return ZoneInfo(self.definition.timezone)

    @cached_property
    def machines(self) -> Mapping[str, CompiledFlow]:
        """The compiled flows, by name."""
        return {flow.name: CompiledFlow(flow) for flow in self.definition.flows}

    def first_deadline(self, key: CaseKey, anchor: date | None = None) -> Deadline:
        """Return a case's deadline as it stood when the cycle started: nothing had happened yet, nothing was moved.

        `anchor` is the planned date that it counts from, where it counts from one.
        """
        known = self._first_deadlines
        at = (key.event, key.period, anchor)
        if at not in known:
            event = self.event(key.event)
            known[at] = event_deadline(
                self.definition,
                event,
                self.calendar_of(event),
                period_id=key.period,
                anchor=anchor,
                forecast=anchor is not None,
            )
        return known[at]

    @cached_property
    def _first_deadlines(self) -> dict[tuple[str, str, date | None], Deadline]:
        return {}

    def calendar_of(self, event: Event) -> Calendar:
        """Return the calendar that the deadlines of an event are counted by."""
        return self.calendars.get(event.number, self.calendar)

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """The events, each after those it depends on."""
        order = graphlib.TopologicalSorter({event.number: event.upstream for event in self.definition.events})
        by_number = {event.number: event for event in self.definition.events}
        return tuple(by_number[number] for number in order.static_order())

    @cached_property
    def by_role(self) -> Mapping[str, tuple[Participant, ...]]:
        """The participants of each role."""
        roles: dict[str, list[Participant]] = {}
        for participant in self.participants:
            for role in (participant.role, *participant.also):
                roles.setdefault(role, []).append(participant)
        return {role: tuple(members) for role, members in roles.items()}

    @cached_property
    def by_name(self) -> Mapping[str, Participant]:
        """The participants by name."""
        return {participant.name: participant for participant in self.participants}

    @cached_property
    def correspondents(self) -> Mapping[str, Participant]:
        """Everyone who may get a letter, by name: the participants, their heads and their curators."""
        found = dict(self.by_name)
        for participant in self.participants:
            for other in (participant.to_head, participant.to_curator):
                if other is not None:
                    found.setdefault(other.name, other)
        return found

    @cached_property
    def _by_number(self) -> Mapping[str, Event]:
        return {event.number: event for event in self.definition.events}

    def event(self, number: str) -> Event:
        """Return an event that is known to exist."""
        return self._by_number[number]

    def machine_of(self, event: Event) -> CompiledFlow:
        """Return the machine of an event's flow."""
        return self.machines[event.flow]

    def keys_of(self, event: Event) -> tuple[CaseKey, ...]:
        """Return the cases of an event: one for each participant and reporting period it has rows for, or one."""
        return tuple(self._rows.of(event.number))

    def rows_of(self, event: Event) -> Iterator[CaseKey]:
        """Yield the cases of an event one by one, and keep none: for those who go through all of very many."""
        return rows_of(self.definition, event, self.by_role)

    @cached_property
    def _rows(self) -> Rows:
        return Rows(self._by_number, self.rows_of)

    def has(self, key: CaseKey) -> bool:
        """Whether there is such a case."""
        return self._rows.has(key)

    @cached_property
    def keys(self) -> tuple[CaseKey, ...]:
        """Every case of the cycle, in the order of the plan."""
        return tuple(key for event in self.definition.events for key in self.keys_of(event))

    def above(self, key: CaseKey, number: str) -> tuple[CaseKey, ...]:
        """Return the cases of event `number` that a case answers to: the one of its row, or several."""
        return self._rows.beside(key, number)

    def upstream_keys(self, key: CaseKey) -> tuple[CaseKey, ...]:
        """Return the cases that a case depends on directly."""
        return tuple(above for number in self.event(key.event).upstream for above in self.above(key, number))

    def with_upstream(self, keys: Iterable[CaseKey]) -> dict[str, dict[CaseKey, None]]:
        """Return these cases and all that they depend on, by event, each once."""
        found: dict[str, dict[CaseKey, None]] = {}
        for key in keys:
            found.setdefault(key.event, {})[key] = None
        for event in reversed(self.events):
            for number in event.upstream:
                self._rows.spread(found, event.number, number)
        return found

    def with_downstream(self, key: CaseKey) -> tuple[CaseKey, ...]:
        """Return a case and all that depend on it, directly or through others."""
        found: dict[str, dict[CaseKey, None]] = {key.event: {key: None}}
        for event in self.events:
            for number in event.upstream:
                self._rows.spread(found, number, event.number)
        return tuple(below for keys in found.values() for below in keys)

    def in_role(self, event: Event, key: CaseKey, role: str) -> tuple[Participant, ...]:
        """Return who has a role in a case: the row's own subject or agency, else everyone with that role."""
        own = key.subject if role == event.for_each else key.agency if role == event.agency else ""
        return (self.by_name[own],) if own in self.by_name else self.by_role.get(role, ())

    def ladder(self, event: Event, state: str) -> Reminders:
        """Return the reminders of a case in a state: the state's own, the event's own, or those of the rules."""
        name = self.machine_of(event).flow.state(state).reminders or event.policy.reminders
        return self.definition.ladders[name] if name else self.definition.reminders


def holding_roles(cycle: Cycle, event: Event, state: str) -> tuple[str, ...]:
    """Return the roles in whose hands a case is in a state: those its flow names, else those who owe it."""
    return roles_meant(event, cycle.machine_of(event).flow.state(state).holder or RESPONSIBLE)
