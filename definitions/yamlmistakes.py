"""What staff see when a file is not YAML at all: the parser's English turned into advice."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable
from typing import TypeVar

import yaml

from calendars.saying import Text, say

_Place = TypeVar("_Place")

#: A piece of PyYAML's message -> what it usually means.
_ADVICE: tuple[tuple[str, Text], ...] = (
    ("'\\t'", say("a tab stands here: indent with spaces")),
    (
        "mapping values are not allowed",
        say("a colon is not expected here: put a value that has “: ” in quotes"),
    ),
    (
        "could not find expected ':'",
        say("a key is followed by a colon and a space; or the indent of this line is wrong"),
    ),
    ("did not find expected <block end>", say("the indent does not fit the lines above")),
    ("expected <block end>", say("the indent does not fit the lines above")),
    ("while scanning a quoted scalar", say("a quotation mark is opened here and not closed")),
    (
        "while parsing a flow",
        say("a bracket is opened here and not closed, or a comma is missing between values"),
    ),
    ("special characters are not allowed", say("an invisible control character stands here: delete it")),
    ("could not determine a constructor", say("a tag (!) is not allowed")),
    *(
        (
            f"while scanning {sign}",
            say("in YAML a sign like * & ! | > % at the beginning means something: put the value in quotes"),
        )
        for sign in ("an alias", "an anchor", "a tag", "a block scalar", "a directive")
    ),
    ("found character", say("this character cannot begin a value: put the value in quotes")),
)


#: Where the mistake stands at the beginning of what the parser was reading, not where it could read no further.
_BEGUN = ("could not find expected ':'", "while scanning a quoted scalar", "while parsing a flow")


def explain_syntax(
    error: yaml.YAMLError,
    text: str,
    report: Callable[[_Place, Text], None],
    place: Callable[[int, int], _Place],
) -> None:
    """Report a YAML error at its place, in words that say how to mend it."""
    if found := _open_quote(error, text) or _too_deep(error, text):
        place_of, told = found
        report(place(*place_of), say("this is not valid YAML: {advice}", advice=told))
        return
    words = str(error)
    piece, advice = next(
        (found for found in _ADVICE if found[0] in words), ("", say("the structure of the file breaks here"))
    )
    line, column = _position(error, text, begun=piece in _BEGUN)
    report(place(line, column), say("this is not valid YAML: {advice}", advice=advice))


def _open_quote(error: yaml.YAMLError, text: str) -> tuple[tuple[int, int], Text] | None:
    """Find the quotation mark that only the opening one of a later value closes, where the parser stumbles."""
    mark = error.problem_mark if isinstance(error, yaml.MarkedYAMLError) else None
    if mark is None or text[mark.index - 1 : mark.index] not in ("'", '"'):
        return None
    with contextlib.suppress(yaml.YAMLError):
        for token in yaml.scan(text):
            if token.end_mark.index == mark.index and token.start_mark.line < mark.line:
                begun = (token.start_mark.line + 1, token.start_mark.column + 1)
                return begun, say("a quotation mark is opened here and not closed")
    return None


def _too_deep(error: yaml.YAMLError, text: str) -> tuple[tuple[int, int], Text] | None:
    """Find a key that stands deeper than the line above, which has a value already: YAML joins the two."""
    mark = error.problem_mark if isinstance(error, yaml.MarkedYAMLError) else None
    if mark is None or "mapping values are not allowed" not in str(error):
        return None
    *above, line = _LINE_END.split(text)[: mark.line + 1]
    before = next(
        (told for told in reversed(above) if told.strip() and not told.lstrip().startswith("#")), ""
    )
    indent, usual = _indent(line), _indent(before)
    if ": " in line[: mark.column] or indent <= usual:
        return None
    told = say(
        "this line is indented by {indent} and the line above by {usual}: keys that belong together have one indent; "
        "if it goes on with the value above, put the whole value in quotes",
        indent=indent,
        usual=usual,
    )
    return (mark.line + 1, indent + 1), told


def _indent(line: str) -> int:
    """Return how many spaces, and dashes of lists, stand before what a line says."""
    return len(line) - len(line.lstrip(" -"))


def _position(error: yaml.YAMLError, text: str, *, begun: bool) -> tuple[int, int]:
    if isinstance(error, yaml.MarkedYAMLError):
        marks = (error.context_mark, error.problem_mark)
        if mark := (marks[0] or marks[1]) if begun else (marks[1] or marks[0]):
            return mark.line + 1, mark.column + 1
    if isinstance(error, yaml.reader.ReaderError):
        return end_of(text[: error.position])
    return 1, 1


def end_of(text: str) -> tuple[int, int]:
    """Return the line and column after a text, both counted from 1, by what YAML takes for the end of a line."""
    lines = _LINE_END.split(text)
    return len(lines), len(lines[-1]) + 1


_LINE_END = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
