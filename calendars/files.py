"""Read the calendar files that come with srok, or one of somebody's own, and know them by name or by title."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import Any

import yaml
from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from calendars.errors import CalendarError, Problem
from calendars.region import CalendarFile, Overlay, Region
from calendars.saying import Text, say

_REGION: TypeAdapter[Region] = TypeAdapter(Region)
_OVERLAY: TypeAdapter[Overlay] = TypeAdapter(Overlay)
_FOLDER = resources.files("calendars") / "regions"
_TITLE = re.compile(r"^title: *(.+?) *$", re.MULTILINE)
# Several times faster, with the same result; only for files that are our own, because brackets without end crash it.
_FAST: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


# Names ---------------------------------------------------------------------------------------------------


@cache
def known_names() -> tuple[str, ...]:
    """Return the names of the calendars there are; others are made of them with “+”."""
    files = (entry.name for entry in _FOLDER.iterdir())
    return tuple(sorted(name.removesuffix(".yaml") for name in files if name.endswith(".yaml")))


def canonical_name(name: str) -> str:
    """Return the one spelling of a calendar's name: “Республика Алтай + Россия” is “ru+ru-al”.

    Parts are joined by “+”, in any order, each a name or a title; CalendarError, with the nearest, for another.
    """
    return "+".join(sorted({_known(part) for part in name.split("+")}))


@cache
def titles() -> dict[str, str]:
    """Return the title of each calendar by its name, in the words of its file."""
    return {name: _title(_text(name)) for name in known_names()}


def _known(part: str) -> str:
    spelled = _spelling(part)
    spellings = {_spelling(title): name for name, title in titles().items()}
    spellings |= {name: name for name in known_names()}
    if spelled in spellings:
        return spellings[spelled]
    if not spelled:
        raise CalendarError(
            say("Beside “+” the name of a calendar is missing; known are: {known}.", known=known_names())
        )
    within = [spelling for spelling in spellings if spelled in spelling]
    nearest = within or difflib.get_close_matches(spelled, spellings, n=1)
    if not nearest:
        raise CalendarError(
            say("There is no calendar “{name}”; known are: {known}.", name=part.strip(), known=known_names())
        )
    found = spellings[nearest[0]]
    raise CalendarError(
        say(
            "There is no calendar “{name}”; perhaps “{nearest}” ({title}) is meant. Known are: {known}.",
            name=part.strip(),
            nearest=found,
            title=titles()[found],
            known=known_names(),
        )
    )


def _spelling(name: str) -> str:
    return " ".join(name.casefold().replace("ё", "е").split())


def _title(text: str) -> str:
    found = _TITLE.search(text)
    return found[1] if found else ""


# Files ---------------------------------------------------------------------------------------------------


def read_region(name: str) -> CalendarFile:
    """Read the calendar file `name`; CalendarError for an unknown name or a file that is not well formed."""
    known = _known(name)
    return _parse(_text(known), f"calendars/regions/{known}.yaml", _FAST)


def _text(name: str) -> str:
    return (_FOLDER / f"{name}.yaml").read_text(encoding="utf-8")


def parse_region(text: str, file: str) -> CalendarFile:
    """Make a Region of a calendar file's text, or an Overlay where it names its `base`.

    CalendarError that lists all that is not well formed, each with its line.
    """
    return _parse(text, file, yaml.SafeLoader)


def _parse(text: str, file: str, loader_of: Any) -> CalendarFile:  # noqa: ANN401 - the two share no type
    try:
        loader = loader_of(text)
        node = loader.get_single_node()
        data = loader.construct_document(node) if node else None
    except yaml.YAMLError as error:
        raise _not_well_formed(file, [_not_yaml(error, file)]) from error
    except (ValueError, RecursionError) as error:  # a date such as 2027-02-30; brackets without end
        raise _not_well_formed(file, [Problem(say("not YAML: {why}", why=str(error)), file)]) from error
    if not isinstance(data, dict):
        raise _not_well_formed(file, [Problem(say("here are no keys with values"), file)])
    if doubled := list(_doubled(node, file, set())):
        raise _not_well_formed(file, doubled)
    adapter = _OVERLAY if "base" in data else _REGION
    try:
        return adapter.validate_python({**data, "file": file})
    except ValidationError as error:
        raise _not_well_formed(file, [_problem(item, node, file) for item in error.errors()]) from error


def _not_well_formed(file: str, problems: list[Problem]) -> CalendarError:
    return CalendarError(say("The calendar file {file} is not well formed.", file=file), problems)


def _not_yaml(error: yaml.YAMLError, file: str) -> Problem:
    mark = getattr(error, "problem_mark", None)
    why = say("not YAML: {why}", why=getattr(error, "problem", None) or str(error))
    return Problem(why, file, mark.line + 1, mark.column + 1) if mark else Problem(why, file)


def _doubled(node: Any, file: str, visited: set[int]) -> Iterator[Problem]:  # noqa: ANN401 - a node of PyYAML
    """Find keys written twice: YAML would keep the last and say nothing."""
    if id(node) in visited:  # a reference, perhaps to itself
        return
    visited.add(id(node))
    seen: set[str] = set()
    for child in node.value if isinstance(node, yaml.CollectionNode) else ():
        key, value = child if isinstance(child, tuple) else (None, child)
        if key is not None and key.value in seen:
            mark = key.start_mark
            message = say("the key “{key}” stands twice: leave one", key=str(key.value))
            yield Problem(message, file, mark.line + 1, mark.column + 1)
        if key is not None:
            seen.add(str(key.value))
        yield from _doubled(value, file, visited)


def _problem(item: ErrorDetails, node: Any, file: str) -> Problem:  # noqa: ANN401 - as above
    mark = _at(node, item["loc"]).start_mark
    return Problem(_what(item), file, mark.line + 1, mark.column + 1)


def _at(node: Any, place: tuple[int | str, ...]) -> Any:  # noqa: ANN401 - as above
    """Return the innermost node on the way to `place`."""
    for step in place:
        if isinstance(node, yaml.MappingNode):
            found = [value for key, value in node.value if key.value == step]
        else:
            found = node.value[step : step + 1] if isinstance(step, int) else []
        if not found:
            break
        node = found[0]
    return node


_EXPECTED = {
    "date": say("a date like 2027-01-31"),
    "int": say("a whole number"),
    "string": say("text, in quotes where it looks like a number or a date"),
    "tuple": say("a list"),
    "dataclass": say("keys with values"),
    "greater": say("a larger number"),
    "less": say("a smaller number"),
    "value": say("a day that every year has, in quotes, month first: “10-11”"),
}


def _what(item: ErrorDetails) -> Text:
    key = ".".join(str(part) for part in item["loc"])
    match item["type"]:
        case "missing":
            return say("“{key}” is missing", key=key)
        case "unexpected_keyword_argument":
            return say("the key “{key}” is not known here: check how it is spelled", key=key)
        case "literal_error":
            return say("“{key}” must be one of: {names}", key=key, names=str(item["ctx"]["expected"]))
        case "string_pattern_mismatch":
            return say("“{key}” must be made of letters, digits and “-”", key=key)
    expected = _EXPECTED.get(item["type"].partition("_")[0])
    return say("“{key}” must be {what}", key=key, what=expected or item["msg"])
