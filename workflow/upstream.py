"""What a case takes from those it depends on: whether it applies, what it answers to, and its deadline."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from calendars.errors import CalendarError
from calendars.saying import Text, say
from definitions import Anchor, Deadline, Event, date_set, event_deadline
from workflow.cases import Applies, Case, Cycle, Stay
from workflow.clocks import clock_of
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
    number = _input_number(event)
    above = _rows(cycle, key, number, cases) if number else []
    required = ((needed, _counting(_rows(cycle, key, needed, cases))) for needed in event.requires)
    return Upstream(
        _applies(cycle, event, key, above, cases),
        *_input(event, number, _counting(above)),
        tuple((needed, latest([row.actual for row in rows])) for needed, rows in required if rows),
    )


def _rows(cycle: Cycle, key: CaseKey, number: str, cases: Mapping[CaseKey, Case]) -> list[Case]:
    return [cases[above] for above in cycle.above(key, number)]


def _counting(rows: list[Case]) -> list[Case]:
    """Return the rows that a case can wait for."""
    return [row for row in rows if waited_for(row)]


def waited_for(row: Case) -> bool:
    """Whether others can wait for a row: not one that does not apply, nor one removed from control."""
    return row.applies != "no" and (row.actual is not None or not row.removed)


def _applies(
    cycle: Cycle, event: Event, key: CaseKey, rows: list[Case], cases: Mapping[CaseKey, Case]
) -> Applies:
    """Whether a case applies: not where what it answers to does not; unknown until what decides it has been met."""
    above = _applying(rows)
    if event.only_for is None or above == "no":
        return above
    decided = _rows(cycle, key, event.only_for.event, cases)
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


def _input(event: Event, number: str | None, rows: list[Case]) -> tuple[str | None, date | None]:
    """Return the event this case answers to and the day its result came (None: not yet)."""
    if not rows:
        return None, None
    if event.opens is None and event.anchor is not None:
        return number, latest([_came(event.anchor, row) for row in rows])
    return number, latest([row.actual for row in rows])


def _came(anchor: Anchor, row: Case) -> date | None:
    """Return the day on which what a deadline counts from was recorded to have happened.

    A date given with an entry may lie ahead (the day of a sitting): then the case can begin once it is known.
    """
    day = counted_from(anchor, row)
    return (row.actual or row.stays[-1].since) if day is not None and anchor.data else day


def latest(days: list[date | None]) -> date | None:
    """Return the last of several days; None while one of them is open."""
    known = [day for day in days if day is not None]
    return max(known) if known and len(known) == len(days) else None


def counted_from(anchor: Anchor, row: Case) -> date | None:
    """Return the day of a row that an anchor means; None while it is open."""
    if anchor.planned:
        return row.deadline.due
    if anchor.data:
        return latest([row.dates.get(name) for name in anchor.data])
    if anchor.state is not None:
        stay = _entry_into(anchor.state, row.stays[1:])
        return stay.since if stay else None
    return row.actual


def _counted_from_all(anchor: Anchor, rows: list[Case]) -> date | None:
    """Return the last of the days that rows give; one that cannot be waited for and gives none is left out."""
    found = ((counted_from(anchor, row), row) for row in rows)
    return latest([day for day, row in found if day is not None or waited_for(row)])


def _entry_into(state: str, stays: Iterable[Stay]) -> Stay | None:
    return next((stay for stay in stays if stay.state == state), None)


def _moment(cycle: Cycle, anchor: Anchor, above: list[Case], own: Iterable[Stay]) -> datetime | None:
    """Return the moment that a case counts from, where it is one row's and its hour is known."""
    if anchor.planned or anchor.data or (anchor.event and len(above) != 1):
        return None
    if anchor.state is not None:
        stay = _entry_into(anchor.state, above[0].stays[1:] if above else own)
        day, at = (stay.since, stay.at) if stay else (None, None)
    else:
        day, at = above[0].actual, above[0].actual_at
    return datetime.combine(day, at, cycle.zone) if day is not None and at is not None else None


def first_deadline(cycle: Cycle, key: CaseKey) -> Deadline:
    """Return a case's deadline as it stood when the cycle started; a planned date it counts from was known then."""
    event = cycle.event(key.event)
    anchor = event.anchor
    if anchor is None or not anchor.planned or anchor.event is None:
        return cycle.first_deadline(key)
    day = latest([first_deadline(cycle, above).due for above in cycle.above(key, anchor.event)])
    return cycle.first_deadline(key, day)


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
    above: list[Case] = []
    if anchor.event and anchor.event != event.number:
        above = _rows(cycle, key, anchor.event, cases)
        anchor_on = _counted_from_all(anchor, above)
    else:
        stay = _entry_into(anchor.state or "", stays)
        anchor_on = stay.since if stay else None
    if anchor_on is None:
        return cycle.first_deadline(key)
    try:
        return event_deadline(
            cycle.definition,
            event,
            calendar,
            period_id=key.period,
            anchor=anchor_on,
            anchor_at=_moment(cycle, anchor, above, stays),
            forecast=anchor.planned,
            clock=clock_of(cycle, event, key),
        )
    except CalendarError as error:
        # The fact that the deadline counts from must not be refused because the calendar ends too early.
        return Deadline(waits=error.message, steps=(error.message,))
