"""The shapes that values of the definition language take: how each is read, and how a JSON Schema describes it.

A reader returns a value, or reports what is wrong and returns None. Reader and schema stand side by side, so that what
an editor completes and what `srok check` accepts cannot grow apart.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias, cast

from calendars.saying import Text, say
from definitions.keys import ENGLISH, RUSSIAN, Language, spelled
from definitions.tree import Listing, Node, Report, Scalar, Table, TablePlace

Json: TypeAlias = dict[str, Any]


@dataclass(frozen=True)
class Context:
    """What every reader needs: where to report, and in which language the file's keys are."""

    report: Report
    language: Language

    def spelled(self, key: str) -> str:
        """Return a key as this file writes it."""
        return spelled(key, self.language)


@dataclass(frozen=True)
class Reader:
    """What a schema is made with: the language of the keys, and how a description becomes words."""

    language: Language
    words: Callable[[Text], str]


FieldReader: TypeAlias = Callable[[Node, Context], Any]
SchemaMaker: TypeAlias = Callable[[Reader], Json]


@dataclass(frozen=True)
class Shape:
    """One kind of value: how it is read from the file, and how a JSON Schema describes it."""

    read: FieldReader
    schema: SchemaMaker

    def __call__(self, node: Node, context: Context) -> Any:  # noqa: ANN401 - values of every kind
        """Read a value."""
        return self.read(node, context)


def shaped(schema: Json | SchemaMaker) -> Callable[[FieldReader], Shape]:
    """Make a shape of a reader: the schema is the same in both languages, or made for one."""

    def make(read: FieldReader) -> Shape:
        return Shape(read, schema if callable(schema) else lambda _: dict(schema))

    return make


@dataclass(frozen=True)
class Key:
    """One allowed key of a table: the shape of its value, what it is for, and whether it must be there."""

    shape: Shape
    about: Text | None = None
    required: bool = False


Keys: TypeAlias = Mapping[str, Key]


def language_of(tree: Table) -> Language:
    """Return the language in which most keys at the top are written; Russian if that is open."""
    english = sum(key.text in RUSSIAN for key, _ in tree.entries)
    russian = sum(key.text in ENGLISH for key, _ in tree.entries)
    return "en" if english > russian else "ru"


# Tables with known keys --------------------------------------------------------------------------------------


def read_table(node: Node, keys: Keys, context: Context) -> dict[str, Any] | None:
    """Read a table with known keys into values by their English names; report unknown and missing keys."""
    if not isinstance(node, Table):
        context.report.error(node.place, say("a table of keys and values is expected here"))
        return None
    values: dict[str, Any] = {}
    attempted = set()
    for key, value in node.entries:
        name, meant = _known_key(key, keys, context)
        attempted.add(name or meant)
        if name is None:
            continue
        if isinstance(value, Scalar) and value.empty:
            context.report.error(key.place, say("“{key}” has no value", key=key.text))
        elif (found := keys[name].shape(value, context)) is not None:
            values[name] = found
    for name, key_spec in keys.items():
        if key_spec.required and name not in attempted:
            context.report.error(
                node.place, say("the key “{key}” is missing here", key=context.spelled(name))
            )
    return values


def _known_key(key: Scalar, keys: Keys, context: Context) -> tuple[str | None, str | None]:
    """Return the English name of a key; of one that is not known None, and the name that was probably meant."""
    name = _english(key, context)
    foreign = ENGLISH.get(key.text, "") if context.language == "en" else key.text
    if name in keys:
        return name, name
    if foreign in keys:
        right = context.spelled(foreign)
        context.report.error(key.place, mixed(key.text, right))
        return None, foreign
    known = {context.spelled(name): name for name in keys}
    context.report.error(key.place, unknown("key", key.text, known))
    return None, known.get(next(iter(nearest(key.text, known)), ""))


def _english(key: Scalar, context: Context) -> str | None:
    return key.text if context.language == "en" else ENGLISH.get(key.text)


def table(keys: Keys) -> Shape:
    """Return the shape of a table with these keys; where it stands is kept as `_place`."""

    def read(node: Node, context: Context) -> dict[str, Any] | None:
        values = read_table(node, keys, context)
        return None if values is None else {**values, "_place": _place_of(node, context)}

    return Shape(read, lambda reader: table_schema(keys, reader))


def _place_of(node: Node, context: Context) -> TablePlace:
    entries = node.entries if isinstance(node, Table) else ()
    nodes = {name: value for key, value in entries if (name := _english(key, context))}
    return TablePlace(node.place.line, node.place.column, nodes)


