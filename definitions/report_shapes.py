"""The shapes of reports: which rows one has, and what stands in its columns."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from calendars.saying import say
from definitions import fields
from definitions.keys import value_spelled
from definitions.shapes import Context, Json, Key, Reader, Shape, either, named, shaped, table, tables
from definitions.sheet_shapes import IN_BRACES
from definitions.tree import Node

#: What a column can say of the row itself.
OF_ROW = ("item", "title")
#: What a column can say of a case.
OF_CASE = (
    "participant",
    "agency",
    "reporting_period",
    "responsible",
    "held_by",
    "state",
    "status",
    "planned_day",
    "due_day",
    "target",
    "done",
    "deviation",
    "delay",
    "reason",
)
#: How a case may stand that is counted; every state of its flow is another such word.
COUNTED = (
    "all",
    "dated",
    "come",
    "done",
    "not_done",
    "in_time",
    "late",
    "overdue",
    "not_due",
    "undated",
    "removed",
    "not_applicable",
    "own_delay",
)
#: What stands in braces in the title and the footnotes, in either language.
IN_TITLE = {"day": "day", "quarter": "quarter", "день": "day", "квартал": "quarter"}
_SHOWN = fields.word(*OF_ROW, *OF_CASE)


def _counted_schema(reader: Reader) -> Json:
    words: Json = {"enum": [value_spelled(word, reader.language) for word in COUNTED]}
    return fields.one_or_several({"anyOf": [words, {"type": "string"}]})


_COUNTED = Shape(fields.scalars.read, _counted_schema)
_COLUMN = table(
    {
        "event": Key(fields.scalars, say("the events whose cases are meant; else all of the row")),
        "show": Key(_SHOWN, say("what of the case stands in it")),
        "labels": Key(
            fields.free_table, say("by the event: what stands before each value, where a row has several")
        ),
        "data": Key(fields.scalar, say("under which name it was given with the entry")),
        "role": Key(fields.scalar, say("who has been appointed to this role; empty where nobody has")),
        "total": Key(fields.scalar, say("the sum of the numbers that were given under this name")),
        "unit": Key(fields.word("thousand", "million"), say("in what the sum is shown, to one decimal")),
        "times": Key(fields.scalar, say("how often anything was given under this name: not “no” and not 0")),
        "count": Key(_COUNTED, say("how many there are: how those stand that are counted, or their states")),
    }
)


@shaped(_SHOWN.schema)
def _shown_alone(node: Node, context: Context) -> dict[str, Any] | None:
    """Read a column that is one word: what of the row or of its case stands there."""
    word = _SHOWN(node, context)
    return {"show": word, "_place": node.place} if word else None


_LINE = {
    "number": Key(fields.scalar, say("its number in the report")),
    "title": Key(
        fields.text,
        say("what it is called in the report; without it, a row for each of its cases, by its event"),
    ),
    "events": Key(fields.scalars, say("the events whose cases it has; without them it is a heading")),
}
REPORTS = named(
    table(
        {
            "title": Key(
                fields.text,
                say("the title of the report, with the day in braces or the quarter of it; else its name"),
            ),
            "events": Key(fields.scalars, say("the events: a row for each of their cases")),
            "for_each": Key(fields.scalar, say("the role: a row for each of its participants")),
            "rows": Key(tables(_LINE), say("the rows one by one")),
            "only": Key(_COUNTED, say("which of these cases are in it: how they stand")),
            "by_first_date": Key(
                fields.flag,
                say("whether it measures from the date that was set first, not from where it was moved"),
            ),
            "columns": Key(named(either(_shown_alone, _COLUMN)), say("the columns, by their heads"), True),
            "footnotes": Key(fields.scalars, say("what stands below the table")),
        }
    )
)


def filled(text: str, values: Mapping[str, str]) -> str:
    """Return a title or a footnote with what stands in place of the words in braces, by their English names."""
    return IN_BRACES.sub(lambda found: values[IN_TITLE[found[1]]], text)
