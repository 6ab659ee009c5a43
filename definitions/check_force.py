"""Dates that a definition itself fixes, held against the time in which its wording is in force."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from calendars import load_calendar
from calendars.errors import CalendarError
from calendars.saying import Text, say
from definitions.building import build
from definitions.check_names import Parts
from definitions.model import Definition, Event
from definitions.timing import event_deadline, period_ids
from definitions.tree import Place

#: What is left in a form for somebody to fill in: «07» _____ 2016 г.
_BLANK = re.compile(r"__|\.{3}|…")


def check_document_date(parts: Parts) -> None:
    """Warn of a document whose date was never filled in: it must be asked for, not guessed."""
    document = parts.values.get("document", {})
    dated = document.get("dated", "")
    if _BLANK.search(dated):
        parts.warning(
            _place_of("dated", document["_place"]),
            say(
                "the date of the document has a blank in it: “{dated}”; srok does not guess it and counts nothing "
                "from it, fill it in once it is known",
                dated=dated,
            ),
        )


def check_in_force(parts: Parts) -> None:
    """Report a time in force that ends before it begins; warn of dates outside it.

    A date that an event or a parameter without a default still has to give is not known here.
    """
    force = parts.values.get("document", {}).get("in_force", {})
    since, until = force.get("since"), force.get("until")
    if since and until and until < since:
        parts.error(
            _place_of("until", force["_place"]),
            say(
                "in force until {until}, which is before its first day, {since}: mend one of the two",
                until=until,
                since=since,
            ),
        )
    elif (since or until) and not parts.context.report.failed:
        _warn_outside(since or date.min, until or date.max, parts)


def _place_of(key: str, table: Place) -> Place:
    node = getattr(table, "nodes", {}).get(key)
    return node.place if node else table


def _warn_outside(since: date, until: date, parts: Parts) -> None:
    definition = build(parts.values)
    for event in definition.events:
        outside = [day for day in _dates(definition, event) if not since <= day <= until]
        if outside:
            parts.warning(
                parts.events[event.number]["deadline"][0].place,
                say(
                    "the deadline {day} lies outside the time in which this wording is in force ({force}): "
                    "check whether a later wording applies",
                    day=outside[0],
                    force=_force(definition, since, until),
                ),
            )


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


def _force(definition: Definition, since: date, until: date) -> Text:
    """Name the wording and its time: «от 13.12.2017 № 329: с 13.12.2017 по 12.03.2018»."""
    edition = definition.document.edition or definition.document.reference or definition.name
    if until == date.max:
        return say("{edition}: from {since}", edition=edition, since=since)
    if since == date.min:
        return say("{edition}: until {until}", edition=edition, until=until)
    return say("{edition}: from {since} to {until}", edition=edition, since=since, until=until)
