"""`srok simulate` and `srok demo`: a whole cycle on a virtual clock, to look at."""

from __future__ import annotations

import shlex
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from calendars.errors import InputError
from calendars.saying import Catalog, say
from notifications.channels.memory import MemoryChannel
from srok import settings as settings_of_srok
from srok.cli import why
from srok.cli.common import (
    AsJson,
    DefinitionFile,
    ParticipantsFile,
    Settings,
    out,
    print_json,
    shown,
    table,
    tell,
    to_csv,
    tr,
)
from srok.cli.material import material_of
from srok.cli.matrix import legend, matrix
from srok.cli.tables import cause, delay, print_deviations
from srok.demo import FILE, Shown, rows_of, show, worst
from srok.gather import Post
from srok.i18n import catalog, current
from srok.material import Span
from srok.reports import STATUS, Row, standing
from srok.selection import flat, of_cases
from srok.simulate import play
from srok.store.database import Database

_WORST = 10


def simulate(
    file: DefinitionFile,
    scenario: Annotated[
        Path | None,
        typer.Option("--scenario", metavar="FILE", help="What happens; else NAME.scenario.yaml beside it."),
    ] = None,
    participants: ParticipantsFile = None,
    settings: Settings = None,
    as_json: AsJson = False,
) -> None:
    """Run a whole cycle on a virtual clock: states, letters, deviations."""
    material = material_of(file, scenario, participants, settings)
    with tempfile.TemporaryDirectory(prefix="srok-") as folder:
        database = Database(f"sqlite:///{folder}/srok.db")
        channel = MemoryChannel()
        with _bar(material.span, hidden=as_json) as progress:
            post = Post(lambda: channel, "srok@localhost", "", _letters())
            played = play(database, material, post, progress)
        rows = rows_of(database, played, current())
        database.close()
    if as_json:
        print_json(
            {
                "cycle": played.cycle.name,
                "from": material.span.first.isoformat(),
                "to": material.span.last.isoformat(),
                "entries": played.entries,
                "letters": played.letters,
                "statuses": _statuses(rows),
                "deviations": rows,
            }
        )
        return
    print_deviations(rows, played.last)
    _tell_counts(rows, played.entries, played.letters)


def demo(
    as_json: AsJson = False,
    no_web: Annotated[bool, typer.Option("--no-web", help="Do not stay to serve the page.")] = False,  # noqa: ARG001 - promised to scripts before there is a page
    keep: Annotated[
        Path | None, typer.Option("--keep", metavar="FOLDER", help="Put everything there.")
    ] = None,
) -> None:
    """A whole real cycle, with mail really sent to a catcher of its own."""
    folder = _folder(keep)
    material = material_of(FILE)
    with _bar(material.span, hidden=as_json) as progress:
        done = show(material, folder, _letters(), progress)
    deviations = folder / "deviations.csv"
    deviations.write_text(to_csv(map(flat, done.rows)), encoding="utf-8-sig")
    if as_json:
        print_json(
            {
                "database": str(done.database),
                "letters": str(done.letters),
                "deviations": str(deviations),
                "cycle": done.played.cycle.name,
                "entries": done.played.entries,
                "sent": done.played.letters,
                "cases": len(of_cases(done.rows)),
                "statuses": _statuses(done.rows),
            }
        )
        return
    _print_cycle(done)
    _print_letter(done)
    _print_places(done, deviations)


def _letters() -> Catalog:
    return catalog(settings_of_srok.load().letters_lang)


def _folder(keep: Path | None) -> Path:
    if keep is None:
        return Path(tempfile.mkdtemp(prefix="srok-demo-"))
    if keep.exists() and (not keep.is_dir() or any(keep.iterdir())):
        raise InputError(say("{folder} is not an empty folder: name another one", folder=str(keep)))
    return keep.absolute()


