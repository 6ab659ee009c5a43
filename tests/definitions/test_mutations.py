"""Ten thousand definitions spoilt by slips of the hand: each is read to the end, and every problem has its place.

A hang is kept out by what bounds the work: the size of a file and its depth, the length of a phrase, a parser without
backtracking, and checks that walk over what was read. So nothing here looks at the clock.
"""

import contextlib
import random
import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from calendars import load_calendar
from calendars.errors import CalendarError
from definitions import (
    Definition,
    Read,
    event_deadline,
    example_due,
    fields,
    period_ids,
    read_definition,
    structure_values,
)
from definitions.phrases import read_phrase
from definitions.read import understand
from definitions.tree import Listing, Node, Report, Scalar, Table
from definitions.yamltree import read_tree

DATA = Path(__file__).parent / "data"
LIBRARY = Path(__file__).parents[2] / "definitions" / "library"
FILES = {
    "small": DATA / "small.yaml",
    "minimal-en": DATA / "minimal-en.yaml",
    "rich": DATA / "rich.yaml",
    "rich-en": DATA / "rich-en.yaml",
    "library": LIBRARY / "krasnoyarsk-2016.yaml",
}
#: As many definitions are spoilt by one test, so that tests can share the work.
LOT = 50
#: How often the text of a file is spoilt: most of what comes out is no YAML any more, or has keys that nobody knows.
LOTS_OF_TEXT = {"small": 24, "minimal-en": 6, "rich": 1, "rich-en": 1, "library": 1}
#: How often what a file says is spoilt, its YAML left whole: this goes to the checks.
LOTS_OF_VALUES = {"small": 50, "minimal-en": 90, "rich": 14, "rich-en": 8, "library": 5}

ODD = (
    *"\t:,[]{}\"'#&*!|>%@`-?~№=<",
    *("\u00a0", "\u00ad", "\u200b", "\u2028", "\u2212", "\ufeff", "\u0301", "\u0085", "\U0001f4c5", "\r"),
    *("\x00", "\x07", "\udcff", "\u202e"),
    *(
        ": ",
        "- ",
        " #",
        "---",
        "...",
        "[]",
        "{}",
        "''",
        "null",
        "да",
        "yes",
        "0",
        "-1",
        "3.10",
        "12:30:45",
        "1e9",
    ),
    *("9" * 40, "а" * 2000, "[" * 30, "год - 99", "2016-13-45", "0000", "период", "ru+ru-al", "<<: x"),
)
LINE = re.compile("\r\n|[\n\r\u0085\u2028\u2029]")
TOKEN = re.compile(r"\w+|[^\w\s]")

# A text, spoilt ----------------------------------------------------------------------------------------------

Slip = Callable[[random.Random, str], str]


def slip_in_lines(pick: random.Random, text: str) -> str:
    """Delete, double, swap or indent a line, or move it to another place."""
    lines = text.split("\n")
    one, other = pick.randrange(len(lines)), pick.randrange(len(lines))
    match pick.randrange(5):
        case 0:
            del lines[one]
        case 1:
            lines.insert(one, lines[one])
        case 2:
            lines[one], lines[other] = lines[other], lines[one]
        case 3:
            lines[one] = " " * pick.randrange(9) + lines[one].lstrip()
        case _:
            lines.insert(other, lines.pop(one))
    return "\n".join(lines)


def slip_in_tokens(pick: random.Random, text: str) -> str:
    """Delete, double or replace a word or a sign."""
    found = pick.choice(list(TOKEN.finditer(text)) or [re.match("", text)])
    other = pick.choice(TOKEN.findall(text) or [""])
    new = pick.choice(["", found[0] * 2, other, found[0][:-1], found[0].upper()])
    return text[: found.start()] + new + text[found.end() :]


def slip_in_values(pick: random.Random, text: str) -> str:
    """Give a key the value of another, none, or something odd; or give a value another key."""
    lines = text.split("\n")
    keyed = [number for number, line in enumerate(lines) if ":" in line]
    if not keyed:
        return text
    one, other = pick.choice(keyed), pick.choice(keyed)
    key, _, value = lines[one].partition(":")
    other_key, _, other_value = lines[other].partition(":")
    indent = re.match(r"[\s-]*", key)[0]
    lines[one] = pick.choice(
        [
            f"{key}:{other_value}",
            f"{key}:",
            f"{key}: {pick.choice(ODD)}",
            f"{indent}{other_key.lstrip(' -')}:{value}",
            f"{indent}{pick.choice(ODD)}:{value}",
        ]
    )
    return "\n".join(lines)


def slip_of_a_sign(pick: random.Random, text: str) -> str:
    """Put something odd somewhere."""
    at = pick.randrange(len(text) + 1)
    return text[:at] + pick.choice(ODD) + text[at:]


def slip_of_the_end(pick: random.Random, text: str) -> str:
    """Cut the file off, or a piece out of it."""
    start = pick.randrange(len(text) + 1)
    return text[:start] + pick.choice(["", text[start + pick.randrange(200) :]])


SLIPS: tuple[Slip, ...] = (
    slip_in_lines,
    slip_in_tokens,
    slip_in_values,
    slip_in_values,
    slip_of_a_sign,
    slip_of_the_end,
)


