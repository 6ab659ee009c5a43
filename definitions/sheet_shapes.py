"""The shapes of what lies inside one case: the sections of a sheet with their rows, and the answers of a survey."""

from __future__ import annotations

from typing import Any

from calendars.saying import say
from definitions import fields
from definitions.fields import needs
from definitions.policies import reporting_periods
from definitions.shapes import Context, Key, either, listed_or_one, named, shaped, table
from definitions.tree import Node

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
OF_ROW = ("item", "title", "comment", "participant", "agency", "reporting_period")
_SHOWN = fields.word(*OF_ROW)


@shaped(_SHOWN.schema)
def _shown_alone(node: Node, context: Context) -> dict[str, Any] | None:
    """Read a column that is one word: what of the row or of its case stands there."""
    word = _SHOWN(node, context)
    return {"show": word} if word else None


_IN_COLUMN = {
    "show": Key(_SHOWN, say("what of the row, or of its case, stands in it")),
    "data": Key(fields.scalar, say("under which name it was given with an act on the row")),
    "state": Key(fields.scalar, say("the state of the row: the day on which it last came into it")),
}
_BELOW = named(either(_shown_alone, table(_IN_COLUMN)))
_COLUMNS = named(
    either(
        _shown_alone,
        table({**_IN_COLUMN, "columns": Key(_BELOW, say("the columns below it, by their heads"))}),
    )
)
SHEET = listed_or_one(
    table(
        {
            "section": Key(fields.text, say("the heading of this section")),
            "subsection": Key(fields.text, say("a heading below it: sections of one heading are one table")),
            "flow": Key(fields.scalar, say("the flow that each row goes through"), True),
            "rows": Key(fields.scalars, say("the rows by name")),
            "rows_from": Key(_ROWS_FROM, say("where else the names of rows stand: a column of data")),
            "row_titles": Key(fields.free_table, say("what the rows are called, by name")),
            "excepted": Key(listed_or_one(_EXCEPTED), say("the rows it does not have in some periods")),
            "columns": Key(_COLUMNS, say("the columns of the table on paper, by their heads")),
            "open": Key(fields.flag, say("whether an entry may add a row")),
            "before_action": Key(
                named(_BEFORE), say("for an action of the case: how its rows must stand before it")
            ),
        }
    )
)
