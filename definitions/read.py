"""The front door for a file: bytes in, a `Definition` and every problem out."""

from __future__ import annotations

from dataclasses import dataclass

from calendars.errors import Problem
from definitions.building import build
from definitions.check import check
from definitions.language import CYCLE
from definitions.model import Definition
from definitions.shapes import Context, language_of, table
from definitions.shared import add_shared_flows
from definitions.tree import Report, Table
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
    definition = understand(tree, report) if tree is not None else None
    return Read(definition, report.in_order())


def understand(tree: Table, report: Report) -> Definition | None:
    """Return the definition that a tree of values is; None where it has errors, which the report then tells."""
    context = Context(report, language_of(tree))
    values = table(CYCLE)(tree, context)
    add_shared_flows(values, context)
    check(values, context)
    return None if report.failed else build(values)
