"""What the commands share: reading files, printing tables, JSON and CSV, and telling problems."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, tzinfo
from itertools import islice
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

import calendars
from calendars.errors import InputError, Problem
from calendars.saying import Text, say
from definitions import Definition, Event, Policy, as_day, read_definition, unset, with_settings
from srok.i18n import current
from workflow import Cycle, Participant, joined, members_of, read_participants

DefinitionFile = Annotated[
    Path, typer.Argument(metavar="FILE", help="A definition in YAML.", show_default=False)
]
ParticipantsFile = Annotated[
    Path | None, typer.Option("--participants", metavar="CSV", help="Who takes part.")
]
Settings = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="NAME=VALUE", help="A parameter or a rule, e.g. roll=preceding."),
]
AgencyName = Annotated[
    str, typer.Option("--agency", metavar="A", help="Which agency's row, where an event has those.")
]
PeriodName = Annotated[
    str, typer.Option("--period", metavar="P", help="Which reporting period's row: “6 месяцев” or 2017-6M.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]


def out() -> Console:
    """Return the console for results; without a terminal lines are wide enough for a table."""
    # What staff typed is shown as it is: “[red]” and “:key:” in a name are no orders to the terminal.
    return Console(width=None if sys.stdout.isatty() else 160, highlight=False, markup=False, emoji=False)


def tr(text: Text) -> str:
    """Return a sentence in the reader's language."""
    return text.render(current())


def tell(*sentences: Text) -> None:
    """Print sentences, a line each."""
    for sentence in sentences:
        typer.echo(tr(sentence))


def tell_problems(problems: Iterable[Problem]) -> None:
    """Print problems on stderr as FILE:LINE:COLUMN: error|warning: message."""
    for problem in problems:
        typer.echo(problem.render(current()), err=True)


def print_json(value: Any) -> None:  # noqa: ANN401 - whatever JSON can hold
    """Print one JSON document."""
    typer.echo(as_json(value), nl=False)


