"""`srok sheet`: the rows inside one case: what is returned and what approved, who has answered and who has not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Annotated

import typer

from calendars.errors import InputError
from calendars.saying import Text, say
from definitions import as_day, as_of_day
from srok.cli.case_parts import passed
from srok.cli.common import (
    AgencyName,
    PeriodName,
    out,
    print_json,
    shown,
    table,
    tell,
    to_csv,
    tr,
)
from srok.cli.opened import CycleName
from srok.cli.output import Output, write
from srok.cli.picture import AsOf, KnownOn, Seen, look
from srok.dossier import passed_on
from srok.i18n import current
from srok.office.word import printed
from srok.paper import paper
from srok.reports import Row, parts_of, whose
from srok.selection import flat
from srok.sheets import answer_rows, in_columns, sheet_rows
from workflow import Case, CaseKey, Cycle, Wish, case_of

EventNumber = Annotated[
    str, typer.Argument(metavar="EVENT", help="The number of the event.", show_default=False)
]


class SheetFormat(StrEnum):
    """How `srok sheet` prints."""

    table = "table"
    json = "json"
    csv = "csv"
    docx = "docx"


def sheet(
    cycle: CycleName,
    event: EventNumber,
    participant: Annotated[str, typer.Option("--participant", help="Whose row.")] = "",
    agency: AgencyName = "",
    period: PeriodName = "",
    as_of: AsOf = None,
    known_on: KnownOn = None,
    style: Annotated[SheetFormat, typer.Option("--format", help="How to print.")] = SheetFormat.table,
    output: Output = None,
) -> None:
    """The rows of a sheet, or the answers of a survey: who has answered, what is returned."""
    wish = Wish(event, "", participant, agency=agency, period=period)
    seen = look(cycle, as_of, known_on, wish)
    view = seen.view
    found, key = view.cycle, case_of(view.cycle, wish)
    case = view.cases[key]
    survey = found.event(key.event).survey
    if survey is None and not found.event(key.event).sheet:
        raise InputError(say("event {event} has neither a sheet nor a survey", event=key.event))
    if style is SheetFormat.docx:
        write(_on_paper(seen, key), output)
        return
    rows = answer_rows(found, case) if survey else sheet_rows(found, case)
    if style is SheetFormat.json:
        print_json(rows)
    elif style is SheetFormat.csv:
        write(to_csv(map(flat, in_columns(rows))), output)
    else:
        (_print_answers if survey else _print_rows)(rows, _title(key))
        tell(*_answered(found, case, rows) if survey else ())
        tell(*(passed({"from": old, "to": new}) for old, new in passed_on(found, key)))
        for conflict in case.conflicts:
            tell(say("! entry {number} does not count: {why}", number=conflict.entry, why=conflict.why))


def _on_paper(seen: Seen, key: CaseKey) -> bytes:
    """Return the sheet as the form that is signed: the answers of a survey have none."""
    found, case = seen.view.cycle, seen.view.cases[key]
    if not case.sheet and found.event(key.event).survey:
        raise InputError(
            say("event {event} is a survey: as a document there is only a sheet", event=key.event)
        )
    whose_sheet = whose(parts_of(key), current()) or ""
    return printed(paper(found, case, whose_sheet, seen.view.today, current()))


def _title(key: CaseKey) -> str:
    row = whose(parts_of(key), current())
    return " / ".join(part for part in (key.event, row) if part)


def _print_answers(rows: Sequence[Row], title: str) -> None:
    asked = tuple(dict.fromkeys(name for row in rows for name in row["data"]))
    remarked = any(row["comment"] for row in rows)
    lines = [
        (
            row["participant"],
            shown(row["on"]),
            *(_value(row["data"].get(name), row["unanswered"]) for name in asked),
            *([row["comment"] or ""] if remarked else []),
        )
        for row in rows
    ]
    made = table(title, (say("Whose"), say("As of")), ())
    for name in (*asked, *([tr(say("Reason"))] if remarked else [])):
        made.add_column(name)
    for line in lines:
        made.add_row(*line)
    out().print(made)


def _answered(cycle: Cycle, case: Case, rows: Sequence[Row]) -> Iterator[Text]:
    """Yield how many have answered of the day that is asked about, whose answer is of another, and who gave none."""
    home, key = cycle.home(case.key), case.key
    asked = as_of_day(home.definition, home.event(key.event), home.calendar, key.period)
    number = sum(answer is not None and answer.tells_of(asked) for answer in case.answers.values())
    yield say("Answered: {number} of {all}", number=number, all=len(rows))
    others = [(name, one.on) for name, one in case.answers.items() if one and asked not in (None, one.on)]
    if others:
        yield say(
            "of another day than {asked}: {names}",
            asked=asked,
            names=tuple(say("{name} ({day})", name=name, day=day) for name, day in others),
        )
    silent = tuple(row["participant"] for row in rows if row["unanswered"])
    if silent:
        word = next(row["unanswered"] for row in rows if row["unanswered"])
        yield say("{word}: {names}", word=word, names=silent)


def _print_rows(rows: Sequence[Row], title: str) -> None:
    columns = (
        say("Section"),
        say("Row"),
        say("State"),
        say("Since"),
        say("Who"),
        say("Given"),
        say("Comment"),
    )
    lines = [
        (
            row["subsection"] or row["section"] or "",
            f"{row['row']}: {row['wording']}" if row["wording"] else row["row"],
            row["state"],
            _since(row),
            row["actor"] or "",
            "; ".join(f"{name}: {_value(value, '')}" for name, value in row["data"].items() if value),
            row["comment"] or "",
        )
        for row in rows
    ]
    out().print(table(title, columns, lines))
    tell(*(_count(state, number) for state, number in Counter(row["state"] for row in rows).items()))


def _since(row: Row) -> str:
    """Return since when a row stands so; where that counts as of another day, both."""
    if row["counted_on"] in (None, row["since"]):
        return shown(row["since"])
    return tr(say("{done} (counts as of {day})", done=shown(row["since"]), day=shown(row["counted_on"])))


def _count(state: str, number: int) -> Text:
    return say("{status}: {number}", status=state, number=number)


def _value(value: str | list[str] | None, otherwise: str | None) -> str:
    """Return a value as people read it; lists of participants on one line, days in the usual order."""
    if value is None:
        return otherwise or ""
    if isinstance(value, list):
        return "; ".join(value) or "—"
    day = as_day(value)
    return shown(day) if day else value
