"""The keys of a scenario, and the shapes of what they hold; `definitions.scenario` says what they mean."""

from __future__ import annotations

from calendars.saying import say
from definitions import fields
from definitions.keys import value_spelled
from definitions.shapes import Context, Key, shaped, table, tables
from definitions.tree import Node, Table

#: Stands among the rows of a step for every row that is there.
EVERY_ROW = "*"


@shaped({"type": "object"})
def _data(node: Node, context: Context) -> dict[str, str] | None:
    """Read what is given by name; a list is of participants."""
    if not isinstance(node, Table):
        context.report.error(node.place, say("a table of names is expected here"))
        return None
    read = {name.text: fields.scalars(value, context) for name, value in node.entries}
    return {name: "; ".join(value.text for value in values) for name, values in read.items() if values}


@shaped(fields.scalars.schema)
def _rows(node: Node, context: Context) -> tuple[str, ...] | None:
    """Read rows by name, or the word for every row."""
    read = fields.scalars(node, context)
    every = value_spelled("every", context.language)
    return tuple(EVERY_ROW if name.text == every else name.text for name in read) if read else None


@shaped({"type": "integer", "minimum": 1})
def _counting(node: Node, context: Context) -> int | None:
    """Read a whole number from 1 on."""
    number: int | None = fields.whole(node, context)
    if number == 0:
        context.report.error(node.place, say("a number from 1 on is expected here"))
        return None
    return number


_CORRECTION = table({"days": Key(_counting, required=True), "earlier_by": Key(_counting, required=True)})
#: The ways in which a step may be given its day: exactly one of them.
WAYS = ("before_due", "after_due", "after", "days", "on")
_STEP = {
    "action": Key(fields.scalar),
    "by": Key(fields.scalar),
    "hour": Key(fields.hour),
    "row": Key(_rows),
    "excepted": Key(_rows),
    "before_due": Key(fields.whole),
    "after_due": Key(_counting),
    "after": Key(fields.scalar),
    "days": Key(fields.whole),
    "on": Key(fields.day),
    "spread": Key(fields.whole),
    "recorded_after": Key(fields.whole),
    "correction": Key(_CORRECTION),
    "deadline": Key(fields.day),
    "reference": Key(fields.text),
    "basis": Key(fields.text),
    "note": Key(fields.text),
    "data": Key(_data),
}
_RULE = {
    "events": Key(fields.scalars),
    "participants": Key(fields.scalars),
    "agencies": Key(fields.scalars),
    "periods": Key(fields.scalars),
    "one_in": Key(_counting),
    "counting_from": Key(_counting),
    "silent": Key(fields.flag),
    "steps": Key(tables(_STEP)),
}
#: What a change of the cycle is: exactly one of these.
CHANGES = ("definition", "parameters", "calendar", "joins", "leaves")
_CHANGE = {
    "on": Key(fields.day, required=True),
    "basis": Key(fields.text, required=True),
    "definition": Key(fields.text),
    "states": Key(fields.free_table),
    "parameters": Key(fields.free_table),
    "calendar": Key(fields.text),
    "joins": Key(fields.free_table),
    "leaves": Key(fields.scalar),
    "into": Key(fields.scalar),
    "recorded_after": Key(fields.whole),
}
SCENARIO = {
    "scenario": Key(fields.text, required=True),
    "starts": Key(fields.day, required=True),
    "ends": Key(fields.day, required=True),
    "changes": Key(tables(_CHANGE)),
    "course": Key(tables(_RULE), required=True),
}
