"""What a case takes from those it depends on: whether it applies, what it answers to, and its deadline."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from calendars.errors import CalendarError
from calendars.saying import Text, say
from definitions import Deadline, Event, Given, deadline, set_by_hand
from workflow.cases import Applies, Case, Cycle
from workflow.entries import CaseKey, Entry


@dataclass(frozen=True)
class Upstream:
    """Whether a case applies, the event it answers to, and the day on which that came (None: not yet)."""

    applies: Applies
    input_event: str | None
    input_on: date | None

    @property
    def waiting(self) -> bool:
        """Whether what it answers to is still missing."""
        return self.input_event is not None and self.input_on is None

    def why_not(self, entry: Entry, event: Event) -> Text | None:
        """Say why no act is possible here, whatever the state; None when one is."""
        decides = event.only_for.event if event.only_for else self.input_event
        if self.applies == "no":
            return say("this case does not apply: that follows from event {event}", event=decides)
        if self.applies == "unknown":
            return say(
                "it is not known yet whether this case applies: that follows from event {event}",
                event=decides,
            )
        if self.waiting:
            return say(
                "event {event} has not been recorded yet, and this one answers to it", event=self.input_event
            )
        if self.input_on is not None and entry.on < self.input_on:
            return say(
                "{on} is earlier than {came}, the day of event {event}, to which this one answers",
                on=entry.on,
                came=self.input_on,
                event=self.input_event,
            )
        return None


def upstream_of(cycle: Cycle, event: Event, key: CaseKey, cases: Mapping[CaseKey, Case]) -> Upstream:
    """Return what a case takes from the cases above it."""
    return Upstream(_applies(cycle, event, key, cases), *_input(cycle, event, key, cases))


def _applies(cycle: Cycle, event: Event, key: CaseKey, cases: Mapping[CaseKey, Case]) -> Applies:
    """Whether a case applies: not where what it answers to does not; unknown until what decides it has been met."""
    number = _input_number(event)
    above = cases[cycle.upstream_key(event, number, key.subject)].applies if number else "yes"
    if event.only_for is None or above == "no":
        return above
    decided = cases[cycle.upstream_key(event, event.only_for.event, key.subject)]
    if decided.actual is None:
        return "unknown"
    return above if key.subject in decided.named.get(event.only_for.data, ()) else "no"


def _input_number(event: Event) -> str | None:
    return event.opens_after or (event.anchor.event if event.anchor else None)


def _input(
    cycle: Cycle, event: Event, key: CaseKey, cases: Mapping[CaseKey, Case]
) -> tuple[str | None, date | None]:
    """Return the event this case answers to and the day its result came (None: not yet)."""
    number = _input_number(event)
    if number is None:
        return None, None
    return number, cases[cycle.upstream_key(event, number, key.subject)].actual


def deadline_of(
    cycle: Cycle, event: Event, key: CaseKey, cases: Mapping[CaseKey, Case], set_by: Entry | None
) -> Deadline:
    """Return the deadline of a case: the date that was set, else what the phrase gives as far as that is known."""
    if set_by is not None and set_by.day is not None:
        return set_by_hand(set_by.day, set_by.basis, cycle.definition.roll, cycle.calendar)
    anchor_on = None
    if event.anchor is not None and event.anchor.event is not None:
        anchor_on = cases[cycle.upstream_key(event, event.anchor.event, key.subject)].actual
    try:
        given = Given(anchor=anchor_on)
        return deadline(event.phrase, event.reading, cycle.definition.roll, cycle.calendar, given)
    except CalendarError as error:
        if anchor_on is None:
            raise
        # The fact that the deadline counts from must not be refused because the calendar ends too early.
        return Deadline(waits=error.message, steps=(error.message,))
