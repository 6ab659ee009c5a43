"""From the values of a report, read and checked, to the model."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from definitions.keys import ENGLISH_VALUES
from definitions.made import made, without
from definitions.model_reports import ReportColumn, ReportForm, ReportLine
from definitions.report_shapes import COUNTED
from definitions.tree import Scalar

#: Which other events stand in reports with an event, by its number.
_Beside: TypeAlias = Mapping[str, list[str]]


def reports(values: Mapping[str, Any]) -> tuple[ReportForm, ...]:
    """Return the reports of a definition that values without errors make."""
    beside: dict[str, list[str]] = {}
    for event in values["events"]:
        if "reported_with" in event:
            beside.setdefault(event["reported_with"].text, []).append(event["number"].text)
    return tuple(_report(one, beside) for one in values.get("reports", ()))


def _report(values: Mapping[str, Any], beside: _Beside) -> ReportForm:
    return made(
        ReportForm,
        without(values, "columns", "rows", "only", "events"),
        events=_with(values.get("events", ()), beside),
        only=tuple(counted(values.get("only", ()))),
        columns=tuple(_column(one, beside) for one in values["columns"]),
        lines=tuple(_line(one, beside) for one in values.get("rows", ())),
    )


def _line(values: Mapping[str, Any], beside: _Beside) -> ReportLine:
    return made(ReportLine, without(values, "events"), events=_with(values.get("events", ()), beside))


def _column(values: Mapping[str, Any], beside: _Beside) -> ReportColumn:
    return made(
        ReportColumn,
        without(values, "name", "event", "count", "labels"),
        head=values["name"].text,
        events=_with(values.get("event", ()), beside),
        labels=_labels(values.get("labels", {}), beside),
        count=tuple(counted(values.get("count", ()))),
    )


def _labels(given: Mapping[str, str], beside: _Beside) -> dict[str, str]:
    """Return the labels of events: those that stand with another in reports have its label, if none of their own."""
    shared = {number: label for named, label in given.items() for number in beside.get(named, ())}
    return shared | {**given}


def _with(named: Iterable[Scalar], beside: _Beside) -> tuple[str, ...]:
    """Return the events that are named, each followed by those that stand in reports with it."""
    found = [one for number in named for one in (number.text, *beside.get(number.text, ()))]
    return tuple(dict.fromkeys(found))


def counted(words: Iterable[Scalar]) -> Iterable[str]:
    """Yield how cases stand that are counted: by the English word, or by a state of their flow."""
    for word in words:
        english = ENGLISH_VALUES.get(word.text, word.text)
        yield english if english in COUNTED else word.text
