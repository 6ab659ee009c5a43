"""`srok deviations`: planned against actual, whole or in part: who is late, by how much, and why."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from calendars.errors import InputError
from calendars.saying import say
from definitions import unknown
from srok.cli.common import as_json, tell, to_csv
from srok.cli.exports import as_document, as_workbook
from srok.cli.opened import CycleName
from srok.cli.picture import AsOf, KnownOn, Seen, look
from srok.cli.tables import print_deviations, print_groups, print_late
from srok.deviations import deviation_rows
from srok.i18n import current
from srok.reports import Row
from srok.selection import chosen, flat, grouped, latest_first, names_of


class DeviationsFormat(StrEnum):
    """How `srok deviations` prints."""

    table = "table"
    json = "json"
    csv = "csv"
    xlsx = "xlsx"
    docx = "docx"


class StatusName(StrEnum):
    """How a row may stand."""

    in_time = "in_time"
    late = "late"
    overdue = "overdue"
    not_due = "not_due"
    undated = "undated"
    removed = "removed"
    not_applicable = "not_applicable"


def deviations(
    cycle: CycleName,
    as_of: AsOf = None,
    known_on: KnownOn = None,
    late: Annotated[
        bool, typer.Option("--late", help="What is overdue now, the latest first, and in whose hands it is.")
    ] = False,
    event: Annotated[str | None, typer.Option("--event", metavar="N", help="Only this event.")] = None,
    participant: Annotated[
        str | None, typer.Option("--participant", metavar="P", help="Only of this one.")
    ] = None,
    status: Annotated[
        list[StatusName] | None, typer.Option("--status", help="Only rows that stand so; may be repeated.")
    ] = None,
    group: Annotated[
        bool, typer.Option("--group", help="One line for each deviation: how many have it, and who.")
    ] = False,
    style: Annotated[
        DeviationsFormat, typer.Option("--format", help="How to print.")
    ] = DeviationsFormat.table,
    output: Annotated[
        Path | None, typer.Option("--output", metavar="FILE", help="Write to this file.")
    ] = None,
) -> None:
    """The deviation log: planned against actual."""
    found = look(cycle, as_of, known_on)
    _check_known(found, event, participant)
    rows = chosen(
        deviation_rows(found.view, current()),
        event=event,
        names=names_of(found.cycle, participant) if participant else (),
        statuses=["overdue"] if late and not status else status or (),
    )
    rows = latest_first(rows) if late else rows
    rows = grouped(rows) if group else rows
    if style is DeviationsFormat.table and output is None:
        _print(rows, found, late=late, group=group)
    else:
        _write(_made(rows, found, style, group=group), output)


def _check_known(found: Seen, event: str | None, participant: str | None) -> None:
    numbers = dict.fromkeys(key.event for key in found.view.cases)
    if event is not None and event not in numbers:
        raise InputError(unknown("event", event, numbers))
    if participant is not None and participant not in found.cycle.everyone:
        raise InputError(unknown("participant", participant, found.cycle.everyone))


def _print(rows: Sequence[Row], found: Seen, *, late: bool, group: bool) -> None:
    today = found.view.today
    if group:
        print_groups(rows, today, found.known)
    elif late:
        print_late(rows, today, found.known)
    else:
        print_deviations(rows, today, found.known)


def _made(rows: Sequence[Row], found: Seen, style: DeviationsFormat, *, group: bool) -> str | bytes:
    match style:
        case DeviationsFormat.xlsx:
            return as_workbook(rows, found, group=group)
        case DeviationsFormat.docx:
            return as_document(rows, found, group=group)
        case DeviationsFormat.csv:
            return to_csv(map(flat, rows))
        case DeviationsFormat.json:
            return as_json(list(rows))
        case DeviationsFormat.table:
            raise InputError(say("a table is for the screen: give --format csv, json, xlsx or docx"))


def _write(made: str | bytes, output: Path | None) -> None:
    """Write to a file; what only a program can open is not poured onto the screen."""
    if output is not None:
        output.write_bytes(made if isinstance(made, bytes) else made.encode("utf-8-sig"))
        tell(say("Written to {file}", file=str(output)))
    elif isinstance(made, bytes) and sys.stdout.isatty():
        raise InputError(say("this is a file for an office program: name it with --output FILE"))
    else:
        typer.echo(made, nl=False)
