"""`srok deviations`: planned against actual, whole or in part: who is late, by how much, and why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from calendars.errors import InputError, UsageError
from calendars.saying import Text, say
from definitions import unknown
from srok.cli.common import as_json, to_csv, tr
from srok.cli.exports import as_document, as_workbook
from srok.cli.opened import CycleName
from srok.cli.output import Output, write
from srok.cli.picture import AsOf, KnownOn, Seen, look
from srok.cli.tables import print_deviations, print_groups, print_late
from srok.deviations import deviation_rows
from srok.i18n import current
from srok.reports import NO_TERM, STATUS, Row
from srok.selection import chosen, flat, grouped, latest_first, names_of

_FORMATS = ("table", "json", "csv", "xlsx", "docx")


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
        list[str] | None,
        typer.Option("--status", metavar="|".join(STATUS), help="Only rows that stand so; may be repeated."),
    ] = None,
    group: Annotated[
        bool, typer.Option("--group", help="One line for each deviation: how many have it, and who.")
    ] = False,
    style: Annotated[
        str, typer.Option("--format", metavar="|".join(_FORMATS), help="How to print.")
    ] = "table",
    output: Output = None,
) -> None:
    """The deviation log: planned against actual."""
    if style not in _FORMATS:
        raise UsageError(_choice(style, _FORMATS))
    statuses = [_status(text) for text in status or ()]
    found = look(cycle, as_of, known_on)
    _check_known(found, event, participant)
    rows = chosen(
        deviation_rows(found.view, current()),
        event=event,
        names=names_of(found.cycle, participant) if participant else (),
        statuses=["overdue"] if late and not statuses else statuses,
    )
    rows = latest_first(rows) if late else rows
    rows = grouped(rows) if group else rows
    if style == "table" and output is None:
        _print(rows, found, late=late, group=group)
    else:
        write(_made(rows, found, style, group=group), output)


def _status(text: str) -> str:
    """Read how rows stand: as scripts name it, or in the words of the table."""
    for name, words in (*STATUS.items(), ("undated", NO_TERM)):
        if text.strip().casefold() in (name, tr(words).casefold(), str(words).casefold()):
            return name
    raise UsageError(_choice(text, [f"{name} ({tr(words)})" for name, words in STATUS.items()]))


def _choice(given: str, known: Sequence[str]) -> Text:
    return say("“{given}” is none of: {names}", given=given, names=tuple(known))


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


def _made(rows: Sequence[Row], found: Seen, style: str, *, group: bool) -> str | bytes:
    match style:
        case "xlsx":
            return as_workbook(rows, found, group=group)
        case "docx":
            return as_document(rows, found, group=group)
        case "csv":
            return to_csv(map(flat, rows))
        case "json":
            return as_json(list(rows))
        case _:
            raise InputError(say("a table is for the screen: give --format csv, json, xlsx or docx"))
