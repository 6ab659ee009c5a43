"""`srok record`: one entry from the command line, or many from a CSV: all or none."""

from __future__ import annotations

import hashlib
from collections.abc import Container, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from calendars.errors import InputError, Problem
from calendars.saying import Text, say
from srok.cli.common import (
    AgencyName,
    AsJson,
    PeriodName,
    print_json,
    read_bytes,
    read_date,
    tell,
    tell_problems,
    tr,
)
from srok.cli.opened import CycleName, EventNumber, Now, cycle_of, database, present
from srok.cli.record_table import ReadWishes, as_time, read_wishes
from srok.cli.slips import before_start, odd_terms
from srok.store import cycles
from workflow import Wish

Action = Annotated[
    str | None,
    typer.Argument(metavar="TRIGGER", help="The action, as the flow calls it.", show_default=False),
]
Source = Annotated[Path | None, typer.Option("--from", metavar="CSV", help="Add many entries: all or none.")]
AsPrinted = Annotated[
    bool,
    typer.Option("--as-printed", help="Take the dates of FILE as they are, even where a year looks wrong."),
]
Whose = Annotated[str, typer.Option("--participant", help="Whose row.")]
Inside = Annotated[
    str, typer.Option("--row", help="Which row inside the case: of its sheet, or whom an answer is about.")
]
On = Annotated[str | None, typer.Option("--on", metavar="DATE", help="When it happened; today if left out.")]
At = Annotated[str | None, typer.Option("--at", metavar="HH:MM", help="At what time.")]
Day = Annotated[str | None, typer.Option("--date", metavar="DATE", help="The date that is set.")]
Ref = Annotated[str, typer.Option("--ref", help="Number and date of the letter or act.")]
Files = Annotated[list[Path] | None, typer.Option("--file", help="A file that came with it.")]
Data = Annotated[list[str] | None, typer.Option("--data", metavar="NAME=VALUE", help="What must be given.")]
Basis = Annotated[str, typer.Option("--basis", help="The document it rests on.")]
Corrects = Annotated[int | None, typer.Option("--corrects", metavar="ENTRY", help="The entry it replaces.")]
Note = Annotated[str, typer.Option("--note", help="An explanation.")]
Actor = Annotated[str, typer.Option("--actor", help="Who did it.")]
Key = Annotated[str, typer.Option("--key", help="The same key again adds nothing.")]


def record(
    cycle: CycleName,
    event: EventNumber = None,
    trigger: Action = None,
    source: Source = None,
    as_printed: AsPrinted = False,
    participant: Whose = "",
    agency: AgencyName = "",
    period: PeriodName = "",
    row: Inside = "",
    on: On = None,
    at: At = None,
    day: Day = None,
    ref: Ref = "",
    files: Files = None,
    data: Data = None,
    basis: Basis = "",
    corrects: Corrects = None,
    note: Note = "",
    actor: Actor = "",
    key: Key = "",
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """Add an entry to the journal."""
    when = (
        None if on is None else read_date(on),
        None if at is None else as_time(at),
        None if day is None else read_date(day),
    )
    given = {**_pairs(data or ()), **_attached(files or ())}
    what, whose = (event or "", trigger or "", participant), (agency, period, row)
    wish = Wish(*what, *when, actor, ref, basis, note, given, corrects, key, *whose)
    _check_asked(wish, source)
    opened = database()
    started = cycle_of(opened, cycle)
    told = present(opened, now, started.zone)
    asked = (
        read_wishes(source, started.definition.asked, as_printed=as_printed)
        if source
        else ReadWishes([wish], [("", 0)], [])
    )
    recorded = cycles.record(opened, cycle, asked.wishes, told, asked.places, problems=asked.problems)
    today = told.astimezone(started.zone).date()
    if as_json:
        print_json([_facts(one) for one in recorded])
    else:
        days = (wish.on for wish in asked.wishes)
        tell(*(_told_as(one, day, today) for one, day in zip(recorded, days, strict=True)))
    odd = {} if as_printed else odd_terms(opened, started, recorded)
    slips = (
        [*before_start(one, started.started_on, today), *odd.get(one.entry.number, ())] for one in recorded
    )
    tell_problems(_warnings(recorded, asked.places, slips))


def _check_asked(wish: Wish, source: Path | None) -> None:
    if source is not None and wish != Wish("", ""):
        raise typer.BadParameter(tr(say("with --from everything is in the file: name nothing else")))
    if source is None and not (wish.event and wish.trigger):
        raise typer.BadParameter(tr(say("name the event and the action, or give --from FILE")))


def _warnings(
    recorded: Iterable[cycles.Recorded], places: Iterable[tuple[str, int]], slips: Iterable[list[Text]]
) -> Iterator[Problem]:
    told = set[str]()
    for one, place, own in zip(recorded, places, slips, strict=True):
        for message in (*own, *_doubts(one)):
            # What names no entry is the same for all rows that it is about, and told once.
            if str(message) not in told:
                yield Problem(message, *place, 1, "warning")
            told.add(str(message))


def _facts(one: cycles.Recorded) -> dict[str, Any]:
    conflicts = [
        {
            "entry": conflict.entry,
            "event": case.event,
            "participant": case.subject or None,
            "why": tr(conflict.why),
        }
        for case, conflict in one.displaced
    ]
    return {
        "entry": one.entry.number,
        "added": one.added,
        "off_control": one.off_control,
        "conflicts": conflicts,
    }


def _told_as(one: cycles.Recorded, given: date | None, today: date) -> Text:
    """Say under which number an entry is kept; of an answer without a day of its own, as of which day it is."""
    if one.added and one.entry.kind == "answer" and given is None and one.entry.on != today:
        return say("Recorded as entry {number}, as of {on}", number=one.entry.number, on=one.entry.on)
    if one.added:
        return say("Recorded as entry {number}", number=one.entry.number)
    return say("Already recorded as entry {number}", number=one.entry.number)


def _doubts(one: cycles.Recorded) -> Iterator[Text]:
    """Say what may be a slip, and which entries do not count any more: their authors do not know it yet."""
    yield from one.doubts
    if one.off_control:
        yield say(
            "{case} is off control: entry {number} is kept, but nobody is waiting for it",
            case=str(one.entry.case),
            number=one.entry.number,
        )
    for case, conflict in one.displaced:
        yield say(
            "since entry {new}, entry {number} ({case}) does not count any more: {why}",
            new=one.entry.number,
            number=conflict.entry,
            case=str(case),
            why=conflict.why,
        )


# Values on the command line ------------------------------------------------------------------------------


def _pairs(given: Sequence[str]) -> dict[str, str]:
    pairs: dict[str, str] = {}
    for pair in given:
        name, equals, value = pair.partition("=")
        if not equals:
            raise InputError(say("“{setting}” is not NAME=VALUE", setting=pair))
        _check_once(name, pairs)
        pairs[name] = value
    return pairs


def _attached(files: Sequence[Path]) -> dict[str, str]:
    """The journal keeps a file's name and the hash of its content."""
    found: dict[str, str] = {}
    for path in files:
        _check_once(f"file:{path.name}", found)
        found[f"file:{path.name}"] = hashlib.sha256(read_bytes(path)).hexdigest()
    return found


def _check_once(name: str, given: Container[str]) -> None:
    """Of two values under one name the journal would keep only the last."""
    if name in given:
        raise InputError(say("“{name}” is given twice", name=name))