@cache
def texts() -> dict[str, str]:
    return {name: path.read_text(encoding="utf-8") for name, path in FILES.items()}


@cache
def tree_of(name: str) -> Table:
    report = Report(name)
    tree = read_tree(texts()[name].encode(), report)
    assert tree is not None
    assert not report.problems
    return tree


def chance(*seed: object) -> random.Random:
    """The same in every run."""
    return random.Random(repr(seed))  # noqa: S311 - chance, not secrecy


def spoilt_text(pick: random.Random, text: str) -> str:
    for _ in range(pick.choice((1, 1, 1, 2, 3))):
        text = pick.choice(SLIPS)(pick, text)
    return text


# What a file says, spoilt ------------------------------------------------------------------------------------


def spoilt_values(pick: random.Random, name: str) -> Table:
    """What a file says, with one to three values or keys changed, left out, or put where they do not belong."""
    nodes, changes = nodes_of(name), {}
    for _ in range(pick.choice((1, 1, 1, 2, 3))):
        found = pick.choice(nodes)
        changes[id(found)] = another(pick, found, nodes)
    return changed(tree_of(name), changes)


@cache
def nodes_of(name: str) -> tuple[Node, ...]:
    return tuple(under(tree_of(name)))


def under(node: Node) -> Iterator[Node]:
    """Everything in a tree but its root: keys, values, lists and tables."""
    inner = node.items if isinstance(node, Listing) else ()
    inner = [part for entry in node.entries for part in entry] if isinstance(node, Table) else inner
    for part in inner:
        yield part
        yield from under(part)


def another(pick: random.Random, node: Node, nodes: tuple[Node, ...]) -> Node | None:
    """Something else in place of a node; None leaves it out."""
    text = node.raw if isinstance(node, Scalar) else "нечто"
    choices = [
        None,
        pick.choice(nodes),
        Scalar(slip_in_tokens(pick, text), node.place),
        Scalar(pick.choice(ODD), node.place),
        Scalar("", node.place, empty=True),
        Listing((node, pick.choice(nodes)), node.place),
        Listing((), node.place),
        Table((), node.place),
    ]
    return pick.choice(choices[:4] if pick.random() < 0.7 else choices)


def changed(node: Node, changes: dict[int, Node | None]) -> Node | None:
    """The tree with the changes; a key that is no longer a text, or has no value, goes with its value."""
    if id(node) in changes:
        return changes[id(node)]
    match node:
        case Listing(items, place):
            return Listing(tuple(new for item in items if (new := changed(item, changes))), place)
        case Table(entries, place):
            pairs = [(changed(key, changes), changed(value, changes)) for key, value in entries]
            kept = {key.text: (key, value) for key, value in pairs if isinstance(key, Scalar) and value}
            return Table(tuple(kept.values()), place)
    return node


# The claims --------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module", autouse=True)
def each_phrase_is_read_once():
    """Most phrases of a spoilt file are those of the good one."""
    with pytest.MonkeyPatch.context() as patch:
        for reader in (fields, structure_values):
            patch.setattr(reader, "read_phrase", cache(read_phrase))
        yield


def lots(of: dict[str, int]) -> list[tuple[str, int]]:
    return [(name, lot) for name, times in of.items() for lot in range(times)]


def test_there_are_ten_thousand():
    assert LOT * (sum(LOTS_OF_TEXT.values()) + sum(LOTS_OF_VALUES.values())) == 10_000


@pytest.mark.parametrize(("name", "lot"), lots(LOTS_OF_TEXT))
def test_a_spoilt_text_is_read_to_the_end(name: str, lot: int):
    for number in range(LOT):
        text = spoilt_text(chance("text", name, lot, number), texts()[name])
        found = read_definition(text.encode("utf-8", "surrogatepass"), "план.yaml")
        assert_told(found, text)


@pytest.mark.parametrize(("name", "lot"), lots(LOTS_OF_VALUES))
def test_spoilt_values_are_read_to_the_end(name: str, lot: int):
    for number in range(LOT):
        tree, report = spoilt_values(chance("values", name, lot, number), name), Report("план.yaml")
        definition = understand(tree, report)
        assert_told(Read(definition, report.in_order()), texts()[name])


def assert_told(found: Read, text: str) -> None:
    """There is a definition or an error; each problem has its place; what was found good gives its dates."""
    failed = any(problem.severity == "error" for problem in found.problems)
    assert (found.definition is None) == failed
    outside = [problem for problem in found.problems if not inside(text, problem.line, problem.column)]
    assert not outside, text
    assert all(str(problem.message) for problem in found.problems)
    if found.definition is not None:
        work_out(found.definition)


def inside(text: str, line: int, column: int) -> bool:
    """Whether a place is in the file; its end counts as a place."""
    lines = LINE.split(text)
    return 1 <= line <= len(lines) and 1 <= column <= len(lines[line - 1]) + 1


def work_out(definition: Definition) -> None:
    """What was found good gives its dates, or says that the calendar does not reach so far."""
    calendar = load_calendar(definition.calendar)
    with contextlib.suppress(CalendarError):
        for event in definition.events:
            for period_id in period_ids(definition, event):
                event_deadline(definition, event, calendar, period_id=period_id, anchor=date(2016, 7, 1))
        for example in definition.examples:
            example_due(definition, example, calendar)
