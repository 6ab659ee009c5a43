"""The deviation log as a table for superiors: an Excel workbook, a Word document."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TypeAlias

from calendars.saying import Text, say
from srok.cli.common import tr
from srok.cli.picture import Seen
from srok.cli.tables import CAUSE, SLIP, heading, names_shown, planned, stage, with_range
from srok.i18n import current
from srok.office.excel import workbook
from srok.office.sheet import Column, Sheet, Value
from srok.office.word import document
from srok.reports import Row, period_name, standing

#: What is in a column: its head, its width in characters, and the value of a row.
_Made: TypeAlias = tuple[Text, int, Callable[[Row], Value]]


def as_workbook(rows: Sequence[Row], found: Seen, *, group: bool = False) -> bytes:
    """Return rows as an Excel workbook, everything that can be sorted or summed in a column of its own."""
    return workbook(_sheet(rows, found, _groups() if group else [*_log(found), *_rest()]))


def as_document(rows: Sequence[Row], found: Seen, *, group: bool = False) -> bytes:
    """Return rows as a Word document, with the columns that fit on a page."""
    return document(_sheet(rows, found, _groups() if group else _log(found)))


def _sheet(rows: Sequence[Row], found: Seen, columns: Sequence[_Made]) -> Sheet:
    return Sheet(
        found.cycle.definition.title,
        tr(heading(found.view.today, found.known)),
        [Column(tr(head), width) for head, width, _ in columns],
        [[value(row) for _, _, value in columns] for row in rows],
    )


def _log(found: Seen) -> list[_Made]:
    titles = {key.event: found.cycle.event_of(key).title for key in found.view.cases}
    return [
        (say("No"), 7, lambda row: row["event"]),
        (say("Event"), 40, lambda row: titles[row["event"]]),
        (say("Whose"), 22, _whose),
        (say("Stage"), 18, stage),
        (say("Responsible"), 22, lambda row: row["responsible"]),
        (say("Planned"), 11, lambda row: _day(planned(row))),
        (say("Due"), 11, lambda row: _day(row["due"])),
        (say("Actual"), 11, lambda row: _day(row["actual"])),
        (say("Status"), 15, lambda row: tr(standing(row))),
        (say("Delay, days"), 10, lambda row: row["delay_days"] or None),
        (say("Delay, working days"), 10, lambda row: row["delay_working_days"] or None),
        (say("Cause"), 15, lambda row: tr(CAUSE[row["delay_cause"]]) if row["delay_cause"] else None),
        (say("Reason"), 25, lambda row: row["reason"]),
    ]


def _rest() -> list[_Made]:
    return [
        (say("In whose hands"), 22, lambda row: row["holder"]),
        (say("State"), 18, lambda row: row["state"]),
        (
            say("Planned now"),
            11,
            lambda row: _day(row["planned"] if row["planned"] != planned(row) else None),
        ),
        (say("Target"), 11, lambda row: _day(row["target"])),
        (say("Forecast"), 11, lambda row: _day(row["forecast"])),
        (say("Moved by, days"), 10, lambda row: row["slip_days"] or None),
        (say("Why moved"), 15, lambda row: tr(SLIP[row["slip_cause"]]) if row["slip_cause"] else None),
        (say("Own delay, days"), 10, lambda row: row["delay_own_days"] or None),
        (say("Inherited delay, days"), 10, lambda row: row["delay_inherited_days"] or None),
        (say("Delay in other hands, days"), 10, lambda row: row["delay_others_days"] or None),
        (
            say("With whom that was"),
            22,
            lambda row: ", ".join(one["holder"] for one in row["in_other_hands"]),
        ),
        (say("Later than planned, days"), 10, lambda row: row["delay_planned_days"] or None),
        (say("Held, working days"), 10, lambda row: row["held_working_days"]),
        (say("Does not count"), 25, lambda row: row["conflict"]),
    ]


def _groups() -> list[_Made]:
    return [
        (say("No"), 7, lambda row: row["event"]),
        (say("Stage"), 18, stage),
        (say("Status"), 15, lambda row: tr(standing(row))),
        (say("Cause"), 15, lambda row: tr(CAUSE[row["delay_cause"]]) if row["delay_cause"] else None),
        (say("In whose hands"), 22, lambda row: row["holder"]),
        (say("Cases"), 8, lambda row: row["rows"]),
        (say("Participants"), 8, lambda row: row["participants"]),
        (say("Delay, working days"), 10, lambda row: with_range(row, "delay_working_days")),
        (say("Who"), 70, lambda row: names_shown(row["names"], len(row["names"]))),
    ]


def _whose(row: Row) -> str | None:
    parts = (row["subject"], row["agency"], period_name(row["period"], current()))
    return " / ".join(part for part in parts if part) or None


def _day(day: str | None) -> date | None:
    return date.fromisoformat(day) if day else None
