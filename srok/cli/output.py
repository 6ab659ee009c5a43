"""Where a table goes that is made for other programs: a file, or the screen where people can read it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from calendars.errors import InputError
from calendars.saying import Text, say
from srok.cli.common import tell

Output = Annotated[Path | None, typer.Option("--output", metavar="FILE", help="Write to this file.")]


def write(made: str | bytes, output: Path | None) -> None:
    """Write to a file; what only a program can open is not poured onto the screen."""
    if output is not None:
        _write_bytes(made if isinstance(made, bytes) else made.encode("utf-8-sig"), output)
        tell(say("Written to {file}", file=str(output)))
    elif isinstance(made, bytes) and sys.stdout.isatty():
        raise InputError(say("this is a file for an office program: name it with --output FILE"))
    else:
        typer.echo(made, nl=False)


def _write_bytes(made: bytes, output: Path) -> None:
    try:
        output.write_bytes(made)
    except OSError as error:
        raise InputError(say("{file} cannot be written: {why}", file=str(output), why=_why(error))) from None


def _why(error: OSError) -> Text | str:
    if isinstance(error, FileNotFoundError):
        return say("there is no such folder")
    return (
        say("this is a folder, not a file") if isinstance(error, IsADirectoryError) else str(error.strerror)
    )
