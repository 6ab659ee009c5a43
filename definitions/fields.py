"""How one value or one table of a definition is read: each reader returns a value, or reports and returns None."""

from __future__ import annotations

import contextlib
import difflib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias
from zoneinfo import ZoneInfo

from calendars.errors import PhraseError
from calendars.saying import Text, say
from definitions.keys import ENGLISH, ENGLISH_VALUES, RUSSIAN, RUSSIAN_VALUES, Language, spelled
from definitions.phrases import Reading, read_phrase
from definitions.tree import Listing, Node, Report, Scalar, Table


@dataclass(frozen=True)
class Context:
    """What every reader needs: where to report, and in which language the file's keys are."""

    report: Report
    language: Language

    def spelled(self, key: str) -> str:
        """Return a key as this file writes it."""
        return spelled(key, self.language)


FieldReader: TypeAlias = Callable[[Node, Context], Any]


@dataclass(frozen=True)
class Key:
    """One allowed key of a table: how its value is read and whether it must be there."""

    read: FieldReader
    required: bool = False


def language_of(tree: Table) -> Language:
    """Return the language in which most keys at the top are written; Russian if that is open."""
    english = sum(key.text in RUSSIAN for key, _ in tree.entries)
    russian = sum(key.text in ENGLISH for key, _ in tree.entries)
    return "en" if english > russian else "ru"


def read_table(node: Node, keys: Mapping[str, Key], context: Context) -> dict[str, Any] | None:
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
        elif (found := keys[name].read(value, context)) is not None:
            values[name] = found
    for name, key_spec in keys.items():
        if key_spec.required and name not in attempted:
            context.report.error(
                node.place, say("the key “{key}” is missing here", key=context.spelled(name))
            )
    return values


def _known_key(key: Scalar, keys: Mapping[str, Key], context: Context) -> tuple[str | None, str | None]:
    """Return the English name of a key; of one that is not known None, and the name that was probably meant."""
    name, foreign = ENGLISH.get(key.text), key.text
    if context.language == "en":
        name, foreign = key.text, ENGLISH.get(key.text, "")
    if name in keys:
        return name, name
    if foreign in keys:
        right = context.spelled(foreign)
        context.report.error(
            key.place,
            say("“{key}” mixes two languages in one file: write “{right}”", key=key.text, right=right),
        )
        return None, foreign
    known = {context.spelled(name): name for name in keys}
    context.report.error(key.place, unknown("key", key.text, known))
    return None, known.get(next(iter(_nearest(key.text, known)), ""))


_UNKNOWN = {
    "key": say("unknown key"),
    "role": say("unknown role"),
    "flow": say("unknown flow"),
    "state": say("unknown state"),
    "event": say("unknown event"),
    "value": say("unknown value"),
    "participant": say("unknown participant"),
    "setting": say("unknown setting"),
    "column": say("unknown column"),
    "trigger": say("unknown action"),
    "cycle": say("unknown cycle"),
}


def unknown(kind: str, given: str, known: Iterable[str]) -> Text:
    """Say that a name is not known, with the nearest known one, or all of them when none is near."""
    names = list(known)
    near = _nearest(given, names)
    if near:
        return say("{what} “{given}”; did you mean “{near}”?", what=_UNKNOWN[kind], given=given, near=near[0])
    if not names:
        return say("{what} “{given}”; none is known here", what=_UNKNOWN[kind], given=given)
    return say("{what} “{given}”; known here: {names}", what=_UNKNOWN[kind], given=given, names=tuple(names))


def _nearest(given: str, known: Iterable[str]) -> list[str]:
    return difflib.get_close_matches(given, list(known), n=1, cutoff=0.6)


def scalar(node: Node, context: Context) -> Scalar | None:
    """Read a single value, keeping its place."""
    if isinstance(node, Scalar) and node.text:
        return node
    context.report.error(node.place, say("a single value is expected here"))
    return None


def text(node: Node, context: Context) -> str | None:
    """Read a text."""
    value = scalar(node, context)
    return value.text if value else None


def scalars(node: Node, context: Context) -> tuple[Scalar, ...] | None:
    """Read one value or a list of values."""
    items = items_of(node, context) if isinstance(node, Listing) else (node,)
    read = tuple(scalar(item, context) for item in items)
    return tuple(item for item in read if item) or None


def items_of(node: Listing, context: Context) -> tuple[Node, ...]:
    """Return the items of a list, which must have some."""
    if not node.items:
        context.report.error(node.place, say("this list is empty: fill it in, or delete its key"))
    return node.items


def word(*choices: str) -> FieldReader:
    """Make a reader of one word out of several, in either language."""

    def read(node: Node, context: Context) -> str | None:
        value = scalar(node, context)
        if value is None:
            return None
        english = ENGLISH_VALUES.get(value.text, value.text)
        if english in choices:
            return english
        shown = [RUSSIAN_VALUES[choice] if context.language == "ru" else choice for choice in choices]
        context.report.error(value.place, unknown("value", value.text, shown))
        return None

    return read


def flag(node: Node, context: Context) -> bool | None:
    """Read yes or no."""
    answer = word("yes", "no")(node, context)
    return None if answer is None else answer == "yes"


def whole(node: Node, context: Context) -> int | None:
    """Read a whole number of days, from 0 to 999: more is no term that somebody is reminded of."""
    value = scalar(node, context)
    if value is None:
        return None
    if re.fullmatch("[0-9]{1,3}", value.text):
        return int(value.text)
    context.report.error(value.place, say("“{value}” is not a whole number from 0 to 999", value=value.text))
    return None


def wholes(node: Node, context: Context) -> tuple[int, ...] | None:
    """Read a list of whole numbers."""
    items = node.items if isinstance(node, Listing) else (node,)
    return tuple(number for item in items if (number := whole(item, context)) is not None)


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


_WRITTEN_OUT = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}[.][0-9]{1,2}[.][0-9]{4}")
_ISO_DAY = re.compile("(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})")
_RUSSIAN_DAY = re.compile("(?P<day>[0-9]{1,2})[.](?P<month>[0-9]{1,2})[.](?P<year>[0-9]{4})")


def zone(node: Node, context: Context) -> str | None:
    """Read the name of a time zone from the IANA database."""
    value = scalar(node, context)
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
