"""The front door for a file: bytes in, a `Definition` and every problem out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from calendars.errors import Problem
from calendars.saying import say
from definitions import fields
from definitions.check import check
from definitions.fields import Context, Key, read_table
from definitions.model import (
    Anchor,
    Definition,
    Document,
    Event,
    Example,
    Flow,
    OnlyNamed,
    Reminders,
    Role,
    Roll,
    State,
    Transition,
)
from definitions.tree import Listing, Node, Report, Scalar, Table
from definitions.yamltree import read_tree


@dataclass(frozen=True)
class Read:
    """What came of reading a file: the definition, unless there were errors, and every problem found."""

    definition: Definition | None
    problems: tuple[Problem, ...]


def read_definition(data: bytes, file: str) -> Read:
    """Read a definition from the bytes of `file` (its name is only used in the problems)."""
    report = Report(file)
    tree = read_tree(data, report)
    definition = None
    if tree is not None:
        context = Context(report, fields.language_of(tree))
        values = read_table(tree, _CYCLE, context)
        if values is not None:
            check(values, context)
            definition = None if report.failed else _definition(values)
    return Read(definition, report.in_order())


# How each table of the language is read ------------------------------------------------------------------


def _named(keys: dict[str, Key], what: str = "name") -> fields.FieldReader:
    """Make a reader of a table whose keys are names chosen by the author and whose values are tables."""

    def read(node: Node, context: Context) -> list[dict[str, Any]] | None:
        if not isinstance(node, Table):
            context.report.error(node.place, say("a table of names is expected here"))
            return None
        found = []
        for name, body in node.entries:
            table = Table((), body.place) if isinstance(body, Scalar) and body.empty else body
            found.append({what: name, **(read_table(table, keys, context) or {})})
        return found

    return read


def _table(keys: dict[str, Key]) -> Callable[[Node, Context], dict[str, Any] | None]:
    def read(node: Node, context: Context) -> dict[str, Any] | None:
        values = read_table(node, keys, context)
        return None if values is None else {**values, "_place": node.place}

    return read


def _tables(keys: dict[str, Key]) -> fields.FieldReader:
    one = _table(keys)

    def read(node: Node, context: Context) -> list[dict[str, Any]] | None:
        if not isinstance(node, Listing):
            context.report.error(node.place, say("a list is expected here: each item begins with a dash"))
            return None
        items = fields.items_of(node, context)
        return [values for item in items if (values := one(item, context)) is not None]

    return read


def _needs(node: Node, context: Context) -> dict[str, str] | None:
    """Read what must be given: a list of names (texts), or a table of names and kinds."""
    kind = fields.word("text", "date", "participants")
    if isinstance(node, Table):
        return {name.text: read for name, value in node.entries if (read := kind(value, context))}
    names = fields.scalars(node, context)
    return None if names is None else {name.text: "text" for name in names}


def _anchor(node: Node, context: Context) -> dict[str, Any] | None:
    """Read an anchor: the word “external”, or a table that names an event."""
    if isinstance(node, Scalar):
        return {"external": True, "_place": node.place} if fields.word("external")(node, context) else None
    return _table({"event": Key(fields.scalar, required=True)})(node, context)


_ROLL = _table(
    {
        "dates": Key(fields.word("following", "preceding", "modified_following", "none"), required=True),
        "windows": Key(fields.word("none", "following", "preceding", "modified_following"), required=True),
        "decided_by": Key(fields.text, required=True),
    }
)
_REMINDERS = _table(
    {
        "days_before": Key(fields.wholes),
        "on_the_day": Key(fields.flag),
        "overdue_after": Key(fields.whole),
        "overdue_every": Key(fields.whole),
    }
)
_STATE = {"final": Key(fields.flag), "met": Key(fields.flag), "holder": Key(fields.scalar)}
_TRANSITION = {
    "source": Key(fields.scalars, required=True),
    "target": Key(fields.scalar, required=True),
    "by": Key(fields.scalars),
    "needs": Key(_needs),
}
_FLOW = {
    "initial": Key(fields.scalar, required=True),
    "states": Key(_named(_STATE), required=True),
    "transitions": Key(_named(_TRANSITION), required=True),
}
_EVENT = {
    "number": Key(fields.scalar, required=True),
    "event": Key(fields.text, required=True),
    "responsible": Key(fields.scalars, required=True),
    "deadline": Key(fields.phrase, required=True),
    "coordinator": Key(fields.scalar),
    "for_each": Key(fields.scalar),
    "interaction": Key(fields.text),
    "flow": Key(fields.scalar, required=True),
    "anchor": Key(_anchor),
    "opens_after": Key(fields.scalar),
    "only_for": Key(
        _table({"named_in": Key(fields.scalar, required=True), "data": Key(fields.scalar, required=True)})
    ),
    "needs": Key(_needs),
}
_CYCLE = {
    "cycle": Key(fields.text, required=True),
    "title": Key(fields.text, required=True),
    "document": Key(_table({name: Key(fields.text) for name in ("form", "approved_by", "dated", "basis")})),
    "calendar": Key(fields.scalar, required=True),
    "presidential": Key(fields.flag),
    "timezone": Key(fields.zone, required=True),
    "rules": Key(_table({"roll": Key(_ROLL, required=True), "reminders": Key(_REMINDERS)}), required=True),
    "roles": Key(_named({"title": Key(fields.text), "each": Key(fields.flag)}), required=True),
    "flows": Key(_named(_FLOW), required=True),
    "events": Key(_tables(_EVENT), required=True),
    "examples": Key(
        _tables({"number": Key(fields.scalar, required=True), "due": Key(fields.day, required=True)})
    ),
}


# From values that were checked to the model --------------------------------------------------------------


def _definition(values: dict[str, Any]) -> Definition:
    rules = values["rules"]
    return Definition(
        name=values["cycle"],
        title=values["title"],
        document=Document(**_plain(values.get("document", {}))),
        calendar=values["calendar"].text,
        presidential=values.get("presidential", False),
        timezone=values["timezone"],
        roll=Roll(**_plain(rules["roll"])),
        reminders=Reminders(**_plain(rules.get("reminders", {}))),
        roles=tuple(Role(**_plain(role)) for role in values["roles"]),
        flows=tuple(_flow(flow) for flow in values["flows"]),
        events=tuple(_event(event) for event in values["events"]),
        examples=tuple(_example(example) for example in values.get("examples", [])),
    )


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    """Drop the places: single values become their text."""
    return {name: _text(value) for name, value in values.items() if name != "_place"}


def _text(value: Any) -> Any:  # noqa: ANN401 - values of every kind pass through
    if isinstance(value, Scalar):
        return value.text
    if isinstance(value, tuple):
        return tuple(_text(item) for item in value)
    return value


def _flow(values: dict[str, Any]) -> Flow:
    return Flow(
        name=values["name"].text,
        initial=values["initial"].text,
        states=tuple(State(**_plain(state)) for state in values["states"]),
        transitions=tuple(_transition(move) for move in values["transitions"]),
    )


def _transition(values: dict[str, Any]) -> Transition:
    plain = _plain(values)
    return Transition(plain.pop("name"), plain.pop("source"), **plain)


def _event(values: dict[str, Any]) -> Event:
    plain = _plain({name: value for name, value in values.items() if name not in ("anchor", "only_for")})
    phrase, reading = values["deadline"]
    plain.pop("deadline")
    anchor, only = values.get("anchor"), values.get("only_for")
    return Event(
        title=plain.pop("event"),
        phrase=phrase.text,
        reading=reading,
        anchor=Anchor(_text(anchor.get("event")), anchor.get("external", False)) if anchor else None,
        only_for=OnlyNamed(only["named_in"].text, only["data"].text) if only else None,
        **plain,
    )


def _example(values: dict[str, Any]) -> Example:
    place = values["_place"]
    return Example(values["number"].text, values["due"].isoformat(), place.line, place.column)
