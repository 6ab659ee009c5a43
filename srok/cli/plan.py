"""`srok check`, `plan` and `explain`: what a definition yields, with no database."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from calendars.errors import InputError, Problem
from calendars.saying import say
from definitions import Definition, Example, example_due, not_in_force, read_definition
from srok.cli.common import (
    AsJson,
    DefinitionFile,
    ParticipantsFile,
    Settings,
    calendar_of,
    csv_pieces,
    definition_from,
    draft_cycle,
    due_shown,
    echo,
    json_pieces,
    lacking,
    out,
    participants_from,
    read_bytes,
    read_date,
    shown,
    table,
    tell,
    tell_problems,
)
from srok.cli.material import SCENARIO, material_of
from srok.i18n import current
from srok.reports import Row, period_name, plan_rows


class PlanFormat(StrEnum):
    """How `srok plan` prints."""

    table = "table"
    json = "json"
    csv = "csv"
    ics = "ics"
    svg = "svg"
    mermaid = "mermaid"


def check(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="Definitions in YAML.", show_default=False)
    ],
) -> None:
    """Read definitions, print every problem, run the examples inside them."""
    good = [_check_scenario(path) if path.name.endswith(SCENARIO) else _check(path) for path in files]
    if not all(good):
        raise typer.Exit(1)


def _check(path: Path) -> bool:
    """Tell what is wrong with a definition, or that nothing is; return whether it can be used."""
    read = read_definition(read_bytes(path), str(path))
    problems = list(read.problems)
    if read.definition is not None:
        problems.extend(_examples(read.definition, str(path)))
    tell_problems(problems)
    if read.definition is None or any(problem.severity == "error" for problem in problems):
        return False
    tell(
        say(
            "{file}: good; events: {events}, examples that come out: {examples}",
            file=str(path),
            events=len(read.definition.events),
            examples=len(read.definition.examples),
        )
    )
    return True


def _check_scenario(path: Path) -> bool:
    """Check a scenario against the definition and the participants that lie beside it."""
    try:
        acts = material_of(path.with_name(path.name.removesuffix(SCENARIO) + ".yaml"), path).acts
    except InputError as error:
        tell_problems(error.problems)
        return False
    tell(say("{file}: good; entries it would make: {entries}", file=str(path), entries=len(acts)))
    return True


def _examples(definition: Definition, file: str) -> list[Problem]:
    """Return a problem for each example inside the definition that does not come out."""
    return [
        Problem(
            (_OTHER if found else _NO_DATE).with_values(event=example.event, found=found, due=example.due),
            file,
            example.line,
            example.column,
        )
        for example in definition.examples
        if (found := _due(definition, example)) != example.due
    ]


_OTHER = say("the example does not come out: event {event} is due on {found}, not on {due}")
_NO_DATE = say(
    "the example does not come out: event {event} has no date yet, for it counts from a day that is not known; "
    "give that day in the example"
)


def _due(definition: Definition, example: Example) -> date | None:
    return example_due(definition, example, calendar_of(definition, definition.event(example.event)))


def plan(
    file: DefinitionFile,
    participants: ParticipantsFile = None,
    settings: Settings = None,
    today: Annotated[
        str | None, typer.Option("--today", metavar="DATE", help="Show the dates from this day on.")
    ] = None,
    style: Annotated[PlanFormat, typer.Option("--format", help="How to print.")] = PlanFormat.table,
    as_json: AsJson = False,
) -> None:
    """The dates that a definition yields, with no database."""
    definition = definition_from(file, settings)
    if doubt := lacking(definition):
        tell_problems([Problem(doubt, str(file), 1, 1, "warning")])
    cycle = draft_cycle(definition, participants_from(participants, definition))
    rows = plan_rows(cycle, current())
    if today is not None:
        first = read_date(today).isoformat()
        rows = (row for row in rows if row["due"] is None or row["due"] >= first)
    match PlanFormat.json if as_json else style:
        case PlanFormat.json:
            echo(json_pieces(rows))
        case PlanFormat.csv:
            echo(csv_pieces(rows))
        case PlanFormat.table:
            _print_plan(definition, rows)
            tell(*(say("Warning: {what}", what=what) for what in not_in_force(definition)))
        case other:
            typer.echo(_drawn(other, definition, list(rows)))


def _drawn(style: PlanFormat, definition: Definition, rows: list[Row]) -> str:
    from srok import planforms  # noqa: PLC0415 - the calendar library is slow to import

    if style is PlanFormat.ics:
        return planforms.to_ics(definition, rows, current())
    if style is PlanFormat.svg:
        return planforms.to_svg(definition, rows, current())
    return planforms.to_mermaid(definition.flows)


def _print_plan(definition: Definition, rows: Iterable[Row]) -> None:
    """Print one line an event and reporting period: the dates of their cases are the same until something happens."""
    cases = Counter[tuple[str, str]]()
    first: dict[tuple[str, str], Row] = {}
    for row in rows:
        name = (row["event"], row["period"] or "")
        cases[name] += 1
        first.setdefault(name, row)
    by_period = any(name for _, name in first)
    columns = (
        say("No"),
        say("Event"),
        *((say("Period"),) if by_period else ()),
        say("Opens"),
        say("Planned"),
        say("Due"),
        say("Cases"),
        say("In the plan"),
    )
    lines = [
        (
            number,
            _short(row["title"]),
            *((period_name(name, current()) or "—",) if by_period else ()),
            *(shown(row[day]) for day in ("opens", "planned")),
            due_shown(row),
            str(cases[number, name]),
            row["basis"],
        )
        for (number, name), row in first.items()
    ]
    out().print(table(definition.title, columns, lines))
    events = {number for number, _ in first}
    tell(say("Events: {events}; cases: {cases}", events=len(events), cases=cases.total()))


def _short(title: str, most: int = 60) -> str:
    return title if len(title) <= most else title[: most - 1].rsplit(" ", 1)[0] + "…"
