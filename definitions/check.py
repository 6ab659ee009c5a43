"""What must hold between the parts of a definition: names that are known, flows that work, no circles."""

from __future__ import annotations

import graphlib

from calendars import load_calendar
from calendars.errors import CalendarError
from calendars.saying import say
from definitions.check_deadlines import check_deadline, check_limit, check_years
from definitions.check_events import check_event, upstream
from definitions.check_flows import Values, check_flow, names_in, one_of
from definitions.deadline_shapes import kinds_of
from definitions.keys import value_spelled
from definitions.parameters import normal
from definitions.periods import KIND_NAMES, each, period_kind
from definitions.settings import RESERVED
from definitions.shapes import Context, unknown
from definitions.tree import Place, Scalar


def check(values: Values, context: Context) -> None:
    """Report everything in the values that were read that does not fit together."""
    check_calendar(values.get("calendar"), context)
    _check_parameters(values, context)
    _check_roles(values, context)
    for flow in values.get("flows", []):
        check_flow(flow, names_in(values, "roles"), context)
        for state in flow.get("states", []):
            check_limit(state, flow, values, context)
    check_years(values.get("rules", {}).get("years", {}), values, context)
    _check_numbers(values.get("events", []), context)
    for event in values.get("events", []):
        check_calendar(event.get("calendar"), context)
        check_event(event, values, context)
        check_deadline(event, values, context)
    _check_circles(values.get("events", []), context)
    _check_examples(values, context)


def check_calendar(name: Scalar | None, context: Context) -> None:
    """Report a calendar that there is not."""
    if name is None:
        return
    try:
        load_calendar(name.text)
    except CalendarError as error:
        context.report.error(name.place, error.message)


def _check_parameters(values: Values, context: Context) -> None:
    for parameter in values.get("parameters", []):
        name = parameter["name"]
        if name.text.lower() in RESERVED:
            context.report.error(
                name.place,
                say(
                    "“{name}” is what `--set` calls a rule of srok itself: take another name", name=name.text
                ),
            )
        default = parameter.get("default")
        if default is not None and "kind" in parameter and normal(default.text, parameter["kind"]) is None:
            context.report.error(
                default.place,
                say(
                    "“{value}” is not a value of the kind that “{name}” has",
                    value=default.text,
                    name=name.text,
                ),
            )


def _check_roles(values: Values, context: Context) -> None:
    roles = names_in(values, "roles")
    for role in values.get("roles", []):
        appointed = role.get("appointed", {})
        members = role.get("participants", [])
        others = [other for member in members for other in member.get("also", ())]
        one_of("role", [role.get("superior"), appointed.get("for_each"), *others], roles, context)
        one_of("event", [appointed.get("event")], numbers(values), context)
    rules = values.get("rules", {})
    words = [value_spelled(word, context.language) for word in ("head", "curator", "superior")]
    known = None if roles is None else [*roles, *words]
    for ladder in (rules.get("reminders", {}), *values.get("ladders", [])):
        for copy in ladder.get("copies", []):
            one_of("role", copy.get("to", ()), known, context)
    for part in (rules.get("moving", {}), rules.get("removing", {})):
        one_of("role", [*part.get("by", ()), *part.get("requested_by", ())], roles, context)


def numbers(values: Values) -> list[str]:
    """Return the numbers of the events."""
    return [event["number"].text for event in values.get("events", []) if "number" in event]


def _check_numbers(events: list[Values], context: Context) -> None:
    first: dict[str, Place] = {}
    for event in events:
        if (number := event.get("number")) is None:
            continue
        if number.text in first:
            context.report.error(
                number.place,
                say(
                    "number {number} stands twice; first in line {line}",
                    number=number.text,
                    line=first[number.text].line,
                ),
            )
        first.setdefault(number.text, number.place)


def _check_circles(events: list[Values], context: Context) -> None:
    """Refuse events that wait for each other in a circle."""
    places = {event["number"].text: event["number"].place for event in events if "number" in event}
    waits = {
        number: {item.text for item in upstream(event)} & places.keys()
        for event in events
        if "number" in event and (number := event["number"].text)
    }
    try:
        graphlib.TopologicalSorter(waits).prepare()
    except graphlib.CycleError as error:
        circle = error.args[1]
        place = max((places[number] for number in circle), key=lambda place: place.line)
        context.report.error(
            place,
            say(
                "these events wait for each other in a circle: {circle}", circle=" → ".join(reversed(circle))
            ),
        )


def _check_examples(values: Values, context: Context) -> None:
    parameters = [parameter["name"].text for parameter in values.get("parameters", [])]
    for example in values.get("examples", []):
        number = example.get("number")
        one_of("event", [number], numbers(values), context)
        for given in example.get("parameters", {}):
            one_of("parameter", [Scalar(given, example["_place"])], parameters, context)
        event = next((e for e in values.get("events", []) if number and e.get("number") == number), None)
        if event is not None and (period := example.get("period")) is not None:
            _check_example_period(period[0], event, values, context)


def _check_example_period(period: Scalar, event: Values, values: Values, context: Context) -> None:
    """An example is of one period: the first quarter, not the quarters."""
    kinds = [kind for name in kinds_of(event, values) if (kind := period_kind(name))]
    own = period_kind(period.text)
    if own not in each(kinds):
        names = [KIND_NAMES[one][context.language == "en"] for one in each(kinds)]
        context.report.error(period.place, unknown("period", period.text, names))
