"""`srok import`: a plan's table as a definition to edit."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from calendars.errors import InputError, Problem
from calendars.saying import say
from definitions import read_definition
from definitions.draft import Draft, draft
from srok.cli.common import read_bytes, tell_problems, tr
from srok.i18n import current


def import_plan(
    plan: Annotated[
        Path, typer.Argument(metavar="PLAN", help="The plan: .docx, .xlsx, .tsv or .csv.", show_default=False)
    ],
    output: Annotated[
        Path | None,
        typer.Option("--output", metavar="FILE", help="Write the definition here, not to stdout."),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite FILE.")] = False,
) -> None:
    """A plan's table as a definition to edit."""
    if output is not None and output.exists() and output.samefile(plan):
        message = say("this is the plan itself: name another file for the definition")
        raise InputError(message, [Problem(message, str(output), 1, 1)])
    made = _draft(plan)
    if output is None:
        typer.echo(made.text, nl=False)
    else:
        _write(output, made.text, force=force)
    # The draft is done, whatever it leaves to decide: whether it can be used is for `srok check` to say.
    _tell(made, str(plan), str(output) if output else "-")


def _draft(plan: Path) -> Draft:
    """Read a plan and make the draft; raises InputError with the plan's name at each problem."""
    from srok.planimport import read_plan  # noqa: PLC0415 - python-docx and openpyxl are slow to import

    data = read_bytes(plan)
    try:
        return draft(read_plan(data, str(plan)), current())
    except InputError as error:
        problems = [Problem(p.message, str(plan), p.line or 1, p.column or 1) for p in error.problems]
        raise InputError(error.message, problems) from None


def _write(path: Path, text: str, *, force: bool) -> None:
    try:
        with path.open("w" if force else "x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        message = say("the file is there already: choose another name, or --force to overwrite it")
    except OSError as error:
        message = say("the file cannot be written: {why}", why=error.strerror or str(error))
    else:
        return
    raise InputError(message, [Problem(message, str(path), 1, 1)])


def _tell(made: Draft, plan: str, file: str) -> None:
    """Say on stderr what became of the rows, what was left out, and everything that is to be solved."""
    skipped = (say("not a plan, kept only as comments: {table}", table=table) for table in made.skipped)
    tell_problems(Problem(doubt, plan, 1, 1, "warning") for doubt in (*made.doubts, *skipped))
    problems = read_definition(made.text.encode(), file).problems
    tell_problems(problems)
    summary = say(
        "rows: {rows}, events: {events}, rows that continue another: {joined}; terms understood: {understood}, "
        "not understood or missing: {not_understood}",
        rows=made.rows,
        events=made.events,
        joined=made.joined,
        understood=made.understood,
        not_understood=made.events - made.understood,
    )
    typer.echo(tr(summary), err=True)
    if errors := sum(problem.severity == "error" for problem in problems):
        remaining = say("to be solved before srok check accepts the definition: {number}", number=errors)
        typer.echo(tr(remaining), err=True)
