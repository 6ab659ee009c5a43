"""From the values of a report, read and checked, to the model."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from definitions.keys import ENGLISH_VALUES
from definitions.made import made, text, without
from definitions.model_reports import ReportColumn, ReportForm, ReportLine
from definitions.report_shapes import COUNTED
from definitions.tree import Scalar


def report(values: Mapping[str, Any]) -> ReportForm:
    """Return the report that values without errors make."""
    return made(
        ReportForm,
        without(values, "columns", "rows", "only"),
        only=tuple(counted(values.get("only", ()))),
        columns=tuple(_column(one) for one in values["columns"]),
        lines=tuple(made(ReportLine, one) for one in values.get("rows", ())),
    )


def _column(values: Mapping[str, Any]) -> ReportColumn:
    return made(
        ReportColumn,
        without(values, "name", "event", "count"),
        head=values["name"].text,
        events=text(values.get("event", ())),
        count=tuple(counted(values.get("count", ()))),
    )


def counted(words: Iterable[Scalar]) -> Iterable[str]:
    """Yield how cases stand that are counted: by the English word, or by a state of their flow."""
    for word in words:
        english = ENGLISH_VALUES.get(word.text, word.text)
        yield english if english in COUNTED else word.text
