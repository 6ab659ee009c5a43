"""The matrix of municipalities × control events: one mark for each case."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rich.table import Table
from rich.text import Text as Styled

from calendars.saying import say
from srok.cli.common import tr
from srok.cli.tables import STYLE
from srok.reports import STATUS, Row
from srok.selection import of_cases

_MARK = {
    "in_time": "●",
    "late": "◐",
    "overdue": "✖",
    "not_due": "·",
    "undated": "?",
    "removed": "–",
    "not_applicable": " ",
}


def matrix(rows: Sequence[Row], title: str) -> Table:
    """Return the matrix: a line for each participant, a column for each event (and agency and period) of theirs."""
    rows = of_cases(rows)
    columns = list(dict.fromkeys(_column(row) for row in rows if row["subject"]))
    subjects = list(dict.fromkeys(row["subject"] for row in rows if row["subject"]))
    cells: dict[tuple[Any, Any], Row] = {(row["subject"], _column(row)): row for row in rows}
    made = Table(title=title, title_justify="left", header_style="bold", padding=(0, 1), show_edge=False)
    made.add_column(tr(say("Whose")))
    for column in columns:
        made.add_column(column, justify="center")
    for subject in subjects:
        made.add_row(subject, *(_cell(cells.get((subject, column))) for column in columns))
    return made


def _column(row: Row) -> str:
    return "\n".join(part for part in (row["event"], row["agency"], row["period"]) if part)


#: What was done without a date ever having been set: nobody can say whether in time.
_DONE_UNDATED = "○"


def _cell(row: Row | None) -> Styled:
    if row is None:
        return Styled("")
    # How late something was when it was taken off the plan would read as a negative number here.
    mark, late = _MARK[row["status"]], row["delay_days"] if row["status"] != "removed" else 0
    if row["status"] == "undated" and row["actual"]:
        mark = _DONE_UNDATED
    return Styled(f"{mark}{late}" if late else mark, STYLE[row["status"]])


def legend() -> str:
    """Explain the marks of the matrix."""
    marks = [f"{mark.strip() or '␣'} {tr(STATUS[name])}" for name, mark in _MARK.items()]
    done = tr(say("done, no date was set"))
    return "  ".join([*marks, f"{_DONE_UNDATED} {done}"])
