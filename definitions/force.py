"""Dates of a definition that lie outside the time in which its wording, or its document, is in force."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from calendars import load_calendar
from calendars.errors import CalendarError
from calendars.saying import Text, say
from definitions.model import Definition, Event
from definitions.timing import event_deadline, period_ids


@dataclass(frozen=True)
class Outside:
    """A deadline that the document no longer sets (`repealed`), or that another wording of it may set."""

    event: Event
    day: date
    repealed: bool


def outside(definition: Definition) -> Iterator[Outside]:
    """Yield the first such deadline of each event; one that an event or a value still has to give is not known here."""
    since, until = definition.document.in_force
    gone = definition.document.repealed
    if since is None and until is None and gone is None:
        return
    for event in definition.events:
        days = sorted(_dates(definition, event), reverse=gone is not None)
        late = next((day for day in days if gone is not None and day >= gone), None)
        odd = next(
            (day for day in sorted(days) if not (since or date.min) <= day <= (until or date.max)), None
        )
        if late is not None:
            yield Outside(event, late, repealed=True)
        elif odd is not None:
            yield Outside(event, odd, repealed=False)


def not_in_force(definition: Definition) -> Iterator[Text]:
    """Say of all such deadlines together what must be checked."""
    found = list(outside(definition))
    if gone := [one for one in found if one.repealed]:
        yield say(
            "these deadlines come after the document has lost its force ({force}): {deadlines}",
            force=repeal(definition),
            deadlines=tuple(map(_named, gone)),
        )
    if other := [one for one in found if not one.repealed]:
        yield say(
            "these deadlines lie outside the time in which this wording is in force ({force}): {deadlines}; "
            "check whether another wording applies",
            force=wording(definition),
            deadlines=tuple(map(_named, other)),
        )


def _named(one: Outside) -> Text:
    return say("{number} ({day})", number=one.event.number, day=one.day)


def _dates(definition: Definition, event: Event) -> Iterator[date]:
    if event.anchor is not None and not event.anchor.parameter and not event.anchor.period:
        return
    calendar = load_calendar(event.policy.calendar or definition.calendar)
    for period_id in period_ids(definition, event):
        try:
            planned = event_deadline(definition, event, calendar, period_id=period_id).planned
        except CalendarError:
            continue  # beyond the calendar: told where a date is asked for
        if planned is not None:
            yield planned


def wording(definition: Definition) -> Text:
    """Name the wording and its time: «от 13.12.2017 № 329: с 13.12.2017 по 12.03.2018»."""
    edition = definition.document.edition or definition.document.reference or definition.name
    since, until = definition.document.in_force
    if until is None:
        return say("{edition}: from {since}", edition=edition, since=since or date.min)
    if since is None:
        return say("{edition}: until {until}", edition=edition, until=until)
    return say("{edition}: from {since} to {until}", edition=edition, since=since, until=until)


def repeal(definition: Definition) -> Text:
    """Name the day since which the document is no longer in force, and the act that repealed it."""
    document = definition.document
    if not document.repealed_by:
        return say("since {day}", day=document.repealed or date.max)
    return say("since {day}, {act}", day=document.repealed or date.max, act=document.repealed_by)
