"""What one version of a cycle is set up with: its definition, its calendars, and who takes part."""

from __future__ import annotations

import graphlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from zoneinfo import ZoneInfo

from calendars import Calendar
from definitions import Deadline, Definition, Event, event_deadline
from workflow.entries import CaseKey
from workflow.machine import CompiledFlow
from workflow.participants import Participant


@dataclass(frozen=True)
class Setup:
    """A definition started with participants, and what follows from these alone."""

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

    def event(self, number: str) -> Event:
        """Return an event that is known to exist."""
        return self._by_number[number]

    @cached_property
    def _by_number(self) -> Mapping[str, Event]:
        return {event.number: event for event in self.definition.events}
