"""The keys of one control event, and the shapes of what they hold."""

from __future__ import annotations

from typing import Any

from calendars.saying import say
from definitions import fields
from definitions.deadline_shapes import deadline
from definitions.fields import or_word
from definitions.given import needs
from definitions.policies import MOVING, RECEIVED, ROLL, YEARS, reporting_periods
from definitions.shapes import Context, Key, either, listed_or_one, shaped, table
from definitions.sheet_shapes import SHEET, SURVEY
from definitions.tree import Node, Scalar

_ANCHOR = table(
    {
        "event": Key(fields.scalar, say("the event whose day it counts from")),
        "all": Key(
            fields.flag, say("whether it counts from the last of all its rows, not from that of the same row")
        ),
        "planned": Key(
            fields.flag, say("whether it counts from that event's due date, not from the day it was met")
        ),
        "state": Key(
            fields.scalar, say("the state of that event (or, with none named, of this one) it counts from")
        ),
        "data": Key(fields.scalars, say("the dates given with that event; with several, the last of them")),
        "parameter": Key(fields.scalar, say("the date given when the cycle starts")),
    }
)
_COUNTED_FROM = or_word(("external", "reporting_period"), _ANCHOR)


@shaped(_COUNTED_FROM.schema)
def _counted_from(node: Node, context: Context) -> Any:  # noqa: ANN401 - what the shape reads
    """Read what the deadline counts from; a bare number, as “opens after” takes it, is told how to be written."""
    if not isinstance(node, Scalar) or not node.text[:1].isdigit():
        return _COUNTED_FROM(node, context)
    written = f'{context.spelled("anchor")}: {{{context.spelled("event")}: "{node.text}"}}'
    context.report.error(
        node.place,
        say(
            "“{value}” here is not understood: to count from the event of that number write “{written}”",
            value=node.text,
            written=written,
        ),
    )
    return None


_OPENING = table(
    {
        "event": Key(fields.scalar, say("the event that must have come"), True),
        "all": Key(
            fields.flag, say("whether every row of it must have come, not only the one of the same row")
        ),
        "state": Key(
            fields.scalar, say("the state it must have reached, where that is not the one that meets it")
        ),
        "without_missing": Key(
            fields.flag, say("whether it can go on without the rows that are missing, once some have come")
        ),
    }
)
_EXCEPTED = table(
    {
        "participants": Key(fields.scalars, say("the participants it is not for")),
        "periods": Key(reporting_periods, say("the reporting periods it is not for")),
    }
)
_FROM_EVENT = table(
    {
        "event": Key(fields.scalar, say("the event that lays it down"), True),
        "data": Key(fields.scalar, say("under which name its entry gives it"), True),
    }
)
_ONLY_FOR = table(
    {
        "named_in": Key(fields.scalar, say("the event whose entry names them"), True),
        "data": Key(fields.scalar, say("under which name it does"), True),
    }
)
_RECORDED_IN = table(
    {
        "data": Key(fields.scalar, say("under which name entries give the number and date of an act"), True),
        "events": Key(fields.scalars, say("the events in one of which that act must be recorded"), True),
        "action": Key(fields.scalar, say("the action with which it is recorded there"), True),
    }
)

EVENT = {
    "number": Key(fields.scalar, say("the number of the item in the plan"), True),
    "event": Key(fields.text, say("the item in the plan's own words"), True),
    "responsible": Key(fields.scalars, say("the roles that owe it"), True),
    "coordinator": Key(fields.scalar, say("the role that keeps those responsible together")),
    "for_each": Key(
        fields.scalars, say("the roles with a row for each participant; “period” for a row a period")
    ),
    "periods": Key(
        reporting_periods, say("the reporting periods of this event, where they are not the cycle's")
    ),
    "excepted": Key(listed_or_one(_EXCEPTED), say("the rows it does not have")),
    "deadline": Key(deadline, say("the deadline in the plan's own words, as structure, or “not set”"), True),
    "deadline_from": Key(
        fields.text,
        say(
            "where the words of the deadline come from, if the plan does not have them; told in place of “in the plan”"
        ),
    ),
    "flow": Key(fields.scalar, say("the flow that its cases go through"), True),
    # What it counts from and waits for
    "anchor": Key(_counted_from, say("what the deadline counts from")),
    "opens_after": Key(
        either(fields.scalar, _OPENING), say("the event that must have come before this one begins")
    ),
    "requires": Key(
        fields.scalars, say("events whose result is needed before anything can be recorded here")
    ),
    "only_for": Key(_ONLY_FOR, say("only the participants that an entry of another event names")),
    "recorded_in": Key(
        _RECORDED_IN,
        say("the act that an entry names must be one recorded in other events; any other is refused"),
    ),
    # Who gets it, and what counts as done
    "to": Key(fields.scalars, say("whom it is sent to")),
    "via": Key(fields.scalar, say("the role through which it goes")),
    "submitted_by": Key(fields.scalar, say("the role that puts it before whoever decides")),
    "met": Key(
        fields.word("sending", "receipt", "submission", "decision", "holding"),
        say("what meets the deadline; the day of that is the one to record"),
    ),
    "done": Key(fields.text, say("what must have happened for it to count as done")),
    "outcome": Key(fields.text, say("what comes out of it")),
    "as_of": Key(fields.text, say("the day whose state of affairs it reports")),
    "needs": Key(needs, say("what must be given with the entry that meets the deadline")),
    "attach": Key(needs, say("what must be sent along")),
    "survey": Key(SURVEY, say("one answer a participant, inside this one case")),
    "sheet": Key(
        SHEET,
        say("the rows inside a case, each with dates, signatures and a comment of its own; by sections"),
    ),
    "sheet_heading": Key(
        fields.text,
        say(
            "the line below the title of the sheet on paper: words, and in braces what of the case stands there"
        ),
    ),
    "soft_target": Key(
        _FROM_EVENT, say("a softer date beside the deadline, shown and reminded of, never a violation")
    ),
    "other_deadline": Key(
        fields.scalar,
        say("the parameter of the kind “deadline” whose words, once given, stand in place of this deadline"),
    ),
    "then": Key(
        table({"inform": Key(fields.scalars, say("the roles to inform"), True)}),
        say("what is still to be done once it is met, without a term"),
    ),
    "reported_with": Key(
        fields.scalar, say("the event beside which it stands in reports: it is counted wherever that one is")
    ),
    "interaction": Key(fields.text, say("how those concerned work together, in the plan's own words")),
    "note": Key(fields.text, say("an explanation for whoever reads the definition")),
    # Where it differs from the rules of the cycle
    "roll": Key(ROLL, say("what happens to this deadline on a day off")),
    "calendar": Key(fields.scalar, say("the calendar that this deadline is counted by")),
    "presidential": Key(fields.flag, say("whether the days the President declared non-working are off here")),
    "reminders": Key(fields.scalar, say("the ladder of reminders of this event")),
    "inclusive": Key(fields.flag, say("whether “до” with a date takes in the date itself")),
    "received_after": Key(RECEIVED, say("the hour after which what comes counts as of the next working day")),
    "moving": Key(MOVING, say("who may move this deadline, and what must be given for it")),
    "years": Key(YEARS, say("which year “current”, “reporting” and a date without a year mean")),
}
