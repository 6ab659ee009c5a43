"""`srok check`, `plan` and `explain`: what a definition yields, with no database."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from calendars.errors import InputError, Problem, RefusedError
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
    tr,
)
from srok.cli.material import SCENARIO, material_of
from srok.i18n import current
from srok.reports import Row, plan_rows
from workflow import Case, CaseKey, Participant, Wish, case_of, fold


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
            say(
                "the example does not come out: event {event} is due on {found}, not on {due}",
                event=example.event,
                found=found,
                due=example.due,
            ),
            file,
            example.line,
            example.column,
        )
        for example in definition.examples
        if (found := _due(definition, example)) != example.due
    ]


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
        return planforms.to_svg(definition, rows)
    return planforms.to_mermaid(definition.flows)


def _print_plan(definition: Definition, rows: list[Row]) -> None:
    """Print one line an event: the dates of its cases are the same until something happens."""
    columns = (
        say("No"),
        say("Event"),
        say("Opens"),
        say("Planned"),
        say("Due"),
        say("Cases"),
        say("In the plan"),
    )
    events: dict[str, list[Row]] = {}
    for row in rows:
        events.setdefault(row["event"], []).append(row)
    lines = [
        (
            number,
            _short(own[0]["title"]),
            *(shown(own[0][name]) for name in ("opens", "planned", "due")),
            str(len(own)),
            own[0]["basis"],
        )
        for number, own in events.items()
    ]
    out().print(table(definition.title, columns, lines))
    tell(say("Events: {events}; cases: {cases}", events=len(events), cases=len(rows)))


def _short(title: str, most: int = 60) -> str:
    return title if len(title) <= most else title[: most - 1].rsplit(" ", 1)[0] + "…"


def explain(
    file: DefinitionFile,
    event: Annotated[str, typer.Argument(metavar="EVENT", help="The number of the event.")],
    participant: Annotated[str, typer.Option("--participant", metavar="P", help="Whose row.")] = "",
    participants: ParticipantsFile = None,
    settings: Settings = None,
    as_json: AsJson = False,
) -> None:
    """Why that date, step by step."""
    definition = definition_from(file, settings)
    case = _case(definition, participants_from(participants, definition), event, participant)
    if as_json:
        found = case.deadline
        print_json(
            {
                "event": case.key.event,
                "participant": case.key.subject or None,
                "planned": found.planned.isoformat() if found.planned else None,
                "due": found.due.isoformat() if found.due else None,
                "provisional": bool(found.provisional),
                "calendar": definition.calendar,
                "steps": [tr(step) for step in found.steps],
            }
        )
        return
    known = definition.event(case.key.event)
    typer.echo(f"{case.key.event}. {known.title if known else ''}")
    for number, step in enumerate(case.deadline.steps, start=1):
        typer.echo(f"  {number}. {tr(step)}")
    if case.deadline.waits is not None and case.deadline.due is not None:
        typer.echo(f"  · {tr(case.deadline.waits)}")


def _case(definition: Definition, members: tuple[Participant, ...], number: str, name: str) -> Case:
    """Return the case asked for; an event with a row for each is explained without a participant as well."""
    event = definition.event(number)
    if not members and event is not None and event.for_each is not None:
        members = (Participant(name or "—", event.for_each),)
    cycle = draft_cycle(definition, members)
    if event is not None and event.for_each is not None and not name:
        name = cycle.by_role[event.for_each][0].name if event.for_each in cycle.by_role else ""
    try:
        key = case_of(cycle, Wish(number, "", name))
    except RefusedError as error:
        raise InputError(error.message) from None
    return fold(cycle, ())[CaseKey(key.event, key.subject)]
