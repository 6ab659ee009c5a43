"""`srok start`, `record`, `journal`, `deviations` and `verify`: a cycle in the database."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time, tzinfo
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, TypeVar
from zoneinfo import ZoneInfo

import typer

from calendars.errors import InputError, Problem
from calendars.saying import Text, say, say_many
from definitions import clean
from srok import clock, settings
from srok.cli.common import (
    AsJson,
    DefinitionFile,
    Settings,
    calendar_of,
    definition_from,
    moment,
    out,
    participants_from,
    print_json,
    read_bytes,
    tell,
    tell_problems,
    to_csv,
    tr,
)
from srok.cli.tables import deviations_table
from srok.i18n import current
from srok.reports import deviation_rows
from srok.store import cycles, facts
from srok.store.database import Database
from srok.store.journal import entries_of
from srok.store.verify import verify as find_damage
from workflow import CaseKey, Cycle, Wish, fold, read_csv

CycleName = Annotated[str, typer.Argument(metavar="CYCLE", help="The name of the cycle.", show_default=False)]
EventNumber = Annotated[
    str | None, typer.Argument(metavar="EVENT", help="The number of the event.", show_default=False)
]
Action = Annotated[
    str | None,
    typer.Argument(metavar="TRIGGER", help="The action, as the flow calls it.", show_default=False),
]
Now = Annotated[
    str | None, typer.Option("--now", metavar="MOMENT", help="What time it is, on a virtual clock.")
]


def database() -> Database:
    """Open the database that the settings name."""
    return Database(settings.load().database_url)


def present(opened: Database, told: str | None, zone: tzinfo | None = None) -> datetime:
    """Return what time it is: told on a virtual clock, else where that clock stands, else the real moment."""
    with opened.read() as session:
        virtual, stands = facts.clock(session)
        names = cycles.names(session)
        zones = {cycles.load(session, name).definition.timezone for name in names} if zone is None else set()
    if told is None:
        return stands if virtual and stands is not None else clock.now()
    by = zone or (ZoneInfo(zones.pop()) if len(zones) == 1 else UTC)
    found = moment(told, by)
    assert found is not None  # noqa: S101 - `told` is not None here
    if names and not virtual and found > clock.now():
        raise InputError(
            say(
                "this database lives on the real clock: {now} has not come yet; start a rehearsal with start --now",
                now=found,
            )
        )
    return found


def start(
    file: DefinitionFile,
    participants: Annotated[Path, typer.Option("--participants", metavar="CSV", help="Who takes part.")],
    settings: Settings = None,
    now: Annotated[
        str | None, typer.Option("--now", metavar="MOMENT", help="Start on a virtual clock at this moment.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Start a cycle in the database."""
    definition = definition_from(file, settings)
    members = participants_from(participants, definition)
    opened = database()
    at = present(opened, now, ZoneInfo(definition.timezone))
    cycle = cycles.start(opened, definition, calendar_of(definition), members, at, virtual=now is not None)
    past = sum(1 for key in cycle.keys if _is_past(cycle, key))
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
    if past:
        tell(
            say(
                "Warning: {past} cases were due before that day; nobody will be written to about them",
                past=past,
            )
        )
    silent = tuple(member.name for member in members if not member.email)
    if silent:
        tell(
            say_many(
                "Warning: {number} participant has no e-mail address and will get no letters",
                "Warning: {number} participants have no e-mail address and will get no letters",
                len(silent),
            )
        )


def _is_past(cycle: Cycle, key: CaseKey) -> bool:
    due = cycle.first_deadlines[key.event].due
    return due is not None and due < cycle.started_on


