"""`srok phrase`: how a deadline phrase is understood, or the characters at which it stops making sense."""

from __future__ import annotations

import json
from typing import Annotated, Any, TextIO

import typer

from calendars.errors import PhraseError
from calendars.saying import say
from definitions.phrases import describe, read_phrase, reading_to_json, warnings
from srok.i18n import current


def phrase(
    text: Annotated[
        str | None, typer.Argument(metavar="TEXT", help="The phrase, as the plan has it.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
    stdin: Annotated[
        bool, typer.Option("--stdin", help="Read a phrase a line; print a JSON object a line.")
    ] = False,
) -> None:
    """How a deadline phrase is understood."""
    if (text is None) != stdin:
        raise typer.BadParameter(str(say("give one phrase, or --stdin").render(current())))
    if text is None:
        understood = [_print_json(line.rstrip("\r\n")) for line in _lines()]
    else:
        understood = [_print_json(text) if as_json else _tell(text)]
    raise typer.Exit(0 if all(understood) else 1)


def _lines() -> TextIO:
    return typer.get_text_stream("stdin", encoding="utf-8", errors="replace")


def _print_json(text: str) -> bool:
    """Print one object; say whether the phrase was understood."""
    found = _as_json(text)
    typer.echo(json.dumps(found, ensure_ascii=False))
    return "error" not in found


def _as_json(text: str) -> dict[str, Any]:
    try:
        reading = read_phrase(text)
    except PhraseError as error:
        return {"error": {"message": error.message.render(current()), "at": [error.start, error.end]}}
    doubts = [warning.render(current()) for warning in warnings(reading)]
    found = {**reading_to_json(reading), "reading": describe(reading)}
    return {**found, "ambiguous": "; ".join(doubts)} if doubts else found


def _tell(text: str) -> bool:
    try:
        reading = read_phrase(text)
    except PhraseError as error:
        _point_at(text, error)
        return False
    typer.echo(describe(reading))
    for warning in warnings(reading):
        typer.echo(say("warning: {what}", what=warning).render(current()))
    return True


def _point_at(text: str, error: PhraseError) -> None:
    """Show the phrase on one line and carets under the characters at fault."""
    line = "".join(" " if character.isspace() else character for character in text)
    typer.echo(line, err=True)
    typer.echo(" " * error.start + "^" * max(1, error.end - error.start), err=True)
    typer.echo(error.message.render(current()), err=True)
