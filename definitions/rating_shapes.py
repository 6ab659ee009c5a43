"""The shapes of a rating: what its estimate is made of, and every choice that its document leaves open."""

from __future__ import annotations

import re
from decimal import Decimal

from calendars.saying import say
from definitions import fields
from definitions.policies import reporting_periods
from definitions.shapes import Context, Json, Key, listed_or_one, named, shaped, table, tables
from definitions.tree import Node

_NUMBER = "[0-9]{1,6}(?:[.,][0-9]{1,6})?"
_NUMBER_SCHEMA: Json = {
    "anyOf": [{"type": "number", "minimum": 0}, {"type": "string", "pattern": f"^{_NUMBER}$"}]
}


@shaped(_NUMBER_SCHEMA)
def number(node: Node, context: Context) -> Decimal | None:
    """Read a number that is not negative: 90, 0.9 or 0,9."""
    value = fields.scalar(node, context)
    if value is None:
        return None
    if re.fullmatch(_NUMBER, value.text):
        return Decimal(value.text.replace(",", "."))
    context.report.error(
        value.place, say("“{value}” is not a number; write it like 2 or 0.9", value=value.text)
    )
    return None


_BANDS = tables(
    {
        "over": Key(number, say("what is more than this, in per cent")),
        "at_least": Key(number, say("this and what is more, in per cent")),
        "coefficient": Key(number, say("what the ratio is multiplied by"), True),
    }
)
_ACHIEVEMENT = table(
    {
        "column": Key(
            fields.scalar, say("the column that says by how many per cent the plan is reached"), True
        ),
        "bands": Key(_BANDS, say("from the highest down, the last one without a bound"), True),
    }
)
_LEFT_OUT = table(
    {
        "indicators": Key(fields.scalars, say("the indicators that are not counted: “3.3-3.12, 5.4”"), True),
        "form": Key(fields.text, say("only for participants of this kind; else for all")),
        "periods": Key(reporting_periods, say("only in these reporting periods; else in all")),
    }
)
_DELAY = table(
    {
        "events": Key(fields.scalars, say("the events whose delay counts"), True),
        "stages": Key(fields.scalars, say("their stages whose delay counts too")),
        "of_stages": Key(
            fields.scalars, say("their stages whose days, together with the days of delay, are the whole")
        ),
        "stage_days": Key(
            fields.word("elapsed", "allotted"),
            say("how many days such a stage has: as many as it lasted, or as its term gives, once a case"),
        ),
        "unit": Key(fields.word("working_day", "calendar_day"), say("in which days it is counted"), True),
    }
)
_ROWS = table(
    {
        "events": Key(fields.scalars, say("the events in whose sheets they stand"), True),
        "section": Key(fields.scalar, say("the section, by the beginning of its heading"), True),
        "data": Key(fields.scalar, say("under which name a row says how it stands"), True),
        "values": Key(
            fields.scalars,
            say("what it says where it is counted; “not_given” for a row that says nothing"),
            True,
        ),
        "states": Key(
            fields.scalars,
            say("in which states of a row what it says is believed; in others it says nothing"),
        ),
    }
)
_SCORES = named(
    table(
        {
            "column": Key(fields.scalar, say("the column of the tables in which its figures stand")),
            "quotient": Key(
                fields.scalars,
                say("two columns whose quotient, in per cent, it is where that column is empty"),
            ),
            "no_quotient": Key(
                fields.scalars,
                say("the indicators that are no such quotient: their figure is always given: “2.2, 3.3-3.5”"),
            ),
            "indicators": Key(fields.scalars, say("the indicators over which it is a mean: “1.1-1.4, 2.1”")),
            "achievement_in": Key(
                reporting_periods, say("in which periods it counts how far plans were reached; else in all")
            ),
            "source": Key(fields.scalar, say("the column of the whole of which the other one is a part")),
            "rows": Key(
                _ROWS, say("the rows of sheets that are counted where the tables have no such figures")
            ),
            "delay": Key(_DELAY, say("days of delay, from the deviation log")),
            "better": Key(fields.word("less", "more"), say("which share is better")),
        }
    )
)
RATING = table(
    {
        "title": Key(fields.text, say("the title of the rating")),
        "for_each": Key(fields.scalar, say("the role whose participants are placed"), True),
        "average": Key(
            fields.scalar, say("who in the tables stands for the average that all are compared with")
        ),
        "at_most": Key(number, say("what a ratio to the average counts as where it is more"), True),
        "at_zero": Key(
            number, say("what it counts as where less is better and there is nothing at all"), True
        ),
        "inverse": Key(fields.scalars, say("the indicators of which less is better")),
        "excepted": Key(listed_or_one(_LEFT_OUT), say("the indicators that are not counted for some")),
        "achievement": Key(_ACHIEVEMENT, say("how it counts how far the plan of an indicator was reached")),
        "scores": Key(_SCORES, say("what the estimate is the sum of, by name"), True),
    }
)