def table_schema(keys: Keys, reader: Reader) -> Json:
    """Return the schema of a table with these keys."""
    properties: Json = {}
    for name, key in keys.items():
        about = {"description": reader.words(key.about)} if key.about else {}
        properties[spelled(name, reader.language)] = {**key.shape.schema(reader), **about}
    required = [spelled(name, reader.language) for name, key in keys.items() if key.required]
    schema: Json = {"type": "object", "properties": properties, "additionalProperties": False}
    return {**schema, "required": required} if required else schema


def tables(keys: Keys) -> Shape:
    """Return the shape of a list of tables with these keys."""
    return listed(table(keys))


# Lists, tables of names, choices -----------------------------------------------------------------------------


def listed(one: Shape) -> Shape:
    """Return the shape of a list, which must have an item."""

    def read(node: Node, context: Context) -> list[Any] | None:
        if not isinstance(node, Listing):
            context.report.error(node.place, say("a list is expected here: each item begins with a dash"))
            return None
        items = items_of(node, context)
        return [values for item in items if (values := one(item, context)) is not None]

    return Shape(read, lambda reader: {"type": "array", "minItems": 1, "items": one.schema(reader)})


def items_of(node: Listing, context: Context) -> tuple[Node, ...]:
    """Return the items of a list, which must have some."""
    if not node.items:
        context.report.error(node.place, say("this list is empty: fill it in, or delete its key"))
    return node.items


def listed_or_one(one: Shape) -> Shape:
    """Return the shape of one value, or of a list of such; read as a list."""
    several = listed(one)

    def read(node: Node, context: Context) -> list[Any] | None:
        if isinstance(node, Listing):
            return cast("list[Any] | None", several(node, context))
        found = one(node, context)
        return None if found is None else [found]

    return Shape(read, lambda reader: {"anyOf": [one.schema(reader), several.schema(reader)]})


def named(body: Shape) -> Shape:
    """Return the shape of a table whose keys are names of the author's choosing, each with a `body`."""

    def read(node: Node, context: Context) -> list[dict[str, Any]] | None:
        if not isinstance(node, Table):
            context.report.error(node.place, say("a table of names is expected here"))
            return None
        found = []
        for name, value in node.entries:
            filled = Table((), value.place) if isinstance(value, Scalar) and value.empty else value
            found.append({"name": name, **(body(filled, context) or {})})
        return found

    def schema(reader: Reader) -> Json:
        return {"type": "object", "additionalProperties": {"anyOf": [body.schema(reader), {"type": "null"}]}}

    return Shape(read, schema)


def either(single: Shape, several: Shape) -> Shape:
    """Return the shape of what is written as a single value or, at more length, as a list or a table."""

    def read(node: Node, context: Context) -> Any:  # noqa: ANN401 - whatever the two read
        return (single if isinstance(node, Scalar) else several)(node, context)

    return Shape(read, lambda reader: {"anyOf": [single.schema(reader), several.schema(reader)]})


# Names that are not known ------------------------------------------------------------------------------------

_UNKNOWN = {
    "key": say("unknown key"),
    "role": say("unknown role"),
    "flow": say("unknown flow"),
    "state": say("unknown state"),
    "event": say("unknown event"),
    "value": say("unknown value"),
    "participant": say("unknown participant"),
    "parameter": say("unknown parameter"),
    "period": say("unknown reporting period"),
    "ladder": say("unknown ladder of reminders"),
    "setting": say("unknown setting"),
    "column": say("unknown column"),
    "trigger": say("unknown action"),
    "row": say("unknown row"),
    "section": say("unknown section"),
    "data": say("rows are not asked for such data:"),
    "cycle": say("unknown cycle"),
    "report": say("unknown report"),
    "indicator": say("unknown indicator"),
    "stage": say("no stage with a deadline of its own"),
}


_SHOWN = 50  # more than the keys of an event; of a thousand numbers nobody reads all


def unknown(kind: str, given: str, known: Iterable[str]) -> Text:
    """Say that a name is not known, with the nearest known one, or all of them when none is near."""
    names = list(known)
    near = nearest(given, names)
    if near:
        return say("{what} “{given}”; did you mean “{near}”?", what=_UNKNOWN[kind], given=given, near=near[0])
    if not names:
        return say("{what} “{given}”; none is known here", what=_UNKNOWN[kind], given=given)
    shown = (*names[:_SHOWN], *("…" for _ in names[_SHOWN : _SHOWN + 1]))
    return say("{what} “{given}”; known here: {names}", what=_UNKNOWN[kind], given=given, names=shown)


def mixed(given: str, right: str) -> Text:
    """Say that a word is of the other language than its file."""
    return say("“{key}” mixes two languages in one file: write “{right}”", key=given, right=right)


def nearest(given: str, known: Iterable[str]) -> list[str]:
    """Return the known name nearest to the one given, if any is near."""
    return difflib.get_close_matches(given, list(known), n=1, cutoff=0.6)
