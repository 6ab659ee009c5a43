"""What must hold between the parts of a definition: names that are known, flows that work, no circles."""

from __future__ import annotations

import graphlib

from calendars import known_names, load_calendar
from calendars.saying import say
from definitions.check_flows import Values, check_flow, names_in, one_of
from definitions.fields import Context
from definitions.keys import value_spelled
from definitions.phrases import warnings
from definitions.plannable import last_year, unplannable
from definitions.tree import Place, Scalar


def check(values: Values, context: Context) -> None:
    """Report everything in the values that were read that does not fit together."""
    if calendar := values.get("calendar"):
        one_of("value", [calendar], known_names(), context)
    for flow in values.get("flows", []):
        check_flow(flow, names_in(values, "roles"), context)
    _check_numbers(values.get("events", []), context)
    for event in values.get("events", []):
        _check_event(event, values, context)
    _check_circles(values.get("events", []), context)
    _check_reach(values, context)
    one_of(
        "event",
        [example["number"] for example in values.get("examples", []) if "number" in example],
        _numbers(values),
        context,
    )


def _numbers(values: Values) -> list[str]:
    return [event["number"].text for event in values.get("events", []) if "number" in event]


# Events --------------------------------------------------------------------------------------------------


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


def _check_event(event: Values, values: Values, context: Context) -> None:
    roles, numbers = names_in(values, "roles"), _numbers(values)
    one_of(
        "role",
        [*event.get("responsible", ()), event.get("coordinator"), event.get("for_each")],
        roles,
        context,
    )
    one_of("flow", [event.get("flow")], names_in(values, "flows"), context)
    one_of("event", _upstream(event), numbers, context)
    _check_rows(event, values, context)
    if only := event.get("only_for"):
        _check_condition(only, event, values, context)
    _check_each(event, values, context)
    if "deadline" in event:
        _check_deadline(event, context)


def _check_each(event: Values, values: Values, context: Context) -> None:
    """A role marked “each” owes a row a participant, so the event must say so."""
    each = {role["name"].text for role in values.get("roles", []) if role.get("each")}
    for name in event.get("responsible", ()):
        if name.text in each and "for_each" not in event:
            context.report.error(
                name.place,
                say(
                    "“{role}” are many: add “{key}: {role}”, so that each has a row of its own",
                    role=name.text,
                    key=context.spelled("for_each"),
                ),
            )


def _check_condition(only: Values, event: Values, values: Values, context: Context) -> None:
    named, data = only.get("named_in"), only.get("data")
    if "for_each" not in event:
        context.report.error(
            only["_place"], say("a condition by participant needs “{key}”", key=context.spelled("for_each"))
        )
    other = _event(values, named) if named else None
    if other and named and data and other.get("needs", {}).get(data.text) != "participants":
        context.report.error(
            data.place,
            say(
                "event {event} does not ask for the participants “{data}”: add them to its “{key}”",
                event=named.text,
                data=data.text,
                key=context.spelled("needs"),
            ),
        )


def _event(values: Values, number: Scalar) -> Values | None:
    found = (e for e in values["events"] if "number" in e and e["number"].text == number.text)
    return next(found, None)


def _check_rows(event: Values, values: Values, context: Context) -> None:
    """An event can answer to one that has a row for each only row by row."""
    for number in _upstream(event):
        other = _event(values, number)
        role = other.get("for_each") if other else None
        if role is not None and ("for_each" not in event or event["for_each"].text != role.text):
            context.report.error(
                number.place,
                say(
                    "event {event} has a row for each “{role}”: this event can depend on it only with “{key}: {role}”",
                    event=number.text,
                    role=role.text,
                    key=context.spelled("for_each"),
                ),
            )


def _check_deadline(event: Values, context: Context) -> None:
    phrase, reading = event["deadline"]
    anchor = event.get("anchor", {})
    if why := unplannable(reading):
        context.report.error(phrase.place, why)
        return
    for warning in warnings(reading):
        context.report.warning(phrase.place, warning)
    _check_anchor(event, context)
    counts_from = getattr(reading, "anchor", None)
    if reading.type in ("offset", "on_receipt") and not anchor:
        context.report.error(
            phrase.place,
            say(
                "the deadline counts from “{anchor}”: say in “{key}” which event or date that is",
                anchor=counts_from or "—",
                key=context.spelled("anchor"),
            ),
        )
    if reading.type == "external" and not anchor.get("external"):
        context.report.error(
            phrase.place,
            say(
                "somebody else sets this deadline: say so with “{key}: {value}”",
                key=context.spelled("anchor"),
                value=value_spelled("external", context.language),
            ),
        )


def _check_anchor(event: Values, context: Context) -> None:
    """An anchor must be what the phrase counts from, and known before the deadline it gives."""
    phrase, reading = event["deadline"]
    number = event.get("anchor", {}).get("event")
    if number is None:
        return
    if reading.type not in ("offset", "on_receipt"):
        context.report.warning(
            number.place,
            say(
                "this deadline counts from nothing: “{anchor}” only orders the events; write “{key}” for that",
                anchor=context.spelled("anchor"),
                key=context.spelled("opens_after"),
            ),
        )
    elif reading.type == "offset" and reading.direction == "before":
        context.report.error(
            phrase.place,
            say(
                "the term ends before the event it counts from, whose day is known only afterwards: "
                "write “{key}: {value}” and set the date when the day is fixed",
                key=context.spelled("anchor"),
                value=value_spelled("external", context.language),
            ),
        )
    elif "opens_after" in event:
        context.report.error(
            event["opens_after"].place,
            say(
                "“{key}” says already what this event answers to: leave one of the two out",
                key=context.spelled("anchor"),
            ),
        )


def _check_reach(values: Values, context: Context) -> None:
    """A date that the calendar does not reach is told where it is written."""
    name = values.get("calendar")
    if name is None or name.text not in known_names():
        return
    calendar = load_calendar(name.text)
    for event in values.get("events", []):
        last = last_year(event["deadline"][1]) if "deadline" in event else None
        if last is not None and not calendar.first.year <= last <= calendar.last.year:
            context.report.error(
                event["deadline"][0].place,
                say(
                    "the calendar “{name}” knows the years {first} to {last}: a newer srok is needed for others",
                    name=name.text,
                    first=calendar.first.year,
                    last=calendar.last.year,
                ),
            )


def _check_circles(events: list[Values], context: Context) -> None:
    """Refuse events that wait for each other in a circle."""
    places = {event["number"].text: event["number"].place for event in events if "number" in event}
    waits = {
        number: {item.text for item in _upstream(event)} & places.keys()
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


def _upstream(event: Values) -> list[Scalar]:
    found = [
        event.get("opens_after"),
        event.get("anchor", {}).get("event"),
        event.get("only_for", {}).get("named_in"),
    ]
    return [item for item in found if item is not None]
