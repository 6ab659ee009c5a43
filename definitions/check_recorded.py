"""What must hold where an act that entries name must be recorded elsewhere: both sides give a number and a date."""

from __future__ import annotations

from calendars.saying import say
from definitions.check_events import given_with
from definitions.check_names import Parts, Values
from definitions.model_rules import DataKind


def check_recorded_in(event: Values, parts: Parts) -> None:
    """Report an act that no entry of an event names, and an event in whose entries no act is recorded."""
    asked = event.get("recorded_in", {})
    data, numbers = asked.get("data"), asked.get("events", ())
    word = parts.word("document")
    if data is not None and _given_inside(event, parts).get(data.text) != "document":
        parts.error(
            data.place,
            say(
                "no entry of this event names an act as “{data}”: add “{data}: {kind}” to the “{needs}” of an action",
                data=data.text,
                kind=word,
                needs=parts.context.spelled("needs"),
            ),
        )
    parts.once(numbers)
    for number in numbers:
        other = parts.event(number)
        if other is not None and "document" not in given_with(other, parts).values():
            parts.error(
                number.place,
                say(
                    "no act is recorded in event {event}: nothing in its “{needs}” is “{kind}”",
                    event=number.text,
                    needs=parts.context.spelled("needs"),
                    kind=word,
                ),
            )


def _given_inside(event: Values, parts: Parts) -> dict[str, DataKind]:
    """Return what is given with the entries of an event, those about rows of its sheet among them."""
    given = given_with(event, parts)
    for section in event.get("sheet", []):
        given |= given_with({"flow": section["flow"]} if "flow" in section else {}, parts)
    return given
