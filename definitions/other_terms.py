"""Deadlines that another act sets: its words, once they are known, stand in place of an event's own."""

from __future__ import annotations

from dataclasses import replace

from calendars.errors import InputError
from calendars.saying import say
from definitions.model import Definition, Event
from definitions.model_flows import Term
from definitions.model_rules import Parameter
from definitions.parameters import years_of
from definitions.phrases import read_phrase
from definitions.plannable import counts_from, unplannable


def with_other_terms(definition: Definition) -> Definition:
    """Return a definition in which the deadlines that its parameters give stand in place of the events' own.

    Raises InputError where an event could not follow the words given.
    """
    given = {one.name: one for one in definition.parameters if one.kind == "term" and one.value}
    if not given:
        return definition
    events = tuple(
        _worded(event, given[event.other_deadline], definition) if event.other_deadline in given else event
        for event in definition.events
    )
    return replace(definition, events=events)


def _worded(event: Event, parameter: Parameter, definition: Definition) -> Event:
    reading = read_phrase(parameter.value)
    years = years_of(definition, event)
    if why := unplannable(reading, event.periods, years):
        raise InputError(say("{name}: {why}", name=parameter.name, why=why))
    words, anchor = counts_from(reading, event.periods, years), event.anchor
    if words and (anchor is None or anchor.external):
        raise InputError(
            say(
                "{name}: “{phrase}” counts from “{anchor}”, and event {event} of the definition counts from nothing: "
                "give a date",
                name=parameter.name,
                phrase=parameter.value,
                anchor=words[0] or "—",
                event=event.number,
            )
        )
    return replace(event, terms=(Term(parameter.value, reading, source=parameter.name),))
