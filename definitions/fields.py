"""The shapes of single values: texts, words, numbers, days, hours, and lists of them."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Sequence
from datetime import date, time
from typing import Any
from zoneinfo import ZoneInfo

from calendars.errors import PhraseError
from calendars.saying import say
from definitions.keys import ENGLISH_VALUES, value_spelled
from definitions.phrases import Reading, read_phrase
from definitions.shapes import (
    Context,
    Json,
    Reader,
    Shape,
    either,
    items_of,
    mixed,
    shaped,
    unknown,
)
from definitions.tree import Listing, Node, Scalar, Table

#: YAML takes 10 for a number and 2016-09-15, sometimes, for a date; srok takes every single value as it is written.
SINGLE: Json = {"type": ["string", "number", "boolean"]}


@shaped(SINGLE)
def scalar(node: Node, context: Context) -> Scalar | None:
    """Read a single value, keeping its place."""
    if isinstance(node, Scalar) and node.text:
        return node
    context.report.error(node.place, say("a single value is expected here"))
    return None


@shaped(SINGLE)
def text(node: Node, context: Context) -> str | None:
    """Read a text."""
    value: Scalar | None = scalar(node, context)
    return value.text if value else None


def one_or_several(item: Json) -> Json:
    """Return the schema of one value or a list of values."""
    return {"anyOf": [item, {"type": "array", "minItems": 1, "items": item}]}


@shaped(one_or_several(SINGLE))
def scalars(node: Node, context: Context) -> tuple[Scalar, ...] | None:
    """Read one value or a list of values."""
    items = items_of(node, context) if isinstance(node, Listing) else (node,)
    read = tuple(scalar(item, context) for item in items)
    return tuple(item for item in read if item) or None


def word(*choices: str) -> Shape:
    """Return the shape of one word out of several, in either language."""

    def read(node: Node, context: Context) -> str | None:
        value: Scalar | None = scalar(node, context)
        if value is None:
            return None
        shown = {value_spelled(choice, context.language): choice for choice in choices}
        if value.text in shown:
            return shown[value.text]
        english = ENGLISH_VALUES.get(value.text, value.text)
        if english in choices:
            right = value_spelled(english, context.language)
            context.report.error(value.place, mixed(value.text, right))
            return english
        context.report.error(value.place, unknown("value", value.text, shown))
        return None

    def schema(reader: Reader) -> Json:
        words = [value_spelled(choice, reader.language) for choice in choices]
        return {"enum": words}

    return Shape(read, schema)


_yes_or_no = word("yes", "no")


@shaped(lambda reader: {"anyOf": [{"type": "boolean"}, _yes_or_no.schema(reader)]})
def flag(node: Node, context: Context) -> bool | None:
    """Read yes or no."""
    if isinstance(node, Scalar) and node.text in ("true", "false"):
        return node.text == "true"
    answer = _yes_or_no(node, context)
    return None if answer is None else bool(answer == "yes")


_WHOLE: Json = {
    "anyOf": [
        {"type": "integer", "minimum": 0, "maximum": 999},
        {"type": "string", "pattern": "^[0-9]{1,3}$"},
    ]
}


@shaped(_WHOLE)
def whole(node: Node, context: Context) -> int | None:
    """Read a whole number of days, from 0 to 999: more is no term that somebody is reminded of."""
    value = scalar(node, context)
    if value is None:
        return None
    if re.fullmatch("[0-9]{1,3}", value.text):
        return int(value.text)
    context.report.error(value.place, say("“{value}” is not a whole number from 0 to 999", value=value.text))
    return None


@shaped({"anyOf": [_WHOLE, {"type": "array", "items": _WHOLE}]})
def wholes(node: Node, context: Context) -> tuple[int, ...] | None:
    """Read a list of whole numbers."""
    items = node.items if isinstance(node, Listing) else (node,)
    return tuple(number for item in items if (number := whole(item, context)) is not None)


_WRITTEN_OUT = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}[.][0-9]{1,2}[.][0-9]{4}")
_ISO_DAY = re.compile("(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})")
_RUSSIAN_DAY = re.compile("(?P<day>[0-9]{1,2})[.](?P<month>[0-9]{1,2})[.](?P<year>[0-9]{4})")


@shaped({"type": "string", "pattern": f"^({_WRITTEN_OUT.pattern})$"})
def day(node: Node, context: Context) -> date | None:
    """Read a date written 2016-09-15 or 15.09.2016."""
    value = scalar(node, context)
    if value is None:
        return None
    found = as_day(value.text) if _WRITTEN_OUT.fullmatch(value.text) else None
    if found is None:
        context.report.error(
            value.place,
            say("“{value}” is not a date of the calendar; write it like 15.09.2016", value=value.text),
        )
    return found


def as_day(text: str) -> date | None:
    """Return the day that a text names, 2016-09-15 or 15.09.2016; None where it is no such day."""
    if parts := _ISO_DAY.fullmatch(text) or _RUSSIAN_DAY.fullmatch(text):
        with contextlib.suppress(ValueError):
            return date(int(parts["year"]), int(parts["month"]), int(parts["day"]))
    return None


def day_in(text: str) -> date | None:
    """Return the day that a number and date of a document names («№ 212 от 25.10.2018»); None where none stands."""
    found = _WRITTEN_OUT.search(text)
    return as_day(found[0]) if found else None


_HOUR = re.compile("([0-9]{1,2})[:.-]([0-9]{2})")


@shaped({"type": "string", "pattern": f"^{_HOUR.pattern}$"})
def hour(node: Node, context: Context) -> time | None:
    """Read a time of day, 17:00 or 17-00."""
    value = scalar(node, context)
    if value is None:
        return None
    found = as_hour(value.text)
    if found is None:
        context.report.error(
            value.place, say("“{value}” is not a time of day; write it like 17:00", value=value.text)
        )
    return found


def as_hour(text: str) -> time | None:
    """Return the time of day that a text names, 17:00 or 17-00; None where it names none."""
    with contextlib.suppress(ValueError):
        if parts := _HOUR.fullmatch(text):
            return time(int(parts[1]), int(parts[2]))
    return None


@shaped({"type": "string"})
def zone(node: Node, context: Context) -> str | None:
    """Read the name of a time zone from the IANA database."""
    value: Scalar | None = scalar(node, context)
    if value is None:
        return None
    try:
        ZoneInfo(value.text)
    except (KeyError, ValueError, OSError):
        context.report.error(
            value.place,
            say(
                "unknown time zone “{zone}”; write it like Asia/Krasnoyarsk or Europe/Moscow", zone=value.text
            ),
        )
        return None
    return value.text


@shaped({"type": "string"})
def phrase(node: Node, context: Context) -> tuple[Scalar, Reading] | None:
    """Read a deadline phrase; what is not understood is reported at the very words."""
    value = scalar(node, context)
    if value is None:
        return None
    try:
        reading = read_phrase(value.raw)
    except PhraseError as error:
        context.report.error(
            value.at(error.start), say("the deadline is not understood: {why}", why=error.message)
        )
        return None
    return value, reading


@shaped({"type": "object", "additionalProperties": SINGLE})
def free_table(node: Node, context: Context) -> dict[str, str] | None:
    """Read a table of names and texts of the author's choosing."""
    if not isinstance(node, Table):
        context.report.error(node.place, say("a table of keys and values is expected here"))
        return None
    return {name.text: read.text for name, value in node.entries if (read := scalar(value, context))}


def or_word(choices: Sequence[str], several: Shape) -> Shape:
    """Return the shape of what is either one known word, read as {word: True}, or written out."""
    one = word(*choices)

    def read(node: Node, context: Context) -> dict[str, Any] | None:
        chosen = one(node, context)
        return {chosen: True, "_place": node.place} if chosen else None

    return either(Shape(read, one.schema), several)
