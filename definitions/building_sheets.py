"""From the values of a sheet's section to the model."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from definitions.made import kinds, made, optional, without
from definitions.model_sheets import Before, RowsExcepted, RowsFrom, Section


def section(values: Mapping[str, Any]) -> Section:
    """Return a section of a sheet."""
    return made(
        Section,
        without(values, "section", "rows_from", "excepted", "before_action"),
        title=values.get("section", ""),
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
