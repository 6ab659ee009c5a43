"""What must hold between the parts of a definition: names that are known, flows that work, no circles."""

from __future__ import annotations

import graphlib
from collections.abc import Iterable
from typing import Any

from calendars import known_names
from calendars.saying import say
from definitions.deadlines import unplannable
from definitions.fields import Context, unknown
from definitions.yamltree import Place, Scalar

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


def _names(values: Values, part: str) -> list[str]:
    return [item["name"].text for item in values.get(part, [])]


def _numbers(values: Values) -> list[str]:
    return [event["number"].text for event in values.get("events", []) if "number" in event]


def _one_of(kind: str, given: Iterable[Scalar | None], known: Iterable[str], context: Context) -> None:
    names = list(known)
    for item in given:
        if item is not None and item.text not in names:
            context.report.error(item.place, unknown(kind, item.text, names))


# Flows ---------------------------------------------------------------------------------------------------


def _check_flow(flow: Values, roles: list[str], context: Context) -> None:
    states = [state["name"].text for state in flow.get("states", [])]
    moves = flow.get("transitions", [])
    _one_of("state", [flow.get("initial")], states, context)
    _one_of("role", [state.get("holder") for state in flow.get("states", [])], roles, context)
    for move in moves:
        _one_of("state", [*move.get("source", ()), move.get("target")], states, context)
        _one_of("role", move.get("by", ()), roles, context)
    if "initial" in flow:
        _check_reachable(flow, moves, context)
    if not any(state.get("met") for state in flow.get("states", [])):
        context.report.error(
            flow["name"].place,
            say(
                "no state of the flow “{flow}” has “{key}”: its deadlines could never be met",
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
    _one_of("event", [event.get("opens_after"), event.get("anchor", {}).get("event")], numbers, context)
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
    _one_of("event", [named], _numbers(values), context)
    if "for_each" not in event:
        context.report.error(
            only["_place"], say("a condition by participant needs “{key}”", key=context.spelled("for_each"))
        )
    other = next(
        (o for o in values["events"] if named and "number" in o and o["number"].text == named.text), None
    )
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


def _check_deadline(event: Values, context: Context) -> None:
    phrase, reading = event["deadline"]
    anchor = event.get("anchor", {})
    if why := unplannable(reading):
        context.report.error(phrase.place, why)
        return
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
        number: _waits_for(event) & places.keys()
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


def _waits_for(event: Values) -> set[str]:
    found = [
        event.get("opens_after"),
        event.get("anchor", {}).get("event"),
        event.get("only_for", {}).get("named_in"),
    ]
    return {item.text for item in found if item is not None}
