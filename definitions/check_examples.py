"""What must hold for the dates that an author expects: an event, a reporting period and parameters that there are."""

from __future__ import annotations

from calendars.saying import say
from definitions.check_names import Parts, Values
from definitions.check_periods import check_named, periods_known
from definitions.check_settings import check_given
from definitions.deadline_shapes import rows_by_period
from definitions.made import kinds
from definitions.tree import Scalar, Table


def check_examples(parts: Parts) -> None:
    """Report examples that cannot be worked out."""
    for example in parts.values.get("examples", []):
        parts.one_of("event", [example.get("number")], parts.events)
        _check_parameters(example, parts)
        event = parts.event(example.get("number"))
        if event is not None:
            _check_period(example, event, parts)
            _check_counted(example, event, parts)


def _check_parameters(example: Values, parts: Parts) -> None:
    table = example["_place"].nodes.get("parameters")
    for name, value in table.entries if isinstance(table, Table) else ():
        parts.one_of("parameter", [name], parts.parameters)
        if isinstance(value, Scalar) and value.text:
            check_given(name.text, value, parts)


def _check_period(example: Values, event: Values, parts: Parts) -> None:
    """An example is of one period: the first quarter, not the quarters."""
    given, rows = example.get("period", ()), rows_by_period(event, parts.values)
    check_named({"_place": example["_place"], "periods": given}, parts)
    if rows and not given and "period" not in example["_place"].nodes:
        parts.error(
            example["_place"],
            say(
                "event {event} has a row for each reporting period: say which one in “{key}: {period}”",
                event=example["number"].text,
                key=parts.context.spelled("period"),
                period=rows[0].text,
            ),
        )
    elif periods_known(given, event, parts) and len(kinds(given)) > 1:
        parts.error(
            given[0].place,
            say("an example is of one reporting period: “{name}” are several", name=given[0].text),
        )


def _check_counted(example: Values, event: Values, parts: Parts) -> None:
    """A day to count from that the deadline does not need changes nothing, and the author thinks it does."""
    node = example["_place"].nodes.get("counted_from")
    if node is not None and "counted_from" in example and "anchor" not in event:
        parts.warning(
            node.place,
            say(
                "event {event} counts from nothing: “{key}” changes nothing here",
                event=example["number"].text,
                key=parts.context.spelled("counted_from"),
            ),
        )
