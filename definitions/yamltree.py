"""YAML read as staff wrote it: text stays text, every value knows its place, and every problem is reported at once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

import yaml

from calendars.saying import Text, say
from definitions.tree import Listing, Node, Place, Report, Scalar, Table
from definitions.yamlmistakes import end_of, explain_syntax

MAX_BYTES = 1_000_000
MAX_DEPTH = 20
#: The longest value in the definitions of real documents has 408 signs.
MAX_SIGNS = 4_000


def read_tree(data: bytes, report: Report) -> Table | None:
    """Read a file's bytes into a tree; None when nothing usable is left (the report says why)."""
    text = _decoded(data, report)
    if text is None:
        return None
    try:
        node = _Loader(text).get_single_node()
    except _HarmfulError as harm:
        report.error(harm.place, harm.told)
        return None
    except yaml.composer.ComposerError as error:  # of all that it refuses only this is left: see _Loader
        told = say("a second document begins here (---): keep one definition in a file")
        report.error(_place(error.problem_mark), told)
        return None
    except yaml.YAMLError as error:
        explain_syntax(error, text, report.error, Place)
        return None
    if not isinstance(node, yaml.MappingNode):
        report.error(
            Place(1, 1), say("a definition is a table of keys and values; this file has something else")
        )
        return None
    tree = _Builder(text, report).node(node, inside_flow=False)
    assert isinstance(tree, Table)  # noqa: S101 - a MappingNode becomes a Table; this tells the type checker
    return tree


def _decoded(data: bytes, report: Report) -> str | None:
    if len(data) > MAX_BYTES:
        report.error(
            Place(1, 1),
            say("the file has {size} bytes; a definition has at most {most}", size=len(data), most=MAX_BYTES),
        )
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8", "replace")
        report.error(
            Place(*end_of(before)),
            say("the file is not UTF-8: save it in the editor with the encoding UTF-8 (not Windows-1251)"),
        )
        return None
    if not any(line.split("#")[0].strip() for line in text.splitlines()):
        report.error(Place(1, 1), say("the file is empty: a definition begins with the name of its cycle"))
        return None
    return text


class _HarmfulError(Exception):
    def __init__(self, mark: yaml.Mark, told: Text) -> None:
        super().__init__(told)
        self.place, self.told = _place(mark), told


class _Loader(yaml.SafeLoader):
    """Composes a tree, and stops at what could blow up: aliases (the YAML bomb), deep nesting, endless values."""

    depth = 0

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:  # noqa: ANN401 - PyYAML's own
        event: Any = self.peek_event()  # type: ignore[no-untyped-call]
        if told := self.harm(event):
            raise _HarmfulError(event.start_mark, told)
        self.depth += 1
        node: yaml.Node | None = super().compose_node(parent, index)
        self.depth -= 1
        return node

    def harm(self, event: Any) -> Text | None:  # noqa: ANN401 - PyYAML's kinds of event
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            return say("references (&name, *name) are not allowed: write the value out")
        if getattr(event, "tag", None):
            return say("a tag ({tag}) is not allowed: write the plain value", tag=str(event.tag))
        if isinstance(event, yaml.CollectionStartEvent) and self.depth >= MAX_DEPTH:
            return say("nested more than {most} levels deep", most=MAX_DEPTH)
        if isinstance(event, yaml.ScalarEvent) and len(event.value) > MAX_SIGNS:
            return say(
                "this value has {length} signs, {most} at most are allowed: shorten it; "
                "has a quotation mark been left open?",
                length=len(event.value),
                most=MAX_SIGNS,
            )
        return None


def _place(mark: Any) -> Place:  # noqa: ANN401 - PyYAML's two kinds of mark
    return Place(mark.line + 1, mark.column + 1) if mark else Place(1, 1)


