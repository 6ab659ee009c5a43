"""The shapes of what must be given with an entry: names, each with the kind of value that stands under it."""

from __future__ import annotations

from calendars.saying import say
from definitions import fields
from definitions.model_rules import Among, DataKind
from definitions.shapes import Context, Json, Key, Reader, Shape, either, shaped, table
from definitions.tree import Node, Table

KINDS = (
    "text",
    "date",
    "time",
    "number",
    "whole",
    "money",
    "document",
    "person",
    "file",
    "participants",
)


@shaped({"type": "array", "minItems": 2, "items": fields.SINGLE})
def _choice(node: Node, context: Context) -> tuple[str, ...] | None:
    """Read the words of which one is chosen: two at least, each once."""
    items = fields.scalars(node, context) or ()
    words = tuple(dict.fromkeys(item.text for item in items))
    if items and len(words) < max(2, len(items)):
        context.report.error(
            node.place, say("a list to choose from has two different words at least, and each once")
        )
    return words or None


_AMONG = table(
    {
        "participants": Key(
            fields.scalar, say("whom one may name: the participants of this role, several if need be"), True
        )
    }
)


@shaped(_AMONG.schema)
def _among(node: Node, context: Context) -> Among | None:
    """Read of which role those are who may be named."""
    role = (_AMONG(node, context) or {}).get("participants")
    return Among(role.text) if role else None


def _longer(node: Node, context: Context) -> DataKind | None:
    kind: DataKind | None = (_among if isinstance(node, Table) else _choice)(node, context)
    return kind


_kind = either(
    fields.word(*KINDS),
    Shape(_longer, lambda reader: {"anyOf": [_choice.schema(reader), _among.schema(reader)]}),
)


def _needs_schema(reader: Reader) -> Json:
    kinds = {"type": "object", "additionalProperties": _kind.schema(reader)}
    return {"anyOf": [*fields.scalars.schema(reader)["anyOf"], kinds]}


@shaped(_needs_schema)
def needs(node: Node, context: Context) -> dict[str, DataKind] | None:
    """Read what must be given: a list of names (texts), or a table of names and kinds, or of words to choose from."""
    if not isinstance(node, Table):
        return {name.text: "text" for name in fields.scalars(node, context) or ()} or None
    return {name.text: read for name, value in node.entries if (read := _kind(value, context))}