def record(
    cycle: CycleName,
    event: EventNumber = None,
    trigger: Action = None,
    source: Annotated[
        Path | None, typer.Option("--from", metavar="CSV", help="Add many entries: all or none.")
    ] = None,
    participant: Annotated[str, typer.Option("--participant", help="Whose row.")] = "",
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help="When it happened; today if left out.")
    ] = None,
    at: Annotated[str | None, typer.Option("--at", metavar="HH:MM", help="At what time.")] = None,
    day: Annotated[str | None, typer.Option("--date", metavar="DATE", help="The date that is set.")] = None,
    ref: Annotated[str, typer.Option("--ref", help="Number and date of the letter or act.")] = "",
    files: Annotated[list[Path] | None, typer.Option("--file", help="A file that came with it.")] = None,
    data: Annotated[
        list[str] | None, typer.Option("--data", metavar="NAME=VALUE", help="What must be given.")
    ] = None,
    basis: Annotated[str, typer.Option("--basis", help="The document it rests on.")] = "",
    corrects: Annotated[
        int | None, typer.Option("--corrects", metavar="ENTRY", help="The entry it replaces.")
    ] = None,
    note: Annotated[str, typer.Option("--note", help="An explanation.")] = "",
    actor: Annotated[str, typer.Option("--actor", help="Who did it.")] = "",
    key: Annotated[str, typer.Option("--key", help="The same key again adds nothing.")] = "",
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """Add an entry to the journal."""
    opened = database()
    told = present(opened, now)
    if source is not None:
        recorded = _record_file(opened, cycle, source, told)
    elif event is None or trigger is None:
        raise typer.BadParameter(tr(say("name the event and the action, or give --from FILE")))
    else:
        wish = Wish(
            event,
            trigger,
            participant,
            _date(on),
            _time(at),
            _date(day),
            actor,
            ref,
            basis,
            note,
            {**_pairs(data or ()), **_attached(files or ())},
            corrects,
            key,
        )
        recorded = cycles.record(opened, cycle, [wish], told)
    if as_json:
        print_json([{"entry": one.entry.number, "added": one.added} for one in recorded])
        return
    for one in recorded:
        told_as = (
            say("Recorded as entry {number}") if one.added else say("Already recorded as entry {number}")
        )
        tell(told_as.with_values(number=one.entry.number))


_FIELDS = {
    "event": "event", "мероприятие": "event", "№": "event",
    "trigger": "trigger", "действие": "trigger",
    "participant": "participant", "участник": "participant",
    "on": "on", "дата": "on", "at": "at", "время": "at", "date": "day", "срок": "day",
    "ref": "ref", "реквизиты": "ref", "basis": "basis", "основание": "basis",
    "note": "note", "пояснение": "note", "actor": "actor", "кто": "actor", "key": "key", "ключ": "key",
    "corrects": "corrects", "исправляет": "corrects",
}  # fmt: skip


def _record_file(opened: Database, cycle: str, source: Path, now: datetime) -> list[cycles.Recorded]:
    """Record every row of a CSV, or none; problems are told by row. Other columns are taken as data."""
    rows = list(read_csv(read_bytes(source)))
    if len(rows) <= 1:
        raise InputError(say("{file} has no rows", file=str(source)))
    header = [clean(cell) for cell in rows[0][1]]
    wishes, places, problems = [], [], []
    for line, cells in rows[1:]:
        try:
            wishes.append(_wish(dict(zip(header, map(clean, cells), strict=False))))
            places.append((str(source), line))
        except InputError as error:
            problems.append(Problem(error.message, str(source), line, 1))
    if problems:
        raise InputError(say("{file} has errors: nothing was recorded", file=str(source)), problems)
    return cycles.record(opened, cycle, wishes, now, places)


def _wish(row: dict[str, str]) -> Wish:
    values: dict[str, Any] = {"event": "", "trigger": ""}
    data = {}
    for name, value in row.items():
        known = _FIELDS.get(name.lower())
        if known and value:
            values[known] = _PARSERS.get(known, str)(value)
        elif value:
            data[name] = value
    return Wish(**values, data=data)


