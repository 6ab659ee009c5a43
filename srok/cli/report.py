"""`srok report`: a report in the form that the definition gives it, on the screen or as a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated

import typer

from calendars.errors import InputError, UsageError
from calendars.saying import Text, say
from definitions import ReportForm, filled, unknown
from srok.cli.as_sheet import FORMATS, columns_of, made_of, print_sheet
from srok.cli.common import read_date, tell, tr
from srok.cli.opened import CycleName
from srok.cli.output import Output, write
from srok.cli.picture import AsOf, KnownOn, Seen, as_of_day, look
from srok.deviations import deviation_rows
from srok.dossier import acts_of, data_of
from srok.forms import Cell, form_rows, measured
from srok.i18n import current
from srok.office.sheet import Sheet
from srok.reports import Row, iso
from srok.selection import chosen, names_of, of_cases
from workflow import CaseKey, Entry


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
        str, typer.Option("--format", metavar="|".join(FORMATS), help="How to print.")
    ] = "table",
    output: Output = None,
) -> None:
    """A report in the form that the definition gives it."""
    if style not in FORMATS:
        raise UsageError(say("“{given}” is none of: {names}", given=style, names=FORMATS))
    begins = None if since is None else read_date(since)
    found = look(cycle, as_of, known_on)
    forms = {form.name: form for form in found.cycle.definition.reports}
    if name is None:
        tell(*_names(found.cycle.definition.reports, found.view.today))
        return
    if name not in forms:
        raise InputError(unknown("report", name, forms))
    form = forms[name]
    if begins is not None:
        _check_counts(form)
    cases = [row for row in _cases(found, form, participant) if _is_planned(row, begins)]
    sheet = _sheet(
        form, form_rows(form, found.view, cases, current()), _heading(found, begins), found.view.today
    )
    if style == "table" and output is None:
        print_sheet(sheet)
    else:
        write(made_of(sheet, style), output)


def _names(forms: Sequence[ReportForm], day: date) -> list[Text]:
    if not forms:
        return [
            say("The definition of this cycle has no reports of its own; planned and actual: srok deviations")
        ]
    return [say("{name}: {title}", name=form.name, title=_title(form, day)) for form in forms]


def _cases(found: Seen, form: ReportForm, participant: str | None) -> list[Row]:
    """Return the log of the cases, each with the title of its event and what was given with its acts."""
    if participant is not None and participant not in found.cycle.everyone:
        raise InputError(unknown("participant", participant, found.cycle.everyone))
    names = names_of(found.cycle, participant) if participant else ()
    rows = chosen(of_cases(deviation_rows(measured(form, found.view), current())), names=names)
    entries: dict[CaseKey, list[Entry]] = {}
    for entry in found.entries:
        if entry.case is not None:
            entries.setdefault(entry.case, []).append(entry)
    people = _people(found)
    return [{**row, **_further(found, _key(row), entries), "people": people} for row in rows]


def _people(found: Seen) -> dict[str, list[tuple[str, str]]]:
    """Return who was appointed, by role: for whom, and who; the event that appoints knows them all."""
    by = {role.name: role.appointed.event for role in found.cycle.definition.roles if role.appointed}
    return {
        role: [
            (one.whom, one.person.name)
            for key, case in found.view.cases.items()
            if key.event == number
            for one in case.people.get(role, ())
        ]
        for role, number in by.items()
    }


def _is_planned(row: Row, begins: date | None) -> bool:
    return begins is None or (row["planned"] is not None and row["planned"] >= begins.isoformat())


def _check_counts(form: ReportForm) -> None:
    """Refuse to leave out cases by their planned day where that blanks what stands in the row of a participant."""
    numbers = any(column.count or column.total or column.times for column in form.columns)
    if form.for_each is not None and not form.lines and not numbers:
        raise InputError(
            say(
                "“{name}” tells how each participant stands, also of what has no planned date: --since would blank "
                "that. Leave --since out; it is for reports that count or list",
                name=form.name,
            )
        )


def _key(row: Row) -> CaseKey:
    return CaseKey(row["event"], row["subject"] or "", row["agency"] or "", row["period"] or "")


def _further(found: Seen, key: CaseKey, entries: Mapping[CaseKey, list[Entry]]) -> Row:
    case, own = found.view.cases[key], entries.get(key, ())
    return {
        "title": found.cycle.event_of(key).title,
        "planned_now": iso(case.deadline.planned),
        "removed": case.removed,
        "data": data_of(found.view, case, own),
        "acts": acts_of(found.view, case, own),
        "answers": {name: answer.data for name, answer in case.answers.items() if answer is not None},
    }


def _sheet(form: ReportForm, rows: list[list[Cell]], heading: Text, day: date) -> Sheet:
    columns = columns_of([column.head for column in form.columns], rows)
    footnotes = [_in_words(note, day) for note in form.footnotes]
    return Sheet(_title(form, day), tr(heading), columns, rows, footnotes)


def _title(form: ReportForm, day: date) -> str:
    return _in_words(form.title or form.name, day)


def _in_words(text: str, day: date) -> str:
    """Return a title or a footnote with the day of the report, and its quarter, where these stand in braces."""
    quarter = tr(_QUARTERS[(day.month - 1) // 3])
    return filled(text, {"day": f"{day:%d.%m.%Y}", "quarter": quarter})


_QUARTERS = (
    say("of the first quarter"),
    say("of the second quarter"),
    say("of the third quarter"),
    say("of the fourth quarter"),
)


def _heading(found: Seen, begins: date | None) -> Text:
    day = as_of_day(found)
    return say("{day}; planned since {begins}", day=day, begins=begins) if begins else day
