"""What lies inside one case, as tables: the rows of its sheet, or the answers of its survey. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from definitions import ADDRESSEE
from srok.reports import Row
from workflow import Answer, Case, Cycle, Mark, SheetRow, arrived, counted_on


def sheet_rows(cycle: Cycle, case: Case) -> list[Row]:
    """Return one row a line of the sheet, by sections (days in ISO, None for what it does not have).

    `data` has everything that may be given with an act on it, None where nothing has been.
    """
    home = cycle.home(case.key)
    sections = home.event(case.key.event).sheet
    rows = sorted(case.sheet.values(), key=lambda row: sections.index(row.section))
    return [_sheet_row(home, case, row) for row in rows]


def _sheet_row(cycle: Cycle, case: Case, row: SheetRow) -> Row:
    last = row.marks[-1] if row.marks else None
    came = row_came(cycle, case, row, last) if last else None
    needed = {name: None for move in cycle.machines[row.section.flow].flow.transitions for name in move.needs}
    return {
        "section": row.section.title or None,
        "subsection": row.section.part or None,
        "row": row.name,
        "wording": row.wording or None,
        "state": row.state,
        "since": row.since.isoformat() if last else None,
        "counted_on": came[1].isoformat() if came else None,
        "actor": (last.actor or None) if last else None,
        "comment": row.comment or None,
        "known": dict(row.section.known.get(row.name, {})),
        "data": {**needed, **row.data},
        "entry": last.entry if last else None,
    }


def row_came(cycle: Cycle, case: Case, row: SheetRow, mark: Mark) -> tuple[date, date] | None:
    """Return the day of an act on a row, and the one as of which it counts: after the hour, the next working day.

    What is for the addressee comes with the sheet; None: it has not. `cycle` is the one that the case is at home in.
    """
    event = cycle.event(case.key.event)
    came = arrived(cycle, case, row, mark)
    if came is None:
        return None
    held = cycle.machines[row.section.flow].flow.state(mark.state).holder
    on, at = came
    counted = counted_on(cycle, event, case.key, on, at) if held in (ADDRESSEE, *event.to) else on
    return on, counted or on


def answer_rows(cycle: Cycle, case: Case) -> list[Row]:
    """Return one row for each participant who is asked about, in order.

    Who gave no answer has None under each name in `data`, and in `unanswered` what the definition says of such.
    """
    survey = cycle.home(case.key).event(case.key.event).survey
    if survey is None:
        return []
    return [
        _answer_row(name, answer, survey.answers, survey.unanswered) for name, answer in case.answers.items()
    ]


def _answer_row(name: str, answer: Answer | None, asked: Iterable[str], unanswered: str) -> Row:
    return {
        "participant": name,
        "on": answer.on.isoformat() if answer else None,
        "unanswered": None if answer else unanswered,
        "actor": (answer.actor or None) if answer else None,
        "comment": (answer.note or None) if answer else None,
        "data": {**dict.fromkeys(asked), **(answer.data if answer else {})},
        "entry": answer.entry if answer else None,
    }


def in_columns(rows: Iterable[Row]) -> list[Row]:
    """Return rows without tables inside: what is given by name stands in columns of those names."""
    found = [
        {
            **{name: value for name, value in row.items() if name not in ("known", "data")},
            **row.get("known", {}),
            **row["data"],
        }
        for row in rows
    ]
    columns: dict[str, Any] = {name: None for row in found for name in row}
    return [{**columns, **row} for row in found]
