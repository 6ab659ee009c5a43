"""How a deadline may be written: the plan's own phrase, the structure it means, one for each period, or none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from definitions import fields
from definitions.keys import value_spelled
from definitions.periods import period_kind
from definitions.phrases import Reading
from definitions.policies import any_period, reporting_periods
from definitions.shapes import Context, Json, Reader, Shape
from definitions.structure import is_structure, structure
from definitions.tree import Listing, Node, Place, Scalar, Table


@dataclass(frozen=True)
class Written:
    """A deadline as it stands in the file: no `reading` where the plan sets none, no `phrase` for a structure.

    `words` are the phrase, or the structure as its author wrote it: only the plan's author words a deadline.
    """

    reading: Reading | None
    phrase: Scalar | None
    place: Place
    periods: tuple[Scalar, ...] = ()
    words: str = ""


def _single(node: Node, context: Context) -> Written | None:
    """Read a phrase, «не установлен», or a structure."""
    if isinstance(node, Scalar) and node.text == value_spelled("not_set", context.language):
        return Written(None, None, node.place)
    if isinstance(node, Table):
        reading = structure(node, context)
        return Written(reading, None, node.place, words=_as_written(node)) if reading is not None else None
    found = fields.phrase(node, context)
    return Written(found[1], found[0], node.place, words=found[0].text) if found else None


def _as_written(node: Node) -> str:
    """Return a structure on one line: «тип: срок, число: 5, единица: рабочий день»."""
    match node:
        case Scalar():
            return node.text
        case Listing():
            return f"[{', '.join(_as_written(item) for item in node.items)}]"
        case Table():
            inner = (
                f"{key.text}: {{{_as_written(value)}}}"
                if isinstance(value, Table)
                else f"{key.text}: {_as_written(value)}"
                for key, value in node.entries
            )
            return ", ".join(inner)


def _read(node: Node, context: Context) -> tuple[Written, ...] | None:
    if not isinstance(node, Table) or is_structure(node, context) or not _by_period(node):
        one = _single(node, context)
        return (one,) if one else None
    found = []
    for name, value in node.entries:
        periods = reporting_periods(Listing(_split(name), name.place), context)
        if (one := _single(value, context)) and periods:
            found.append(replace(one, periods=periods))
    return tuple(found) or None


def _by_period(node: Table) -> bool:
    """Whether the keys are reporting periods: «6 месяцев, 9 месяцев: …»."""
    return any(period_kind(name.text) is not None for key, _ in node.entries for name in _split(key))


def _split(key: Scalar) -> tuple[Scalar, ...]:
    return tuple(Scalar(part.strip(), key.place) for part in key.text.split(","))


def _schema(reader: Reader) -> Json:
    one: Json = {"anyOf": [{"type": "string"}, structure.schema(reader)]}
    periods = any_period(reader.language)
    by_period = {
        "type": "object",
        "minProperties": 1,
        "patternProperties": {f"^(?:{periods})(?: *, *(?:{periods}))*$": one},
        "additionalProperties": False,
    }
    return {"anyOf": [*one["anyOf"], by_period]}


deadline = Shape(_read, _schema)


def is_period_word(name: str) -> bool:
    """Whether a name in «для каждого» stands for the reporting periods."""
    return name in ("период", "period")


def rows_by_period(event: Mapping[str, Any], values: Mapping[str, Any]) -> tuple[Scalar, ...]:
    """Return the names of the reporting periods that an event has rows for: its own, else the cycle's."""
    if not any(is_period_word(name.text) for name in event.get("for_each", ())):
        return ()
    return event.get("periods") or values.get("periods") or ()
