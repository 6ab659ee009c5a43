"""The shapes of what lies inside one case: the sections of a sheet with their rows, and the answers of a survey."""

from __future__ import annotations

from calendars.saying import say
from definitions import fields
from definitions.fields import needs
from definitions.policies import reporting_periods
from definitions.shapes import Key, listed_or_one, named, table

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
SHEET = listed_or_one(
    table(
        {
            "section": Key(fields.text, say("the heading of this section")),
            "flow": Key(fields.scalar, say("the flow that each row goes through"), True),
            "rows": Key(fields.scalars, say("the rows by name")),
            "rows_from": Key(_ROWS_FROM, say("where else the names of rows stand: a column of data")),
            "excepted": Key(listed_or_one(_EXCEPTED), say("the rows it does not have in some periods")),
            "open": Key(fields.flag, say("whether an entry may add a row")),
            "before_action": Key(
                named(_BEFORE), say("for an action of the case: how its rows must stand before it")
            ),
        }
    )
)
