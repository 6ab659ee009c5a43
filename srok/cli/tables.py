"""Reports as tables for people: the deviation log and the matrix of municipalities × control events."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from rich.table import Table
from rich.text import Text as Styled

from calendars.saying import Text, say, say_many
from srok.cli.common import due_shown, out, shown, table, tell, tr
from srok.i18n import current
from srok.reports import Row, whose

STATUS: dict[str, Text] = {
    "in_time": say("in time"),
    "late": say("late"),
    "overdue": say("overdue"),
    "not_due": say("not due yet"),
    "undated": say("no date yet"),
    "removed": say("removed from control"),
    "not_applicable": say("does not apply"),
}
CAUSE: dict[str, Text] = {"own": say("own"), "inherited": say("inherited")}
_STYLE = {
    "in_time": "green",
    "late": "yellow",
    "overdue": "bold red",
    "not_due": "",
    "undated": "dim",
    "removed": "dim",
    "not_applicable": "dim",
}
_MARK = {
    "in_time": "●",
    "late": "◐",
    "overdue": "✖",
    "not_due": "·",
    "undated": "?",
    "removed": "–",
    "not_applicable": " ",
}


def print_deviations(rows: Sequence[Row], today: date, known: date | None = None) -> None:
    """Print the rows as a table and, below it, what does not fit; `known` is the day whose knowledge it shows."""
    out().print(_deviations_table(rows, _heading(today, known)))
    for row in rows:
        if row["conflict"]:
            case = " / ".join(part for part in (row["event"], whose(row, current())) if part)
            tell(say("! {case}: does not count: {conflict}", case=case, conflict=row["conflict"]))


def _heading(today: date, known: date | None) -> Text:
    if known is None:
        return say("Planned against actual as of {day}", day=today)
    return say("Planned against actual as of {day}, by what was known on {known}", day=today, known=known)


def _deviations_table(rows: Sequence[Row], heading: Text) -> Table:
    columns = (
        say("No"),
        say("Whose"),
        say("Responsible"),
        say("State"),
        say("Status"),
        say("Planned"),
        say("Due"),
        say("Actual"),
        say("Delay"),
        say("Cause"),
    )
    made = table(tr(heading), columns, ())
    for row in rows:
        made.add_row(
            f"{row['event']} !" if row["conflict"] else row["event"],
            whose(row, current()) or "—",
            row["responsible"],
            row["state"],
            Styled(tr(STATUS[row["status"]]), _STYLE[row["status"]]),
            shown(row["planned"]),
            due_shown(row),
            shown(row["actual"]),
            delay(row),
            tr(CAUSE[row["delay_cause"]]) if row["delay_cause"] else "",
        )
    return made


def delay(row: Row) -> str:
    """Say how late a row is, in calendar and in working days."""
    if not row["delay_days"]:
        return ""
    days = say_many("{number} day", "{number} days", row["delay_days"])
    return tr(say("{days} ({working} working)", days=days, working=row["delay_working_days"]))


def matrix(rows: Sequence[Row], title: str) -> Table:
    """Return the matrix: a line for each participant, a column for each event (and agency and period) of theirs."""
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
    mark, late = _MARK[row["status"]], row["delay_days"]
    if row["status"] == "undated" and row["actual"]:
        mark = _DONE_UNDATED
    return Styled(f"{mark}{late}" if late else mark, _STYLE[row["status"]])


def legend() -> str:
    """Explain the marks of the matrix."""
    marks = [f"{mark.strip() or '␣'} {tr(STATUS[name])}" for name, mark in _MARK.items()]
    done = tr(say("done, no date was set"))
    return "  ".join([*marks, f"{_DONE_UNDATED} {done}"])
