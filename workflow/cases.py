"""A case as it stands after folding, and what its cycle consists of."""

from __future__ import annotations

import graphlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Literal
from zoneinfo import ZoneInfo

from calendars import Calendar
from calendars.saying import Text
from definitions import Deadline, Definition, Event, deadline
from workflow.entries import CaseKey
from workflow.machine import CompiledFlow
from workflow.participants import Participant

Applies = Literal["yes", "no", "unknown"]


@dataclass(frozen=True)
class Stay:
    """One stay of a case in a state, from a day to a day (None: still there)."""

    state: str
    since: date
    until: date | None = None
    entry: int | None = None


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
    deadline was met; `waits_for` names the event whose result is still missing before this case can begin.
    """

    key: CaseKey
    state: str
    applies: Applies
    deadline: Deadline
    baseline: date | None
    baseline_due: date | None
    actual: date | None = None
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

    @cached_property
    def zone(self) -> ZoneInfo:
        """The clock that decides what is today."""
        return ZoneInfo(self.definition.timezone)

    @cached_property
    def machines(self) -> Mapping[str, CompiledFlow]:
        """The compiled flows, by name."""
        return {flow.name: CompiledFlow(flow) for flow in self.definition.flows}

    @cached_property
    def first_deadlines(self) -> Mapping[str, Deadline]:
        """Each event's deadline as it stood when the cycle started: no anchor known yet, nothing moved."""
        rule, calendar = self.definition.roll, self.calendar
        return {
            event.number: deadline(event.phrase, event.reading, rule, calendar)
            for event in self.definition.events
        }

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
            roles.setdefault(participant.role, []).append(participant)
        return {role: tuple(members) for role, members in roles.items()}

    @cached_property
    def by_name(self) -> Mapping[str, Participant]:
        """The participants by name."""
        return {participant.name: participant for participant in self.participants}

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
        """Return the cases of an event: one for each participant of its role, or one for all."""
        if event.for_each is None:
            return (CaseKey(event.number),)
        return tuple(CaseKey(event.number, member.name) for member in self.by_role.get(event.for_each, ()))

    @cached_property
    def keys(self) -> tuple[CaseKey, ...]:
        """Every case of the cycle, in the order of the plan."""
        return tuple(key for event in self.definition.events for key in self.keys_of(event))

    def upstream_key(self, event: Event, number: str, subject: str) -> CaseKey:
        """Return the case of event `number` that a case of `event` about `subject` depends on."""
        upstream = self.event(number)
        return CaseKey(number, subject if upstream.for_each and upstream.for_each == event.for_each else "")

    def upstream_keys(self, key: CaseKey) -> tuple[CaseKey, ...]:
        """Return the cases that a case depends on directly."""
        event = self.event(key.event)
        return tuple(self.upstream_key(event, number, key.subject) for number in event.upstream)

    def with_upstream(self, keys: Iterable[CaseKey]) -> dict[str, dict[CaseKey, None]]:
        """Return these cases and all that they depend on, by event, each once and in order."""
        found: dict[str, dict[CaseKey, None]] = {}
        pending = list(keys)[::-1]
        while pending:
            key = pending.pop()
            if key not in found.setdefault(key.event, {}):
                found[key.event][key] = None
                pending.extend(self.upstream_keys(key))
        return found

    def with_downstream(self, key: CaseKey) -> tuple[CaseKey, ...]:
        """Return a case and all that depend on it, directly or through others."""
        found: dict[str, tuple[str, ...]] = {key.event: (key.subject,)}
        for event in self.events:
            above = {subject for number in event.upstream for subject in found.get(number, ())}
            # One for all that changed touches every row below it; a row touches only its own.
            if "" in above:
                found[event.number] = tuple(below.subject for below in self.keys_of(event))
            elif above:
                found[event.number] = tuple(above)
        return tuple(CaseKey(number, subject) for number, subjects in found.items() for subject in subjects)

    def owners(self, event: Event, subject: str) -> tuple[Participant, ...]:
        """Return the participants who owe a case: the subject itself where it is responsible, else the roles."""
        owners: list[Participant] = []
        for role in event.responsible:
            if event.for_each == role:
                owners.append(self.by_name[subject])
            else:
                owners.extend(self.by_role.get(role, ()))
        return tuple(owners)