@contextmanager
def _bar(span: Span, *, hidden: bool) -> Iterator[Callable[[date], None]]:
    """Show how far the virtual clock has come, on a terminal."""
    console = Console(stderr=True)
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TimeElapsedColumn(),
        console=console,
        transient=True,
        disable=hidden or not console.is_terminal,
    ) as progress:
        task = progress.add_task("", total=(span.last - span.first).days)
        yield lambda day: progress.update(task, completed=(day - span.first).days, description=f"{day:%m.%Y}")


# What is printed -----------------------------------------------------------------------------------------


def _statuses(rows: Sequence[Row]) -> dict[str, int]:
    counted = Counter(row["status"] for row in of_cases(rows))
    return {name: counted[name] for name in STATUS if counted[name]}


def _tell_counts(rows: Sequence[Row], entries: int, letters: int) -> None:
    tell(say("Entries in the journal: {entries}; letters sent: {letters}", entries=entries, letters=letters))
    counted = tuple(
        say("{status}: {number}", status=STATUS[name], number=number)
        for name, number in _statuses(rows).items()
    )
    tell(say("Cases: {number}; {statuses}", number=len(of_cases(rows)), statuses=counted))


def _print_cycle(done: Shown) -> None:
    cycle = done.played.cycle
    heading = tr(say("{title}: as of {day}", title=cycle.definition.title, day=done.played.last))
    out().print(matrix(done.rows, heading))
    typer.echo(legend() + "\n")
    out().print(_common_table([row for row in of_cases(done.rows) if not row["subject"]]))
    out().print(_worst_table(worst(of_cases(done.rows), _WORST)))
    _tell_counts(done.rows, done.played.entries, done.played.letters)


def _common_table(rows: Sequence[Row]) -> Table:
    columns = (say("No"), say("Responsible"), say("Due"), say("Actual"), say("Status"), say("Delay"))
    lines = [
        (
            row["event"],
            row["responsible"],
            shown(row["due"]),
            shown(row["actual"]),
            tr(standing(row)),
            delay(row),
        )
        for row in rows
    ]
    return table(tr(say("Events that are one for all")), columns, lines)


def _worst_table(rows: Sequence[Row]) -> Table:
    columns = (
        say("No"),
        say("Whose"),
        say("Due"),
        say("Actual"),
        say("Delay"),
        say("Cause"),
        say("Reason"),
    )
    lines = [
        (
            row["event"],
            row["subject"] or row["responsible"],
            shown(row["due"]),
            shown(row["actual"]),
            delay(row),
            cause(row),
            row["reason"] or "",
        )
        for row in rows
    ]
    return table(tr(say("The longest delays")), columns, lines)


def _print_letter(done: Shown) -> None:
    letter = done.sample
    tell(say("\nOne of the letters"))
    tell(
        say("From: {sender}", sender=letter.sender),
        say("To: {recipient}", recipient=letter.recipient),
        say("Subject: {subject}", subject=letter.subject),
    )
    typer.echo(f"\n{letter.text}")
    tell(say("Why that date"))
    why.explain(FILE, "19")


def _program() -> str:
    """Return what to type for srok: its name where the shell finds it, else where it lies."""
    beside = Path(sys.executable).with_name("srok")
    return "srok" if shutil.which("srok") or not beside.is_file() else shlex.quote(str(beside))


def _print_places(done: Shown, deviations: Path) -> None:
    tell(
        say("\nDatabase: {path}", path=str(done.database)),
        say("Letters: {path}", path=str(done.letters)),
        say("Deviation log: {path}", path=str(deviations)),
        say("\nTry next:"),
    )
    prefix = f"SROK_DATABASE_URL={shlex.quote(f'sqlite:///{done.database}')} {_program()}"
    name = done.played.cycle.name
    for command in (
        "verify",
        f"deviations {name} --as-of 2016-10-01",
        f"journal {name} 10 --participant Канск",
    ):
        typer.echo(f"  {prefix} {command}")
