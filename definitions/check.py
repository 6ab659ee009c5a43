"""What must hold between the parts of a definition: names that are known, deadlines that can be counted, no circles."""

from __future__ import annotations

import graphlib

from calendars.saying import say
from definitions.check_deadlines import check_deadline
from definitions.check_events import check_event, upstream
from definitions.check_examples import check_examples
from definitions.check_flows import check_flows
from definitions.check_force import check_document_date, check_in_force
from definitions.check_lists import check_lists
from definitions.check_names import Parts, Values
from definitions.check_periods import check_named
from definitions.check_rating import check_rating
from definitions.check_recorded import check_recorded_in
from definitions.check_reports import check_reports
from definitions.check_roles import check_roles
from definitions.check_settings import check_calendar, check_parameters, check_years
from definitions.check_surveys import check_survey
from definitions.check_unused import check_unused
from definitions.shapes import Context
from definitions.tree import Place


def check(values: Values, context: Context) -> None:
    """Report everything in the values that were read that does not fit together."""
    parts = Parts(values, context)
    check_calendar(values.get("calendar"), parts)
    check_parameters(parts)
    check_named(values, parts)
    check_years(values.get("rules", {}).get("years", {}), parts)
    check_roles(parts)
    check_flows(parts)
    check_lists(parts)
    _check_numbers(parts)
    for event in values.get("events", []):
        check_event(event, parts)
        check_deadline(event, parts)
        check_survey(event, parts)
        check_recorded_in(event, parts)
    _check_circles(parts)
    check_reports(parts)
    check_rating(parts)
    check_examples(parts)
    check_document_date(parts)
    check_in_force(parts)
    if not context.report.failed:
        check_unused(parts)


def _check_numbers(parts: Parts) -> None:
    first: dict[str, Place] = {}
    for event in parts.values.get("events", []):
        if (number := event.get("number")) is None:
            continue
        if number.text in first:
            parts.error(
                number.place,
                say(
                    "number {number} stands twice; first in line {line}: give one of the two another number",
                    number=number.text,
                    line=first[number.text].line,
                ),
            )
        first.setdefault(number.text, number.place)


def _check_circles(parts: Parts) -> None:
    """Refuse events that wait for each other in a circle."""
    waits = {
        number: {item.text for item in upstream(event)} & parts.events.keys()
        for number, event in parts.events.items()
    }
    try:
        graphlib.TopologicalSorter(waits).prepare()
    except graphlib.CycleError as error:
        circle = error.args[1]
        places = [parts.events[number]["number"].place for number in circle]
        told = say(
            "these events wait for each other in a circle: {circle}; take one of the links out",
            circle=" → ".join(reversed(circle)),
        )
        if len(set(circle)) == 1:
            told = say(
                "event {event} waits for itself; where it counts from a state of its own, only the state is named",
                event=circle[0],
            )
        parts.error(max(places, key=lambda place: place.line), told)
