"""A plan's tables written down as a definition to edit: the plan's words kept, nothing guessed, nothing dropped."""

from __future__ import annotations

from dataclasses import dataclass

from calendars.errors import InputError
from calendars.saying import Catalog, Text, say
from definitions.draft_rows import own_texts, sort_rows
from definitions.draft_source import Cell, Grid, GridRow, Source
from definitions.draft_term import term_of
from definitions.draft_write import DECIDE, write
from definitions.read import read_definition
from definitions.tree import clean

__all__ = ["Cell", "Draft", "Grid", "GridRow", "Source", "draft"]


@dataclass(frozen=True)
class Draft:
    """A definition to edit (`text`, YAML with Russian keys) and what became of the plan's rows."""

    text: str
    rows: int
    events: int
    understood: int
    joined: int
    skipped: tuple[Text, ...]
    doubts: tuple[Text, ...]


def draft(source: Source, catalog: Catalog) -> Draft:
    """Write a definition from a plan's tables, its comments in the language of `catalog`.

    What a person has to decide is left empty and marked; so is what `read_definition` refuses: the mark says why.
    Raises InputError when no table looks like a plan.
    """
    found = sort_rows(source)
    if not found.items:
        raise InputError(_no_plan(source))
    return Draft(
        _marked(write(source, found, catalog), catalog),
        found.rows,
        len(found.items),
        sum(term_of(item.parts).is_understood for item in found.items),
        found.joined,
        tuple(_skipped(grid) for grid in found.skipped),
        (*source.doubts, *found.doubts),
    )


_NO_PLAN = say(
    "no table of a plan was found: its header must name the events («Мероприятия») and their terms («Срок»), and "
    "rows must follow it"
)


def _no_plan(source: Source) -> Text:
    if not source.grids:
        return _NO_PLAN
    seen = tuple(_skipped(grid) for grid in source.grids[:5])
    return say("{why}; found here: {tables}", why=_NO_PLAN, tables=seen)


def _skipped(grid: Grid) -> Text:
    first = next((texts for row in grid.rows if (texts := own_texts(row))), [])
    cells = " | ".join(text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…" for text in first[:4])
    return say("{table} (begins: {cells})", table=grid.name, cells=cells)


_SHOWN = 40


def _marked(text: str, catalog: Catalog) -> str:
    """Put above each line that `srok check` would refuse a comment that says why, unless it is marked already."""
    mark = f"# {DECIDE.render(catalog)}:"
    lines = text.split("\n")
    problems = [
        problem for problem in read_definition(text.encode(), "").problems if problem.severity == "error"
    ]
    for problem in reversed(problems):
        at = problem.line - 1
        if at < 0 or mark in lines[at]:
            continue
        indent = len(lines[at]) - len(lines[at].lstrip(" "))
        why = clean(problem.message.render(catalog))
        lines.insert(at, f"{' ' * indent}{mark} {why}")
    return "\n".join(lines)
