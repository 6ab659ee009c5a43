"""A deadline written as structure: which keys each kind of it has, what they are for, and how such a table is read."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

from calendars.saying import say
from definitions import fields
from definitions import structure_values as values
from definitions.fields import word
from definitions.keys import ENGLISH_VALUES, spelled, value_spelled
from definitions.phrases import Reading
from definitions.phrases.readings import Frequency, Unit, YearRelative
from definitions.shapes import (
    Context,
    Json,
    Key,
    Keys,
    Reader,
    Shape,
    listed,
    listed_or_one,
    read_table,
    table,
    table_schema,
    unknown,
)
from definitions.structure_build import build_reading
from definitions.structure_given import MistakeError
from definitions.structure_values import year_day
from definitions.tree import Node, Place, Report, Table

#: The name under which a JSON Schema keeps these tables: they contain one another.
DEFINITION = "deadline-as-structure"


def _read(node: Node, context: Context) -> Reading | None:
    """Read a structure; whatever is wrong in it is told as a mistake of a structure, not of a phrase."""
    inner = Report(context.report.file)
    found = _structure(node, replace(context, report=inner))
    for problem in inner.problems:
        told = say("the deadline written as structure: {why}", why=problem.message)
        context.report.error(Place(problem.line, problem.column), told)
    return found


def _structure(node: Node, context: Context) -> Reading | None:
    kind = _kind_of(node, context)
    if kind is None:
        return None
    known = len(context.report.problems)
    found = read_table(node, _KINDS[kind], context)
    if found is None or len(context.report.problems) > known:
        return None
    try:
        return build_reading(kind, found, context.language)
    except MistakeError as mistake:
        context.report.error(_place_of(mistake.key, node, context), mistake.message)
        return None


def _kind_of(node: Node, context: Context) -> str | None:
    """Return which kind of deadline a table is; report one that does not say so."""
    written = _value_of("kind", node, context)
    kinds = [value_spelled(kind, context.language) for kind in _KINDS]
    if written is None:
        key = context.spelled("kind")
        context.report.error(node.place, say("say its kind in “{key}”: {kinds}", key=key, kinds=tuple(kinds)))
        return None
    value = fields.scalar(written, context)
    if value is None:
        return None
    kind = ENGLISH_VALUES.get(value.text, value.text)
    if kind in _KINDS:
        return str(kind)
    context.report.error(value.place, unknown("value", value.text, kinds))
    return None


def _value_of(key: str, node: Node, context: Context) -> Node | None:
    """Return what stands in a table under a key."""
    entries = node.entries if isinstance(node, Table) else ()
    return next((value for name, value in entries if name.text == context.spelled(key)), None)


def _place_of(key: str | None, node: Node, context: Context) -> Place:
    value = _value_of(key, node, context) if key else None
    return value.place if value is not None else node.place


def is_structure(node: Table, context: Context) -> bool:
    """Say whether a table is a deadline written as structure: it says of which kind."""
    return _value_of("kind", node, context) is not None


def structure_schema(reader: Reader) -> Json:
    """Return the schema of a structure, which the name `DEFINITION` stands for."""
    return {
        "anyOf": [{**table_schema(keys, reader), **_together(kind, reader)} for kind, keys in _KINDS.items()]
    }


def _together(kind: str, reader: Reader) -> Json:
    """Say for an editor what `build_reading` refuses: none of several keys, and a key without another."""
    written = {name: spelled(name, reader.language) for name in _KINDS[kind]}
    found: Json = {}
    if kind in _ONE_OF:
        found["anyOf"] = [{"required": [written[name]]} for name in _ONE_OF[kind]]
    if kind in _NEEDED:
        found["dependentRequired"] = {
            written[name]: [written[other] for other in others] for name, others in _NEEDED[kind].items()
        }
    return found


def _reference(_: Reader) -> Json:
    return {"$ref": f"#/$defs/{DEFINITION}"}


structure = Shape(_read, _reference)
_inner = Shape(_structure, _reference)

# The keys ----------------------------------------------------------------------------------------------------


def _alone(kind: str) -> Key:
    return Key(word(kind), say("of which kind the deadline is"), True)


_unit = word(*get_args(Unit))
_YEAR = {
    "of_year": Key(word(*get_args(YearRelative)[:-1]), say("in which year a date without a year lies")),
    "of_what": Key(fields.text, say("whose year is meant, in the plan's own words")),
}
_HOUR = {"hour": Key(values.hours, say("the hour by which, 17:00, or from which to which, 10:00-12:00"))}
_PERIODS = {"periods": Key(values.periods_named, say("the reporting periods that it speaks of"))}
_BUT = {"but": Key(_inner, say("a second limit: the earlier last day counts"))}
_EXCEPTED = {"excepted": Key(fields.text, say("the cases it is not for, in the plan's own words"))}
_DAYS = listed_or_one(year_day)

_DATE = {
    "kind": _alone("date"),
    "until": Key(_DAYS, say("the last day, itself still in time")),
    "before": Key(_DAYS, say("the date of “до”: the rules say whether the day itself is in time")),
    "on": Key(_DAYS, say("the day itself")),
    "since": Key(year_day, say("the earliest day")),
    "as_of": Key(year_day, say("the day whose state of affairs is reported")),
    "as_window": Key(
        fields.flag, say("whether it is rolled like a window: it ends a month or a longer period")
    ),
    **_YEAR,
    **_HOUR,
    **_PERIODS,
    **_BUT,
}
_STRETCH = {
    "since": Key(year_day, say("the first day")),
    "until": Key(year_day, say("the last day, itself still in time")),
    "before": Key(year_day, say("the date of “до”: the rules say whether the day itself is in time")),
}
_WINDOW = {
    "kind": _alone("window"),
    **_STRETCH,
    "after": Key(fields.text, say("after what it begins, in the plan's own words")),
    "amount": Key(values.numbered(1, 31), say("how many first days of a month")),
    "unit": Key(_unit, say("which days those are; else calendar days")),
    "of_month": Key(word(*values.MONTHS), say("the first days of which month")),
    "parts": Key(listed(table(_STRETCH)), say("several windows")),
    **_YEAR,
    **_HOUR,
    **_PERIODS,
}
_LENGTH = {
    "amount": Key(values.amount, say("how many"), True),
    "unit": Key(
        _unit, say("of what: working days, calendar days, weeks, months, years, hours, minutes"), True
    ),
}
_TERM = {
    "kind": _alone("term"),
    "amount": Key(values.amount, say("how many")),
    "unit": Key(_unit, say("of what: working days, calendar days, weeks, months, years, hours, minutes")),
    "after": Key(fields.text, say("after what it begins, in the plan's own words, or a date")),
    "before": Key(fields.text, say("before what it ends, in the plan's own words, or a date")),
    "bound": Key(
        word("latest", "earliest", "point", "range", "duration", "extension"),
        say("what its end is: the latest day (unless said), the earliest, or the day itself"),
    ),
    "at_least": Key(fields.whole, say("a range: the least")),
    "at_most": Key(fields.whole, say("a range: the most")),
    "parts": Key(listed(table(_LENGTH)), say("lengths one after another: 1 month and 10 days")),
    **_EXCEPTED,
    **_YEAR,
    **_HOUR,
    **_PERIODS,
    **_BUT,
}
_DAY_OF_MONTH = {
    "kind": _alone("day_of_month"),
    "on": Key(listed_or_one(values.day_of_month), say("the number of the day, or the last one")),
    "since": Key(values.day_of_month, say("the number of the first day")),
    "until": Key(values.day_of_month, say("the number of the last day")),
    "unit": Key(word("working_day", "calendar_day"), say("which days those are; else calendar days")),
    "bound": Key(
        word("latest", "until", "earliest", "point", "as_of"),
        say("what that day is: the latest (unless said), the earliest, the day itself"),
    ),
    "after": Key(
        fields.text, say("the month after this, in the plan's own words: a reporting period, an event")
    ),
    "before": Key(fields.text, say("the month before this")),
    "last_month_of": Key(fields.text, say("the last month of this, or the month itself")),
    "nth_month": Key(values.numbered(1, 99), say("which month after or before it; else the first")),
    "of_month": Key(word(*values.MONTHS), say("a month of the year, by its name")),
    **_EXCEPTED,
    **_YEAR,
    **_HOUR,
    **_PERIODS,
    **_BUT,
}
_ON_RECEIPT = {
    "kind": _alone("on_receipt"),
    "of_what": Key(fields.text, say("what comes, in the plan's own words")),
    "same_day": Key(fields.flag, say("whether it is due on the very day")),
    **_BUT,
}
_EXTERNAL = {
    "kind": _alone("external"),
    "set_by": Key(fields.text, say("the document or body that sets it")),
    **_BUT,
}
_RECURRING = {
    "kind": _alone("recurring"),
    "how_often": Key(word(*get_args(Frequency)), say("how often it comes again"), True),
    "interval": Key(values.amount, say("once in so many such periods")),
    "times": Key(values.numbered(1, 99), say("so many times in each")),
    "freq": Key(word("at_least", "at_most"), say("whether it may be more often, or less")),
    "weekdays": Key(listed_or_one(word(*values.WEEKDAYS)), say("on which days of the week")),
    "week": Key(values.numbered_or_last(5), say("which of a month's: the first, or the last")),
    "bound": Key(word("latest"), say("the hour is the end of each day's term")),
    "counting_from": Key(values.first_period, say("the first year, or month, of which it comes")),
    "deadline": Key(_inner, say("the deadline inside each period")),
    "of_what": Key(fields.text, say("during what, in the plan's own words")),
    **_HOUR,
    **_PERIODS,
    **_BUT,
}
_ONGOING = {
    "kind": _alone("ongoing"),
    "since": Key(year_day, say("the first day")),
    "before": Key(fields.text, say("until what happens, in the plan's own words")),
}
_SEVERAL = {
    "kind": _alone("several"),
    "parts": Key(listed(_inner), say("the deadlines side by side: one for each kind of report"), True),
}
_KINDS: dict[str, Keys] = {
    "date": _DATE,
    "window": _WINDOW,
    "term": _TERM,
    "day_of_month": _DAY_OF_MONTH,
    "on_receipt": _ON_RECEIPT,
    "external": _EXTERNAL,
    "recurring": _RECURRING,
    "ongoing": _ONGOING,
    "several": _SEVERAL,
}
#: The keys one of which such a table must have, and those that a key needs beside it.
_ONE_OF = {
    "date": ("until", "before", "on", "since", "as_of"),
    "window": ("since", "after", "amount", "parts", "hour"),
    "term": ("amount", "at_least", "parts"),
    "day_of_month": ("on", "since"),
}
_NEEDED: dict[str, dict[str, tuple[str, ...]]] = {
    "window": {"amount": ("of_month",), "of_month": ("amount",), "of_what": ("of_year",)},
    "term": {"amount": ("unit",), "at_least": ("at_most", "unit"), "at_most": ("at_least",)},
    "day_of_month": {
        "since": ("until",),
        "until": ("since",),
        "of_year": ("of_month",),
        "of_what": ("of_year",),
    },
    "recurring": {"week": ("weekdays",), "bound": ("hour",)},
    "date": {"of_what": ("of_year",), "as_window": ("until",)},
}
