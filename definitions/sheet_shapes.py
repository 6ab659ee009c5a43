"""The shapes of what lies inside one case: the sections of a sheet with their rows, and the answers of a survey."""

from __future__ import annotations

import re
from typing import Any

from calendars.saying import say
from definitions import fields
from definitions.given import needs
from definitions.policies import reporting_periods
from definitions.shapes import Context, Key, either, listed_or_one, named, shaped, table
from definitions.tree import Node, Table

SURVEY = table(
    {
        "for_each": Key(fields.scalar, say("the role whose participants are each asked about"), True),
        "filled_by": Key(fields.scalar, say("the role that writes the answer down"), True),
        "answers": Key(needs, say("what is asked"), True),
        "unanswered": Key(fields.text, say("what stands where no answer was given"), True),
    }
)
_ROWS_FROM = table(
    {
        "role": Key(fields.scalar, say("whose: a role for whose participants the event has rows"), True),
        "data": Key(fields.scalar, say("the column that lists the rows: “1.2-1.4, 2.1”"), True),
    }
)
_EXCEPTED = table(
    {
        "periods": Key(reporting_periods, say("the reporting periods in which the rows are not there"), True),
        "rows": Key(fields.scalars, say("the rows by name")),
        "data": Key(fields.scalar, say("the column, of the same role, that lists them")),
    }
)
_BEFORE = table(
    {
        "all": Key(fields.scalars, say("the states in one of which every row must be")),
        "any": Key(fields.scalars, say("the states in one of which at least one row must be")),
    }
)
#: What a column can say of a row itself, and of the case that the row is in.
OF_ROW = (
    "item",
    "ordinal",
    "title",
    "item_and_title",
    "comment",
    "participant",
    "agency",
    "reporting_period",
)
_SHOWN = fields.word(*OF_ROW)
#: What stands in braces in the line below the title of a sheet, in either language, and what of the case it is.
IN_HEADING = {
    "participant": "participant",
    "agency": "agency",
    "period": "reporting_period",
    "end of period": "period_end",
    "участник": "participant",
    "ведомство": "agency",
    "период": "reporting_period",
    "конец периода": "period_end",
}
IN_BRACES = re.compile(r"\{([^{}]*)\}")


@shaped(_SHOWN.schema)
def _shown_alone(node: Node, context: Context) -> dict[str, Any] | None:
    """Read a column that is one word: what of the row or of its case stands there."""
    word = _SHOWN(node, context)
    return {"show": word} if word else None


_IN_COLUMN = {
    "show": Key(_SHOWN, say("what of the row, or of its case, stands in it")),
    "data": Key(
        fields.scalars, say("under which name it was given with an act on the row, or is known of the row")
    ),
    "state": Key(fields.scalar, say("the state of the row: the day on which it last came into it")),
}
_BELOW = named(either(_shown_alone, table(_IN_COLUMN)))
_COLUMNS = named(
    either(
        _shown_alone,
        table({**_IN_COLUMN, "columns": Key(_BELOW, say("the columns below it, by their heads"))}),
    )
)


@shaped(lambda reader: {"type": "object", "additionalProperties": fields.free_table.schema(reader)})
def _row_data(node: Node, context: Context) -> dict[str, dict[str, str]] | None:
    """Read what a document says of each row, by name."""
    if not isinstance(node, Table):
        fields.free_table(node, context)
        return None
    return {name.text: fields.free_table(value, context) or {} for name, value in node.entries}


SHEET = listed_or_one(
    table(
        {
            "section": Key(fields.text, say("the heading of this section")),
            "subsection": Key(fields.text, say("a heading below it: sections of one heading are one table")),
            "flow": Key(fields.scalar, say("the flow that each row goes through"), True),
            "rows": Key(fields.scalars, say("the rows by name")),
            "rows_from": Key(_ROWS_FROM, say("where else the names of rows stand: a column of data")),
            "row_titles": Key(fields.free_table, say("what the rows are called, by name")),
            "row_data": Key(_row_data, say("what the document says of the rows: by the row, and by name")),
            "row_headings": Key(
                fields.free_table, say("the headings between rows, each with the rows below it")
            ),
            "excepted": Key(listed_or_one(_EXCEPTED), say("the rows it does not have in some periods")),
            "columns": Key(_COLUMNS, say("the columns of the table on paper, by their heads")),
            "open": Key(fields.flag, say("whether an entry may add a row")),
            "before_action": Key(
                named(_BEFORE), say("for an action of the case: how its rows must stand before it")
            ),
        }
    )
)
