"""`srok report`: a report in the form that the definition gives it, on the screen or as a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated

import typer
from rich.table import Table

from calendars.errors import InputError, UsageError
from calendars.saying import Text, say
from definitions import ReportForm, unknown
from srok.cli.common import as_json, out, read_date, tell, to_csv, tr
from srok.cli.opened import CycleName
from srok.cli.output import Output, write
from srok.cli.picture import AsOf, KnownOn, Seen, look
from srok.deviations import deviation_rows
from srok.dossier import data_of
from srok.forms import Cell, form_rows
from srok.i18n import current
from srok.office.excel import workbook
from srok.office.sheet import Column, Sheet, shown
from srok.office.word import document
from srok.reports import Row
from srok.selection import chosen, names_of, of_cases
from workflow import CaseKey, Entry

_FORMATS = ("table", "json", "csv", "xlsx", "docx")
_WIDEST, _NARROWEST = 45, 6


def report(
    cycle: CycleName,
    name: Annotated[
        str | None,
        typer.Argument(metavar="REPORT", help="Which report; else their names are told.", show_default=False),
    ] = None,
    as_of: AsOf = None,
    known_on: KnownOn = None,
    participant: Annotated[
        str | None, typer.Option("--participant", metavar="P", help="Only of this one.")
    ] = None,
    since: Annotated[
        str | None,
        typer.Option("--since", metavar="DATE", help="Only what is planned for that day or later."),
    ] = None,
    style: Annotated[
        str, typer.Option("--format", metavar="|".join(_FORMATS), help="How to print.")
    ] = "table",
    output: Output = None,
) -> None:
    """A report in the form that the definition gives it."""
    if style not in _FORMATS:
        raise UsageError(say("“{given}” is none of: {names}", given=style, names=_FORMATS))
    begins = None if since is None else read_date(since)
    found = look(cycle, as_of, known_on)
    forms = {form.name: form for form in found.cycle.definition.reports}
    if name is None:
        tell(*_names(found.cycle.definition.reports))
        return
    if name not in forms:
        raise InputError(unknown("report", name, forms))
    form = forms[name]
    cases = [row for row in _cases(found, participant) if _is_planned(row, begins)]
    sheet = _sheet(form, form_rows(form, found.view, cases, current()), _heading(found, begins))
    if style == "table" and output is None:
        _print(sheet)
    else:
        write(_made(sheet, style), output)


def _names(forms: Sequence[ReportForm]) -> list[Text]:
    if not forms:
        return [
            say("The definition of this cycle has no reports of its own; planned and actual: srok deviations")
        ]
    return [say("{name}: {title}", name=form.name, title=form.title or form.name) for form in forms]


def _cases(found: Seen, participant: str | None) -> list[Row]:
    """Return the log of the cases, each with the title of its event and what was given with its acts."""
    if participant is not None and participant not in found.cycle.everyone:
        raise InputError(unknown("participant", participant, found.cycle.everyone))
    names = names_of(found.cycle, participant) if participant else ()
    rows = chosen(of_cases(deviation_rows(found.view, current())), names=names)
    entries: dict[CaseKey, list[Entry]] = {}
    for entry in found.entries:
        if entry.case is not None:
            entries.setdefault(entry.case, []).append(entry)
    return [{**row, **_further(found, _key(row), entries)} for row in rows]


def _is_planned(row: Row, begins: date | None) -> bool:
    return begins is None or (row["planned"] is not None and row["planned"] >= begins.isoformat())


def _key(row: Row) -> CaseKey:
    return CaseKey(row["event"], row["subject"] or "", row["agency"] or "", row["period"] or "")


def _further(found: Seen, key: CaseKey, entries: Mapping[CaseKey, list[Entry]]) -> Row:
    case = found.view.cases[key]
    return {
        "title": found.cycle.event_of(key).title,
        "data": data_of(found.view, case, entries.get(key, ())),
        "answers": {name: answer.data for name, answer in case.answers.items() if answer is not None},
    }


def _sheet(form: ReportForm, rows: list[list[Cell]], heading: Text) -> Sheet:
    columns = [
        Column(column.head, _width(column.head, [row[place] for row in rows]))
        for place, column in enumerate(form.columns)
    ]
    return Sheet(form.title or form.name, tr(heading), columns, rows)


def _width(head: str, values: Sequence[Cell]) -> int:
    """Return how wide a column is: its values on one line if that is not too wide, and no word of its head broken."""
    longest = max((len(shown(value)) for value in values), default=0)
    word = max(map(len, head.split()), default=0)
    return min(_WIDEST, max(_NARROWEST, longest, word) + 1)


def _heading(found: Seen, begins: date | None) -> Text:
    day = say("As of {day}", day=found.view.today)
    if found.known is not None:
        day = say("As of {day}, by what was known on {known}", day=found.view.today, known=found.known)
    return say("{day}; planned since {begins}", day=day, begins=begins) if begins else day


def _print(sheet: Sheet) -> None:
    made = Table(
        title=f"{sheet.title}\n{sheet.note}", title_justify="left", header_style="bold", show_lines=True
    )
    for column in sheet.columns:
        made.add_column(column.header)
    for row in sheet.rows:
        made.add_row(*map(shown, row))
    out().print(made)


def _made(sheet: Sheet, style: str) -> str | bytes:
    heads = [column.header for column in sheet.columns]
    match style:
        case "xlsx":
            return workbook(sheet)
        case "docx":
            return document(sheet)
        case "csv":
            return to_csv(
                {head: _plain(cell) for head, cell in zip(heads, row, strict=True)} for row in sheet.rows
            )
        case "json":
            rows = [{head: _plain(cell) for head, cell in zip(heads, row, strict=True)} for row in sheet.rows]
            return as_json({"title": sheet.title, "note": sheet.note, "rows": rows})
        case _:
            raise InputError(say("a table is for the screen: give --format csv, json, xlsx or docx"))


def _plain(cell: Cell) -> str | int | float | None:
    return cell.isoformat() if isinstance(cell, date) else cell
