"""What must hold for reports: rows of one kind, and columns that have something to say of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from calendars.saying import say
from definitions.building_reports import counted
from definitions.check_columns import COLUMN_SAYS
from definitions.check_events import given_with
from definitions.check_names import Parts, Values
from definitions.check_reported import check_labels, check_reported, check_words
from definitions.model_rules import NUMBERS, DataKind
from definitions.report_shapes import COUNTED, OF_ROW
from definitions.tree import Scalar

_KINDS = ("events", "for_each", "rows")
_TOLD = ("show", "data", "role", "total", "times", "count")


def check_reports(parts: Parts) -> None:
    """Report everything in the reports that does not fit the rest of the definition."""
    for report in parts.values.get("reports", []):
        _check_kind(report, parts)
        check_words(report, parts)
        parts.roles_known([report.get("for_each")])
        for owner in (report, *report.get("rows", ())):
            parts.one_of("event", owner.get("events", ()), parts.events)
            parts.once(owner.get("events", ()))
        _check_counted(report.get("only", ()), _events_of({}, report, parts), parts)
        for column in report.get("columns", ()):
            _check_column(column, report, parts)
    check_reported(parts)


def _check_kind(report: Values, parts: Parts) -> None:
    if "for_each" in report and "rows" in report and "events" not in report:
        return
    message = say("say of this report in one of the keys what its rows are: {keys}")
    parts.exactly_one(report, _KINDS, message)


def _check_column(column: Values, report: Values, parts: Parts) -> None:
    if not parts.exactly_one(column, _TOLD, COLUMN_SAYS):
        return
    parts.one_of("event", column.get("event", ()), parts.events)
    _check_role(column.get("role"), parts)
    events = _events_of(column, report, parts)
    _check_given(column, events, parts)
    if "unit" in column and "total" not in column:
        parts.error(
            column["_place"].nodes["unit"].place,
            say("only a sum is shown in a unit: “{total}”", total=parts.context.spelled("total")),
        )
    _check_counted(column.get("count", ()), events, parts)
    check_labels(column, events, parts)
    if column.get("show") in OF_ROW and "event" in column:
        parts.error(
            column["name"].place,
            say(
                "“{word}” is of the row itself: leave “{event}” out",
                word=parts.word(column["show"]),
                event=parts.context.spelled("event"),
            ),
        )


def _check_role(role: Scalar | None, parts: Parts) -> None:
    """Only who was appointed differs from row to row; whoever takes part in a role is in the file of participants."""
    parts.roles_known([role])
    if role is not None and role.text in parts.roles and "appointed" not in parts.roles[role.text]:
        parts.error(
            role.place,
            say("“{role}” is appointed by no event: the column would say nothing", role=role.text),
        )


def _check_given(column: Values, events: Iterable[Values], parts: Parts) -> None:
    """Report a name under which nothing is given with the entries of the events, or nothing that has a sum."""
    name = column.get("data") or column.get("total") or column.get("times")
    if name is None:
        return
    given: dict[str, DataKind] = {}
    for event in events:
        given |= {**event.get("survey", {}).get("answers", {}), **given_with(event, parts)}
    parts.one_of("column", [name], given)
    if "total" in column and given.get(name.text, "number") not in NUMBERS:
        parts.error(
            name.place,
            say("“{name}” has no sum: where it is given, say that it is a number", name=name.text),
        )


def _events_of(column: Values, report: Values, parts: Parts) -> list[Values]:
    """Return the events whose cases a column speaks of."""
    lines = report.get("rows", ())
    named: Iterable[Scalar] = (
        column.get("event")
        or report.get("events")
        or [number for line in lines for number in line.get("events", ())]
    )
    found = [event for number in named if (event := parts.event(number))]
    return list(parts.events.values()) if "for_each" in report and not named else found


def _check_counted(words: Sequence[Scalar], events: Iterable[Values], parts: Parts) -> None:
    """Report each word that is no way for a case to stand, nor a state of the events."""
    flows = [flow for event in events if (flow := parts.flow_of(event))]
    states = [state["name"].text for flow in flows for state in flow.get("states", ())]
    known = [*(parts.word(word) for word in COUNTED), *dict.fromkeys(states)]
    strange = [word for word in words if next(iter(counted([word]))) not in (*COUNTED, *states)]
    parts.one_of("value", strange, known)
