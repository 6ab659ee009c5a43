"""The definition language, whole: which keys a file may have, what each is for, and the shape of its value.

`definitions.keys` spells the keys in both languages; `definitions.events` has the keys of one event.
"""

from __future__ import annotations

from datetime import date
from typing import cast

from calendars.saying import say
from definitions import fields
from definitions.deadline_shapes import deadline
from definitions.events import EVENT
from definitions.given import needs
from definitions.keys import value_spelled
from definitions.policies import MOVING, RECEIVED, REMINDERS, ROLL, YEARS, reporting_periods
from definitions.rating_shapes import RATING
from definitions.report_shapes import REPORTS
from definitions.shapes import Context, Key, Shape, either, listed, named, shaped, table, tables
from definitions.tree import Node, Scalar

_DOCUMENT = table(
    {
        "form": Key(fields.text, say("what kind of act it is")),
        "reference": Key(fields.text, say("its date and number, as it is cited")),
        "approved_by": Key(fields.text, say("who approved it")),
        "dated": Key(fields.text, say("its date, as it stands on it")),
        "basis": Key(fields.text, say("what it rests on")),
        "edition": Key(fields.text, say("the act that gave it the wording used here")),
        "in_force": Key(
            table(
                {
                    "since": Key(fields.day, say("the first day of this wording")),
                    "until": Key(fields.day, say("the last day of this wording")),
                }
            ),
            say("when this wording is in force; a date outside it gets a warning"),
        ),
        "repealed": Key(
            table(
                {
                    "since": Key(fields.day, say("the first day on which it is no longer in force"), True),
                    "basis": Key(fields.text, say("the act that says so")),
                }
            ),
            say("since when the document itself is no longer in force; a later date gets a warning"),
        ),
        "controlled_by": Key(fields.text, say("who controls that it is carried out")),
    }
)
_PARAMETER_KIND = fields.word("year", "date", "number", "text", "term")
#: «отчётный год: год» says no more than the kind.
_KIND_ALONE = Shape(
    lambda node, context: (kind := _PARAMETER_KIND(node, context)) and {"kind": kind}, _PARAMETER_KIND.schema
)
_PARAMETER = table(
    {
        "kind": Key(_PARAMETER_KIND, say("what kind of value it is"), True),
        "title": Key(fields.text, say("how it is called in letters and reports")),
        "default": Key(fields.scalar, say("its value when none is given at the start")),
    }
)
_RULES = table(
    {
        "roll": Key(ROLL, say("what happens to a deadline on a day off"), True),
        "reminders": Key(REMINDERS, say("when to remind")),
        "inclusive": Key(fields.flag, say("whether “до” with a date takes in the date itself")),
        "received_after": Key(
            RECEIVED, say("the hour after which what comes counts as of the next working day")
        ),
        "moving": Key(MOVING, say("who may move a deadline, and what must be given for it")),
        "removing": Key(MOVING, say("who may remove a case from control, and what must be given for it")),
        "years": Key(YEARS, say("which year “current”, “reporting” and a date without a year mean")),
    }
)
_MEMBER = {
    "also": Key(fields.scalars, say("other roles that this participant has too")),
    "data": Key(fields.free_table, say("what is known about it: e-mail, head, anything of your own")),
}
_ROLE = table(
    {
        "title": Key(fields.text, say("its full name")),
        "each": Key(fields.flag, say("whether each participant with this role has rows of its own")),
        "data": Key(fields.scalars, say("further columns of the file of participants")),
        "participants": Key(named(table(_MEMBER)), say("the participants, where the definition names them")),
        "superior": Key(fields.scalar, say("the role that a complaint about this one goes to")),
        "within": Key(
            fields.scalar,
            say("the role to whose participants these belong; a column with that role's name says to which"),
        ),
        "appointed": Key(
            table(
                {
                    "event": Key(fields.scalar, say("the event whose result appoints it"), True),
                    "for_each": Key(fields.scalar, say("the role whose participants each get one")),
                }
            ),
            say("this role is filled during the cycle"),
        ),
    }
)
_STATE = table(
    {
        "final": Key(fields.flag, say("whether the case ends here")),
        "met": Key(fields.flag, say("whether the deadline is met once this state is entered")),
        "holder": Key(fields.scalar, say("the role in whose hands it is")),
        "deadline": Key(deadline, say("how long it may stay in this state")),
        "anchor": Key(
            fields.scalar, say("which date given with the action the time counts from; else its day")
        ),
        "reminders": Key(fields.scalar, say("the ladder of reminders of this state")),
    }
)
_TRANSITION = table(
    {
        "source": Key(fields.scalars, say("the states it leads from"), True),
        "target": Key(fields.scalar, say("the state it leads to"), True),
        "by": Key(fields.scalars, say("the roles that may do it; else whoever is responsible")),
        "needs": Key(needs, say("what must be given with it")),
        "in_order": Key(
            fields.scalars,
            say("dates given with it, earliest first: an entry where one is later than the next is refused"),
        ),
        "skipped_for": Key(
            fields.scalars,
            say(
                "the roles for whose participants there is nothing to do here: their cases go on by themselves"
            ),
        ),
    }
)
_FLOW = table(
    {
        "initial": Key(fields.scalar, say("the state a case begins in"), True),
        "states": Key(named(_STATE), say("the states of a case"), True),
        "transitions": Key(named(_TRANSITION), say("the actions that move it on"), True),
    }
)
FLOWS = named(_FLOW)
_NOT_SET = fields.word("not_set")


