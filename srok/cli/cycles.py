"""`srok start`, `journal` and `verify`: a cycle in the database."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from calendars import missing_acts
from calendars.errors import InputError, Problem, UsageError
from calendars.saying import Text, say, say_many
from definitions import Definition, not_in_force, unknown
from srok.cli.case_parts import whom_or_what
from srok.cli.common import (
    AsJson,
    DefinitionFile,
    ParticipantsFile,
    Settings,
    calendar_of,
    definition_from,
    own_calendars,
    participants_from,
    print_json,
    ready,
    tell,
    tell_problems,
    tr,
)
from srok.cli.opened import CycleName, EventNumber, database, present
from srok.reports import entry_row
from srok.store import cycles
from srok.store.journal import entries_of
from srok.store.projection import waiting
from srok.store.verify import verify as find_damage
from workflow import CaseKey, Cycle, Entry, Participant


def start(
    file: DefinitionFile,
    participants: ParticipantsFile = None,
    settings: Settings = None,
    now: Annotated[
        str | None, typer.Option("--now", metavar="MOMENT", help="Start on a virtual clock at this moment.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Start a cycle in the database."""
    definition = ready(definition_from(file, settings))
    members = participants_from(participants, definition)
    if participants is None:
        _check_rows(definition, members)
    opened = database(create=True)
    at = present(opened, now, ZoneInfo(definition.timezone))
    cycle = cycles.start(
        opened,
        definition,
        calendar_of(definition),
        members,
        at,
        calendars=own_calendars(definition),
        virtual=now is not None,
    )
    if as_json:
        print_json(
            {
                "cycle": cycle.name,
                "cases": len(cycle.keys),
                "participants": len(members),
                "started_on": cycle.started_on.isoformat(),
            }
        )
        return
    tell(
        say(
            "The cycle {name} has been started on {day}; participants: {participants}, cases: {cases}",
            name=cycle.name,
            day=cycle.started_on,
            participants=len(members),
            cases=len(cycle.keys),
        )
    )
    tell(*_warnings(cycle), *(say("Warning: {what}", what=what) for what in not_in_force(definition)))
    tell_problems(missing_acts(cycle.calendar, cycle.started_on))


def _check_rows(definition: Definition, members: Sequence[Participant]) -> None:
    """Refuse to start without participants where events have a row for each of those whom the definition leaves out."""
    present = {member.role for member in members}
    asked = (event.survey.for_each for event in definition.events if event.survey)
    own = (role for event in definition.events for role in (event.for_each, event.agency) if role)
    if missing := tuple(dict.fromkeys(role for role in (*own, *asked) if role not in present)):
        raise UsageError(
            say(
                "the definition names nobody as {roles}, and there are events with a row for each of them: "
                "say who takes part with --participants CSV",
                roles=missing,
            )
        )


def _warnings(cycle: Cycle) -> Iterator[Text]:
    """Say about what, to whom and for whom there will be no letters."""
    if past := sum(1 for key in cycle.keys if _is_past(cycle, key)):
        yield say_many(
            "Warning: {number} case was due before that day; nobody will be written to about it",
            "Warning: {number} cases were due before that day; nobody will be written to about them",
            past,
        )
    if silent := sum(1 for member in cycle.participants if not member.email):
        yield say_many(
            "Warning: {number} participant has no e-mail address and will get no letters",
            "Warning: {number} participants have no e-mail address and will get no letters",
            silent,
        )
    responsible = {role for event in cycle.definition.events for role in event.responsible}
    for role in cycle.definition.roles:
        if role.name in responsible and role.name not in cycle.by_role and role.appointed is None:
            yield say(
                "Warning: nobody takes part as “{role}”: there is nobody to write to about its events",
                role=role.name,
            )


def _is_past(cycle: Cycle, key: CaseKey) -> bool:
    due = cycle.first_deadline(key).due
    return due is not None and due < cycle.started_on


def journal(
    cycle: CycleName,
    event: EventNumber = None,
    participant: Annotated[str | None, typer.Option("--participant", help="Only of this one.")] = None,
    as_json: AsJson = False,
) -> None:
    """The entries, with their numbers."""
    with database().read() as session:
        _check_known(cycles.load(session, cycle), event, participant)
        found = [
            entry
            for entry in entries_of(session, cycle)
            if (event is None or (entry.case and entry.case.event == event))
            and (participant is None or (entry.case and entry.case.subject == participant))
        ]
    if as_json:
        print_json([entry_row(entry) for entry in found])
        return
    if not found:
        tell(say("There are no entries about that"))
    for entry in found:
        done = tr(_CYCLE_ENTRIES[entry.kind]) if entry.kind in _CYCLE_ENTRIES else entry.trigger
        done = f"{done} {entry.day:%d.%m.%Y}" if entry.day else done
        actor = "" if entry.case is None or entry.kind in ("act", "answer", "add_row") else entry.actor
        what = whom_or_what(entry_row(entry)) if entry.case else _who(entry)
        parts = (str(entry.case or ""), entry.row, done, what, entry.ref, entry.note, actor, entry.basis)
        what = " · ".join(part for part in parts if part)
        typer.echo(f"{entry.number:>5}  {entry.on:%d.%m.%Y}  {what}")


def _who(entry: Entry) -> str:
    """Return which participant an entry about the cycle concerns, and who followed."""
    if entry.kind not in ("join", "leave", "change"):
        return ""
    return " → ".join(name for name in (entry.data["name"], entry.data.get("into")) if name)


_CYCLE_ENTRIES: dict[str, Text] = {
    "start": say("the cycle started"),
    "join": say("joined the cycle"),
    "leave": say("left the cycle"),
    "change": say("the data of a participant changed"),
    "amend": say("the plan was amended"),
    "calendar": say("a new edition of the calendar was adopted"),
    "seal": say("seal"),
}


def _check_known(cycle: Cycle, event: str | None, participant: str | None) -> None:
    numbers = dict.fromkeys(one.number for version in cycle.versions for one in version.definition.events)
    if event is not None and event not in numbers:
        raise InputError(unknown("event", event, numbers))
    if participant is not None and participant not in cycle.everyone:
        raise InputError(unknown("participant", participant, cycle.everyone))


def verify(
    cycle: Annotated[
        str | None, typer.Argument(metavar="CYCLE", help="Only this cycle; else all.", show_default=False)
    ] = None,
) -> None:
    """Whether the journal is whole and the tables equal a refold of it."""
    opened = database()
    found = find_damage(opened, present(opened, None), cycle)
    tell_problems(Problem(damage) for damage in found)
    if found:
        raise typer.Exit(1)
    with opened.read() as session:
        for name, count in waiting(session, cycle).items():
            tell(
                say_many(
                    "{cycle}: {number} case waits to be folded anew, and was not compared: the next tick folds it",
                    "{cycle}: {number} cases wait to be folded anew, and were not compared: the next tick folds them",
                    count,
                    cycle=name,
                )
            )
    tell(say("The journal is whole, and the tables equal a refold of it"))
