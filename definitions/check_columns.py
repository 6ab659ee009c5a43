"""What must hold for the columns of a sheet on paper: each says one thing, which the rows have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from calendars.saying import say
from definitions.check_names import Parts, Values

#: Told of a column that says nothing, or several things at once.
COLUMN_SAYS = say("say of this column in one of the keys what stands in it: {keys}")
_TOLD = ("show", "data", "state", "columns")


def check_columns(sections: Iterable[Values], parts: Parts) -> None:
    """Report each column that says nothing, or something that no row of its table has."""
    tables: dict[str, list[Values]] = {}
    for section in sections:
        tables.setdefault(section.get("section", ""), []).append(section)
    for together in tables.values():
        for section in together:
            for column in _each(section.get("columns", ())):
                _check_column(column, together, parts)


def _each(columns: Iterable[Values]) -> Iterator[Values]:
    for column in columns:
        yield column
        yield from _each(column.get("columns", ()))


def _check_column(column: Values, sections: Iterable[Values], parts: Parts) -> None:
    if not parts.exactly_one(column, _TOLD, COLUMN_SAYS):
        return
    flows = [flow for section in sections if (flow := parts.flow_of(section))]
    given = [name for flow in flows for move in flow.get("transitions", ()) for name in move.get("needs", {})]
    known = [name for section in sections for said in section.get("row_data", {}).values() for name in said]
    parts.one_of("column", column.get("data", ()), dict.fromkeys([*given, *known]))
    states = [state["name"].text for flow in flows for state in flow.get("states", ())]
    parts.one_of("state", [column.get("state")], dict.fromkeys(states))
