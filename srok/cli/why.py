"""`srok explain`: why a date is what it is, step by step, with no database."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from calendars.errors import InputError, RefusedError
from definitions import Definition, Event
from srok.cli.common import (
    AgencyName,
    AsJson,
    DefinitionFile,
    ParticipantsFile,
    PeriodName,
    Settings,
    calendar_of,
    definition_from,
    draft_cycle,
    participants_from,
    print_json,
    tr,
)
from srok.reports import parts_of
from workflow import Case, Cycle, Forecast, Participant, Wish, case_of, fold_only, forecasts_at_start


def explain(
    file: DefinitionFile,
    event: Annotated[str, typer.Argument(metavar="EVENT", help="The number of the event.")],
    participant: Annotated[str, typer.Option("--participant", metavar="P", help="Whose row.")] = "",
    agency: AgencyName = "",
    which: PeriodName = "",
    participants: ParticipantsFile = None,
    settings: Settings = None,
    as_json: AsJson = False,
) -> None:
    """Why that date, step by step."""
    definition = definition_from(file, settings)
    wish = Wish(event, "", participant, agency=agency, period=which)
    case, ahead = _case(definition, participants_from(participants, definition), wish)
    known = definition.event(case.key.event)
    if as_json:
        found = case.deadline
        print_json(
            {
                "event": case.key.event,
                **parts_of(case.key),
                "planned": found.planned.isoformat() if found.planned else None,
                "due": found.due.isoformat() if found.due else None,
                "due_time": found.due_time.isoformat("minutes") if found.due_time else None,
                "forecast": found.forecast,
                "forecast_due": ahead.due.isoformat() if ahead and ahead.due else None,
                "waits_for": tr(ahead.says) if ahead else None,
                "provisional": bool(found.provisional or (ahead and ahead.provisional)),
                "calendar": calendar_of(definition, known).name,
                "steps": [tr(step) for step in found.steps],
            }
        )
        return
    typer.echo(f"{case.key.event}. {known.title if known else ''}")
    for number, step in enumerate(case.deadline.steps, start=1):
        typer.echo(f"  {number}. {tr(step)}")
    waits = ahead.says if ahead else case.deadline.waits
    if waits is not None and (case.deadline.due is not None or waits not in case.deadline.steps):
        typer.echo(f"  · {tr(waits)}")


def _case(
    definition: Definition, members: tuple[Participant, ...], wish: Wish
) -> tuple[Case, Forecast | None]:
    """Return the case asked for and its forecast.

    The first row that fits, where the event has several and not all is said.
    """
    event = definition.event(wish.event)
    named = {wish.participant: event.for_each, wish.agency: event.agency} if event else {}
    known = {member.name for member in members} | {""}
    members += tuple(Participant(name, role) for name, role in named.items() if role and name not in known)
    roles = {role for member in members for role in (member.role, *member.also)}
    owed = (event.for_each, event.agency) if event else ()
    members += tuple(Participant("—", role) for role in owed if role and role not in roles)
    cycle = draft_cycle(definition, members)
    try:
        key = case_of(cycle, _first_row(cycle, event, wish) if event else wish)
    except RefusedError as error:
        raise InputError(error.message) from None
    return fold_only(cycle, (), [key])[key], forecasts_at_start(cycle)(key)


def _first_row(cycle: Cycle, event: Event, wish: Wish) -> Wish:
    """Fill in what was not said of a row from the first one that fits what was."""
    rows = [
        row
        for row in cycle.keys_of(event)
        if wish.participant in ("", row.subject) and wish.agency in ("", row.agency)
    ]
    if not rows:
        return wish
    return replace(
        wish,
        participant=wish.participant or rows[0].subject,
        agency=wish.agency or rows[0].agency,
        period=wish.period or rows[0].period,
    )