def journal(
    cycle: CycleName,
    event: EventNumber = None,
    participant: Annotated[str | None, typer.Option("--participant", help="Only of this one.")] = None,
    as_json: AsJson = False,
) -> None:
    """The entries, with their numbers."""
    with database().read() as session:
        cycles.load(session, cycle)
        found = [
            entry
            for entry in entries_of(session, cycle)
            if (event is None or (entry.case and entry.case.event == event))
            and (participant is None or (entry.case and entry.case.subject == participant))
        ]
    if as_json:
        print_json(
            [
                {
                    "entry": entry.number,
                    "kind": entry.kind,
                    "event": entry.case.event if entry.case else None,
                    "participant": (entry.case.subject or None) if entry.case else None,
                    "trigger": entry.trigger or None,
                    "on": entry.on.isoformat(),
                    "at": entry.at.isoformat("minutes") if entry.at else None,
                    "recorded_at": entry.recorded_at.isoformat(),
                    "date": entry.day.isoformat() if entry.day else None,
                    "actor": entry.actor or None,
                    "ref": entry.ref or None,
                    "basis": entry.basis or None,
                    "note": entry.note or None,
                    "data": dict(entry.data),
                    "corrects": entry.corrects,
                    "key": entry.key or None,
                }
                for entry in found
            ]
        )
        return
    for entry in found:
        done = tr(_CYCLE_ENTRIES[entry.kind]) if entry.kind in _CYCLE_ENTRIES else entry.trigger
        name = entry.data.get("name") if entry.kind == "join" else None
        what = " · ".join(part for part in (str(entry.case or ""), done, name, entry.ref, entry.note) if part)
        typer.echo(f"{entry.number:>5}  {entry.on:%d.%m.%Y}  {what}")


_CYCLE_ENTRIES: dict[str, Text] = {
    "start": say("the cycle started"),
    "join": say("joined the cycle"),
    "seal": say("seal"),
}


class DeviationsFormat(StrEnum):
    """How `srok deviations` prints."""

    table = "table"
    json = "json"
    csv = "csv"


def deviations(
    cycle: CycleName,
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="DATE", help="What had happened by that day.")
    ] = None,
    known_on: Annotated[
        str | None, typer.Option("--known-on", metavar="DATE", help="What was known on that day.")
    ] = None,
    style: Annotated[
        DeviationsFormat, typer.Option("--format", help="How to print.")
    ] = DeviationsFormat.table,
) -> None:
    """The deviation log: planned against actual."""
    opened = database()
    now = present(opened, None)
    by, known = _date(as_of), _date(known_on)
    with opened.read() as session:
        found, entries = cycles.load(session, cycle), entries_of(session, cycle)
    cases = fold(found, entries, as_of=by, known_on=known)
    today = by or known or now.astimezone(found.zone).date()
    rows = deviation_rows(found, cases.values(), today, current())
    if style is DeviationsFormat.json:
        print_json(rows)
    elif style is DeviationsFormat.csv:
        typer.echo(to_csv(rows), nl=False)
    else:
        out().print(deviations_table(rows, today))


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
    tell(say("The journal is whole, and the tables equal a refold of it"))


# Values on the command line ------------------------------------------------------------------------------


def _date(text: str | None) -> date | None:
    return _read(text, date.fromisoformat, say("“{value}” is not a date like 2016-09-15"))


def _time(text: str | None) -> time | None:
    return _read(text, time.fromisoformat, say("“{value}” is not a time like 17:00"))


def _number(text: str | None) -> int | None:
    return _read(text, int, say("“{value}” is not a whole number"))


_Value = TypeVar("_Value")


def _read(text: str | None, parse: Callable[[str], _Value], problem: Text) -> _Value | None:
    if text is None:
        return None
    try:
        return parse(text)
    except ValueError:
        raise InputError(problem.with_values(value=text)) from None


_PARSERS: dict[str, Callable[[str], Any]] = {"on": _date, "at": _time, "day": _date, "corrects": _number}


def _pairs(given: Sequence[str]) -> dict[str, str]:
    pairs = {}
    for pair in given:
        name, equals, value = pair.partition("=")
        if not equals:
            raise InputError(say("“{setting}” is not NAME=VALUE", setting=pair))
        pairs[name] = value
    return pairs


def _attached(files: Sequence[Path]) -> dict[str, str]:
    """The journal keeps a file's name and the hash of its content."""
    return {f"file:{path.name}": hashlib.sha256(read_bytes(path)).hexdigest() for path in files}
