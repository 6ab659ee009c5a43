"""From the values of a sheet's section to the model."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from definitions.made import kinds, made, optional, without
from definitions.model_sheets import Before, RowsExcepted, RowsFrom, Section, SheetColumn
from definitions.rownames import row_names


def section(values: Mapping[str, Any]) -> Section:
    """Return a section of a sheet."""
    return made(
        Section,
        without(
            values,
            *("section", "subsection", "row_titles", "row_data", "row_headings"),
            *("columns", "rows_from", "excepted", "before_action"),
        ),
        title=values.get("section", ""),
        part=values.get("subsection", ""),
        titles=dict(values.get("row_titles", {})),
        known={name: dict(said) for name, said in values.get("row_data", {}).items()},
        headings={
            name: heading
            for heading, rows in values.get("row_headings", {}).items()
            for name in row_names(rows)
        },
        columns=tuple(_column(one) for one in values.get("columns", ())),
        rows_from=optional(lambda column: made(RowsFrom, column), values.get("rows_from")),
        excepted=tuple(
            made(RowsExcepted, without(one, "periods"), periods=kinds(one["periods"]))
            for one in values.get("excepted", [])
        ),
        before=tuple(
            made(Before, without(one, "name"), action=one["name"].text)
            for one in values.get("before_action", [])
        ),
    )


def _column(values: Mapping[str, Any]) -> SheetColumn:
    return made(
        SheetColumn,
        without(values, "name", "columns"),
        head=values["name"].text,
        columns=tuple(_column(one) for one in values.get("columns", ())),
    )