@shaped(lambda reader: {"anyOf": [_NOT_SET.schema(reader), fields.day.schema(reader)]})
def expected(node: Node, context: Context) -> date | str | None:
    """Read the day that an example expects; “not set” for none."""
    none = isinstance(node, Scalar) and node.text == value_spelled("not_set", context.language)
    return cast("date | str | None", (_NOT_SET if none else fields.day)(node, context))


_EXAMPLE = table(
    {
        "number": Key(fields.scalar, say("the event"), True),
        "due": Key(
            expected,
            say("the last day in time that you expect; “not set” for none"),
            True,
        ),
        "period": Key(reporting_periods, say("the reporting period")),
        "counted_from": Key(fields.day, say("the day that the deadline counts from")),
        "parameters": Key(fields.free_table, say("the parameters it is worked out with")),
    }
)
CYCLE = {
    "cycle": Key(fields.text, say("the name under which the cycle lives in the database"), True),
    "title": Key(fields.text, say("how the plan is called, also in letters"), True),
    "document": Key(_DOCUMENT, say("the act that approved the plan")),
    "calendar": Key(fields.scalar, say("the calendar that working days are counted by"), True),
    "presidential": Key(fields.flag, say("whether the days the President declared non-working are off")),
    "timezone": Key(fields.zone, say("whose clock decides what is today"), True),
    "parameters": Key(
        named(either(_KIND_ALONE, _PARAMETER)), say("values that are given when the cycle starts")
    ),
    "periods": Key(reporting_periods, say("the reporting periods of the cycle")),
    "rules": Key(_RULES, say("the rules of the whole cycle"), True),
    "ladders": Key(named(REMINDERS), say("further ladders of reminders, by name")),
    "roles": Key(named(_ROLE), say("who owes or does something"), True),
    "shared_flows": Key(fields.scalars, say("flows taken from those that come with srok")),
    "flows": Key(FLOWS, say("the states and actions that a case goes through")),
    "events": Key(tables(EVENT), say("the control events: the items of the plan"), True),
    "reports": Key(REPORTS, say("the reports that come out of the cycle, by name: `srok report`")),
    "rating": Key(RATING, say("how participants are placed against each other: `srok rating`")),
    "examples": Key(listed(_EXAMPLE), say("dates you expect; `srok check` works them out and compares")),
}
