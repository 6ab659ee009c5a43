"""What a case takes from those it depends on: whether it applies, what it answers to, and its deadline."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from calendars.errors import CalendarError
from calendars.saying import Text, say
from definitions import Anchor, Deadline, Event, date_set, event_deadline
from workflow.cases import Applies, Case, Cycle, Stay, clock_of
from workflow.entries import CaseKey, Entry


@dataclass(frozen=True)
class Upstream:
    """Whether a case applies, the event it answers to, and the day on which that came (None: not yet).

    `required` are the events without whose result nothing can be recorded here, each with its day.
    """

    applies: Applies
    input_event: str | None
    input_on: date | None
    required: tuple[tuple[str, date | None], ...] = ()

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
        for number, day in self.required:
            if day is None or entry.on < day:
                return say(
                    "this needs the result of event {event}, which is not there on {on}",
                    event=number,
                    on=entry.on,
                )
        return None


def upstream_of(cycle: Cycle, event: Event, key: CaseKey, cases: Mapping[CaseKey, Case]) -> Upstream:
    """Return what a case takes from the cases above it."""
    required = tuple(
        (number, _latest([cases[up].actual for up in cycle.above(key, number)])) for number in event.requires
    )
    return Upstream(_applies(cycle, event, key, cases), *_input(cycle, event, key, cases), required)


def _applies(cycle: Cycle, event: Event, key: CaseKey, cases: Mapping[CaseKey, Case]) -> Applies:
    """Whether a case applies: not where what it answers to does not; unknown until what decides it has been met."""
    number = _input_number(event)
    above = _applying([cases[up] for up in cycle.above(key, number)]) if number else "yes"
    if event.only_for is None or above == "no":
        return above
    decided = [cases[up] for up in cycle.above(key, event.only_for.event)]
    if any(one.actual is None for one in decided):
        return "unknown"
    named = {name for one in decided for name in one.named.get(event.only_for.data, ())}
    return above if key.subject in named else "no"


def _applying(above: list[Case]) -> Applies:
    """Of several rows that a case waits for, those that do not apply are left out."""
    found = {one.applies for one in above}
    if "yes" in found or not found:
        return "yes"
    return "unknown" if "unknown" in found else "no"


def _input_number(event: Event) -> str | None:
    if event.opens is not None:
        return event.opens.event
    anchor = event.anchor
    return anchor.event if anchor and not anchor.planned and anchor.event != event.number else None


def _input(
    cycle: Cycle, event: Event, key: CaseKey, cases: Mapping[CaseKey, Case]
) -> tuple[str | None, date | None]:
    """Return the event this case answers to and the day its result came (None: not yet)."""
    number = _input_number(event)
    if number is None:
        return None, None
    rows = [cases[up] for up in cycle.above(key, number) if cases[up].applies != "no"]
    if event.opens is None and event.anchor is not None:
        return number, _latest([_counted_from(event.anchor, row) for row in rows])
    return number, _latest([row.actual for row in rows])


def _latest(days: list[date | None]) -> date | None:
    """Return the last of several days; None while one of them is open."""
    known = [day for day in days if day is not None]
    return max(known) if known and len(known) == len(days) else None


def _counted_from(anchor: Anchor, row: Case) -> date | None:
    """Return the day of a row that an anchor means; None while it is open."""
    if anchor.planned:
        return row.deadline.due
    if anchor.data:
        return _latest([row.dates.get(name) for name in anchor.data])
    if anchor.state is not None:
        return next((stay.since for stay in row.stays[1:] if stay.state == anchor.state), None)
    return row.actual


def _moment(cycle: Cycle, anchor: Anchor, above: list[Case]) -> datetime | None:
    """Return the moment at which the one row that a case counts from was met, where its hour is known."""
    if anchor != Anchor(event=anchor.event) or len(above) != 1:
        return None
    day, at = above[0].actual, above[0].actual_at
    return datetime.combine(day, at, cycle.zone) if day is not None and at is not None else None


def deadline_of(
    cycle: Cycle,
    event: Event,
    key: CaseKey,
    cases: Mapping[CaseKey, Case],
    *,
    set_by: Entry | None,
    stays: Iterable[Stay] = (),
) -> Deadline:
    """Return the deadline of a case: the date that was set, else what the phrase gives as far as that is known."""
    calendar = cycle.calendar_of(event)
    if set_by is not None and set_by.day is not None:
        return date_set(cycle.definition, event, calendar, set_by.day, set_by.basis)
    anchor = event.anchor
    if anchor is None or not (anchor.event or anchor.state):
        return cycle.first_deadline(key)
    anchor_at = None
    if anchor.event and anchor.event != event.number:
        above = [cases[up] for up in cycle.above(key, anchor.event)]
        anchor_on = _latest([_counted_from(anchor, row) for row in above])
        anchor_at = _moment(cycle, anchor, above)
    else:
        anchor_on = next((stay.since for stay in stays if stay.state == anchor.state), None)
    if anchor_on is None:
        return cycle.first_deadline(key)
    try:
        return event_deadline(
            cycle.definition,
            event,
            calendar,
            period_id=key.period,
            anchor=anchor_on,
            anchor_at=anchor_at,
            forecast=anchor.planned,
            clock=clock_of(cycle, event, key),
        )
    except CalendarError as error:
        # The fact that the deadline counts from must not be refused because the calendar ends too early.
        return Deadline(waits=error.message, steps=(error.message,))
