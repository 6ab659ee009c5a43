"""What must hold where an act that entries name must be recorded elsewhere: both sides give a number and a date."""

from __future__ import annotations

from calendars.saying import say
from definitions.check_events import given_with
from definitions.check_names import Parts, Values
from definitions.model_rules import DataKind
from definitions.tree import Scalar


def check_recorded_in(event: Values, parts: Parts) -> None:
    """Report an act that no entry of an event names, and an event in whose entries no act is recorded."""
    asked = event.get("recorded_in", {})
    data, numbers = asked.get("data"), asked.get("events", ())
    if data is not None and _given_inside(event, parts).get(data.text) != "document":
        parts.error(
            data.place,
            say(
                "no entry of this event names an act as “{data}”: add “{data}: {kind}” to the “{needs}” of an action",
                data=data.text,
                kind=parts.word("document"),
                needs=parts.context.spelled("needs"),
            ),
        )
    parts.once(numbers)
    for number in numbers:
        _check_source(number, asked.get("action"), parts)


def _check_source(number: Scalar, action: Scalar | None, parts: Parts) -> None:
    """An act is recorded in an event with an action that its flow has, which asks for a number and a date."""
    other = parts.event(number) or {}
    flow = parts.flow_of(other)
    if flow is None or action is None:
        return
    moves = {move["name"].text: move for move in flow.get("transitions", [])}
    if parts.one_of("trigger", [action], moves):
        given = {**other.get("needs", {}), **moves[action.text].get("needs", {})}
        if "document" not in given.values():
            parts.error(
                number.place,
                say(
                    "no act is recorded in event {event} with “{action}”: nothing in its “{needs}” is “{kind}”",
                    event=number.text,
                    action=action.text,
                    needs=parts.context.spelled("needs"),
                    kind=parts.word("document"),
                ),
            )


def _given_inside(event: Values, parts: Parts) -> dict[str, DataKind]:
    """Return what is given with the entries of an event, those about rows of its sheet among them."""
    given = given_with(event, parts)
    for section in event.get("sheet", []):
        given |= given_with({"flow": section["flow"]} if "flow" in section else {}, parts)
    return given
