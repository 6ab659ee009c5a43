"""`srok check`, `plan` and `explain`: what a definition yields, with no database."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from calendars.errors import InputError, Problem
from calendars.saying import say
from definitions import Definition, Example, example_due, read_definition
from srok.cli.common import (
    AsJson,
    DefinitionFile,
    ParticipantsFile,
    Settings,
    calendar_of,
    definition_from,
    draft_cycle,
    due_shown,
    lacking,
    out,
    participants_from,
    print_json,
    read_bytes,
    read_date,
    shown,
    table,
    tell,
    tell_problems,
    to_csv,
)
from srok.cli.material import SCENARIO, material_of
from srok.i18n import current
from srok.reports import Row, period_name, plan_rows
from workflow import fold


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
    rows = plan_rows(cycle, fold(cycle, ()))
    if today is not None:
        first = read_date(today).isoformat()
        rows = [row for row in rows if row["due"] is None or row["due"] >= first]
    match PlanFormat.json if as_json else style:
        case PlanFormat.json:
            print_json(rows)
        case PlanFormat.csv:
            typer.echo(to_csv(rows), nl=False)
        case PlanFormat.table:
            _print_plan(definition, rows)
        case other:
            typer.echo(_drawn(other, definition, rows))


def _drawn(style: PlanFormat, definition: Definition, rows: list[Row]) -> str:
    from srok import planforms  # noqa: PLC0415 - the calendar library is slow to import

    if style is PlanFormat.ics:
        return planforms.to_ics(definition, rows, current())
    if style is PlanFormat.svg:
        return planforms.to_svg(definition, rows, current())
    return planforms.to_mermaid(definition.flows)


def _print_plan(definition: Definition, rows: list[Row]) -> None:
    """Print one line an event and reporting period: the dates of their cases are the same until something happens."""
    by_period = any(row["period"] for row in rows)
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
    groups: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        groups.setdefault((row["event"], row["period"] or ""), []).append(row)
    lines = [
        (
            number,
            _short(own[0]["title"]),
            *((period_name(name, current()) or "—",) if by_period else ()),
            *(shown(own[0][name]) for name in ("opens", "planned")),
            due_shown(own[0]),
            str(len(own)),
            own[0]["basis"],
        )
        for (number, name), own in groups.items()
    ]
    out().print(table(definition.title, columns, lines))
    events = {row["event"] for row in rows}
    tell(say("Events: {events}; cases: {cases}", events=len(events), cases=len(rows)))


def _short(title: str, most: int = 60) -> str:
    return title if len(title) <= most else title[: most - 1].rsplit(" ", 1)[0] + "…"