class _Builder:
    """Turns PyYAML's nodes into ours; one use, for one file."""

    def __init__(self, text: str, report: Report) -> None:
        # A mark's index counts the characters of the text that PyYAML read, without the byte order mark.
        self.text = text
        self.report = report
        self.constructor = yaml.constructor.SafeConstructor()

    def node(self, node: yaml.Node, *, inside_flow: bool) -> Node:
        place = _place(node.start_mark)
        if isinstance(node, yaml.MappingNode):
            return Table(tuple(self.entries(node, inside_flow=inside_flow or bool(node.flow_style))), place)
        if isinstance(node, yaml.SequenceNode):
            flow = inside_flow or bool(node.flow_style)
            return Listing(tuple(self.node(item, inside_flow=flow) for item in node.value), place)
        assert isinstance(node, yaml.ScalarNode)  # noqa: S101 - YAML has no fourth kind
        return self.scalar(node, place)

    def entries(self, node: yaml.MappingNode, *, inside_flow: bool) -> Iterator[tuple[Scalar, Node]]:
        seen: dict[str, Place] = {}
        for key_node, value_node in node.value:
            key = self.node(key_node, inside_flow=inside_flow)
            if not isinstance(key, Scalar):
                self.report.error(key.place, say("a key is one word or phrase, not a list or a table"))
                continue
            value = self.node(value_node, inside_flow=inside_flow)
            if inside_flow and isinstance(value, Scalar) and value.empty and not value.raw:
                self.report.error(
                    key.place,
                    say(
                        "“{key}” has no value: a comma inside {open}…{close} splits a value; put it in quotes",
                        key=key.text,
                        open="{",
                        close="}",
                    ),
                )
                continue
            if first := seen.get(key.text):
                self.report.error(
                    key.place,
                    say(
                        "the key “{key}” stands twice here; first in line {line}",
                        key=key.text,
                        line=first.line,
                    ),
                )
                continue
            seen[key.text] = key.place
            yield key, value

    def scalar(self, node: yaml.ScalarNode, place: Place) -> Scalar:
        self.refuse_changed(node, place)
        self.refuse_lost(node, place)
        quoted = node.style in ("'", '"')
        start = node.start_mark.index + quoted
        exact = self.text[start : start + len(node.value)] == node.value
        inner = Place(place.line, place.column + quoted) if exact else place
        return Scalar(node.value, inner, node.tag == _NULL, exact)

    def refuse_changed(self, node: yaml.ScalarNode, place: Place) -> None:
        """Report a number or a time that YAML's own rules would turn into something else (3.10, 17:00, 012)."""
        if node.style is not None or node.tag not in _CHANGING_TAGS or not node.value:
            return
        try:
            becomes = str(self.constructor.construct_object(node))
        except (ValueError, OverflowError):
            return  # no such date or number: it stays a text, and whoever wants a date says that it is none
        if becomes != node.value:
            self.report.error(
                place,
                say(
                    'YAML would turn {value} into {becomes}: put it in quotes, "{value}"',
                    value=node.value,
                    becomes=becomes,
                ),
            )

    def refuse_lost(self, node: yaml.ScalarNode, place: Place) -> None:
        """Report text that YAML takes for a comment, and signs that nobody can see."""
        if node.style is None and node.value and (glued := _GLUED.match(self.text, node.end_mark.index)):
            self.report.error(
                place,
                say(
                    "YAML takes “{lost}” for a comment: put the whole value in quotes; a comment has a space after #",
                    lost=glued[1].strip(),
                ),
            )
        if any(unicodedata.category(sign) in ("Cc", "Cs") and sign not in "\n\t" for sign in node.value):
            self.report.error(place, say("an invisible control character stands here: delete it"))


_GLUED = re.compile(r"[ \t]+(#[^\s#][^\n]*)")
_NULL = "tag:yaml.org,2002:null"
_CHANGING_TAGS = {f"tag:yaml.org,2002:{name}" for name in ("int", "float", "timestamp")}
