"""What must hold between the parts of a definition: names that are known, flows that work, no circles."""

from __future__ import annotations

import graphlib
from collections.abc import Iterable
from typing import Any

from calendars import known_names
from calendars.saying import say
from definitions.fields import Context, unknown
from definitions.phrases import warnings
from definitions.plannable import unplannable
from definitions.tree import Place, Scalar

Values = dict[str, Any]


def check(values: Values, context: Context) -> None:
    """Report everything in the values that were read that does not fit together."""
    if calendar := values.get("calendar"):
        _one_of("value", [calendar], known_names(), context)
    for flow in values.get("flows", []):
        _check_flow(flow, _names(values, "roles"), context)
    _check_numbers(values.get("events", []), context)
    for event in values.get("events", []):
        _check_event(event, values, context)
    _check_circles(values.get("events", []), context)
    _one_of(
        "event",
        [example["number"] for example in values.get("examples", []) if "number" in example],
        _numbers(values),
        context,
    )


def _names(values: Values, part: str) -> list[str] | None:
    return [item["name"].text for item in values[part]] if part in values else None


def _numbers(values: Values) -> list[str]:
    return [event["number"].text for event in values.get("events", []) if "number" in event]


def _one_of(kind: str, given: Iterable[Scalar | None], known: Iterable[str] | None, context: Context) -> bool:
    """Whether all are known; report what is not, unless the part that would know is missing, which was reported."""
    if known is None:
        return False
    names = list(known)
    strange = [item for item in given if item is not None and item.text not in names]
    for item in strange:
        context.report.error(item.place, unknown(kind, item.text, names))
    return not strange


# Flows ---------------------------------------------------------------------------------------------------


def _check_flow(flow: Values, roles: list[str] | None, context: Context) -> None:
    states = _names(flow, "states")
    moves = flow.get("transitions", [])
    _one_of("role", [state.get("holder") for state in flow.get("states", [])], roles, context)
    for move in moves:
        _one_of("role", move.get("by", ()), roles, context)
    ends = [end for move in moves for end in (*move.get("source", ()), move.get("target"))]
    if _one_of("state", [flow.get("initial"), *ends], states, context):
        _check_ways(flow, moves, context)


def _check_ways(flow: Values, moves: list[Values], context: Context) -> None:
    if "initial" in flow:
        _check_reachable(flow, moves, context)
    met = {state["name"].text for state in flow.get("states", []) if state.get("met")}
    if not any(move["target"].text in met for move in moves if "target" in move):
        context.report.error(
            flow["name"].place,
            say(
                "no action of the flow “{flow}” leads to a state with “{key}”: its deadlines could never be met",
                flow=flow["name"].text,
                key=context.spelled("met"),
            ),
        )


def _check_reachable(flow: Values, moves: list[Values], context: Context) -> None:
    reached = {flow["initial"].text}
    while (
        more := {
            move["target"].text
            for move in moves
            if "target" in move and reached & {source.text for source in move.get("source", ())}
        }
        - reached
    ):
        reached |= more
    for state in flow.get("states", []):
        if state["name"].text not in reached:
            context.report.error(
                state["name"].place,
                say(
                    "no transition leads to the state “{state}” from “{initial}”",
                    state=state["name"].text,
                    initial=flow["initial"].text,
                ),
            )


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
    roles, numbers = _names(values, "roles"), _numbers(values)
    _one_of(
        "role",
        [*event.get("responsible", ()), event.get("coordinator"), event.get("for_each")],
        roles,
        context,
    )
    _one_of("flow", [event.get("flow")], _names(values, "flows"), context)
    _one_of("event", _upstream(event), numbers, context)
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
                value="внешний" if context.language == "ru" else "external",
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
