"""Which day each event of a definition falls on: what its rules and parameters say is put before the arithmetic."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from calendars import Calendar, CutOff
from calendars.saying import Text, say
from definitions.deadlines import Deadline, Given, deadline, set_by_hand
from definitions.model import Anchor, Definition, Event, Example
from definitions.model_flows import Term
from definitions.model_rules import Received, Roll
from definitions.parameters import years_of
from definitions.periods import Period, period, periods
from definitions.settings import with_settings

_NOT_SET = say("the plan sets no deadline")


def event_deadline(
    definition: Definition,
    event: Event,
    calendar: Calendar,
    *,
    period_id: str = "",
    anchor: date | None = None,
    anchor_at: datetime | None = None,
    forecast: bool = False,
    clock: ZoneInfo | None = None,
) -> Deadline:
    """Return the deadline of a case of an event; `anchor` is the day that it counts from, as far as it is known.

    `anchor_at` is the moment (aware), where that is known too; `clock` the one that the hour of receipt goes by, where
    that is not the cycle's.
    Raises CalendarError where the date leaves the years the calendar knows.
    """
    own = period(period_id)
    term = event.term(own.kind if own else None)
    known = Given(
        anchor=_anchor_day(definition, event.anchor, own) or anchor,
        anchor_at=anchor_at,
        forecast=forecast,
        period=own,
        cutoff=_cutoff(definition, event, clock),
    )
    found = _deadline(definition, event, term, calendar, known)
    if term is None or not term.source:
        return found
    return replace(found, steps=(worded(term), *found.steps[1:]))


def worded(term: Term) -> Text:
    """Quote a deadline whose words are not the plan's own, with where they come from."""
    return say("{name}: “{phrase}”", name=term.source, phrase=term.phrase)


def limit_deadline(
    definition: Definition,
    event: Event,
    limit: Term | None,
    calendar: Calendar,
    *,
    entered: date,
    entered_at: datetime | None = None,
    clock: ZoneInfo | None = None,
) -> Deadline:
    """Return until when a case of an event may stay in a state that it `entered` on a day (and at a moment, aware).

    Raises CalendarError where the date leaves the years the calendar knows.
    """
    known = Given(anchor=entered, anchor_at=entered_at, cutoff=_cutoff(definition, event, clock))
    return _deadline(definition, event, limit, calendar, known)


def _deadline(
    definition: Definition, event: Event, term: Term | None, calendar: Calendar, known: Given
) -> Deadline:
    if term is None:
        return Deadline(waits=_NOT_SET, steps=(_NOT_SET,))
    given = replace(
        known,
        years=years_of(definition, event),
        zone=ZoneInfo(definition.timezone),
        inclusive=definition.inclusive if event.policy.inclusive is None else event.policy.inclusive,
    )
    return deadline(term.phrase, term.reading, roll_of(definition, event), calendar, given)


def example_due(definition: Definition, example: Example, calendar: Calendar) -> date | None:
    """Return the last day in time that comes out for an example, with the parameters and the day that it gives."""
    settings = (f"{name}={value}" for name, value in example.parameters.items())
    definition = with_settings(definition, settings)
    event = definition.event(example.event)
    assert event is not None  # noqa: S101 - the check has looked
    named = [
        name for name in period_ids(definition, event) if (one := period(name)) and one.kind == example.period
    ]
    found = event_deadline(
        definition, event, calendar, period_id=next(iter(named), ""), anchor=example.counted_from
    )
    return found.due


def date_set(definition: Definition, event: Event, calendar: Calendar, day: date, basis: str) -> Deadline:
    """Return the deadline of a case whose date was set in the journal, with the document it rests on."""
    return set_by_hand(day, basis, roll_of(definition, event), calendar)


def roll_of(definition: Definition, event: Event) -> Roll:
    """Return what a deadline of the event does on a day off."""
    return event.policy.roll or definition.roll


def period_ids(definition: Definition, event: Event) -> tuple[str, ...]:
    """Return the reporting periods that an event has rows for, in order; ("",) where it has none."""
    if not event.periods:
        return ("",)
    year = years_of(definition, event).reporting
    if year is None:
        return ()
    found = [one for kind in event.periods for one in periods(kind, year)]
    return tuple(one.id for one in sorted(found, key=lambda one: (one.last, one.first)))


def _anchor_day(definition: Definition, anchor: Anchor | None, own: Period | None) -> date | None:
    """Return the day of an anchor that lies in the definition itself: a parameter, or the reporting period's end."""
    if anchor is not None and anchor.parameter:
        parameter = definition.parameter(anchor.parameter)
        return date.fromisoformat(parameter.value) if parameter and parameter.value else None
    if anchor is not None and anchor.period and own is not None:
        return own.last
    return None


def _cutoff(definition: Definition, event: Event, clock: ZoneInfo | None) -> CutOff | None:
    received = received_of(definition, event)
    return CutOff(received.hour, clock or ZoneInfo(definition.timezone)) if received else None


def received_of(definition: Definition, event: Event) -> Received | None:
    """Return the hour after which what comes counts as of the next working day, and by whose clock."""
    return event.policy.received or definition.received