def as_json(value: Any) -> str:  # noqa: ANN401 - whatever JSON can hold
    """Return one JSON document."""
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def json_pieces(rows: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Yield the JSON document of a list that need not be in memory as a whole."""
    before = "[\n"
    for row in rows:
        yield before + " " + json.dumps(row, ensure_ascii=False, indent=1).replace("\n", "\n ")
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def json_document(facts: Mapping[str, Any], name: str, rows: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Yield a JSON document whose last value is a list that need not be in memory as a whole."""
    yield json.dumps(facts, ensure_ascii=False, indent=1).removesuffix("\n}") + f',\n "{name}": '
    for piece in json_pieces(rows):
        yield piece.replace("\n", "\n ").removesuffix(" ")
    yield "}\n"


def to_csv(rows: Iterable[Mapping[str, Any]]) -> str:
    """Return rows as CSV that Excel opens as it is: `;`, and a header of the keys."""
    return "".join(csv_pieces(rows))


def csv_pieces(rows: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Yield the lines of such a CSV one by one."""
    writer = csv.writer(_Passed(), delimiter=";", lineterminator="\n")
    for number, row in enumerate(rows):
        if number == 0:
            yield writer.writerow(row)
        yield writer.writerow(map(_cell, row.values()))


class _Passed:
    """What `csv` writes to: it hands each line on."""

    def write(self, line: str) -> str:
        return line


def echo(pieces: Iterator[str], most: int = 2000) -> None:
    """Print text as it comes, some thousand pieces at a time."""
    while text := "".join(islice(pieces, most)):
        typer.echo(text, nl=False)


def _cell(value: Any) -> Any:  # noqa: ANN401 - whatever a row holds
    """A text that a spreadsheet would run as a formula is defused (CWE-1236)."""
    if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t"):
        return "'" + value
    return value


def table(title: str, columns: Sequence[Text], rows: Iterable[Sequence[str]]) -> Table:
    """Return a table for people."""
    made = Table(title=title or None, title_justify="left", header_style="bold")
    for column in columns:
        made.add_column(tr(column))
    for row in rows:
        made.add_row(*row)
    return made


def shown(day: str | date | None) -> str:
    """Return a date as people read it."""
    if day is None:
        return "—"
    return f"{date.fromisoformat(day) if isinstance(day, str) else day:%d.%m.%Y}"


def due_shown(row: Mapping[str, Any]) -> str:
    """Return the last day of a row in time, else the one forecast; what the calendar does not settle yet says so."""
    ahead = row["due"] is None and row["forecast"] is not None
    day = shown(row["forecast"] if ahead else row["due"])
    if row["provisional"] and day != shown(None):
        day = tr(say("{day} provisional", day=day))
    return tr(say("{day} (forecast)", day=day)) if ahead else day


# What is typed --------------------------------------------------------------------------------------------


def read_date(text: str) -> date:
    """Read a date as people and Excel write it; raises InputError for anything else."""
    found = as_day(text.strip())
    if found is None:
        raise InputError(say("“{value}” is not a date like 2016-09-15 or 15.09.2016", value=text))
    return found


# Files ---------------------------------------------------------------------------------------------------


def read_bytes(path: Path) -> bytes:
    """Return a file's bytes; raises InputError naming the file."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        message = say("there is no such file")
    except IsADirectoryError:
        message = say("this is a folder, not a file")
    except OSError as error:
        message = say("the file cannot be read: {why}", why=error.strerror or str(error))
    raise InputError(message, [Problem(message, str(path), 1, 1)])


def definition_from(path: Path, settings: Sequence[str] | None = None) -> Definition:
    """Read a definition and apply `--set`; raises InputError with every problem (warnings are for `srok check`)."""
    read = read_definition(read_bytes(path), str(path))
    if read.definition is None:
        raise InputError(say("{file} has errors", file=str(path)), read.problems)
    return with_settings(read.definition, settings or ())


def ready(definition: Definition) -> Definition:
    """Return a definition that can be started; raises InputError where parameters that its dates need have no value."""
    if why := lacking(definition):
        raise InputError(why)
    return definition


def lacking(definition: Definition) -> Text | None:
    """Say which parameters that dates need have no value; None where all have."""
    missing = unset(definition)
    return (
        say("{missing}: no value is given; add --set NAME=VALUE for each", missing=missing)
        if missing
        else None
    )


def participants_from(path: Path | None, definition: Definition) -> tuple[Participant, ...]:
    """Read a participants file; raises InputError with every problem."""
    own = members_of(definition)
    if path is None:
        return own
    read = read_participants(read_bytes(path), str(path), definition)
    if read.problems:
        raise InputError(say("{file} has errors", file=str(path)), read.problems)
    return joined(own, read.participants)


def calendar_of(definition: Definition, event: Event | None = None) -> calendars.Calendar:
    """Return the calendar that a definition, or one of its events, counts by."""
    policy = event.policy if event else Policy()
    presidential = definition.presidential if policy.presidential is None else policy.presidential
    return calendars.load_calendar(policy.calendar or definition.calendar, presidential=presidential)


def own_calendars(definition: Definition) -> dict[str, calendars.Calendar]:
    """Return the calendars of events that are counted by another than the definition's, by their numbers."""
    usual = calendar_of(definition)
    own = {event.number: calendar_of(definition, event) for event in definition.events}
    return {number: calendar for number, calendar in own.items() if calendar != usual}


def draft_cycle(
    definition: Definition, participants: Sequence[Participant], started_on: date = date.min
) -> Cycle:
    """Return a cycle that is only looked at, never started."""
    return Cycle(
        definition.name,
        definition,
        calendar_of(definition),
        tuple(participants),
        started_on,
        own_calendars(definition),
    )


def moment(text: str, zone: tzinfo | None) -> datetime:
    """Read a moment; without an offset it is by the clock of `zone`, a date alone is its noon."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise InputError(
            say("“{text}” is not a moment like 2016-09-14T10:00 or 2016-09-14T10:00+07:00", text=text)
        ) from None
    if len(text) <= len("2016-09-14"):
        found = found.replace(hour=12)
    return found if found.tzinfo else found.replace(tzinfo=zone)
